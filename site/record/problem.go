package record

import (
	"bytes"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
	"github.com/errdocs/errdocs/internal/jsonfile"
)

// MaxProblem is how many bytes the .problem.json of a code has at most.
const MaxProblem = 1024

// Problem is "/{vendor}/{set}/{slug}.problem.json": what a program needs to decide about an error, as problem details
// (RFC 9457).
type Problem struct {
	Type       string           `json:"type" about:"The page of the code."`
	Title      string           `json:"title" about:"A few words."`
	Status     int              `json:"status,omitempty" about:"The HTTP status, where there is just one."`
	Detail     string           `json:"detail,omitempty" about:"One sentence."`
	Code       string           `json:"code" about:"The code as the vendor writes it."`
	Vendor     string           `json:"vendor" about:"Name of the vendor."`
	Retryable  string           `json:"retryable" enum:"retryable" about:"Whether to send the same request again. Absent origins.retry: nobody says."`
	RetryAfter string           `json:"retry_after,omitempty" about:"Response header that contains the delay."`
	Pace       string           `json:"pace,omitempty" enum:"retry" about:"How fast to repeat."`
	Backoff    *content.Backoff `json:"backoff,omitempty" about:"Retry n, from 0, waits base·factorⁿ and up to jitter milliseconds on top."`
	Owner      string           `json:"owner,omitempty" about:"Who has to change something; several with spaces between."`
	Next       string           `json:"next_step,omitempty" about:"The first thing to do, in words."`
	Customer   *string          `json:"customer,omitempty" about:"What to tell the customer. Empty: nothing. Absent: see the page."`
	Outcome    content.Outcome  `json:"outcome,omitempty" enum:"outcome" about:"Whether the operation happened."`
	Origins    Origins          `json:"origins" about:"Who states these answers."`
	Link       string           `json:"link" about:"The permanent link to the page."`
}

// retryable returns whether to repeat a request. Where nobody knows whether the operation happened, the check comes
// before anything else that can lead to a repeat.
func retryable(c *content.Code) string {
	p := c.Retry.Policy
	switch {
	case p == "":
		return "unknown"
	case p == content.Never:
		return "no"
	case c.Outcome.Is == content.OutcomeUnknown && p.Judges():
		return "after-check"
	case p == content.AfterDelay || !p.Repeats():
		return string(p)
	}
	return "yes"
}

// Problem returns the record as problem details.
func (c *Code) Problem() *Problem {
	e, a := c.Entry, &c.Answers
	p := &Problem{
		Type: c.URL, Title: c.Title, Detail: c.Summary, Code: c.Code, Vendor: c.Vendor.Name, Retryable: retryable(e),
		Owner: a.Fault.Key, Outcome: e.Outcome.Is, Origins: originsOf(e), Link: c.Link,
	}
	if len(c.HTTP) == 1 {
		p.Status = c.HTTP[0]
	}
	if a.Next.Key != "" {
		p.Next = a.Next.Text
	}
	switch {
	case a.Customer.Quote:
		p.Customer = &a.Customer.Text
	case a.Customer.Key == "nothing":
		p.Customer = new(string)
	}
	switch pace := e.Retry.Policy; pace {
	case content.WithBackoff, content.RetryImmediately, content.AfterDelay:
		p.Pace = string(pace)
	}
	if h := a.Retry.How; h != nil {
		p.RetryAfter, p.Backoff = h.Header, h.Backoff
		if h.Pace != nil {
			p.Pace = string(h.Pace.Key)
		}
	}
	return p
}

// WriteProblem writes the record as the .problem.json of the code to an empty buffer: one line of at most MaxProblem bytes. Texts
// that do not fit are left to the page, at a former address all texts but the title.
func (c *Code) WriteProblem(b *bytes.Buffer) {
	p := c.Problem()
	if c.Whole != "" {
		p.Detail, p.Customer, p.Next = "", nil, ""
		p.Origins.Customer, p.Origins.Next = "", ""
	}
	for _, leave := range []func(){
		func() {}, func() { p.Detail = "" }, func() { p.Customer = nil }, func() { p.Next = "" }, func() { p.Code = "" }, func() { p.Type = p.Link },
	} {
		leave()
		b.Reset()
		if jsonfile.Write(b, p); b.Len() <= MaxProblem {
			return
		}
	}
	panic("the addresses of " + c.ID + " are too long")
}

// Ticket returns the record as plain text to paste into a ticket: the answers, whose they are, and the permanent link.
func (c *Code) Ticket() string { return strings.Join(c.lines((*Answer).Whose), "\n") + "\n" }

// TicketLine returns what a ticket says of a question.
func (c *Code) TicketLine(q Question) string { return c.line(q, (*Answer).Whose) }

func (c *Code) line(q Question, basis func(a *Answer, vendor string) string) string {
	w, text := words.Of(c.Entry), q.Text
	if q.Quote {
		text = w.Text("ticket.quotation", "text", text)
	}
	if by := basis(q.Answer, c.Vendor.Name); by != "" {
		text += " (" + by + ")"
	}
	return w.Text("ticket."+q.ID) + " " + text
}

// lines returns the answers in the words of a ticket. Basis says who states an answer.
func (c *Code) lines(basis func(a *Answer, vendor string) string) []string {
	lines := []string{c.Vendor.Name + ", " + c.Set.Title + ", " + c.Code + ": " + c.Title}
	w := words.Of(c.Entry)
	for _, m := range c.Message {
		lines = append(lines, w.Text("ticket.message", "text", m))
	}
	if !c.Entry.Judged() {
		return append(lines, c.Summary, c.Link)
	}
	for _, q := range c.Answers.Questions() {
		lines = append(lines, c.line(q, basis))
		for _, s := range q.In[min(1, len(q.In)):] {
			lines = append(lines, s.Language+": "+w.Text("ticket.quotation", "text", s.Text))
		}
	}
	return append(lines, c.Link)
}

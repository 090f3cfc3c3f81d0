package record

import (
	"cmp"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
	"github.com/errdocs/errdocs/internal/lists"
)

// Answers are the answers to a ticket. Verdict sums up those that decide about a retry, for lists.
type Answers struct {
	Outcome  *Answer  `json:"outcome,omitempty" key:"outcome" about:"Whether the operation happened. Absent for operations that change nothing."`
	Retry    Answer   `json:"retry" key:"retry" about:"Whether to send the same request again."`
	Fault    Answer   `json:"fault" about:"Who has to change something; several with spaces between."`
	Next     Answer   `json:"next_step" key:"next" about:"The first thing to do."`
	Customer Answer   `json:"customer" key:"customer" about:"What to tell the customer. With the keys say and generic, text is what to say."`
	Verdict  *Verdict `json:"verdict,omitempty" about:"The answer to a retry in a few words. Absent for values that are not errors."`
}

// Question is one of the questions that a ticket asks: "happened", "retry", "fix", "next" or "customer".
type Question struct {
	ID string
	*Answer
}

// Questions returns the questions with their answers, in the order of the answer box.
func (a *Answers) Questions() []Question {
	list := make([]Question, 0, 5)
	if a.Outcome != nil {
		list = append(list, Question{"happened", a.Outcome})
	}
	return append(list, Question{"retry", &a.Retry}, Question{"fix", &a.Fault}, Question{"next", &a.Next}, Question{"customer", &a.Customer})
}

// Verdict is what a list says of a code.
type Verdict struct {
	Key    string         `json:"key" about:"retry, check, or a retry policy."`
	Label  string         `json:"label" about:"The same in words, at most 24 characters."`
	Tone   words.Tone     `json:"tone" about:"go, wait, check, stop or unknown."`
	Origin content.Origin `json:"origin,omitempty" enum:"origin" about:"Who states it. Absent: nobody does."`

	words words.Words
}

// Answer is one answer and who states it.
type Answer struct {
	Key       string           `json:"key,omitempty" about:"Member of a closed list. Absent: nobody has looked yet."`
	Text      string           `json:"text" about:"The answer in words."`
	In        []content.Saying `json:"languages,omitempty" about:"The text in each language, that of the site first. Absent: it is in one."`
	Origin    content.Origin   `json:"origin,omitempty" enum:"origin" about:"Who states it. Absent: nobody does."`
	Evidence  string           `json:"evidence,omitempty" about:"Words of the vendor's text, verbatim."`
	Silent    bool             `json:"silent,omitempty" about:"The vendor's docs were read and do not say."`
	Note      string           `json:"note,omitempty" about:"One more sentence."`
	Date      string           `json:"date,omitempty" about:"The day of an observation."`
	Inherited string           `json:"inherited,omitempty" about:"set or class: the answer is that of all its codes."`
	Source    *content.Source  `json:"source,omitempty" about:"Where it is from, if not from the sources of the code."`
	Disagrees []Disagreement   `json:"disagrees,omitempty" about:"Other sources of the vendor that say otherwise."`
	How       *How             `json:"how,omitempty" about:"Of a retry: more than the policy."`

	Tone  words.Tone `json:"-"`
	Quote bool       `json:"-"` // Text is to be said word for word

	by    [3]*content.Basis // who states each part of the text, nil where it needs no mark
	words words.Words
}

// Disagreement is another answer that a source of the vendor gives.
type Disagreement struct {
	Key      string          `json:"key"`
	Text     string          `json:"text"`
	Evidence string          `json:"evidence,omitempty"`
	Source   *content.Source `json:"source,omitempty"`
}

// How is how to retry.
type How struct {
	Pace      *Pace              `json:"pace,omitempty" about:"How fast, where that is a statement of its own."`
	Header    string             `json:"header,omitempty" about:"Response header that contains the delay."`
	Backoff   *content.Backoff   `json:"backoff,omitempty" about:"Retry n, from 0, waits base·factorⁿ and up to jitter milliseconds on top."`
	Cases     []Case             `json:"cases,omitempty" about:"Where the answer differs. The answer itself is never laxer than a case."`
	RepeatKey content.RepeatKey  `json:"idempotency_key,omitempty" enum:"repeat"`
	Limit     content.RetryLimit `json:"limit,omitzero" about:"How often the vendor allows a repeat."`
}

// Pace is how fast to repeat.
type Pace struct {
	Key      content.RetryPolicy `json:"key" enum:"retry"`
	Origin   content.Origin      `json:"origin,omitempty" enum:"origin"`
	Evidence string              `json:"evidence,omitempty"`
	Silent   bool                `json:"silent,omitempty"`
	Note     string              `json:"note,omitempty"`
}

// Case is the retry answer where more is known of the error.
type Case struct {
	When     content.When        `json:"when" about:"What must be known, all of it."`
	If       string              `json:"if" about:"The same in words."`
	Key      content.RetryPolicy `json:"key" enum:"retry"`
	Text     string              `json:"text" about:"The answer in words."`
	Origin   content.Origin      `json:"origin,omitempty" enum:"origin"`
	Evidence string              `json:"evidence,omitempty"`
	Note     string              `json:"note,omitempty"`

	Tone words.Tone `json:"-"`
}

// Item is a cause or a step.
type Item struct {
	Text     Text           `json:"text" about:"Markdown."`
	Origin   content.Origin `json:"origin" enum:"origin" about:"Who states it."`
	Evidence string         `json:"evidence,omitempty" about:"Words of the vendor's text, verbatim."`
}

// Actions are what to do, by who does it.
type Actions struct {
	Engineer []Item `json:"engineer,omitempty"`
	Support  []Item `json:"support,omitempty"`
	User     []Item `json:"user,omitempty"`
}

// All returns the steps of everybody.
func (a Actions) All() []Item { return slices.Concat(a.Engineer, a.Support, a.User) }

// NewAnswers returns the answers of a code.
func NewAnswers(c *content.Code) Answers {
	w := words.Of(c)
	a := Answers{
		Retry:    answer(w, w.MayRetry(c.Retry, c.Outcome.Is), &c.Retry.Basis, func(key string) string { return w.Retry(content.RetryPolicy(key)).Text }),
		Fault:    answer(w, w.Faults(c.Fault.Is), &c.Fault.Basis, func(key string) string { return w.Fault(content.Fault(key)).Text }),
		Next:     answer(w, w.Next(c.NextStep.Is), &c.NextStep.Basis, func(key string) string { return w.Next(content.NextStep(key)).Text }),
		Customer: answer(w, customer(w, c), &c.UserMessage.Basis, strings.TrimSpace),
		Verdict:  NewVerdict(c),
	}
	a.Next.Text = cmp.Or(c.NextStep.Do, a.Next.Text)
	if m := &c.UserMessage; m.Words != "" {
		a.Customer.In, a.Customer.Quote = m.In, true
	}
	a.Retry.How = newHow(w, c.Retry, c.Outcome.Is)
	a.Retry.mark(pace, &c.Retry.Pace.Basis)
	if c.Outcome.Is != "" {
		a.Outcome = new(answer(w, w.Outcome(c.Outcome.Is), &c.Outcome.Basis, func(key string) string { return w.Outcome(content.Outcome(key)).Text }))
		a.Outcome.Inherited = c.Inherited["outcome"]
		if a.Retry.Tone == words.Check {
			a.Retry.mark(check, &c.Outcome.Basis) // the check is part of the text
		}
	}
	a.Retry.Inherited, a.Fault.Inherited, a.Next.Inherited = c.Inherited["retry"], c.Inherited["fault"], c.Inherited["next_step"]
	a.Customer.Inherited = c.Inherited["user_message"]
	return a
}

// customer returns what to tell the customer.
func customer(w words.Words, c *content.Code) words.Value {
	m := &c.UserMessage
	v := words.Value{Key: m.Say, Text: m.Words, Tone: words.None}
	switch {
	case m.Words == "" && (m.Say != "" || c.Stub):
		return w.Customer(m.Say)
	case m.Words == "":
		v.Text, v.Tone = w.Customer(content.NotStated).Text, words.Unknown
	case m.Say != "generic":
		v.Key = "say"
	}
	return v
}

// answer returns an answer with who states it. Text returns the words for another answer to the same question.
func answer(w words.Words, v words.Value, b *content.Basis, text func(key string) string) Answer {
	a := Answer{Key: v.Key, Text: v.Text, Tone: v.Tone, words: w}
	a.Origin, a.Evidence, a.Silent, a.Note, a.Date, a.Source = b.Origin, b.Evidence, b.Silent, b.Note, b.Date, b.Source
	a.mark(value, b)
	for _, d := range b.Disagrees {
		a.Disagrees = append(a.Disagrees, Disagreement{d.Is, text(d.Is), d.Evidence, d.Source})
	}
	return a
}

// NewVerdict returns what a list says of a code, nil for a value that is not an error.
func NewVerdict(c *content.Code) *Verdict {
	v := words.Of(c).Verdict(c.Retry, c.Outcome.Is)
	if v.Text == "" || !c.Judged() {
		return nil
	}
	return &Verdict{v.Key, v.Text, v.Tone, VerdictBasis(c).Origin, words.Of(c)}
}

// VerdictBasis returns who states what a list says of a code.
func VerdictBasis(c *content.Code) *content.Basis {
	switch {
	case c.Outcome.Is == content.OutcomeUnknown:
		return &c.Outcome.Basis
	case c.Retry.Pace.Policy == content.AfterDelay && c.Retry.Policy != content.AfterDelay && c.Retry.Policy.Repeats():
		return &c.Retry.Pace.Basis
	}
	return &c.Retry.Basis
}

// newHow returns nil where there is nothing but the policy. A case of another operation has an outcome of its own; in all
// others the check comes first here, too.
func newHow(w words.Words, r content.Retry, o content.Outcome) *How {
	h := &How{Header: r.Header, Backoff: r.Backoff, RepeatKey: r.Key, Limit: r.Limit}
	if p := r.Pace; p.Policy != "" {
		h.Pace = &Pace{p.Policy, p.Origin, p.Evidence, p.Silent, p.Note}
	}
	for _, c := range r.Cases {
		v := w.Retry(c.Policy)
		if c.When.Operation == "" {
			v = w.MayRetry(content.Retry{Policy: c.Policy}, o)
		}
		h.Cases = append(h.Cases, Case{c.When, w.When(c.When), c.Policy, v.Text, c.Origin, c.Evidence, c.Note, v.Tone})
	}
	if h.Pace == nil && h.Header == "" && h.Backoff == nil && h.Cases == nil && h.RepeatKey == "" && h.Limit == (content.RetryLimit{}) {
		return nil
	}
	return h
}

// Delays returns the delays of the back-off, nil for none.
func (c *Code) Delays() *words.Delays {
	if c.Answers.Retry.How == nil {
		return nil
	}
	return words.Of(c.Entry).NewDelays(c.Answers.Retry.How.Backoff)
}

func (s Site) items(list []content.Item, c *content.Code) []Item {
	return lists.Each(list, func(it content.Item) Item { return Item{s.text(it.Text, c), it.Origin, it.Evidence} })
}

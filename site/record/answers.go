package record

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
)

// maxDetail is how many characters a detail may have, so that the answers stay in the first screen of a phone.
const maxDetail = 130

// NewAnswers returns the four answers to a ticket: may it be retried, whose side it is, what to do next and what to
// tell the customer.
func NewAnswers(c *content.Code) Answers {
	a := Answers{
		Retry:    retryAnswer(c),
		Side:     answer(words.Faults(c.Fault.Is), ""),
		Next:     nextAnswer(c),
		Customer: customerAnswer(c),
	}
	a.Retry.state(c.Retry.Basis)
	a.Side.state(c.Fault.Basis)
	a.Next.state(c.NextStep.Basis)
	a.Customer.state(c.UserMessage.Basis)
	a.Next.Do = c.NextStep.Do
	if c.Outcome.Is != "" {
		outcome := answer(words.Outcome(c.Outcome.Is), "")
		outcome.Note = c.Outcome.Note
		outcome.state(c.Outcome.Basis)
		a.Outcome = &outcome
	}
	return a
}

// state adds who states the answer.
func (a *Answer) state(b content.Basis) {
	a.Origin, a.Evidence, a.Silent, a.Date = b.Origin, b.Evidence, b.Silent, b.Date
}

func answer(v words.Value, detail string) Answer {
	return Answer{Key: v.Key, Text: v.Text, Tone: v.Tone, Detail: detail}
}

func retryAnswer(c *content.Code) Answer {
	a := answer(words.MayRetry(c.Retry, c.Outcome.Is), "")
	how := ""
	if h := c.Retry.Header; h != "" {
		how = fmt.Sprintf("The %s header says how long.", h)
	}
	if f := c.Retry.Backoff; f != nil {
		how = words.Sentences(how, words.Backoff(f))
	}
	if how != "" {
		a.Detail = how
	}
	if from := c.Inherited["retry"]; from != "" && a.Key != "" {
		a.Detail = words.Sentences(a.Detail, "The same for the whole "+from+".")
	}
	a.addNote(c.Retry.Note, how == "")
	return a
}

// addNote takes a note as the detail where it is short and there is room, and keeps it for below otherwise.
func (a *Answer) addNote(note string, room bool) {
	if room && note != "" && utf8.RuneCountInString(note) <= maxDetail {
		a.Detail = note
		return
	}
	a.Note = note
}

func nextAnswer(c *content.Code) Answer {
	a := answer(words.Next(c.NextStep.Is), "")
	support := c.Set.Vendor.Support
	if c.NextStep.Is == "contact-vendor" && len(support.Collect) > 0 {
		a.Detail = words.Short("Have ready: "+strings.Join(support.Collect, ", ")+".", maxDetail)
	}
	return a
}

func customerAnswer(c *content.Code) Answer {
	say, note := c.UserMessage.Say, c.UserMessage.Note
	switch say {
	case "":
		say = content.NotStated
	case "generic", "nothing":
	default:
		a := answer(words.Customer("say"), say)
		a.Quote, a.Note = true, note
		return a
	}
	a := answer(words.Customer(say), "")
	a.addNote(note, true)
	return a
}

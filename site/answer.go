package site

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
	"github.com/errdocs/errdocs/templates"
)

// maxDetail is how many characters a detail of the answer box may have, so that the box stays in the
// first screen of a phone.
const maxDetail = 130

// Answers returns the four answers to a ticket: may it be retried, whose side it is, what to do next
// and what to tell the customer.
func Answers(c *content.Code) templates.Answer {
	return templates.Answer{
		Retry:    retryAnswer(c),
		Side:     templates.AnswerItem{Value: words.Fault(c.Fault), Detail: words.FaultDetail(c.Fault)},
		Next:     nextAnswer(c),
		Customer: customerAnswer(c),
	}
}

func retryAnswer(c *content.Code) templates.AnswerItem {
	item := templates.AnswerItem{Value: words.Retry(c.Retry.Policy), Detail: words.RetryDetail(c.Retry.Policy)}
	var parts []string
	if h := c.Retry.Header; h != "" {
		parts = append(parts, fmt.Sprintf("The %s header says how long.", h))
	}
	if f := c.Retry.Backoff; f != nil {
		parts = append(parts, words.Backoff(f))
	}
	if len(parts) > 0 {
		item.Detail = strings.Join(parts, " ")
	}
	if from := c.Inherited["retry"]; from != "" && item.Key != "" {
		item.Detail = words.Sentences(item.Detail, "The same for the whole "+from+".")
	}
	addNote(&item, c.Retry.Note, len(parts) == 0)
	return item
}

// addNote shows a note in the box where it is short and there is room, and keeps it for below
// otherwise.
func addNote(item *templates.AnswerItem, note string, room bool) {
	if room && note != "" && utf8.RuneCountInString(note) <= maxDetail {
		item.Detail = note
		return
	}
	item.Note = note
}

func nextAnswer(c *content.Code) templates.AnswerItem {
	item := templates.AnswerItem{Value: words.Next(c.NextStep), Detail: words.NextDetail(c.NextStep)}
	support := c.Set.Vendor.Support
	if c.NextStep == "contact-vendor" && len(support.Collect) > 0 {
		item.Detail = words.Short("Have ready: "+strings.Join(support.Collect, ", ")+".", maxDetail)
	}
	return item
}

func customerAnswer(c *content.Code) templates.AnswerItem {
	say, note := c.UserMessage.Say, c.UserMessage.Note
	switch say {
	case "":
		say = content.NotStated
	case "generic", "nothing":
	default:
		return templates.AnswerItem{Value: words.Customer("say"), Detail: say, Quote: true, Note: note}
	}
	item := templates.AnswerItem{Value: words.Customer(say), Detail: words.CustomerDetail(say)}
	addNote(&item, note, true)
	return item
}

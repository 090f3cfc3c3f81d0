package site

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/errdocs/errdocs/content"
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
		Side:     templates.AnswerItem{Value: Side(c.Fault), Detail: faultDetails[c.Fault]},
		Next:     nextAnswer(c),
		Customer: customerAnswer(c),
	}
}

func retryAnswer(c *content.Code) templates.AnswerItem {
	item := templates.AnswerItem{Value: Retry(c.Retry.Policy), Detail: retryDetails[c.Retry.Policy]}
	var parts []string
	if h := c.Retry.Header; h != "" {
		parts = append(parts, fmt.Sprintf("The %s header says how long.", h))
	}
	if f := c.Retry.Backoff; f != nil {
		parts = append(parts, backoffSentence(f))
	}
	if len(parts) > 0 {
		item.Detail = strings.Join(parts, " ")
	}
	if from := c.Inherited["retry"]; from != "" && item.Key != "" {
		item.Detail = sentences(item.Detail, "The same for the whole "+from+".")
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
	item := templates.AnswerItem{Value: Next(c.NextStep), Detail: nextDetails[c.NextStep]}
	support := c.Set.Vendor.Support
	if c.NextStep == "contact-vendor" && len(support.Collect) > 0 {
		item.Detail = short("Have ready: "+strings.Join(support.Collect, ", ")+".", maxDetail)
	}
	return item
}

func customerAnswer(c *content.Code) templates.AnswerItem {
	say, note := c.UserMessage.Say, c.UserMessage.Note
	item := templates.AnswerItem{Value: Value{Key: "say", Text: "Say this", Tone: templates.ToneNone}, Detail: say, Quote: true, Note: note}
	switch say {
	case "":
		item = templates.AnswerItem{Value: Value{Key: content.NotStated, Text: "The vendor does not say", Tone: templates.ToneUnknown}}
		addNote(&item, note, true)
	case "generic":
		item = templates.AnswerItem{
			Value:  Value{Key: say, Text: "A general apology", Tone: templates.ToneNone},
			Detail: "Say that something went wrong, without details.",
		}
		addNote(&item, note, true)
	case "nothing":
		item = templates.AnswerItem{
			Value:  Value{Key: say, Text: "Nothing", Tone: templates.ToneNone},
			Detail: "Do not show this to the customer.",
		}
		addNote(&item, note, true)
	}
	return item
}

func sentences(parts ...string) string {
	return strings.Join(filter(parts, func(s string) bool { return s != "" }), " ")
}

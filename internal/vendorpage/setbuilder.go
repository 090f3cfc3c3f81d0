package vendorpage

import (
	"fmt"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
)

// setBuilder collects the entries of a set. A code that occurs twice is one entry.
type setBuilder struct {
	set    *Set
	byCode map[string]*Entry
	byFold map[string]*Entry // the first of those that are the same but for separators
}

func (m *setBuilder) add(e *Entry, a *listing, d *Draft) {
	code := e.Code.Code
	if old := m.byCode[code]; old != nil {
		old.absorb(e, a.table.shape)
		return
	}
	slug, fold := content.Slug(code), content.Fold(code)
	if twin := m.byFold[fold]; twin == nil {
		m.byFold[fold] = e
	} else if content.Slug(twin.Code.Code) == slug {
		d.Left = append(d.Left, Left{e.Line, "row", cut(code, 80), fmt.Sprintf("it differs from %s in line %d only in case", twin.Code.Code, twin.Line)})
		return
	} else {
		e.Slug = slug // WSA_E_NO_MORE next to WSAENOMORE
	}
	if slug == "index" {
		e.Slug = "code-index" // the address of the set itself
	}
	m.byCode[code] = e
	m.set.Entries = append(m.set.Entries, e)
}

// said returns the message and meaning of an entry.
func (e *Entry) said() string {
	all := append([]string{}, e.texts...)
	if message := firstOf(e.Message...); message != "" && !slices.Contains(all, message) {
		all = append([]string{message}, all...)
	}
	return strings.Join(all, " ")
}

// clone returns an entry that can absorb others without changing e.
func (e *Entry) clone() *Entry {
	c := *e
	c.words, c.Causes, c.Actions.Engineer = slices.Clip(e.words), slices.Clip(e.Causes), slices.Clip(e.Actions.Engineer)
	c.Discrepancies = slices.Clip(e.Discrepancies)
	return &c
}

// absorb adds what a second row or section says about the same code.
func (e *Entry) absorb(o *Entry, shape string) {
	if e.rows++; e.rows > maxRepeats {
		return
	}
	e.words = append(e.words, o.words...)
	mine, theirs := e.said(), o.said()
	switch {
	case theirs == "" || digest([]string{mine}) == digest([]string{theirs}):
	case mine == "":
		e.Title = firstOf(e.Title, o.Title)
		e.first, e.texts, e.Description, e.Summary = o.first, o.texts, o.Description, o.Summary
	default:
		where := map[string]string{"sections": "In a section of its own", "list": "In a list"}[shape]
		e.Discrepancies = append(e.Discrepancies, content.Markdown(fmt.Sprintf("The page describes this code twice. First: “%s” %s: “%s”",
			escapeMarkdown(cut(mine, 300), false), firstOf(where, "In another row"), escapeMarkdown(cut(theirs, 300), false))))
	}
	if e.Number == nil {
		e.Number = o.Number
	} else if o.Number != nil && *o.Number != *e.Number {
		e.Discrepancies = append(e.Discrepancies, content.Markdown(fmt.Sprintf("The page gives this code the number %d, and the number %d.", *e.Number, *o.Number)))
	}
	for _, status := range o.HTTP.Is {
		if !slices.Contains(e.HTTP.Is, status) {
			e.HTTP.Is = append(slices.Clip(e.HTTP.Is), status)
		}
	}
	if e.GRPC == "" {
		e.GRPC = o.GRPC
	}
	if e.Retry.Policy == "" {
		e.Retry = o.Retry
	}
	e.read = append(e.read, o.read...)
	e.Name = firstOf(e.Name, o.Name)
	if len(e.Message) == 0 {
		e.Message = o.Message
	}
	e.Signature = firstOf(e.Signature, o.Signature)
	if e.UserMessage.Say == "" {
		e.UserMessage = o.UserMessage
	}
	e.Source.URL = firstOf(e.Source.URL, o.Source.URL)
	e.Causes = union(e.Causes, o.Causes)
	e.Actions.Engineer = union(e.Actions.Engineer, o.Actions.Engineer)
}

// maxRepeats is how many more rows of the same code are read.
const maxRepeats = 20

func union(a, b []content.Item) []content.Item {
	for _, s := range b {
		if !slices.Contains(a, s) {
			a = append(a, s)
		}
	}
	return a[:min(len(a), maxItems):min(len(a), maxItems)]
}

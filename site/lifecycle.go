package site

import (
	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/templates"
)

// lifecycle returns what is known about a code's life, nil for an active code of which nothing more
// is known.
func (p *page) lifecycle(c *content.Code) *templates.Lifecycle {
	l := c.Lifecycle
	if l == (content.Lifecycle{}) || l == (content.Lifecycle{Status: content.StatusActive}) {
		return nil
	}
	t := &templates.Lifecycle{Status: Status(l.Status), Sentence: lifecycleSentence(l), Note: l.Note}
	if t.Status == "" {
		t.Status = "Active"
	}
	if s := c.Successor; s != nil && (p.options.Internal || !s.Internal()) {
		ref := p.ref(s)
		t.Successor = &ref
	}
	return t
}

func lifecycleSentence(l content.Lifecycle) string {
	since := func(with, without string) string {
		if l.Since == "" {
			return without
		}
		return with + " " + l.Since + "."
	}
	until := ""
	if l.Until != "" {
		until = "The last version that returns it is " + l.Until + "."
	}
	switch l.Status {
	case content.StatusDeprecated:
		return sentences(since("Deprecated since", "Deprecated."), "It is still returned and expected to go away.", until)
	case content.StatusLegacy:
		return sentences("Only older versions return it.", since("It is gone since", ""), until)
	case content.StatusRemoved:
		return sentences(since("No longer returned since", "No longer returned."), until)
	case content.StatusReserved:
		return sentences(since("The vendor names it but does not use it, since", "The vendor names it but does not use it."), until)
	}
	return sentences(since("In use since", ""), until)
}

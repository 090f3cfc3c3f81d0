package site

import (
	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
	"github.com/errdocs/errdocs/templates"
)

// lifecycle returns what is known about a code's life, nil for an active code of which nothing more
// is known.
func (p *page) lifecycle(c *content.Code) *templates.Lifecycle {
	l := c.Lifecycle
	if l == (content.Lifecycle{}) || l == (content.Lifecycle{Status: content.StatusActive}) {
		return nil
	}
	t := &templates.Lifecycle{Status: words.Status(l.Status), Sentence: words.Lifecycle(l), Note: l.Note}
	if t.Status == "" {
		t.Status = "Active"
	}
	if s := c.Successor; s != nil && (p.options.Internal || !s.Internal()) {
		ref := p.ref(s)
		t.Successor = &ref
	}
	return t
}

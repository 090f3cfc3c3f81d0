package record

import (
	"math"
	"strings"
	"sync"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/terminal"
	"github.com/errdocs/errdocs/site/prose"
)

// Text is Markdown of the catalog. Links that only errdocs understands become ordinary ones when it is written.
type Text struct {
	Source content.Markdown                              // as its author wrote it
	write  func(address func(page string) string) string // nil: there are no links
}

// text returns a text of a code. Its links are looked for once, and only when it is written.
func (s Site) text(m content.Markdown, c *content.Code) Text {
	if s.Links == nil || !strings.Contains(string(m), "[") && !strings.Contains(string(m), "<!--") {
		return Text{Source: m}
	}
	links := sync.OnceValue(func() prose.Links { return s.Links(m) })
	return Text{m, func(address func(page string) string) string {
		return links().Rewrite(m, func(ref string) (name, url string, ok bool) {
			to := s.Find(ref, c)
			if to == nil {
				return "", "", false
			}
			return to.Code, address(s.URL(to.ID() + "/")), true
		}, s.URL)
	}}
}

func (s Site) texts(list []content.Markdown, c *content.Code) []Text {
	return lists.Each(list, func(m content.Markdown) Text { return s.text(m, c) })
}

// IsZero reports whether there is no text.
func (t Text) IsZero() bool { return t.Source == "" }

// MarshalText returns the text with links to the pages of codes.
func (t Text) MarshalText() ([]byte, error) { return []byte(t.linked(pageURL)), nil }

// Markdown returns the text with links to the Markdown of codes.
func (t Text) Markdown() string { return t.linked(markdownURL) }

// Plain returns the text without marks, each paragraph in one line.
func (t Text) Plain() string {
	return strings.TrimSpace(prose.Terminal([]byte(t.Markdown()), math.MaxInt, terminal.Paint{}))
}

func (t Text) linked(address func(page string) string) string {
	if t.write == nil {
		return strings.TrimSpace(string(t.Source))
	}
	return t.write(address)
}

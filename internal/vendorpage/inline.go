package vendorpage

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// text is running text with its marks. Both readers produce it, and it is written as plain words or as Markdown.
type text []span

type span struct {
	text  string
	style style
	link  string // its destination, "" for no link
	gap   gap    // before it
	depth int    // of a list item, from 1
}

type style uint8

const (
	strong style = 1 << iota
	emphasis
	struck
	literal // code
)

type gap uint8

const (
	noGap gap = iota
	newParagraph
	newItem
)

// inline builds a text.
type inline struct {
	spans text
	last  strings.Builder // of the last span, which is still growing
	gap   gap
	depth int
}

// add appends text, without characters that content does not allow.
func (b *inline) add(s string, st style, link string) {
	s = clean(s)
	if s == "" || b.blank() && strings.TrimSpace(s) == "" {
		return
	}
	if n := len(b.spans); n > 0 && b.gap == noGap && b.spans[n-1].style == st && b.spans[n-1].link == link {
		b.last.WriteString(s)
		return
	}
	b.settle()
	b.spans = append(b.spans, span{"", st, link, b.gap, b.depth})
	b.last.WriteString(s)
	b.gap = noGap
}

// settle sets the text of the last span.
func (b *inline) settle() {
	if n := len(b.spans); n > 0 && b.last.Len() > 0 {
		b.spans[n-1].text += b.last.String()
		b.last.Reset()
	}
}

// blank reports whether the next text starts a paragraph or an item.
func (b *inline) blank() bool { return len(b.spans) == 0 || b.gap != noGap }

// begin ends the paragraph or item and starts another.
func (b *inline) begin(g gap, depth int) {
	if g == newParagraph && (len(b.spans) == 0 || b.gap != noGap) {
		return
	}
	b.gap, b.depth = g, depth
}

// take returns the text and starts again.
func (b *inline) take() text {
	b.settle()
	t := b.spans
	b.spans, b.gap, b.depth = nil, noGap, 0
	return t
}

// clean removes characters that content does not allow, and replaces all spaces by plain ones.
func clean(s string) string {
	ascii := true
	for i := 0; i < len(s) && ascii; i++ {
		ascii = s[i] < utf8.RuneSelf && (s[i] >= ' ' && s[i] != 0x7f || s[i] == '\n' || s[i] == '\t')
	}
	if ascii {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\u2028' || r == '\u2029' || r == '\r':
			return '\n'
		case unicode.In(r, unicode.Zs):
			return ' '
		case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Cs), r == utf8.RuneError, r&0xfffe == 0xfffe,
			r >= 0xfdd0 && r <= 0xfdef, r >= 0xe0000 && r <= 0xe007f:
			return -1
		}
		return r
	}, s)
}

// paragraphs returns the plain text of each paragraph and item.
func (t text) paragraphs() []string {
	var list []string
	for _, part := range t.split() {
		var b strings.Builder
		for _, s := range part {
			b.WriteString(s.text)
		}
		if s := squeeze(b.String()); s != "" {
			list = append(list, s)
		}
	}
	return list
}

// line returns the plain text in one line.
func (t text) line() string {
	switch len(t) {
	case 0:
		return ""
	case 1:
		return squeeze(t[0].text)
	}
	return strings.Join(t.paragraphs(), " ")
}

// squeeze replaces runs of spaces by one and removes those at the ends.
func squeeze(s string) string {
	if !strings.ContainsAny(s, "\n\t") && !strings.Contains(s, "  ") {
		return strings.Trim(s, " ")
	}
	return strings.Join(strings.Fields(s), " ")
}

// split returns the parts of a text: one for each paragraph and item.
func (t text) split() []text {
	var parts []text
	for i, s := range t {
		if i == 0 || s.gap != noGap {
			parts = append(parts, nil)
		}
		parts[len(parts)-1] = append(parts[len(parts)-1], s)
	}
	return parts
}

// empty reports whether a text has only spaces.
func (t text) empty() bool {
	return !slices.ContainsFunc(t, func(s span) bool { return strings.TrimSpace(s.text) != "" })
}

// below appends a text as a paragraph of its own.
func (t text) below(more text) text {
	if more.empty() {
		return t
	}
	at := len(t)
	t = append(t, more...)
	if at > 0 && t[at].gap == noGap {
		t[at].gap = newParagraph
	}
	return t
}

// literal reports whether all of a text is code.
func (t text) literal() bool {
	return len(t) > 0 && !slices.ContainsFunc(t, func(s span) bool { return s.style&literal == 0 && strings.TrimSpace(s.text) != "" })
}

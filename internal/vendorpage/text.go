package vendorpage

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/pattern"
	"github.com/errdocs/errdocs/internal/position"
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
	if g != newParagraph || !b.blank() {
		b.gap, b.depth = g, depth
	}
}

// take returns the text and starts again.
func (b *inline) take() text {
	b.settle()
	t := b.spans
	*b = inline{}
	return t
}

// linesText makes a text of a string. Each line is a paragraph.
func linesText(s string) text {
	var b inline
	for line := range strings.SplitSeq(s, "\n") {
		b.begin(newParagraph, 0)
		b.add(strings.TrimSpace(line), 0, "")
	}
	return b.take()
}

// clean removes characters that content does not allow, and replaces all spaces by plain ones.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= ' ' && r < 0x7f || r == '\n' || r == '\t':
			return r
		case r == '\u2028' || r == '\u2029' || r == '\r':
			return '\n'
		case unicode.In(r, unicode.Zs):
			return ' '
		case r == utf8.RuneError || unicode.In(r, unicode.Cf) || position.Forbidden(r) != "":
			return -1
		}
		return r
	}, s)
}

// paragraphs returns the plain text of each paragraph and item.
func (t text) paragraphs() (list []string) {
	for _, part := range t.split() {
		words := ""
		for _, s := range part {
			words += s.text
		}
		if words = squeeze(words); words != "" {
			list = append(list, words)
		}
	}
	return list
}

// line returns the plain text in one line.
func (t text) line() string {
	if len(t) == 1 {
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

// markdown writes the text as Markdown. What Markdown would read as a mark is escaped. Links are resolved against
// the page's URL; a link that cannot be resolved becomes plain text.
func (t text) markdown(page *url.URL) (made string) {
	items := false
	for _, part := range t.split() {
		body, item := part.paragraph(page), part[0].gap == newItem
		if body == "" {
			continue
		}
		switch {
		case made == "":
		case item && items:
			made += "\n"
		default:
			made += "\n\n"
		}
		if item {
			made += strings.Repeat("  ", min(max(part[0].depth-1, 0), 3)) + "- "
		}
		made, items = made+body, item
	}
	return made
}

// paragraph writes one paragraph without its list mark.
func (t text) paragraph(page *url.URL) string {
	var b strings.Builder
	for i, n := 0, 0; i < len(t); i = n {
		link, words := target(t[i].link, page), ""
		for n = i; n < len(t) && target(t[n].link, page) == link; n++ {
			words += t[n].markdown(n == 0 && link == "")
		}
		if link != "" {
			words = inside(words, func(s string) string { return "[" + s + "](" + link + ")" })
		}
		b.WriteString(words)
	}
	return squeeze(b.String())
}

// inside changes what is between the spaces around words: Markdown has them outside of its marks.
func inside(words string, change func(string) string) string {
	if s := strings.TrimSpace(words); s != "" {
		return strings.Replace(words, s, change(squeeze(s)), 1)
	}
	return words
}

func (s span) markdown(start bool) string {
	return inside(s.text, func(words string) string {
		if s.style&literal != 0 {
			words = content.CodeSpan(words)
		} else {
			words = escapeMarkdown(words, start)
		}
		if s.style&struck != 0 {
			words = "~~" + words + "~~"
		}
		return words
	})
}

var (
	// blockStart matches what would start something other than a paragraph.
	blockStart = pattern.New(`^([#>+:=|-]|\d{1,9}[.)])`)
	wordOfText = pattern.New(`[^ ]+`)
	// entity matches what Markdown would read as one character.
	entity = pattern.New(`^&#?[A-Za-z0-9]{1,32};`)
)

// escapeMarkdown escapes words so that Markdown reads them as words.
func escapeMarkdown(s string, start bool) string {
	mark := ""
	if start {
		mark = blockStart.FindString(s)
	}
	words := wordOfText().ReplaceAllStringFunc(s[len(mark):], escapeWord)
	if mark != "" {
		mark = mark[:len(mark)-1] + `\` + mark[len(mark)-1:]
	}
	return mark + words
}

func escapeWord(word string) string {
	if strings.Index(word, "://") > 0 {
		if bareAddress(word) {
			return word
		}
		return content.CodeSpan(word)
	}
	var b strings.Builder
	for i := range len(word) {
		c := word[i]
		inner := i > 0 && i < len(word)-1 && alphanumeric(word[i-1]) && alphanumeric(word[i+1])
		if strings.IndexByte("\\`*[]<~", c) >= 0 || c == '_' && !inner || c == '&' && entity.MatchString(word[i:]) {
			b.WriteByte('\\')
		}
		b.WriteByte(c)
	}
	return b.String()
}

func alphanumeric(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= utf8.RuneSelf
}

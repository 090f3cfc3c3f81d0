package vendorpage

import (
	"net/url"
	"regexp"
	"strings"
	"unicode/utf8"
)

// markdown writes the text as Markdown. What Markdown would read as a mark is escaped. Links are resolved against
// the page's URL; a link that cannot be resolved becomes plain text.
func (t text) markdown(page *url.URL) string {
	var b strings.Builder
	for _, part := range t.split() {
		body := renderSpans(part, page)
		if body == "" {
			continue
		}
		indent := strings.Repeat("  ", min(max(part[0].depth-1, 0), 3))
		switch part[0].gap {
		case newItem:
			if b.Len() > 0 {
				b.WriteString("\n")
				if !endsInItem(b.String()) {
					b.WriteString("\n")
				}
			}
			b.WriteString(indent + "- " + body)
		default:
			if b.Len() > 0 {
				b.WriteString("\n\n")
			}
			b.WriteString(body)
		}
	}
	return b.String()
}

var itemStart = regexp.MustCompile(`^ *- `)

// endsInItem reports whether the last but one line is a list item.
func endsInItem(s string) bool {
	s = strings.TrimSuffix(s, "\n")
	return itemStart.MatchString(s[strings.LastIndexByte(s, '\n')+1:])
}

// renderSpans writes one paragraph without its list mark.
func renderSpans(spans text, page *url.URL) string {
	var b strings.Builder
	for i := 0; i < len(spans); {
		n := i + 1
		if link := target(spans[i].link, page); link != "" {
			for n < len(spans) && spans[n].link == spans[i].link {
				n++
			}
			label := renderStyled(spans[i:n], false)
			if words := strings.TrimSpace(label); words != "" {
				lead, trail := ends(label)
				b.WriteString(lead + "[" + words + "](" + link + ")" + trail)
			}
			i = n
			continue
		}
		for n < len(spans) && target(spans[n].link, page) == "" {
			n++
		}
		b.WriteString(renderStyled(spans[i:n], i == 0))
		i = n
	}
	return squeeze(b.String())
}

// renderStyled writes spans that share a link. Spaces move outside of marks, as Markdown requires.
func renderStyled(spans text, start bool) string {
	var b strings.Builder
	for i, s := range spans {
		lead, trail := ends(s.text)
		body := squeeze(s.text)
		if body == "" {
			b.WriteString(lead)
			continue
		}
		if s.style&literal != 0 {
			body = codeSpan(body)
		} else {
			body = escapeMarkdown(body, start && i == 0)
		}
		if s.style&struck != 0 {
			body = "~~" + body + "~~"
		}
		b.WriteString(lead + body + trail)
	}
	return b.String()
}

func ends(s string) (lead, trail string) {
	if s != "" && strings.TrimLeft(s, " \n\t") != s {
		lead = " "
	}
	if strings.TrimSpace(s) != "" && strings.TrimRight(s, " \n\t") != s {
		trail = " "
	}
	return lead, trail
}

// codeSpan writes text as code, with as many backticks as needed.
func codeSpan(s string) string {
	longest, run := 0, 0
	for _, c := range s {
		if c == '`' {
			run++
			longest = max(longest, run)
		} else {
			run = 0
		}
	}
	fence := strings.Repeat("`", longest+1)
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") {
		s = " " + s + " "
	}
	return fence + s + fence
}

// blockStart matches what would start something other than a paragraph.
var blockStart = regexp.MustCompile(`^(?:[#>+:=|-]|\d{1,9}[.)])`)

// escapeMarkdown escapes words so that Markdown reads them as words.
func escapeMarkdown(s string, start bool) string {
	var b strings.Builder
	if start {
		if m := blockStart.FindString(s); m != "" {
			b.WriteString(m[:len(m)-1] + `\`)
			b.WriteString(m[len(m)-1:])
			s = s[len(m):]
		}
	}
	for word, rest := s, ""; ; word = rest {
		word, rest = cutWord(word)
		b.WriteString(escapeWord(word))
		if rest == "" {
			return b.String()
		}
	}
}

// cutWord cuts after the first run of spaces.
func cutWord(s string) (word, rest string) {
	i := strings.IndexByte(s, ' ')
	if i < 0 {
		return s, ""
	}
	for i < len(s) && s[i] == ' ' {
		i++
	}
	return s[:i], s[i:]
}

func escapeWord(word string) string {
	if i := strings.Index(word, "://"); i > 0 {
		if !bareAddress(strings.TrimSpace(word)) {
			return codeSpan(strings.TrimSpace(word)) + word[len(strings.TrimRight(word, " ")):]
		}
		return word
	}
	var b strings.Builder
	for i := 0; i < len(word); i++ {
		c := word[i]
		switch c {
		case '\\', '`', '*', '[', ']', '<', '~':
			b.WriteByte('\\')
		case '_':
			if i == 0 || i == len(word)-1 || !alphanumeric(word[i-1]) || !alphanumeric(word[i+1]) {
				b.WriteByte('\\')
			}
		case '&':
			if entity.MatchString(word[i:]) {
				b.WriteByte('\\')
			}
		}
		b.WriteByte(c)
	}
	return b.String()
}

// entity matches what Markdown would read as one character.
var entity = regexp.MustCompile(`^&#?[A-Za-z0-9]{1,32};`)

func alphanumeric(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= utf8.RuneSelf
}

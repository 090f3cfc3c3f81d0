package vendorpage

import (
	"strings"

	"golang.org/x/net/html"
)

// marks is the state of inline marks in HTML: which are open, and the destination of the innermost link. Unclosed
// tags end with their block.
type marks struct {
	strong, emphasis, struck, literal int
	links                             []string
	lists                             []bool // open lists, true for numbered ones
}

func (m *marks) style() style {
	var s style
	if m.strong > 0 {
		s |= strong
	}
	if m.emphasis > 0 {
		s |= emphasis
	}
	if m.struck > 0 {
		s |= struck
	}
	if m.literal > 0 {
		s |= literal
	}
	return s
}

func (m *marks) link() string {
	if len(m.links) == 0 {
		return ""
	}
	return m.links[len(m.links)-1]
}

// count returns the counter of a mark's tag, nil for other tags.
func (m *marks) count(tag string) *int {
	switch tag {
	case "strong", "b":
		return &m.strong
	case "em", "i", "cite", "dfn":
		return &m.emphasis
	case "s", "del", "strike":
		return &m.struck
	case "code", "kbd", "samp", "tt", "var", "pre":
		return &m.literal
	}
	return nil
}

// open applies a start tag in running text, and reports whether it knows the tag.
func (m *marks) open(tag string, attrs attributes, b *inline) bool {
	if n := m.count(tag); n != nil {
		*n++
		return true
	}
	switch tag {
	case "a":
		m.links = append(m.links, attrs["href"])
	case "br", "p", "div", "dl", "dt", "dd", "blockquote", "section", "article":
		if len(m.lists) == 0 || !b.blank() {
			b.begin(newParagraph, 0)
		}
	case "ul", "ol":
		m.lists = append(m.lists, tag == "ol")
	case "li":
		g := newItem
		if n := len(m.lists); n > 0 && m.lists[n-1] {
			g = newNumber
		}
		b.begin(g, max(len(m.lists), 1))
	case "sup", "sub":
		b.add(" ", 0, "")
	default:
		return false
	}
	return true
}

// close applies an end tag in running text.
func (m *marks) close(tag string, b *inline) {
	if n := m.count(tag); n != nil {
		*n = max(*n-1, 0)
		return
	}
	switch tag {
	case "a":
		m.links = m.links[:max(len(m.links)-1, 0)]
	case "ul", "ol":
		m.lists = m.lists[:max(len(m.lists)-1, 0)]
		b.begin(newParagraph, 0)
	case "p", "div", "dt", "dd", "li", "blockquote", "section", "article":
		b.begin(newParagraph, 0)
	}
}

// attributes are those of a start tag. The first of two with the same name counts.
type attributes map[string]string

// maxAttributes is the maximum number of attributes of a tag.
const maxAttributes = 64

func readAttributes(z *html.Tokenizer) attributes {
	var a attributes
	for n := 0; n < maxAttributes; n++ {
		key, value, more := z.TagAttr()
		if len(key) > 0 {
			if a == nil {
				a = attributes{}
			}
			if _, twice := a[string(key)]; !twice {
				a[string(key)] = string(value)
			}
		}
		if !more {
			break
		}
	}
	return a
}

// hides reports whether an element is hidden from readers. The panels of tabs are not: they are shown one at a
// time.
func (a attributes) hides() bool {
	if a == nil || a["role"] == "tabpanel" || strings.Contains(a["class"], "tab") {
		return false
	}
	if _, hidden := a["hidden"]; hidden || a["aria-hidden"] == "true" {
		return true
	}
	style := strings.ReplaceAll(strings.ToLower(a["style"]), " ", "")
	return strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") ||
		a["role"] == "navigation" || strings.Contains(a["class"], "sr-only") || strings.Contains(a["class"], "visually-hidden")
}

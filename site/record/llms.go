package record

import (
	"bytes"
	"strings"

	"github.com/errdocs/errdocs/content"
)

// LLMs writes a head, and codes under their sets in the form of llms.txt (llmstxt.org), with links to their Markdown.
func LLMs(b *bytes.Buffer, head string, codes []*content.Code, url func(path string) string) {
	bySet(b, head, codes, "\n", func(c *content.Code) {
		b.WriteString("- [" + linked(c.Code) + "](" + url(c.ID()+".md") + "): " + c.Title + "\n")
	})
	b.WriteByte('\n')
}

// LLMsFull writes a head, and the answers of codes with the words of their vendors, one code after the other: what a model decides
// by, in a text that it can read as a whole. What else is known is in the Markdown of each code.
func LLMsFull(b *bytes.Buffer, head string, codes []*content.Code, url func(path string) string) {
	var c Code
	bySet(b, head, codes, "", func(e *content.Code) {
		c.brief(e, url)
		answers := c.lines(func(a *Answer, _ string) string { return a.Basis("") })[1:]
		b.WriteString("### " + c.Code + ": " + c.Title + "\n\n" + c.Summary + "\n\n- " + strings.Join(answers, "\n- ") + "\n\n")
	})
}

// bySet writes a head, and has each code written, each set below a heading. Between is what comes before all but the first.
func bySet(b *bytes.Buffer, head string, codes []*content.Code, between string, write func(*content.Code)) {
	b.WriteString(head)
	var last *content.Set
	for _, c := range codes {
		if set := c.Set; set != last {
			if last != nil {
				b.WriteString(between)
			}
			last = set
			b.WriteString("## " + set.Vendor.Name + ": " + set.Title + "\n\n")
		}
		write(c)
	}
}

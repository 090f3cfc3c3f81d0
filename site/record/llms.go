package record

import (
	"fmt"
	"strings"

	"github.com/errdocs/errdocs/content"
)

// LLMs lists codes under their sets in the form of llms.txt (llmstxt.org), with links to their Markdown.
func LLMs(codes []*content.Code, url func(path string) string) string {
	return bySet(codes, url, "\n", func(c *Code) string { return fmt.Sprintf("- [%s](%s): %s\n", linked(c.Code), c.MD, c.Title) }) + "\n"
}

// LLMsFull is the answers of codes with the words of their vendors, one code after the other: what a model decides by, in a
// text that it can read as a whole. What else is known is in the Markdown of each code.
func LLMsFull(codes []*content.Code, url func(path string) string) string {
	return bySet(codes, url, "", func(c *Code) string {
		answers := c.lines(func(a *Answer, _ string) string { return a.Basis("") })[1:]
		return fmt.Sprintf("### %s: %s\n\n%s\n\n- %s\n\n", c.Code, c.Title, c.Summary, strings.Join(answers, "\n- "))
	})
}

// bySet returns what write says of codes, each set below a heading. Between is what comes before all but the first.
func bySet(codes []*content.Code, url func(path string) string, between string, write func(*Code) string) string {
	var b strings.Builder
	var last *content.Set
	for _, code := range codes {
		c := Brief(code, url)
		if set := code.Set; set != last {
			if last != nil {
				b.WriteString(between)
			}
			last = set
			fmt.Fprintf(&b, "## %s: %s\n\n", c.Vendor.Name, c.Set.Title)
		}
		b.WriteString(write(c))
	}
	return b.String()
}

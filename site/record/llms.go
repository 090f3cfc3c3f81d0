package record

import (
	"fmt"
	"strings"
)

// LLMs lists codes under their sets in the form of llms.txt (llmstxt.org), with links to their Markdown.
func LLMs(codes []*Code) string {
	var b strings.Builder
	for i, c := range codes {
		if i == 0 || c.Entry.Set != codes[i-1].Entry.Set {
			if i > 0 {
				b.WriteByte('\n')
			}
			fmt.Fprintf(&b, "## %s: %s\n\n", c.Vendor.Name, c.Set.Title)
		}
		fmt.Fprintf(&b, "- [%s](%s): %s\n", linked(c.Code), c.MD, c.Title)
	}
	return b.String() + "\n"
}

// LLMsFull is the answers of codes with the words of their vendors, one code after the other: what a model decides by, in a
// text that it can read as a whole. What else is known is in the Markdown of each code.
func LLMsFull(codes []*Code) string {
	var b strings.Builder
	for _, c := range codes {
		fmt.Fprintf(&b, "## %s\n\n%s\n\n", c.ID, c.Summary)
		for _, line := range c.lines((*Answer).Basis) {
			b.WriteString("- " + line + "\n")
		}
		b.WriteByte('\n')
	}
	return b.String()
}

package site

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/errdocs/errdocs/content"
)

// maxLLMs is how many characters /llms.txt may have. Where the list of all codes does not fit, it
// names a list for each vendor instead.
const maxLLMs = 50_000

// llms adds the entrance for language models (llmstxt.org): "/llms.txt", where needed a list for each
// vendor, and "/llms-full.txt" with the text of every code.
func llms(b *builder) {
	p := &page{builder: b, path: "", root: "./"}
	text := p.llmsHead() + p.llmsCodes(p.vendorsCodes())
	if len([]rune(text)) > maxLLMs {
		text = p.llmsHead() + "## Vendors\n\n"
		for _, v := range b.vendors {
			text += fmt.Sprintf("- [%s](%s): %s, %s\n", v.Name, p.full(vendorPath(v)+"llms.txt"), v.Summary, plural(b.codesOf(v), "code", "codes"))
			q := &page{builder: b, path: vendorPath(v), root: "../"}
			b.file(vendorPath(v)+"llms.txt", func() ([]byte, error) {
				return []byte("# " + v.Name + "\n\n> " + v.Summary + "\n\n" + q.llmsCodes([][]*content.Code{q.codesIn(v)})), nil
			})
		}
	}
	b.file("llms.txt", func() ([]byte, error) { return []byte(text), nil })
	b.file("llms-full.txt", p.llmsFull)
}

func (p *page) llmsHead() string {
	return fmt.Sprintf("# %s\n\n> %s\n\n", p.site.Title, p.site.Summary) +
		"Each code has a page, and the same text as Markdown and as JSON. The identity of a code is vendor/set/slug, since\n" +
		"several vendors use the same strings. \"The vendor does not say\" means that its page was read and is silent.\n\n" +
		fmt.Sprintf("- [All codes as JSON](%s)\n- [All texts in one file](%s)\n\n", p.full("api/codes.json"), p.full("llms-full.txt"))
}

func (b *builder) codesIn(v *content.Vendor) []*content.Code {
	var codes []*content.Code
	for _, s := range b.sets[v] {
		codes = append(codes, b.bySet[s]...)
	}
	return codes
}

func (b *builder) vendorsCodes() [][]*content.Code {
	var all [][]*content.Code
	for _, v := range b.vendors {
		all = append(all, b.codesIn(v))
	}
	return all
}

// llmsCodes lists codes under their sets.
func (p *page) llmsCodes(groups [][]*content.Code) string {
	var b strings.Builder
	for _, codes := range groups {
		var set *content.Set
		for _, c := range codes {
			if c.Set != set {
				if set != nil {
					b.WriteByte('\n')
				}
				set = c.Set
				fmt.Fprintf(&b, "## %s: %s\n\n", set.Vendor.Name, set.Title)
			}
			fmt.Fprintf(&b, "- [%s](%s): %s\n", literal(c.Code), p.full(markdownPath(c)), c.Title)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// llmsFull is the Markdown twins of all codes, one after the other.
func (p *page) llmsFull() ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(p.llmsHead())
	for _, c := range p.codes {
		text, err := p.texts[c]()
		if err != nil {
			return nil, err
		}
		b.Write(text)
		b.WriteByte('\n')
	}
	return b.Bytes(), nil
}

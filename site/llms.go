package site

import (
	"bytes"
	"fmt"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/site/record"
)

// maxLLMs is about how many bytes a list of all codes may have in /llms.txt.
const maxLLMs = 50_000

// llms adds the entrance for language models (llmstxt.org): "/llms.txt" and "/llms-full.txt" with the answers
// of every code. Where the list of all codes does not fit, both name those of each vendor instead, see
// llmsVendor.
func llms(b *builder) {
	if b.ed.many {
		vendors := reading(anyOf(b.ed.vendors)...)
		b.text("llms.txt", vendors, func(to *bytes.Buffer) { to.WriteString(b.ed.llmsHead() + b.ed.llmsVendors("llms.txt")) })
		b.text("llms-full.txt", vendors, func(to *bytes.Buffer) { to.WriteString(b.ed.llmsHead() + b.ed.llmsVendors("llms-full.txt")) })
		return
	}
	b.text("llms.txt", allFacts, func(to *bytes.Buffer) { record.LLMs(to, b.ed.llmsHead(), b.ed.codes, b.ed.from("")) })
	b.text("llms-full.txt", allTexts, func(to *bytes.Buffer) {
		record.LLMsFull(to, b.ed.llmsHead(), b.ed.codes, b.ed.from(""))
		for _, g := range b.ed.guides {
			to.WriteString(string(b.ed.guideText(g, "")) + "\n")
		}
	})
}

// llmsVendor adds "/{vendor}/llms.txt" and "/{vendor}/llms-full.txt" where there are too many codes for one file.
func (b *builder) llmsVendor(v *content.Vendor) {
	if !b.ed.many {
		return
	}
	head, codes, url := "# "+v.Name+"\n\n> "+v.Summary+"\n\n", b.ed.codesIn(v), b.ed.from(vendorPath(v))
	b.text(vendorPath(v)+"llms.txt", codesAnd(codes, v), func(to *bytes.Buffer) { record.LLMs(to, head, codes, url) })
	b.text(vendorPath(v)+"llms-full.txt", codesAnd(codes, v), func(to *bytes.Buffer) { record.LLMsFull(to, head, codes, url) })
}

// manyTexts reports whether the codes are too many for one list.
func (ed *edition) manyTexts() bool {
	size := 0
	for _, c := range ed.codes {
		size += len(c.Code) + len(ed.options.BaseURL) + len(markdownPath(c)) + len(c.Title) + len("- []()\n: ")
	}
	return size > maxLLMs
}

// llmsVendors lists the files of that name of all vendors.
func (ed *edition) llmsVendors(name string) string {
	text, url := "## Vendors\n\n", ed.from("")
	for _, v := range ed.vendors {
		text += fmt.Sprintf("- [%s](%s): %s, %s\n", v.Name, url(vendorPath(v)+name), v.Summary, ed.words.Count("count.codes", len(ed.codesIn(v))))
	}
	return text
}

func (ed *edition) llmsHead() string {
	url := ed.from("")
	return fmt.Sprintf("# %s\n\n> %s\n\n", ed.site.Title, ed.site.Summary) +
		"Each code has a page, and the same text as Markdown and as JSON. The identity of a code is vendor/set/slug, since\n" +
		"several vendors use the same strings. Each answer says who states it: the vendor's docs, or we. Where it is unknown\n" +
		"whether an operation happened, check that before you repeat it. Do not invent a retry rule beyond these texts.\n\n" +
		fmt.Sprintf("- [All codes as JSON](%s)\n- [The answers of all codes in one file](%s)\n\n", url("api/codes.json"), url("llms-full.txt")) + ed.llmsGuides()
}

func (ed *edition) codesIn(v *content.Vendor) []*content.Code {
	return lists.Joined(ed.sets[v], func(s *content.Set) []*content.Code { return ed.bySet[s] })
}

package site

import (
	"bytes"
	"fmt"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
	"github.com/errdocs/errdocs/internal/jobs"
	"github.com/errdocs/errdocs/site/record"
)

// maxLLMs is about how many bytes a list of all codes may have in /llms.txt.
const maxLLMs = 50_000

// llms adds the entrance for language models (llmstxt.org): "/llms.txt" and "/llms-full.txt" with the text of
// every code. Where the list of all codes does not fit, both name those of each vendor instead, see
// llmsVendor.
func llms(b *builder) {
	p := &page{builder: b, path: "", root: "./"}
	if b.many {
		b.file("llms.txt", noTexts, func() ([]byte, error) { return []byte(p.llmsHead() + p.llmsVendors("llms.txt")), nil })
		b.file("llms-full.txt", noTexts, func() ([]byte, error) { return []byte(p.llmsHead() + p.llmsVendors("llms-full.txt")), nil })
		return
	}
	b.file("llms.txt", noTexts, func() ([]byte, error) { return []byte(p.llmsHead() + p.llmsCodes(b.codes)), nil })
	b.file("llms-full.txt", allTexts, func() ([]byte, error) { return p.llmsFull(p.llmsHead(), b.codes) })
}

// llmsVendor adds "/{vendor}/llms.txt" and "/{vendor}/llms-full.txt" where there are too many codes for one file.
func (b *builder) llmsVendor(v *content.Vendor) {
	if !b.many {
		return
	}
	p := &page{builder: b, path: vendorPath(v), root: "../"}
	head, codes := "# "+v.Name+"\n\n> "+v.Summary+"\n\n", b.codesIn(v)
	b.file(vendorPath(v)+"llms.txt", noTexts, func() ([]byte, error) { return []byte(head + p.llmsCodes(codes)), nil })
	b.add(vendorPath(v)+"llms-full.txt", textsAt(v), func(o *jobs.Output) error {
		data, err := p.llmsFull(head, codes)
		o.File(vendorPath(v)+"llms-full.txt", data)
		for _, c := range codes {
			b.texts[c].drop()
		}
		return err
	})
	b.paths[vendorPath(v)+"llms-full.txt"] = true
}

// manyTexts reports whether the codes are too many for one list.
func (b *builder) manyTexts() bool {
	size := 0
	for _, c := range b.codes {
		size += len(c.Code) + len(b.options.BaseURL) + len(markdownPath(c)) + len(c.Title) + len("- []()\n: ")
	}
	return size > maxLLMs
}

// llmsVendors lists the files of that name of all vendors.
func (p *page) llmsVendors(name string) string {
	text := "## Vendors\n\n"
	for _, v := range p.vendors {
		text += fmt.Sprintf("- [%s](%s): %s, %s\n", v.Name, p.full(vendorPath(v)+name), v.Summary, words.Plural(p.codesOf(v), "code", "codes"))
	}
	return text
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

// llmsCodes lists codes under their sets.
func (p *page) llmsCodes(codes []*content.Code) string { return record.LLMs(p.briefs(codes)) }

// llmsFull is the Markdown of codes, one after the other.
func (p *page) llmsFull(head string, codes []*content.Code) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(head)
	for _, c := range codes {
		text, err := p.texts[c].get(nil)
		if err != nil {
			return nil, err
		}
		b.Write(text)
		b.WriteByte('\n')
	}
	return b.Bytes(), nil
}

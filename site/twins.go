package site

import (
	"bytes"
	"encoding/json"
	"sync"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/templates"
)

// twins adds the .md and .json twins of every code's page. A file can't redirect, so that an alias has
// the same twins once more.
func twins(b *builder) {
	for _, set := range sortedSets(b) {
		p := &page{builder: b, path: setPath(set), root: upward(setPath(set))}
		for _, c := range b.bySet[set] {
			b.texts[c] = sync.OnceValues(func() ([]byte, error) { return p.markdownTwin(c) })
			b.file(markdownPath(c), b.texts[c])
			b.file(twinPath(c), func() ([]byte, error) { return p.jsonTwin(c) })
		}
		for _, a := range b.aliases(set) {
			b.file(setPath(set)+a.slug+".md", b.texts[a.code])
			b.file(setPath(set)+a.slug+".json", func() ([]byte, error) { return p.jsonTwin(a.code) })
		}
	}
}

// jsonTwin writes the JSON twin of a code's page.
func (p *page) jsonTwin(c *content.Code) ([]byte, error) {
	return jsonFile(p.twin(c, portable{
		builder: p.builder,
		code:    func(to *content.Code) string { return p.full(codePath(to)) },
		page:    p.full,
	}))
}

// twinLinks are the links from a code's page to its twins.
func twinLinks(c *content.Code) []templates.Alternate {
	return []templates.Alternate{
		{Type: "text/markdown", Title: "Markdown", URL: markdownPath(c)},
		{Type: "application/json", Title: "JSON", URL: twinPath(c)},
	}
}

// jsonFile returns a value as an indented JSON document. Signs of HTML stay as they are: the file is
// served as JSON.
func jsonFile(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	err := e.Encode(v)
	return b.Bytes(), err
}

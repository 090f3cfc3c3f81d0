package site

import (
	"bytes"
	"encoding/json"
	"sync"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/templates"
)

// twins adds the .md and .json twins of every code's page, and for language models the .md twins of each
// vendor in one file. A file can't redirect, so that an alias has the same twins once more.
func twins(b *builder) {
	for _, v := range b.vendors {
		for _, set := range b.sets[v] {
			p := &page{builder: b, path: setPath(set), root: upward(setPath(set))}
			for _, c := range b.bySet[set] {
				b.texts[c] = &twinMD{make: func() ([]byte, error) { return p.markdownTwin(c) }}
				b.twin(p, c, c.Slug)
			}
			for _, a := range b.aliases(set) {
				b.twin(p, a.code, a.slug)
			}
		}
		b.llmsVendor(v)
	}
}

// twin adds the twins of a code under a name beside its page.
func (b *builder) twin(p *page, c *content.Code, slug string) {
	b.file(p.path+slug+".md", textsOf(c), b.texts[c].get)
	b.file(p.path+slug+".json", textsOf(c), func() ([]byte, error) { return p.jsonTwin(c) })
}

// twinMD is the Markdown twin of a code, made once for all that need it at about the same time.
type twinMD struct {
	make func() ([]byte, error)
	mu   sync.Mutex
	data []byte
	err  error
}

func (t *twinMD) get() ([]byte, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.data == nil && t.err == nil {
		t.data, t.err = t.make()
	}
	return t.data, t.err
}

// drop lets the memory go. The next get makes the text anew.
func (t *twinMD) drop() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.data = nil
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

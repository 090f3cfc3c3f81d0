package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"sync"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/jobs"
	"github.com/errdocs/errdocs/site/prose"
	"github.com/errdocs/errdocs/templates"
)

// twins adds the .md and .json twins of every code's page, and for language models the .md twins of each
// vendor in one file. A file can't redirect, so that an alias has the same twins once more.
func twins(b *builder) {
	for _, v := range b.vendors {
		for _, set := range b.sets[v] {
			p := &page{builder: b, path: setPath(set), root: upward(setPath(set))}
			for _, c := range b.bySet[set] {
				b.texts[c] = &twinMD{make: func(links map[content.Markdown]prose.Links) ([]byte, error) { return p.markdownTwin(c, links) }}
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
	path := p.path + slug
	b.paths[path+".md"], b.paths[path+".json"] = true, true
	b.add(path+".md", textsOf(c), func(o *jobs.Output) error {
		links := map[content.Markdown]prose.Links{}
		text, err := b.texts[c].get(links)
		if err != nil {
			return fmt.Errorf("make %s.md: %w", path, err)
		}
		o.File(path+".md", text)
		data, err := p.jsonTwin(c, links)
		if err != nil {
			return fmt.Errorf("make %s.json: %w", path, err)
		}
		o.File(path+".json", data)
		return nil
	})
}

// twinMD is the Markdown twin of a code, made once for all that need it at about the same time.
type twinMD struct {
	make func(map[content.Markdown]prose.Links) ([]byte, error)
	mu   sync.Mutex
	data []byte
	err  error
}

// get returns the text. When it has to be made, links keeps what was found in it.
func (t *twinMD) get(links map[content.Markdown]prose.Links) ([]byte, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.data == nil && t.err == nil {
		t.data, t.err = t.make(links)
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
func (p *page) jsonTwin(c *content.Code, links map[content.Markdown]prose.Links) ([]byte, error) {
	return jsonText(p.twin(c, portable{
		prose: p.prose, lookup: p.lookup,
		code:  func(to *content.Code) string { return p.full(codePath(to)) },
		page:  p.full,
		found: links,
	}))
}

// twinLinks are the links from a code's page to its twins.
func twinLinks(c *content.Code) []templates.Alternate {
	return []templates.Alternate{
		{Type: "text/markdown", Title: "Markdown", URL: markdownPath(c)},
		{Type: "application/json", Title: "JSON", URL: twinPath(c)},
	}
}

// jsonText returns a value as a JSON document in one line. Signs of HTML stay as they are: the file is
// served as JSON.
func jsonText(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return b.Bytes(), err
}

// jsonFile is jsonText, indented: for files of which a site has one, and that people look into.
func jsonFile(v any) ([]byte, error) {
	text, err := jsonText(v)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = json.Indent(&b, text, "", " ")
	return b.Bytes(), err
}

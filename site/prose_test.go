package site

import (
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/golden"
	"github.com/errdocs/errdocs/site/prose"
)

// notePage is the page of the tiny catalog's acme/api/server-error, to render texts on.
var notePage = sync.OnceValues(func() (*page, error) {
	a, err := txtar.ParseFile("testdata/tiny.txtar")
	if err != nil {
		return nil, err
	}
	c, err := content.Load(golden.FS(a.Files))
	if err != nil {
		return nil, err
	}
	b, err := newBuilder(c, Options{})
	if err != nil {
		return nil, err
	}
	for _, output := range outputs {
		b.output(output)
	}
	code := c.Code("acme/api/server-error")
	return b.newPage(codePath(code), upward(codePath(code))), nil
})

// Prose renders a note, and returns how many problems it has. It is for the tests outside of this package.
func Prose(t testing.TB, text string) (markup string, problems int) {
	t.Helper()
	p, err := notePage()
	if err != nil {
		t.Fatal(err)
	}
	p.found.problems, p.err, p.anchors = nil, nil, nil
	note := content.Note{File: "note.md", Text: content.Markdown(text)}
	markup = string(p.html(scopeOf(p.ed.catalog.Code("acme/api/server-error")), prose.Text{Markdown: note.Text, At: note.Pos, ID: "note", Label: "Notes", Level: 3}))
	if p.err != nil {
		t.Fatal(p.err)
	}
	return markup, len(p.found.problems)
}

package site

import (
	"strings"
	"testing"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/golden"
)

// TestMarkdown renders each text of testdata/markdown.txtar on the page of the tiny catalog's
// acme/api/server-error and compares the markup in the file after it.
func TestMarkdown(t *testing.T) {
	b, err := newBuilder(catalogOf(t, "tiny.txtar"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, output := range outputs {
		output(b)
	}
	code := b.catalog.Code("acme/api/server-error")
	p := &page{builder: b, path: codePath(code), root: upward(codePath(code))}
	a := golden.Open(t, "testdata/markdown.txtar")
	for i := 0; i+1 < len(a.Files); i += 2 {
		text, want := a.Files[i], &a.Files[i+1]
		name := strings.TrimSuffix(text.Name, ".md")
		got := string(p.prose(prose{
			text: content.Markdown(text.Data), at: func(int) content.Pos { return content.Pos{} }, from: scopeOf(code),
			id: "n", label: "Notes", level: 3, tight: strings.HasPrefix(name, "tight"),
		})) + "\n"
		a.Compare(t, want, got)
	}
	if len(b.problems)+len(b.errs) > 0 {
		t.Errorf("%v %v", b.problems, b.errs)
	}
}

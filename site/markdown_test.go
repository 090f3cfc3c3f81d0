package site

import (
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/errdocs/errdocs/content"
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
	a, err := txtar.ParseFile("testdata/markdown.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(a.Files); i += 2 {
		text, want := a.Files[i], &a.Files[i+1]
		name := strings.TrimSuffix(text.Name, ".md")
		got := string(p.prose(prose{
			text: content.Markdown(text.Data), at: func(int) content.Pos { return content.Pos{} }, from: scopeOf(code),
			id: "n", label: "Notes", level: 3, tight: strings.HasPrefix(name, "tight"),
		})) + "\n"
		if *update {
			want.Data = []byte(got)
		} else if got != string(want.Data) {
			t.Errorf("%s:\n%s\nwant:\n%s", name, got, want.Data)
		}
	}
	if len(b.problems)+len(b.errs) > 0 {
		t.Errorf("%v %v", b.problems, b.errs)
	}
	if *update {
		expect(t, "markdown.txtar", string(txtar.Format(a)))
	}
}

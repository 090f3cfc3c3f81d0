package content

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/errdocs/errdocs/internal/position"
)

// pageFields are keys as a page has them.
type pageFields struct {
	Positions
	Title string `yaml:"title" is:"required title"`
	Order int    `yaml:"order"`
}

func TestFrontMatter(t *testing.T) {
	for text, want := range map[string]string{
		"---\ntitle: A\norder: 3\n---\nbody\n": "A 3:1 4 body\n",
		"\ufeff---\r\ntitle: A\r\n---\r\nbody": "A 2:1 3 body",
		"---\ntitle: A\n---\n":                 "A 2:1 3 ",
		"body":                                 "1:1: this entry lacks title; 0 body",
		"---\n---\nbody":                       "1:1: this entry lacks title; 2 body",
		"---\n# only this\n---\nbody":          "1:1: the file is empty; 3 body",
		"---\ntitle: A\nbody":                  "1:1: the front matter is never closed; 0 ---\ntitle: A\nbody",
		"---\ntitle: A\ntitel: B\n---\n":       `3:1: there is no key "titel" here; A 2:1 4 `,
		"---\ntitle: &a A\n---\n":              "2:8: title has an anchor; 3 ",
		"---\ntitle: A\n...\norder: 1\n---\n":  "4:1: a second document starts here; A 2:1 5 ",
		"---\n\ttitle: A\n---\n":               "2:1: a tab where YAML wants spaces; 3 ",
		"----\ntitle: A\n---\n":                "1:1: this entry lacks title; 0 ----\ntitle: A\n---\n",
		" ---\ntitle: A\n---\n":                "1:1: this entry lacks title; 0  ---\ntitle: A\n---\n",
	} {
		var fields pageFields
		var got strings.Builder
		body, lines := frontMatter(newText("a.md", []byte(text)), &fields, func(p Problem) {
			got.WriteString(strings.TrimPrefix(p.Pos.String(), "a.md:") + ": " + p.Message + "; ")
		})
		if fields.Title != "" {
			pos := fields.Pos("/order")
			got.WriteString(fields.Title + " " + strings.TrimPrefix(position.At("", pos.Line, 1).String(), ":") + " ")
		}
		got.WriteString(string(rune('0'+lines)) + " " + string(body))
		same(t, text, got.String(), want)
	}
}

// FuzzFrontMatter: what is not front matter is the body, byte for byte, problems are inside the file, and a note's
// positions are those of the file.
func FuzzFrontMatter(f *testing.F) {
	for _, text := range []string{"---\ntitle: A\n---\nbody", "---\n---\n", "---\n", "a\n---\n", "---\r\na: [\r\n---\r\nx", "---\n? {}\n--- \né"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		src := newText("a.md", data)
		if checkCharacters(src, func(Problem) {}) == nil || len(data) > MaxNote {
			return
		}
		fsys := fstest.MapFS{"a.md": {Data: data}}
		show := (&sources{fsys: fsys}).show
		body, lines := frontMatter(src, &pageFields{}, func(p Problem) { checkProblem(t, fsys, show(p)) })
		if !strings.HasSuffix(string(src.Bytes), string(body)) {
			t.Fatalf("%q is not the end of %q", body, data)
		}
		n := &Note{File: "a.md", Text: Markdown(body), Head: lines}
		if got, want := n.Pos(0), src.Pos(len(src.Bytes)-len(body)); len(body) > 0 && got != want {
			t.Errorf("the body of %q starts at %s, not at %s", data, got, want)
		}
	})
}

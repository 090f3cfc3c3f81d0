package vendorpage

import (
	"bytes"
	"errors"
	"path/filepath"
	"slices"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"pgregory.net/rapid"

	"go.yaml.in/yaml/v4"

	"github.com/errdocs/errdocs/content"
)

// fixtures returns the pages of testdata/pages.
func fixtures(t testing.TB) []txtar.File {
	files, err := filepath.Glob("testdata/pages/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var pages []txtar.File
	for _, name := range files {
		ar, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range ar.Files {
			if file.Name != "want" && file.Name != "options" {
				pages = append(pages, file)
			}
		}
	}
	return pages
}

// FuzzRead holds that any bytes give an error for people or set files that pass all rules, and that the
// same page brings no drift to the files made of it.
func FuzzRead(f *testing.F) {
	for _, page := range fixtures(f) {
		f.Add(page.Data, page.Name)
	}
	f.Fuzz(func(t *testing.T, data []byte, name string) {
		if len(data) <= 1<<16 {
			holds(t, data, name)
		}
	})
}

// Whatever gets lost, doubled or moved in a page, the same holds.
func TestDamagedPages(t *testing.T) {
	pages := fixtures(t)
	rapid.Check(t, func(rt *rapid.T) {
		page := rapid.SampledFrom(pages).Draw(rt, "page")
		lines := bytes.SplitAfter(page.Data, []byte("\n"))
		for range rapid.IntRange(1, 6).Draw(rt, "edits") {
			i := rapid.IntRange(0, len(lines)-1).Draw(rt, "line")
			k := rapid.IntRange(0, len(lines)-1).Draw(rt, "other line")
			at := rapid.IntRange(0, len(lines[i])).Draw(rt, "at")
			switch rapid.SampledFrom([]string{"swap", "drop", "double", "cut", "sign"}).Draw(rt, "edit") {
			case "swap":
				lines[i], lines[k] = lines[k], lines[i]
			case "drop":
				lines[i] = nil
			case "double":
				lines[i] = append(bytes.Clone(lines[i]), lines[i]...)
			case "cut":
				lines[i] = lines[i][:at]
			case "sign":
				sign := rapid.SampledFrom([]string{"|", "<td>", "</table>", "\"", ": ", "\t", "\x00", "\u202e", "`", "- ", "#", "\n\n", "&#0;", "%"}).Draw(rt, "sign")
				lines[i] = slices.Concat(lines[i][:at], []byte(sign), lines[i][at:])
			}
		}
		holds(t, bytes.Join(lines, nil), page.Name)
	})
}

// holds checks what holds of every page.
func holds(t *testing.T, data []byte, name string) {
	p, err := Read(data, "", name)
	o := Options{Vendor: "acme", Sets: []string{"errors"}}
	var d *Draft
	if err == nil {
		d, err = p.Draft(o)
	}
	var refused *Error
	if errors.As(err, &refused) {
		if refused.Message == "" || refused.Hint == "" {
			t.Errorf("an error without words: %+v", refused)
		}
		return
	}
	if err != nil {
		t.Fatalf("an error that is not for people: %v", err)
	}
	checkRules(t, d, o)
	for _, s := range d.Sets {
		file := s.YAML()
		again, err := p.DraftFor(s.ID, file, o)
		if err != nil {
			t.Fatalf("the draft does not find its own file: %v", err)
		}
		same := len(again.Sets[0].Entries) == len(s.Entries)
		merged, drift, err := again.Sets[0].Merge(file, p)
		if err != nil || same && (drift.Any() || string(merged) != string(file)) {
			t.Fatalf("an unchanged page drifts: %+v %v", drift, err)
		}
	}
}

// Every text comes back from YAML as it was, as text.
func TestScalar(t *testing.T) {
	alphabet := rapid.SampledFrom([]rune("aZ09 \n:#-'\"\\[]{}&*!|>%@`~?,.=_/é世😀\t"))
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(
			rapid.StringOf(alphabet), rapid.String(),
			rapid.StringMatching(`(yes|NO|on|null|~|1e5|0x1F|1_000|12:30|2001-01-01|\.inf|=|<<|---|\.\.\.)( .*)?`),
			rapid.Map(rapid.SliceOfN(rapid.StringMatching(`[a-z:#]{1,30}`), 1, 60), func(words []string) string {
				s := ""
				for _, w := range words {
					s += w + " "
				}
				return s
			}),
		).Draw(t, "text")
		s = clean(s)
		for _, s := range []string{squeeze(s), trimLines(s)} {
			if s == "" {
				continue
			}
			for _, indent := range []int{2, 6} {
				doc := "list:\n"
				if indent == 6 {
					doc += "    - "
				} else {
					doc = "key: "
				}
				doc += scalar(s, indent, indent) + "\nnext: 1\n"
				var v struct {
					Key  yaml.Node
					List []yaml.Node
				}
				if err := yaml.Load([]byte(doc), &v); err != nil {
					t.Fatalf("%q: %v\n%s", s, err, doc)
				}
				n := v.Key
				if indent == 6 {
					n = v.List[0]
				}
				if n.Value != s || n.Tag != "!!str" && n.Tag != "!!timestamp" {
					t.Fatalf("%q comes back as %s %q\n%s", s, n.Tag, n.Value, doc)
				}
			}
		}
	})
}

// trimLines makes a text like the Markdown that drafts hold: lines without spaces at their ends, and no
// empty lines around them.
func trimLines(s string) string {
	var b inline
	for i, line := range splitLines(s) {
		if i > 0 {
			b.begin(newParagraph, 0)
		}
		b.add(line, 0, "")
	}
	return b.take().markdown(nil)
}

func splitLines(s string) []string {
	var lines []string
	for start, i := 0, 0; i <= len(s); i++ {
		if i == len(s) || s[i] == '\n' {
			lines = append(lines, s[start:i])
			start = i + 1
		}
	}
	return lines
}

// The ids and keys that are made of any words are such as the rules want.
func TestNames(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.String().Draw(t, "words")
		if id := SetID(words); id != "" && id != content.Slug(id) {
			t.Fatalf("id %q", id)
		}
		k := key(rapid.StringMatching(`[a-z0-9-]{0,60}`).Draw(t, "vendor"), rapid.StringMatching(`[a-z0-9-]{0,60}`).Draw(t, "set"), []string{"X", "ACME"})
		if len(k) == 0 || len(k) > content.MaxKey || k[0] < 'A' || k[0] > 'Z' || k == "X" || k == "ACME" {
			t.Fatalf("key %q", k)
		}
	})
}

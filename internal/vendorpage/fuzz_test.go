package vendorpage

import (
	"bytes"
	"errors"
	"path/filepath"
	"slices"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"pgregory.net/rapid"
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

// FuzzRead checks that any bytes give an error for people or set files that pass all rules, and that the same page
// brings no drift to the files drafted from it.
func FuzzRead(f *testing.F) {
	for _, page := range fixtures(f) {
		f.Add(page.Data, page.Name)
	}
	f.Fuzz(func(t *testing.T, data []byte, name string) {
		if len(data) <= 1<<16 {
			checkPage(t, data, name)
		}
	})
}

// FuzzReaders gives any bytes to each reader, whatever a page's name says: each gives a page or an error for people.
func FuzzReaders(f *testing.F) {
	for _, page := range fixtures(f) {
		f.Add(page.Data)
	}
	f.Add([]byte("Codes\n=====\n\n====  =====\nA1    Text\n====  =====\n\n.. list-table::\n\n   * - A2\n     - More\n"))
	f.Add([]byte("enum Code {\n  A = 1; // First.\n  reserved 2;\n}\n"))
	f.Add([]byte(`{"openapi": "3.1.0", "paths": {"/a": {"get": {"responses": {"400": {"description": "E1: wrong"}}}}}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<14 {
			return
		}
		for _, kind := range Kinds() {
			_, err := Read(data, kind, "page")
			var refused *Error
			if err != nil && !errors.As(err, &refused) {
				t.Fatalf("%s: an error that is not for people: %v", kind, err)
			}
		}
	})
}

// The same is true of pages with lost, repeated and moved lines.
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
		checkPage(t, bytes.Join(lines, nil), page.Name)
	})
}

// checkPage checks what is true of every page.
func checkPage(t *testing.T, data []byte, name string) {
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
		old := parseSet(t, file)
		again, err := p.DraftFor(s.ID, old, o)
		if err != nil {
			t.Fatalf("the draft does not find its own file: %v", err)
		}
		same := len(again.Sets[0].Entries) == len(s.Entries)
		drift := again.Sets[0].Merge(old, p)
		if same && (drift.Any() || string(old.Bytes()) != string(file)) {
			t.Fatalf("an unchanged page drifts: %+v", drift)
		}
	}
}

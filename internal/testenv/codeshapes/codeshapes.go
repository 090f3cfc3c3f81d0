// Package codeshapes is a table of codes as vendors write them, with what must lead to each, and a catalog of these codes.
// Only tests import it.
package codeshapes

import (
	_ "embed"
	"fmt"
	"strings"
	"testing/fstest"
)

//go:embed shapes.tsv
var table string

// Shape is a code of the table.
type Shape struct {
	Set, Code, Slug, Fold string

	Given  bool     // the slug is given and not derived
	Log    string   // a line of a log in which find sees the code, "" for none
	Typed  []string // spellings that lead to it
	Nearby []string // spellings to which it is one of the nearest codes
}

// ID returns "vendor/set/slug".
func (s Shape) ID() string { return "acme/" + s.Set + "/" + s.Slug }

// All returns the table.
func All() []Shape {
	var list []Shape
	for line := range strings.Lines(table) {
		if strings.HasPrefix(line, "# ") {
			continue
		}
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		s := Shape{Set: f[0], Code: f[1], Fold: orNone(f[3]), Log: orNone(f[4])}
		s.Slug, s.Given = strings.CutPrefix(f[2], "!")
		for _, typed := range f[5:] {
			if near, ok := strings.CutPrefix(typed, "?"); ok {
				s.Nearby = append(s.Nearby, near)
			} else {
				s.Typed = append(s.Typed, typed)
			}
		}
		list = append(list, s)
	}
	return list
}

func orNone(s string) string {
	if s == "-" {
		return ""
	}
	return s
}

// Catalog returns the catalog of a vendor Acme with all codes of the table.
func Catalog() fstest.MapFS {
	files := map[string]string{
		"site.yaml": "title: Shapes\nsummary: Codes of every shape.\n",
	}
	var sets []string
	for _, s := range All() {
		name := "vendors/acme/" + s.Set + ".yaml"
		if files[name] == "" {
			sets = append(sets, s.Set)
			files[name] = fmt.Sprintf(head, s.Set, strings.ToUpper(s.Set), s.Set)
		}
		files[name] += fmt.Sprintf("  - code: %q\n    title: A code of Acme\n    summary: A code of a shape that some vendor has.\n", s.Code)
		if s.Given {
			files[name] += fmt.Sprintf("    slug: %q\n", s.Slug)
		}
		files[name] += "    actions: {engineer: [Look it up.]}\n"
	}
	files["vendors/acme/vendor.yaml"] = "name: Acme\nsummary: A vendor of many shapes.\nsets: [" + strings.Join(sets, ", ") + "]\n"
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

const head = `title: Set %s
key: %s
kind: value
summary: Codes of the set %s.
defaults:
  category: validation
  fault: not-stated
  next_step: not-stated
  retry: {policy: not-stated}
codes:
`

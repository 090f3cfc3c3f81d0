package main

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/testenv"
	"github.com/errdocs/errdocs/site"
)

func TestMain(m *testing.M) {
	testenv.Cheap()
	m.Run()
}

// small writes a catalog and its site, and returns their folders.
func small(t *testing.T, codes int) (catalog, out string) {
	t.Chdir("../../..")
	catalog, out = filepath.Join(t.TempDir(), "catalog"), t.TempDir()
	if err := writeCatalog(catalog, codes); err != nil {
		t.Fatal(err)
	}
	c, err := content.Load(os.DirFS(catalog))
	if err != nil {
		t.Fatal(err)
	}
	s, err := site.Build(t.Context(), c, site.Options{})
	if err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(out)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	for path, data := range s.All() {
		if err := writeFile(root, path, data); err != nil {
			t.Fatal(err)
		}
	}
	return catalog, out
}

// The floor writes as many files and bytes as errdocs.
func TestFloor(t *testing.T) {
	catalog, out := small(t, 20)
	texts, copied := filepath.Join(t.TempDir(), "texts"), t.TempDir()
	if err := writeTexts(catalog, out, texts); err != nil {
		t.Fatal(err)
	}
	if err := floor(texts, copied, io.Discard); err != nil {
		t.Fatal(err)
	}
	files, bytes, err := weigh(out)
	if err != nil {
		t.Fatal(err)
	}
	gotFiles, gotBytes, err := weigh(copied)
	if err != nil || gotFiles != files || gotBytes != bytes {
		t.Errorf("%d files of %d bytes (%v), want %d of %d", gotFiles, gotBytes, err, files, bytes)
	}
}

var (
	fence       = regexp.MustCompile("(?s)```.*?```|`[^`\n]*`")
	errdocsLink = regexp.MustCompile(`\[\[|\]\(code:`)
)

// Hugo gets a page of each code, vendor, set and condition, with no link that only errdocs knows, and every
// sample file that a page names.
func TestHugoContent(t *testing.T) {
	t.Chdir("../../..")
	for _, codes := range []int{20, 152} {
		catalog, dir := filepath.Join(t.TempDir(), "catalog"), t.TempDir()
		if err := writeCatalog(catalog, codes); err != nil {
			t.Fatal(err)
		}
		if err := writeHugo(catalog, dir); err != nil {
			t.Fatal(err)
		}
		c, err := content.Load(os.DirFS(catalog))
		if err != nil {
			t.Fatal(err)
		}
		for code := range c.All() {
			text, err := os.ReadFile(filepath.Join(dir, "content", code.ID()+".md"))
			if err != nil {
				t.Fatal(err)
			}
			if bad := errdocsLink.Find(fence.ReplaceAll(text, nil)); bad != nil {
				t.Errorf("%s: %q is no Markdown", code.ID(), bad)
			}
			for _, s := range code.Samples {
				if s.File == "" {
					continue
				}
				if _, err := os.Stat(filepath.Join(dir, "assets", code.Set.Vendor.ID, s.File)); err != nil {
					t.Error(err)
				}
			}
		}
		pages, err := fs.Glob(os.DirFS(dir), "content/compare/*/_index.md")
		if err != nil || len(pages) != len(c.Concepts) {
			t.Errorf("%d pages of conditions (%v), want %d", len(pages), err, len(c.Concepts))
		}
	}
}

func TestRatio(t *testing.T) {
	for _, c := range []struct {
		a, b float64
		want string
	}{{1, 4, "1/4.0"}, {3, 2, "1.50 ×"}, {2, 2, "1.00 ×"}, {0, 2, "–"}, {2, 0, "–"}} {
		if got := ratio(c.a, c.b); got != c.want {
			t.Errorf("ratio(%v, %v) = %q, want %q", c.a, c.b, got, c.want)
		}
	}
}

// The rows of a table have as many cells as its head.
func TestTables(t *testing.T) {
	c := &contest{codes: 10, rows: map[string]*row{}}
	for i, name := range []string{nameFull, nameSame, "errdocs, " + edits[0].what, nameHugo, namePage, nameBoth, nameFloor} {
		c.row(name).costs = []cost{{cpu: 2, wall: 3, peak: int64(i)}}
	}
	var b strings.Builder
	printTables(&b, []*contest{c})
	for i, table := range strings.Split(strings.TrimSpace(b.String()), "\n\n") {
		lines := strings.Split(table, "\n")
		for _, l := range lines {
			if strings.Count(l, "|") != strings.Count(lines[0], "|") {
				t.Errorf("table %d: %s", i, l)
			}
		}
		if want := []int{9, 6}[i]; len(lines) != want {
			t.Errorf("table %d has %d lines, want %d:\n%s", i, len(lines), want, table)
		}
	}
}

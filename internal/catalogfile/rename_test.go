package catalogfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/golden"
	"github.com/errdocs/errdocs/internal/testenv"
)

func TestMain(m *testing.M) {
	testenv.Cheap()
	m.Run()
}

// Entries as people write them, and what becomes of them when "new" joins their list of former ids.
func TestAddToList(t *testing.T) {
	for _, c := range [][2]string{
		{"id: a\n", "id: a\nmoved_from: [new]\n"},
		{"id: a", "id: a\nmoved_from: [new]"},
		{"id: \"a\" # the first\ntitle: x\n", "id: \"a\" # the first\nmoved_from: [new]\ntitle: x\n"},
		{"title: x\r\nid: 'a'\r\n", "title: x\r\nid: 'a'\r\nmoved_from: [new]\r\n"},
		{"{id: a, title: x}\n", "{id: a, moved_from: [new], title: x}\n"},
		{"- id: a\n  title: x\n", "- id: a\n  moved_from: [new]\n  title: x\n"},
		{"- {id: a}\n", "- {id: a, moved_from: [new]}\n"},
		{"id: a\nmoved_from: old\n", "id: a\nmoved_from: [old, new]\n"},
		{"id: a\nmoved_from: [old] # x\n", "id: a\nmoved_from: [old, new] # x\n"},
		{"id: a\nmoved_from:\n  - old # x\n", "id: a\nmoved_from:\n  - old # x\n  - new\n"},
		{"id: a\nmoved_from: [new]\n", "id: a\nmoved_from: [new]\n"},
		{"id: >-\n  a\n", ""},
		{"id: 'it''s'\n", "id: 'it''s'\nmoved_from: [new]\n"},
		{"id: 'it''s\n  a'\n", ""},
		{"id: \"a\\\n  b\"\n", ""},
	} {
		e, err := newEditor([]byte(c[0]))
		if err != nil {
			t.Fatal(err)
		}
		if e.root.Kind == yaml.SequenceNode {
			e.root = e.root.Content[0]
		}
		e.addToList(e.root, "id", "moved_from", "new")
		if got, err := string(e.Bytes()), e.err; err == nil && got != c[1] || (err != nil) != (c[1] == "") {
			t.Errorf("%q: got %q, %v, want %q", c[0], got, err, c[1])
		}
	}
}

// A catalog in which everything refers to something else.
var linked = fstest.MapFS{
	"site.yaml":     {Data: []byte("title: T\nsummary: All of it.\nvendors: [a, b]\n")},
	"concepts.yaml": {Data: []byte("- {id: slow, title: Slow, summary: Too slow., category: timeout, advice: \"See [[b/s/TWO]].\"}\n")},
	"changes.yaml":  {Data: []byte("- {date: 2026-01-02, title: One, kind: added, summary: \"See [[ONE]].\", codes: [a/s/one]}\n")},
	"vendors/a/vendor.yaml": {Data: []byte(`name: A
summary: Vendor A.
sets: [s, t]
headers: [{name: X, codes: [s/one, "t/two"]}]
`)},
	"vendors/a/notes.md": {Data: []byte("See [[ONE]], [[s/ONE]], [[a/s/ONE]], [one](code:a/s/one#note-why) and [all](a/s/).\n")},
	"vendors/a/s.yaml": {Data: []byte(`title: S
key: AS # short
kind: error
summary: Set s.
origins: ours
defaults: {category: timeout, fault: client, http: [500], next_step: retry, retry: {policy: retry}, actions: {engineer: [Look.]}}
codes:
  - code: "ONE"
    title: One
    summary: The first.
    concept: slow
    match: exact
    related: [s/three, "t/two"]
    lifecycle: {status: deprecated, replaced_by: THREE}
    description: See [[THREE]].
  - {code: THREE, title: Three, summary: The third., related: [a/s/one], description: "See [[ONE]] and [[three]]."}
`)},
	"vendors/a/s/one.md": {Data: []byte("## Why\n\nSee [[THREE]].\n")},
	"vendors/a/t.yaml": {Data: []byte(`title: T
key: AT
kind: error
summary: Set t.
origins: ours
defaults: {category: timeout, fault: server, next_step: retry, retry: {policy: retry}, actions: {engineer: [Look.]}}
codes:
- code: TWO
  title: Two
  summary: The second.
  related: [s/one]
`)},
	"vendors/b/vendor.yaml": {Data: []byte("name: B\nsummary: Vendor B.\nsets:\n  - s\n")},
	"vendors/b/s.yaml": {Data: []byte(`title: S
key: BS
kind: error
summary: Set s.
origins: ours
codes:
  - {code: TWO, title: Two, summary: Another one., category: timeout, fault: client, next_step: retry, retry: {policy: retry}, actions: {engineer: [Look.]}, related: [a/s/one], description: "See [[a/s/one]]."}
`)},
}

// means finds codes by their whole names and by those in the same set.
func means(c *content.Catalog) Means {
	return func(ref, vendor, set string) string {
		part := append([]string{vendor, set}, strings.Split(ref, "/")...)
		part = part[len(part)-3:]
		if strings.Count(ref, "/") == 1 {
			part[0] = vendor
		}
		for code := range c.All() {
			if content.Fold(code.Slug) == content.Fold(part[2]) && (part[1] == "" || code.Set.ID == part[1]) && (part[0] == "" || code.Set.Vendor.ID == part[0]) {
				return code.ID()
			}
		}
		return ""
	}
}

// TestRename makes each of the renamings in testdata/rename.txtar and compares the changed lines.
func TestRename(t *testing.T) {
	c, err := content.Load(linked)
	if err != nil {
		t.Fatal(err)
	}
	cases := golden.Open(t, "testdata/rename.txtar")
	for i := range cases.Files {
		want := &cases.Files[i]
		old, now, _ := strings.Cut(want.Name, " => ")
		r, err := Rename(linked, c, old, now, means(c))
		if err != nil {
			cases.Compare(t, want, err.Error()+"\n")
			continue
		}
		after, err := content.Load(r.FS())
		if err != nil {
			t.Errorf("%s: %v", want.Name, err)
			continue
		}
		cases.Compare(t, want, changes(r)+strings.Join(r.Differs(c, after), "\n"))
	}
}

// changes lists the changed lines of files.
func changes(r *Renaming) string {
	var b strings.Builder
	for _, f := range r.Files {
		fmt.Fprintln(&b, f.Name)
		old := linked[f.Name]
		for _, gone := range r.Removed {
			if old == nil && path.Ext(gone) == path.Ext(f.Name) && strings.Count(gone, "/") == strings.Count(f.Name, "/") && (strings.Count(gone, "/") > 2 || path.Base(gone) == path.Base(f.Name) || len(r.Removed) == 2) {
				old = linked[gone]
			}
		}
		if old != nil {
			changedLines(&b, string(old.Data), string(f.Data))
		}
	}
	for _, name := range r.Removed {
		fmt.Fprintln(&b, "removed", name)
	}
	return b.String()
}

// changedLines prints the lines that only one of two texts has.
func changedLines(w *strings.Builder, old, now string) {
	for i, pair := range [][2]string{{old, now}, {now, old}} {
		for line := range strings.Lines(pair[0]) {
			if !strings.Contains(pair[1], line) {
				fmt.Fprintf(w, "  %c%s\n", "-+"[i], strings.TrimSuffix(line, "\n"))
			}
		}
	}
}

// TestApplyInterrupted stops before each change of a file. What is left is the old catalog, or Finish makes the new one.
func TestApplyInterrupted(t *testing.T) {
	c, err := content.Load(linked)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Rename(linked, c, "a", "z", means(c))
	if err != nil {
		t.Fatal(err)
	}
	want := tree(t, r.FS())
	for n := range len(r.Files) + len(r.Removed) + 1 {
		dir := t.TempDir()
		if err := os.CopyFS(dir, linked); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Join(dir, stagedDir+".tmp", "left"), 0o755); err != nil { // by a run that did not come so far
			t.Fatal(err)
		}
		if err := r.Apply(dir); err != nil {
			t.Fatal(err)
		}
		// Undo what comes after the first n steps of Finish.
		staged := filepath.Join(dir, stagedDir)
		for i, f := range r.Files {
			if i >= n {
				to := filepath.Join(staged, stagedNew, f.Name)
				must(t, os.MkdirAll(filepath.Dir(to), 0o755), os.Rename(filepath.Join(dir, f.Name), to))
			}
		}
		for i, name := range r.Removed {
			if len(r.Files)+i >= n {
				must(t, WriteFile(filepath.Join(dir, name), linked[name].Data))
			}
		}
		must(t, WriteFile(filepath.Join(staged, stagedGone), []byte(strings.Join(r.Removed, "\n"))))
		finished, err := Finish(dir)
		if !finished || err != nil {
			t.Fatalf("%v, %v", finished, err)
		}
		if d := cmp.Diff(want, tree(t, os.DirFS(dir))); d != "" {
			t.Errorf("after %d steps:\n%s", n, d)
		}
		if finished, err := Finish(dir); finished || err != nil {
			t.Errorf("again: %v, %v", finished, err)
		}
	}
}

func must(t *testing.T, errs ...error) {
	t.Helper()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

// tree returns all files by name.
func tree(t *testing.T, fsys fs.FS) map[string]string {
	t.Helper()
	files := map[string]string{}
	must(t, fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			var data []byte
			data, err = fs.ReadFile(fsys, name)
			files[name] = string(data)
		}
		return err
	}))
	return files
}

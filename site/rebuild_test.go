package site

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/bench/catalog"
	"github.com/errdocs/errdocs/internal/testenv"
)

// TestRebuildIsABuild makes edits, good and bad ones, in all kinds of files. After each, the site that takes over what
// it can from the last one is the same as one that is built from nothing.
func TestRebuildIsABuild(t *testing.T) {
	t.Run("tiny", func(t *testing.T) { editForAWhile(t, readAll(t, archiveFS(t, "tiny.txtar")), testenv.Times(20, 100)) })
	t.Run("synthetic", func(t *testing.T) { editForAWhile(t, readAll(t, catalog.Synthetic(12)), testenv.Times(8, 30)) })
}

func readAll(t *testing.T, source fs.FS) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(source, ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || path == "urls.lock" {
			return err
		}
		data, err := fs.ReadFile(source, path)
		files[path] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func editForAWhile(t *testing.T, files map[string]string, edits int) {
	random := rand.New(rand.NewPCG(1, 2))
	var old *Site
	good, kept := 0, 0
	for n := range edits {
		edited := maps.Clone(files)
		what := editLine(random, edited)
		o := Options{BaseURL: "https://example.com/", Internal: n%40 == 39}
		c, err := content.Load(mapFS(edited))
		if err != nil {
			continue
		}
		want, wantErr := Build(context.Background(), c, o)
		got, err := Rebuild(context.Background(), old, c, o)
		if fmt.Sprint(err) != fmt.Sprint(wantErr) {
			t.Fatalf("edit %d, %s: the errors differ:\n%v\nwanted:\n%v", n, what, err, wantErr)
		}
		if err != nil {
			continue
		}
		good++
		sameFiles(t, fmt.Sprintf("edit %d, %s", n, what), got, want)
		kept += takenOver(old, got)
		files, old = edited, got
	}
	if good < edits/4 || kept < good*len(old.Files)/10 {
		t.Errorf("of %d edits %d were good, and %d files were taken over", edits, good, kept)
	}
}

func mapFS(files map[string]string) fs.FS {
	m := fstest.MapFS{}
	for path, text := range files {
		m[path] = &fstest.MapFile{Data: []byte(text)}
	}
	return m
}

// editLine changes a line of a file in one of the ways that people do.
func editLine(random *rand.Rand, files map[string]string) string {
	paths := slices.Sorted(maps.Keys(files))
	path := paths[random.IntN(len(paths))]
	lines := strings.SplitAfter(files[path], "\n")
	i := random.IntN(len(lines))
	how := random.IntN(6)
	switch how {
	case 0: // a word more
		lines[i] = strings.TrimSuffix(lines[i], "\n") + fmt.Sprintf(" word%d\n", random.IntN(100))
	case 1: // a line less
		lines[i] = ""
	case 2: // a line twice
		lines[i] += lines[i]
	case 3: // another number
		lines[i] = strings.Replace(lines[i], "4", "5", 1)
	case 4: // something above, so that all below moves
		lines[i] = "\n" + lines[i]
	case 5: // another word
		lines[i] = strings.Replace(lines[i], "the ", "that ", 1)
	}
	files[path] = strings.Join(lines, "")
	return fmt.Sprintf("way %d in %s:%d", how, path, i+1)
}

func sameFiles(t *testing.T, what string, got, want *Site) {
	t.Helper()
	if len(got.Files) != len(want.Files) || got.Counts != want.Counts {
		t.Fatalf("%s: %d files, %+v; wanted %d, %+v", what, len(got.Files), got.Counts, len(want.Files), want.Counts)
	}
	for i, f := range got.Files {
		if w := want.Files[i]; f.Path != w.Path || !bytes.Equal(f.Data, w.Data) {
			t.Fatalf("%s: %s differs from a build from nothing (there %s)", what, f.Path, w.Path)
		}
	}
	if g, w := fmt.Sprint(got.Addresses()), fmt.Sprint(want.Addresses()); g != w {
		t.Fatalf("%s: the addresses differ:\n%s\nwanted:\n%s", what, g, w)
	}
}

// takenOver counts the files whose bytes are those of the old site, not equal ones.
func takenOver(old, now *Site) int {
	n := 0
	for _, f := range now.Files {
		if old == nil || len(f.Data) == 0 {
			continue
		}
		if was := old.File(f.Path); len(was) > 0 && &was[0] == &f.Data[0] {
			n++
		}
	}
	return n
}

// The page of the code, its two representations, the file with the texts of all, and the coverage.
func TestNoteEditRebuildsFourFiles(t *testing.T) {
	files := readAll(t, catalog.Synthetic(400))
	load := func() *content.Catalog {
		c, err := content.Load(mapFS(files))
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	old := build(t, load(), Options{})
	for _, path := range slices.Sorted(maps.Keys(files)) {
		if dir, name, _ := strings.Cut(path, "/"); dir == "vendors" && strings.HasSuffix(name, ".md") && !strings.HasSuffix(name, "/notes.md") {
			files[path] += "\nOne more word.\n"
			break
		}
	}
	now, err := Rebuild(context.Background(), old, load(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	var again []string
	for _, f := range now.Files {
		if strings.HasPrefix(f.Path, "search/") || len(f.Data) == 0 {
			continue // one index has the texts of all
		}
		if was := old.File(f.Path); len(was) == 0 || &was[0] != &f.Data[0] {
			again = append(again, f.Path)
		}
	}
	if len(again) != 4 { // the page, its two texts, and the coverage
		t.Errorf("an edit of a note made %d files again: %q", len(again), again[:min(len(again), 20)])
	}
}

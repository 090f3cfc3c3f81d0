package site

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/errdocs/errdocs/content"
)

var update = flag.Bool("update", false, "rewrite the expected files below testdata")

// catalogOf loads a catalog that is written as a txtar archive, some of its files replaced.
func catalogOf(t testing.TB, archive string, replaced ...txtar.File) *content.Catalog {
	t.Helper()
	c, err := content.Load(archiveFS(t, archive, replaced...))
	if err != nil {
		t.Fatalf("load %s: %v", archive, err)
	}
	return c
}

func archiveFS(t testing.TB, archive string, replaced ...txtar.File) fs.FS {
	t.Helper()
	a, err := txtar.ParseFile(filepath.Join("testdata", archive))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range replaced {
		for i, f := range a.Files {
			if f.Name == r.Name {
				a.Files = append(a.Files[:i], a.Files[i+1:]...)
				break
			}
		}
		a.Files = append(a.Files, r)
	}
	fsys, err := txtar.FS(a)
	if err != nil {
		t.Fatal(err)
	}
	return fsys
}

// expect compares a text with a file below testdata, or rewrites the file.
func expect(t *testing.T, file, got string) {
	t.Helper()
	file = filepath.Join("testdata", file)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs (-want +got); -update rewrites it:\n%s", file, diff)
	}
}

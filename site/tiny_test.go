package site

import (
	"io/fs"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/golden"
)

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
	return golden.FS(a.Files)
}

// expect compares a text with a file below testdata, or rewrites the file.
func expect(t *testing.T, file, got string) {
	t.Helper()
	golden.File(t, filepath.Join("testdata", file), got)
}

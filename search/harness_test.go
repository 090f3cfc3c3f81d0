package search

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/errdocs/errdocs/internal/jsonfile"
	"github.com/errdocs/errdocs/internal/nodetest"
)

// long asks for the large indexes and for many queries.
var long = os.Getenv("ERRDOCS_LONG") != ""

// diff is cmp.Diff, which takes seconds for large values that are the same.
func diff(want, got any, options ...cmp.Option) string {
	if reflect.DeepEqual(want, got) {
		return ""
	}
	return cmp.Diff(want, got, options...)
}

// runNode runs a script of testdata. See nodetest.Run.
func runNode(t testing.TB, in, out any, script string, args ...string) {
	t.Helper()
	nodetest.Run(t, in, out, filepath.Join("testdata", script), args...)
}

// writeScripts writes what pages get to a new folder, and returns it.
func writeScripts(t testing.TB) string { return nodetest.Modules(t, Scripts()) }

// writeSources does the same with the modules that client.js is joined from.
func writeSources(t testing.TB) string {
	files := []jsonfile.File{{Path: "package.json", Data: []byte(`{"type": "module"}`)}}
	for name, text := range modules() {
		files = append(files, jsonfile.File{Path: name, Data: []byte(text)})
	}
	return nodetest.Write(t, files)
}

// writeExport exports an index to a new folder and returns the folder search in it.
func writeExport(t testing.TB, ix *Index) string { return writeFiles(t, ix.Export()) }

func writeFiles(t testing.TB, files []jsonfile.File) string {
	return filepath.Join(nodetest.Write(t, files), "search")
}

// site returns files as a file system.
func site(files []jsonfile.File) fstest.MapFS {
	fsys := fstest.MapFS{}
	for _, f := range files {
		fsys[f.Path] = &fstest.MapFile{Data: f.Data}
	}
	return fsys
}

// mustBuild builds an index that is closed when the test ends.
func mustBuild(t testing.TB, facets []Facet, docs []Document) *Index {
	t.Helper()
	ix, err := Build(facets, docs)
	return opened(t, ix, err)
}

// mustOpen opens an export. The index is closed when the test ends.
func mustOpen(t testing.TB, files []jsonfile.File) *Index {
	t.Helper()
	ix, err := Open(site(files))
	return opened(t, ix, err)
}

func opened(t testing.TB, ix *Index, err error) *Index {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return ix
}

// sized returns an index with the files and the order of one of so many documents.
func sized(ix *Index, as int) *Index {
	other := newIndex(ix.language, ix.facets, ix.docs, ix.same)
	other.postings, other.extra, other.as = ix.postings, ix.extra, as
	return other
}

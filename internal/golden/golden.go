// Package golden compares the output of tests with files in testdata. With the flag -update the files are rewritten
// instead: go test ./content -update. Only tests import it.
package golden

import (
	"flag"
	"os"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// Update is the flag -update.
var Update = flag.Bool("update", false, "rewrite the expected output in testdata")

// File compares got with a file.
func File(t testing.TB, name, got string) {
	t.Helper()
	want, err := os.ReadFile(name)
	if err != nil && !*Update {
		t.Fatalf("%v; -update creates the file", err)
	}
	if compare(t, name, string(want), got) {
		write(t, name, []byte(got))
	}
}

// Archive is a txtar archive in which some files are expected output.
type Archive struct {
	txtar.Archive
	name string
}

// Open reads an archive.
func Open(t testing.TB, name string) *Archive {
	t.Helper()
	ar, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return &Archive{*ar, name}
}

// File returns the file with this name, or nil.
func (a *Archive) File(name string) *txtar.File {
	for i := range a.Files {
		if a.Files[i].Name == name {
			return &a.Files[i]
		}
	}
	return nil
}

// Compare compares got with a file of the archive.
func (a *Archive) Compare(t testing.TB, want *txtar.File, got string) {
	t.Helper()
	if compare(t, a.name+": "+want.Name, string(want.Data), got) {
		want.Data = []byte(got)
		write(t, a.name, txtar.Format(&a.Archive))
	}
}

// compare reports whether the expected output is to be rewritten.
func compare(t testing.TB, name, want, got string) bool {
	t.Helper()
	diff := cmp.Diff(want, got)
	if diff != "" && !*Update {
		t.Errorf("%s differs (-want +got); -update rewrites it:\n%s", name, diff)
	}
	return diff != "" && *Update
}

func write(t testing.TB, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(name, data, 0o666); err != nil {
		t.Fatal(err)
	}
}

// FS returns the files of an archive as a file system. Of two files with one name it has the last.
func FS(files []txtar.File) fstest.MapFS {
	fsys := fstest.MapFS{}
	for _, f := range files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return fsys
}

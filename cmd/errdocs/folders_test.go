package main

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/errdocs/errdocs/internal/parallel"
)

// A folder is listed again when something in it, above it or below it has changed, whatever the content directory is called.
func TestListingForgets(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, dir := range []string{"content", "."} {
		for _, file := range []string{"a/x/1", "a/y/1", "b/1", "ab/1"} {
			if err := os.MkdirAll(filepath.Join(dir, filepath.Dir(file)), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, file), nil, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		for changed, want := range map[string]string{"a/x/2": "ab a/y b", "a": "b", "b/1": "a a/x a/y ab", "c/d/1": "a a/x a/y ab b"} {
			f := knownFolders{os.DirFS(dir), dir, newListing(nil)}
			for _, name := range []string{".", "a", "a/x", "a/y", "b", "ab"} {
				if _, err := f.ReadDir(name); err != nil {
					t.Fatal(err)
				}
			}
			f.known.forget(filepath.Join(dir, changed))
			for _, name := range strings.Fields(want) {
				if _, ok := f.known.of[filepath.Join(dir, name)]; !ok && name != "ab" { // whose name only begins alike
					t.Errorf("%s: %s has changed, and %s is forgotten", dir, changed, name)
				}
			}
			for name := filepath.Dir(changed); ; name = filepath.Dir(name) {
				if _, ok := f.known.of[filepath.Join(dir, name)]; ok {
					t.Errorf("%s: %s has changed, and %s is known: %q", dir, changed, name, slices.Collect(maps.Keys(f.known.of)))
				}
				if name == "." {
					break
				}
			}
		}
		var _ fs.ReadDirFS = knownFolders{}
	}
}

// Several goroutines may list folders that nobody has listed before, while others look at the folders that are known.
func TestListingIsSafeForConcurrentUse(t *testing.T) {
	dir, before := t.TempDir(), map[string][]fs.DirEntry{}
	for i := range 20 {
		if err := os.MkdirAll(filepath.Join(dir, fmt.Sprint(i), "x"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	f := knownFolders{os.DirFS(dir), dir, newListing(before)}
	parallel.Each(100, func(i int) {
		name := fmt.Sprint(i % 20)
		if entries, err := f.ReadDir(name); err != nil || len(entries) != 1 || len(before[filepath.Join(dir, name)]) > 0 {
			t.Errorf("%s has %v, and was given %v: %v", name, entries, before, err)
		}
	})
}

package main

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/errdocs/errdocs/content"
)

// The catalog that the README shows must pass, for people copy it.
func TestReadmeCatalog(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	file := regexp.MustCompile("(?s)`([a-z/]+\\.yaml)`:\n\n```yaml\n(.*?)```")
	found := file.FindAllStringSubmatch(string(text), -1)
	if len(found) != 3 {
		t.Fatalf("the README shows %d files of a catalog, want 3", len(found))
	}
	for _, f := range found {
		name := filepath.Join(dir, filepath.FromSlash(f[1]))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(f[2]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := content.Load(os.DirFS(dir)); err != nil {
		t.Error(err)
	}
}

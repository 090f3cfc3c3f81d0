package search

import (
	"bytes"
	"compress/gzip"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// writeScripts writes what pages get to a new folder that node takes for ES modules, and returns it.
func writeScripts(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, Scripts()); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "package.json"), []byte(`{"type": "module"}`), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

// writeSources does the same with the modules as they are written.
func writeSources(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, sources); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "package.json"), []byte(`{"type": "module"}`), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestScripts checks that the client is one file, small, and free of what a page must not have.
func TestScripts(t *testing.T) {
	names, err := fs.Glob(Scripts(), "*")
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range clientParts {
		if slices.Contains(names, part) {
			t.Errorf("%s is published beside client.js", part)
		}
	}
	data, err := fs.ReadFile(Scripts(), "client.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"import ", "//", "innerHTML", "document", "window", "eval(", "localStorage"} {
		if strings.Contains(string(data), bad) {
			t.Errorf("client.js has %q", bad)
		}
	}
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if b.Len() > 9<<10 {
		t.Errorf("client.js has %d bytes after gzip, want %d at most", b.Len(), 9<<10)
	}
	t.Logf("client.js: %d bytes, %d after gzip", len(data), b.Len())
}

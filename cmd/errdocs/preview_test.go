package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/errdocs/errdocs/internal/bench/catalog"
	"github.com/errdocs/errdocs/internal/serve"
)

// A preview takes over what an earlier process has decoded, but for what was edited since.
func TestPreviewTakesOver(t *testing.T) {
	decodedAt := largeDecoded
	largeDecoded = 0
	t.Cleanup(func() { largeDecoded = decodedAt })
	cache := t.TempDir()
	t.Setenv("XDG_CACHE_HOME", cache)
	t.Setenv("GOGC", "100") // which the test leaves as it is
	dir := t.TempDir()
	preview := func(dir string) *preview {
		return newPreview(newApp(nil, io.Discard, io.Discard), serveFlags{}, []string{dir})
	}
	var names []string
	for name, data := range catalog.Files(40) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	warm := func() serve.Built {
		t.Helper()
		built, err := preview(dir).build(t.Context(), nil)
		if err == nil {
			_, err = built.Site.Check(t.Context())
		}
		if err == nil {
			err = built.Site.Warm(t.Context())
		}
		if err != nil {
			t.Fatal(err)
		}
		return built
	}
	kept := func(kind string) []byte {
		t.Helper()
		files, _ := filepath.Glob(filepath.Join(cache, "*", kind, "*"))
		if len(files) != 1 {
			t.Fatalf("kept for the next command: %q", files)
		}
		data, err := os.ReadFile(files[0])
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	warm()
	kept("decoded")
	index := kept("indexes")

	slices.Sort(names)
	set := names[slices.IndexFunc(names, func(name string) bool {
		return strings.HasSuffix(name, ".yaml") && strings.Count(name, "/") == 2 && !strings.HasSuffix(name, "vendor.yaml")
	})]
	file := filepath.Join(dir, filepath.FromSlash(set))
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	at := regexp.MustCompile(`(?m)^    title: (.+)$`).FindSubmatchIndex(data)
	if err := os.WriteFile(file, slices.Concat(data[:at[2]], []byte("Edited between two runs"), data[at[3]:]), 0o644); err != nil {
		t.Fatal(err)
	}
	built := warm()
	if !bytes.Equal(index, kept("indexes")) {
		t.Error("the search index was made from nothing")
	}
	page := strings.TrimPrefix(strings.TrimSuffix(set, ".yaml"), "vendors/") + "/index.html"
	if data, err := built.Site.File(page); err != nil || !bytes.Contains(data, []byte("Edited between two runs")) {
		t.Errorf("%s does not show the edit: %v", page, err)
	}
}

package site

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/errdocs/errdocs/content"
)

// A page with a problem is not handed out, and the check returns the problem; the other pages are there meanwhile.
func TestPreviewOfAProblem(t *testing.T) {
	files := readAll(t, archiveFS(t, "tiny.txtar"))
	load := func() *content.Catalog {
		c, err := content.Load(mapFS(files))
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	good, err := NewPreview(nil, load(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := good.Check(t.Context()); err != nil {
		t.Fatal(err)
	}
	const note = "vendors/acme/api/server-error.md"
	files[note] += "\nSee [this](lost/).\n"
	bad, err := NewPreview(good, load(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if data, err := bad.File("compare/index.html"); err != nil || data == nil {
		t.Errorf("another page: %v", err)
	}
	for _, path := range []string{"acme/api/server-error/index.html", "acme/api/server-error.json"} {
		if _, err := bad.File(path); !errors.Is(err, ErrProblems) {
			t.Errorf("%s: %v", path, err)
		}
	}
	if _, err := bad.Check(t.Context()); !strings.Contains(err.Error(), note) {
		t.Errorf("the check returned %v", err)
	}
	files[note] = strings.Replace(files[note], "lost/", "acme/", 1)
	fixed, err := NewPreview(good, load(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	pages, err := fixed.Check(t.Context())
	if err != nil || !slices.Contains(pages, "acme/api/server-error/index.html") || slices.Contains(pages, "compare/index.html") {
		t.Errorf("changed: %v, %v", pages, err)
	}
}

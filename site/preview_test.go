package site

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/bench/catalog"
	"github.com/errdocs/errdocs/search"
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

// An edit shows while the search index of the preview before is made. It takes over that index, although it ends the wait for it.
func TestEditWhileTheIndexIsMade(t *testing.T) {
	files := readAll(t, catalog.Synthetic(30))
	var load previewing
	begun, goOn := make(chan bool), make(chan bool)
	var indexes []*search.Cache
	o := Options{KeepIndex: func(index *search.Cache) {
		if indexes = append(indexes, index); len(indexes) == 1 {
			close(begun)
			<-goOn
		}
	}}
	preview := func(before *Preview) (*Preview, *content.Catalog) {
		t.Helper()
		c, err := load.load(files)
		if err != nil {
			t.Fatal(err)
		}
		p, err := NewPreview(before, c, o)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.Check(t.Context()); err != nil {
			t.Fatal(err)
		}
		return p, c
	}
	first, c := preview(nil)
	ctx, end := context.WithCancel(t.Context())
	warmed := make(chan error)
	go func() { warmed <- first.Warm(ctx) }()
	<-begun
	end()

	codes := slices.Collect(c.All())
	code := codes[slices.IndexFunc(codes, func(c *content.Code) bool { return c.Note != nil })]
	files[code.Note.File] += "\nEdited meanwhile.\n"
	second, c := preview(first)
	if page, err := second.File(codePath(code) + "index.html"); err != nil || !bytes.Contains(page, []byte("Edited meanwhile.")) {
		t.Errorf("the page does not show the edit: %v", err)
	}
	close(goOn)
	if err := <-warmed; err != nil {
		t.Errorf("the first index was given up: %v", err)
	}
	want, err := Build(t.Context(), c, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for path, data := range want.All() {
		if got, err := second.File(path); err != nil || !bytes.Equal(got, data) {
			t.Errorf("%s is not as in a build: %v", path, err)
		}
	}
	if len(indexes) != 2 || indexes[1].Whole() {
		t.Errorf("%d indexes were made, the last one from nothing", len(indexes))
	}
}

// A check that an edit ends has not been for nothing: the next one makes what is left.
func TestCheckGoesOn(t *testing.T) {
	files := readAll(t, archiveFS(t, "tiny.txtar"))
	var load previewing
	preview := func(before *Preview) *Preview {
		t.Helper()
		c, err := load.load(files)
		if err != nil {
			t.Fatal(err)
		}
		p, err := NewPreview(before, c, Options{})
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	first := preview(nil)
	ctx := &endingAfter{Context: t.Context()}
	ctx.left.Store(int32(len(first.b.jobs) / 2))
	if _, err := first.Check(ctx); !errors.Is(err, context.Canceled) {
		t.Fatalf("the check that was ended returned %v", err)
	}
	files["vendors/acme/api/server-error.md"] += "\nEdited meanwhile.\n"
	second := preview(first)
	if _, err := second.Check(t.Context()); err != nil {
		t.Fatal(err)
	}
	kept := 0
	for job := range first.known.Notes() {
		was, is := first.known.Made(job), second.record.Made(job)
		if len(was) > 0 && len(is) > 0 && &was[0] == &is[0] {
			kept++
		}
	}
	if n := first.known.Jobs(); n < len(first.b.jobs)/3 || kept < n/2 {
		t.Errorf("of %d jobs %d were done before the edit, and %d of these taken over", len(first.b.jobs), n, kept)
	}
}

package site

import (
	"bytes"
	"context"
	"io/fs"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/jsonfile"
	"github.com/errdocs/errdocs/search"
	"github.com/errdocs/errdocs/templates"
)

// The default catalog and its site, loaded and built once for all tests of this folder. Those of package site_test
// have them by their exported names.

var loadDefault = sync.OnceValues(func() (*content.Catalog, error) { return content.Load(content.Default()) })

var buildDefault = sync.OnceValues(func() (*Site, error) {
	c, err := loadDefault()
	if err != nil {
		return nil, err
	}
	return Build(context.Background(), c, Options{Version: "test"})
})

func defaultCatalog(t testing.TB) *content.Catalog {
	t.Helper()
	return orFatal(t, loadDefault)
}

func defaultSite(t testing.TB) *Site {
	t.Helper()
	return orFatal(t, buildDefault)
}

func orFatal[T any](t testing.TB, f func() (T, error)) T {
	t.Helper()
	v, err := f()
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// Templates are compiled, unless a theme has something that is not. The pages are the same.
func TestPagesAreThoseOfHTMLTemplate(t *testing.T) {
	brand, err := fs.ReadFile(templates.Default(), "brand.html")
	if err != nil {
		t.Fatal(err)
	}
	sites := map[string]*Site{} // of own templates, since only pages of the default theme leave out end tags
	const other = `{{if false}}{{js "is not compiled"}}{{end}}`
	for _, more := range []string{"", other} {
		theme := fstest.MapFS{"brand.html": {Data: bytes.Replace(brand, []byte("{{end}}"), []byte(more+"{{end}}"), 1)}}
		sites[more] = build(t, defaultCatalog(t), Options{Version: "test", Templates: theme})
	}
	for path, got := range sites[""].All() {
		if want := sites[other].File(path); strings.HasSuffix(path, ".html") && !bytes.Equal(got, want) {
			t.Errorf("%s differs from what html/template makes", path)
		}
	}
}

// SearchFiles returns what the browser searches of a catalog, and the documents.
func SearchFiles(t testing.TB, c *content.Catalog) ([]jsonfile.File, []search.Document) {
	t.Helper()
	_, docs := Documents(c, false)
	return append(indexOf(t, c).Export(), c.Resolver(false).Export()...), docs
}

// indexOf returns the search index of a catalog.
func indexOf(t testing.TB, c *content.Catalog) *search.Index {
	t.Helper()
	b, err := newBuilder(c, Options{})
	if err != nil {
		t.Fatal(err)
	}
	index, err := b.buildIndex()
	if err != nil {
		t.Fatal(err)
	}
	return index
}

var (
	DefaultCatalog = defaultCatalog
	DefaultSite    = defaultSite
)

package site

import (
	"context"
	"sync"
	"testing"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/jsonfile"
	"github.com/errdocs/errdocs/search"
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

// SearchFiles returns what the browser searches of a catalog, and the documents.
func SearchFiles(t testing.TB, c *content.Catalog) ([]jsonfile.File, []search.Document) {
	t.Helper()
	index, err := buildIndex(c, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer index.Close()
	_, docs := Documents(c, false)
	resolver := c.Resolver(false)
	return append(index.Export(), resolver.Export()...), docs
}

var (
	DefaultCatalog = defaultCatalog
	DefaultSite    = defaultSite
)

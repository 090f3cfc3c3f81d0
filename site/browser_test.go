package site_test

import (
	"context"
	"net/http/httptest"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/browsertest"
	"github.com/errdocs/errdocs/internal/testenv"
	"github.com/errdocs/errdocs/site"
)

// The tests in browser_*_test.go look at the built default site in headless Chromium (internal/browsertest).

func TestMain(m *testing.M) {
	testenv.Cheap()
	browsertest.Main(m)
}

type look = browsertest.Look

var phone = look{Width: 390, Height: 844}

// tab is a tab in a profile of its own, with what the pages of errdocs have in common.
type tab struct{ *browsertest.Tab }

// open opens a tab for the site at home.
func open(t *testing.T, home string, l look) *tab {
	t.Helper()
	return &tab{browsertest.Open(t, home, l)}
}

// read evaluates an expression in the page; a promise is awaited.
func read[T any](p *tab, js string) T {
	p.T.Helper()
	return browsertest.Read[T](p.Tab, js)
}

// must sends a command to the tab.
func must[P, R any](p *tab, command cdp.Command[P, R], params P) R {
	p.T.Helper()
	return browsertest.Send(p.Tab, command, params)
}

// quote returns a string as JavaScript writes it.
func quote(s string) string { return browsertest.Quote(s) }

// Where the default site is published: below a path, as its base_url says; one more is built for the root of a domain.
const (
	below  = "https://errdocs.github.io/errdocs/"
	atRoot = "https://errdocs.example/"
)

var builtAtRoot = sync.OnceValues(func() (*site.Site, error) {
	c, err := content.Load(content.Default())
	if err != nil {
		return nil, err
	}
	return site.Build(context.Background(), c, site.Options{BaseURL: atRoot, Version: "test"})
})

// built returns the default site and where it serves below its host.
func built(t *testing.T, address string) (*site.Site, string) {
	t.Helper()
	if address == below {
		return site.DefaultSite(t), "/errdocs/"
	}
	s, err := builtAtRoot()
	if err != nil {
		t.Fatal(err)
	}
	return s, "/"
}

// serve serves the default site as GitHub Pages would and returns the address of its home page.
func serve(t *testing.T, address string) string {
	t.Helper()
	browsertest.Need(t)
	s, base := built(t, address)
	server := httptest.NewServer(s.Handler(base))
	t.Cleanup(server.Close)
	return server.URL + base
}

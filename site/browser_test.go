package site_test

import (
	"context"
	"errors"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/site"
)

// The tests in browser_*_test.go look at the built default site in headless Chromium. All of them
// share one browser; each opens tabs of its own, in a profile of its own (tab_test.go). They skip
// where there is no browser, unless ERRDOCS_REQUIRE holds "browser".

func TestMain(m *testing.M) {
	code := m.Run()
	stopBrowser()
	os.Exit(code)
}

var stopBrowser = func() {}

// chromium starts the browser that all tests share.
var chromium = sync.OnceValues(func() (context.Context, error) {
	var path string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		return nil, errors.New("no chromium, chromium-browser or google-chrome in PATH")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("lang", "en-US"),
		// Nothing but the test's own server can be reached.
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
	)
	allocator, stopAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, stop := chromedp.NewContext(allocator)
	stopBrowser = func() {
		_ = chromedp.Cancel(ctx) // asks it to tidy up; stop ends it in any case
		stop()
		stopAllocator()
	}
	return ctx, chromedp.Do(ctx)
})

// need returns what a test needs, or skips the test; where ERRDOCS_REQUIRE names it, the test fails.
func need[T any](t *testing.T, tool string, find func() (T, error)) T {
	t.Helper()
	found, err := find()
	if err != nil {
		if strings.Contains(os.Getenv("ERRDOCS_REQUIRE"), tool) {
			t.Fatal(err)
		}
		t.Skip("skipped: ", err)
	}
	return found
}

// Where the default site is built for, once below a path and once at the root of a domain.
const (
	atRoot = "https://errdocs.example/"
	below  = "https://errdocs.example/errdocs/"
)

var catalog = sync.OnceValues(func() (*content.Catalog, error) { return content.Load(content.Default()) })

var builtAtRoot = sync.OnceValues(func() (*site.Site, error) { return buildDefault(atRoot) })
var builtBelow = sync.OnceValues(func() (*site.Site, error) { return buildDefault(below) })

func buildDefault(base string) (*site.Site, error) {
	c, err := catalog()
	if err != nil {
		return nil, err
	}
	return site.Build(context.Background(), c, site.Options{BaseURL: base, Version: "test"})
}

// built returns the default site and where it serves below its host.
func built(t *testing.T, address string) (*site.Site, string) {
	t.Helper()
	build := builtAtRoot
	if address == below {
		build = builtBelow
	}
	s, err := build()
	if err != nil {
		t.Fatal(err)
	}
	return s, strings.TrimPrefix(address, "https://errdocs.example")
}

// serve serves the default site as GitHub Pages would and returns the address of its home page.
func serve(t *testing.T, address string) string {
	t.Helper()
	s, base := built(t, address)
	server := httptest.NewServer(s.Handler(base))
	t.Cleanup(server.Close)
	return server.URL + base
}

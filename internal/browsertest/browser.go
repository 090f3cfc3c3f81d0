// Package browsertest looks at pages in headless Chromium. The tests of a package share one browser, which Main stops,
// and open tabs in it. They skip where there is no browser, unless ERRDOCS_REQUIRE lists it (internal/testenv). Only
// tests import the package.
package browsertest

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/errdocs/errdocs/internal/testenv"
)

// Main runs the tests of a package: func TestMain(m *testing.M) { browsertest.Main(m) }.
func Main(m *testing.M) {
	code := testenv.Tests{M: m}.Run()
	stopBrowser()
	os.Exit(code)
}

var stopBrowser = func() {}

// Need skips a test where no browser is installed, before it builds what it would show.
func Need(t testing.TB) {
	t.Helper()
	_, err := installed()
	testenv.Need(t, "browser", err)
}

// installed returns a browser. The headless shell has the same engine, and no windows around pages: it costs half as much.
func installed() (string, error) {
	for _, name := range []string{"chromium-headless-shell", "chrome-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New("no chromium, google-chrome or headless shell of them in PATH")
}

// chromium starts the browser that all tests share.
var chromium = sync.OnceValues(func() (context.Context, error) {
	path, err := installed()
	if err != nil {
		return nil, err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true),
		// A page that was left is not kept alive for the way back, no process is started in case another site is visited, and
		// the next page of a site uses the frame of the last one: a test opens hundreds of pages of one site. Tabs of a profile
		// share a process. A window does not load the pages that the address bar and the toolbar are made of.
		chromedp.Flag("disable-features", "Translate,BackForwardCache,SpareRendererForSitePerProcess,RenderDocument,"+
			"WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,PreloadTopChromeWebUI,InitialWebUI,WebUIReloadButton"),
		chromedp.Flag("process-per-site", true),
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

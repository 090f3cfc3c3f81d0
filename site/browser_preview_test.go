package site_test

import (
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/errdocs/errdocs/site"
)

// wait is a moment in the page.
const wait = `new Promise((done) => setTimeout(done, 600, ""))`

const maxPreview = 1 << 10 // bytes of the script after gzip

// TestPreviewOfCodes points at links of codes: a preview says what no list next to it does, and moves nothing.
func TestPreviewOfCodes(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, atRoot), look{Width: 1280, Height: 800})
	shown := func() bool { return p.Shown("#preview:popover-open") }
	point := func(selector string) {
		t.Helper()
		at := read[[]float64](p, `(async () => {
			const e = document.querySelector(`+quote(selector)+`);
			e.scrollIntoView({ block: "center", behavior: "instant" });
			await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))); // what is anchored follows
			const b = e.getBoundingClientRect();
			return [b.left + 4, b.top + 4];
		})()`)
		p.Do(chromedp.MouseEvent(chromedp.MouseMoved, at[0], at[1]))
	}
	p.GoTo("thales/android/server-error/")
	point("h1")
	if slices.ContainsFunc(p.Asked(), func(a string) bool { return strings.Contains(a, "preview.js") }) {
		t.Error("the preview is fetched without intent")
	}
	height := read[float64](p, "document.documentElement.scrollHeight")
	point(".note a:has(code)")
	p.Until(`document.querySelector("#preview:popover-open")`)
	if text := p.Text("#preview"); text != "Thales · Android SDKBackend overloaded or in maintenanceRetry Vendor Send it again Vendor" {
		t.Errorf("the preview says %q", text)
	}
	if by := read[string](p, `document.querySelector(".note a:has(code)").getAttribute("aria-describedby")`); by != "preview" || read[float64](p, "document.documentElement.scrollHeight") != height {
		t.Errorf("the link is described by %q, or the page has grown", by)
	}
	point("#preview p")
	read[string](p, wait) // longer than it stays when nothing points at it
	if !shown() {
		t.Error("the preview goes when one points at it")
	}
	p.Press("\u001b")
	p.Until(`!document.querySelector("#preview")`)
	read[string](p, `document.querySelector(".note a:has(code)").focus({ focusVisible: true }) ?? ""`)
	p.Until(`document.querySelector("#preview:popover-open")`)
	p.seen("the preview leaves the window", `[document.querySelector("#preview")].filter((e) => { const b = e.getBoundingClientRect(); return b.left < 0 || b.right > innerWidth || b.top < 0 || b.bottom > innerHeight; }).map((e) => e.id)`)
	p.accessible("/thales/android/server-error/ with a preview")
	p.Show(look{Width: 1280, Height: 800})
	point("#related ~ .refs a")
	p.Until(`!document.querySelector("#preview")`)
	read[string](p, wait) // longer than it takes to come
	if shown() {
		t.Error("a list that has the verdict has a preview, too")
	}
	for _, f := range site.DefaultSite(t).Files {
		if strings.HasSuffix(f.Path, "/preview.js") && zipped(f.Data) > maxPreview {
			t.Errorf("%s has %d bytes after gzip, want at most %d", f.Path, zipped(f.Data), maxPreview)
		}
	}
}

// A source that nobody has read for a year says so, by the clock of the reader.
func TestOldSourcesAreMarked(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(site.DatedSite(t).Handler("/"))
	t.Cleanup(server.Close)
	p := open(t, server.URL+"/", look{})
	for page, want := range map[string]string{
		"zeta/old/": "Zeta's errors read on 2001-02-03, more than a year ago", "zeta/core/": "Zeta's errors read on 2999-01-01",
	} {
		p.GoTo(page)
		if got := p.Text(".sources li"); got != want {
			t.Errorf("/%s: %q, want %q", page, got, want)
		}
	}
}

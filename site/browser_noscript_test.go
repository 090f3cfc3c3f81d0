package site_test

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// TestWithoutScripts reads the site with JavaScript off: every page says what it has to say, links and
// redirects work, and no control is shown that would do nothing.
func TestWithoutScripts(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, below), look{NoScripts: true})
	p.Expect("404.html")
	for _, address := range samplePages(t) {
		p.GoTo(address)
		if len(p.Text("h1")) == 0 || !p.Shown("h1") {
			t.Errorf("/%s: no heading", address)
		}
		p.seen("/"+address+": a control that does nothing", `[...document.querySelectorAll("button, select, input, textarea, [role=tab]")].filter((e) =>
			e.checkVisibility() && !e.closest("form[action]") && !e.matches(".task-list-item input[disabled], [popovertarget], #stated")).map((e) => e.outerHTML.slice(0, 80))`)
		p.seen("/"+address+": text that is hidden", `[...document.querySelectorAll("main section, main p, main li, main td, main dd, main pre")].filter((e) =>
			!e.checkVisibility() && e.textContent.trim() && !e.closest(".js-only, [data-filter], [data-matrix-tools], [popover], .stated, .printhead, details:not([open])")).map((e) => e.outerHTML.slice(0, 80))`)
		if read[bool](p, `document.documentElement.classList.contains("js")`) {
			t.Fatal("scripts run")
		}
	}
	for _, asked := range p.Asked() {
		if strings.HasSuffix(asked, ".js") || strings.HasSuffix(asked, ".json") {
			t.Errorf("asked for %s", asked)
		}
	}
}

// TestScriptThatFailsToLoad reads a page whose script does not arrive: it is as complete as without scripts.
func TestScriptThatFailsToLoad(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, below), look{})
	p.Expect("a request failed")
	must(p, network.SetBlockedURLs, network.SetBlockedURLsParams{URLPatterns: []*network.BlockPattern{{URLPattern: "*://*:*/*site.js", Block: true}}})
	p.GoTo("keyless/user/30007/")
	p.Until(`!document.documentElement.classList.contains("js")`)
	if !p.Shown("#do-support") {
		t.Error("the steps for support are hidden")
	}
}

// TestLinksWithoutScripts goes from the start page to a code and on, by clicking only.
func TestLinksWithoutScripts(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, below), look{NoScripts: true})
	p.GoTo("")
	for _, step := range []struct{ link, to string }{
		{`main a[href$="thales/"]`, "thales/"},
		{`main a[href$="android/"]`, "thales/android/"},
		{`main a[href$="/server-error/"]`, "thales/android/server-error/"},
		{`[rel="prev"]`, ""},
		{`.searchbox`, "search/"},
		{`main a[href$="codes/"]`, "codes/"},
		{`nav a[href$="compare/"]`, "compare/"},
		{`main a[href$="rate-limited/"]`, "compare/rate-limited/"},
	} {
		before := read[string](p, `location.href`)
		p.Click(step.link)
		if step.to == "" {
			p.Until(`location.href !== ` + quote(before) + ` && document.readyState === "complete"`)
			continue
		}
		p.At(step.to)
	}
	p.GoTo("search/")
	p.Click("#q")
	p.Enter("SERVER_ERROR")
	p.Do(chromedp.Click(chromedp.CSS(`main form button`)))
	p.At("search/?q=SERVER_ERROR")
	if !p.Shown(`main a[href$="codes/"]`) {
		t.Error("a search without scripts leads nowhere")
	}
}

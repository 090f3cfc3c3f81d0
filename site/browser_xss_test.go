package site_test

import (
	"fmt"
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/errdocs/errdocs/internal/testenv"
)

// watch runs in each page before all else. It notes what a payload would call and what the content security
// policy blocks.
const watch = `
	window.fired = [];
	for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = () => { window.fired.push(name); };
	addEventListener("securitypolicyviolation", (e) => window.fired.push("policy " + e.violatedDirective + " " + e.blockedURI), true);
`

// TestPayloadsInTheBrowser opens pages of the hostile site: of every twelfth payload the page of its code, and through
// the payloads in turn all other kinds of pages, and searches and finds them; in the long run of every payload. Nothing
// runs, and the content security policy has nothing to block.
func TestPayloadsInTheBrowser(t *testing.T) {
	t.Parallel()
	own, others := testenv.Times(12, 1), testenv.Times(12, 1) // of so many payloads, one has its page opened, or is put through one of another kind
	s := hostile(t)
	server := httptest.NewServer(s.Handler("/errdocs/"))
	t.Cleanup(server.Close)
	p := open(t, server.URL+"/errdocs/", look{})
	p.Expect("404.html")
	must(p, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: watch})
	for i, payload := range payloads {
		vendor := fmt.Sprintf("v%d/", i)
		kinds := []string{vendor, vendor + "set/", "compare/" + vendor, "search/?q=" + url.QueryEscape(payload), "go/?code=" + url.QueryEscape(payload),
			"", "codes/?q=" + url.QueryEscape(payload), "changes/", "compare/", "coverage/", fmt.Sprintf("e/k%d-code/", i), "find/#" + url.PathEscape(payload)}
		if i%own == 0 {
			p.provoke(vendor+"set/code/", payload)
		}
		if i%others == 0 {
			p.provoke(kinds[i/others%len(kinds)], payload)
		}
	}
	shown := (len(payloads)+own-1)/own + (len(payloads)+others-1)/others
	p.GoTo("search/")
	for i, payload := range payloads {
		if i%own != 0 {
			continue
		}
		read[bool](p, `(() => { const q = document.getElementById("q"); q.value = `+quote(payload)+`; q.dispatchEvent(new Event("input", { bubbles: true })); return true; })()`)
		p.silent("search/ for " + payload)
	}
	p.GoTo("find/")
	read[bool](p, `(() => { const field = document.querySelector("textarea"); field.value = `+quote(everything())+`; field.dispatchEvent(new Event("input", { bubbles: true })); return true; })()`)
	p.Until(`document.querySelectorAll("main mark, main li, main code").length > 3`)
	p.silent("find/")
	if !t.Failed() {
		t.Logf("long: payloads in Chromium runs=%d payloads=%d fired=0 blocked=0", shown+(len(payloads)+own-1)/own+1, len(payloads))
	}
}

func everything() string {
	all := ""
	for _, p := range payloads {
		all += p + "\n"
	}
	return all
}

// provoke opens a page and touches what payloads wait for: focus, pointer, open details.
func (p *tab) provoke(address, payload string) {
	p.T.Helper()
	p.GoTo(address)
	read[bool](p, `(() => {
		for (const e of document.querySelectorAll("main *")) {
			e.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
			if (e.tagName === "DETAILS") e.open = true;
		}
		document.querySelector("main [tabindex], main a")?.focus();
		return true;
	})()`)
	p.silent(address + " with " + payload)
}

// silent wants nothing to have run.
func (p *tab) silent(what string) {
	p.T.Helper()
	if fired := read[[]string](p, `window.fired`); len(fired) > 0 {
		p.T.Errorf("%s: %v", what, fired)
	}
}

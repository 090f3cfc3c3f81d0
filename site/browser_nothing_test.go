package site_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// TestDialogOpensNoOtherCode presses Enter after codes that nobody documents: the reader stays, sees what is known, and can
// report the code.
func TestDialogOpensNoOtherCode(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, below), look{})
	p.GoTo("thales/")
	p.openDialog()
	for text, code := range map[string]string{"502 Bad Gateway": "502", "HTTP 418": "418", "SERVER_ERROR_103": "SERVER_ERROR_103", "insufficient funds": ""} {
		p.search(text)
		p.Press(kb.Enter)
		if got := read[string](p, `location.pathname`); !strings.HasSuffix(got, "/thales/") || !p.Shown(".finder") {
			t.Fatalf("%q and Enter lead to %s", text, got)
		}
		if got := read[int](p, `document.querySelectorAll(".finder [aria-selected=true]").length`); got > 0 {
			t.Errorf("%q: a result is chosen", text)
		}
		said := p.Text(".finder .nothing")
		if code != "" && !strings.Contains(said, "No code is called “"+code+"”") {
			t.Errorf("%q: the dialog says %q", text, said)
		}
		report, err := url.Parse(read[string](p, `document.querySelector(".finder .nothing a.primary").href`))
		if err != nil || !strings.Contains(report.Query().Get("title"), code) {
			t.Errorf("%q is reported with %v", text, report)
		}
	}
	p.search("502 Bad Gateway")
	if said := p.Text(".finder .nothing"); !strings.Contains(said, "Token.io has ") || !strings.Contains(said, "504") {
		t.Errorf("the dialog says %q of 502", said)
	}
	p.search("face does not match")
	p.Press(kb.Enter)
	p.Until(`location.pathname.endsWith("/keyless/user/30004/")`)
	p.GoTo("help/")
	p.openDialog()
	p.accessible("the dialog with recent codes")
	p.search("502 Bad Gateway")
	p.accessible("the dialog with an unknown code")
}

// TestRecentCodes opens two codes: the dialog lists them, the newest first, until they are cleared.
func TestRecentCodes(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, below), look{})
	p.GoTo("keyless/user/30004/")
	p.GoTo("token-io/http/503/")
	p.GoTo("help/")
	p.openDialog()
	p.Until(`document.querySelectorAll("` + optionHits + `").length === 2`)
	if hits := p.hits(optionHits); hits[0].ID != "token-io/http/503" || hits[1].ID != "keyless/user/30004" {
		t.Errorf("recent codes are %v", hits)
	}
	p.Click(".finder .before button")
	p.Until(`document.querySelectorAll("` + optionHits + `").length === 0`)
	read[bool](p, `(localStorage.setItem("recent", '[{"url":"javascript:alert(1)//","name":"x","title":"","label":"","verdict":""},7]'), true)`)
	p.GoTo("help/")
	p.openDialog()
	p.Until(`document.querySelector(".finder .before a")`)
	if hits := p.hits(optionHits); len(hits) > 0 {
		t.Errorf("what does not lead to a code is listed: %v", hits)
	}
}

// TestSearchEvent counts what a portal hears of searches.
func TestSearchEvent(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, below), look{})
	p.GoTo("search/?q=zzzzqqq")
	p.Until(settled)
	read[bool](p, `(window.heard = [], document.addEventListener("errdocs:search", (e) => { heard.push(JSON.stringify(e.detail)); }), true)`)
	p.Until(`heard.length === 1`)
	p.Click("#q")
	p.Empty()
	p.Enter("face does not match")
	p.Until(`document.querySelector("` + pageHits + `")?.href.endsWith("/keyless/user/30004/")`)
	read[bool](p, `(addEventListener("click", (e) => e.preventDefault()), document.querySelector("`+pageHits+`").click(), true)`)
	p.Until(`heard.length === 2`)
	if got, want := read[string](p, `heard[0]`), `{"query":"zzzzqqq","total":0,"opened":""}`; got != want {
		t.Errorf("heard %s, want %s", got, want)
	}
	if got := read[string](p, `heard[1]`); !strings.Contains(got, `"query":"face does not match"`) || !strings.Contains(got, `"opened":"keyless/user/30004/"`) {
		t.Errorf("heard %s", got)
	}
	if got := read[string](p, `[...document.querySelectorAll(".hit mark")].slice(0, 2).map((e) => e.textContent).join(" ")`); got != "Face match" {
		t.Errorf("marked are %q", got)
	}
}

// TestMissingCodeCanBeReported looks a code up that nobody documents, in the other places where one can.
func TestMissingCodeCanBeReported(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, below), look{})
	p.Expect("thales/android/server_error_103/")
	for _, page := range []string{"search/?q=SERVER_ERROR_103", "go/?q=SERVER_ERROR_103", "thales/android/server_error_103/", "find/"} {
		p.GoTo(page)
		if page == "find/" {
			p.paste("thales sdk failed: SERVER_ERROR_103")
		}
		const links = `[...document.querySelectorAll("main a")].filter((a) => a.href.includes("/issues/new"))`
		p.Until(links + `.length > 0`)
		report, err := url.Parse(read[string](p, links+`[0].href`))
		if err != nil || !strings.Contains(strings.ToUpper(report.Query().Get("title")), "SERVER_ERROR_103") {
			t.Errorf("/%s: the report is %v", page, report)
		}
	}
}

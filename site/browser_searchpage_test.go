package site_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// settled is true when the search page has answered.
const settled = `document.querySelector("[data-search-status]").textContent !== ""`

// TestSearchPageKeepsItsStateInTheAddress opens searches by address and goes back and forth.
func TestSearchPageKeepsItsStateInTheAddress(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, below), look{})
	p.GoTo("search/?q=SERVER_ERROR")
	p.Until(settled)
	if hits := p.hits(pageHits); len(hits) < 3 || hits[0].Code != "SERVER_ERROR" {
		t.Fatalf("results of ?q=SERVER_ERROR: %v", hits)
	}
	vendor := read[string](p, `[...document.querySelector('[data-search-results] select[data-facet="vendor"]').options].find((o) => o.text.startsWith("Visa")).value`)

	// A filter from the address.
	p.GoTo("search/?" + url.Values{"q": {"SERVER_ERROR"}, "vendor": {vendor}}.Encode())
	p.Until(settled)
	onlyVisa := func(hits []hit) bool {
		return len(hits) > 0 && !slices.ContainsFunc(hits, func(h hit) bool { return !strings.HasPrefix(h.ID, "visa-uctp/") })
	}
	if hits := p.hits(pageHits); !onlyVisa(hits) {
		t.Errorf("results of ?q=SERVER_ERROR&vendor=%s: %v", vendor, hits)
	}
	if got := read[string](p, `document.querySelector('select[data-facet="vendor"]').value`); got != vendor {
		t.Errorf("the facet shows %q, want %q", got, vendor)
	}

	// Another search by hand, then back and forward.
	p.Click("#q")
	p.Empty()
	p.Enter("face does not match")
	p.Press(kb.Enter)
	p.Until(`new URLSearchParams(location.search).get("q") === "face does not match"`)
	// None is there while the field is empty, and each answer makes new ones.
	p.Until(`((facet) => { if (facet) { facet.value = ""; facet.dispatchEvent(new Event("change")); } return Boolean(facet); })(document.querySelector('select[data-facet="vendor"]'))`)
	p.Until(`document.querySelector("` + pageHits + `")?.href.endsWith("/keyless/user/30004/")`)
	for _, step := range []struct{ move, q, first string }{
		{"back", "face does not match", ""},
		{"back", "SERVER_ERROR", "visa-uctp/unbind-app/server-error"},
		{"forward", "face does not match", ""},
		{"forward", "face does not match", "keyless/user/30004"},
	} {
		read[bool](p, `(history.`+step.move+`(), true)`)
		p.Until(`document.querySelector("#q").value === ` + quote(step.q))
		if step.first == "" {
			p.Until(`document.querySelectorAll("` + pageHits + `").length === 0`)
		} else {
			p.Until(`document.querySelector("` + pageHits + `")?.href.endsWith(` + quote("/"+step.first+"/") + `)`)
		}
	}
}

// TestSearchTakesAnything puts hostile texts into the address and into the dialog: they stay text, and
// the page stays alive.
func TestSearchTakesAnything(t *testing.T) {
	t.Parallel()
	texts := map[string]string{ // as JavaScript writes them
		"markup":          `'<img src=x onerror=alert(1)>"><script>alert(2)</script>'`,
		"prototype":       `"__proto__ constructor toString hasOwnProperty"`,
		"long":            `"SERVER_ERROR ".repeat(800)`,
		"long word":       `"a".repeat(10240)`,
		"lone surrogate":  `"SERVER_\ud800ERROR \udfff"`,
		"control":         `"SERVER\u0000_ERROR\u0007\u202e"`,
		"query operators": `'code:(+a -b* /.*/ ~2^9 "'`,
		"percent":         `"%00%ff%zz%"`,
	}
	p := open(t, serve(t, atRoot), look{})
	p.GoTo("thales/")
	// The address cannot contain every text: a lone surrogate becomes U+FFFD there.
	for name, text := range texts {
		read[bool](p, `(window.before = location.href = `+quote(p.Home)+` + "search/?" + new URLSearchParams({ q: `+text+`, vendor: `+text+`, __proto__: "x" }), true)`)
		p.Until(`!window.before && location.pathname.endsWith("/search/") && document.readyState === "complete" && ` + settled)
		if got := read[int](p, `document.querySelectorAll("[data-search-results] img, [data-search-results] script, main > img").length`); got > 0 {
			t.Errorf("%s: the page has %d elements from the query", name, got)
		}
	}
	p.GoTo("thales/")
	p.openDialog()
	for name, text := range texts {
		read[bool](p, `(() => {
			const input = document.querySelector(".finder input");
			document.querySelector(".finder .status").textContent = "";
			input.value = `+text+`;
			return input.dispatchEvent(new Event("input", { bubbles: true }));
		})()`)
		p.Until(`document.querySelector(".finder .status").textContent !== ""`)
		if got := read[int](p, `document.querySelectorAll(".finder img, .finder script").length`); got > 0 {
			t.Errorf("%s: the dialog has %d elements from the query", name, got)
		}
	}
	if hits := p.search("SERVER_ERROR_WRONG_OTP_VALUE"); len(hits) == 0 || hits[0].ID != "thales/android/server-error-wrong-otp-value" {
		t.Errorf("after all that: %v", hits)
	}
}

// TestOpenSearchIsAccessible runs axe where results are on show.
func TestOpenSearchIsAccessible(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, atRoot), look{})
	p.GoTo("search/?q=SERVER_ERROR")
	p.Until(settled)
	p.accessible("/search/ with results")
	p.GoTo("search/?q=qqqqqqqqqqqq")
	p.Until(settled)
	p.accessible("/search/ without results")
	p.GoTo("thales/android/server-error/")
	p.openDialog()
	p.accessible("the dialog, empty")
	p.search("SERVER_ERROR")
	p.accessible("the dialog with results")
	p.search("qqqqqqqqqqqq")
	p.accessible("the dialog without results")
}

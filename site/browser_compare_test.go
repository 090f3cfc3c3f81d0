package site_test

import (
	"slices"
	"strings"
	"testing"
)

const four = "token-io/http/503,mastercard-mdes/http/503,thales/android/server-error-retryable,visa-uctp/unbind-app/service-error"

// TestCodesSideBySide opens addresses that name codes, good and bad ones: what fits is shown, and a sentence says what does not.
func TestCodesSideBySide(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, atRoot), look{})
	p.Expect("404")
	for _, test := range []struct {
		query string
		shown int
		says  []string
	}{
		{"codes=" + four, 4, nil},
		{"codes=token-io/http/503&codes=token-io/http/500", 2, nil},
		{"codes=" + four + ",keyless/user/30007,keyless/user/30005", 4, []string{"Left out: “keyless/user/30007, keyless/user/30005”."}},
		{"codes=/Token-IO/http/503/,token-io/http/503,token-io/http/500", 2, []string{"A code that is named twice is shown once."}},
		{"codes=token-io/http/503", 1, []string{"Add a second code to compare it with."}},
		{"codes=token-io/http/503,no/such/code", 1, []string{"“no/such/code” is not the id of a code here."}},
		{"codes=", 0, []string{"Choose two to four codes."}},
		{"codes=503,../../../etc/passwd,%3Cimg%20src=x%20onerror=alert(1)%3E,a/b/c%2523", 0, []string{"“503”", "“../../../etc/passwd”", "“<img src=x onerror=alert(1)>”", "“a/b/c%23”"}},
		{"codes=" + strings.Repeat("x", 2000), 0, []string{"xxx…” is not the id of a code here."}},
	} {
		p.GoTo("compare/?" + test.query)
		p.Until(`document.querySelector("[data-versus] form")`)
		if n := read[int](p, `document.querySelectorAll("[data-versus] > .refs > li").length`); n != test.shown {
			t.Errorf("%s: %d codes, want %d", test.query, n, test.shown)
		}
		if n := read[int](p, `document.querySelectorAll(".versus thead th").length`); test.shown > 1 && n != test.shown {
			t.Errorf("%s: %d columns, want %d", test.query, n, test.shown)
		}
		text := p.Text("[data-versus]")
		for _, says := range test.says {
			if !strings.Contains(text, says) {
				t.Errorf("%s: does not say %q: %s", test.query, says, text)
			}
		}
		if read[int](p, `document.querySelectorAll("[data-versus] img, [data-all] :is(h1, table)").length`) != 2 || p.Shown("[data-all]") {
			t.Errorf("%s: the table of concepts is shown, or markup of the address", test.query)
		}
	}
	p.GoTo("compare/?codes=" + four)
	p.Until(`document.querySelector(".versus")`)
	p.accessible("/compare/?codes=")
	for _, width := range []int64{320, 768} {
		p.Show(look{Width: width, Height: 800})
		p.isNarrow("compare/?codes=")
	}
}

// TestCodesAreChosen goes the ways to a comparison: boxes on a list, the link of a code, a further code by name, and one less.
func TestCodesAreChosen(t *testing.T) {
	t.Parallel()
	wide := look{Width: 1280, Height: 800}
	p := open(t, serve(t, atRoot), wide)
	chosen := func() []string {
		p.Until(`document.querySelector(".versus")`)
		return read[[]string](p, `[...document.querySelectorAll(".versus thead a:has(code)")].map((a) => new URL(a.href).pathname.replace(/^\/|\/$/g, ""))`)
	}
	p.GoTo("thales/operations/")
	p.Click("[data-pick]")
	p.Until(`document.querySelector(".pick")`)
	p.Click(`.pick[value="thales/ios/tmgerror-servererror"]`)
	p.seen("another box of the same code", `[...document.querySelectorAll('.pick[value="thales/ios/tmgerror-servererror"]')].filter((b) => !b.checked).map((b) => b.value)`)
	if p.Shown(".picked a") {
		t.Error("one code can be compared")
	}
	p.Click(`.pick[value="thales/android/server-error"]`)
	p.accessible("/thales/operations/ with boxes")
	p.Show(wide)
	p.Click(".picked a")
	if got := chosen(); !slices.Equal(got, []string{"thales/ios/tmgerror-servererror", "thales/android/server-error"}) {
		t.Errorf("compared are %q", got)
	}
	for text, says := range map[string]string{
		"SERVER_ERORR": "No code is called “SERVER_ERORR”. These are spelled alike:", "blue cheese": "No code is called “blue cheese”.",
		"TMGError.serverError": "A code that is named twice is shown once.",
	} {
		p.Click("[data-versus] form input")
		p.Empty()
		p.Enter(text)
		p.Press("\r")
		p.Until(`document.querySelector("[data-versus] [role=status]").textContent.startsWith(` + quote(says) + `)`)
	}
	p.Click("[data-versus] form input")
	p.Empty()
	p.Enter("30007")
	p.Press("\r")
	p.Until(`location.search.includes("keyless/user/30007")`)
	if got := chosen(); len(got) != 3 {
		t.Errorf("compared are %q", got)
	}
	p.Click(`.versus thead th:nth-child(2) .small`)
	p.Until(`!location.search.includes("tmgerror")`)
	if got := chosen(); !slices.Equal(got, []string{"thales/android/server-error", "keyless/user/30007"}) {
		t.Errorf("compared are %q", got)
	}
	p.GoTo("thales/android/server-error/")
	p.Click(`.tools a[href*="codes="]`)
	if got := chosen(); len(got) != 4 || got[0] != "thales/android/server-error" {
		t.Errorf("compared are %q", got)
	}
}

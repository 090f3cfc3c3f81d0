package site_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/errdocs/errdocs/site"
	"github.com/errdocs/errdocs/site/record"
)

// TestTabs moves through tabs with keys and mouse; the choice is remembered on other pages.
func TestTabs(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, atRoot), look{})
	p.GoTo("thales/android/server-error/")
	state := func() string {
		return read[string](p, `[...document.querySelectorAll('[data-tabs="role"] [role=tab]')].map((e) =>
			(e.ariaSelected === "true" ? "+" : "-") + (e.tabIndex === 0 ? "0" : "") + (document.getElementById(e.getAttribute("aria-controls")).lastElementChild.checkVisibility() ? "shown" : "")).join(" ")`)
	}
	want := func(when, states string) {
		t.Helper()
		if got := state(); got != states {
			t.Errorf("%s: %q, want %q", when, got, states)
		}
	}
	first, second, last := "+0shown - -", "- +0shown -", "- - +0shown"
	want("at first", first)
	read[bool](p, `document.querySelectorAll(".tabs > section")[1].dispatchEvent(new Event("beforematch"))`)
	want("when the browser finds its text", second)
	read[bool](p, `document.querySelectorAll(".tabs > section")[0].dispatchEvent(new Event("beforematch"))`)
	p.Click(`[data-tabs="role"] [role=tab]:nth-child(2)`)
	want("after a click", second)
	for _, step := range []struct{ name, key, states string }{
		{"right", kb.ArrowRight, last}, {"right at the end", kb.ArrowRight, first}, {"left at the start", kb.ArrowLeft, last},
		{"home", kb.Home, first}, {"end", kb.End, last}, {"left", kb.ArrowLeft, second},
	} {
		p.Press(step.key)
		want(step.name, step.states)
		if got := read[string](p, `document.activeElement.ariaSelected`); got != "true" {
			t.Errorf("%s: the focus is not on the chosen tab", step.name)
		}
	}
	p.GoTo("keyless/user/30004/")
	want("on another page", second)
	p.GoTo("keyless/user/30004/#do-user")
	p.Do(chromedp.Reload())
	want("with a tab in the address", last)
}

// clipboard lets the tab copy, and returns what was copied.
func (p *tab) clipboard(kind string) string {
	p.T.Helper()
	return read[string](p, `navigator.clipboard.read().then((items) => items[0].getType(`+quote(kind)+`)).then((b) => b.text())`)
}

// clipboard belongs to all tabs: one test at a time has it.
var clipboard sync.Mutex

// grant gives the site permissions of the browser.
func (p *tab) grant(permissions ...string) {
	p.T.Helper()
	clipboard.Lock()
	p.T.Cleanup(clipboard.Unlock)
	for _, name := range permissions {
		_, err := chromedp.CallBrowser(p.Context, browser.SetPermission, browser.SetPermissionParams{
			Permission: &browser.PermissionDescriptor{Name: name}, Setting: browser.PermissionSettingGranted,
			BrowserContextID: chromedp.FromContext(p.Context).BrowserContextID,
		})
		if err != nil {
			p.T.Fatal(err)
		}
	}
}

// TestCopyButtons copies all that can be copied from a code's page.
func TestCopyButtons(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, below), look{})
	p.grant("clipboard-read", "clipboard-write")
	p.GoTo("mastercard-mdes/reason-codes/invalid-pan/")
	said := func(selector, word string) {
		t.Helper()
		p.Until(`document.querySelector(` + quote(selector) + `).textContent === ` + quote(word))
		p.Until(`[...document.querySelectorAll("[role=status]")].some((e) => e.textContent === ` + quote(word) + `)`)
	}

	p.Click(".tools [data-copy]")
	said(".tools [data-copy]", "Copied")
	if got := p.clipboard("text/plain"); got != "INVALID_PAN" {
		t.Errorf("copy code: %q", got)
	}
	p.Click("[data-copy-link]")
	said("[data-copy-link]", "Copied")
	if got, want := p.clipboard("text/plain"), p.Home+"e/mdes-invalid-pan/"; got != want {
		t.Errorf("copy link: %q, want %q", got, want)
	}

	p.Click(".primary")
	said(".primary", "Copied")
	plain, rich := p.clipboard("text/plain"), p.clipboard("text/html")
	link := p.Home + "e/mdes-invalid-pan/"
	if !strings.Contains(rich, `href="`+link+`"`) {
		t.Errorf("copy for ticket:\n%s\n%s", plain, rich)
	}

	p.Click("[data-copy-ai]")
	said("[data-copy-ai]", "Copied")
	model := p.clipboard("text/plain")
	for _, want := range []string{
		"# INVALID_PAN\n", "- Retry? **After the customer acts** (Vendor: “retried if the data is re-entered correctly”)\n", "- Vendor: Mastercard MDES\n",
		"\n" + link + "\nDo not invent a retry rule beyond this record.\n",
	} {
		if !strings.Contains(model, want) {
			t.Errorf("copy for AI lacks %q:\n%s", want, model)
		}
	}
	if len(model) > record.MaxProblem {
		t.Errorf("copy for AI: %d bytes", len(model))
	}

	sample := read[string](p, `document.querySelector("figure.sample pre code").textContent`)
	p.Click("[data-copy-sample]")
	said("[data-copy-sample]", "Copied")
	if got := p.clipboard("text/plain"); got != sample || len(sample) < 20 {
		t.Errorf("copy sample: %q, want %q", got, sample)
	}
	p.Until(`document.querySelector("[data-copy-sample]").textContent === "Copy"`)
}

// TestTicketOfThePage compares what a page copies for a ticket with what the command line prints.
func TestTicketOfThePage(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, below), look{})
	p.grant("clipboard-read", "clipboard-write")
	c := site.DefaultCatalog(t)
	of, err := site.Records(c, site.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{
		"mastercard-mdes/reason-codes/invalid-pan", "keyless/user/30007", "token-io/http/503", "mastercard-mdes/gateway/unsupported-content-type", "mastercard-mdes/authentication-methods/email-to-cardholder-address",
	} {
		p.GoTo(id + "/")
		p.Click(".primary")
		p.Until(`document.querySelector(".primary").textContent === "Copied"`)
		want := of(c.Code(id)).Ticket()
		want = want[:strings.LastIndex(want, "https://")] + p.Home + want[strings.LastIndex(want, "/e/")+1:]
		if got := p.clipboard("text/plain") + "\n"; got != want {
			t.Errorf("%s:\n%s\nwant\n%s", id, got, want)
		}
	}
}

// TestCopyingMayBeForbidden says so when the browser does not let a page copy.
func TestCopyingMayBeForbidden(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, atRoot), look{})
	p.GoTo("keyless/user/30004/")
	read[bool](p, `(navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError")), true)`)
	p.Click("[data-copy]")
	p.Until(`document.querySelector("[data-copy]").textContent.includes("blocked")`)
}

// TestTableState filters and sorts the table of a set, and gets the same view from its address.
func TestTableState(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, below), look{})
	p.GoTo("mastercard-mdes/reason-codes/")
	p.Until(`document.querySelector("[data-table] .sort")`)
	rows := func() []string {
		return read[[]string](p, `[...document.querySelector("[data-table]").tBodies[0].rows].filter((r) => r.checkVisibility()).map((r) => r.cells[0].querySelector("code").textContent)`)
	}
	all := rows()
	choose := func(facet, value string) {
		t.Helper()
		read[bool](p, `(() => { const s = document.querySelector('[data-filter-by="`+facet+`"]'); s.value = `+quote(value)+`; return s.value === `+quote(value)+` && s.dispatchEvent(new Event("change", { bubbles: true })); })()`)
	}
	options := read[[][]string](p, `[...document.querySelector('[data-filter-by="retry"]').options].slice(1).map((o) => [o.value, o.text])`)
	total := 0
	for _, o := range options {
		choose("retry", o[0])
		if n := len(rows()); !strings.HasSuffix(o[1], fmt.Sprintf("(%d)", n)) {
			t.Errorf("retry %q shows %d rows", o[1], n)
		} else {
			total += n
		}
	}
	if len(options) < 2 || total != len(all) {
		t.Errorf("the retry policies %v cover %d of %d rows", options, total, len(all))
	}

	choose("retry", options[0][0])
	p.Click("[data-filter-text]")
	p.Enter("invalid")
	p.Click(`[data-table] th:first-child button`)
	p.Click(`[data-table] th:first-child button`)
	view := rows()
	if len(view) == 0 || len(view) == len(all) || !slices.IsSortedFunc(view, func(a, b string) int { return strings.Compare(b, a) }) {
		t.Errorf("filtered and sorted downwards: %v", view)
	}
	if got := p.Text("[data-filter-count]"); !strings.HasPrefix(got, fmt.Sprintf("%d of %d", len(view), len(all))) {
		t.Errorf("the count says %q for %d of %d rows", got, len(view), len(all))
	}
	address := strings.TrimPrefix(read[string](p, `location.href`), p.Home)
	p.GoTo("help/")
	p.GoTo(address)
	p.Until(`document.querySelector("[data-table] .sort")`)
	if again := rows(); !slices.Equal(view, again) {
		t.Errorf("%s shows %v, want %v", address, again, view)
	}
	if got := read[string](p, `document.querySelector("[data-table] th").ariaSort`); got != "descending" {
		t.Errorf("aria-sort is %q", got)
	}
	p.Click(`[data-table] th:first-child button`)
	if strings.Contains(read[string](p, `location.search`), "sort") {
		t.Error("the third press on a heading does not give the vendor's order back")
	}
	p.GoTo("mastercard-mdes/reason-codes/?retry=nonsense&sort=nonsense&filter=")
	p.Until(`document.querySelector("[data-table] .sort")`)
	if got := rows(); !slices.Equal(got, all) {
		t.Errorf("an address with nonsense shows %d of %d rows", len(got), len(all))
	}
}

// TestCompareColumns chooses vendors in the comparison, and gets the same view from its address.
func TestCompareColumns(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, atRoot), look{})
	p.GoTo("compare/")
	p.Until(`document.querySelector("[data-matrix].on")`)
	p.Click("[data-matrix-tools] summary")
	heads := func() []string {
		return read[[]string](p, `[...document.querySelectorAll("[data-matrix] thead th")].filter((e) => e.checkVisibility()).map((e) => e.textContent.trim())`)
	}
	count := func() int {
		return read[int](p, `[...document.querySelector("[data-matrix]").tBodies[0].rows].filter((r) => r.checkVisibility()).length`)
	}
	all, rows := heads(), count()
	p.Click(`[data-column="2"]`)
	p.Click(`[data-column="3"]`)
	want := append(slices.Clone(all[:2]), all[4:]...)
	if got := heads(); !slices.Equal(got, want) {
		t.Errorf("without two vendors: %v, want %v", got, want)
	}
	p.Click("[data-differences]")
	fewer := count()
	if fewer == 0 || fewer >= rows {
		t.Errorf("%d of %d rows differ", fewer, rows)
	}
	p.seen("a row in which all vendors or none have a code", `[...document.querySelector("[data-matrix]").tBodies[0].rows].filter((r) => {
		if (!r.dataset.key || !r.checkVisibility()) return false;
		const cells = [...r.cells].slice(1).filter((c) => c.checkVisibility()).map((c) => Boolean(c.querySelector("a")));
		return cells.every(Boolean) || !cells.some(Boolean);
	}).map((r) => r.dataset.key)`)
	address := strings.TrimPrefix(read[string](p, `location.href`), p.Home)
	p.GoTo("help/")
	p.GoTo(address)
	p.Until(`document.querySelector("[data-matrix].on")`)
	if got := heads(); !slices.Equal(got, want) || count() != fewer {
		t.Errorf("%s shows %v and %d rows, want %v and %d", address, got, count(), want, fewer)
	}
	// The heads stay in view however far the table is scrolled.
	p.GoTo("compare/")
	p.seen("a head that scrolls away", `(() => {
		scrollTo({ top: 900, behavior: "instant" });
		const below = document.querySelector("[data-matrix] th").getBoundingClientRect().top - document.querySelector(".top").getBoundingClientRect().bottom;
		return scrollY > 0 && Math.abs(below) < 2 ? [] : [below + " px below the header, scrolled by " + scrollY];
	})()`)
	for _, cell := range read[[]string](p, `[...document.querySelectorAll("[data-matrix] td")].map((e) => e.textContent.trim())`) {
		if cell == "" {
			t.Error("a cell is blank")
		}
	}
}

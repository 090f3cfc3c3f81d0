package site_test

import (
	"strings"
	"testing"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/testenv"
	"github.com/errdocs/errdocs/site"
)

// TestAnswersNeedNoScrolling opens pages of codes in a desktop window, and makes that as narrow as a tablet and a phone: the
// four answers have to be in view at once, and the heading has to be the code as the vendor writes it. It opens every
// twentieth, in the long run all.
func TestAnswersNeedNoScrolling(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, atRoot), look{})
	i, step := 0, testenv.Times(20, 1)
	for code := range allCodes(site.DefaultCatalog(t)) {
		if i++; i%step != 0 {
			continue
		}
		p.GoTo(code.ID() + "/")
		if h1 := read[string](p, `document.querySelector("h1").textContent`); h1 != code.Code {
			t.Errorf("%s: h1 is %q, want %q", code.ID(), h1, code.Code)
		}
		for _, l := range []look{{Width: 1280, Height: 800}, {Width: 768, Height: 1024}, phone} {
			p.Show(l)
			checkAnswers(p, l, code)
		}
	}
}

// box is where an element is in the window.
type box struct {
	Name        string
	Top, Bottom float64
	Empty       bool
}

func checkAnswers(p *tab, l look, code *content.Code) {
	p.T.Helper()
	want := 8
	switch {
	case code.Set.Kind == content.KindValue:
		want = 0
	case code.Outcome.Is == content.OutcomeUnknown:
		want = 10
	}
	boxes := read[[]box](p, `[...document.querySelectorAll(".answer dt, .answer dd")].map((e) => {
		const { top, bottom } = e.getBoundingClientRect();
		return { Name: e.localName + " of " + e.parentNode.firstChild.textContent, Top: top, Bottom: bottom, Empty: !e.textContent.trim() || !e.checkVisibility() };
	})`)
	if len(boxes) != want {
		p.T.Errorf("%s: %d boxes, want %d, two for each question", p.Text("h1"), len(boxes), want)
	}
	for _, b := range boxes {
		if b.Empty || b.Top < 0 || b.Bottom > float64(l.Height) {
			p.T.Errorf("%s at %v: %s goes from %.0f to %.0f px (empty: %v)", p.Text("h1"), l, b.Name, b.Top, b.Bottom, b.Empty)
		}
	}
}

// TestDialogIsNarrow searches in a window of 320 px, the width that WCAG 1.4.10 asks for.
func TestDialogIsNarrow(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, atRoot), look{Width: 320, Height: 640})
	p.GoTo("help/")
	p.openDialog()
	p.search("TMGError.serverErrorTooManyRequests")
	p.seen("the dialog is wider than the window", `[document.querySelector(".finder"), ...document.querySelectorAll(".finder *")].filter((e) => {
		const { left, right } = e.getBoundingClientRect();
		return left < 0 || right > document.documentElement.clientWidth || e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== "inline" && !e.matches("input, select");
	}).map((e) => e.localName + "." + e.className)`)
}

// fits opens a page and reports what makes it scroll sideways, and what scrolls without a keyboard.
func (p *tab) fits(page string) {
	p.T.Helper()
	p.GoTo(page)
	p.isNarrow(page)
}

// isNarrow reports it of the page that is open.
func (p *tab) isNarrow(page string) {
	p.T.Helper()
	wide := read[[]string](p, `(() => {
		const room = document.documentElement.clientWidth; // innerWidth grows with what does not fit
		if (document.documentElement.scrollWidth <= room) return [];
		const wide = [...document.body.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > room + 0.5 && !e.parentElement.closest(".scroll, pre"));
		return ["the page is " + document.documentElement.scrollWidth + " px wide", ...wide.slice(0, 5).map((e) => e.localName + "." + e.className + " " + e.textContent.trim().slice(0, 40))];
	})()`)
	if len(wide) > 0 {
		p.T.Errorf("/%s: %s", page, strings.Join(wide, "; "))
	}
	stuck := read[[]string](p, `[...document.querySelectorAll("main *")].filter((e) =>
		e.scrollWidth > e.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(e).overflowX) && e.tabIndex < 0 && !e.matches("textarea, input")
	).map((e) => e.localName + "." + e.className)`)
	if len(stuck) > 0 {
		p.T.Errorf("/%s: cannot be scrolled by keyboard: %s", page, strings.Join(stuck, "; "))
	}
}

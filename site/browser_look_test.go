package site_test

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
)

// background is the color behind the page, as the browser paints it.
const background = `getComputedStyle(document.documentElement).backgroundColor`

// TestThemeIsRememberedAndRightAtFirstPaint goes through the three themes.
func TestThemeIsRememberedAndRightAtFirstPaint(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, atRoot), look{})
	// Notes the colors of each frame that is painted, from before the page's first byte.
	must(p, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: `
		window.painted = [];
		const note = () => {
			if (document.body) painted.push(` + background + `);
			if (painted.length < 3) requestAnimationFrame(note);
		};
		requestAnimationFrame(note);`})
	p.GoTo("thales/")
	light := read[string](p, background)
	p.Show(look{Dark: true})
	dark := read[string](p, background)
	if light == dark {
		t.Fatalf("the page is %s in light and in dark", light)
	}
	for _, step := range []struct{ name, onDark, onLight string }{
		{"light", light, light}, {"dark", dark, dark}, {"automatic", dark, light},
	} {
		p.Click(".theme")
		if got := read[string](p, `document.querySelector(".theme").ariaLabel`); !strings.HasSuffix(got, step.name) {
			t.Errorf("the toggle says %q, want %s", got, step.name)
		}
		for l, want := range map[look]string{{Dark: true}: step.onDark, {}: step.onLight} {
			p.Show(l)
			if got := read[string](p, background); got != want {
				t.Errorf("%s chosen, dark system %v: %s, want %s", step.name, l.Dark, got, want)
			}
			p.GoTo("keyless/")
			p.Until(`painted.length >= 3`)
			for i, got := range read[[]string](p, `painted`) {
				if got != want {
					t.Errorf("%s chosen, dark system %v: frame %d of the next page is %s, want %s", step.name, l.Dark, i+1, got, want)
				}
			}
		}
		p.Show(look{Dark: true})
	}
}

// TestStoredThemeIsChecked puts nonsense where the theme is kept.
func TestStoredThemeIsChecked(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, atRoot), look{})
	p.GoTo("thales/")
	light := read[string](p, background)
	read[bool](p, `(localStorage.setItem("theme", '"><img src=x>'), localStorage.setItem("tab-role", "__proto__"), true)`)
	p.GoTo("thales/android/server-error/")
	if got := read[string](p, background); got != light || read[bool](p, `"theme" in document.documentElement.dataset`) {
		t.Errorf("a theme that is none is taken for one: %s", got)
	}
	if !p.Shown(".tabs > section") {
		t.Error("no tab is shown")
	}
}

// TestReducedMotion checks that nothing moves for readers who ask for that.
func TestReducedMotion(t *testing.T) {
	t.Parallel()
	moving := `[...document.querySelectorAll("*")].filter((e) => {
		const s = getComputedStyle(e);
		return parseFloat(s.transitionDuration) > 0 || s.animationName !== "none" || s.scrollBehavior === "smooth";
	}).length`
	p := open(t, serve(t, atRoot), look{Still: true})
	p.GoTo("thales/android/server-error/")
	p.openDialog()
	p.search("SERVER_ERROR")
	if n := read[int](p, moving); n > 0 {
		t.Errorf("%d elements move although the reader asked for less motion", n)
	}
}

// TestForcedColors checks that nothing depends on colors that the system replaces.
func TestForcedColors(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, atRoot), look{Forced: true})
	p.GoTo("thales/android/server-error/")
	if !read[bool](p, `matchMedia("(forced-colors: active)").matches`) {
		t.Fatal("the browser does not emulate forced colors")
	}
	edged := `(e) => { const s = getComputedStyle(e); return (s.borderTopStyle !== "none" && parseFloat(s.borderTopWidth) > 0 && s.borderTopColor !== s.backgroundColor) || (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0); }`
	p.seen("an answer without an edge", `[...document.querySelectorAll(".answer dl > div")].filter((e) => !(`+edged+`)(e)).map((e) => e.firstChild.textContent)`)
	p.seen("text in the color of its background", `[...document.querySelectorAll("main *, .top *")].filter((e) => {
		const s = getComputedStyle(e);
		return [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) && s.color === s.backgroundColor;
	}).map((e) => e.outerHTML.slice(0, 80))`)
	p.seen("a chosen tab that looks like the others", `(() => {
		const look = (e) => { const s = getComputedStyle(e); return s.borderBottomColor + s.borderBottomWidth + s.outlineStyle + s.fontWeight; };
		const tabs = [...document.querySelectorAll("[role=tab]")];
		return tabs.length > 1 && look(tabs.find((e) => e.ariaSelected === "true")) !== look(tabs.find((e) => e.ariaSelected === "false")) ? [] : ["tabs: " + tabs.length];
	})()`)
	p.seen("a theme button without a sign", `(() => {
		const s = getComputedStyle(document.querySelector(".theme"), "::before");
		return parseFloat(s.borderTopWidth) > 0 || s.content !== '""' ? [] : ["theme"];
	})()`)
	p.openDialog()
	p.search("SERVER_ERROR")
	p.seen("a chosen result that looks like the others", `(() => {
		const look = (e) => { const s = getComputedStyle(e); return s.outlineStyle + s.outlineWidth + s.backgroundColor + s.borderTopWidth; };
		return look(document.querySelector(".finder [aria-selected=true]")) !== look(document.querySelector(".finder [aria-selected=false]")) ? [] : ["results"];
	})()`)
}

// seen reports what an expression finds wrong.
func (p *tab) seen(what, js string) {
	p.T.Helper()
	if found := read[[]string](p, js); len(found) > 0 {
		p.T.Errorf("%s: %s", what, strings.Join(found, "; "))
	}
}

// TestPrint prints code pages: everything that a page says is on paper, and nothing that only a screen
// can use.
func TestPrint(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, atRoot), look{Dark: true})
	p.GoTo("thales/android/server-error/")
	light := read[string](p, `(() => { const e = document.createElement("i"); e.style.colorScheme = "light"; e.style.backgroundColor = "light-dark(#fff, #000)"; document.body.append(e); const c = getComputedStyle(e).backgroundColor; e.remove(); return c; })()`)
	p.Show(look{Dark: true, Print: true})
	if got := read[string](p, background); got != light {
		t.Errorf("the paper is %s, want %s", got, light)
	}
	p.seen("a tab that is not printed", `[...document.querySelectorAll(".tabs > section")].filter((e) => !e.checkVisibility() || ![...e.querySelectorAll("h3, h4")].every((h) => h.checkVisibility())).map((e) => e.id)`)
	p.seen("a part of the page that is not printed", `[...document.querySelectorAll("main h1, main h2, .answer dd, main pre, main table, .facts dd")].filter((e) => !e.checkVisibility() && !e.closest(".noprint")).map((e) => e.outerHTML.slice(0, 60))`)
	p.seen("a control that is printed", `[...document.querySelectorAll("button, input, select, .top, .foot, .tablist")].filter((e) => e.checkVisibility() && !e.matches("[popovertarget]")).map((e) => e.outerHTML.slice(0, 60))`)
	for _, address := range []string{"thales/android/server-error/", "mastercard-mdes/reason-codes/invalid-pan/", "mastercard-mdes/reason-codes/", "compare/", "thales/runbook/"} {
		p.Show(look{Width: 700, Height: 900, Print: true})
		p.GoTo(address)
		p.seen("/"+address+": something that the paper cuts off", `[...document.querySelectorAll("main *")].filter((e) => {
			const s = getComputedStyle(e);
			return !e.classList.contains("hide") && (/auto|scroll|hidden/.test(s.overflowX) && e.scrollWidth > e.clientWidth + 1 || /auto|scroll|hidden/.test(s.overflowY) && e.scrollHeight > e.clientHeight + 1);
		}).map((e) => e.localName + "." + e.className)`)
	}
	p.GoTo("thales/android/server-error/")
	p.Until(`document.querySelector(".printhead")`)
	if head := p.Text(".printhead"); !p.Shown(".printhead") || head != "Thales · Android SDK · SERVER_ERROR · "+p.Home+"e/tmga-server-error/" {
		t.Errorf("each sheet of a code starts with %q", head)
	}
	p.GoTo("thales/runbook/")
	if head := p.Text(".printhead"); !p.Shown(".printhead") || head != "Thales: Run-book · "+atRoot+"thales/runbook/ · Catalog of 2026-11-21" {
		t.Errorf("each sheet of the run-book starts with %q", head)
	}
	if pdf := must(p, page.PrintToPDF, page.PrintToPDFParams{}); len(pdf.Data) < 5000 {
		t.Errorf("the PDF has %d bytes", len(pdf.Data))
	}
}

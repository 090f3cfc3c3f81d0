package site_test

import (
	"testing"

	"github.com/errdocs/errdocs/internal/testenv"
)

// scrollsNowhere makes the window of the page that is open 320 px wide, which WCAG 1.4.10 asks for, and wider: only samples
// and wide tables scroll, only sideways, and can be reached by keyboard.
func (p *tab) scrollsNowhere(page string) {
	p.T.Helper()
	for _, width := range []int64{320, 390, 768, 1280} {
		l := look{Width: width, Height: 800}
		p.Show(l)
		p.isNarrow(page)
		p.seen("/"+page+" at "+l.String()+" scrolls inside", `[...document.querySelectorAll("body *")].filter((e) => {
			const s = getComputedStyle(e);
			const scrolls = (axis, size) => /auto|scroll/.test(s["overflow" + axis]) && e["scroll" + size] > e["client" + size] + 1;
			return e.checkVisibility() && (scrolls("Y", "Height") && !e.matches("textarea") || scrolls("X", "Width") && !e.matches("pre, .scroll"));
		}).map((e) => e.localName + "." + e.className)`)
	}
}

// TestPagesDoNotShift opens the pages that a reader lands on, and those that scripts fill: what is read stays where it is. A
// short run opens each of them in one of the windows.
func TestPagesDoNotShift(t *testing.T) {
	t.Parallel()
	step := testenv.Times(3, 1)
	for n, l := range []look{phone, {Width: 768, Height: 1024}, {Width: 1280, Height: 800}} {
		p := open(t, serve(t, atRoot), l)
		p.Expect("404")
		for i, page := range []struct{ address, ready string }{
			{"", "true"},
			{"keyless/user/30007/", "true"},
			{"mastercard-mdes/reason-codes/", `document.querySelector("[data-table] .sort")`},
			{"compare/", `document.querySelector("[data-matrix].on")`},
			{"compare/http/", "true"},
			{"compare/?codes=" + four, `document.querySelector(".versus")`},
			{"search/", "true"},
			{"search/?q=invalid", settled},
			{"search/?q=zzzzzz", settled},
			{"find/", "true"},
			{"go/?q=SERVER_ERROR", `document.querySelector("[data-go-status]").textContent`},
			{"no-such-vendor/api/server-error", `document.querySelector("[data-lost-status]").textContent`},
		} {
			if i%step != n%step {
				continue
			}
			p.GoTo(page.address)
			p.Until(page.ready)
			shift := read[struct {
				Sum   float64
				Moved []string
			}](p, `new Promise((done) => {
				let [Sum, Moved] = [0, []];
				const add = (list) => list.forEach((e) => {
					if (e.hadRecentInput) return;
					Sum += e.value;
					Moved.push(...e.sources.map((s) => s.node?.outerHTML?.slice(0, 60) ?? "text"));
				});
				const observer = new PerformanceObserver((list) => add(list.getEntries()));
				observer.observe({ type: "layout-shift", buffered: true });
				requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => { add(observer.takeRecords()); done({ Sum, Moved }); })));
			})`)
			if shift.Sum > 0.02 {
				t.Errorf("/%s at %v: layout shift of %.3f, want at most 0.02: %q", page.address, l, shift.Sum, shift.Moved)
			}
		}
	}
}

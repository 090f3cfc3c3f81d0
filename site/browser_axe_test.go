package site_test

import (
	"errors"
	"fmt"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/errdocs/errdocs/internal/testenv"
	"github.com/errdocs/errdocs/site"
)

var axeSource = sync.OnceValues(func() (string, error) {
	source, err := os.ReadFile("testdata/axe/node_modules/axe-core/axe.min.js")
	if err != nil {
		return "", errors.New("axe-core is not there; install it with: npm ci --prefix site/testdata/axe")
	}
	return string(source), nil
})

// everyLook are the windows and colors that pages are checked in. Layout depends on the width alone, and colors on the
// theme alone, so that the first two show each of them; with the long cases, which .ci/run has of all pages, all are checked.
var everyLook = []look{
	{Width: 1280, Height: 800}, {Width: 320, Height: 640, Dark: true},
	{Width: 1280, Height: 800, Dark: true}, {Width: 320, Height: 640},
}

// TestPagesAreAccessible runs axe on pages of every type, and looks for what scrolls inside them. In a short run every other
// page has the first look, the others have the second one.
func TestPagesAreAccessible(t *testing.T) {
	t.Parallel()
	pages := samplePages(t)
	for part := range 2 {
		t.Run(fmt.Sprint("part ", part+1), func(t *testing.T) {
			t.Parallel()
			p := open(t, serve(t, atRoot), look{})
			p.Expect("404.html")
			for i := part; i < len(pages); i += 2 {
				p.GoTo(pages[i])
				looks := everyLook
				if !testenv.Long() {
					looks = everyLook[i/2%2:][:1]
				}
				p.accessibleIn(looks, "/"+pages[i])
				p.scrollsNowhere(pages[i])
			}
		})
	}
}

// accessible runs axe on what the tab shows, in two looks, in the long run in every one.
func (p *tab) accessible(what string) {
	p.T.Helper()
	p.accessibleIn(everyLook[:testenv.Times(2, len(everyLook))], what)
}

// accessibleIn runs axe in some looks, and reports each violation once.
func (p *tab) accessibleIn(looks []look, what string) {
	p.T.Helper()
	in := p.axe()
	found := map[string][]string{}
	var order []string
	for _, l := range looks {
		l.Still = true // no color is on its way to another one
		p.Show(l)
		for _, v := range in.run() {
			if found[v] == nil {
				order = append(order, v)
			}
			found[v] = append(found[v], l.String())
		}
	}
	for _, v := range order {
		p.T.Errorf("%s: %s (%s)", what, v, strings.Join(found[v], ", "))
	}
}

// axeWorld is axe in a page, in a script world of its own: the page does not see it, and the page's
// content security policy stays as it is.
type axeWorld struct {
	p       *tab
	context runtime.ExecutionContextID
}

// axe loads axe into the page that the tab shows.
func (p *tab) axe() axeWorld {
	p.T.Helper()
	source, err := axeSource()
	testenv.Need(p.T, "browser", err)
	frame := must(p, page.GetFrameTree, cdp.Empty{}).FrameTree.Frame.ID
	world := must(p, page.CreateIsolatedWorld, page.CreateIsolatedWorldParams{FrameID: frame, WorldName: "axe"})
	in := axeWorld{p, world.ExecutionContextID}
	in.do(source + "; undefined")
	return in
}

func (w axeWorld) do(js string) []string {
	w.p.T.Helper()
	ctx, cancel := w.p.Patient()
	defer cancel()
	in := func(e *runtime.EvaluateParams) { e.ContextID = w.context }
	got, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](js, chromedp.EvalAwaitPromise, in))
	if err != nil {
		w.p.T.Fatal("axe: ", err)
	}
	return got
}

// run returns what axe finds: the rule, the element, and what is wrong with it. Two frames come first: in the first one, a
// page learns that its window has another size.
func (w axeWorld) run() []string {
	w.p.T.Helper()
	return w.do(`new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))).then(() => axe.run(document, {
		runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
		rules: { "target-size": { enabled: true } },
		resultTypes: ["violations"], preload: false,
	})).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) =>
		id + " at " + target.join(" ") + ": " + failureSummary.replace(/^Fix.*\n\s*/, "").replace(/\s+/g, " ").slice(0, 300))))`)
}

// A page of the author's own is reached from the navigation and found by the search dialog.
func TestGuidesInBrowser(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(site.GuidesSite(t).Handler("/"))
	t.Cleanup(server.Close)
	p := open(t, server.URL+"/", look{})
	p.GoTo("")
	if to := read[string](p, `document.querySelector(".top nav a[href$='pages/on-call/']").getAttribute("href")`); to != "./pages/on-call/" {
		t.Errorf("the navigation leads to %s", to)
	}
	for _, page := range []string{"pages/", "pages/on-call/"} {
		p.GoTo(page)
		p.accessible("/" + page)
	}
	p.GoTo("search/?q=xylophone")
	p.Until(`document.querySelector(".hits a")?.textContent.includes("On call")`)
}

package site_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// patience is how long a test waits for a page before it gives up.
const patience = 20 * time.Second

// look says how a tab shows pages. The zero value is a desktop window in light colours.
type look struct {
	width, height int64 // 1280×800 where zero
	dark          bool
	noScripts     bool
	still         bool // prefers-reduced-motion
	forced        bool // forced-colors
	print         bool
}

var phone = look{width: 390, height: 844}

func (l look) String() string {
	words := []string{fmt.Sprintf("%dx%d", l.width, l.height)}
	if l.dark {
		words = append(words, "dark")
	}
	if l.forced {
		words = append(words, "forced colours")
	}
	return strings.Join(words, " ")
}

// tab is a tab in a profile of its own. It notes whatever the browser complains about, and its test
// fails when there was anything that the test did not announce.
type tab struct {
	t    *testing.T
	ctx  context.Context
	home string // address of the site's home page

	mu         sync.Mutex
	requests   []string // the addresses asked for, in order
	loads      int      // pages among them, without redirects of the server
	complaints []string
	expected   []string
}

// open opens a tab for the site at home.
func open(t *testing.T, home string, l look) *tab {
	t.Helper()
	parent := need(t, "browser", chromium)
	ctx, cancel := chromedp.NewContext(parent, chromedp.WithNewBrowserContext())
	p := &tab{t: t, ctx: ctx, home: home}
	t.Cleanup(func() {
		p.close()
		cancel()
	})
	if err := chromedp.Listen(ctx, p.note); err != nil {
		t.Fatal(err)
	}
	p.show(l)
	return p
}

// show changes how the tab shows pages.
func (p *tab) show(l look) {
	p.t.Helper()
	if l.width == 0 {
		l.width, l.height = 1280, 800
	}
	feature := func(name, on, off string, is bool) *emulation.MediaFeature {
		if is {
			return &emulation.MediaFeature{Name: name, Value: on}
		}
		return &emulation.MediaFeature{Name: name, Value: off}
	}
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		feature("prefers-color-scheme", "dark", "light", l.dark),
		feature("prefers-reduced-motion", "reduce", "no-preference", l.still),
		feature("forced-colors", "active", "none", l.forced),
	}}
	if l.print {
		media.Media = "print"
	}
	must(p, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: l.width, Height: l.height, DeviceScaleFactor: 1, Mobile: l.width < 600,
	})
	must(p, emulation.SetEmulatedMedia, media)
	must(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: l.noScripts})
}

// note keeps what the tests look at of an event.
func (p *tab) note(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if strings.HasPrefix(e.Request.URL, "data:") {
			return
		}
		p.requests = append(p.requests, e.Request.URL)
		if e.Type == network.ResourceTypeDocument && e.RedirectResponse == nil {
			p.loads++
		}
		if !strings.HasPrefix(e.Request.URL, p.home) {
			p.complain("a request leaves the site: %s", e.Request.URL)
		}
	case *network.EventResponseReceived:
		if e.Response.Status >= 400 {
			p.complain("status %d at %s", e.Response.Status, e.Response.URL)
		}
	case *network.EventLoadingFailed:
		if !e.Canceled {
			p.complain("a request failed: %s", e.ErrorText)
		}
	case *runtime.EventConsoleAPICalled:
		if e.Type == "error" || e.Type == "warning" || e.Type == "assert" {
			text, _ := json.Marshal(e.Args)
			p.complain("console.%s: %s", e.Type, text)
		}
	case *runtime.EventExceptionThrown:
		text := e.ExceptionDetails.Text
		if e.ExceptionDetails.Exception != nil {
			text += " " + e.ExceptionDetails.Exception.Description
		}
		p.complain("an exception: %s", text)
	case *log.EventEntryAdded:
		if e.Entry.Level == "error" || e.Entry.Level == "warning" {
			p.complain("the console says: %s %s", e.Entry.Text, e.Entry.URL)
		}
	}
}

func (p *tab) complain(format string, args ...any) {
	p.complaints = append(p.complaints, fmt.Sprintf(format, args...))
}

// expect announces complaints that hold a text.
func (p *tab) expect(text string) { p.expected = append(p.expected, text) }

// close checks that the tab kept quiet and that nothing was stored that is sent to a server.
func (p *tab) close() {
	if cookies, err := chromedp.Call(p.ctx, network.GetCookies, network.GetCookiesParams{}); err == nil && len(cookies.Cookies) > 0 {
		p.t.Errorf("the site set %d cookies", len(cookies.Cookies))
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	seen := map[string]bool{}
complaints:
	for _, c := range p.complaints {
		for _, e := range p.expected {
			if strings.Contains(c, e) {
				continue complaints
			}
		}
		if !seen[c] {
			p.t.Error(c)
		}
		seen[c] = true
	}
}

// asked returns the paths below the site's home that were asked for since the last call.
func (p *tab) asked() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	paths := make([]string, len(p.requests))
	for i, r := range p.requests {
		paths[i] = strings.TrimPrefix(r, p.home)
	}
	p.requests = nil
	return paths
}

// loaded returns how many pages were loaded since the last call.
func (p *tab) loaded() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := p.loads
	p.loads = 0
	return n
}

// goTo opens an address relative to the site's home and waits until it has loaded.
func (p *tab) goTo(address string) {
	p.t.Helper()
	p.do(chromedp.Navigate(p.home + address))
	p.until(`document.readyState === "complete"`)
}

// patient returns a context for one thing to do in the tab.
func (p *tab) patient() (context.Context, context.CancelFunc) {
	return context.WithTimeout(p.ctx, patience)
}

// do runs an action of the browser.
func (p *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := p.patient()
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		p.t.Fatal(err)
	}
}

// read evaluates an expression in the page; a promise is awaited.
func read[T any](p *tab, js string) T {
	p.t.Helper()
	ctx, cancel := p.patient()
	defer cancel()
	got, err := chromedp.Run(ctx, chromedp.Evaluate[T](js, chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatalf("evaluate %s: %v", js, err)
	}
	return got
}

// until waits until an expression is true in the page, whichever page that is by then.
func (p *tab) until(js string) {
	p.t.Helper()
	ctx, cancel := p.patient()
	defer cancel()
	for {
		got, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`Boolean(`+js+`)`))
		if err == nil && got {
			return
		}
		if ctx.Err() != nil {
			p.t.Fatalf("waited in vain for %s (%v) on %s", js, err, read[string](p, `location.href + ": " + (document.querySelector("main") ?? document.body).innerText.replace(/\s+/g, " ").slice(0, 300)`))
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// at waits until the tab has loaded the page of an address.
func (p *tab) at(address string) {
	p.t.Helper()
	u, err := url.Parse(p.home + address)
	if err != nil {
		p.t.Fatal(err)
	}
	p.until(fmt.Sprintf(`location.href === %s && document.readyState === "complete"`, quote(u.String())))
}

// press presses a key, with modifiers or without.
func (p *tab) press(key string, modifiers ...chromedp.Modifier) {
	p.t.Helper()
	p.do(chromedp.KeyEvent(key, chromedp.KeyModifiers(modifiers...)))
}

// enter puts a text into the focused field in one go, as pasting does.
func (p *tab) enter(text string) {
	p.t.Helper()
	must(p, input.InsertText, input.InsertTextParams{Text: text})
}

// empty deletes what the focused field holds.
func (p *tab) empty() {
	p.t.Helper()
	p.press("a", chromedp.ModifierCtrl)
	p.press(kb.Backspace)
}

// click clicks with the mouse in the middle of the first element that fits.
func (p *tab) click(selector string) {
	p.t.Helper()
	at := read[[]float64](p, `(() => {
		const element = document.querySelector(`+quote(selector)+`);
		if (!element) return null;
		element.scrollIntoView({ block: "center", behavior: "instant" });
		const box = element.getBoundingClientRect();
		return [box.left + box.width / 2, box.top + box.height / 2];
	})()`)
	if at == nil {
		p.t.Fatalf("there is no %s on %s", selector, read[string](p, "location.href"))
	}
	p.do(chromedp.MouseClickXY(at[0], at[1]))
}

// text returns the text of the first element that fits, "" when there is none.
func (p *tab) text(selector string) string {
	p.t.Helper()
	return read[string](p, `(document.querySelector(`+quote(selector)+`)?.textContent ?? "").trim().replace(/\s+/g, " ")`)
}

// shown reports whether an element fits and can be seen.
func (p *tab) shown(selector string) bool {
	p.t.Helper()
	return read[bool](p, `Boolean(document.querySelector(`+quote(selector)+`)?.checkVisibility({ visibilityProperty: true }))`)
}

// quote returns a string as JavaScript writes it.
func quote(s string) string {
	b, _ := json.Marshal(s) // a string always has a JSON form
	return string(b)
}

// must sends a command to the tab.
func must[P, R any](p *tab, command cdp.Command[P, R], params P) R {
	p.t.Helper()
	ctx, cancel := p.patient()
	defer cancel()
	result, err := chromedp.Call(ctx, command, params)
	if err != nil {
		p.t.Fatalf("%s: %v", command.Method, err)
	}
	return result
}

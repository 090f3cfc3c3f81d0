package browsertest

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/css"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/errdocs/errdocs/internal/testenv"
)

// patience is how long a test waits for a page before it gives up: a machine may be very busy.
const patience = 2 * time.Minute

// Look says how a tab shows pages. The zero value is a desktop window in light colors.
type Look struct {
	Width, Height int64 // 1280×800 where zero
	Dark          bool
	NoScripts     bool
	Still         bool // prefers-reduced-motion
	Forced        bool // forced-colors
	Print         bool
}

func (l Look) String() string {
	words := []string{fmt.Sprintf("%dx%d", l.Width, l.Height)}
	if l.Dark {
		words = append(words, "dark")
	}
	if l.Forced {
		words = append(words, "forced colors")
	}
	return strings.Join(words, " ")
}

// Tab is a tab of the browser. It notes whatever the browser complains about, and its test fails when there was
// anything that the test did not announce.
type Tab struct {
	T       *testing.T
	Context context.Context
	Home    string // address that everything asked for begins with

	mu         sync.Mutex
	requests   []string // the addresses asked for, in order
	loads      int      // pages among them, without redirects of the server
	complaints []string
	expected   []string
	own        bool // the tab has a profile of its own
}

// left are tabs that tests have left, each with a profile of its own, for further tests: to open one costs half a second
// of processor time.
var left struct {
	sync.Mutex
	tabs []leftTab
}

type leftTab struct {
	id      target.ID
	profile cdp.BrowserContextID
}

// Open opens a tab for the site at home, in a profile of its own.
func Open(t *testing.T, home string, l Look) *Tab {
	t.Helper()
	var used leftTab
	from := chromedp.WithNewBrowserContext()
	left.Lock()
	if n := len(left.tabs) - 1; n >= 0 {
		used, left.tabs = left.tabs[n], left.tabs[:n]
		from = chromedp.WithTargetID(used.id)
	}
	left.Unlock()
	p := open(t, home, l, from, chromedp.WithDetachOnCancel())
	if p.own = true; used.id != "" {
		chromedp.FromContext(p.Context).BrowserContextID = used.profile
	}
	return p
}

// leave makes the tab as good as new for another test. What the test has set in the tab itself goes with its session.
func (p *Tab) leave() {
	p.T.Helper()
	c := chromedp.FromContext(p.Context)
	home, err := url.Parse(p.Home)
	if err != nil {
		p.T.Fatal(err)
	}
	p.Do(chromedp.Navigate("about:blank"))
	Send(p, storage.ClearDataForOrigin, storage.ClearDataForOriginParams{Origin: home.Scheme + "://" + home.Host, StorageTypes: "all"})
	Send(p, network.ClearBrowserCache, cdp.Empty{})
	Send(p, page.ResetNavigationHistory, cdp.Empty{})
	if _, err := chromedp.CallBrowser(p.Context, browser.ResetPermissions, browser.ResetPermissionsParams{BrowserContextID: c.BrowserContextID}); err != nil {
		p.T.Fatal(err)
	}
	if err := chromedp.Cancel(p.Context); err != nil {
		p.T.Error(err)
	}
	left.Lock()
	defer left.Unlock()
	left.tabs = append(left.tabs, leftTab{c.Target.TargetID, c.BrowserContextID})
}

// OpenShared opens a tab in the profile of all tabs that were opened so, as those of one reader are.
func OpenShared(t *testing.T, home string) *Tab {
	t.Helper()
	return open(t, home, Look{})
}

func open(t *testing.T, home string, l Look, options ...chromedp.ContextOption) *Tab {
	t.Helper()
	parent, err := chromium()
	testenv.Need(t, "browser", err)
	ctx, cancel := chromedp.NewContext(parent, options...)
	p := &Tab{T: t, Context: ctx, Home: home}
	t.Cleanup(func() {
		p.check()
		if p.own && ctx.Err() == nil && !t.Failed() {
			p.leave()
		}
		cancel()
	})
	if err := chromedp.Listen(ctx, p.note); err != nil {
		t.Fatal(err)
	}
	Send(p, css.Disable, cdp.Empty{}) // otherwise each style sheet of each page is reported
	p.Show(l)
	return p
}

// Show changes how the tab shows pages.
func (p *Tab) Show(l Look) {
	p.T.Helper()
	if l.Width == 0 {
		l.Width, l.Height = 1280, 800
	}
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: map[bool]string{true: "dark", false: "light"}[l.Dark]},
		{Name: "prefers-reduced-motion", Value: map[bool]string{true: "reduce", false: "no-preference"}[l.Still]},
		{Name: "forced-colors", Value: map[bool]string{true: "active", false: "none"}[l.Forced]},
	}}
	if l.Print {
		media.Media = "print"
	}
	Send(p, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: l.Width, Height: l.Height, DeviceScaleFactor: 1, Mobile: l.Width < 600,
	})
	Send(p, emulation.SetEmulatedMedia, media)
	Send(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: l.NoScripts})
}

// note keeps what the tests Look at of an event.
func (p *Tab) note(event any) {
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
		if !strings.HasPrefix(e.Request.URL, p.Home) {
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

func (p *Tab) complain(format string, args ...any) {
	p.complaints = append(p.complaints, fmt.Sprintf(format, args...))
}

// Expect announces complaints that contain a text.
func (p *Tab) Expect(text string) { p.expected = append(p.expected, text) }

// Close closes the tab, as a reader does.
func (p *Tab) Close() {
	p.T.Helper()
	if p.own {
		p.leave()
	} else if err := chromedp.Cancel(p.Context); err != nil {
		p.T.Error(err)
	}
}

// check makes sure that the tab kept quiet and that nothing was stored that is sent to a server.
func (p *Tab) check() {
	if cookies, err := chromedp.Call(p.Context, network.GetCookies, network.GetCookiesParams{}); err == nil && len(cookies.Cookies) > 0 {
		p.T.Errorf("the site set %d cookies", len(cookies.Cookies))
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	seen := map[string]bool{}
	for _, c := range p.complaints {
		isExpected := slices.ContainsFunc(p.expected, func(text string) bool { return strings.Contains(c, text) })
		if !isExpected && !seen[c] {
			p.T.Error(c)
		}
		seen[c] = true
	}
}

// Asked returns the paths below the site's home that were asked for since the last call.
func (p *Tab) Asked() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	paths := make([]string, len(p.requests))
	for i, r := range p.requests {
		paths[i] = strings.TrimPrefix(r, p.Home)
	}
	p.requests = nil
	return paths
}

// Loaded returns how many pages were loaded since the last call.
func (p *Tab) Loaded() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := p.loads
	p.loads = 0
	return n
}

// GoTo opens an address relative to the site's home and waits until it has loaded.
func (p *Tab) GoTo(address string) {
	p.T.Helper()
	p.Do(chromedp.Navigate(p.Home + address))
	p.Until(`document.readyState === "complete"`)
}

// Patient returns a context for one thing to do in the tab.
func (p *Tab) Patient() (context.Context, context.CancelFunc) {
	return context.WithTimeout(p.Context, patience)
}

// Do runs an action of the browser.
func (p *Tab) Do(steps ...chromedp.Action[chromedp.Void]) {
	p.T.Helper()
	ctx, cancel := p.Patient()
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		p.T.Fatal(err)
	}
}

// Read evaluates an expression in the page; a promise is awaited.
func Read[T any](p *Tab, js string) T {
	p.T.Helper()
	ctx, cancel := p.Patient()
	defer cancel()
	got, err := chromedp.Run(ctx, chromedp.Evaluate[T](js, chromedp.EvalAwaitPromise))
	if err != nil {
		p.T.Fatalf("evaluate %s: %v", js, err)
	}
	return got
}

// Until waits until an expression is true in the page, whichever page that is by then.
func (p *Tab) Until(js string) {
	p.T.Helper()
	ctx, cancel := p.Patient()
	defer cancel()
	for {
		got, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`Boolean(`+js+`)`))
		if err == nil && got {
			return
		}
		if ctx.Err() != nil {
			p.T.Fatalf("waited in vain for %s (%v) on %s", js, err, Read[string](p, `location.href + ": " + (document.querySelector("main") ?? document.body).innerText.replace(/\s+/g, " ").slice(0, 300)`))
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// At waits until the tab has loaded the page of an address.
func (p *Tab) At(address string) {
	p.T.Helper()
	u, err := url.Parse(p.Home + address)
	if err != nil {
		p.T.Fatal(err)
	}
	p.Until(fmt.Sprintf(`location.href === %s && document.readyState === "complete"`, Quote(u.String())))
}

// Press presses a key, with modifiers or without.
func (p *Tab) Press(key string, modifiers ...chromedp.Modifier) {
	p.T.Helper()
	p.Do(chromedp.KeyEvent(key, chromedp.KeyModifiers(modifiers...)))
}

// Enter puts a text into the focused field in one go, as pasting does.
func (p *Tab) Enter(text string) {
	p.T.Helper()
	Send(p, input.InsertText, input.InsertTextParams{Text: text})
}

// Empty deletes what is in the focused field.
func (p *Tab) Empty() {
	p.T.Helper()
	p.Press("a", chromedp.ModifierCtrl)
	p.Press(kb.Backspace)
}

// Click clicks with the mouse in the middle of the first element that fits.
func (p *Tab) Click(selector string) {
	p.T.Helper()
	at := Read[[]float64](p, `(() => {
		const element = document.querySelector(`+Quote(selector)+`);
		if (!element) return null;
		element.scrollIntoView({ block: "center", behavior: "instant" });
		const box = element.getBoundingClientRect();
		return [box.left + box.width / 2, box.top + box.height / 2];
	})()`)
	if at == nil {
		p.T.Fatalf("there is no %s on %s", selector, Read[string](p, "location.href"))
	}
	p.Do(chromedp.MouseClickXY(at[0], at[1]))
}

// Text returns the text of the first element that fits, "" when there is none.
func (p *Tab) Text(selector string) string {
	p.T.Helper()
	return Read[string](p, `(document.querySelector(`+Quote(selector)+`)?.textContent ?? "").trim().replace(/\s+/g, " ")`)
}

// Shown reports whether an element fits and can be seen.
func (p *Tab) Shown(selector string) bool {
	p.T.Helper()
	return Read[bool](p, `Boolean(document.querySelector(`+Quote(selector)+`)?.checkVisibility({ visibilityProperty: true }))`)
}

// Quote returns a string as JavaScript writes it.
func Quote(s string) string {
	b, _ := json.Marshal(s) // a string always has a JSON form
	return string(b)
}

// Send sends a command to the tab.
func Send[P, R any](p *Tab, command cdp.Command[P, R], params P) R {
	p.T.Helper()
	ctx, cancel := p.Patient()
	defer cancel()
	result, err := chromedp.Call(ctx, command, params)
	if err != nil {
		p.T.Fatalf("%s: %v", command.Method, err)
	}
	return result
}

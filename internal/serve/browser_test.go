package serve

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// The tests in this file look at a preview in headless Chromium, all in one profile, as the tabs of an
// author are. They skip where there is no browser, unless ERRDOCS_REQUIRE names "browser".

func TestMain(m *testing.M) {
	code := m.Run()
	stopBrowser()
	os.Exit(code)
}

var stopBrowser = func() {}

var chromium = sync.OnceValues(func() (context.Context, error) {
	var path string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		return nil, errors.New("no chromium, chromium-browser or google-chrome in PATH")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		// Nothing but the test's own server can be reached.
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
	)
	allocator, stopAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, stop := chromedp.NewContext(allocator)
	stopBrowser = func() {
		_ = chromedp.Cancel(ctx) // asks it to tidy up; stop ends it in any case
		stop()
		stopAllocator()
	}
	return ctx, chromedp.Do(ctx)
})

// tab is a tab of the browser. Whatever the browser complains about fails the test, but for what it
// announces.
type tab struct {
	t    *testing.T
	ctx  context.Context
	root string

	mu         sync.Mutex
	complaints []string
	expected   []string
}

func open(t *testing.T, p *preview, path string, expected ...string) *tab {
	t.Helper()
	parent, err := chromium()
	if err != nil {
		if strings.Contains(os.Getenv("ERRDOCS_REQUIRE"), "browser") {
			t.Fatal(err)
		}
		t.Skip("skipped: ", err)
	}
	ctx, cancel := chromedp.NewContext(parent)
	b := &tab{t: t, ctx: ctx, root: p.root, expected: expected}
	t.Cleanup(func() {
		cancel()
		b.check()
	})
	if err := chromedp.Listen(ctx, b.note); err != nil {
		t.Fatal(err)
	}
	b.goTo(path)
	return b
}

func (b *tab) note(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	complain := func(format string, args ...any) { b.complaints = append(b.complaints, fmt.Sprintf(format, args...)) }
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if !strings.HasPrefix(e.Request.URL, b.root) && !strings.HasPrefix(e.Request.URL, "data:") {
			complain("a request leaves the site: %s", e.Request.URL)
		}
	case *runtime.EventConsoleAPICalled:
		if e.Type == "error" || e.Type == "warning" {
			text, _ := json.Marshal(e.Args)
			complain("console.%s: %s", e.Type, text)
		}
	case *runtime.EventExceptionThrown:
		complain("an exception: %s %+v", e.ExceptionDetails.Text, e.ExceptionDetails.Exception)
	case *log.EventEntryAdded: // violations of the content security policy are here
		if e.Entry.Level == "error" || e.Entry.Level == "warning" {
			complain("the console says: %s %s", e.Entry.Text, e.Entry.URL)
		}
	}
}

func (b *tab) check() {
	b.mu.Lock()
	defer b.mu.Unlock()
complaints:
	for _, c := range b.complaints {
		for _, e := range b.expected {
			if strings.Contains(c, e) {
				continue complaints
			}
		}
		b.t.Error(c)
	}
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, longest)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

// goTo opens a page and waits until it listens to the server.
func (b *tab) goTo(path string) {
	b.t.Helper()
	b.do(chromedp.Navigate(b.root + path))
	b.until(`document.readyState === "complete"`)
}

func read[T any](b *tab, js string) T {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, longest)
	defer cancel()
	got, err := chromedp.Run(ctx, chromedp.Evaluate[T](js, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("evaluate %s: %v", js, err)
	}
	return got
}

// until waits until an expression is true in the page, whichever page that is by then.
func (b *tab) until(js string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, longest)
	defer cancel()
	for {
		got, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`Boolean(`+js+`)`))
		if err == nil && got {
			return
		}
		if ctx.Err() != nil {
			b.t.Fatalf("waited in vain for %s (%v)", js, err)
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// overlay is the tree of what the server shows on top of a page, null while there is nothing.
const overlay = `document.getElementById("errdocs-serve")?.shadowRoot`

const (
	overlayOpen = overlay + `?.querySelector("dialog").open`
	overlayGone = `!(` + overlayOpen + `) && (` + overlay + `?.querySelector(".pill").hidden ?? true)`
	overlayText = overlay + `.querySelector("dialog").textContent`
)

const serverError = "/x/thales/android/server-error/"

// An author edits a file and sees the page change where it is scrolled to, breaks it and sees what is
// wrong on top of the page, fixes it and sees that go.
func TestBrowserEditBreakFix(t *testing.T) {
	dir := catalogDir(t)
	file := filepath.Join(dir, "vendors", "thales", "android.yaml")
	p := run(t, Options{Watch: []string{dir}, Build: builder(dir)})
	p.next()
	b := open(t, p, serverError)
	b.until(`document.querySelectorAll("[role=tab]").length > 1`)
	read[any](b, `document.querySelectorAll("[role=tab]")[1].click()`)
	read[any](b, `scrollTo({ top: 300, behavior: "instant" }); window.before = true`)

	const title = "Any other error of the backend"
	edit(t, file, "title: "+title, "title: Changed while you look")
	b.until(`!window.before && document.readyState === "complete" && document.body.textContent.includes("Changed while you look")`)
	b.until(`scrollY === 300`)
	if !read[bool](b, `document.querySelectorAll("[role=tab]")[1].ariaSelected === "true"`) {
		t.Error("the open tab was not kept")
	}
	if !read[bool](b, overlayGone) {
		t.Error("there is an overlay without a problem")
	}

	// Broken: the page stays as it is, and does not even load again.
	read[any](b, `window.before = true`)
	edit(t, file, "fault: server", "fault: <img src=x onerror=alert(1)>")
	b.until(overlayOpen)
	text := read[string](b, overlayText)
	r := p.until("problems", func(r Report) bool { return r.Err != nil })
	for _, want := range []string{"1 problem", "<img src=x onerror=alert(1)>", "vendors/thales/android.yaml:", "closed-list", "^^^^", "Hint", "The page below is the last good one"} {
		if !strings.Contains(text, want) {
			t.Errorf("the overlay lacks %q: %s (%v)", want, text, r.Err)
		}
	}
	if read[int](b, overlay+`.querySelectorAll("img").length`) != 0 {
		t.Error("text became an element")
	}
	if read[float64](b, `(() => {
		const [mark, caret] = [".line mark", ".line b"].map((s) => `+overlay+`.querySelector(s).getBoundingClientRect());
		return Math.abs(mark.left - caret.left) + Math.abs(mark.width - caret.width);
	})()`) > 1 {
		t.Error("the carets are not below what is meant")
	}

	// Hidden with Escape, it stays hidden on other pages, and comes back with the button.
	b.do(chromedp.KeyEvent(kb.Escape))
	b.until(`!(` + overlayOpen + `)`)
	b.goTo("/x/thales/")
	b.until(overlay + `?.querySelector(".pill").hidden === false`)
	read[any](b, overlay+`.querySelector(".pill").click()`)
	b.until(overlayOpen)
	b.goTo(serverError)
	b.until(`document.body.textContent.includes("Changed while you look") && ` + overlay)

	// Fixed: the overlay goes by itself, and the page is not loaded again, since it has not changed.
	read[any](b, `window.before = true; scrollTo({ top: 200, behavior: "instant" })`)
	edit(t, file, "fault: <img src=x onerror=alert(1)>", "fault: server")
	b.until(overlayGone)
	p.until("no problems", func(r Report) bool { return r.Err == nil && r.Fixed })
	if !read[bool](b, `window.before && scrollY === 200`) {
		t.Error("the page was loaded again though it is the same")
	}
}

// A change of another page leaves a page alone; one of the theme reloads it. A dialog that is open is
// closed by the reader first.
func TestBrowserReloadsOnlyWhatChanged(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "home"), "one")
	p := run(t, Options{Watch: []string{dir}, Build: func(context.Context) (Built, error) {
		data, err := os.ReadFile(filepath.Join(dir, "home"))
		return small(string(data)), err
	}})
	p.next()
	home, acme, lost := open(t, p, "/x/"), open(t, p, "/x/acme/"), open(t, p, "/x/nothing/", "404 (Not Found)")
	for _, b := range []*tab{home, acme, lost} {
		read[any](b, `window.before = true`)
	}
	read[any](home, `(() => { const d = document.body.appendChild(document.createElement("dialog")); d.showModal(); })()`)
	write(t, filepath.Join(dir, "home"), "two")
	p.next()
	other := open(t, p, "/x/") // by the time that it has loaded, the others have the newest status
	other.until(`document.body.textContent.includes("two")`)
	if !read[bool](home, `window.before && document.querySelector("dialog").open`) {
		t.Error("the page was taken away while a dialog was open")
	}
	read[any](home, `document.querySelector("dialog").close()`)
	home.until(`!window.before && document.body.textContent.includes("two")`)
	for name, b := range map[string]*tab{"another page": acme, "the page of a wrong address": lost} {
		if !read[bool](b, `window.before`) {
			t.Errorf("%s was loaded again", name)
		}
	}
}

// A browser opens six connections to a host. More tabs than that are kept up to date, also when the one
// that listens for all is closed.
func TestBrowserManyTabs(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "home")
	write(t, path, "text 0")
	p := run(t, Options{Watch: []string{dir}, Build: func(context.Context) (Built, error) {
		data, err := os.ReadFile(path)
		if strings.HasPrefix(string(data), "bad") {
			err = errors.New("it is bad")
		}
		return small(string(data)), err
	}})
	p.next()
	var tabs []*tab
	for range 9 {
		tabs = append(tabs, open(t, p, "/x/"))
	}
	all := func(js string) {
		t.Helper()
		for _, b := range tabs {
			b.until(js)
		}
	}
	write(t, path, "text 1")
	all(`document.body.textContent.includes("text 1")`)
	if err := chromedp.Cancel(tabs[0].ctx); err != nil {
		t.Error(err)
	}
	tabs = tabs[1:]
	write(t, path, "bad")
	all(overlayOpen)
	write(t, path, "text 2")
	all(`document.body.textContent.includes("text 2") && ` + overlayGone)
}

// Before there is any site, the page says so and becomes the site by itself.
func TestBrowserWithoutASite(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "home")
	write(t, path, "bad")
	p := run(t, Options{Watch: []string{dir}, Build: func(context.Context) (Built, error) {
		data, err := os.ReadFile(path)
		if string(data) == "bad" {
			err = errors.New("it is <b>bad</b>")
		}
		return small(string(data)), err
	}})
	p.next()
	b := open(t, p, "/x/", "503 (Service Unavailable)")
	b.until(overlayOpen)
	if text := read[string](b, overlayText); !strings.Contains(text, "it is <b>bad</b>") || !strings.Contains(text, "There is no site yet") {
		t.Errorf("overlay: %s", text)
	}
	write(t, path, "good")
	b.until(`document.body.textContent.includes("good") && document.readyState === "complete"`)
	if !read[bool](b, overlayGone) {
		t.Error("the overlay is still there")
	}
}

// When the server ends, open pages say so; when it is back they are brought up to date.
func TestBrowserServerGone(t *testing.T) {
	p := run(t, Options{Build: fixed(small("old"))})
	p.next()
	b := open(t, p, "/x/", "net::ERR_CONNECTION_REFUSED", "net::ERR_INCOMPLETE_CHUNKED_ENCODING", "net::ERR_CONNECTION_RESET", "net::ERR_EMPTY_RESPONSE")
	b.until(`document.body.textContent.includes("old")`)
	read[any](b, `new Promise((resolve) => navigator.locks.query().then(function again(state) {
		if (state.held.length) resolve();
		else navigator.locks.query().then(again);
	}))`)
	must(t, p.stop())
	b.until(overlay + `?.querySelector(".lost").hidden === false`)
	l, err := Listen("127.0.0.1:" + p.port)
	must(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- New(l, Options{Build: fixed(small("new"))}).Serve(ctx, l) }()
	b.until(`document.body.textContent.includes("new")`)
	cancel()
	must(t, <-ended)
}

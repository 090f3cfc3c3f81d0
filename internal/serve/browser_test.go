package serve

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/errdocs/errdocs/internal/browsertest"
	"github.com/errdocs/errdocs/internal/testenv"
)

// The tests in this file look at a preview in headless Chromium, all in one profile, as the tabs of an
// author are.

func TestMain(m *testing.M) {
	testenv.Cheap()
	browsertest.Main(m)
}

type tab = browsertest.Tab

// open opens a page of a preview. What the browser may complain about is announced.
func open(t *testing.T, p *preview, path string, expected ...string) *tab {
	t.Helper()
	b := browsertest.OpenShared(t, p.root)
	for _, e := range expected {
		b.Expect(e)
	}
	b.GoTo(path)
	return b
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
	browsertest.Need(t)
	dir := catalogDir(t)
	file := filepath.Join(dir, "vendors", "thales", "android.yaml")
	p := run(t, Options{Watch: []string{dir}, Build: builder(dir)})
	p.next()
	b := open(t, p, serverError)
	b.Until(`document.querySelectorAll("[role=tab]").length > 1`)
	browsertest.Read[any](b, `document.querySelectorAll("[role=tab]")[1].click()`)
	browsertest.Read[any](b, `scrollTo({ top: 300, behavior: "instant" }); window.before = true`)

	const title = "Any other error of the backend"
	edit(t, file, "title: "+title, "title: Changed while you look")
	b.Until(`!window.before && document.readyState === "complete" && document.body.textContent.includes("Changed while you look")`)
	b.Until(`scrollY === 300`)
	if !browsertest.Read[bool](b, `document.querySelectorAll("[role=tab]")[1].ariaSelected === "true"`) {
		t.Error("the open tab was not kept")
	}
	if !browsertest.Read[bool](b, overlayGone) {
		t.Error("there is an overlay without a problem")
	}

	// Broken: the page stays as it is, and does not even load again.
	browsertest.Read[any](b, `window.before = true`)
	edit(t, file, "fault: {is: server,", "fault: {is: <img src=x onerror=alert(1)>,")
	b.Until(overlayOpen)
	text := browsertest.Read[string](b, overlayText)
	r := p.until("problems", func(r Report) bool { return r.Err != nil })
	for _, want := range []string{"1 problem", "<img src=x onerror=alert(1)>", "vendors/thales/android.yaml:", "closed-list", "^^^^", "Hint", "The page below is the last good one"} {
		if !strings.Contains(text, want) {
			t.Errorf("the overlay lacks %q: %s (%v)", want, text, r.Err)
		}
	}
	if browsertest.Read[int](b, overlay+`.querySelectorAll("img").length`) != 0 {
		t.Error("text became an element")
	}
	if browsertest.Read[float64](b, `(() => {
		const [mark, caret] = [".line mark", ".line b"].map((s) => `+overlay+`.querySelector(s).getBoundingClientRect());
		return Math.abs(mark.left - caret.left) + Math.abs(mark.width - caret.width);
	})()`) > 1 {
		t.Error("the carets are not below what is meant")
	}

	// Hidden with Escape, it stays hidden on other pages, and comes back with the button.
	b.Do(chromedp.KeyEvent(kb.Escape))
	b.Until(`!(` + overlayOpen + `)`)
	b.GoTo("/x/thales/")
	b.Until(overlay + `?.querySelector(".pill").hidden === false`)
	browsertest.Read[any](b, overlay+`.querySelector(".pill").click()`)
	b.Until(overlayOpen)
	b.GoTo(serverError)
	b.Until(`document.body.textContent.includes("Changed while you look") && ` + overlay)

	// Fixed: the overlay goes by itself, and the page is not loaded again, since it has not changed.
	browsertest.Read[any](b, `window.before = true; scrollTo({ top: 200, behavior: "instant" })`)
	edit(t, file, "fault: {is: <img src=x onerror=alert(1)>,", "fault: {is: server,")
	b.Until(overlayGone)
	p.until("no problems", func(r Report) bool { return r.Err == nil && r.Fixed })
	if !browsertest.Read[bool](b, `window.before && scrollY === 200`) {
		t.Error("the page was loaded again though it is the same")
	}
}

// A change of another page leaves a page alone; one of the theme reloads it. A dialog that is open is
// closed by the reader first.
func TestBrowserReloadsOnlyWhatChanged(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "home"), "one")
	p := run(t, Options{Watch: []string{dir}, Build: func(context.Context, []Change) (Built, error) {
		data, err := os.ReadFile(filepath.Join(dir, "home"))
		return small(string(data)), err
	}})
	p.next()
	home, acme, lost := open(t, p, "/x/"), open(t, p, "/x/acme/"), open(t, p, "/x/nothing/", "404")
	for _, b := range []*tab{home, acme, lost} {
		browsertest.Read[any](b, `window.before = true`)
	}
	browsertest.Read[any](home, `(() => { const d = document.body.appendChild(document.createElement("dialog")); d.showModal(); })()`)
	write(t, filepath.Join(dir, "home"), "two")
	p.next()
	other := open(t, p, "/x/") // by the time that it has loaded, the others have the newest status
	other.Until(`document.body.textContent.includes("two")`)
	if !browsertest.Read[bool](home, `window.before && document.querySelector("dialog").open`) {
		t.Error("the page was taken away while a dialog was open")
	}
	browsertest.Read[any](home, `document.querySelector("dialog").close()`)
	home.Until(`!window.before && document.body.textContent.includes("two")`)
	for name, b := range map[string]*tab{"another page": acme, "the page of a wrong address": lost} {
		if !browsertest.Read[bool](b, `window.before`) {
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
	p := run(t, Options{Watch: []string{dir}, Build: func(context.Context, []Change) (Built, error) {
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
			b.Until(js)
		}
	}
	write(t, path, "text 1")
	all(`document.body.textContent.includes("text 1")`)
	tabs[0].Close()
	tabs = tabs[1:]
	write(t, path, "bad")
	all(overlayOpen)
	write(t, path, "text 2")
	all(`document.body.textContent.includes("text 2") && ` + overlayGone)
}

// A tab asks for the status when it is shown. An answer that is older than what it has heard in the meantime does not
// take the overlay away.
func TestBrowserLateStatus(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "home")
	write(t, path, "text 0")
	p := run(t, Options{Watch: []string{dir}, Build: func(context.Context, []Change) (Built, error) {
		data, err := os.ReadFile(path)
		if string(data) == "bad" {
			err = errors.New("it is bad")
		}
		return small(string(data)), err
	}})
	p.next()
	b := open(t, p, "/x/")
	b.Until(`document.body.textContent.includes("text 0")`)
	browsertest.Read[any](b, `(async () => {
		const old = await (await fetch("/~errdocs/status")).text(), real = fetch;
		window.fetch = (url, how) => url === "/~errdocs/status" ? new Promise((resolve) => { window.answer = () => resolve(new Response(old)); }) : real(url, how);
		document.dispatchEvent(new Event("visibilitychange"));
	})()`)
	b.Until(`window.answer !== undefined`)
	write(t, path, "bad")
	b.Until(overlayOpen)
	browsertest.Read[any](b, `(async () => { answer(); await new Promise((done) => setTimeout(done, 100)); })()`)
	b.Until(overlayOpen)
}

// Before there is any site, the page says so and becomes the site by itself.
func TestBrowserWithoutASite(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "home")
	write(t, path, "bad")
	p := run(t, Options{Watch: []string{dir}, Build: func(context.Context, []Change) (Built, error) {
		data, err := os.ReadFile(path)
		if string(data) == "bad" {
			err = errors.New("it is <b>bad</b>")
		}
		return small(string(data)), err
	}})
	p.next()
	b := open(t, p, "/x/", "503")
	b.Until(overlayOpen)
	if text := browsertest.Read[string](b, overlayText); !strings.Contains(text, "it is <b>bad</b>") || !strings.Contains(text, "There is no site yet") {
		t.Errorf("overlay: %s", text)
	}
	write(t, path, "good")
	b.Until(`document.body.textContent.includes("good") && document.readyState === "complete"`)
	if !browsertest.Read[bool](b, overlayGone) {
		t.Error("the overlay is still there")
	}
}

// When the server ends, open pages say so; when it is back they are brought up to date.
func TestBrowserServerGone(t *testing.T) {
	p := run(t, Options{Build: fixed(small("old"))})
	p.next()
	b := open(t, p, "/x/", "net::ERR_CONNECTION_REFUSED", "net::ERR_INCOMPLETE_CHUNKED_ENCODING", "net::ERR_CONNECTION_RESET", "net::ERR_EMPTY_RESPONSE")
	b.Until(`document.body.textContent.includes("old")`)
	browsertest.Read[any](b, `new Promise((resolve) => navigator.locks.query().then(function again(state) {
		if (state.held.length) resolve();
		else navigator.locks.query().then(again);
	}))`)
	must(t, p.stop())
	b.Until(overlay + `?.querySelector(".lost").hidden === false`)
	l, err := Listen("127.0.0.1:"+p.port, false)
	must(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- New(l, Options{Build: fixed(small("new")), Report: func(Report) {}}).Serve(ctx, l) }()
	b.Until(`document.body.textContent.includes("new")`)
	cancel()
	must(t, <-ended)
}

package site_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// ticket is what a user pastes: two vendors' codes, one string that several share, a card number, a
// typing error, markup.
const ticket = `2025-03-01 12:00:01 ERROR pay: {"reasonCode":"INVALID_PAN","accountNumber":"4111 1111 1111 1111"}
2025-03-01 12:00:02 WARN  sdk: SERVER_ERROR_WRONG_OTP_VALUE for user 12345
2025-03-01 12:00:02 WARN  sdk: SERVER_ERROR_WRONG_OTP_VALUE again
2025-03-01 12:00:03 INFO  <img src=x onerror=alert(1)> KeylessUserError(30004)
2025-03-01 12:00:04 ERROR app: TOTALLY_UNKNOWN_THING_HAPPENED
`

// paste puts a text into the field of /find/ and waits for the answer.
func (p *tab) paste(text string) {
	p.T.Helper()
	p.Click("#text")
	p.Empty()
	p.Until(`document.querySelector("[data-find-status]").textContent === ""`)
	p.Enter(text)
	p.foundSomething()
}

func (p *tab) foundSomething() {
	p.T.Helper()
	p.Until(`/ line/.test(document.querySelector("[data-find-status]").textContent)`)
}

// findings returns the codes that /find/ shows, each with the ids that it may be.
func (p *tab) findings() map[string][]string {
	p.T.Helper()
	return read[map[string][]string](p, `Object.fromEntries([...document.querySelectorAll("[data-find-results] .finding")].map((e) => [
		e.querySelector("h2 code, h3 code").textContent,
		[...e.querySelectorAll(".refs a")].map((a) => a.href.replace(`+quote(p.Home)+`, "").replace(/\/$/, ""))]))`)
}

// TestFindReadsALog pastes a log and reads the answer.
func TestFindReadsALog(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, below), look{})
	p.grant("clipboard-read", "clipboard-write")
	p.GoTo("find/")
	p.paste(ticket)
	found := p.findings()
	for code, id := range map[string]string{
		"INVALID_PAN":                  "mastercard-mdes/reason-codes/invalid-pan",
		"SERVER_ERROR_WRONG_OTP_VALUE": "thales/android/server-error-wrong-otp-value",
		"30004":                        "keyless/user/30004",
	} {
		if !slices.Contains(found[code], id) {
			t.Errorf("%s: want %s, have %v", code, id, found)
		}
	}
	all := p.Text("[data-find-results]")
	for _, want := range []string{"Line 1", "Line 2", "Line 4", "TOTALLY_UNKNOWN_THING_HAPPENED", "confidence"} {
		if !strings.Contains(all, want) {
			t.Errorf("the answer does not say %q: %s", want, all)
		}
	}
	if strings.Contains(strings.ReplaceAll(all, " ", ""), "4111111111111111") {
		t.Error("the answer shows the card number")
	}
	if n := read[int](p, `document.querySelectorAll("main img").length`); n > 0 {
		t.Error("markup in the log makes elements on the page")
	}
	p.accessible("/find/ with results")

	p.paste("Visa error 30004\nThales says INVALID_PAN\nThales says SERVER_ERROR")
	all = p.Text("[data-find-results]")
	for _, want := range []string{"Visa Acceptance Solutions documents none; Keyless has it.", "not in the list of Thales", "less likely: SERVER_ERROR"} {
		if !strings.Contains(all, want) {
			t.Errorf("the answer does not say %q: %s", want, all)
		}
	}
	if q := read[string](p, `new URL(document.querySelector("[data-find-results] a[href*='search/']").href).searchParams.get("q")`); q != "Thales INVALID_PAN" {
		t.Errorf("a code that its vendor does not have is searched for with %q", q)
	}
	p.paste(ticket)

	p.Click("[data-find-copy]")
	p.Until(`document.querySelector("[data-find-status]").textContent.startsWith("Copied")`)
	summary := p.clipboard("text/plain")
	for _, want := range []string{"INVALID_PAN", p.Home + "mastercard-mdes/reason-codes/invalid-pan/"} {
		if !strings.Contains(summary, want) && !strings.Contains(summary, strings.Replace(want, "mastercard-mdes/reason-codes/invalid-pan", "e/mdes-invalid-pan", 1)) {
			t.Errorf("the summary has no %q: %s", want, summary)
		}
	}
	if strings.Contains(strings.ReplaceAll(summary, " ", ""), "4111111111111111") {
		t.Error("the summary contains the card number")
	}

	p.Click("[data-find-clear]")
	p.Until(`document.querySelector("[data-find-results]").children.length === 0 && document.querySelector("#text").value === ""`)
	if p.Shown("[data-find-copy]") {
		t.Error("there is something to copy although nothing is found")
	}
}

// TestFindKeepsTheTextToItself watches the network and the storage while a text is looked through.
func TestFindKeepsTheTextToItself(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, atRoot), look{})
	p.GoTo("find/")
	p.paste("SERVER_ERROR") // what the finder needs is fetched by now
	p.Asked()
	p.paste(ticket)
	p.paste(`{"code": 30004, "secret": "hunter2"}`)
	read[bool](p, `new Promise((done) => setTimeout(() => done(true), 300))`)
	if asked := p.Asked(); len(asked) > 0 {
		t.Errorf("after pasting the page asks for %v", asked)
	}
	kept := read[string](p, `(async () => JSON.stringify([
		{ ...localStorage }, { ...sessionStorage }, (await indexedDB.databases()).length, (await caches.keys()).length,
		history.state, location.search + location.hash, document.cookie, window.name]))()`)
	if kept != `[{},{},0,0,null,"","",""]` {
		t.Errorf("the page keeps %s", kept)
	}
	p.Do(chromedp.Reload())
	p.Until(`document.readyState === "complete"`)
	if got := read[string](p, `document.querySelector("#text").value`); got != "" {
		t.Errorf("after a reload the text is still there: %q", got)
	}
}

// TestFindTakesFiles opens a file by the button and by dropping it, and refuses one that is too large.
func TestFindTakesFiles(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, atRoot), look{})
	p.GoTo("find/")
	choose := func(name string, data []byte) {
		t.Helper()
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
		p.Do(chromedp.SetUploadFiles(chromedp.CSS("[data-find-input]"), []string{name}, chromedp.NodeReady))
	}
	dir := t.TempDir()
	for _, when := range []string{"the first time", "once more"} {
		choose(filepath.Join(dir, "app.log"), []byte(ticket))
		p.foundSomething()
		if found := p.findings(); len(found) < 3 {
			t.Errorf("in a file chosen %s: %v", when, found)
		}
		p.Click("[data-find-clear]")
		p.Until(`document.querySelector("[data-find-status]").textContent === ""`)
	}
	read[bool](p, `(() => {
		const dropped = new DataTransfer();
		dropped.items.add(new File(["at SERVER_ERROR_WRONG_OTP_VALUE"], "drop.txt"));
		return document.querySelector("#text").dispatchEvent(new DragEvent("drop", { dataTransfer: dropped, bubbles: true, cancelable: true })) || true;
	})()`)
	p.foundSomething()
	if found := p.findings(); len(found) != 1 {
		t.Errorf("in a dropped file: %v", found)
	}
	choose(filepath.Join(dir, "large.log"), make([]byte, 5<<20+1))
	p.Until(`document.querySelector("[data-find-status]").textContent.includes("larger than 5 MB")`)
}

// TestPageReactsDuringFind searches 1 MB and counts how often the page could react meanwhile.
func TestPageReactsDuringFind(t *testing.T) {
	p := open(t, serve(t, atRoot), look{})
	p.GoTo("find/")
	p.paste("SERVER_ERROR")
	p.Click("[data-find-clear]")
	turns := read[float64](p, `new Promise((done) => {
		const field = document.querySelector("#text"), note = document.querySelector("[data-find-status]");
		let turns = 0;
		const turn = () => {
			turns++;
			if (/ line/.test(note.textContent)) done(turns);
			else setTimeout(turn, 0);
		};
		field.value = `+quote(ticket)+`.repeat(2500).slice(0, 1 << 20);
		field.dispatchEvent(new Event("input", { bubbles: true }));
		setTimeout(turn, 0);
	})`)
	if turns < 10 {
		t.Errorf("the page could react %.0f times while 1 MB was searched", turns)
	}
}

// TestFindIsUnavailable breaks what /find/ needs.
func TestFindIsUnavailable(t *testing.T) {
	t.Parallel()
	s, base := built(t, atRoot)
	whole := s.Handler(base)
	for name, fail := range broken {
		t.Run(name, func(t *testing.T) {
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if strings.HasPrefix(r.URL.Path, "/api/") || strings.HasPrefix(r.URL.Path, "/search/") && !strings.HasSuffix(r.URL.Path, "/") {
					fail(w, r)
					return
				}
				whole.ServeHTTP(w, r)
			}))
			t.Cleanup(server.Close)
			p := open(t, server.URL+base, look{})
			p.Expect("/api/")
			p.Expect("/search/")
			p.GoTo("find/")
			p.Click("#text")
			p.Enter("SERVER_ERROR")
			p.Until(`document.querySelector("[data-find-status] a")?.href === "` + p.Home + `codes/"`)
		})
	}
}

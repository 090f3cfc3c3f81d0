package site_test

import (
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/errdocs/errdocs/internal/testenv"
	"github.com/errdocs/errdocs/site"
)

// hit is one result as the dialog or the search page shows it.
type hit struct{ Code, ID string }

const (
	optionHits = `.finder[open] [role=option]`
	pageHits   = `[data-search-results] .hit`
)

// hits returns the results on show.
func (p *tab) hits(selector string) []hit {
	p.T.Helper()
	return read[[]hit](p, `[...document.querySelectorAll(`+quote(selector)+`)].map((e) => (
		{ Code: e.querySelector("code").textContent, ID: e.href.replace(`+quote(p.Home)+`, "").replace(/\/$/, "") }))`)
}

// answered is true when the dialog shows the answer to all that was typed.
const answered = `document.querySelector(".finder .list").ariaBusy === "false"`

// openDialog opens the search dialog with the keyboard.
func (p *tab) openDialog() {
	p.T.Helper()
	p.Press("k", chromedp.ModifierCtrl)
	p.Until(`document.activeElement.closest(".finder[open]")`)
}

// search types a text into the open dialog and returns the results.
func (p *tab) search(text string) []hit {
	p.T.Helper()
	p.Press("a", chromedp.ModifierCtrl)
	p.Enter(text)
	p.Until(`document.querySelector(".finder input").value === ` + quote(text) + " && " + answered)
	return p.hits(optionHits)
}

// TestDialogFindsEveryCode types each code of the catalog into the search dialog: a code of just that
// string comes first, and so do all others that share it. A short run types every fourth code.
func TestDialogFindsEveryCode(t *testing.T) {
	t.Parallel()
	c := site.DefaultCatalog(t)
	share := map[string][]string{}
	for code := range allCodes(c) {
		share[code.Code] = append(share[code.Code], code.ID())
	}
	p := open(t, serve(t, atRoot), look{})
	p.GoTo("help/")
	p.openDialog()
	i, step := 0, testenv.Times(4, 1)
	for code := range allCodes(c) {
		if i++; i%step != 0 {
			continue
		}
		hits := p.search(code.Code)
		if len(hits) == 0 || hits[0].Code != code.Code {
			t.Errorf("%s: result 1 is %v", code.Code, hits[:min(1, len(hits))])
		}
		for _, id := range share[code.Code] {
			if !slices.ContainsFunc(hits, func(h hit) bool { return h.ID == id }) {
				t.Errorf("%s: %s is not among the results", code.Code, id)
			}
		}
	}
}

// TestDialogFindsPhrases asks in the words of people who have a ticket.
func TestDialogFindsPhrases(t *testing.T) {
	t.Parallel()
	tests := []struct {
		phrase string
		right  []string
	}{
		{"otp wrong", []string{"thales/android/server-error-wrong-otp-value", "thales/ios/tmgerror-servererrorwrongotp"}},
		{"too many requests", []string{"token-io/http/429", "thales/android/server-error-too-many-request", "visa-uctp/unbind-app/rate-limit-exceeded"}},
		{"face does not match", []string{"keyless/user/30004"}},
		{"card already on device", []string{"mastercard-mdes/reason-codes/duplicate-request"}},
		{"retry after header", []string{"mastercard-mdes/reason-codes/no-response-from-issuer", "mastercard-mdes/http/503"}},
	}
	p := open(t, serve(t, atRoot), look{})
	p.GoTo("thales/")
	p.openDialog()
	for _, test := range tests {
		hits := p.search(test.phrase)
		if !slices.ContainsFunc(hits[:min(3, len(hits))], func(h hit) bool { return slices.Contains(test.right, h.ID) }) {
			t.Errorf("%q: none of %v is among the first three of %v", test.phrase, test.right, hits)
		}
	}
}

// TestDialogKeys uses the dialog without a mouse, and opens it with one.
func TestDialogKeys(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, below), look{})
	isOpen := `document.querySelector(".finder")?.open && document.activeElement.matches(".finder input")`
	shut := `!document.querySelector(".finder[open]")`

	p.GoTo("thales/android/server-error/")
	p.Press("/")
	p.Until(isOpen)
	if got := read[string](p, `document.activeElement.value`); got != "" {
		t.Errorf("the key that opens the dialog is typed into it: %q", got)
	}
	p.Press(kb.Escape)
	p.Until(shut)
	p.Press("k", chromedp.ModifierCtrl)
	p.Until(isOpen)
	p.Press(kb.Escape)
	p.Until(shut)
	p.Click(".searchbox")
	p.Until(isOpen)

	// Typed key by key; the arrows go around, and assistive technology gets their position.
	p.Do(chromedp.KeyEvent("server_err"))
	p.Until(`document.querySelectorAll("` + optionHits + `").length > 2`)
	p.Until(answered)
	at := `document.querySelector(".finder [aria-selected=true]").id + " " + document.activeElement.getAttribute("aria-activedescendant")`
	for i, key := range []string{"", kb.ArrowDown, kb.ArrowDown, kb.ArrowUp, kb.ArrowUp, kb.ArrowUp} {
		if key != "" {
			p.Press(key)
		}
		last := read[string](p, `[...document.querySelectorAll("`+optionHits+`")].at(-1).id`)
		want := []string{"hit-0", "hit-1", "hit-2", "hit-1", "hit-0", last}[i]
		if got := read[string](p, at); got != want+" "+want {
			t.Errorf("after %d keys the choice is %q, want %q", i, got, want)
		}
	}
	p.Press(kb.ArrowDown)
	p.Press(kb.ArrowDown)
	want := p.hits(optionHits)[1].ID
	p.Press(kb.Enter)
	p.At(want + "/")

	// In a field the key / is a character like others.
	p.GoTo("search/")
	p.Click("#q")
	p.Press("/")
	p.Until(`document.activeElement.id === "q" && document.activeElement.value === "/"`)
	if p.Shown(".finder") {
		t.Error("/ opens the dialog from within a field")
	}
}

// TestSingleKeyCanBeSwitchedOff checks WCAG 2.1.4.
func TestSingleKeyCanBeSwitchedOff(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, atRoot), look{})
	p.GoTo("help/")
	p.Click("[data-single-key]")
	p.GoTo("thales/")
	p.Press("/")
	p.openDialog() // by now a dialog that / had opened would be there, with "/" and "k" in it
	p.Press(kb.Escape)
	p.Until(`!document.querySelector(".finder[open]")`)
	p.Press("/")
	if read[bool](p, `new Promise((done) => setTimeout(() => done(Boolean(document.querySelector(".finder[open]"))), 200))`) {
		t.Error("/ opens the dialog although it is switched off")
	}
	p.GoTo("help/")
	if read[bool](p, `document.querySelector("[data-single-key]").checked`) {
		t.Error("the choice is not remembered")
	}
}

// TestDialogFacets narrows a result and widens it again.
func TestDialogFacets(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, atRoot), look{})
	p.GoTo("thales/")
	p.openDialog()
	all := p.search("SERVER_ERROR")
	vendors := map[string]bool{}
	for _, h := range all {
		vendors[strings.Split(h.ID, "/")[0]] = true
	}
	if len(vendors) < 2 {
		t.Fatalf("want results of several vendors, have %v", all)
	}
	facet := `document.querySelector('.finder select[data-facet="vendor"]')`
	option := read[string](p, `[...`+facet+`.options].find((o) => o.text.startsWith("Thales")).text`)
	choose := func(value string) {
		p.Do(chromedp.SetValue(chromedp.CSS(`.finder select[data-facet="vendor"]`), value))
		read[bool](p, facet+`.dispatchEvent(new Event("change", { bubbles: true }))`)
	}
	choose(read[string](p, `[...`+facet+`.options].find((o) => o.text.startsWith("Thales")).value`))
	p.Until(`[...document.querySelectorAll("` + optionHits + `")].every((e) => e.href.includes("/thales/"))`)
	total := read[string](p, `document.querySelector(".finder .status").firstChild.textContent`)
	if want := strings.TrimSuffix(option[strings.LastIndex(option, "(")+1:], ")"); !strings.HasPrefix(total, want+" result") {
		t.Errorf("the facet says %q, the result %q", option, total)
	}
	choose("")
	p.Until(`[...document.querySelectorAll("` + optionHits + `")].some((e) => !e.href.includes("/thales/"))`)
	if again := p.hits(optionHits); !slices.Equal(all, again) {
		t.Errorf("without the facet: %v, want %v", again, all)
	}
}

// TestNothingIsFetchedBeforeIntent follows the requests of a reader who comes, points and searches.
func TestNothingIsFetchedBeforeIntent(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, atRoot), look{})
	p.GoTo("thales/android/server-error/")
	read[bool](p, `new Promise((done) => setTimeout(() => done(true), 300))`)
	searching := func(path string) bool {
		return strings.HasPrefix(path, "search/") || strings.HasPrefix(path, "api/") ||
			slices.ContainsFunc([]string{"dialog.js", "client.js", "resolve.js"}, func(s string) bool { return strings.HasSuffix(path, s) })
	}
	if early := slices.DeleteFunc(p.Asked(), func(path string) bool { return !searching(path) }); len(early) > 0 {
		t.Errorf("a page that is only read fetches %v", early)
	}
	at := read[[]float64](p, `(({ x, y }) => [x + 5, y + 5])(document.querySelector(".searchbox").getBoundingClientRect())`)
	p.Do(chromedp.MouseEvent("mouseMoved", at[0], at[1]))
	p.Until(`performance.getEntriesByType("resource").some((e) => e.name.endsWith("/root.json"))`)
	if got := slices.DeleteFunc(p.Asked(), func(path string) bool { return !searching(path) }); len(got) != 2 {
		t.Errorf("pointing at the search box fetches %v, want the dialog and the root of the index", got)
	}
	p.openDialog()
	p.search("SERVER_ERROR")
	if got := slices.DeleteFunc(p.Asked(), func(path string) bool { return !searching(path) }); len(got) > 4 {
		t.Errorf("a first search of a small catalog fetches %v, want four files at most", got)
	}
}

// broken are the ways in which a search index can be unusable.
var broken = map[string]http.HandlerFunc{
	"missing":     func(w http.ResponseWriter, r *http.Request) { http.NotFound(w, r) },
	"server down": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) },
	"truncated": func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`{"format":"errdocs-search 8","docs":15`))
	},
	"foreign": func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`{"format":"pagefind 1","docs":[1,2,3]}`))
	},
	"hostile": func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`{"format":"errdocs-search 8","__proto__":{"terms":["a"]},"files":{"terms":{"names":"../../../etc"}},"docs":1e99}`))
	},
	"a page": func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`<!doctype html><title>Sign in</title>`))
	},
}

// TestSearchIsUnavailable breaks the index: readers see a message, and are led to the list of all codes. A short run breaks
// the one part or the other in each way.
func TestSearchIsUnavailable(t *testing.T) {
	t.Parallel()
	s, base := built(t, atRoot)
	whole := s.Handler(base)
	for i, name := range slices.Sorted(maps.Keys(broken)) {
		fail := broken[name]
		for part, path := range map[string]*regexp.Regexp{"root": regexp.MustCompile(`/search/root\.json$`), "terms": regexp.MustCompile(`/search/[0-9a-f]{8}\.json$`)} {
			if (part == "root") == (i%2 == 0) && !testenv.Long() {
				continue
			}
			t.Run(name+" "+part, func(t *testing.T) {
				server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					if path.MatchString(r.URL.Path) {
						fail(w, r)
						return
					}
					whole.ServeHTTP(w, r)
				}))
				t.Cleanup(server.Close)
				p := open(t, server.URL+base, look{})
				p.Expect("/search/")
				p.GoTo("thales/android/")
				p.openDialog()
				query := map[string]string{"root": "SERVER_ERROR", "terms": "customer waits"}[part] // names are in the root
				p.Enter(query)
				p.Until(`document.querySelector(".finder .status a")?.href === "` + p.Home + `codes/"`)
				if got := p.Text(".finder .status"); !strings.Contains(got, "unavailable") {
					t.Errorf("the dialog says %q", got)
				}
				if hits := p.hits(optionHits); len(hits) > 0 {
					t.Errorf("the dialog shows %v", hits)
				}
				p.GoTo("search/?q=" + url.QueryEscape(query))
				p.Until(`document.querySelector("[data-search-status] a")?.href === "` + p.Home + `codes/"`)
			})
		}
	}
}

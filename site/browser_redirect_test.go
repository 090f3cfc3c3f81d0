package site_test

import (
	"bytes"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/testenv"
	"github.com/errdocs/errdocs/site"
)

// visit starts to load an address and does not wait: the address may lead on to another one.
func (p *tab) visit(address string) {
	p.T.Helper()
	must(p, page.Navigate, page.NavigateParams{URL: p.Home + address})
}

// TestRedirectsKeepQueryAndFragment follows redirects of every kind. Scripts carry the query and the
// fragment over; without scripts a redirect still arrives.
func TestRedirectsKeepQueryAndFragment(t *testing.T) {
	t.Parallel()
	home := serve(t, below)
	scripts, none := open(t, home, look{}), open(t, home, look{NoScripts: true})
	s := site.DefaultSite(t)
	for _, r := range someRedirects(t, s) {
		const more = "?from=a%20mail&q=%2F%3F#sources"
		scripts.visit(r.from + more)
		scripts.At(r.to + more)
		none.visit(r.from)
		none.At(r.to)
	}
}

type redirect struct{ from, to string }

// someRedirects returns redirects from every corner of a site: short links, aliases, single strings.
func someRedirects(t *testing.T, s *site.Site) []redirect {
	t.Helper()
	var all []redirect
	for _, f := range s.Files {
		_, target, ok := bytes.Cut(f.Data, []byte(`http-equiv=refresh content="0; url=`))
		if !ok {
			continue
		}
		target, _, _ = bytes.Cut(target, []byte(`"`))
		all = append(all, redirect{strings.TrimSuffix(f.Path, "index.html"), path.Join(path.Dir(f.Path), string(target)) + "/"})
	}
	var some []redirect
	seen := map[string]int{}
	for _, r := range all {
		corner, _, _ := strings.Cut(r.from, "/")
		if seen[corner]++; seen[corner]%testenv.Times(120, 30) == 1 {
			some = append(some, r)
		}
	}
	if len(some) < 4 {
		t.Fatalf("%d redirects of %d", len(some), len(all))
	}
	return some
}

// mutated returns what becomes of a code's address on its way through mails, tickets and heads.
func mutated(c *content.Code, other *content.Set) map[string]string {
	path := c.ID()
	dir := strings.TrimSuffix(path, c.Slug)
	return map[string]string{
		"upper case":         strings.ToUpper(path) + "/",
		"underscores":        dir + strings.ReplaceAll(c.Slug, "-", "_") + "/",
		"no slash":           path,
		".html":              path + ".html",
		"wrong vendor":       other.Vendor.ID + "/" + other.ID + "/" + c.Slug + "/",
		"full stop, encoded": path + "%2E",
		"bracket":            path + "/)",
		"full stop":          path + ".",
	}
}

// otherSet returns a set of another vendor, one that has no code that is spelled alike: there the same
// address would mean that vendor's code.
func otherSet(c *content.Catalog, code *content.Code) *content.Set {
	taken := map[*content.Vendor]bool{code.Set.Vendor: true}
	for other := range allCodes(c) {
		for _, name := range append([]string{other.Code, other.Name}, other.Aliases...) {
			taken[other.Set.Vendor] = taken[other.Set.Vendor] || content.Fold(name) == content.Fold(code.Slug)
		}
	}
	for _, v := range c.Vendors {
		if !taken[v] {
			return v.Sets[0]
		}
	}
	return code.Set // all vendors have it
}

// TestEveryMutatedAddressResolves asks the resolver that the page of wrong addresses uses, in the
// browser, for eight wrong addresses of every code: it names the code's page, or a list with it.
func TestEveryMutatedAddressResolves(t *testing.T) {
	t.Parallel()
	c := site.DefaultCatalog(t)
	s, base := built(t, below)
	p := open(t, serve(t, below), look{})
	p.GoTo("help/")
	read[bool](p, `import(document.querySelector("script[type=module]").src.replace("site.js", "resolve.js")).then(({ openResolver }) => {
		window.resolver = openResolver(`+quote(base)+`, (...args) => fetch(...args));
		return true;
	})`)
	for code := range allCodes(c) {
		for how, address := range mutated(code, otherSet(c, code)) {
			if s.File(address+"index.html") != nil {
				continue // what is wrong for this code is right for another
			}
			got := read[[]string](p, `resolver.resolveAddress(`+quote(base+address)+`, `+quote(base)+`).then((r) =>
				r.target ? [r.target.replace(/\/$/, "")] : r.kind === "nearest" ? [] : r.entries.map((e) => e.id))`)
			if !slices.Contains(got, code.ID()) {
				t.Errorf("%s (%s) leads to %v, want %s", address, how, got, code.ID())
			}
		}
	}
}

// TestWrongAddressesLeadToPages opens wrong addresses: readers are on the right page, or before a list
// with it, after two loads at most. A short run opens each kind of address of one code.
func TestWrongAddressesLeadToPages(t *testing.T) {
	t.Parallel()
	c := site.DefaultCatalog(t)
	p := open(t, serve(t, below), look{})
	p.Expect("404")
	codes := []string{"thales/ios/tmgerror-servererror", "mastercard-mdes/reason-codes/invalid-pan", "token-io/grpc/not-found"}
	step := testenv.Times(len(codes), 1)
	for code := range allCodes(c) {
		n := slices.Index(codes, code.ID())
		if n < 0 {
			continue
		}
		addresses := mutated(code, otherSet(c, code))
		for i, how := range slices.Sorted(maps.Keys(addresses)) {
			if i%step != n%step {
				continue
			}
			address := addresses[how]
			p.Loaded()
			p.visit(address + "?a=b#sources")
			p.Until(`document.readyState === "complete" && (location.href === ` + quote(p.Home+code.ID()+"/?a=b#sources") +
				` || document.querySelector("[data-lost-results] a[href$='` + code.ID() + `/']"))`)
			if loads := p.Loaded(); loads > 2 {
				t.Errorf("%s (%s): %d loads", address, how, loads)
			}
		}
	}
}

// TestWrongAddressesThatMeanNothing stay where they are and offer what there is.
func TestWrongAddressesThatMeanNothing(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, below), look{})
	p.Expect("404")
	p.GoTo("nonsense/more/words/")
	p.Until(`document.querySelector("[data-lost-status]").textContent !== ""`)
	if !p.Shown("main form input") || !p.Shown(`main a[href$="codes/"]`) {
		t.Error("the page offers no search and no list")
	}
	p.accessible("404.html without an idea")
	p.GoTo("thales/ios/serverErrorWrongOPT/")
	p.Until(`document.querySelector("[data-lost-results] a[href$='thales/ios/tmgerror-servererrorwrongotp/']")`)
	p.accessible("404.html with the nearest codes")
	for _, address := range []string{"%3Cimg%20src=x%20onerror=alert(1)%3E/", "__proto__/", strings.Repeat("x/", 2000), "%F0%9F%98%80"} {
		p.GoTo(address)
		p.Until(`document.querySelector("[data-lost-status]")?.textContent !== ""`) // or another page by now
		if at := read[string](p, `document.documentElement.dataset.kind`); at != "notfound" {
			t.Errorf("%.40s is taken for the address of a page, type %s", address, at)
		}
		if n := read[int](p, `document.querySelectorAll("main img").length`); n > 0 {
			t.Errorf("%.40s makes elements on the page", address)
		}
	}
}

// TestGo follows what macros of ticket systems link to.
func TestGo(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, below), look{})
	for _, test := range []struct{ query, page string }{
		{"q=INVALID_PAN", "mastercard-mdes/reason-codes/invalid-pan/"},
		{"q=invalid+pan", "mastercard-mdes/reason-codes/invalid-pan/"},
		{"q=SERVER_ERROR&vendor=visa-uctp", "visa-uctp/unbind-app/server-error/"},
		{"q=mdes-invalid-pan", "mastercard-mdes/reason-codes/invalid-pan/"},
		{"vendor=keyless&q=30004", "keyless/user/30004/"},
		{"q=thales+crypto_error", "thales/android/server-error-crypto-error/"},
		{"q=SERVER_ERROR&vendor=visa", "visa-uctp/unbind-app/server-error/"},
		{"q=INVALID_PAN&vendor=nobody", "mastercard-mdes/reason-codes/invalid-pan/"},
	} {
		p.visit("go/?" + test.query + "#sources")
		p.At(test.page + "#sources")
	}
	// The search says what a vendor does not document, and finds words.
	none := `document.querySelector("[data-search-status]").textContent.includes("%s documents none")`
	for _, test := range []struct{ query, vendor, shown string }{
		{"CRYPTO_ERROR mastercard", "", fmt.Sprintf(none, "Mastercard MDES")},
		{"INVALID_PAN", "thales", fmt.Sprintf(none, "Thales")},
		{"404", "visa", fmt.Sprintf(none, "Visa Acceptance Solutions")},
		{"one-time code expired", "", `document.querySelector("[data-search-results] .hit")?.textContent.includes("SERVER_ERROR_EXPIRED_OTP")`},
	} {
		p.visit("go/?" + url.Values{"q": {test.query}, "vendor": {test.vendor}}.Encode())
		p.Until(`location.pathname.endsWith("/search/")`)
		p.Until(test.shown)
	}
	for _, test := range []struct {
		query string
		pages []string
	}{
		{"q=SERVER_ERROR", []string{"thales/android/server-error/", "visa-uctp/unbind-app/server-error/"}},
		{"q=INVALID_PNA", []string{"mastercard-mdes/reason-codes/invalid-pan/"}},
	} {
		p.GoTo("go/?" + test.query)
		p.Until(`document.querySelector("[data-go-results] a")`)
		for _, page := range test.pages {
			if read[int](p, `document.querySelectorAll("[data-go-results] a[href$='`+page+`']").length`) != 1 {
				t.Errorf("?%s does not list %s: %s", test.query, page, p.Text("[data-go-results]"))
			}
		}
		p.accessible("/go/?" + test.query)
	}
	for _, query := range []string{"", "q=", "q=zzzzzzzzzzzz", "q=%3Cimg+src=x+onerror=alert(1)%3E", "q=__proto__", "q=%ff%00", "q=" + strings.Repeat("A_", 5000), "vendor=thales"} {
		p.GoTo("go/?" + query)
		p.Until(`document.querySelector("[data-go-status]").textContent !== ""`)
		if n := read[int](p, `document.querySelectorAll("main img").length`); n > 0 {
			t.Errorf("?%.40s makes elements on the page", query)
		}
	}
}

// TestResolverIsUnavailable breaks the data of /go/ and of the page of wrong addresses.
func TestResolverIsUnavailable(t *testing.T) {
	t.Parallel()
	s, base := built(t, atRoot)
	whole := s.Handler(base)
	for name, fail := range broken {
		t.Run(name, func(t *testing.T) {
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if strings.HasPrefix(r.URL.Path, "/api/") {
					fail(w, r)
					return
				}
				whole.ServeHTTP(w, r)
			}))
			t.Cleanup(server.Close)
			p := open(t, server.URL+base, look{})
			p.Expect("/api/")
			p.Expect(fmt.Sprintf("status 404 at %s%sthales/nonsense/", server.URL, base))
			p.Expect("thales/nonsense/")
			p.GoTo("go/?q=INVALID_PAN")
			p.Until(`document.querySelector("[data-go-status] a")?.href === "` + p.Home + `codes/"`)
			p.GoTo("thales/nonsense/")
			p.Until(`document.querySelector("main a[href$='codes/']").checkVisibility()`)
		})
	}
}

package site_test

import (
	"bytes"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/errdocs/errdocs/site"
)

// TestCrawl reads every file of the default site through a server that behaves like GitHub Pages, at
// the root of a domain and below a path, and follows every address in it.
func TestCrawl(t *testing.T) {
	for _, address := range []string{atRoot, below} {
		s, base := built(t, address)
		t.Run("at "+base, func(t *testing.T) {
			t.Parallel()
			c := crawler{
				t: t, address: address, base: base, server: s.Handler(base),
				files: map[string]*answer{}, linked: map[string]bool{}, broken: map[string][]string{},
			}
			for _, f := range s.Files {
				c.file(f.Path)
			}
			c.report()
			c.reachable(s)
		})
	}
}

// crawler asks a handler for the files of a site, each once.
type crawler struct {
	t       *testing.T
	address string // where the site says it is published
	base    string
	server  http.Handler
	files   map[string]*answer
	linked  map[string]bool     // what pages link to, for readers to click
	broken  map[string][]string // what is wrong, and the pages that have it
}

// answer is what the server said to an address.
type answer struct {
	status int
	kind   string
	body   []byte
	ids    map[string]bool
	links  []link
}

// link is an address in a file.
type link struct {
	from, to string
	click    bool // <a href>
}

func (c *crawler) get(path string) *answer {
	if a := c.files[path]; a != nil {
		return a
	}
	w := httptest.NewRecorder()
	c.server.ServeHTTP(w, httptest.NewRequest("GET", "http://site.test"+path, nil))
	a := &answer{status: w.Code, kind: w.Header().Get("Content-Type"), body: w.Body.Bytes()}
	c.files[path] = a
	switch {
	case strings.HasPrefix(a.kind, "text/html"):
		a.html()
	case strings.HasPrefix(a.kind, "text/css"):
		a.find(cssAddress)
	case strings.HasPrefix(a.kind, "text/javascript"):
		a.find(scriptAddress)
	}
	return a
}

// file checks the addresses in one file of the site.
func (c *crawler) file(name string) {
	at := c.base + strings.TrimSuffix(name, "index.html")
	a := c.get(at)
	if a.status != http.StatusOK {
		c.t.Errorf("%s: status %d", at, a.status)
		return
	}
	page, err := url.Parse("http://site.test" + at)
	if err != nil {
		c.t.Error(err)
		return
	}
	for _, l := range a.links {
		if to, err := c.follow(page, l); err != nil {
			what := fmt.Sprintf("%s %s: %v", l.from, to, err)
			c.broken[what] = append(c.broken[what], at)
		}
	}
}

// report reports each mistake once, however many pages have it.
func (c *crawler) report() {
	for _, what := range slices.Sorted(maps.Keys(c.broken)) {
		c.t.Errorf("%s, on %d pages such as %s", what, len(c.broken[what]), c.broken[what][0])
	}
}

// follow checks one address: that it is answered at once, and has the anchor that it names.
func (c *crawler) follow(page *url.URL, l link) (*url.URL, error) {
	if mine, ok := strings.CutPrefix(l.to, c.address); ok {
		l.to = c.base + mine
	}
	to, err := page.Parse(l.to)
	if err != nil {
		return &url.URL{Opaque: l.to}, err
	}
	if to.Host != page.Host || to.Scheme != page.Scheme {
		if !l.click && l.from != "canonical" && l.from != "og:url" {
			return to, fmt.Errorf("the page would ask another site")
		}
		return to, nil
	}
	if !strings.HasPrefix(to.Path, c.base) {
		return to, fmt.Errorf("leads out of %s", c.base)
	}
	a := c.get(to.EscapedPath())
	if a.status != http.StatusOK {
		return to, fmt.Errorf("status %d", a.status)
	}
	if l.click {
		c.linked[to.Path] = true
	}
	if to.Fragment != "" && !a.ids[to.Fragment] {
		return to, fmt.Errorf("no such place on the page")
	}
	return to, nil
}

// reachable checks that readers get to every page by links.
func (c *crawler) reachable(s *site.Site) {
	for _, f := range s.Files {
		dir, ok := strings.CutSuffix(f.Path, "index.html")
		// Short links are for pasting, go/ is for macros of ticket systems, code/ also redirects.
		if !ok || dir == "" || dir == "go/" || bytes.Contains(f.Data, []byte(`http-equiv=refresh`)) {
			continue
		}
		if !c.linked[c.base+dir] {
			c.t.Errorf("no page links to %s", dir)
		}
	}
}

// html gathers the ids and the addresses of a page.
func (a *answer) html() {
	a.ids = map[string]bool{}
	z := html.NewTokenizer(bytes.NewReader(a.body))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.StartTagToken, html.SelfClosingTagToken:
			a.element(z.Token())
		}
	}
}

func (a *answer) element(e html.Token) {
	attr := map[string]string{}
	for _, at := range e.Attr {
		attr[at.Key] = at.Val
	}
	if id, ok := attr["id"]; ok {
		a.ids[id] = true
	}
	add := func(from, to string) { a.links = append(a.links, link{from, to, from == "a"}) }
	switch e.Data {
	case "a", "area":
		if to, ok := attr["href"]; ok {
			add("a", to)
		}
	case "link":
		add(attr["rel"], attr["href"])
	case "script", "img", "source", "iframe", "video", "audio":
		if to, ok := attr["src"]; ok {
			add(e.Data, to)
		}
	case "form":
		add("form", attr["action"])
	case "button":
		if to, ok := attr["data-copy-link"]; ok {
			add("data-copy-link", to)
		}
	case "meta":
		if _, to, ok := strings.Cut(attr["content"], "url="); ok && attr["http-equiv"] == "refresh" {
			add("refresh", to)
		}
		if attr["property"] == "og:url" {
			add("og:url", attr["content"])
		}
	}
}

var (
	cssAddress    = regexp.MustCompile(`url\(["']?([^"')]+)`)
	scriptAddress = regexp.MustCompile(`(?:\bfrom|\bimport)\s*\(?\s*"(\.[^"]+)"`)
)

// find gathers the addresses in a style sheet or a script.
func (a *answer) find(address *regexp.Regexp) {
	for _, m := range address.FindAllSubmatch(a.body, -1) {
		a.links = append(a.links, link{from: "import", to: string(m[1])})
	}
}

// TestNavigationStaysShort bounds the size of navigation: what grows with the catalog has pages.
func TestNavigationStaysShort(t *testing.T) {
	s := site.DefaultSite(t)
	for _, f := range s.Files {
		if path.Ext(f.Path) != ".html" {
			continue
		}
		doc, err := html.Parse(bytes.NewReader(f.Data))
		if err != nil {
			t.Fatal(err)
		}
		for nav := range doc.Descendants() {
			if nav.Type != html.ElementNode || nav.Data != "nav" {
				continue
			}
			links := 0
			for n := range nav.Descendants() {
				if n.Type == html.ElementNode && n.Data == "a" {
					links++
				}
			}
			if links > 40 {
				t.Errorf("%s: a <nav> with %d links", f.Path, links)
			}
		}
	}
}

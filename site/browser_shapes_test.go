package site_test

import (
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/errdocs/errdocs/internal/testenv"
	"github.com/errdocs/errdocs/internal/testenv/codeshapes"
	"github.com/errdocs/errdocs/site"
)

func shapesTab(t *testing.T, l look) *tab {
	t.Helper()
	s := site.Shapes(t)
	server := httptest.NewServer(s.Handler("/errdocs/"))
	t.Cleanup(server.Close)
	return open(t, server.URL+"/errdocs/", l)
}

// someShapes are the codes of the table that need pages to be loaded: some, with one for each mark that is written in another
// way in an address, in the long run all.
func someShapes() []codeshapes.Shape {
	var some []codeshapes.Shape
	step, marks := testenv.Times(48, 1), []string{"-1", "#", "*", "%", "/", "余"}
	for i, s := range codeshapes.All() {
		before := len(marks)
		marks = slices.DeleteFunc(marks, func(mark string) bool { return strings.Contains(s.Code, mark) })
		if i%step == 0 || len(marks) < before {
			some = append(some, s)
		}
	}
	return some
}

// TestShapesInBrowser visits codes of every shape: the page, the short link, /go/ with the code as it is written, and the
// page of wrong addresses with a wrong set and the slug in capitals.
func TestShapesInBrowser(t *testing.T) {
	t.Parallel()
	p := shapesTab(t, look{})
	p.Expect("404")
	shared := map[string]int{}
	for _, s := range codeshapes.All() {
		shared[s.Fold]++
	}
	for _, s := range someShapes() {
		p.GoTo(s.ID() + "/")
		if h1 := read[string](p, `document.querySelector("h1").textContent`); h1 != s.Code {
			t.Errorf("%s: h1 is %q, want %q", s.ID(), h1, s.Code)
		}
		p.visit("e/" + s.Set + "-" + s.Slug + "/")
		p.At(s.ID() + "/")
		p.arrives("go/?"+url.Values{"q": {s.Code}}.Encode(), s.ID()+"/")
		if !strings.ContainsAny(s.Code, "/%?*#") && shared[s.Fold] == 1 { // those that share a fold may share an address
			p.arrives("acme/"+s.Set+"/"+url.PathEscape(s.Code), s.ID()+"/")
		}
		p.arrives("acme/nowhere/"+strings.ToUpper(s.Slug)+".html", s.ID()+"/")
	}
}

// arrives visits an address and waits until the page is loaded, or a list of pages with it.
func (p *tab) arrives(address, page string) {
	p.T.Helper()
	p.visit(address)
	p.Until(`document.readyState === "complete" && (location.href === ` + quote(p.Home+page) +
		` || document.querySelector("[data-go-results] a, [data-lost-results] a")?.closest("ul").querySelector(` + quote(`a[href$="`+page+`"]`) + `))`)
}

// TestShapesInDialogAndFind types every code into the search dialog, in a short run every third one, and the dialog lists it
// first; and it pastes the logs of all into /find/.
func TestShapesInDialogAndFind(t *testing.T) {
	t.Parallel()
	p := shapesTab(t, look{})
	p.GoTo("help/")
	p.openDialog()
	var log []string
	step := testenv.Times(3, 1)
	for i, s := range codeshapes.All() {
		log = append(log, s.Log)
		if i%step != 0 {
			continue
		}
		if hits := p.search(s.Code); len(hits) == 0 || hits[0].ID != s.ID() {
			t.Errorf("%s: the dialog lists %v", s.ID(), hits[:min(1, len(hits))])
		}
	}
	p.GoTo("find/")
	p.paste(strings.Join(log, "\n"))
	found := p.findings()
	for _, s := range codeshapes.All() {
		if s.Log != "" && !slices.Contains(found[s.Code], s.ID()) {
			t.Errorf("%s: /find/ sees %v in %q", s.ID(), found[s.Code], s.Log)
		}
	}
}

// TestShapesFit opens lists and pages with codes of 120 characters, with and without separators, in a narrow window.
func TestShapesFit(t *testing.T) {
	t.Parallel()
	p := shapesTab(t, look{Width: 320, Height: 640})
	pages := []string{"", "codes/", "acme/", "acme/zh/", "compare/retry/"}
	for _, page := range pages {
		p.fits(page)
	}
	for _, s := range codeshapes.All() {
		if len(s.Code) != 120 {
			continue
		}
		p.fits(s.ID() + "/")
		p.GoTo("search/?q=" + s.Code)
		p.Until(`document.querySelector("[data-search-results] .hit")`)
		p.isNarrow("search/")
		p.GoTo("go/?q=" + s.Code[:119])
		p.Until(`document.querySelector("[data-go-results] a")`)
		p.isNarrow("go/")
		p.GoTo("find/")
		p.paste("error code: " + s.Code)
		p.isNarrow("find/")
		p.openDialog()
		p.search(s.Code)
		p.isNarrow("the search dialog")
	}
}

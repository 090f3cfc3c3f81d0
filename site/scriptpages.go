package site

import (
	"net/url"

	"github.com/errdocs/errdocs/templates"
)

// scriptPages adds the pages whose work is done by a script in the browser: the search, the lookup of
// codes in a text, the resolver for ticket macros, and the page for addresses that lead nowhere.
func scriptPages(b *builder) {
	h := b.ed.onlyHead(reading(anyOf(b.ed.examples)...), "search.search", "search.description")
	h.script = "search"
	b.page("search/", h, func(p *page) templates.View {
		return &templates.SearchPage{Examples: p.tryThese()}
	})
	h = b.ed.onlyHead(reading(), "find.heading", "find.description")
	h.script = "find"
	b.page("find/", h, func(*page) templates.View { return &templates.FindPage{} })
	h = b.ed.onlyHead(reading(), "go.heading", "go.description")
	h.script, h.noIndex = "go", true
	b.page("go/", h, func(*page) templates.View { return &templates.GoPage{} })
	h = b.ed.onlyHead(reading(), "notfound.title", "notfound.lead")
	h.script, h.noIndex, h.anywhere, h.crumbs = "notfound", true, true, nil
	b.pageAt("404.html", "404.html", b.ed.basePath(), h, func(*page) templates.View { return &templates.NotFoundPage{} })
}

// basePath returns the absolute path of the site's root, "/" when its address is not known.
func (ed *edition) basePath() string {
	u, err := url.Parse(ed.options.BaseURL)
	if err != nil || u.Path == "" {
		return "/"
	}
	return u.EscapedPath()
}

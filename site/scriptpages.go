package site

import (
	"net/url"

	"github.com/errdocs/errdocs/templates"
)

// scriptPages adds the pages whose work is done by a script in the browser: the search, the lookup of
// codes in a text, the resolver for ticket macros, and the page for addresses that lead nowhere.
func scriptPages(b *builder) {
	home := []templates.Link{{Text: "Home"}}
	b.page("search/", head{
		kind: "search", inputs: noTexts, titles: []string{"Search · " + b.ed.site.Title, "Search"}, crumbs: home, script: "search",
		description: "Search all codes by any spelling or by what happened.",
	}, func(p *page, base templates.Page) templates.View {
		return &templates.SearchPage{Page: base, Examples: p.tryThese()}
	})
	b.page("find/", head{
		kind: "find", inputs: noTexts, titles: []string{"Find codes in a log · " + b.ed.site.Title, "Find codes in a log"}, crumbs: home, script: "find",
		description: "Paste a log, a payload or a stack trace and see which codes are in it. The text stays in the browser.",
	}, func(_ *page, base templates.Page) templates.View { return &templates.FindPage{Page: base} })
	b.page("go/", head{
		kind: "go", inputs: noTexts, titles: []string{"Look up a code · " + b.ed.site.Title, "Look up a code"}, crumbs: home, script: "go", noIndex: true,
		description: "Takes any spelling of a code and leads to its page.",
	}, func(_ *page, base templates.Page) templates.View { return &templates.GoPage{Page: base} })
	b.pageAt("404.html", "404.html", b.ed.basePath(), head{
		kind: "notfound", inputs: noTexts, titles: []string{"Page not found · " + b.ed.site.Title, "Page not found"}, script: "notfound", noIndex: true,
		description: "The address leads to no page of this site.",
	}, func(_ *page, base templates.Page) templates.View {
		base.Canonical = ""
		return &templates.NotFoundPage{Page: base}
	})
}

// basePath returns the absolute path of the site's root, "/" when its address is not known.
func (ed *edition) basePath() string {
	u, err := url.Parse(ed.options.BaseURL)
	if err != nil || u.Path == "" {
		return "/"
	}
	return u.EscapedPath()
}

package site

import (
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
	"github.com/errdocs/errdocs/internal/jobs"
	"github.com/errdocs/errdocs/templates"
)

// shortLinks adds the redirects: "/e/{short id}/" of every code, and for each alias a page next to the
// code's own and a short link, so that the addresses of a renamed code stay.
func shortLinks(b *builder) {
	for _, set := range b.ed.allSets() {
		for _, c := range b.ed.bySet[set] {
			of := b.ed.of(c)
			b.redirect(of.short, of.shortFile, c)
		}
		for _, a := range b.ed.prepared[set]().aliases {
			for _, path := range []string{setPath(set) + a.slug + "/", "e/" + content.Slug(set.Key) + "-" + a.slug + "/"} {
				b.redirect(path, path+"index.html", a.code)
			}
		}
	}
}

// redirect adds a page that sends on to a code's. There are more of these than of others, so what is in it is made when it is.
func (b *builder) redirect(path, file string, c *content.Code) {
	of := b.ed.of(c)
	b.plan.redirect(path, file, of.url, of.leads)
	b.add(file, of.self, func(o *jobs.Output) error {
		h, p := redirectHead(c, path), b.newPage(path, upward(path))
		view := &templates.RedirectPage{Target: p.link(templates.Link{Text: c.Code, URL: h.canonical})}
		return p.make(o, p.base(h, h.titles[0]), view, func(data []byte) { o.File(file, data) })
	})
}

// redirectHead describes a redirect to a code. Such a page may have 900 bytes; the address of its target is in it twice, so a
// long one leaves less room for the description. To search engines a refresh at once is a redirect for ever, which says what a
// canonical link would; noindex would contradict it. An injected element could send the reader elsewhere itself: a policy for
// base URLs would stop nothing.
func redirectHead(c *content.Code, path string) head {
	h := head{titles: []string{c.Code}, noIndex: true, canonical: codePath(c)}
	if strings.HasPrefix(path, "e/") { // what people paste where links have previews
		h.titles[0] += " · " + c.Set.Vendor.Name
		h.description = words.Short(c.Summary, max(40, 160-2*max(0, len(codePath(c))-60)))
	}
	return h
}

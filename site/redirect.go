package site

import (
	"slices"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/templates"
)

// shortLinks adds the redirects: "/e/{short id}/" of every code, and for each alias a page beside the
// code's own and a short link, so that the addresses of a renamed code stay.
func shortLinks(b *builder) {
	for _, set := range sortedSets(b) {
		taken := map[string]bool{}
		for _, c := range set.Codes {
			taken[c.Slug] = true
		}
		for _, c := range b.bySet[set] {
			b.redirect(shortPath(c), c)
			for _, alias := range c.Aliases {
				slug := content.Slug(alias)
				if slug == "" || taken[slug] {
					continue
				}
				taken[slug] = true
				b.redirect(setPath(set)+slug+"/", c)
				b.redirect("e/"+content.Slug(set.Key)+"-"+slug+"/", c)
			}
		}
	}
}

// redirect adds a page that sends on to a code's. Such a page may have 1.2 KiB; the address of its
// target is in it four times, so a long one leaves less room for the description.
func (b *builder) redirect(path string, c *content.Code) {
	code := b.codeHead(c)
	h := head{
		kind: "redirect", titles: []string{c.Code + " · " + c.Set.Vendor.Name}, description: short(c.Summary, max(40, 160-4*max(0, len(codePath(c))-60))),
		noIndex: true, redirect: true, canonical: codePath(c), labels: slices.Clone(code.labels),
	}
	b.page(path, h, func(p *page, base templates.Page) templates.View {
		return &templates.RedirectPage{Page: base, Target: p.link(templates.Link{Text: c.Code, URL: codePath(c)})}
	})
}

package site

import (
	"slices"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
	"github.com/errdocs/errdocs/site/prose"
	"github.com/errdocs/errdocs/templates"
)

// maxHomeConcepts is how many conditions the home page shows.
const maxHomeConcepts = 12

// homePage adds "/".
func homePage(b *builder) {
	s := b.catalog.Site
	h := head{kind: "home", reads: noTexts, titles: []string{s.Title}, description: s.Summary, data: []any{b.website()}, alternates: b.feeds()}
	b.page("", h, func(p *page, base templates.Page) templates.View { return p.home(base) })
}

func (p *page) home(base templates.Page) *templates.HomePage {
	t := &templates.HomePage{Page: base, Examples: p.tryThese()}
	t.Text = p.html(scope{}, prose.Text{Markdown: p.catalog.Site.Home, At: p.at(&p.catalog.Site.Positions, "/home"), ID: "home", Label: "About", Level: 2})
	for _, v := range p.vendors {
		card := templates.VendorCard{
			Name: v.Name, Product: v.Product, Summary: v.Summary, URL: p.url(vendorPath(v)), Status: words.Release(v.ReleaseStatus),
			Codes: p.codesOf(v),
		}
		for _, s := range p.sets[v] {
			card.Sets = append(card.Sets, p.link(templates.Link{Text: s.Title, URL: setPath(s), Note: words.Plural(len(p.bySet[s]), "code", "codes")}))
		}
		t.Vendors = append(t.Vendors, card)
	}
	for _, c := range p.common()[:min(maxHomeConcepts, len(p.concepts))] {
		t.Concepts = append(t.Concepts, templates.ConceptCard{
			Title: c.Title, Summary: c.Summary, URL: p.url(conceptPath(c)), Codes: len(p.byCase[c]), Vendors: vendorsWith(p.byCase[c]),
		})
	}
	return t
}

// common returns the conditions, those that most vendors share first.
func (b *builder) common() []*content.Concept {
	list := slices.Clone(b.concepts)
	slices.SortStableFunc(list, func(x, y *content.Concept) int {
		if d := vendorsWith(b.byCase[y]) - vendorsWith(b.byCase[x]); d != 0 {
			return d
		}
		return len(b.byCase[y]) - len(b.byCase[x])
	})
	return list
}

func vendorsWith(codes []*content.Code) int {
	seen := map[*content.Vendor]bool{}
	for _, c := range codes {
		seen[c.Set.Vendor] = true
	}
	return len(seen)
}

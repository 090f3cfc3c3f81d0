package site

import (
	"cmp"
	"slices"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/site/prose"
	"github.com/errdocs/errdocs/templates"
)

// maxHomeConcepts is how many concepts the home page shows.
const maxHomeConcepts = 12

// homePage adds "/".
func homePage(b *builder) {
	s := b.ed.catalog.Site
	from := slices.Concat([]any{&b.ed.catalog.Site}, anyOf(b.ed.examples), anyOf(b.ed.vendors), anyOf(b.ed.allSets()), anyOf(b.ed.common()))
	h := head{inputs: reading(from...), titles: []string{s.Title}, description: s.Summary, data: b.ed.website(), alternates: b.ed.feeds()}
	b.page("", h, (*page).home)
}

func (p *page) home() templates.View {
	t := &templates.HomePage{Examples: p.tryThese()}
	t.Text = p.text(scope{}, p.ed.catalog.Site.Home, &p.ed.catalog.Site.Positions, "/home", prose.Text{ID: "home", Label: p.ed.words.Text("label.about"), Level: 2})
	for _, v := range p.ed.vendors {
		card := templates.VendorCard{
			Name: v.Name, Product: v.Product, Summary: v.Summary, URL: p.url(vendorPath(v)), Status: p.ed.words.Release(v.ReleaseStatus),
			Codes: len(p.ed.codesIn(v)),
		}
		card.Sets = lists.Each(p.ed.sets[v], func(s *content.Set) templates.Link {
			return p.link(templates.Link{Text: s.Title, URL: setPath(s), Note: p.ed.words.Count("count.codes", len(p.ed.bySet[s]))})
		})
		t.Vendors = append(t.Vendors, card)
	}
	for _, c := range p.ed.common() {
		t.Concepts = append(t.Concepts, templates.ConceptCard{
			Title: c.Title, Summary: c.Summary, URL: p.url(conceptPath(c)), Codes: len(p.ed.byConcept[c]), Vendors: vendorsWith(p.ed.byConcept[c]),
		})
	}
	return t
}

// common returns the concepts that most vendors share, the most common first.
func (ed *edition) common() []*content.Concept {
	list := slices.Clone(ed.concepts)
	slices.SortStableFunc(list, func(x, y *content.Concept) int {
		a, b := ed.byConcept[x], ed.byConcept[y]
		return cmp.Or(vendorsWith(b)-vendorsWith(a), len(b)-len(a))
	})
	return list[:min(maxHomeConcepts, len(list))]
}

// vendorsWith returns how many vendors have some of the codes, which are in catalog order.
func vendorsWith(codes []*content.Code) int {
	n := 0
	for i, c := range codes {
		if i == 0 || codes[i-1].Set.Vendor != c.Set.Vendor {
			n++
		}
	}
	return n
}

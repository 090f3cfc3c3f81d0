package site

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/site/prose"
	"github.com/errdocs/errdocs/site/record"
	"github.com/errdocs/errdocs/templates"
)

// setPages adds the page of every set.
func setPages(b *builder) {
	for _, s := range b.ed.allSets() {
		v := s.Vendor
		name, kind := v.Name+" "+s.Title, b.ed.words.Text("noun."+string(cmp.Or(s.Kind, content.KindError)))
		from := codesAnd(b.ed.bySet[s], b.ed.conceptsOf(b.ed.bySet[s], v, s)...)
		h := b.ed.vendorHead(v, from, s.Summary, b.ed.words.Text("head.set", "set", name, "kind", kind), name, v.Name+" "+s.Key)
		b.page(setPath(s), h, func(p *page) templates.View { return p.set(s) })
	}
}

// conceptsOf returns entries, and what tables show of the concepts of codes.
func (ed *edition) conceptsOf(codes []*content.Code, entries ...any) []any {
	seen := map[*content.Concept]bool{nil: true}
	for _, c := range codes {
		if !seen[c.Concept] {
			seen[c.Concept] = true
			entries = append(entries, c.Concept.Title)
		}
	}
	return entries
}

func (p *page) set(s *content.Set) *templates.SetPage {
	v, codes := s.Vendor, p.ed.bySet[s]
	t := &templates.SetPage{
		Vendor:   p.vendorLink(v),
		SetTitle: s.Title, Summary: s.Summary, Key: s.Key, Platform: p.ed.words.Platform(s.Platform),
		Defaults: p.defaults(v, s.Defaults), Codes: p.allRefs(codes), Facets: append(p.setFacets(codes), p.ed.fieldFacets(codes)...),
		Classes: p.classesOf(s), Sources: record.NewSources(s.Source), EditURL: p.ed.edit(s.Pos("")),
		CSV:  p.url(setCSV(s)),
		Note: p.text(scope{vendor: v, set: s}, s.Note, &s.Positions, "/note", prose.Text{ID: "about", Label: p.ed.words.Text("label.about"), Level: 2}),
	}
	for _, r := range t.Codes {
		t.Columns.Number = t.Columns.Number || r.Number != ""
		t.Columns.Name = t.Columns.Name || r.Name != ""
		t.Columns.HTTP = t.Columns.HTTP || len(r.HTTP) > 0
		t.Columns.GRPC = t.Columns.GRPC || r.GRPC != ""
		t.Columns.Class = t.Columns.Class || r.Class != t.Codes[0].Class
		t.Columns.Status = t.Columns.Status || r.Status != ""
	}
	if e := record.EnvelopeOf(s); e != nil {
		t.Envelope = p.envelope(v, e)
	}
	return t
}

// defaults describes the facts that all codes of a set or class of a vendor share.
func (p *page) defaults(v *content.Vendor, f content.Facts) templates.Shared {
	var list []string
	add := func(is bool, key, value string) {
		if is {
			list = append(list, p.ed.words.Text("default."+key, "value", value))
		}
	}
	add(len(f.HTTP.Is) > 0, "http", p.ed.words.HTTP(f.HTTP.Is))
	add(f.GRPC != "", "grpc", string(f.GRPC))
	add(f.Category != "", "category", p.ed.words.Category(f.Category))
	add(f.Retry.Policy != "", "retry", p.ed.words.MayRetry(f.Retry, f.Outcome.Is).Text)
	add(len(f.Fault.Is) > 0, "fix", p.ed.words.Faults(f.Fault.Is).Text)
	add(f.NextStep.Is != "", "next", p.ed.words.Next(f.NextStep.Is).Text)
	if f.StateAfter.Is != "" {
		list = append(list, words.Capital(f.StateAfter.Is))
	}
	return templates.Shared{Facts: list, Where: p.where(v, f.Where)}
}

// setFacets counts the values that a set's table can be filtered by, where it has more than one.
func (p *page) setFacets(codes []*content.Code) []templates.Facet {
	http, retry, next := p.newFacet("http", "fact.http"), p.newFacet("retry", "table.retry"), p.newFacet("next", "table.next")
	by := p.newFacet("by", "md.who-says-so")
	concept, class, status := p.newFacet("concept", "table.concept"), p.newFacet("class", "table.class"), p.newFacet("status", "table.status")
	for _, c := range codes {
		for _, h := range c.HTTP.Is {
			tally(&http, strconv.Itoa(h), strconv.Itoa(h))
		}
		if v := newVerdict(c); v.Text != "" {
			tally(&retry, v.Key, v.Text)
		}
		if m := verdictMark(c); m != nil {
			tally(&by, m.Kind, p.ed.words.Origin(content.Origin(m.Kind)))
		}
		tally(&next, string(c.NextStep.Is), p.ed.words.Next(c.NextStep.Is).Text)
		if c.Concept != nil {
			tally(&concept, c.Concept.ID, c.Concept.Title)
		}
		if c.Class != nil {
			tally(&class, c.Class.Title, c.Class.Title)
		}
		tally(&status, p.ed.words.StatusOrActive(c), p.ed.words.StatusOrActive(c))
	}
	slices.SortFunc(http.Options, func(a, b templates.FacetOption) int { return strings.Compare(a.Key, b.Key) })
	return dividing([]templates.Facet{http, retry, by, next, concept, class, status}, len(codes))
}

// dividing returns the facets that divide so many codes.
func dividing(facets []templates.Facet, codes int) []templates.Facet {
	return lists.Filter(facets, func(f templates.Facet) bool {
		return len(f.Options) > 1 || len(f.Options) == 1 && f.Options[0].Count < codes
	})
}

func (p *page) newFacet(id, title string) templates.Facet {
	return templates.Facet{ID: id, Title: p.ed.words.Text(title)}
}

// tally counts a value. Values are in the order in which they first occur.
func tally(f *templates.Facet, key, text string) {
	i := slices.IndexFunc(f.Options, func(o templates.FacetOption) bool { return o.Key == key })
	if i < 0 {
		i = len(f.Options)
		f.Options = append(f.Options, templates.FacetOption{Key: key, Text: text})
	}
	f.Options[i].Count++
}

// classesOf returns the numeric classes that codes of a set belong to, for the numbers that have no
// entry.
func (p *page) classesOf(s *content.Set) []templates.Class {
	used := lists.Set(lists.Each(p.ed.bySet[s], func(c *content.Code) *content.Class { return c.Class })...)
	var list []templates.Class
	for i, t := range p.classes(s.Vendor) {
		if used[s.Vendor.Classes[i]] && t.Range != "" {
			list = append(list, t)
		}
	}
	return list
}

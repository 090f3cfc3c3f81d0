package site

import (
	"fmt"
	"slices"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/site/prose"
	"github.com/errdocs/errdocs/site/record"
	"github.com/errdocs/errdocs/templates"
)

// vendorPages adds the page of every vendor.
func vendorPages(b *builder) {
	for _, v := range b.ed.vendors {
		title := b.ed.words.Text("head.vendor", "vendor", v.Name)
		h := b.ed.newHead(b.ed.readsVendor(v), v.Summary, []string{title + " · " + v.Product, title, v.Name, v.ID})
		if len(b.ed.changesOf(v)) > 0 {
			h.alternates = b.ed.feedAt(vendorPath(v) + feedPath)
		}
		if v.Product == "" {
			h.titles = h.titles[1:]
		}
		b.page(vendorPath(v), h, func(p *page) templates.View { return p.vendor(v) })
	}
}

// readsVendor returns what the page of a vendor reads: of codes only those that a header comes with, and whether there is a run-book, unless
// it compares platforms.
func (ed *edition) readsVendor(v *content.Vendor) inputs {
	entries := append([]any{v, fmt.Sprint(len(ed.runbook(v)) > 0)}, anyOf(ed.sets[v])...)
	if len(ed.platforms[v]) > 1 {
		return codesAnd(ed.codesIn(v), ed.conceptsOf(ed.codesIn(v), entries...)...)
	}
	codes := lists.Joined(v.Headers, func(h *content.Header) []*content.Code { return h.Codes })
	return codesAnd(codes, entries...)
}

func (p *page) vendor(v *content.Vendor) *templates.VendorPage {
	t := &templates.VendorPage{
		Name: v.Name, Product: v.Product, Summary: v.Summary, Status: p.ed.words.Release(v.ReleaseStatus), URL: v.URL,
		Codes: len(p.ed.codesIn(v)), Parity: p.parity(v), Support: record.NewSupport(v.Support), Sources: record.NewSources(v.Sources...),
		EditURL: p.ed.edit(v.Pos("")),
	}
	t.Fields = record.CustomFields(p.ed.custom(v.Custom))
	if len(p.ed.operations.of[v]) > 0 {
		t.Pages = append(t.Pages, p.link(templates.Link{Text: p.ed.words.Text("operations.operations"), URL: operationsPath(v)}))
	}
	if len(p.ed.runbook(v)) > 0 {
		t.Pages = append(t.Pages, p.link(templates.Link{Text: p.ed.words.Text("runbook.runbook"), URL: runbookPath(v)}))
	}
	if len(p.ed.changesOf(v)) > 0 {
		t.Pages = append(t.Pages, p.link(templates.Link{Text: p.ed.words.Text("vendor.feed"), URL: vendorPath(v) + feedPath}))
	}
	t.Sets = lists.Each(p.ed.sets[v], func(s *content.Set) templates.SetCard {
		return templates.SetCard{
			Title: s.Title, Summary: s.Summary, URL: p.url(setPath(s)), Platform: p.ed.words.Platform(s.Platform), Key: s.Key,
			Codes: len(p.ed.bySet[s]), Kind: p.ed.words.Kind(s.Kind),
		}
	})
	t.Envelopes = lists.Each(v.Envelopes, func(e *content.Envelope) templates.Envelope { return *p.envelope(v, e) })
	t.Headers = lists.Each(v.Headers, func(h *content.Header) templates.Header {
		return templates.Header{Header: *h, Codes: p.allRefs(p.ed.visible(h.Codes))}
	})
	t.Classes = p.classes(v)
	for i, e := range v.Examples {
		t.Examples = append(t.Examples, p.example(e, fmt.Sprintf("example-%d", i+1), prose.Mark{}))
	}
	if n := v.Note; n != nil {
		t.Note = p.html(scope{vendor: v}, prose.Text{Markdown: n.Text, At: n.Pos, Images: true, ID: "note", Label: p.ed.words.Text("vendor.notes"), Level: 3})
	}
	return t
}

// classes returns a vendor's classes.
func (p *page) classes(v *content.Vendor) []templates.Class {
	var list []templates.Class
	for i, c := range v.Classes {
		list = append(list, templates.Class{
			ID: c.ID, Title: c.Title, Range: c.Members.Words(), Summary: c.Summary, URL: p.url(classPath(v, c)),
			Codes:  len(p.ed.visible((&content.Family{Vendor: v, Class: c}).Codes())),
			Advice: p.text(scope{vendor: v}, c.Advice, &v.Positions, classPointer(i)+"/advice", prose.Text{ID: "class-" + c.ID + "-advice", Label: c.Title, Level: 4}),
		})
	}
	return list
}

// parity compares the platforms of a vendor, nil when there are not two.
func (p *page) parity(v *content.Vendor) *templates.Parity {
	platforms := p.ed.platforms[v]
	if len(platforms) < 2 {
		return nil
	}
	t := &templates.Parity{Columns: lists.Each(platforms, p.ed.words.Platform)}
	size := cellSize(len(p.ed.concepts), len(platforms))
	groups := map[*content.Concept][][]*content.Code{}
	for _, c := range p.ed.codesIn(v) {
		if groups[c.Concept] == nil {
			groups[c.Concept] = make([][]*content.Code, len(platforms))
		}
		if i := slices.Index(platforms, c.Set.Platform); i >= 0 {
			groups[c.Concept][i] = append(groups[c.Concept][i], c)
		}
	}
	for _, concept := range p.ed.concepts {
		if slices.ContainsFunc(groups[concept], func(codes []*content.Code) bool { return codes != nil }) {
			t.Rows = append(t.Rows, p.parityRow(concept, groups[concept], size))
		}
	}
	return t
}

// parityRow is the codes of a concept on each platform, which the table's head names already.
func (p *page) parityRow(c *content.Concept, groups [][]*content.Code, size int) templates.ParityRow {
	row := templates.ParityRow{Concept: p.link(templates.Link{Text: c.Title, URL: conceptPath(c)})}
	for _, codes := range groups {
		cell := p.cell(codes, size, func(rest []*content.Code) []templates.Link { return p.moreOfConcept(c, rest) })
		for i := range cell.Codes {
			cell.Codes[i].Platform = ""
		}
		row.Cells = append(row.Cells, cell)
	}
	return row
}

package site

import (
	"maps"
	"net/http"
	"net/url"
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

// comparePages adds the comparisons: concepts, HTTP statuses and retry policies by vendor, and a
// page for each concept.
func comparePages(b *builder) {
	compare := templates.Link{Text: b.ed.words.Text("nav.compare"), URL: "compare/"}
	h := b.ed.onlyHead(b.ed.answering(anyOf(b.ed.concepts)...), "compare.heading", "compare.description")
	h.script = "compare"
	b.page("compare/", h, (*page).compare)
	h = b.ed.onlyHead(b.ed.answering(), "compare.http", "compare.http-description", compare)
	b.page("compare/http/", h, (*page).byHTTP)
	h = b.ed.onlyHead(b.ed.answering(), "compare.retry", "compare.retry-description", compare)
	b.page("compare/retry/", h, (*page).byRetry)
	for i, c := range b.ed.concepts {
		from := codesAnd(b.ed.byConcept[c], c, at(b.ed.concepts, i-1), at(b.ed.concepts, i+1))
		h := b.ed.newHead(from, c.Summary, []string{b.ed.words.Text("head.concept", "concept", c.Title), c.Title, c.ID}, compare)
		b.page(conceptPath(c), h, func(p *page) templates.View { return p.concept(i) })
	}
}

// maxVersus is how many codes fit next to each other.
const maxVersus = 4

// versus returns the address of the first of some codes side by side.
func (p *page) versus(codes ...*content.Code) string {
	return p.url("compare/?codes=" + strings.Join(record.IDs(codes[:min(len(codes), maxVersus)]), ","))
}

func (p *page) vendorLinks() []templates.Link {
	return lists.Each(p.ed.vendors, p.vendorLink)
}

func (p *page) vendorLink(v *content.Vendor) templates.Link {
	return p.link(templates.Link{Text: v.Name, URL: vendorPath(v)})
}

func (p *page) compare() templates.View {
	t := &templates.ComparePage{Vendors: p.vendorLinks(), CSV: p.url(compareCSV)}
	size := cellSize(len(p.ed.concepts), len(p.ed.vendors))
	for _, c := range p.ed.concepts {
		t.Rows = append(t.Rows, templates.CompareRow{
			Head: p.link(templates.Link{Text: c.Title, URL: conceptPath(c), Note: c.Summary}), Key: c.ID, Group: p.ed.words.Category(c.Category),
			Cells: p.conceptCells(c, size),
		})
	}
	groups := lists.Each(t.Rows, func(r templates.CompareRow) string { return r.Group })
	slices.SortStableFunc(t.Rows, func(a, b templates.CompareRow) int {
		return slices.Index(groups, a.Group) - slices.Index(groups, b.Group)
	})
	return t
}

func (p *page) byHTTP() templates.View {
	t := &templates.MatrixPage{
		Heading: p.ed.words.Text("compare.http"), Head: p.ed.words.Text("find.http-status"), Vendors: p.vendorLinks(),
	}
	byStatus := map[int][]*content.Code{}
	var silent []*content.Code
	for _, c := range p.ed.codes {
		for _, status := range c.HTTP.Is {
			byStatus[status] = append(byStatus[status], c)
		}
		if len(c.HTTP.Is) == 0 {
			silent = append(silent, c)
		}
	}
	t.Intro = p.ed.words.Text("compare.http-intro")
	if len(silent) > 0 {
		t.Intro += " " + p.ed.words.Count("compare.http-silent", len(silent))
	}
	size := cellSize(len(byStatus), len(p.ed.vendors))
	for _, status := range slices.Sorted(maps.Keys(byStatus)) {
		key := strconv.Itoa(status)
		t.Rows = append(t.Rows, templates.CompareRow{
			Head: templates.Link{Text: key, Note: http.StatusText(status)}, Key: key, Cells: p.filterCells(byStatus[status], size, url.Values{"http": {key}}),
		})
	}
	return t
}

func (p *page) byRetry() templates.View {
	isError := func(c *content.Code) bool { return p.ed.ref(c).Verdict.Text != "" }
	byVendor := func(c *content.Code) bool {
		m := p.ed.ref(c).By
		return m != nil && m.Kind == string(content.Vendors)
	}
	return &templates.MatrixPage{
		Heading: p.ed.words.Text("compare.retry"), Head: p.ed.words.Text("ticket.retry"), Vendors: p.vendorLinks(),
		Intro:  p.ed.words.Text("compare.retry-intro"),
		Rows:   p.verdictRows(lists.Filter(p.ed.codes, isError), url.Values{}),
		Stated: p.verdictRows(lists.Filter(lists.Filter(p.ed.codes, isError), byVendor), url.Values{"by": {string(content.Vendors)}}),
	}
}

// verdictRows spreads codes over the verdicts. The tables of sets are filtered by these and by more values.
func (p *page) verdictRows(codes []*content.Code, more url.Values) []templates.CompareRow {
	rows := []templates.CompareRow{} // not nil: there may be no code
	by := map[words.Value][]*content.Code{}
	for _, c := range codes {
		v := p.ed.ref(c).Verdict
		by[v] = append(by[v], c)
	}
	for _, v := range p.ed.words.Verdicts() {
		if some := by[v]; len(some) > 0 {
			if more.Set("retry", v.Key); v.Key == "" {
				more.Del("retry")
			}
			rows = append(rows, templates.CompareRow{
				Head: templates.Link{Text: v.Text}, Key: v.Key, Tone: v.Tone,
				Cells: p.filterCells(some, cellSize(len(p.ed.words.Verdicts()), len(p.ed.vendors)), more),
			})
		}
	}
	return rows
}

// concept fills the page of the concept at an index.
func (p *page) concept(i int) *templates.ConceptPage {
	c := p.ed.concepts[i]
	t := &templates.ConceptPage{
		ConceptTitle: c.Title, Summary: c.Summary, Category: p.ed.words.Category(c.Category), Codes: len(p.ed.byConcept[c]),
		EditURL: p.ed.edit(c.Pos("")), Prev: p.conceptLink(at(p.ed.concepts, i-1)), Next: p.conceptLink(at(p.ed.concepts, i+1)),
		Advice: p.text(scope{}, c.Advice, &c.Positions, "/advice", prose.Text{ID: "advice", Label: p.ed.words.Text("label.advice"), Level: 2}),
	}
	size := max(1, maxConcept/max(1, vendorsWith(p.ed.byConcept[c])))
	if len(p.ed.byConcept[c]) <= maxConcept {
		size = maxConcept
	}
	for n, codes := range p.ed.byVendor(p.ed.byConcept[c]) {
		v := p.ed.vendors[n]
		t.Vendors = append(t.Vendors, templates.ConceptVendor{
			ID: v.ID, Vendor: p.vendorLink(v),
			Cell: p.cell(codes, size, func(rest []*content.Code) []templates.Link { return p.moreInSets(rest, url.Values{"concept": {c.ID}}) }),
		})
	}
	return t
}

func (p *page) conceptLink(c *content.Concept) *templates.Link {
	if c == nil {
		return nil
	}
	return new(p.link(templates.Link{Text: c.Title, URL: conceptPath(c)}))
}

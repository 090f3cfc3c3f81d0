package site

import (
	"net/url"
	"slices"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/templates"
)

// A matrix names few codes in each cell and leads to the others, so that it stays a page to look at with
// many codes, and one that loads with many vendors.
const (
	maxCell    = 6    // codes in a cell
	maxMatrix  = 2000 // codes in a matrix, unless one in each cell is more
	maxConcept = 250  // codes on the page of a concept, unless one of each vendor is more
)

// cellSize returns how many codes each cell of a matrix names.
func cellSize(rows, columns int) int {
	return min(maxCell, max(1, maxMatrix/max(1, rows*columns)))
}

// cell returns a cell of at most size codes, those that fit their concept best; more leads to the rest.
func (p *page) cell(codes []*content.Code, size int, more func(rest []*content.Code) []templates.Link) templates.Cell {
	some := bestFit(codes, size)
	cell := templates.Cell{Codes: p.allRefs(some)}
	if len(some) < len(codes) {
		cell.More = more(lists.Filter(codes, func(c *content.Code) bool { return !slices.Contains(some, c) }))
	}
	return cell
}

// bestFit returns at most n of the codes, in their order.
func bestFit(codes []*content.Code, n int) []*content.Code {
	if len(codes) <= n {
		return codes
	}
	return among(codes, byFit(codes)[:n])
}

// byFit sorts codes by how well their concept fits them.
func byFit(codes []*content.Code) []*content.Code {
	return slices.SortedStableFunc(slices.Values(codes), func(a, b *content.Code) int { return matchRank[a.Match] - matchRank[b.Match] })
}

// among returns some of a list in the order of all.
func among[T comparable](codes, some []T) []T {
	return lists.Filter(codes, func(c T) bool { return slices.Contains(some, c) })
}

// byVendor spreads codes over the vendors of the site.
func (ed *edition) byVendor(codes []*content.Code) [][]*content.Code {
	groups := make([][]*content.Code, len(ed.vendors))
	for _, c := range codes {
		i := slices.Index(ed.vendors, c.Set.Vendor)
		groups[i] = append(groups[i], c)
	}
	return groups
}

// conceptCells are the codes of a concept at each vendor; its page has the rest.
func (p *page) conceptCells(c *content.Concept, size int) []templates.Cell {
	return lists.Each(p.ed.byVendor(p.ed.byConcept[c]), func(codes []*content.Code) templates.Cell {
		return p.cell(codes, size, func(rest []*content.Code) []templates.Link { return p.moreOfConcept(c, rest) })
	})
}

// moreOfConcept leads to a vendor's codes on the page of a concept.
func (p *page) moreOfConcept(c *content.Concept, rest []*content.Code) []templates.Link {
	return []templates.Link{p.link(templates.Link{Text: p.andMore(rest), URL: conceptPath(c) + "#vendor-" + rest[0].Set.Vendor.ID})}
}

// filterCells are the codes with some values at each vendor; their sets, filtered by them, have the rest. How
// well a concept fits does not matter in these.
func (p *page) filterCells(codes []*content.Code, size int, values url.Values) []templates.Cell {
	return lists.Each(p.ed.byVendor(codes), func(group []*content.Code) templates.Cell {
		cell := p.cell(group, size, func(rest []*content.Code) []templates.Link { return p.moreInSets(rest, values) })
		for i := range cell.Codes {
			cell.Codes[i].Match = ""
		}
		return cell
	})
}

// moreInSets leads to the tables of the sets that codes are in, filtered by values.
func (p *page) moreInSets(rest []*content.Code, values url.Values) []templates.Link {
	bySet := map[*content.Set][]*content.Code{}
	for _, c := range rest {
		bySet[c.Set] = append(bySet[c.Set], c)
	}
	var links []templates.Link
	for _, s := range p.ed.sets[rest[0].Set.Vendor] {
		if len(bySet[s]) == 0 {
			continue
		}
		l := templates.Link{Text: p.andMore(bySet[s]), URL: setPath(s)}
		if len(bySet) > 1 {
			l.Text = p.ed.words.Text("set.more-in", "more", l.Text, "set", s.Title)
		}
		if len(values) > 0 {
			l.URL += "?" + values.Encode()
		}
		links = append(links, p.link(l))
	}
	return links
}

func (p *page) andMore(codes []*content.Code) string {
	return p.ed.words.Count("count.more", len(codes))
}

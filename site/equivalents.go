package site

import (
	"slices"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/site/record"
	"github.com/errdocs/errdocs/templates"
)

// maxEquivalents is how many codes of the same concept a code's page lists, so that its size does
// not depend on the size of the catalog. The concept's page lists all.
const maxEquivalents = 6

var matchRank = map[content.Match]int{"exact": 0, "close": 1, "broader": 2, "narrower": 3}

// equivalents returns the codes of the same concept, nil when the code has none.
func (p *page) equivalents(c *content.Code) *templates.Equivalents {
	if c.Concept == nil {
		return nil
	}
	chosen := p.ed.equals(c)
	t := &templates.Equivalents{URL: p.url(conceptPath(c.Concept)), More: len(p.ed.byConcept[c.Concept]) - 1 - len(chosen)}
	for from, to := 0, 1; from < len(chosen); to++ { // which are in the order of vendors
		if v := chosen[from].Set.Vendor; to == len(chosen) || chosen[to].Set.Vendor != v {
			t.Vendors = append(t.Vendors, templates.VendorCodes{Name: v.Name, Codes: p.allRefs(chosen[from:to])})
			from = to
		}
	}
	return t
}

// equals returns the codes of the same concept that the page of a code lists.
func (ed *edition) equals(c *content.Code) []*content.Code {
	chosen := ed.chosen[c.Concept]
	if i := slices.Index(chosen, c); i >= 0 {
		return slices.Delete(slices.Clone(chosen), i, i+1)
	}
	return chosen[:min(len(chosen), maxEquivalents)]
}

// equivalents returns them as records have them. Few codes are in the records of many others.
func (ed *edition) equivalents(c *content.Code) []record.Equivalent {
	return lists.Each(ed.equals(c), func(o *content.Code) record.Equivalent {
		known, ok := ed.equivalent.Load(o)
		if !ok {
			known, _ = ed.equivalent.LoadOrStore(o, record.NewEquivalent(o))
		}
		return known.(record.Equivalent)
	})
}

// fairest returns at most n of the codes, in their order: first the best fit of each vendor, then the
// next best.
func fairest(codes []*content.Code, n int) []*content.Code {
	if len(codes) <= n {
		return codes
	}
	best := byFit(codes)
	seen := map[*content.Vendor]int{}
	round := make(map[*content.Code]int, len(codes))
	for _, c := range best {
		round[c] = seen[c.Set.Vendor]
		seen[c.Set.Vendor]++
	}
	slices.SortStableFunc(best, func(a, b *content.Code) int { return round[a] - round[b] })
	return among(codes, best[:n])
}

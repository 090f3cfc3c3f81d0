package search

import (
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/lists"
)

// Inner codes are spelled in words among the other words of a query, "server error" in "customer stuck server error".

// maxInner is how many words they have at most.
const maxInner = 5

// findInner notes the inner codes. Each word has to be a word of names: the client fetches a file to look up a code.
func (p *plan) findInner() {
	for i := 0; i < len(p.all); i++ {
		longest := 0
		for n := 1; n <= maxInner && i+n <= len(p.all) && p.v.count(fieldParts, p.all[i+n-1]) > 0; n++ {
			if n > 1 && n < len(p.all) && p.v.count(fieldCode, strings.Join(p.all[i:i+n], "")) > 0 {
				longest = n
			}
		}
		if longest > 0 && len(p.inner) < maxExpansions {
			p.inner = append(p.inner, p.all[i:i+longest])
			i += longest - 1
		}
	}
}

// lift puts the documents that are called by some words of the query before those with a longer name that has these words, unless
// that has the whole query in names, title and tags. They are no strays.
func (ix *Index) lift(p *plan, hits []hit) {
	var whole map[int]bool
	if p.absent == 0 {
		whole = ix.matching(&node{op: "and", kids: p.clauses}, headFields, true)
	}
	for _, words := range p.inner {
		exact, longer := ix.documents(fieldCode, strings.Join(words, "")), ix.named(slices.Collect(slices.Chunk(words, 1)))
		best := hit{tier: tierProse}
		for _, h := range hits {
			if !h.stray && longer[h.doc] && !exact[h.doc] && !whole[h.doc] {
				best.tier, best.weight = min(h.tier, best.tier), max(h.weight, best.weight)
			}
		}
		for i := range hits {
			if h := &hits[i]; exact[h.doc] {
				h.tier, h.weight, h.lifted, h.far, h.stray = min(h.tier, best.tier), max(h.weight, best.weight), 1, 0, false
			}
		}
	}
}

// addInner adds the documents that are called by some words of the query, if anything is found.
func (ix *Index) addInner(p *plan, hits []hit) []hit {
	have := lists.Set(lists.Each(hits, func(h hit) int { return h.doc })...)
	for _, words := range p.inner {
		for d := range ix.documents(fieldCode, strings.Join(words, "")) {
			passes := !slices.ContainsFunc(p.filter, func(t *node) bool { return !ix.documents(t.field, t.term)[d] })
			if len(have) > 0 && !have[d] && passes {
				have[d] = true
				hits = append(hits, hit{doc: d, tier: tierProse})
			}
		}
	}
	return hits
}

package search

import (
	"cmp"
	"maps"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/errdocs/errdocs/internal/lists"
)

// hit is a matching document before the hits are sorted.
type hit struct {
	doc   int
	score float64
	tier  int
	cover int // how much of the query it has
	head  int // how much of it in names, title and tags
	words int // how many of its tokens it has

	weight float64
	lifted int  // 1: it is called by some of the words
	far    int  // 1: in a large index, it is not among the best documents of any term
	stray  bool // it has too little of the query to be meant
}

// Tiers come before scores. A name that is the query is tier 0; a name that starts with it comes later the more there is
// to type; in each of these tiers a retired document comes after the active ones. Then come names that have all words,
// then prose.
const (
	tierExact = 1 // up to here
	tierNamed = 1 << 20
	tierProse = tierNamed + 1

	unlike = tierNamed
)

// Query runs a query. A text without any word finds nothing. Texts are cut to 256 bytes and ten words. There is no syntax
// except quotation marks, so no text is invalid.
func (ix *Index) Query(text string, o Options) (Result, error) {
	p, hits, err := ix.first(text, o)
	if r := p.after(len(hits)); err == nil && r != narrow {
		hits, err = ix.run(p, r)
	}
	if err != nil {
		return Result{}, err
	}
	hits = ix.addInner(p, hits)
	whole := ix.cover(p, hits)
	hits = ix.rank(p, hits, whole)
	counts := ix.count(hits, o.Filter)
	hits = slices.DeleteFunc(hits, func(h hit) bool { return ix.misses(h.doc, o.Filter) != -1 })
	r := Result{Total: len(hits), Facets: counts, DidYouMean: ix.didYouMean(p, hits), Whole: whole}
	limit := cmp.Or(o.Limit, defaultLimit)
	for _, h := range hits[min(max(o.Offset, 0), len(hits)):] {
		if len(r.Hits) >= limit {
			break
		}
		r.Hits = append(r.Hits, Hit{ix.docs[h.doc], h.score, p.match(h, whole), h.cover})
	}
	return r, nil
}

// first makes the plan of a query and finds the documents with all words. If there are none, words that occur nowhere are
// not corrected, and then quotation marks do not matter where they are not around all that is asked.
func (ix *Index) first(text string, o Options) (*plan, []hit, error) {
	p := compile(ix.vocab(), text, o, true)
	hits, err := ix.run(p, narrow)
	if err == nil && len(p.better) > 0 && (len(hits) == 0 && len(p.clauses) < enough || p.absent > 0) {
		p = compile(ix.vocab(), text, o, false)
		hits, err = ix.run(p, narrow)
	}
	if err == nil && len(hits) == 0 && p.isMixed() {
		return ix.first(strings.ReplaceAll(plainQuotes(text), `"`, " "), o)
	}
	return p, hits, err
}

// run finds and scores the documents of a plan, and keeps those that have what is quoted.
func (ix *Index) run(p *plan, r reach) ([]hit, error) {
	tree := p.tree(r)
	if tree == nil {
		return nil, nil
	}
	hits, err := ix.score(tree)
	for _, t := range p.filter {
		with := ix.documents(t.field, t.term)
		hits = slices.DeleteFunc(hits, func(h hit) bool { return !with[h.doc] })
	}
	return hits, err
}

// rarity is what a word counts of which so many documents have some: a rare one more.
func rarity(n, docs int) int { return bits.Len(uint(docs / max(1, n))) }

// cover notes how much of the query each hit has, and returns how much there is.
func (ix *Index) cover(p *plan, hits []hit) int {
	whole := p.absent * rarity(1, len(ix.docs))
	for c, clause := range p.clauses {
		with := ix.matching(clause, allFields, false)
		head := ix.matching(clause, headFields, false)
		n := rarity(len(with), len(ix.docs))
		whole += n
		for i := range hits {
			if with[hits[i].doc] {
				hits[i].cover += n
				if p.begins[c] {
					hits[i].words++
				}
			}
			if head[hits[i].doc] {
				hits[i].head += n
			}
		}
	}
	return whole
}

var headFields = []field{fieldCode, fieldParts, fieldTitle, fieldTag}

// matching returns the documents that match a tree in some fields; if titled, in a summary does not count as in a title.
func (ix *Index) matching(n *node, in []field, titled bool) map[int]bool {
	out := map[int]bool{}
	if n.op == "" && slices.Contains(in, n.field) {
		for _, p := range ix.postings.list(n.field, n.term) {
			if !titled || n.field != fieldTitle || p.freq > 1 {
				out[int(p.doc)] = true
			}
		}
	}
	for i, k := range n.kids {
		with := ix.matching(k, in, titled)
		switch {
		case i == 0 || n.op == "or":
			maps.Copy(out, with)
		default:
			maps.DeleteFunc(out, func(d int, _ bool) bool { return !with[d] })
		}
	}
	return out
}

// rank sorts the hits. In a large index documents that are among the best of some term come before others: their heads are
// at hand. Of a few codes with one spelling the one that is typed as it is written comes first. A document that has fewer than four
// words of the query is left out if that is less than 3 in 10 of it, of which names, title and tags have as much as the whole text,
// or less than 4 if half of its words, of more than two, are in no name, title or tag at all: that separates best the queries that
// people ask from those that have no answer.
func (ix *Index) rank(p *plan, hits []hit, whole int) []hit {
	missing, named := ix.missing(p), ix.named(p.named)
	exact, leading, least := 0, map[int]bool{}, 3
	if len(p.all) > 2 && 2*p.strange >= len(p.named) {
		least = 4
	}
	if !ix.small() {
		leading = ix.leading(p.clauses)
	}
	for i := range hits {
		h := &hits[i]
		if named[h.doc] {
			h.tier = tierNamed
		}
		if n, ok := missing[h.doc]; ok {
			h.tier = min(2*n+ix.retired(h.doc), tierNamed)
		}
		if h.tier <= tierExact {
			exact++
		}
		if h.tier >= tierNamed && !ix.small() && !leading[h.doc] {
			h.far = 1
		}
		h.weight = ix.weight(*h)
		h.stray = h.tier > tierNamed && (h.words < meant || p.other) && 5*(h.cover+h.head) < least*whole
	}
	if len(p.inner) > 0 {
		ix.lift(p, hits)
	}
	hits = slices.DeleteFunc(hits, func(h hit) bool { return h.stray })
	verbatim := func(h hit) int {
		if exact <= maxExpansions && h.tier <= tierExact && ix.docs[h.doc].name() == p.typed {
			return 0
		}
		return 1
	}
	slices.SortFunc(hits, func(a, b hit) int {
		return cmp.Or(a.tier-b.tier, verbatim(a)-verbatim(b), a.far-b.far, cmp.Compare(b.weight, a.weight), b.lifted-a.lifted, ix.retired(a.doc)-ix.retired(b.doc), a.doc-b.doc)
	})
	return hits
}

// match says how a hit matches.
func (p *plan) match(h hit, whole int) Match {
	switch {
	case h.tier <= tierExact && p.exact != "":
		return Exact
	case h.tier <= tierExact:
		return Alike
	case h.tier < tierNamed:
		return Start
	case h.cover == whole:
		return All
	}
	return Some
}

// weight is what hits are sorted by: the score, more for a document that has more of the query, above all in names, title and
// tags, times the weight of the document, and half for a retired one.
func (ix *Index) weight(h hit) float64 {
	return h.score * float64((1+h.cover)*(4+h.head)) * cmp.Or(ix.docs[h.doc].Weight, 1) / float64(1+ix.retired(h.doc))
}

func (ix *Index) retired(doc int) int {
	if ix.docs[doc].Retired {
		return 1
	}
	return 0
}

// missing returns how many characters the query lacks to be a name of a document: none if it is one, or if a code one edit
// away is one; and the rest of the name if that starts with the query and has each word of the query as a word.
func (ix *Index) missing(p *plan) map[int]int {
	out := map[int]int{}
	for d := range ix.documents(fieldCode, p.near...) {
		out[d] = 0
	}
	for _, c := range p.starts {
		n := utf8.RuneCountInString(c) - utf8.RuneCountInString(p.whole)
		for d := range ix.documents(fieldCode, c) {
			if have, ok := out[d]; !ok || n < have {
				out[d] = n
			}
		}
	}
	complete := p.all
	if p.open {
		complete = p.all[:len(p.all)-1]
	}
	for _, w := range complete {
		with := ix.documents(fieldParts, w)
		for d, n := range out {
			if n > 0 && !with[d] {
				out[d] = unlike
			}
		}
	}
	return out
}

// named returns the documents whose names have a word of each list.
func (ix *Index) named(words [][]string) map[int]bool {
	out := map[int]bool{}
	for i, list := range words {
		with := ix.documents(fieldParts, list...)
		if i == 0 {
			out = with
		}
		maps.DeleteFunc(out, func(d int, _ bool) bool { return !with[d] })
	}
	return out
}

// documents returns the documents that have any of the terms in a field.
func (ix *Index) documents(f field, terms ...string) map[int]bool {
	out := map[int]bool{}
	for _, t := range terms {
		for doc := range docsOf(ix.postings[f].of(t), f) {
			out[int(doc)] = true
		}
	}
	return out
}

// count counts the values of every facet over the hits that pass all filters except its own.
func (ix *Index) count(hits []hit, filter map[string][]string) []FacetCounts {
	out := make([]FacetCounts, len(ix.facets))
	tally := make([]map[string]int, len(ix.facets))
	for f := range tally {
		tally[f] = map[string]int{}
	}
	for _, h := range hits {
		miss := ix.misses(h.doc, filter)
		for f := range tally {
			if miss == -1 || miss == f {
				for _, v := range ix.docs[h.doc].distinct(f) {
					tally[f][v]++
				}
			}
		}
	}
	for f := range out {
		out[f].Facet = ix.facets[f]
		for _, v := range ix.values()[f] {
			if n := tally[f][v]; n > 0 || slices.Contains(filter[ix.facets[f].ID], v) {
				out[f].Values = append(out[f].Values, Count{v, n})
			}
		}
		slices.SortStableFunc(out[f].Values, func(a, b Count) int { return b.N - a.N })
	}
	return out
}

// misses returns the only facet whose filter the document does not pass, -1 if it passes all and -2 if there are several.
func (ix *Index) misses(doc int, filter map[string][]string) int {
	miss := -1
	for f, facet := range ix.facets {
		wanted := filter[facet.ID]
		isWanted := func(v string) bool { return slices.Contains(wanted, v) }
		if len(wanted) == 0 || slices.ContainsFunc(ix.docs[doc].facet(f), isWanted) {
			continue
		}
		if miss != -1 {
			return -2
		}
		miss = f
	}
	return miss
}

// didYouMean returns what was searched for if words were replaced: the name of the first hit if the whole query was taken
// for one, otherwise the words.
func (ix *Index) didYouMean(p *plan, hits []hit) string {
	if len(hits) == 0 || p.exact != "" && hits[0].tier <= tierExact || len(p.near)+len(p.better) == 0 {
		return ""
	}
	if len(p.near) > 0 && hits[0].tier <= tierExact {
		for _, h := range hits[:min(len(hits), maxExpansions)] {
			if n := ix.docs[h.doc].name(); h.tier <= tierExact && slices.Contains(p.near, spelling(n)) {
				return n
			}
		}
		return p.near[0]
	}
	if len(p.better) == 0 {
		return ""
	}
	return strings.Join(lists.Each(p.all, func(w string) string { return cmp.Or(p.better[w], w) }), " ")
}

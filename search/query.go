package search

import (
	"fmt"
	"maps"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"
	index "github.com/blevesearch/bleve_index_api"
)

// hit is a matching document while its place is not yet known.
type hit struct {
	doc   int
	score float64
	tier  int
}

// Tiers come before scores. The query as a name is tier 0; a name that starts with it comes the later
// the more there is to type; a retired document stands behind those of its tier that are not. Then come
// names that have all words, then prose.
const (
	tierExact = 1 // up to here
	tierNamed = 1 << 20
	tierProse = tierNamed + 1
)

// Query runs a query. A text without any word finds nothing. Texts are clipped to 256 bytes and ten
// words; there is no syntax but quotation marks, so no text is wrong.
func (ix *Index) Query(text string, o Options) (Result, error) {
	v, err := ix.vocabulary()
	if err != nil {
		return Result{}, err
	}
	p := compile(v, text, o.Typing)
	hits, err := ix.run(p, narrow)
	if r := p.after(len(hits)); err == nil && r != narrow {
		hits, err = ix.run(p, r)
	}
	if err == nil {
		err = ix.rank(p, hits)
	}
	if err != nil {
		return Result{}, err
	}
	counts := ix.count(hits, o.Filter)
	hits = slices.DeleteFunc(hits, func(h hit) bool { return ix.misses(h.doc, o.Filter) != -1 })
	r := Result{Total: len(hits), Facets: counts, DidYouMean: ix.didYouMean(p, hits)}
	limit := o.Limit
	if limit == 0 {
		limit = defaultLimit
	}
	for _, h := range hits[min(max(o.Offset, 0), len(hits)):] {
		if len(r.Hits) >= limit {
			break
		}
		exact := p.exact != "" && h.tier <= tierExact
		r.Hits = append(r.Hits, Hit{Document: ix.docs[h.doc], Score: h.score, Exact: exact})
	}
	return r, nil
}

// run lets bleve find and score the documents of a plan, and keeps those that have what is quoted.
func (ix *Index) run(p *plan, r reach) ([]hit, error) {
	tree := p.tree(r)
	if tree == nil {
		return nil, nil
	}
	res, err := ix.bleve.Search(bleve.NewSearchRequestOptions(tree.query(), len(ix.docs), 0, false))
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	hits := make([]hit, len(res.Hits))
	for i, m := range res.Hits {
		n, err := strconv.Atoi(m.ID)
		if err != nil {
			return nil, fmt.Errorf("search: document number: %w", err)
		}
		hits[i] = hit{doc: n, score: m.Score, tier: tierProse}
	}
	for _, f := range p.filter {
		with, err := ix.documents(f)
		if err != nil {
			return nil, err
		}
		hits = slices.DeleteFunc(hits, func(h hit) bool { return !with[h.doc] })
	}
	return hits, nil
}

// query returns the tree in bleve's terms.
func (n *node) query() query.Query {
	var kids []query.Query
	for _, k := range n.kids {
		kids = append(kids, k.query())
	}
	switch n.op {
	case "or":
		return query.NewDisjunctionQuery(kids)
	case "and":
		return query.NewConjunctionQuery(kids)
	}
	q := query.NewTermQuery(n.term)
	q.SetField(string(rune(n.field)))
	q.SetBoost(boost[n.field])
	return q
}

// rank puts the hits in order.
func (ix *Index) rank(p *plan, hits []hit) error {
	missing, err := ix.missing(p)
	if err != nil {
		return err
	}
	named, err := ix.named(p)
	if err != nil {
		return err
	}
	for i := range hits {
		h := &hits[i]
		if named[h.doc] {
			h.tier = tierNamed
		}
		if n, ok := missing[h.doc]; ok {
			h.tier = 2 * n
			if ix.docs[h.doc].Retired {
				h.tier++
			}
		}
	}
	sort.Slice(hits, func(i, j int) bool {
		a, b := hits[i], hits[j]
		switch {
		case a.tier != b.tier:
			return a.tier < b.tier
		case a.weight(ix) != b.weight(ix):
			return a.weight(ix) > b.weight(ix)
		case ix.docs[a.doc].Retired != ix.docs[b.doc].Retired:
			return ix.docs[b.doc].Retired
		}
		return a.doc < b.doc
	})
	return nil
}

// weight is the score by which hits are ordered: half of it for a retired document.
func (h hit) weight(ix *Index) float64 {
	if ix.docs[h.doc].Retired {
		return h.score / 2
	}
	return h.score
}

// missing returns how many characters the query lacks to be a name of a document: none for those that
// have it, or a code one edit away from it, as a name; and the rest of the name for those where it
// starts with the query and has each word of the query as a word.
func (ix *Index) missing(p *plan) (map[int]int, error) {
	out := map[int]int{}
	near, err := ix.documents(terms(fieldCode, p.near)...)
	if err != nil {
		return nil, err
	}
	for d := range near {
		out[d] = 0
	}
	for _, c := range p.starts {
		docs, err := ix.documents(term(fieldCode, c))
		if err != nil {
			return nil, err
		}
		n := utf8.RuneCountInString(c) - utf8.RuneCountInString(p.whole)
		for d := range docs {
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
		with, err := ix.documents(term(fieldParts, w))
		if err != nil {
			return nil, err
		}
		maps.DeleteFunc(out, func(d, n int) bool { return n > 0 && !with[d] })
	}
	return out, nil
}

// named returns the documents whose names have all words of the query, or what these stand for.
func (ix *Index) named(p *plan) (map[int]bool, error) {
	var out map[int]bool
	for i, list := range p.named {
		with, err := ix.documents(terms(fieldParts, list)...)
		if err != nil {
			return nil, err
		}
		if i == 0 {
			out = with
		}
		maps.DeleteFunc(out, func(d int, _ bool) bool { return !with[d] })
	}
	return out, nil
}

func terms(f field, list []string) []*node {
	out := make([]*node, len(list))
	for i, s := range list {
		out[i] = term(f, s)
	}
	return out
}

// documents returns the documents that have any of the terms.
func (ix *Index) documents(terms ...*node) (map[int]bool, error) {
	out := map[int]bool{}
	if len(terms) == 0 {
		return out, nil
	}
	err := ix.withReader(func(r index.IndexReader) error {
		for _, t := range terms {
			if t.field == fieldWord {
				for _, d := range ix.words[t.term] {
					out[int(d)] = true
				}
				continue
			}
			err := eachPosting(r, t.field, t.term, func(id index.IndexInternalID, _, _ int) error {
				n, err := documentNumber(r, id)
				out[n] = true
				return err
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}

// count counts the values of every facet over the hits. The hits of a facet are those that miss no
// filter but its own.
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
		for _, v := range ix.values[f] {
			if n := tally[f][v]; n > 0 || slices.Contains(filter[ix.facets[f].ID], v) {
				out[f].Values = append(out[f].Values, Count{v, n})
			}
		}
		sort.SliceStable(out[f].Values, func(a, b int) bool { return out[f].Values[a].N > out[f].Values[b].N })
	}
	return out
}

// misses returns the only facet whose filter the document does not pass, -1 if it passes all and -2 if
// it misses several.
func (ix *Index) misses(doc int, filter map[string][]string) int {
	miss := -1
	for f, facet := range ix.facets {
		wanted := filter[facet.ID]
		if len(wanted) == 0 || slices.ContainsFunc(ix.docs[doc].facet(f), func(v string) bool { return slices.Contains(wanted, v) }) {
			continue
		}
		if miss != -1 {
			return -2
		}
		miss = f
	}
	return miss
}

// didYouMean returns what was searched for where words were replaced: the name of the first hit if the
// whole query was taken for one, else the words.
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
	out := make([]string, len(p.all))
	for i, w := range p.all {
		if out[i] = w; p.better[w] != "" {
			out[i] = p.better[w]
		}
	}
	if len(p.better) == 0 {
		return ""
	}
	return strings.Join(out, " ")
}

package search

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/collector"
	"github.com/blevesearch/bleve/v2/search/query"
	index "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
	zap "github.com/blevesearch/zapx/v17"

	"github.com/errdocs/errdocs/internal/lists"
)

// counted returns the postings of the documents that were added, in bleve's counts, and is ready for others: a segment of a bleve
// index is made of the documents, and read. Those of fieldWord are the analyst's.
//
// It is the segment itself, without what scorch puts around it: that would make a reader for each term and field.
func (a *analyst) counted() (postings, error) {
	slices.SortFunc(a.used, func(a, b *word) int { return strings.Compare(a.text, b.text) })
	for _, d := range a.docs {
		d.AddIDField() // as scorch does
	}
	s, _, err := new(zap.ZapPlugin).New(a.docs)
	if err != nil {
		return nil, err
	}
	p := postings{}
	r := segmentReader{Segment: s, maker: &a.maker}
	for i, f := range scoredFields {
		if err == nil {
			p[f], err = r.field(i, a.used)
		}
	}
	for _, w := range a.used {
		if len(w.docs) > 0 {
			a.maker.add(fieldWord, w.text, w.docs)
		}
		w.fields, w.docs = 0, w.docs[:0]
	}
	p[fieldWord] = a.maker.made()
	a.docs, a.used, a.filled = a.docs[:0], a.used[:0], [len(scoredFields)]int{}
	return p, errors.Join(err, s.Close())
}

// bleveFields are what the scored fields of all documents have in common.
var bleveFields = func() (list [len(scoredFields)]*document.TextField) {
	for i, f := range scoredFields {
		list[i] = document.NewTextFieldCustom(string(rune(f)), nil, nil, index.IndexField, nil)
	}
	return list
}()

// termField is a field of which the terms are known, so that bleve needs no analyzer.
type termField struct {
	*document.TextField
	length int
	terms  index.TokenFrequencies
}

// Analyze does nothing, because the terms are known.
func (t *termField) Analyze() {}

// AnalyzedLength returns the number of terms, including repetitions.
func (t *termField) AnalyzedLength() int { return t.length }

// AnalyzedTokenFrequencies returns the terms.
func (t *termField) AnalyzedTokenFrequencies() index.TokenFrequencies { return t.terms }

// often are terms as bleve takes one that a field has once, twice and so on. It reads no more of them than that.
var often = func() (list [32]index.TokenFreq) {
	for i := range list {
		list[i].SetFrequency(i + 1)
	}
	return list
}()

// freq returns a term that a field has n times.
func freq(n int) *index.TokenFreq {
	if n <= len(often) {
		return &often[n-1]
	}
	f := &index.TokenFreq{}
	f.SetFrequency(n)
	return f
}

// segmentReader reads the postings of a segment.
type segmentReader struct {
	segment.Segment
	list  segment.PostingsList     // the last one, of which the next takes over the memory
	items segment.PostingsIterator // likewise
	read  []posting                // likewise
	maker *listMaker
}

// field reads the postings of all terms of a field, by its position; used are the words of all fields, in order.
func (r *segmentReader) field(field int, used []*word) (termList, error) {
	f := scoredFields[field]
	terms, err := r.Dictionary(string(rune(f)))
	if err != nil {
		return termList{}, err
	}
	n := 0
	for _, w := range used {
		if w.fields>>field&1 == 0 {
			continue
		}
		if err := r.term(terms, w.key); err != nil {
			return termList{}, err
		}
		r.maker.add(f, w.text, r.read)
		n++
	}
	if got := terms.Cardinality(); got != n {
		return termList{}, fmt.Errorf("bleve has %d terms of %d in field %c", got, n, f)
	}
	return r.maker.made(), nil
}

// term reads the postings of a term, which are in order.
func (r *segmentReader) term(terms segment.TermDictionary, key string) (err error) {
	if r.list, err = terms.PostingsList([]byte(key), nil, r.list); err != nil {
		return err
	}
	r.items = r.list.Iterator(true, true, false, r.items)
	r.read = r.read[:0]
	for {
		next, err := r.items.Next()
		if err != nil || next == nil {
			return err
		}
		length := math.Round(1 / (next.Norm() * next.Norm())) // undoes zapx's Posting.Norm, float32(1/√length)
		r.read = append(r.read, posting{int32(next.Number()), int32(next.Frequency()), int32(length)})
	}
}

// score returns the documents that match a tree with bleve's scores, the best first.
func (ix *Index) score(tree *node) (hits []hit, err error) {
	r := reader{Index: ix}
	ctx := context.WithValue(context.Background(), search.GetScoringModelCallbackKey, search.GetScoringModelCallbackFn(func() string { return index.BM25Scoring }))
	searcher, err := tree.query().Searcher(ctx, r, nil, search.SearcherOptions{})
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	defer func() { err = errors.Join(err, searcher.Close()) }()
	found := collector.NewTopNCollector(len(ix.docs), 0, search.SortOrder{&search.SortScore{Desc: true}})
	if err := found.Collect(ctx, searcher, r); err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	for _, m := range found.Results() {
		n, err := strconv.Atoi(m.ID)
		if err != nil {
			return nil, fmt.Errorf("search: document number: %w", err)
		}
		hits = append(hits, hit{doc: n, score: m.Score, tier: tierProse})
	}
	return hits, nil
}

// query returns the tree in bleve's terms.
func (n *node) query() query.Query {
	kids := lists.Each(n.kids, (*node).query)
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

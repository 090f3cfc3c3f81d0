package search

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strconv"

	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/collector"
	"github.com/blevesearch/bleve/v2/search/query"
	index "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
	zap "github.com/blevesearch/zapx/v17"
)

// counted returns postings in bleve's counts: a segment of a bleve index is made of them, with n documents, and read. Those of
// fieldWord are as they are.
//
// It is the segment itself, without what scorch puts around it: that would make a reader for each term and field.
func counted(n int, p tally) (tally, error) {
	docs := documentsOf(n, p)
	for _, d := range docs {
		d.AddIDField() // as scorch does
	}
	s, _, err := new(zap.ZapPlugin).New(docs)
	if err != nil {
		return nil, err
	}
	theirs := newTally()
	theirs[fieldWord] = p[fieldWord]
	r := segmentReader{Segment: s}
	for _, f := range scoredFields {
		if err == nil {
			err = r.field(f, p[f], theirs[f])
		}
	}
	return theirs, errors.Join(err, s.Close())
}

// documentsOf returns n documents for bleve. The id of each is its number.
func documentsOf(n int, p tally) []index.Document {
	docs := make([]index.Document, n)
	for i, fields := range fieldsOf(n, p) {
		d := document.NewDocument(strconv.Itoa(i))
		for _, f := range fields {
			if f != nil {
				d.AddField(f)
			}
		}
		docs[i] = d
	}
	return docs
}

// fieldsOf returns the fields of each document, nil where one has no terms.
func fieldsOf(n int, p tally) [][len(scoredFields)]*termField {
	docs := make([][len(scoredFields)]*termField, n)
	shared := map[int32]*index.TokenFreq{} // of a term, by frequency, for all documents
	for i, f := range scoredFields {
		for t, list := range p[f] {
			clear(shared)
			for _, posting := range list {
				field := docs[posting.doc][i]
				if field == nil {
					field = &termField{
						TextField: document.NewTextFieldCustom(string(rune(f)), nil, nil, index.IndexField, nil),
						length:    int(posting.length),
					}
					docs[posting.doc][i] = field
				}
				freq := shared[posting.freq]
				if freq == nil {
					freq = &index.TokenFreq{Term: []byte(t)}
					freq.SetFrequency(int(posting.freq))
					shared[posting.freq] = freq
				}
				field.terms = append(field.terms, freq)
			}
		}
	}
	return docs
}

// termField is a field of which the terms are known, so that bleve needs no analyzer.
type termField struct {
	*document.TextField
	length int
	terms  []*index.TokenFreq
	table  index.TokenFrequencies // of terms, once bleve has asked for it, which it does twice
}

// Analyze does nothing, because the terms are known.
func (t *termField) Analyze() {}

// AnalyzedLength returns the number of terms, including repetitions.
func (t *termField) AnalyzedLength() int { return t.length }

// AnalyzedTokenFrequencies returns the terms.
func (t *termField) AnalyzedTokenFrequencies() index.TokenFrequencies {
	if t.table == nil {
		t.table = make(index.TokenFrequencies, len(t.terms))
		for _, freq := range t.terms {
			t.table[string(freq.Term)] = freq
		}
	}
	return t.table
}

// segmentReader reads the postings of a segment.
type segmentReader struct {
	segment.Segment
	list  segment.PostingsList     // the last one, of which the next takes over the memory
	items segment.PostingsIterator // likewise
}

// field reads the postings of all terms of a field.
func (r *segmentReader) field(f field, from, to map[string][]posting) error {
	if len(from) == 0 {
		return nil
	}
	terms, err := r.Dictionary(string(rune(f)))
	if err != nil {
		return err
	}
	if n := terms.Cardinality(); n != len(from) {
		return fmt.Errorf("bleve has %d terms of %d in field %c", n, len(from), f)
	}
	for term, list := range from {
		if to[term], err = r.term(terms, term, len(list)); err != nil {
			return err
		}
	}
	return nil
}

// term reads the postings of a term, which are in order.
func (r *segmentReader) term(terms segment.TermDictionary, term string, n int) (list []posting, err error) {
	if r.list, err = terms.PostingsList([]byte(term), nil, r.list); err != nil {
		return nil, err
	}
	r.items = r.list.Iterator(true, true, false, r.items)
	list = make([]posting, 0, n)
	for {
		next, err := r.items.Next()
		if err != nil || next == nil {
			return list, err
		}
		length := math.Round(1 / (next.Norm() * next.Norm())) // undoes zapx's Posting.Norm, float32(1/√length)
		list = append(list, posting{int32(next.Number()), int32(next.Frequency()), int32(length)})
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

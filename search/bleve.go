package search

import (
	"context"
	"errors"
	"fmt"
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
	for _, w := range a.used {
		for i, l := range w.lone {
			if l.count > 0 {
				a.fields[i][l.doc].terms[l.key()] = freq(int(l.count))
			}
		}
	}
	for _, d := range a.docs {
		d.AddIDField() // as scorch does
	}
	s, _, err := new(zap.ZapPlugin).New(a.docs)
	if err != nil {
		return nil, err
	}
	var readers [len(scoredFields)]fieldReader
	for i, f := range scoredFields {
		readers[i].TermDictionary, err = s.Dictionary(string(rune(f)))
		if err != nil {
			return nil, err
		}
	}
	for _, w := range a.used {
		for i := range readers {
			if w.fields>>i&1 > 0 && err == nil {
				err = readers[i].read(w, w.lone[i])
				a.makers[i].add(scoredFields[i], w.text, readers[i].last)
			}
		}
		a.makers[len(readers)].add(fieldWord, w.text, w.docs)
		w.fields, w.docs, w.lone = 0, w.docs[:0], [len(scoredFields)]lone{}
	}
	p := postings{}
	for i, f := range allFields {
		if p[f] = a.makers[i].made(); f != fieldWord && readers[i].Cardinality() != readers[i].terms {
			err = errors.Join(err, fmt.Errorf("bleve has %d terms of %d in field %c", readers[i].Cardinality(), readers[i].terms, f))
		}
	}
	a.docs, a.used = a.docs[:0], a.used[:0]
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

// fieldReader reads the postings of the terms of a field of a segment.
type fieldReader struct {
	segment.TermDictionary
	list  segment.PostingsList      // the last one, of which the next takes over the memory
	items segment.PostingsIterator  // likewise
	last  []posting                 // likewise
	lone  [len(often) + 1][]posting // by how often: of the words that only one document has
	terms int                       // that were read
}

// read reads the postings of a word.
func (r *fieldReader) read(w *word, l lone) (err error) {
	if l.count == 0 {
		r.last, err = r.term(r.last[:0], w.key)
		return err
	}
	if r.lone[l.count] == nil {
		if r.lone[l.count], err = r.term(nil, l.key()); err != nil {
			return err
		}
	}
	at, ok := slices.BinarySearchFunc(r.lone[l.count], int32(l.doc), func(p posting, doc int32) int { return int(p.doc - doc) })
	if !ok {
		return fmt.Errorf("bleve does not have document %d of %q", l.doc, w.text)
	}
	r.last = append(r.last[:0], r.lone[l.count][at])
	return nil
}

// term appends the postings of a term, which are in order.
func (r *fieldReader) term(to []posting, key string) (_ []posting, err error) {
	r.terms++
	if r.list, err = r.PostingsList([]byte(key), nil, r.list); err != nil {
		return to, err
	}
	r.items = r.list.Iterator(true, true, false, r.items)
	for {
		next, err := r.items.Next()
		if err != nil || next == nil {
			return to, err
		}
		to = append(to, posting{int32(next.Number()), int32(next.Frequency()), int32(next.(*zap.Posting).NormUint64())})
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
		n, _ := strconv.Atoi(m.ID) // of reader.ExternalID
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

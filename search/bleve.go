package search

import (
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/collector"
	"github.com/blevesearch/bleve/v2/search/query"
	index "github.com/blevesearch/bleve_index_api"
)

// newBleve makes a bleve index of n documents in memory. All of them go in one batch, which gives one segment, in which each
// term is once. The order of the documents in it depends on goroutines; nothing that leaves this package does.
//
// It is the index itself, without what the package bleve puts around it: that would bring other kinds of indexes and all
// analyzers into the binary.
func newBleve(n int, p tally) (index.Index, error) {
	b, err := scorch.NewScorch(scorch.Name, map[string]any{"path": ""}, queue())
	if err != nil {
		return nil, err
	}
	if err := b.Open(); err != nil {
		return nil, err
	}
	batch := index.NewBatch()
	for i, fields := range fieldsOf(n, p) {
		d := document.NewDocument(strconv.Itoa(i))
		for _, f := range fields {
			if f != nil {
				d.AddField(f)
			}
		}
		batch.Update(d)
	}
	if err := b.Batch(batch); err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return b, nil
}

// queue are bleve's goroutines for the documents of all batches.
var queue = sync.OnceValue(func() *index.AnalysisQueue { return index.NewAnalysisQueue(runtime.GOMAXPROCS(0)) })

// fieldsOf returns the fields of each document, nil where one has no terms.
func fieldsOf(n int, p tally) [][len(scoredFields)]*termField {
	docs := make([][len(scoredFields)]*termField, n)
	for i, f := range scoredFields {
		for t, list := range p[f] {
			shared := map[int32]*index.TokenFreq{} // by frequency, for all documents
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

// readBleve returns the postings of a bleve index: what was indexed, in bleve's own counts.
func readBleve(b index.Index) (tally, error) {
	r, err := b.Reader()
	if err != nil {
		return nil, err
	}
	p := newTally()
	numbers, err := documentNumbers(r)
	for _, f := range scoredFields {
		if err == nil {
			err = readField(r, f, numbers, p[f])
		}
	}
	return p, errors.Join(err, r.Close())
}

// documentNumbers returns the numbers of the documents by bleve's internal ones.
func documentNumbers(r index.IndexReader) (map[uint64]int32, error) {
	ids, err := r.DocIDReaderAll()
	if err != nil {
		return nil, err
	}
	numbers := map[uint64]int32{}
	for {
		id, err := ids.Next()
		if err != nil || id == nil {
			return numbers, errors.Join(err, ids.Close())
		}
		name, err := r.ExternalID(id)
		if err != nil {
			return nil, err
		}
		n, err := strconv.Atoi(name)
		if err != nil {
			return nil, err
		}
		numbers[id.Value()] = int32(n)
	}
}

// readField reads all terms of a field.
func readField(r index.IndexReader, f field, numbers map[uint64]int32, terms map[string][]posting) error {
	dict, err := r.FieldDict(string(rune(f)))
	if err != nil {
		return err
	}
	for {
		e, err := dict.Next()
		if err != nil || e == nil {
			return errors.Join(err, dict.Close())
		}
		term := strings.Clone(e.Term)
		if terms[term], err = readTerm(r, f, term, numbers); err != nil {
			return err
		}
	}
}

// readTerm reads the postings of a term.
func readTerm(r index.IndexReader, f field, term string, numbers map[uint64]int32) ([]posting, error) {
	docs, err := r.TermFieldReader(context.Background(), []byte(term), string(rune(f)), true, true, false)
	if err != nil {
		return nil, err
	}
	list := make([]posting, 0, docs.Count())
	var doc index.TermFieldDoc
	for {
		next, err := docs.Next(doc.Reset())
		if err != nil || next == nil {
			slices.SortFunc(list, func(a, b posting) int { return int(a.doc - b.doc) })
			return list, errors.Join(err, docs.Close())
		}
		length := math.Round(1 / (next.Norm * next.Norm)) // undoes zapx's Posting.Norm, float32(1/√length)
		list = append(list, posting{numbers[next.ID.Value()], int32(next.Freq), int32(length)})
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

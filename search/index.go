package search

import (
	"errors"
	"fmt"
	"slices"
	"sort"
	"sync"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"
)

// Index is a searchable set of documents: a bleve index in memory and what bleve does not keep.
type Index struct {
	facets []Facet
	values [][]string // by facet: its values, sorted
	docs   []*Document
	bleve  bleve.Index
	words  map[string][]int32 // every word, with the numbers of the documents that have it

	once     sync.Once // guards the two below
	known    *vocabulary
	knownErr error
}

// Build indexes the documents. It fails on an empty or repeated ID and on a document with more facet
// values than facets. The caller closes the index.
func Build(facets []Facet, docs []Document) (*Index, error) {
	ix := &Index{facets: facets, docs: make([]*Document, len(docs))}
	for i, d := range docs {
		ix.docs[i] = &d
	}
	sort.SliceStable(ix.docs, func(a, b int) bool { return ix.docs[a].ID < ix.docs[b].ID })
	for i, d := range ix.docs {
		switch {
		case d.ID == "":
			return nil, errors.New("index: a document has no id")
		case i > 0 && d.ID == ix.docs[i-1].ID:
			return nil, fmt.Errorf("index: two documents have the id %q", d.ID)
		case len(d.Facets) > len(facets):
			return nil, fmt.Errorf("index: document %q has values for %d facets of %d", d.ID, len(d.Facets), len(facets))
		}
	}
	ix.values = facetValues(len(facets), ix.docs)
	terms := analyze(ix.docs)
	for _, d := range ix.docs {
		d.Body = "" // the longest part, which is not read again
	}
	if err := ix.fill(terms); err != nil {
		return nil, fmt.Errorf("index: %w", err)
	}
	return ix, nil
}

// Close frees the index and ends its goroutines.
func (ix *Index) Close() error { return ix.bleve.Close() }

// fill makes the bleve index. All documents go in one batch, which gives one segment: bleve's field
// cardinality, and with it every score, would count a term once per segment. The documents' order
// inside it depends on goroutines; nothing that leaves this package does.
func (ix *Index) fill(terms []*analyst) error {
	m := bleve.NewIndexMapping()
	m.ScoringModel = index.BM25Scoring
	// NewMemOnly would use upsidedown, which knows no BM25 and silently scores tf-idf.
	b, err := bleve.NewUsing("", m, scorch.Name, scorch.Name, nil)
	if err != nil {
		return err
	}
	batch := b.NewBatch()
	ix.words = mergeWords(terms)
	for _, t := range terms {
		for _, d := range t.docs {
			if err := batch.IndexAdvanced(d); err != nil {
				return errors.Join(err, b.Close())
			}
		}
	}
	if err := b.Batch(batch); err != nil {
		return errors.Join(err, b.Close())
	}
	ix.bleve = b
	return nil
}

// facetValues returns the values of every facet, sorted.
func facetValues(n int, docs []*Document) [][]string {
	out := make([][]string, n)
	for f := range out {
		seen := map[string]bool{}
		for _, d := range docs {
			for _, v := range d.facet(f) {
				seen[v] = true
			}
		}
		for v := range seen {
			out[f] = append(out[f], v)
		}
		sort.Strings(out[f])
	}
	return out
}

// facet returns the document's values of the facet with that number.
func (d *Document) facet(f int) []string {
	if f >= len(d.Facets) {
		return nil
	}
	return d.Facets[f]
}

// distinct returns the document's values of a facet without repetitions.
func (d *Document) distinct(f int) []string {
	list := d.facet(f)
	for i, v := range list {
		if slices.Contains(list[:i], v) {
			out := slices.Clone(list)
			slices.Sort(out)
			return slices.Compact(out)
		}
	}
	return list
}

// name returns the spelling that is shown.
func (d *Document) name() string {
	if len(d.Names) == 0 {
		return ""
	}
	return d.Names[0]
}

package search

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
)

// Index is a searchable set of documents. It is safe for use by several goroutines.
type Index struct {
	facets   []Facet
	values   func() [][]string // by facet: its values, sorted
	docs     []*Document
	postings postings // in bleve's counts, and those of fieldWord
	same     [][]string
	vocab    func() *vocabulary
	language language
	cache    *Cache
	change   *change // since an older index; nil: it has nothing of one
	as       int     // documents that it has as many files as an index of; 0: its own. For tests

	extra json.RawMessage // for scripts, nil for nothing
}

// Build indexes the documents. It fails on an empty or repeated ID, on a document with more facet values than facets, and on a
// weight below zero.
// Each list of same has words and phrases that mean the same: a document with one of them is found by the others too.
func Build(facets []Facet, docs []Document, same ...[]string) (*Index, error) {
	return BuildIn("en", facets, docs, same...)
}

// BuildIn is Build for texts of another language than English, a BCP 47 tag: without stop words, stems and synonyms other
// than same.
func BuildIn(tag string, facets []Facet, docs []Document, same ...[]string) (*Index, error) {
	sources := make([]Source, len(docs))
	for i, d := range docs {
		sources[i] = Source{ID: d.ID, Make: func() Document { return d }}
	}
	return BuildOn(nil, "", tag, facets, sources, same...)
}

// Source is a document that is only made if an older index does not have it.
type Source struct {
	ID   string
	Sum  [sha256.Size]byte // over what the document is made from
	Make func() Document
}

// BuildOn is BuildIn, but takes over from an older index what comes from the same documents. Tool has to differ between
// programs that may make different indexes, or documents, from the same.
func BuildOn(old *Cache, tool, tag string, facets []Facet, docs []Source, same ...[]string) (*Index, error) {
	docs = slices.Clone(docs)
	slices.SortFunc(docs, func(a, b Source) int { return strings.Compare(a.ID, b.ID) })
	for i, d := range docs {
		switch {
		case d.ID == "":
			return nil, errors.New("index: a document has no id")
		case i > 0 && d.ID == docs[i-1].ID:
			return nil, fmt.Errorf("index: two documents have the id %q", d.ID)
		}
	}
	l := languageOf(tag)
	ix := newIndex(l, facets, make([]*Document, len(docs)), same)
	ix.cache = newCache(tool, ix, docs)
	known := l.synonyms().with(l, same)
	err := ix.cache.fill(old.decode(), func(numbers []int32) (postings, error) {
		return count(len(numbers), func(i int) (*Document, error) { return ix.make(numbers[i], &docs[numbers[i]]) }, l, known)
	})
	if err != nil {
		return nil, fmt.Errorf("index: %w", err)
	}
	return ix, nil
}

// make makes the document with a number.
func (ix *Index) make(n int32, s *Source) (*Document, error) {
	d := s.Make()
	d.Names = plainNames(d.Names)
	switch {
	case d.ID != s.ID:
		return nil, fmt.Errorf("document %q is called %q", s.ID, d.ID)
	case d.Weight < 0 || math.IsInf(d.Weight, 0) || math.IsNaN(d.Weight):
		return nil, fmt.Errorf("document %q has the weight %v", d.ID, d.Weight)
	case len(d.Facets) > len(ix.facets):
		return nil, fmt.Errorf("document %q has values for %d facets of %d", d.ID, len(d.Facets), len(ix.facets))
	}
	ix.docs[n] = &d
	return &d, nil
}

// AddExtra adds a JSON value for scripts, which Export writes as it is: that of an older index if it was made from what has the
// same sum.
func (ix *Index) AddExtra(sum [sha256.Size]byte, make func() json.RawMessage) {
	if is := docSum(sum[:len(docSum{})]); ix.extra == nil || is != ix.cache.extraSum {
		ix.extra, ix.cache.extraSum = make(), is
	}
}

// newIndex returns the index of documents without postings.
func newIndex(l language, facets []Facet, docs []*Document, same [][]string) *Index {
	ix := &Index{facets: facets, docs: docs, language: l, same: same}
	ix.values = sync.OnceValue(func() [][]string { return facetValues(len(facets), docs) })
	ix.vocab = sync.OnceValue(func() *vocabulary { return newVocabulary(ix) })
	return ix
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
		out[f] = sortedKeys(seen)
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
			return ordered(slices.Clone(list))
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

package search

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"sort"
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

	Extra json.RawMessage // a JSON value for scripts that Export writes as it is; nil: none
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
	return BuildOn(nil, "", tag, facets, docs, same...)
}

// BuildOn is BuildIn, but takes over from an older index what comes from the same documents. Tool has to differ between
// programs that may make different indexes of the same documents.
func BuildOn(old *Cache, tool, tag string, facets []Facet, docs []Document, same ...[]string) (*Index, error) {
	l := languageOf(tag)
	list := make([]*Document, len(docs))
	for i, d := range docs {
		d.Names = plainNames(d.Names)
		list[i] = &d
	}
	sort.SliceStable(list, func(a, b int) bool { return list[a].ID < list[b].ID })
	for i, d := range list {
		switch {
		case d.ID == "":
			return nil, errors.New("index: a document has no id")
		case i > 0 && d.ID == list[i-1].ID:
			return nil, fmt.Errorf("index: two documents have the id %q", d.ID)
		case d.Weight < 0 || math.IsInf(d.Weight, 0) || math.IsNaN(d.Weight):
			return nil, fmt.Errorf("index: document %q has the weight %v", d.ID, d.Weight)
		case len(d.Facets) > len(facets):
			return nil, fmt.Errorf("index: document %q has values for %d facets of %d", d.ID, len(d.Facets), len(facets))
		}
	}
	known := l.synonyms().with(l, same)
	ix := newIndex(l, facets, list, same)
	ix.cache = newCache(tool, ix)
	if err := ix.cache.fill(old.decode(), func(docs []*Document) (postings, error) { return count(docs, l, known) }); err != nil {
		return nil, fmt.Errorf("index: %w", err)
	}
	for _, d := range list {
		d.Body = "" // of those that were not counted
	}
	return ix, nil
}

// newIndex returns the index of documents without postings.
func newIndex(l language, facets []Facet, docs []*Document, same [][]string) *Index {
	ix := &Index{facets: facets, docs: docs, language: l, same: same}
	ix.values = sync.OnceValue(func() [][]string { return facetValues(len(facets), docs) })
	ix.vocab = sync.OnceValue(func() *vocabulary { return newVocabulary(l, ix.postings, docs) })
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

package search

import (
	"context"
	"math"
	"slices"
	"strconv"

	index "github.com/blevesearch/bleve_index_api"
)

// reader is an index as bleve's searchers read it. They score as in a bleve index of all documents in one segment, and need
// no more of it than what is here.
type reader struct {
	index.IndexReader // nil
	*Index
}

// TermFieldReader returns the postings of a term.
func (r reader) TermFieldReader(_ context.Context, term []byte, name string, _, _, _ bool) (index.TermFieldReader, error) {
	list := r.postings.list(field(name[0]), string(term))
	return &termReader{list: list, count: len(list)}, nil
}

// DocValueReader returns nil: results are sorted by score.
func (r reader) DocValueReader([]string) (index.DocValueReader, error) { return nil, nil }

// DocCount returns the number of documents.
func (r reader) DocCount() (uint64, error) { return uint64(len(r.docs)), nil }

// FieldCardinality returns how many terms a field has.
func (r reader) FieldCardinality(name string) (int, error) {
	return len(r.postings[field(name[0])].terms), nil
}

// ExternalID returns the number of a document.
func (r reader) ExternalID(id index.IndexInternalID) (string, error) {
	return strconv.FormatUint(id.Value(), 10), nil
}

// termReader reads the postings of a term.
type termReader struct {
	list  []posting // those that come
	count int       // of all
}

// Next returns the next posting, nil after the last.
func (t *termReader) Next(doc *index.TermFieldDoc) (*index.TermFieldDoc, error) {
	if len(t.list) == 0 {
		return nil, nil
	}
	if doc == nil {
		doc = &index.TermFieldDoc{}
	}
	p := t.list[0]
	t.list = t.list[1:]
	doc.ID = index.NewIndexInternalID(doc.ID, uint64(p.doc))
	doc.Freq = uint64(p.freq)
	doc.Norm = float64(float32(1 / math.Sqrt(float64(p.length)))) // as zapx keeps it
	return doc, nil
}

// Advance returns the first posting from a document on.
func (t *termReader) Advance(id index.IndexInternalID, doc *index.TermFieldDoc) (*index.TermFieldDoc, error) {
	i, _ := slices.BinarySearchFunc(t.list, id.Value(), func(p posting, doc uint64) int { return int(p.doc) - int(doc) })
	t.list = t.list[i:]
	return t.Next(doc)
}

// Count returns how many documents have the term.
func (t *termReader) Count() uint64 { return uint64(t.count) }

// Close does nothing.
func (t *termReader) Close() error { return nil }

// Size is asked for by nothing that counts memory.
func (t *termReader) Size() int { return 0 }

package search

import (
	"errors"
	"fmt"
	"slices"
	"sort"
	"strconv"
	"sync"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"
)

// Index is a searchable set of documents: a bleve index in memory and what bleve does not keep.
type Index struct {
	facets []Facet
	values [][]string // by facet: its values, sorted
	docs   []*Document
	bleve  bleve.Index

	once    sync.Once // guards words
	words   *vocabulary
	wordErr error
}

// field is a field of the bleve index; its letter marks its postings in the export.
type field byte

const (
	fieldCode  field = 'c' // whole spellings
	fieldParts field = 'p' // the words of the names, not stemmed
	fieldTitle field = 't' // stems
	fieldTag   field = 'g' // words of tags and label, not stemmed
	fieldBody  field = 'b' // stems of summary and body
	fieldWord  field = 'w' // every word of the document, not stemmed; never scored
)

// fields lists them in the order of the export and of the clauses in a query.
var fields = [...]field{fieldCode, fieldParts, fieldTitle, fieldTag, fieldBody, fieldWord}

// boost is what a match in the field counts; fieldWord has none since it only filters.
var boost = map[field]float64{fieldCode: 10, fieldParts: 3, fieldTitle: 2, fieldTag: 2, fieldBody: 1}

func (f field) String() string {
	return map[field]string{
		fieldCode: "code", fieldParts: "parts", fieldTitle: "title", fieldTag: "tag", fieldBody: "body",
		fieldWord: "word",
	}[f]
}

// Build indexes the documents. It fails on an empty or repeated ID and on a document with more facet
// values than facets. The caller closes the index.
func Build(facets []Facet, docs []Document) (*Index, error) {
	ix := &Index{facets: facets, docs: make([]*Document, len(docs))}
	for i := range docs {
		ix.docs[i] = &docs[i]
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
	if err := ix.fill(); err != nil {
		return nil, fmt.Errorf("index: %w", err)
	}
	return ix, nil
}

// Close frees the index and ends its goroutines.
func (ix *Index) Close() error { return ix.bleve.Close() }

// fill makes the bleve index. All documents go in one batch, which gives one segment: bleve's field
// cardinality, and with it every score, would count a term once per segment. The documents' order
// inside it depends on goroutines; nothing that leaves this package does.
func (ix *Index) fill() error {
	m := bleve.NewIndexMapping()
	m.ScoringModel = index.BM25Scoring
	// NewMemOnly would use upsidedown, which knows no BM25 and silently scores tf-idf.
	b, err := bleve.NewUsing("", m, scorch.Name, scorch.Name, nil)
	if err != nil {
		return err
	}
	batch := b.NewBatch()
	for i, d := range ix.docs {
		if err := batch.IndexAdvanced(bleveDocument(i, d)); err != nil {
			return errors.Join(err, b.Close())
		}
	}
	if err := b.Batch(batch); err != nil {
		return errors.Join(err, b.Close())
	}
	ix.bleve = b
	return nil
}

// bleveDocument gives bleve a document whose id is its number here.
func bleveDocument(n int, d *Document) *document.Document {
	out := document.NewDocument(strconv.Itoa(n))
	for _, f := range fields {
		out.AddField(document.NewTextFieldCustom(string(rune(f)), nil, nil, index.IndexField, &fieldAnalyzer{d, f}))
	}
	return out
}

// fieldAnalyzer makes the tokens of one field of one document. bleve calls it on its own goroutines.
type fieldAnalyzer struct {
	doc   *Document
	field field
}

// Analyze ignores its argument: the document has the text.
func (a *fieldAnalyzer) Analyze([]byte) analysis.TokenStream {
	terms := a.doc.terms(a.field)
	block := make([]analysis.Token, len(terms))
	out := make(analysis.TokenStream, len(terms))
	for i, t := range terms {
		block[i] = analysis.Token{Term: []byte(t)}
		out[i] = &block[i]
	}
	return out
}

// terms returns what a field of the document is indexed by, repetitions included.
func (d *Document) terms(f field) []string {
	var out []string
	switch f {
	case fieldCode:
		for _, n := range d.Names {
			if s := spelling(n); s != "" {
				out = append(out, s)
			}
		}
	case fieldParts:
		for _, n := range d.Names {
			out = append(out, words(n)...)
		}
	case fieldTitle:
		out = prose(d.Title)
	case fieldTag:
		out = wordsAndRuns(d.Label)
		for _, t := range d.Tags {
			out = append(out, wordsAndRuns(t)...)
		}
	case fieldBody:
		out = append(prose(d.Summary), prose(d.Body)...)
	case fieldWord:
		return d.allWords()
	}
	return out
}

// prose returns the stems of a text without its stop words.
func prose(s string) []string {
	out := wordsAndRuns(s)
	n := 0
	for _, w := range out {
		if !stopWords[w] {
			out[n] = stem(w)
			n++
		}
	}
	return out[:n]
}

// allWords returns every word of the document once, in no order that matters.
func (d *Document) allWords() []string {
	var out []string
	seen := map[string]bool{}
	add := func(list []string) {
		for _, w := range list {
			if !seen[w] {
				seen[w] = true
				out = append(out, w)
			}
		}
	}
	for _, n := range d.Names {
		add(words(n))
	}
	for _, t := range append([]string{d.Label, d.Title, d.Summary, d.Body}, d.Tags...) {
		add(wordsAndRuns(t))
	}
	return out
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

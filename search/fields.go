package search

import (
	"runtime"
	"slices"
	"strconv"
	"sync"

	"github.com/blevesearch/bleve/v2/document"
	index "github.com/blevesearch/bleve_index_api"
)

// field is what a term belongs to; its letter marks the term's postings in the export.
type field byte

const (
	fieldCode  field = 'c' // whole spellings
	fieldParts field = 'p' // the words of the names, not stemmed
	fieldTitle field = 't' // stems of the title, twice, and of the summary
	fieldTag   field = 'g' // words of tags and label, not stemmed
	fieldBody  field = 'b' // stems

	// fieldWord is every word of a document, not stemmed. bleve does not know it: it is never scored,
	// only looked up for quotations, prefixes and misspelt words.
	fieldWord field = 'w'
)

// scoredFields lists the fields of the bleve index in the order of the clauses in a query.
var scoredFields = [...]field{fieldCode, fieldParts, fieldTitle, fieldTag, fieldBody}

// boost is what a match in the field counts.
var boost = map[field]float64{fieldCode: 3, fieldParts: 3, fieldTitle: 4, fieldTag: 3, fieldBody: 1}

// String returns the name of the field in the notation of trees.
func (f field) String() string {
	return map[field]string{
		fieldCode: "code", fieldParts: "parts", fieldTitle: "title", fieldTag: "tag", fieldBody: "body",
		fieldWord: "word",
	}[f]
}

// analyst turns a row of documents into terms.
type analyst struct {
	docs  []*document.Document // for bleve; the id of each is its number
	words map[string][]int32
	stems map[string]string // the stems that were computed already

	freqs  map[termFreq]*countedTerm // shared by all documents
	counts map[string]int            // of the field at hand
}

type termFreq struct {
	term string
	n    int
}

// countedTerm is a term that a field has a number of times.
type countedTerm struct {
	term string
	freq index.TokenFreq
}

func newAnalyst() *analyst {
	return &analyst{
		words: map[string][]int32{}, stems: map[string]string{}, freqs: map[termFreq]*countedTerm{}, counts: map[string]int{},
	}
}

// analyze returns the terms of all documents, as one analyst for each processor found them: the first
// has the first documents, and so on.
func analyze(docs []*Document) []*analyst {
	n := min(runtime.GOMAXPROCS(0), len(docs))
	out := make([]*analyst, n)
	var wait sync.WaitGroup
	for i := range out {
		first, end := i*len(docs)/n, (i+1)*len(docs)/n
		a := newAnalyst()
		out[i] = a
		wait.Go(func() {
			for n := first; n < end; n++ {
				a.add(n, docs[n])
			}
		})
	}
	wait.Wait()
	return out
}

// mergeWords returns the words of all documents.
func mergeWords(list []*analyst) map[string][]int32 {
	out := map[string][]int32{}
	for i, a := range list {
		if i == 0 {
			out = a.words
			continue
		}
		for w, docs := range a.words {
			out[w] = append(out[w], docs...)
		}
	}
	return out
}

// add takes the terms of a document.
func (a *analyst) add(n int, d *Document) {
	var codes, parts, tags []string
	for i, name := range d.Names {
		if s := spelling(name); s != "" {
			codes = append(codes, s)
			if i == 0 {
				codes = append(codes, s) // the name itself before somebody's alias
			}
		}
		parts = append(parts, words(name)...)
	}
	tags = wordsAndRuns(d.Label)
	for _, t := range d.Tags {
		tags = append(tags, wordsAndRuns(t)...)
	}
	title, summary, body := wordsAndRuns(d.Title), wordsAndRuns(d.Summary), wordsAndRuns(d.Body)
	for _, list := range [][]string{parts, tags, title, summary, body} {
		a.addWords(int32(n), list)
	}
	title = a.prose(title)
	title = withSynonyms(append(append(title, title...), a.prose(summary)...))
	fields := map[field]*termField{}
	for i, terms := range [...][]string{codes, parts, title, tags, withSynonyms(a.prose(body))} {
		fields[scoredFields[i]] = a.field(scoredFields[i], terms)
	}
	a.addDocument(n, fields)
}

// addDocument adds a document for bleve. Its id is its number.
func (a *analyst) addDocument(n int, fields map[field]*termField) {
	d := document.NewDocument(strconv.Itoa(n))
	for _, f := range scoredFields {
		if t := fields[f]; t != nil {
			d.AddField(t)
		}
	}
	a.docs = append(a.docs, d)
}

func (a *analyst) addWords(doc int32, list []string) {
	for _, w := range list {
		if docs := a.words[w]; len(docs) == 0 || docs[len(docs)-1] != doc {
			a.words[w] = append(docs, doc)
		}
	}
}

// prose replaces words by their stems and leaves out stop words.
func (a *analyst) prose(list []string) []string {
	n := 0
	for _, w := range list {
		if stopWords[w] {
			continue
		}
		s, ok := a.stems[w]
		if !ok {
			s = stem(w)
			a.stems[w] = s
		}
		list[n] = s
		n++
	}
	return list[:n]
}

// withSynonyms appends the synonyms of a list of stems, each once.
func withSynonyms(list []string) []string {
	n := len(list)
	for _, s := range list[:n] {
		for _, other := range synonyms[s] {
			if !slices.Contains(list, other) {
				list = append(list, other)
			}
		}
	}
	return list
}

// termField is a field of which the terms are known already, so that bleve needs no analyser.
type termField struct {
	*document.TextField
	length int
	terms  []*countedTerm
}

// field returns a field with terms. The table that bleve wants is made when it asks: those of all documents
// together are larger than everything else here.
func (a *analyst) field(f field, terms []string) *termField {
	t := newTermField(f, len(terms))
	clear(a.counts)
	for _, s := range terms {
		a.counts[s]++
	}
	t.terms = make([]*countedTerm, 0, len(a.counts))
	for s, n := range a.counts {
		t.terms = append(t.terms, a.counted(s, n))
	}
	return t
}

func newTermField(f field, length int) *termField {
	return &termField{
		TextField: document.NewTextFieldCustom(string(rune(f)), nil, nil, index.IndexField, nil),
		length:    length,
	}
}

// counted returns the term with its count, the same for all documents.
func (a *analyst) counted(s string, n int) *countedTerm {
	term := a.freqs[termFreq{s, n}]
	if term == nil {
		term = &countedTerm{s, index.TokenFreq{Term: []byte(s)}}
		term.freq.SetFrequency(n)
		a.freqs[termFreq{s, n}] = term
	}
	return term
}

// Analyze does nothing: the terms are there.
func (t *termField) Analyze() {}

// AnalyzedLength returns the number of terms, repetitions included.
func (t *termField) AnalyzedLength() int { return t.length }

// AnalyzedTokenFrequencies returns the terms.
func (t *termField) AnalyzedTokenFrequencies() index.TokenFrequencies {
	table := make(index.TokenFrequencies, len(t.terms))
	for _, t := range t.terms {
		table[t.term] = &t.freq
	}
	return table
}

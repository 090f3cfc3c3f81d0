package search

import (
	"context"
	"math/bits"
	"sync"

	"github.com/errdocs/errdocs/internal/parallel"
)

// field is what a term belongs to. Its letter marks the postings of the field in the export.
type field byte

const (
	fieldCode  field = 'c' // whole spellings
	fieldParts field = 'p' // the words of the names, not stemmed
	fieldTitle field = 't' // stems of the title, twice, and of the summary
	fieldTag   field = 'g' // words of tags and label, not stemmed
	fieldBody  field = 'b' // stems

	// fieldWord has every word of a document, not stemmed. It is not in the bleve index: it is never scored, only looked
	// up for quotations, prefixes and misspelled words.
	fieldWord field = 'w'
)

// scoredFields lists the fields of the bleve index in the order of the clauses in a query.
var scoredFields = [...]field{fieldCode, fieldParts, fieldTitle, fieldTag, fieldBody}

// fieldCount is how many fields there are.
const fieldCount = len(scoredFields) + 1

// allFields lists the fields in the order of the export.
var allFields = append(scoredFields[:], fieldWord)

// boost is what a match in the field counts.
var boost = map[field]float64{fieldCode: 3, fieldParts: 3, fieldTitle: 4, fieldTag: 3, fieldBody: 1}

// analyst turns documents into postings.
type analyst struct {
	tally
	stems map[string]string // the stems that are known already
	same  synonyms
	language
	counts map[string]int32 // of the field at hand
}

func newAnalyst(l language, same synonyms) *analyst {
	return &analyst{tally: newTally(), stems: map[string]string{}, same: same, language: l, counts: map[string]int32{}}
}

// run is how many documents are in a segment of bleve, which bounds the memory that bleve takes.
const run = 512

// count returns the postings of documents, in bleve's counts: each run of them has been a segment.
func count(docs []*Document, l language, same synonyms) (postings, error) {
	parts := make([]postings, (len(docs)+run-1)/run)
	var stems sync.Pool // what one run has stemmed helps the next
	err := parallel.Do(context.Background(), 0, len(parts), func(i int) error {
		a := newAnalyst(l, same)
		if known, ok := stems.Get().(map[string]string); ok {
			a.stems = known
		}
		defer stems.Put(a.stems)
		some := docs[i*run : min((i+1)*run, len(docs))]
		for n, d := range some {
			a.add(int32(n), d)
			d.Body = "" // the longest part, which is not read again
		}
		p, err := counted(len(some), a.tally)
		parts[i] = p.encoded()
		return err
	})
	if err != nil {
		return nil, err
	}
	return joined(parts), nil
}

// add adds the terms of a document.
func (a *analyst) add(n int32, d *Document) {
	var parts []string
	for _, name := range d.Names {
		parts = append(parts, words(name)...)
	}
	tags := wordsAndRuns(d.Label)
	for _, t := range d.Tags {
		tags = append(tags, wordsAndRuns(t)...)
	}
	title, summary, body := wordsAndRuns(d.Title), wordsAndRuns(d.Summary), wordsAndRuns(d.Body)
	for _, list := range [][]string{parts, tags, title, summary, body} {
		a.addWords(n, list)
	}
	title = a.prose(title)
	title = append(append(title, title...), a.prose(summary)...)
	for i, terms := range [...][]string{codes(d.Names), parts, title, tags, a.prose(body)} {
		length := max(1, len(terms)) // synonyms may be all that a title has
		if scoredFields[i] == fieldTitle {
			terms = a.same.added(terms, a.prose(parts))
		}
		a.addTerms(n, scoredFields[i], terms, length)
	}
}

// codes returns the spellings of names.
func codes(names []string) []string {
	var list []string
	for i, name := range names {
		if s := spelling(name); s != "" {
			list = append(list, s)
			if i == 0 {
				list = append(list, s) // the name itself before the alias of another document
			}
		}
	}
	return list
}

func (a *analyst) addWords(doc int32, list []string) {
	words := a.tally[fieldWord]
	for _, w := range list {
		if docs := words[w]; len(docs) == 0 || docs[len(docs)-1].doc != doc {
			words[w] = append(docs, posting{doc: doc})
		}
	}
}

// addTerms adds the terms of a field. Synonyms do not count for its length, by which bleve lowers scores.
func (a *analyst) addTerms(doc int32, f field, terms []string, length int) {
	clear(a.counts)
	for _, t := range terms {
		a.counts[t]++
	}
	for t, n := range a.counts {
		a.tally[f][t] = append(a.tally[f][t], posting{doc, n, rounded(length, f)})
	}
}

// rounded returns a length with its four highest bits, as Lucene keeps lengths, and that of a body with one. The export is
// smaller, and one word more or less in a text seldom changes the postings of all its others.
func rounded(n int, f field) int32 {
	shift := max(0, bits.Len(uint(n))-4)
	if f == fieldBody {
		shift = bits.Len(uint(n)) - 1
	}
	return int32(n >> shift << shift)
}

// prose replaces words by their stems and leaves out stop words. A word that is denied ("does not exist") is followed by a
// stem of its own, "!exist", so that a text that says so is found before one that says the contrary.
func (a *analyst) prose(list []string) []string {
	out := make([]string, 0, len(list))
	deny := false
	for _, w := range list {
		if deny = deny || a.denies(w); a.stops(w) {
			continue
		}
		s, ok := a.stems[w]
		if !ok {
			s = a.root(w)
			a.stems[w] = s
		}
		if out = append(out, s); deny {
			out = append(out, denied+s)
		}
		deny = false
	}
	return out
}

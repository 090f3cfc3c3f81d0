package search

import (
	"context"
	"encoding/binary"
	"math/bits"
	"runtime"
	"strconv"
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2/document"
	index "github.com/blevesearch/bleve_index_api"

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

	// fieldWord has every word of a document but stop words, not stemmed. It is not in the bleve index: it is never scored, only looked
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

// analyst turns documents into postings. What it knows of words helps with further documents.
type analyst struct {
	language
	same  synonyms
	words map[string]*word
	runs  map[string][]*word // the words of a run of word characters, and after those of one that was split the whole run

	docs   []index.Document                // as bleve takes them
	fields [len(scoredFields)][]*termField // by document; what one does not have is left from an earlier one
	used   []*word                         // of the documents
	counts []*word                         // of the field at hand
	texts  [5][]*word                      // of the document at hand
	stems  [2][]*word                      // of its title and body
	makers [fieldCount]listMaker
}

// word is a word, stem or spelling, with what is known of it. What is read and written of each word of a text is in one cache line.
type word struct {
	docs          []posting // of fieldWord
	stem          *word     // nil: not known yet
	count         int32     // in the field at hand
	fields        uint8     // that have it, by position in allFields
	stops, denies bool
	lone          [len(scoredFields)]lone

	text   string
	rules  []synonym
	denied *word  // nil: not known yet
	key    string // what bleve has instead of the text: of two bytes mostly, which it reads and writes in less time
}

// lone says which document of a run has a word in a field, and how often, if no other one has it. For bleve all that one document has so
// often are one term, so it has far fewer.
type lone struct {
	doc   int16
	count uint8 // 0: none has it, or several
}

// key is what bleve has instead of such a word. No other word has that key.
func (l lone) key() string { return string([]byte{l.count}) }

func newAnalyst(l language, same synonyms) *analyst {
	return &analyst{language: l, same: same, words: map[string]*word{}, runs: map[string][]*word{}}
}

const (
	run      = 1024    // documents in a segment of bleve, which bounds the memory that bleve takes
	maxKnown = 1 << 16 // words that an analyst may know before the next run
)

// count returns the postings of n documents, in bleve's counts: each run of them has been a segment.
func count(n int, document func(i int) (*Document, error), l language, same synonyms) (postings, error) {
	parts, numbers := make([]numbered, (n+run-1)/run), upTo(n)
	var analysts sync.Pool
	workers := (runtime.GOMAXPROCS(0) + 1) / 2 // pages are made at the same time, and each run takes some 50 MB
	err := parallel.Do(context.Background(), workers, len(parts), func(i int) (err error) {
		a, ok := analysts.Get().(*analyst)
		if !ok {
			a = newAnalyst(l, same)
		}
		for k := i * run; k < min((i+1)*run, n); k++ {
			d, err := document(k)
			if err != nil {
				return err
			}
			a.add(d)
			d.Body = "" // the longest part, which is not read again
		}
		parts[i].numbers = numbers[i*run:]
		if parts[i].postings, err = a.counted(); len(a.words) < maxKnown {
			analysts.Put(a)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	all, _ := merged(false, parts...)
	return all, nil
}

// upTo returns the numbers below n.
func upTo(n int) []int32 {
	list := make([]int32, n)
	for i := range list {
		list[i] = int32(i)
	}
	return list
}

// word returns what is known of a word.
func (a *analyst) word(text string) *word {
	w := a.words[text]
	if w == nil {
		w = &word{text: strings.Clone(text), stops: a.stops(text), denies: a.denies(text), rules: a.same[text]}
		w.key = string(binary.AppendUvarint(nil, uint64(len(often)+1+len(a.words))))
		a.words[w.text] = w
	}
	return w
}

// split appends the words and runs of a text.
func (a *analyst) split(to []*word, text string) []*word {
	eachRun(text, func(run string) {
		list, known := a.runs[run]
		if !known {
			for _, w := range wordsAndRuns(run) {
				list = append(list, a.word(w))
			}
			a.runs[strings.Clone(run)] = list
		}
		to = append(to, list...)
	})
	return to
}

// all appends words.
func (a *analyst) all(to []*word, texts []string) []*word {
	for _, t := range texts {
		to = append(to, a.word(t))
	}
	return to
}

// add adds the terms of a document.
func (a *analyst) add(d *Document) {
	n := len(a.docs)
	doc := document.NewDocument(strconv.Itoa(n))
	a.docs = append(a.docs, doc)
	for i := range a.texts {
		a.texts[i] = a.texts[i][:0]
	}
	parts, tags := a.texts[0], a.split(a.texts[1], d.Label)
	for _, name := range d.Names {
		parts = a.all(parts, words(name))
	}
	for _, t := range d.Tags {
		tags = a.split(tags, t)
	}
	title, summary, body := a.split(a.texts[2], d.Title), a.split(a.texts[3], d.Summary), a.split(a.texts[4], d.Body)
	a.texts = [...][]*word{parts, tags, title, summary, body}
	for _, list := range a.texts {
		a.addWords(int32(n), list)
	}
	title = a.prose(a.stems[0][:0], title)
	title, body = a.prose(append(title, title...), summary), a.prose(a.stems[1][:0], body)
	a.stems = [...][]*word{title, body}
	for i, terms := range [...][]*word{a.all(nil, codes(d.Names)), parts, title, tags, body} {
		length := max(1, len(terms)) // synonyms may be all that a title has
		if scoredFields[i] == fieldTitle {
			terms = a.withSynonyms(terms, a.prose(nil, parts))
		}
		if len(terms) > 0 {
			doc.AddField(a.field(i, terms, length))
		}
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

func (a *analyst) addWords(doc int32, list []*word) {
	for _, w := range list {
		if w.stops {
			continue
		}
		if len(w.docs) == 0 || w.docs[len(w.docs)-1].doc != doc {
			a.use(w, len(scoredFields))
			w.docs = append(w.docs, posting{doc: doc})
		}
	}
}

// use notes that a field has a word.
func (a *analyst) use(w *word, field int) {
	if w.fields == 0 {
		a.used = append(a.used, w)
	}
	w.fields |= 1 << field
}

// field returns a field for bleve. Synonyms do not count for its length, by which bleve lowers scores.
func (a *analyst) field(i int, terms []*word, length int) *termField {
	a.counts = a.counts[:0]
	for _, t := range terms {
		if t.count++; t.count == 1 {
			a.counts = append(a.counts, t)
		}
	}
	doc := len(a.docs) - 1
	for len(a.fields[i]) <= doc {
		a.fields[i] = append(a.fields[i], &termField{TextField: bleveFields[i], terms: make(index.TokenFrequencies, len(a.counts))})
	}
	f := a.fields[i][doc]
	f.length = int(rounded(length, scoredFields[i]))
	clear(f.terms)
	for _, t := range a.counts {
		if l := &t.lone[i]; t.fields>>i&1 == 0 && int(t.count) <= len(often) {
			*l = lone{int16(doc), uint8(t.count)}
		} else {
			if l.count > 0 {
				a.fields[i][l.doc].terms[t.key] = freq(int(l.count))
			}
			f.terms[t.key], *l = freq(int(t.count)), lone{}
		}
		t.count = 0
		a.use(t, i)
	}
	return f
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

// prose appends the stems of words without stop words. A word that is denied ("does not exist") is followed by a stem of its
// own, "!exist", so that a text that says so is found before one that says the contrary.
func (a *analyst) prose(out, list []*word) []*word {
	deny := false
	for _, w := range list {
		if deny = deny || w.denies; w.stops {
			continue
		}
		if w.stem == nil {
			w.stem = a.word(a.root(w.text))
		}
		if out = append(out, w.stem); deny {
			if w.denied == nil {
				w.denied = a.word(denied + w.stem.text)
			}
			out = append(out, w.denied)
		}
		deny = false
	}
	return out
}

package search

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strings"
)

const (
	termTarget = 4 << 10 // bytes of a file of terms; files of a large index are larger
	headSize   = 50      // bytes of a head, roughly

	// Documents of a term whose heads are in its file: more if its postings are long.
	bestDocs    = 100
	mostDocs    = 1000
	dataPerHead = 96 // bytes
)

// entry is a term of a file with what the file says of it.
type entry struct {
	term string
	data []byte
	best []int32 // documents of which the file has the heads
}

func (e *entry) size() int { return len(e.term) + len(e.data) + len(`"","",`) + headSize*len(e.best) }

// add appends the postings of the term in a field.
func (e *entry) add(f field, data []byte) {
	if e.data != nil {
		e.data = append(e.data, '.')
	}
	e.data = append(append(e.data, byte(f)), data...)
}

// table collects entries.
type table map[string]*entry

func (t table) of(term string) *entry {
	e := t[term]
	if e == nil {
		e = &entry{term: term}
		t[term] = e
	}
	return e
}

func (t table) sorted() []*entry {
	list := make([]*entry, 0, len(t))
	for _, e := range t {
		list = append(list, e)
	}
	slices.SortFunc(list, func(a, b *entry) int { return cmp.Compare(a.term, b.term) })
	return list
}

// scoredTerms returns the terms with their postings in all scored fields, and in how many documents they are words.
func (ix *Index) scoredTerms(withBest bool) []*entry {
	t := table{}
	for _, f := range scoredFields {
		for term, list := range ix.postings[f] {
			t.of(term).add(f, appendPostings(nil, f, list))
		}
	}
	for term, list := range ix.postings[fieldWord] {
		t.of(term).add(fieldWord, appendNumber(nil, len(list)))
	}
	if withBest {
		ix.addBest(t, fieldCode, fieldParts, fieldTitle, fieldBody)
	}
	return t.sorted()
}

// addBest adds to entries the documents that have the term in one of the fields, and that a search for it would give first,
// roughly.
func (ix *Index) addBest(t table, fields ...field) {
	scores := make([]int, len(ix.docs))
	for _, e := range t {
		docs := []int32{}
		for _, f := range fields {
			list := ix.postings[f][e.term]
			a, rare := ix.average(f), rarity(len(list), len(ix.docs))
			for _, p := range list {
				if scores[p.doc] == 0 {
					docs = append(docs, p.doc)
				}
				n := 10 * a * int(p.freq)
				scores[p.doc] += 1000 * rare * rare * int(boost[f]) * n / (n + 3*a + 9*int(p.length))
			}
		}
		slices.SortFunc(docs, func(a, b int32) int { return cmp.Or(scores[b]-scores[a], int(a-b)) })
		for _, d := range docs {
			scores[d] = 0
		}
		e.best = docs[:min(len(docs), max(bestDocs, min(len(e.data)/dataPerHead, mostDocs)))]
	}
}

// wordTerms returns the postings of fieldWord.
func (ix *Index) wordTerms() []*entry {
	t := table{}
	for term, list := range ix.postings[fieldWord] {
		t.of(term).add(fieldWord, appendPostings(nil, fieldWord, list))
	}
	return t.sorted()
}

// endings returns the postings of fieldCode with reversed terms, in their order.
func (ix *Index) endings() []*entry {
	t := table{}
	for term, list := range ix.postings[fieldCode] {
		t.of(term).add(fieldCode, appendPostings(nil, fieldCode, list))
	}
	ix.addBest(t, fieldCode)
	back := table{}
	for _, e := range t {
		r := []rune(e.term)
		slices.Reverse(r)
		back[string(r)] = &entry{string(r), e.data, e.best}
	}
	return back.sorted()
}

// cut cuts entries into files, larger ones if they are rarely asked for. A file ends before a term that its hash picks, so that no
// edit of another term moves the end, or else at four times its size. A term that fills a file has one for itself and the words
// that start with it.
func cut(list []*entry, rare bool) [][]*entry {
	total := 0
	for _, e := range list {
		total += e.size()
	}
	target := termTarget
	for target*target < 6*total {
		target += target / 4 // the sum of the list of files and of two of them is least so
	}
	if rare {
		target *= 4
	}
	every := uint32(1)
	for int(every)*total < target/4*len(list) {
		every *= 2
	}
	var files [][]*entry
	size, full := 0, ""
	for i, e := range list {
		n := e.size()
		if i == 0 || size+n > 4*target || size > target/2 && hashOf(e.term)%every == 0 || n > target || full != "" && !strings.HasPrefix(e.term, full) {
			files, size, full = append(files, nil), 0, ""
		}
		if size += n; n > target {
			full = e.term
		}
		files[len(files)-1] = append(files[len(files)-1], e)
	}
	return files
}

func hashOf(s string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(s))
	return h.Sum32()
}

// headWords returns the words of the names, titles and labels of documents.
func headWords(docs []*Document) map[string]bool {
	set := map[string]bool{}
	for _, d := range docs {
		for _, w := range words(strings.Join(append([]string{d.Title, d.Label}, d.Names...), "\n")) {
			set[w] = true
		}
	}
	return set
}

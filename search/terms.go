package search

import (
	"cmp"
	"hash/fnv"
	"iter"
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

// entry is a term of a file.
type entry struct {
	term string
	at   [fieldCount]int32 // where it is in the fields of the kind, -1: not there
	size int               // in the file, roughly
}

// noEntry is a term that no field has.
var noEntry = entry{at: [fieldCount]int32{-1, -1, -1, -1, -1, -1}}

// bestFields are those whose documents have their heads next to a term.
var bestFields = []int{0, 1, 2, 4} // of allFields

// entries returns the terms that a kind of file has.
func (x *exporter) entries(kind string) (list []entry) {
	switch kind {
	case kindTerms:
		list = x.scoredTerms()
	default: // one field
		f := slices.Index(allFields, kindFields[kind])
		for i, term := range x.postings[allFields[f]].terms {
			e := noEntry
			if e.term, e.at[f] = term, int32(i); kind == kindEndings {
				e.term = reversed(term)
			}
			list = append(list, e)
		}
		if kind == kindEndings {
			slices.SortFunc(list, func(a, b entry) int { return strings.Compare(a.term, b.term) })
		}
	}
	for i := range list {
		list[i].size = x.sizeOf(kind, &list[i])
	}
	return list
}

// kindFields are the fields of the kinds that have one.
var kindFields = map[string]field{kindWords: fieldWord, kindEndings: fieldCode}

// scoredTerms returns all terms, in order.
func (x *exporter) scoredTerms() (list []entry) {
	var fields [fieldCount][]string
	most := 0
	for i, f := range allFields {
		fields[i] = x.postings[f].terms
		most = max(most, len(fields[i]))
	}
	list = make([]entry, 0, most+most/4)
	var at [fieldCount]int
	for {
		e := noEntry
		for i, terms := range fields {
			if at[i] == len(terms) || e.term != "" && terms[at[i]] > e.term {
				continue
			}
			if e.term == "" || terms[at[i]] < e.term {
				e = noEntry
				e.term = terms[at[i]]
			}
			e.at[i] = int32(at[i])
		}
		if e.term == "" {
			return list
		}
		for i, n := range e.at {
			if n >= 0 {
				at[i]++
			}
		}
		list = append(list, e)
	}
}

func reversed(s string) string {
	r := []rune(s)
	slices.Reverse(r)
	return string(r)
}

// lists yields the postings that an entry has in a kind of file.
func (x *exporter) lists(kind string, e *entry) iter.Seq2[field, string] {
	return func(yield func(field, string) bool) {
		for i, n := range e.at {
			if n < 0 {
				continue
			}
			f := allFields[i]
			list := x.postings[f].lists[n]
			if kind == kindTerms && f == fieldWord { // in how many documents it is a word
				list = string(appendNumber(nil, countOf(list)))
			}
			if !yield(f, list) {
				return
			}
		}
	}
}

// data returns the postings of an entry.
func (x *exporter) data(kind string, e *entry) string {
	var b []byte
	for f, list := range x.lists(kind, e) {
		if b != nil {
			b = append(b, '.')
		}
		b = append(append(b, byte(f)), list...)
	}
	return string(b)
}

// sizeOf returns the size of an entry.
func (x *exporter) sizeOf(kind string, e *entry) int {
	data := -1
	for _, list := range x.lists(kind, e) {
		data += len(list) + len(".c")
	}
	n := len(e.term) + data + len(`"","",`)
	if x.withBest(kind) {
		n += headSize * min(x.countDocs(e), mostHeads(data))
	}
	return n
}

// withBest reports whether files of a kind have heads.
func (x *exporter) withBest(kind string) bool { return !x.small && kind != kindWords }

// mostHeads returns how many documents of a term have their heads in its file.
func mostHeads(data int) int { return max(bestDocs, min(data/dataPerHead, mostDocs)) }

// countDocs returns how many documents have the term in one of the fields with heads.
func (x *exporter) countDocs(e *entry) int {
	have, last := 0, ""
	for _, i := range bestFields {
		if e.at[i] >= 0 {
			have, last = have+1, x.postings[allFields[i]].lists[e.at[i]]
		}
	}
	if have < 2 {
		return countOf(last)
	}
	x.round++
	n := 0
	for _, i := range bestFields {
		if e.at[i] < 0 {
			continue
		}
		for doc := range docsOf(x.postings[allFields[i]].lists[e.at[i]], allFields[i]) {
			if x.seen[doc] != x.round {
				x.seen[doc] = x.round
				n++
			}
		}
	}
	return n
}

// best returns the documents that have the term in one of the fields with heads, and that a search for it would give first,
// roughly.
func (x *exporter) best(kind string, e *entry) []int32 {
	docs := []int32{}
	for _, i := range bestFields {
		if e.at[i] < 0 {
			continue
		}
		f := allFields[i]
		list := decoded(x.postings[f].lists[e.at[i]], f)
		a, rare := x.average(f), rarity(len(list), len(x.docs))
		for _, p := range list {
			if x.scores[p.doc] == 0 {
				docs = append(docs, p.doc)
			}
			n := 10 * a * int(p.freq)
			x.scores[p.doc] += 1000 * rare * rare * int(boost[f]) * n / (n + 3*a + 9*int(p.length))
		}
	}
	slices.SortFunc(docs, func(a, b int32) int { return cmp.Or(x.scores[b]-x.scores[a], int(a-b)) })
	for _, d := range docs {
		x.scores[d] = 0
	}
	return docs[:min(len(docs), mostHeads(len(x.data(kind, e))))]
}

// cut cuts entries into files, larger ones if they are rarely asked for. A file ends before a term that its hash picks, so that no
// edit of another term moves the end, or else at four times its size. A term that fills a file has one for itself and the words
// that start with it.
func cut(list []entry, rare bool) [][]entry {
	total := 0
	for _, e := range list {
		total += e.size
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
	var files [][]entry
	size, full, first := 0, "", 0
	for i, e := range list {
		n := e.size
		if i > 0 && (size+n > 4*target || size > target/2 && hashOf(e.term)%every == 0 || n > target || full != "" && !strings.HasPrefix(e.term, full)) {
			files = append(files, list[first:i])
			size, full, first = 0, "", i
		}
		if size += n; n > target {
			full = e.term
		}
	}
	if len(list) > 0 {
		files = append(files, list[first:])
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

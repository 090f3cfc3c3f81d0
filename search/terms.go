package search

import (
	"hash/fnv"
	"iter"
	"math"
	"slices"
	"strings"
)

const (
	termTarget = 4 << 10 // bytes of a file of terms; files of a large index are larger
	headSize   = 50      // bytes of a head, roughly
	smallEntry = 1 << 10 // bytes of a term of few documents

	bestDocs = 100 // documents of a term whose heads are in its file, at least: see withHeads
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
	case kindNames:
		for _, word := range x.vocab().heads() {
			e := noEntry
			e.term, e.at[fieldCount-1] = word, 0
			list = append(list, e)
		}
	default: // one field
		f := slices.Index(allFields, kindFields[kind])
		list = make([]entry, 0, len(x.postings[allFields[f]].terms))
		for i, term := range x.postings[allFields[f]].terms {
			e := noEntry
			if e.term, e.at[f] = term, int32(i); kind == kindEndings {
				e.term = ending(term)
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
var kindFields = map[string]field{kindWords: fieldWord, kindCodes: fieldCode, kindEndings: fieldCode}

// scoredTerms returns all terms, in order, but those that are only codes.
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
		if slices.Max(e.at[1:]) >= 0 { // else it is only a code
			list = append(list, e)
		}
	}
}

// ending returns a code in reverse.
func ending(code string) string {
	r := []rune(code)
	slices.Reverse(r)
	return string(r)
}

// lists yields the postings that an entry has in a kind of file.
func (x *exporter) lists(kind string, e *entry) iter.Seq2[field, string] {
	return func(yield func(field, string) bool) {
		for i, n := range e.at {
			if n < 0 || kind == kindEndings {
				continue
			}
			f := allFields[i]
			if kind == kindNames {
				yield(f, string(appendNumber(nil, x.vocab().magnitude(e.term))))
				return
			}
			list := x.postings[f].lists[n]
			if kind == kindTerms && f == fieldWord { // twice in how many documents it is a word, and one if some code starts with it
				list = string(appendNumber(nil, 2*countOf(list)+len(x.vocab().starting(fieldCode, e.term, 1))))
			}
			if !yield(f, list) {
				return
			}
		}
	}
}

// appendData appends the postings of an entry, of which JSON escapes nothing.
func (x *exporter) appendData(b []byte, kind string, e *entry) []byte {
	start := len(b)
	for f, list := range x.lists(kind, e) {
		if len(b) > start {
			b = append(b, '.')
		}
		b = append(append(b, byte(f)), list...)
	}
	return b
}

// sizeOf returns the size of an entry.
func (x *exporter) sizeOf(kind string, e *entry) int {
	data := -1
	for _, list := range x.lists(kind, e) {
		data += len(list) + len(".c")
	}
	n := len(e.term) + data + len(`"","",`)
	if x.withBest(kind) {
		docs := x.countDocs(e)
		n += headSize * min(x.withHeads(docs), docs)
	}
	return n
}

// withBest reports whether files of a kind have heads.
func (x *exporter) withBest(kind string) bool {
	return !x.small() && (kind == kindTerms || kind == kindCodes)
}

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

// ranking finds the best documents of terms, one after the other.
type ranking struct {
	scores []int     // by document, 0 between two terms
	docs   []int64   // in the order of sorting: the score, negative, and the number
	list   []posting // of a field
	best   []int32
}

// best returns the documents that have the term in one of the fields with heads, and that a search for it would give first,
// roughly. They are valid until the next call. All that a rare term has are as they come, and may be there twice.
func (ix *Index) best(e *entry, r *ranking) []int32 {
	r.docs, r.best = r.docs[:0], r.best[:0]
	most := 0
	for _, i := range bestFields {
		if e.at[i] >= 0 {
			most += countOf(ix.postings[allFields[i]].lists[e.at[i]])
		}
	}
	all := ix.withHeads(most) == most
	for _, i := range bestFields {
		if e.at[i] < 0 {
			continue
		}
		f := allFields[i]
		data := ix.postings[f].lists[e.at[i]]
		if all {
			r.best = slices.AppendSeq(r.best, docsOf(data, f))
			continue
		}
		r.list, _ = addPostings(r.list[:0], data, f, maxNumber)
		a, rare := ix.average(f), rarity(len(r.list), len(ix.docs))
		weight := 1000 * rare * rare * int(boost[f])
		for _, p := range r.list {
			if r.scores[p.doc] == 0 {
				r.docs = append(r.docs, int64(p.doc))
			}
			n := 10 * a * int(p.freq)
			r.scores[p.doc] += weight * n / (n + 3*a + 9*int(p.length))
		}
	}
	for _, d := range r.first(ix.withHeads(len(r.docs))) {
		r.best = append(r.best, int32(d))
	}
	return r.best
}

// first returns the first n documents in the order of sorting, at most, and none has a score any more. Few of many are sorted.
func (r *ranking) first(n int) []int64 {
	some, last := r.docs[:0], int64(math.MaxInt64)
	for _, d := range r.docs {
		score := int64(r.scores[d])
		r.scores[d] = 0
		if d -= score << 32; d < last {
			some = append(some, d)
		}
		if len(some) == 2*n {
			slices.Sort(some)
			some, last = some[:n], some[n-1]
		}
	}
	slices.Sort(some)
	return some[:min(n, len(some))]
}

// withHeads returns how many documents of a term have their heads in its file, of so many: all of a rare one. Two words that are each
// in one document of 50 are together in one of 2,500: if there are 100,000, few of these 40 are among the best 100 of either word.
// Of more frequent words more are.
func (ix *Index) withHeads(docs int) int {
	most := ix.mostHeads()
	if 5*docs <= 4*most {
		return docs
	}
	return max(bestDocs, min(most, 7500*most/docs))
}

func (ix *Index) mostHeads() int { return max(bestDocs, ix.size()/250) }

// entryOf returns the entry of a term.
func (ix *Index) entryOf(term string) *entry {
	e := noEntry
	e.term = term
	for i, f := range allFields {
		if k, ok := slices.BinarySearch(ix.postings[f].terms, term); ok {
			e.at[i] = int32(k)
		}
	}
	return &e
}

// leading returns the documents that are among the best of some term of trees, except codes.
func (ix *Index) leading(trees []*node) map[int]bool {
	out, rank, seen := map[int]bool{}, &ranking{scores: make([]int, len(ix.docs))}, map[string]bool{}
	var add func([]*node)
	add = func(trees []*node) {
		for _, n := range trees {
			add(n.kids)
			if n.op != "" || n.field == fieldCode || seen[n.term] {
				continue
			}
			seen[n.term] = true
			for _, d := range ix.best(ix.entryOf(n.term), rank) {
				out[int(d)] = true
			}
		}
	}
	add(trees)
	return out
}

// cut cuts entries into files, so many times larger as they are rare. With sum, which says how the bytes of a file in the list of
// files compare with those of all that a query needs, the list and these files have the fewest bytes together. A file ends before a term that its hash picks, so that no
// edit of another term moves the end, or else at four times its size. A term that fills a file has one for itself and the words
// that start with it. Small terms are in the file of the large one that they start with: words, of which a query also asks for the
// stem. If letters is set, files end where the first letter changes.
func cut(list []entry, sum, rare int, letters bool) [][]entry {
	total := 0
	for _, e := range list {
		total += e.size
	}
	target := termTarget
	for target*target < sum*total {
		target += target / 4
	}
	target *= rare
	every := uint32(1)
	for int(every)*total < target/4*len(list) {
		every *= 2
	}
	var files [][]entry
	size, full, first, stem := 0, "", 0, ""
	for i, e := range list {
		n := e.size
		alone := stem == "" || n > smallEntry || !strings.HasPrefix(e.term, stem)
		if n > smallEntry {
			stem = e.term[:len(e.term)-1] // of "retry" it is "retri"
		}
		ends := hashOf(e.term)%every == 0
		if i > 0 && letters {
			ends = e.term[0] != list[i-1].term[0]
		}
		if i > 0 && (size+n > 2*target || alone && ends && size > target/2 || n > target || full != "" && !strings.HasPrefix(e.term, full)) {
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
	set, runs := map[string]bool{}, map[string]bool{}
	for _, d := range docs {
		for _, text := range append([]string{d.Title, d.Label}, d.Names...) {
			eachRun(text, func(run string) {
				if runs[run] {
					return
				}
				runs[run] = true
				list, _ := split(nil, run)
				for _, w := range list {
					set[w] = true
				}
			})
		}
	}
	return set
}

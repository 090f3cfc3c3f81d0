package search

import (
	"iter"
	"maps"
	"slices"
)

// posting is a document of a term: how often the term is in the field and how many terms the field has there. Of
// fieldWord only the document is known.
type posting struct {
	doc, freq, length int32
}

// tally has the postings of all terms by field, each list in order of the documents, while they are counted.
type tally map[field]map[string][]posting

func newTally() tally {
	t := tally{}
	for _, f := range allFields {
		t[f] = map[string][]posting{}
	}
	return t
}

// encoded returns the postings as an index keeps them.
func (t tally) encoded() postings {
	p := postings{}
	for f, terms := range t {
		l := termList{terms: sortedKeys(terms), lists: make([]string, len(terms))}
		var data []byte
		ends := make([]int, len(terms))
		for i, term := range l.terms {
			data = appendPostings(data, f, terms[term])
			ends[i] = len(data)
		}
		all, start := string(data), 0
		for i, end := range ends {
			l.lists[i], start = all[start:end], end
		}
		p[f] = l
	}
	return p
}

// postings are the postings of all terms by field.
type postings map[field]termList

// termList has the terms of a field, in order, and the postings of each as the export has them: what has not changed is
// neither decoded nor encoded.
type termList struct{ terms, lists []string }

// of returns the encoded postings of a term, none if the field does not have it.
func (l termList) of(term string) string {
	if i, ok := slices.BinarySearch(l.terms, term); ok {
		return l.lists[i]
	}
	return ""
}

// list returns the postings of a term.
func (p postings) list(f field, term string) []posting { return decoded(p[f].of(term), f) }

// decoded returns postings that this program has encoded, or checked.
func decoded(data string, f field) []posting {
	list, _ := readPostings(data, f, maxNumber)
	return list
}

// spliced returns the list with other documents: numbers has the new number of each, or -1 for one that is left out; moved
// says that others have one than before. Added has the postings of new documents. The second result are the terms whose
// postings differ.
func (l termList) spliced(f field, numbers []int32, moved bool, added map[string][]posting) (now termList, differ []string) {
	more := slices.Sorted(maps.Keys(added))
	put := func(term, was string, list []posting) {
		slices.SortFunc(list, func(a, b posting) int { return int(a.doc - b.doc) })
		data := string(appendPostings(nil, f, list))
		if data != was {
			differ = append(differ, term)
		}
		if len(list) > 0 {
			now.terms, now.lists = append(now.terms, term), append(now.lists, data)
		}
	}
	for i, term := range l.terms {
		for len(more) > 0 && more[0] < term {
			put(more[0], "", added[more[0]])
			more = more[1:]
		}
		data, has := l.lists[i], len(more) > 0 && more[0] == term
		if has {
			more = more[1:]
		}
		if !has && !moved && !anyLeft(data, f, numbers) {
			now.terms, now.lists = append(now.terms, term), append(now.lists, data)
			continue
		}
		list := slices.Clone(added[term])
		for _, p := range decoded(data, f) {
			if p.doc = numbers[p.doc]; p.doc >= 0 {
				list = append(list, p)
			}
		}
		put(term, data, list)
	}
	for _, term := range more {
		put(term, "", added[term])
	}
	return now, differ
}

// anyLeft reports whether postings have a document that is left out.
func anyLeft(data string, f field, numbers []int32) bool {
	for doc := range docsOf(data, f) {
		if numbers[doc] < 0 {
			return true
		}
	}
	return false
}

// docsOf yields the documents of encoded postings.
func docsOf(data string, f field) iter.Seq[int32] {
	return func(yield func(int32) bool) {
		next, n, scale := 0, 0, 1
		for i := 0; i < len(data) && data[i] != ','; i++ {
			d := int(digitValues[data[i]])
			n += d % 32 * scale
			if scale *= 32; d >= 32 {
				continue
			}
			if f != fieldWord {
				n /= 2
			}
			if next += n; !yield(int32(next)) {
				return
			}
			next++
			n, scale = 0, 1
		}
	}
}

// countOf returns how many documents encoded postings have.
func countOf(data string) int {
	n := 0
	for i := 0; i < len(data) && data[i] != ','; i++ {
		if digitValues[data[i]] < 32 {
			n++
		}
	}
	return n
}

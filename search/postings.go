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
	var l listMaker
	for f, terms := range t {
		for _, term := range sortedKeys(terms) {
			l.add(f, term, terms[term])
		}
		p[f] = l.made()
	}
	return p
}

// joined returns the postings of runs of documents, those of each run after those of the one before.
func joined(runs []postings) postings {
	all := postings{}
	var l listMaker
	var list []posting
	for _, f := range allFields {
		lists, size := make([]termList, len(runs)), 0
		for i, p := range runs {
			lists[i] = p[f]
			for _, data := range p[f].lists {
				size += len(data)
			}
		}
		l.data = slices.Grow(l.data, size) // roughly
		for term, ok := firstTerm(lists); ok; term, ok = firstTerm(lists) {
			list = list[:0]
			for i := range lists {
				data, has := lists[i].take(term)
				if !has {
					continue
				}
				start := len(list)
				list, _ = addPostings(list, data, f, maxNumber)
				for k := start; k < len(list); k++ {
					list[k].doc += int32(i * run)
				}
			}
			l.add(f, term, list)
		}
		all[f] = l.made()
	}
	return all
}

// firstTerm returns the first of the first terms of lists, false if all are empty.
func firstTerm(lists []termList) (term string, ok bool) {
	for i := range lists {
		if l := lists[i].terms; len(l) > 0 && (!ok || l[0] < term) {
			term, ok = l[0], true
		}
	}
	return term, ok
}

// take removes the first term and returns its postings, if it is that one.
func (l *termList) take(term string) (data string, ok bool) {
	if len(l.terms) == 0 || l.terms[0] != term {
		return "", false
	}
	data = l.lists[0]
	l.terms, l.lists = l.terms[1:], l.lists[1:]
	return data, true
}

// listMaker makes termLists, one after the other, whose postings are parts of one string. The zero value has no terms.
type listMaker struct {
	terms []string
	ends  []int // of the postings of each in data
	data  []byte
}

// add adds a term, which comes after all that were added.
func (m *listMaker) add(f field, term string, list []posting) {
	m.data = appendPostings(m.data, f, list)
	m.terms, m.ends = append(m.terms, term), append(m.ends, len(m.data))
}

func (m *listMaker) made() termList {
	l := termList{terms: slices.Clone(m.terms), lists: make([]string, len(m.terms))}
	all, start := string(m.data), 0
	for i, end := range m.ends {
		l.lists[i], start = all[start:end], end
	}
	m.terms, m.ends, m.data = m.terms[:0], m.ends[:0], m.data[:0]
	return l
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

// tally returns the postings by term.
func (p postings) tally() tally {
	t := newTally()
	for f, l := range p {
		for i, term := range l.terms {
			t[f][term] = decoded(l.lists[i], f)
		}
	}
	return t
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
	most := len(l.terms) + len(more)
	now = termList{make([]string, 0, most), make([]string, 0, most)}
	var before, list []posting // of one term after the other
	var data []byte
	put := func(term, was string, list []posting) {
		if data = appendPostings(data[:0], f, list); string(data) != was {
			differ, was = append(differ, term), string(data)
		}
		if len(list) > 0 {
			now.terms, now.lists = append(now.terms, term), append(now.lists, was)
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
		before, _ = addPostings(before[:0], data, f, maxNumber)
		list = merged(list[:0], before, numbers, added[term])
		put(term, data, list)
	}
	for _, term := range more {
		put(term, "", added[term])
	}
	return now, differ
}

// merged appends postings, whose documents get other numbers in the same order, and new ones, by document.
func merged(to, before []posting, numbers []int32, added []posting) []posting {
	for _, p := range before {
		if p.doc = numbers[p.doc]; p.doc < 0 {
			continue
		}
		for len(added) > 0 && added[0].doc < p.doc {
			to, added = append(to, added[0]), added[1:]
		}
		to = append(to, p)
	}
	return append(to, added...)
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

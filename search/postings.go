package search

import (
	"iter"
	"slices"
)

// posting is a document of a term: how often the term is in the field and how many terms the field has there. Of
// fieldWord only the document is known.
type posting struct {
	doc, freq, length int32
}

// numbered are postings of some documents of an index, with the number that each has there: -1 for one that is left out.
type numbered struct {
	postings
	numbers []int32
}

// merged returns the postings of an index. If the numbers of the first part are those that it has, what no other part adds to and nothing
// is left out of is taken as it is, and the second result are the terms whose postings differ from those of the first part.
func merged(settled bool, parts ...numbered) (all postings, differ map[field][]string) {
	all, differ = postings{}, map[field][]string{}
	var l listMaker
	var list, room []posting
	lists, data := make([]termList, len(parts)), make([]string, len(parts))
	var left []int32 // the numbers up to the last document that is left out
	if settled {
		left = parts[0].numbers
	}
	for len(left) > 0 && left[len(left)-1] >= 0 {
		left = left[:len(left)-1]
	}
	for _, f := range allFields {
		size := 0
		for i, p := range parts {
			lists[i] = p.postings[f]
			for _, text := range lists[i].lists {
				size += len(text)
			}
		}
		if !settled {
			l.data = slices.Grow(l.data, size) // roughly
		}
		for term, ok := firstTerm(lists); ok; term, ok = firstTerm(lists) {
			others := false
			for i := range lists {
				data[i] = lists[i].take(term)
				others = others || i > 0 && data[i] != ""
			}
			if settled && !others && !anyLeft(data[0], f, left) {
				l.take(term, data[0])
				continue
			}
			list = list[:0]
			for i, p := range parts {
				first := len(list)
				list = p.add(list, data[i], f)
				room = order(list, first, room)
			}
			if text := l.add(f, term, list); settled && string(text) != data[0] {
				differ[f] = append(differ[f], term)
			}
		}
		all[f] = l.made()
	}
	return all, differ
}

// order merges the postings of a list from some place on with those before, which are in order as well. Few come after many, so it goes
// from the end. It returns the memory that it needs for the next call.
func order(list []posting, from int, room []posting) []posting {
	if from == 0 || from == len(list) || list[from-1].doc < list[from].doc {
		return room
	}
	room = append(room[:0], list[from:]...)
	left, before := len(room), from-1
	for left > 0 && before >= 0 {
		if last := room[left-1]; list[before].doc < last.doc {
			list[before+left] = last
			left--
		} else {
			list[before+left] = list[before]
			before--
		}
	}
	copy(list, room[:left])
	return room
}

// add appends postings with the numbers that their documents have in the index.
func (n numbered) add(to []posting, data string, f field) []posting {
	end := len(to)
	to, _ = addPostings(to, data, f, maxNumber)
	for _, p := range to[end:] {
		if p.doc = n.numbers[p.doc]; p.doc >= 0 {
			to[end] = p
			end++
		}
	}
	return to[:end]
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

// take removes the first term and returns its postings, if it is that one, and otherwise none.
func (l *termList) take(term string) (data string) {
	if len(l.terms) > 0 && l.terms[0] == term {
		data = l.lists[0]
		l.terms, l.lists = l.terms[1:], l.lists[1:]
	}
	return data
}

// listMaker makes termLists, one after the other, whose postings are parts of one string. The zero value has no terms.
type listMaker struct {
	terms, lists []string
	ends         []int // of the postings in data of each that has none in lists
	data         []byte
}

// add adds a term, which comes after all that were added, unless it has no postings, and returns these encoded.
func (m *listMaker) add(f field, term string, list []posting) []byte {
	start := len(m.data)
	if m.data = appendPostings(m.data, f, list); len(list) > 0 {
		m.take(term, "")
	}
	return m.data[start:]
}

// take adds a term with encoded postings.
func (m *listMaker) take(term, data string) {
	m.terms, m.lists, m.ends = append(m.terms, term), append(m.lists, data), append(m.ends, len(m.data))
}

func (m *listMaker) made() termList {
	l := termList{slices.Clone(m.terms), slices.Clone(m.lists)}
	all, start := string(m.data), 0
	for i, end := range m.ends {
		if l.lists[i] == "" {
			l.lists[i], start = all[start:end], end
		}
	}
	m.terms, m.lists, m.ends, m.data = m.terms[:0], m.lists[:0], m.ends[:0], m.data[:0]
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

// list returns the postings of a term.
func (p postings) list(f field, term string) []posting { return decoded(p[f].of(term), f) }

// decoded returns postings that this program has encoded, or checked.
func decoded(data string, f field) []posting {
	list, _ := readPostings(data, f, maxNumber)
	return list
}

// anyLeft reports whether postings have a document that is left out. Numbers need not go on after the last one.
func anyLeft(data string, f field, numbers []int32) bool {
	for doc := range docsOf(data, f) {
		if int(doc) >= len(numbers) || numbers[doc] < 0 {
			return int(doc) < len(numbers)
		}
	}
	return false
}

// docsOf yields the documents of encoded postings.
func docsOf(data string, f field) iter.Seq[int32] {
	return func(yield func(int32) bool) {
		next := 0
		gaps := numberReader(data)
		for gap, ok := gaps.next(); ok; gap, ok = gaps.next() { // up to the comma
			if f != fieldWord {
				gap /= 2
			}
			if next += gap; !yield(int32(next)) {
				return
			}
			next++
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

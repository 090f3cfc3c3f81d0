package search

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/lists"
)

// taken is what an export takes over from that of an older index with documents of the same IDs; without files: nothing.
type taken struct {
	*change
	files map[string]*fileList // of the older export
	kept  func(path string) bool
}

// taken returns nothing where files would differ in more than the documents that have changed.
func (ch *change) taken(x *exporter, kept func(path string) bool) *taken {
	var old rootFile
	now := &x.rootFile
	if ch == nil || kept == nil || json.Unmarshal(ch.root, &old) != nil || x.small() != (old.Heads != nil) || !maps.Equal(old.Average, now.Average) ||
		!slices.Equal(old.Labels, now.Labels) || !slices.Equal(old.Chips, now.Chips) || !slices.Equal(old.Folders, now.Folders) {
		return &taken{change: &change{}}
	}
	return &taken{ch, old.Files, kept}
}

// name returns the name of a file of the older export, "" for number -1.
func (t *taken) name(kind string, n int) string {
	if n < 0 {
		return ""
	}
	return t.files[kind].Names[n*hashDigits : (n+1)*hashDigits]
}

// chunk returns n if the file with that number is the same, -1 otherwise: it has the documents from first to end, of which those in
// changed have changed.
func (t *taken) chunk(kind string, n, first, end int, changed map[int32]bool) int {
	if changed == nil || t.files[kind] == nil {
		return -1
	}
	for doc, yes := range changed {
		if yes && int(doc) >= first && int(doc) < end {
			return -1
		}
	}
	return n
}

// otherWords reports whether names, titles or summaries may have other words.
func (t *taken) otherWords() bool {
	return slices.ContainsFunc([]map[int32]bool{t.heads, t.summaries}, func(docs map[int32]bool) bool {
		return slices.Contains(slices.Collect(maps.Values(docs)), true)
	})
}

// taken returns the terms that all files of a kind start with, and their numbers in the older export, if no entry in them differs: then none
// is looked at. Otherwise it returns nothing.
func (x *exporter) taken(kind string) (from []string, numbers []int) {
	if x.old.files[kind] == nil || kind == kindNames && x.old.otherWords() || len(x.differ(kind))+len(x.old.shown(kind)) > 0 {
		return nil, nil
	}
	from = x.old.files[kind].From
	for i := range from {
		numbers = append(numbers, i)
	}
	return from, numbers
}

// takenFiles returns the numbers that files of terms had in the older export, -1 for those that are not the same. From are the terms
// that they start with.
func (x *exporter) takenFiles(kind string, from []string, files [][]entry) []int {
	out := slices.Repeat([]int{-1}, len(files))
	if x.old.files[kind] == nil || kind == kindNames && x.old.otherWords() {
		return out
	}
	before := x.old.files[kind].From
	end := func(from []string, i int) string {
		if i+1 < len(from) {
			return from[i+1]
		}
		return ""
	}
	differ, shown := x.differ(kind), x.old.shown(kind)
	for i, first := range from {
		next := end(from, i)
		if k, ok := slices.BinarySearch(before, first); ok && end(before, k) == next && len(within(differ, first, next)) == 0 && !x.showsChanged(kind, files[i], within(shown, first, next)) {
			out[i] = k
		}
	}
	return out
}

// within returns the terms of a list, which is in order, from first on and before next.
func within(terms []string, first, next string) []string {
	i, _ := slices.BinarySearch(terms, first)
	k := len(terms)
	if next != "" {
		k, _ = slices.BinarySearch(terms, next)
	}
	return terms[i:max(i, k)]
}

// showsChanged reports whether a file has the head of a document that has changed next to one of some terms.
func (x *exporter) showsChanged(kind string, entries []entry, terms []string) bool {
	for _, term := range terms {
		i, ok := slices.BinarySearchFunc(entries, term, func(e entry, term string) int { return strings.Compare(e.term, term) })
		if ok && slices.ContainsFunc(x.best(&entries[i], &x.rank), func(doc int32) bool { return x.old.heads[doc] }) {
			return true
		}
	}
	return false
}

// differ returns the terms whose entries differ in a kind of file, in order.
func (x *exporter) differ(kind string) []string {
	t := x.old
	switch kind {
	case kindCodes:
		return ordered(t.terms[fieldCode])
	case kindEndings:
		return ordered(lists.Each(t.terms[fieldCode], ending))
	case kindWords:
		return t.terms[fieldWord]
	case kindNames:
		return slices.DeleteFunc(slices.Clone(t.counts), x.vocab().leftOut)
	}
	list := slices.Concat(slices.Collect(maps.Values(t.terms))...)
	for _, code := range t.terms[fieldCode] {
		for i := range code {
			if x.postings[fieldWord].of(code[:i]) != "" {
				list = append(list, code[:i]) // whether a code starts with it
			}
		}
	}
	return ordered(list)
}

// shown returns the terms next to which a kind of file may have heads that differ, in order.
func (t *taken) shown(kind string) []string {
	switch kind {
	case kindTerms:
		return ordered(lists.Joined(bestFields, func(i int) []string { return t.headTerms[allFields[i]] }))
	case kindCodes:
		return ordered(slices.Clone(t.headTerms[fieldCode]))
	}
	return nil
}

func ordered(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}

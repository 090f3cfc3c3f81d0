package search

import (
	"maps"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/edit"
)

// vocabulary is what the compiler of queries has to know: every term of the index. The client reads the same from the
// export's files.
type vocabulary struct {
	postings
	language
	docs  int
	lists map[field][]string // sorted terms of fieldCode and fieldWord, among which those are that start with a prefix
	names map[field][]string // what is looked for if it is misspelled: all codes, the words of heads
}

func newVocabulary(l language, p postings, docs []*Document) *vocabulary {
	codes := sortedKeys(p[fieldCode])
	return &vocabulary{
		p, l, len(docs), map[field][]string{fieldCode: codes, fieldWord: sortedKeys(p[fieldWord])},
		map[field][]string{fieldCode: codes, fieldWord: sortedKeys(headWords(docs))},
	}
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// count returns how many documents have the term in the field.
func (v *vocabulary) count(f field, term string) int { return len(v.postings[f][term]) }

// starting returns the first terms of a field, in order, that start with prefix.
func (v *vocabulary) starting(f field, prefix string, limit int) []string {
	list := v.lists[f]
	i, _ := slices.BinarySearch(list, prefix)
	n := i
	for n < len(list) && n-i < limit && strings.HasPrefix(list[n], prefix) {
		n++
	}
	return list[i:n]
}

// near returns the first terms of a field, in order, that one edit makes of s.
func (v *vocabulary) near(f field, s string) []string {
	word := []rune(s)
	if len(word) < minNear {
		return nil
	}
	var out []string
	for _, t := range v.names[f] {
		if len(out) == maxExpansions {
			break
		}
		if len(t) >= minNear && len(t)-len(s) <= 3 && len(s)-len(t) <= 3 && oneEdit(word, []rune(t)) {
			out = append(out, t)
		}
	}
	return out
}

// oneEdit reports whether one letter inserted, deleted, replaced or swapped with its neighbor makes b of a.
func oneEdit(a, b []rune) bool { return edit.Distance(a, b, 1) == 1 }

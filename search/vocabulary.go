package search

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/errdocs/errdocs/internal/edit"
)

// vocabulary is what the compiler of queries has to know: every term of the index. The client reads the same from the
// export's files.
type vocabulary struct {
	postings
	language
	large bool
	heads func() []string // the words of heads, in order
}

func newVocabulary(ix *Index) *vocabulary {
	return &vocabulary{ix.postings, ix.language, !ix.small(), sync.OnceValue(func() []string { return sortedKeys(headWords(ix.docs)) })}
}

// names returns what is looked for if it is misspelled: all codes, or the words of heads.
func (v *vocabulary) names(f field) []string {
	if f == fieldCode {
		return v.postings[f].terms
	}
	return v.heads()
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// count returns how many documents have the term in the field.
func (v *vocabulary) count(f field, term string) int { return countOf(v.postings[f].of(term)) }

// starting returns the first terms of a field, in order, that start with prefix.
func (v *vocabulary) starting(f field, prefix string, limit int) []string {
	list := v.postings[f].terms
	i, _ := slices.BinarySearch(list, prefix)
	n := i
	for n < len(list) && n-i < limit && strings.HasPrefix(list[n], prefix) {
		n++
	}
	return list[i:n]
}

// near returns the first terms of a field, in order, that one edit makes of s. In a large index their first letter is that of s.
func (v *vocabulary) near(f field, s string) []string {
	word := []rune(s)
	if len(word) < minNear {
		return nil
	}
	var out []string
	for _, t := range v.names(f) {
		if len(out) == maxExpansions {
			break
		}
		if v.large && !strings.HasPrefix(t, string(word[0])) {
			continue
		}
		if len(t) >= minNear && len(t)-len(s) <= 3 && len(s)-len(t) <= 3 && oneEdit(word, []rune(t)) {
			out = append(out, t)
		}
	}
	return out
}

// oneEdit reports whether one letter inserted, deleted, replaced or swapped with its neighbor makes b of a.
func oneEdit(a, b []rune) bool { return edit.Distance(a, b, 1) == 1 }

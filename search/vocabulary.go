package search

import (
	"maps"
	"math/bits"
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
	heads func() []string // the words of heads, in order, in a large index but those with digits and those of labels
}

func newVocabulary(ix *Index) *vocabulary {
	v := &vocabulary{postings: ix.postings, language: ix.language, large: !ix.small()}
	v.heads = sync.OnceValue(func() []string {
		list := sortedKeys(headWords(ix.docs))
		if v.large {
			return slices.DeleteFunc(list, v.leftOut)
		}
		return list
	})
	return v
}

// leftOut reports whether a word of heads is not among those of a large index.
func (v *vocabulary) leftOut(w string) bool {
	return strings.ContainsAny(w, "0123456789") || v.isOfLabels(w)
}

// isOfLabels reports whether a word of heads is in no name and no title.
func (v *vocabulary) isOfLabels(w string) bool {
	return v.count(fieldParts, w) == 0 && v.count(fieldTitle, v.root(w)) == 0
}

// magnitude is in how many documents a word is, roughly.
func (v *vocabulary) magnitude(w string) int { return magnitude(v.count(fieldWord, w)) }

func magnitude(count int) int { return bits.Len(uint(count)) }

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

// near returns the first terms of a field, in order, that one edit makes of s. In a large index the first letter of words is that of s.
func (v *vocabulary) near(f field, s string) []string {
	word := []rune(s)
	if len(word) < minNear {
		return nil
	}
	var out []string
	names := v.postings[f].terms // of codes
	if f != fieldCode {
		names = v.heads()
	}
	for _, t := range names {
		if len(out) == maxExpansions {
			break
		}
		if v.large && f == fieldWord && !strings.HasPrefix(t, string(word[0])) {
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

package search

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	index "github.com/blevesearch/bleve_index_api"

	"github.com/errdocs/errdocs/internal/edit"
)

// vocabulary is every term of the index: what the compiler of queries has to know. The client reads
// the same from the export's term shards.
type vocabulary struct {
	terms map[field]map[string]int // of the scored fields, to the number of documents
	words map[string][]int32
	lists map[field][]string // sorted; of fieldCode and fieldWord, in which terms are looked for
}

// vocabulary reads the terms once, when the first query asks.
func (ix *Index) vocabulary() (*vocabulary, error) {
	ix.once.Do(func() {
		v := &vocabulary{terms: map[field]map[string]int{}, words: ix.words}
		ix.known = v
		ix.knownErr = ix.withReader(func(r index.IndexReader) (err error) {
			for _, f := range scoredFields {
				if v.terms[f], err = fieldTerms(r, f); err != nil {
					return err
				}
			}
			return nil
		})
		v.lists = map[field][]string{fieldCode: sortedKeys(v.terms[fieldCode]), fieldWord: sortedKeys(v.words)}
	})
	return ix.known, ix.knownErr
}

// withReader calls f with a reader of the bleve index.
func (ix *Index) withReader(f func(index.IndexReader) error) (err error) {
	a, err := ix.bleve.Advanced()
	if err != nil {
		return fmt.Errorf("read index: %w", err)
	}
	r, err := a.Reader()
	if err != nil {
		return fmt.Errorf("read index: %w", err)
	}
	err = f(r)
	if cerr := r.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return fmt.Errorf("read index: %w", err)
	}
	return nil
}

// fieldTerms returns the terms of a field with the number of documents that have them.
func fieldTerms(r index.IndexReader, f field) (map[string]int, error) {
	dict, err := r.FieldDict(string(rune(f)))
	if err != nil {
		return nil, err
	}
	out := map[string]int{}
	for {
		e, err := dict.Next()
		if err != nil {
			return nil, err
		}
		if e == nil {
			return out, dict.Close()
		}
		out[strings.Clone(e.Term)] = int(e.Count)
	}
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

// count returns how many documents have the term in the field.
func (v *vocabulary) count(f field, term string) int {
	if f == fieldWord {
		return len(v.words[term])
	}
	return v.terms[f][term]
}

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

// near returns the first terms of a field, in order, that one edit makes of s. Words of two letters
// are too common to be taken for others, codes of two digits are not.
func (v *vocabulary) near(f field, s string) []string {
	word := []rune(s)
	if len(word) < minNear || f == fieldWord && len(word) == minNear {
		return nil
	}
	var out []string
	for _, t := range v.lists[f] {
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

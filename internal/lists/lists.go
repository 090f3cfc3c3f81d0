// Package lists makes lists and sets of other lists.
package lists

import (
	"slices"
	"strings"
)

// Each returns what becomes of each entry of a list, nil for an empty one.
func Each[A, B any](list []A, become func(A) B) []B {
	if len(list) == 0 {
		return nil
	}
	all := make([]B, len(list))
	for i, x := range list {
		all[i] = become(x)
	}
	return all
}

// Joined returns the lists that come of each entry of a list, one after the other.
func Joined[A, B any](list []A, become func(A) []B) []B {
	return slices.Concat(Each(list, become)...)
}

// Filter returns the entries of a list that are kept, nil if none is.
func Filter[T any](list []T, keep func(T) bool) []T {
	var kept []T
	for _, x := range list {
		if keep(x) {
			kept = append(kept, x)
		}
	}
	return kept
}

// First returns the first entry of a list that is meant, nil if there is none.
func First[T any](list []*T, is func(*T) bool) *T {
	if i := slices.IndexFunc(list, is); i >= 0 {
		return list[i]
	}
	return nil
}

// Set returns the set of some keys.
func Set[K comparable](keys ...K) map[K]bool {
	set := make(map[K]bool, len(keys))
	for _, key := range keys {
		set[key] = true
	}
	return set
}

// Words returns the set of the words of a text, which have spaces between them.
func Words(text string) map[string]bool { return Set(strings.Fields(text)...) }

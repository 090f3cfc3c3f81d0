// Package lists makes lists and sets of other lists.
package lists

import (
	"cmp"
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

// Distinct returns what the entries of a list have, each once, in the order in which they come.
func Distinct[A any, B comparable](list []A, of func(A) B) (all []B) {
	for _, x := range list {
		if b := of(x); !slices.Contains(all, b) {
			all = append(all, b)
		}
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

// Count returns how many entries of a list are so.
func Count[T any](list []T, is func(T) bool) (n int) {
	for _, x := range list {
		if is(x) {
			n++
		}
	}
	return n
}

// Max returns the greatest of what the entries of a list have, and no less than the zero value.
func Max[T any, N cmp.Ordered](list []T, of func(T) N) (most N) {
	for _, x := range list {
		most = max(most, of(x))
	}
	return most
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

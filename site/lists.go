package site

// filter returns the entries of a list that are kept.
func filter[T any](list []T, keep func(T) bool) []T {
	var kept []T
	for _, x := range list {
		if keep(x) {
			kept = append(kept, x)
		}
	}
	return kept
}

// each returns what becomes of each entry of a list, nil for an empty one.
func each[A, B any](list []A, become func(A) B) []B {
	if len(list) == 0 {
		return nil
	}
	all := make([]B, len(list))
	for i, x := range list {
		all[i] = become(x)
	}
	return all
}

// at returns an entry of a list, nil beyond its ends.
func at[T any](list []*T, i int) *T {
	if i < 0 || i >= len(list) {
		return nil
	}
	return list[i]
}

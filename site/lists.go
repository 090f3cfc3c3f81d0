package site

// at returns an entry of a list, nil beyond its ends.
func at[T any](list []*T, i int) *T {
	if i < 0 || i >= len(list) {
		return nil
	}
	return list[i]
}

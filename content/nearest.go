package content

import "strings"

// Nearest returns the candidate that a misspelt word most likely means: the one with the smallest
// edit distance (insert, delete, replace or swap of neighbours, letter case ignored), the first of
// equals. It returns "" when even the best is too far, more than a third of the word's length, and no
// candidate starts with the word.
func Nearest(word string, candidates []string) string {
	w := []rune(lower(word))
	limit := max(1, len(w)/3)
	best := ""
	for _, c := range candidates {
		r := []rune(lower(c))
		if len(r)-len(w) > limit || len(w)-len(r) > limit {
			continue
		}
		if d := distance(w, r); d <= limit {
			best, limit = c, d-1
		}
		if limit < 0 {
			break
		}
	}
	if best == "" && len(w) >= 3 {
		for _, c := range candidates {
			if strings.HasPrefix(lower(c), string(w)) {
				return c
			}
		}
	}
	return best
}

// distance is the optimal string alignment distance.
func distance(a, b []rune) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range a {
		row[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(last[j+1]+1, row[j]+1, last[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}

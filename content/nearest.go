package content

import (
	"strings"

	"github.com/errdocs/errdocs/internal/edit"
)

// Nearest returns the candidate that a misspelt word most likely means: the one with the smallest
// edit distance (insert, delete, replace or swap of adjacent letters, letter case ignored), the first of
// equals. It returns "" when even the best is too far, more than one edit and than a third of the word's length, and no
// candidate starts with the word, if that has three letters or more.
func Nearest(word string, candidates []string) string {
	w := []rune(strings.ToLower(word))
	limit := max(1, len(w)/3)
	best := ""
	for _, c := range candidates {
		if d := edit.Distance(w, []rune(strings.ToLower(c)), limit); d <= limit {
			best, limit = c, d-1
		}
		if limit < 0 {
			break
		}
	}
	if best == "" && len(w) >= 3 {
		for _, c := range candidates {
			if strings.HasPrefix(strings.ToLower(c), string(w)) {
				return c
			}
		}
	}
	return best
}

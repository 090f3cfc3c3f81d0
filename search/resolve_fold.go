package search

import "strings"

// Fold returns what all spellings of a code have in common: ASCII letters, lower case, and digits, up
// to the first "(". "SERVER_ERROR", "server-error" and "serverError(400)" fold to "servererror".
func Fold(s string) string { return strings.ReplaceAll(addressWord(s), "-", "") }

// addressWord returns s as one segment of an address: cut at the first "(", lower-case ASCII, each run
// of other characters one hyphen, none at the ends.
func addressWord(s string) string {
	s, _, _ = strings.Cut(s, "(")
	b := make([]byte, 0, len(s))
	gap := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			gap = true
			continue
		}
		if gap && len(b) > 0 {
			b = append(b, '-')
		}
		gap = false
		b = append(b, c)
	}
	return string(b)
}

const minTail = 4 // letters and digits of a tail that tells something

// tail returns the last part of a name with an owner in front: "serverError" of "TMGError.serverError",
// "user-not-found" of "auth/user-not-found". It is empty where there is none, or where it would be too
// short to tell anything.
func tail(name string) string {
	name, _, _ = strings.Cut(name, "(")
	at := strings.LastIndexAny(name, ".:/#")
	if at < 1 {
		return ""
	}
	end := name[at+1:]
	if key := Fold(end); len(key) < minTail || strings.Trim(key, "0123456789") == "" {
		return ""
	}
	return end
}

// editDistance returns the number of insertions, deletions, replacements and swaps of neighbours that
// turn a into b (optimal string alignment), or max+1 where it is more than max.
func editDistance(a, b string, max int) int {
	if len(a)-len(b) > max || len(b)-len(a) > max {
		return max + 1
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > max {
			return max + 1
		}
		before, last, row = last, row, before
	}
	return min(last[len(b)], max+1)
}

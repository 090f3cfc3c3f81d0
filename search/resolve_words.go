package search

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// What a person may type around a code without meaning more by it.
var fillers = newWordSet(`a an and api at by code codes error errors exception for from got http in is message no
	number of on or reason reasons sdk status statuses the was with`)

const (
	maxWords     = 10 // of an input that is more than a spelling
	maxNearest   = 5
	maxFoldNear  = 64 // longer spellings have no neighbours
	minFoldNear  = 3
	minNumber    = 4 // digits of a number that means something among other words
	maxLabelSpan = 3 // words of a vendor's name that are understood when written apart
)

func newWordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// labelWords returns the words by which a vendor or a set may be called: each name as a whole, and the
// words in it that say something.
func labelWords(names ...string) map[string]bool {
	words := map[string]bool{}
	for _, name := range names {
		for _, w := range hintWords(name) {
			if w == Fold(name) || len(w) > 2 && !fillers[w] {
				words[w] = true
			}
		}
	}
	delete(words, "")
	return words
}

// hintWords returns the words of s and the fold of the whole.
func hintWords(s string) []string {
	words := plainWords(s)
	return append(words, strings.Join(words, ""))
}

// plainWords returns the runs of letters and digits in s, lower case.
func plainWords(s string) []string {
	return strings.FieldsFunc(addressWord(strings.ReplaceAll(s, "(", " ")), func(r rune) bool { return r == '-' })
}

// labels returns those of the words that call a vendor or a set. It reports whether the others are
// fillers.
func (r *Resolver) labels(words []string) (labels []string, ok bool) {
	ok = true
next:
	for len(words) > 0 {
		for n := min(maxLabelSpan, len(words)); n > 0; n-- {
			w := strings.Join(words[:n], "")
			if r.labeled[w] {
				labels, words = append(labels, w), words[n:]
				continue next
			}
		}
		ok = ok && fillers[words[0]]
		words = words[1:]
	}
	return labels, ok
}

// inWords finds a spelling that has other words around it: the longest one whose surroundings are the
// names of vendors and sets and fillers; else the first word that is shaped like a code, whatever is
// around.
func (r *Resolver) inWords(text string, hints []string) []int {
	words := plainWords(text)
	words = words[:min(len(words), maxWords)]
	pieces := strings.FieldsFunc(text, isBreak)
	for n := len(words) - 1; n > 0; n-- {
		for i := 0; i+n <= len(words); i++ {
			key := strings.Join(words[i:i+n], "")
			if len(r.keys[key]) == 0 {
				continue
			}
			before, ok1 := r.labels(words[:i])
			after, ok2 := r.labels(words[i+n:])
			if ok1 && ok2 {
				return r.rank(r.keys[key], pieceWith(pieces, key), key, slices.Concat(hints, before, after))
			}
		}
	}
	for _, piece := range pieces {
		key := Fold(trimPunctuation(piece))
		if looksLikeCode(piece) && len(r.keys[key]) > 0 {
			labels, _ := r.labels(words)
			return r.rank(r.keys[key], trimPunctuation(piece), key, slices.Concat(hints, labels))
		}
	}
	return nil
}

// pieceWith returns the piece that folds to key, "" where it is spread over several.
func pieceWith(pieces []string, key string) string {
	for _, piece := range pieces {
		if piece = trimPunctuation(piece); Fold(piece) == key {
			return piece
		}
	}
	return ""
}

func isBreak(c rune) bool { return c <= ' ' || strings.ContainsRune(`,;:="'()[]{}<>|/`, c) }

// looksLikeCode reports whether a word is a number of four digits or more, or has letters and an
// underscore, an inner dot or a capital after a small letter.
func looksLikeCode(word string) bool {
	if len(word) >= minNumber && strings.Trim(word, "0123456789") == "" {
		return true
	}
	letter, mark := false, false
	for i := 0; i < len(word); i++ {
		c := word[i]
		upper, lower := c >= 'A' && c <= 'Z', c >= 'a' && c <= 'z'
		letter = letter || upper || lower
		if i > 0 && i+1 < len(word) && (c == '_' || c == '.') {
			mark = true
		}
		if i > 0 && upper && word[i-1] >= 'a' && word[i-1] <= 'z' {
			mark = true
		}
	}
	return letter && mark
}

// near returns up to five entries whose spellings are one or two edits away from the text, or start with
// it; it tries a word in it that looks like a code, then the text without the names of vendors and sets,
// then without fillers too.
func (r *Resolver) near(text string, hints []string) []int {
	words := plainWords(text)
	words = words[:min(len(words), maxWords)]
	labels, _ := r.labels(words)
	hints = slices.Concat(hints, labels)
	var queries []string
	for _, piece := range strings.FieldsFunc(text, isBreak) {
		if looksLikeCode(piece) {
			queries = append(queries, Fold(trimPunctuation(piece)))
			break
		}
	}
	named, plain := "", ""
	for _, w := range words {
		if !r.labeled[w] {
			named += w
			if !fillers[w] {
				plain += w
			}
		}
	}
	for _, query := range append(queries, Fold(text), named, plain) {
		if found := r.nearKey(query, hints); len(found) > 0 {
			return found[:min(len(found), maxNearest)]
		}
	}
	return nil
}

func (r *Resolver) nearKey(query string, hints []string) []int {
	if len(query) < minFoldNear || len(query) > maxFoldNear {
		return nil
	}
	most := 2
	switch {
	case len(query) < 4:
		most = 0
	case len(query) < 8:
		most = 1
	}
	distances := map[int]int{}
	for _, key := range r.sorted {
		if len(r.entries) > maxOneFile && !startsLike(key, query) {
			continue
		}
		distance := editDistance(query, key, most)
		if distance > most && !strings.HasPrefix(key, query) {
			continue
		}
		for _, i := range r.keys[key] {
			if d, ok := distances[i]; !ok || distance < d {
				distances[i] = distance
			}
		}
	}
	return slices.SortedFunc(maps.Keys(distances), func(a, b int) int {
		return cmp.Or(distances[a]-distances[b], r.named(b, hints)-r.named(a, hints), r.retired(a)-r.retired(b), a-b)
	})
}

// startsLike reports whether key starts as query does, but for one edit. An index in many files is
// asked for such keys only, so that a mistyped code costs few requests.
func startsLike(key, query string) bool {
	if len(key) < 2 {
		return false
	}
	return slices.Contains(startsOf(query), key[:2])
}

func startsOf(query string) []string {
	a, b, c := query[0:1], query[1:2], query[2:3]
	return []string{a + b, a + c, b + c, b + a}
}

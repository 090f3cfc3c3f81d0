package resolve

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/edit"
)

const (
	maxNearest = 5
	minNear    = 3 // letters and digits of a spelling that has neighbors
	minDigits  = 2 // of a number that has neighbors
	maxNear    = 64
)

// near returns up to five entries whose spellings are one or two edits away from the text, or start with it; before those, codes
// that the one in it may be or end. It tries a word in it that looks like a code, then the whole text, then the text without the names of vendors and sets, then
// without fillers too.
func (r *Resolver) near(text, code string, hints []string) []int {
	var queries []string
	pieces := strings.FieldsFunc(text, isBreak)
	if i := slices.IndexFunc(pieces, looksLikeCode); i >= 0 {
		queries = append(queries, Fold(trimPunctuation(pieces[i])))
	}
	unlabeled, plain := "", ""
	for _, w := range firstWords(text) {
		if !r.labels[w] {
			unlabeled += w
			if !slices.Contains(fillers, w) {
				plain += w
			}
		}
	}
	if number := AsNumber(code); len(r.keys()[number]) > 0 {
		return r.rank(r.keys()[number], number, number, hints)
	}
	if found := r.endIn(Fold(code), hints); len(found) > 0 {
		return found[:min(len(found), maxNearest)]
	}
	if found := r.numbers(Fold(code), hints); len(found) > 0 {
		return found
	}
	for _, query := range append(queries, Fold(text), unlabeled, plain) {
		if found := r.keys()[otherSign(query)]; len(found) > 0 {
			return r.rank(found, "", otherSign(query), hints)[:min(len(found), maxNearest)]
		}
		if found := r.nearKey(query, hints); len(found) > 0 {
			return found[:min(len(found), maxNearest)]
		}
	}
	return nil
}

func (r *Resolver) nearKey(query string, hints []string) []int {
	distances, q := map[int]int{}, []rune(query)
	number := isNumber(query)
	if len(q) < minNear && !(number && len(q) >= minDigits) || len(q) > maxNear {
		return nil
	}
	most := 2
	switch {
	case len(q) < 4 && !number:
		most = 0
	case len(q) < 8:
		most = 1
	}
	for _, key := range r.sorted() {
		if len(r.entries) > maxOneFile && !startsLike(key, q) || number && len(key) < minDigits {
			continue
		}
		distance := edit.Distance(q, []rune(key), most)
		if distance > most && !strings.HasPrefix(key, query) {
			continue
		}
		for _, i := range r.keys()[key] {
			if d, ok := distances[i]; !ok || distance < d {
				distances[i] = distance
			}
		}
	}
	found := slices.SortedFunc(maps.Keys(distances), func(a, b int) int {
		return cmp.Or(distances[a]-distances[b], r.named(b, hints)-r.named(a, hints), r.inOrder(a, b))
	})
	if own := r.ownOf(found, hints); own != nil || number && r.namesVendor(hints) {
		return own // nobody who names a vendor asks for the codes of others, unless they are spelled alike
	}
	return found
}

// startsLike reports whether key starts like query with at most one edit. In an export of many files only such keys are
// compared, so that a mistyped code costs few requests.
func startsLike(key string, query []rune) bool {
	starts := [][]rune{query[:1], query[1:]}
	if len(query) > minDigits {
		a, b, c := query[0], query[1], query[2]
		starts = [][]rune{{a, b}, {a, c}, {b, c}, {b, a}}
	}
	return slices.ContainsFunc(starts, func(start []rune) bool { return strings.HasPrefix(key, string(start)) })
}

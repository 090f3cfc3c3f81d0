package resolve

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/errdocs/errdocs/internal/letters"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/pattern"
)

// fillers are the words that people type around a code and that mean nothing.
var fillers = strings.Fields(`a an and api at by code codes errno error errors exception for from got http in is message no
	number of on or reason reasons sdk status statuses the was with`)

const (
	maxWords  = 10 // of an input that is more than a spelling
	minNumber = 4  // digits of a number that is taken for a code among other words
	minMixed  = 3  // letters and digits of a code that has both
	maxLabel  = 3  // words of a vendor's name that are understood when written apart
)

// labelWords returns the words that a vendor or a set may be called by: each name as a whole, and the specific words in
// it.
func labelWords(names ...string) map[string]bool {
	words := map[string]bool{}
	for _, name := range names {
		for _, w := range hintWords(name) {
			if w == Fold(name) || len(w) > 2 && !slices.Contains(fillers, w) {
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

// plainWords returns the runs of letters and digits in s, folded.
func plainWords(s string) []string {
	var words []string
	eachWord(s, func(w []byte) { words = append(words, string(w)) })
	return words
}

// eachWord calls do with each run of letters and digits in s, folded, which is only valid until it returns.
func eachWord(s string, do func(word []byte)) {
	var word []byte
	for _, r := range letters.Plain(s) {
		switch r = letters.Fold(r); {
		case r > 0:
			word = utf8.AppendRune(word, r)
		case r < 0 && len(word) > 0:
			do(word)
			word = word[:0]
		}
	}
	if len(word) > 0 {
		do(word)
	}
}

// Japanese, Chinese and Korean have no spaces around a code.
var (
	beforeUnspaced = pattern.New(`([0-9A-Za-z_])([\x{3040}-\x{30FF}\x{3400}-\x{9FFF}\x{AC00}-\x{D7A3}])`)
	afterUnspaced  = pattern.New(`([\x{3040}-\x{30FF}\x{3400}-\x{9FFF}\x{AC00}-\x{D7A3}])([0-9A-Za-z_])`)
)

// Apart returns a text with spaces around what is written in ASCII between characters of a script without spaces.
func Apart(text string) string {
	return afterUnspaced.ReplaceAllString(beforeUnspaced.ReplaceAllString(text, "$1 $2"), "$1 $2")
}

// firstWords returns the words of an input, up to maxWords.
func firstWords(text string) []string {
	words := plainWords(text)
	return words[:min(len(words), maxWords)]
}

// labelsIn returns those of the words that a vendor or a set is called by. It reports whether the others are fillers.
func (r *Resolver) labelsIn(words []string) (labels []string, ok bool) {
	ok = true
next:
	for len(words) > 0 {
		for n := min(maxLabel, len(words)); n > 0; n-- {
			w := strings.Join(words[:n], "")
			if r.labels[w] {
				labels, words = append(labels, w), words[n:]
				continue next
			}
		}
		ok = ok && slices.Contains(fillers, words[0])
		words = words[1:]
	}
	return labels, ok
}

// inWords finds a spelling with other words around it: the longest one among names of vendors and sets and fillers;
// otherwise, by the labels, which are the hints and such names in the text, a code that is written apart, the first word that is shaped
// like a code, or a short number. It returns the word, "" for one that is not shaped like a code.
func (r *Resolver) inWords(text string, hints, labels []string) (code string, found []int) {
	words := firstWords(text)
	pieces := strings.FieldsFunc(text, isBreak)
	for n := len(words) - 1; n > 0; n-- {
		for i := 0; i+n <= len(words); i++ {
			key := strings.Join(words[i:i+n], "")
			if len(r.keys()[key]) == 0 {
				continue
			}
			before, ok1 := r.labelsIn(words[:i])
			after, ok2 := r.labelsIn(words[i+n:])
			if ok1 && ok2 {
				piece := pieceWith(pieces, key)
				if looksLikeCode(piece) || piece != "" && isNumber(piece) {
					code = piece
				}
				return code, r.rank(r.keys()[key], piece, key, slices.Concat(hints, before, after))
			}
		}
	}
	if code, found := r.inParts(text, labels); found != nil {
		return code, found
	}
	for _, piece := range pieces {
		key := Fold(trimPunctuation(piece))
		if looksLikeCode(piece) && len(r.keys()[key]) > 0 {
			piece = trimPunctuation(piece)
			return piece, r.rank(r.keys()[key], piece, key, labels)
		}
	}
	return r.shortInWords(text, labels)
}

// shortInWords finds a number of three digits among any words: an HTTP status of an error, or the code of a vendor or set that is named.
func (r *Resolver) shortInWords(text string, labels []string) (code string, found []int) {
	code = codeIn(text)
	found = lists.Filter(r.keys()[Fold(code)], func(i int) bool { return r.entries[i].Space == SpaceHTTP && code > "4" || r.named(i, labels) > 0 })
	if len(found) == 0 {
		return "", nil
	}
	return code, r.rank(found, code, Fold(code), labels)
}

// pieceWith returns the piece that folds to key, "" if several pieces do together.
func pieceWith(pieces []string, key string) string {
	for _, piece := range pieces {
		if piece = trimPunctuation(piece); Fold(piece) == key {
			return piece
		}
	}
	return ""
}

func isBreak(c rune) bool {
	return c <= ' ' || strings.ContainsRune(`,;:="'()[]{}<>|/`, c) || c >= utf8.RuneSelf && letters.Fold(c) < 0
}

// looksLikeCode reports whether a word is a number of four digits or more, or has letters and an underscore, an inner
// dot, a digit or a capital after a small letter.
func looksLikeCode(word string) bool {
	if number := strings.TrimPrefix(word, "-"); len(number) >= minNumber && isNumber(number) {
		return true
	}
	letter, mark := false, false
	for i := 0; i < len(word); i++ {
		c := word[i]
		upper, lower := c >= 'A' && c <= 'Z', c >= 'a' && c <= 'z'
		letter = letter || upper || lower
		inside := i > 0 && i+1 < len(word)
		mark = mark || inside && (c == '_' || c == '.') || i > 0 && upper && word[i-1] >= 'a' && word[i-1] <= 'z' ||
			c >= '0' && c <= '9' && len(word) >= minMixed
	}
	return letter && mark
}

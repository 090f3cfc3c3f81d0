package search

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/errdocs/errdocs/internal/letters"
)

// Limits of a query. What is beyond is ignored.
const (
	queryBytes    = 256 // of the text, in UTF-8
	queryWords    = 10  // without stop words
	maxClauses    = 10  // bleve sums up to ten in an order that the client can reproduce
	maxExpansions = 8   // words that a prefix or a misspelled word matches
	maxStarts     = 64  // codes that a prefix matches
	enough        = 3   // if so many documents have all words, those with some of them are left out
	minNear       = 2   // characters below which no code is corrected
	minSlip       = 8   // letters of a text that is a code with a slip rather than words
	minWord       = 4   // characters below which no word is corrected
	meant         = 4   // words of a query with which a document is a result, however many there are
)

// token is a piece of a query between white space, brackets and the marks around values.
type token struct {
	spelling string
	words    []string
	quoted   bool
	single   bool // the token had one word from the start
}

// parsed is a parsed query, before any index is asked.
type parsed struct {
	language
	typed  string // as it is, without the spaces around it
	whole  string // the spelling of all of it
	joined string // the same with what is in brackets
	tokens []token
	all    []string // every word in order, stop words and repetitions included
	open   bool     // the last word is still being typed

	denied  map[string]bool // words that are denied
	counted int             // words that are no stop words
}

// parse parses a query. Text between two quotation marks is quoted; a mark without a second one is ignored.
func parse(text string, typing bool, l language) parsed {
	text = plainQuotes(letters.Cut(text, queryBytes))
	segments := strings.Split(text, `"`)
	q := parsed{language: l}
	for i, s := range segments {
		quoted := i%2 == 1 && i < len(segments)-1
		for _, t := range strings.FieldsFunc(s, isBreak) {
			q.add(t, quoted)
		}
	}
	q.typed, q.whole = strings.Trim(text, " "), spelling(text)
	for _, t := range q.tokens {
		q.joined += t.spelling
	}
	last, _ := utf8.DecodeLastRuneInString(text)
	q.open = typing && len(q.tokens) > 0 && letters.Fold(last) >= 0
	q.dropStopWords()
	return q
}

// add appends a token, up to the limit of words.
func (q *parsed) add(text string, quoted bool) {
	t := token{spelling: spelling(text), quoted: quoted}
	for _, w := range words(text) {
		if !q.stops(w) {
			q.counted++
		}
		if q.counted <= queryWords {
			t.words = append(t.words, w)
		}
	}
	if len(t.words) == 0 {
		return
	}
	t.single = len(t.words) == 1
	q.all = append(q.all, t.words...)
	q.tokens = append(q.tokens, t)
}

// dropStopWords removes repetitions from the tokens, and stop words if there are other words.
func (q *parsed) dropStopWords() {
	only := !slices.ContainsFunc(q.all, func(w string) bool { return !q.stops(w) })
	seen, deny := map[string]bool{}, false
	q.denied = map[string]bool{}
	for i := range q.tokens {
		t := &q.tokens[i]
		t.words = slices.DeleteFunc(slices.Clone(t.words), func(w string) bool {
			if deny = deny || q.denies(w); !q.stops(w) {
				q.denied[w] = q.denied[w] || deny
				deny = false
			}
			drop := seen[w] || q.stops(w) && !only && !t.quoted
			seen[w] = true
			return drop
		})
	}
}

// isMixed reports whether a part of the query is quoted, and a part is not.
func (q *parsed) isMixed() bool {
	quoted := func(t token) bool { return t.quoted }
	return slices.ContainsFunc(q.tokens, quoted) && slices.ContainsFunc(q.tokens, func(t token) bool { return !t.quoted })
}

var plainQuotes = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`).Replace

// isBreak reports whether the character ends a token: one that \s matches in a regular expression of JavaScript, or one of
// those around the values in code, in payloads and in logs.
func isBreak(r rune) bool {
	return r == 0xFEFF || r != 0x85 && unicode.IsSpace(r) || strings.ContainsRune("()[]{}<>=:,;|'`", r)
}

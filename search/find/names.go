package find

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/errdocs/errdocs/internal/letters"
	"github.com/errdocs/errdocs/internal/pattern"
	"github.com/errdocs/errdocs/search/resolve"
)

// name is a name as it is looked for.
type name struct {
	text    string
	lead    int // bytes in front of its first word: 1 of "#REF!"
	entries []int
	shape   shape
}

// folded is what names with one fold have in common.
type folded struct {
	entries []int
	parts   int // words that they are made of
}

// shape is how specific a name looks, and so how much else is needed to take it for a code.
type shape uint8

const (
	shapeNone   shape = iota // not looked for: the words that go with an HTTP status
	shapeStrong              // SERVER_ERROR, TMGError.serverError, E1234: nothing else is needed
	shapeWeak                // serverError, not-found: two or three words
	shapeUpper               // UNAVAILABLE: one word in capitals
	shapePlain               // Timeout: one word
	shapePhrase              // Face not matching
	shapeNumber
	shapeDigits  // 4.7.1, 1/2: digits with marks between them
	shapeFailure // the words of a failed connection
	shapeMessage // a message of the catalog
	shapeOwn     // an id or an address of the catalog
	shapeOther   // a word in another case or with other marks than the name that it folds to
	shapeParted  // several words that fold to a name
)

// eachName calls do with each name of an entry of the catalog, without what is in brackets.
func (f *Finder) eachName(do func(entry int, text string)) {
	for i := range f.entries[:f.known] {
		for _, spelling := range f.entries[i].Spellings() {
			text, _, _ := strings.Cut(spelling, "(")
			do(i, strings.TrimSpace(text))
		}
	}
}

// indexHeads notes what is before the first dot of names, and what the numbered ones of a vendor start with, so that others of its
// codes are seen: AADSTS and PGRST.
func (f *Finder) indexHeads() {
	f.eachName(func(_ int, text string) {
		if head, rest, ok := strings.Cut(text, "."); ok && rest != "" && isTypeName(head) {
			f.heads[head] = true
		}
	})
	for i := range f.entries {
		if m := numbered.FindStringSubmatch(f.entries[i].Name); m != nil && len(m[1]) >= minPrefix {
			f.prefixes[m[1]] = f.entries[i].Vendor
		}
	}
}

func (f *Finder) indexNames() {
	at := map[string]int{} // name to its index in the list of its first word
	f.eachName(func(i int, text string) {
		f.indexName(at, i, text)
		if tail := resolve.Tail(text); tail != "" {
			f.indexName(at, i, tail)
		}
	})
	for _, list := range f.names {
		slices.SortStableFunc(list, func(a, b name) int { return len(b.text) - len(a.text) })
	}
	for _, name := range f.names[""] {
		f.wordless[leading(name.text)] = append(f.wordless[leading(name.text)], name)
	}
}

// numbered is a name of letters and a number behind them.
var numbered = pattern.New(`^([A-Z][A-Za-z]+[-_]?)([0-9]{2,})$`)

const minPrefix = 3

func (f *Finder) indexName(at map[string]int, entry int, text string) {
	look := shapeOf(text)
	if f.entries[entry].Space == resolve.SpaceHTTP && look != shapeNumber && look != shapeStrong {
		look = shapeNone
	}
	switch {
	case look == shapeNone:
		return
	case look == shapeNumber:
		f.numbers[text] = appendNew(f.numbers[text], entry)
		return
	case look != shapePhrase:
		f.addBeginnings(text)
		fold := resolve.Fold(text)
		parts, _, _ := nameParts(text)
		f.folds[fold] = folded{appendNew(f.folds[fold].entries, entry), max(f.folds[fold].parts, parts)}
	}
	first, lead := firstWord(text)
	if n, ok := at[text]; ok {
		f.names[first][n].entries = appendNew(f.names[first][n].entries, entry)
		return
	}
	at[text] = len(f.names[first])
	f.names[first] = append(f.names[first], name{text, lead, []int{entry}, look})
}

func appendNew(list []int, n int) []int {
	if slices.Contains(list, n) {
		return list
	}
	return append(list, n)
}

// firstWord returns the first word of a name and what is in front of it.
func firstWord(text string) (word string, lead int) {
	rest := strings.TrimLeftFunc(text, isBreak)
	return rest[:strings.IndexFunc(rest+" ", isBreak)], len(text) - len(rest)
}

// leading returns the first characters of a text, as many as the shortest name without a word has.
func leading[T string | []byte](text T) T {
	n := 0
	for i := range len(text) {
		if utf8.RuneStart(text[i]) {
			if n++; n > minLetter {
				return text[:i]
			}
		}
	}
	return text
}

const (
	minMarked = 4 // characters of a name that starts with a mark and that is looked for
	minLetter = 4 // of one without ASCII letters and digits
	minDigits = 4 // digits of a phrase that needs nothing else: ERROR 1045
)

// shapeOf classifies a name.
func shapeOf(text string) shape {
	word, lead := firstWord(text)
	switch n := utf8.RuneCountInString(text); {
	case word == "":
		return pick(n >= minLetter && text[0] >= utf8.RuneSelf, shapeStrong, shapeNone)
	case isNumber(strings.TrimPrefix(text, "-")):
		return shapeNumber
	case lead > 0:
		return pick(n >= minMarked, shapeStrong, shapeNone)
	}
	return wordShape(strings.TrimRightFunc(text, isBreak))
}

// wordShape classifies a name that starts and ends with a letter or digit.
func wordShape(text string) shape {
	parts, upper, number := nameParts(text)
	switch {
	case strings.ContainsAny(text, " \t"):
		if digits := strings.FieldsFunc(text, func(c rune) bool { return c < '0' || c > '9' }); len(strings.Join(digits, "")) >= minDigits {
			return shapeStrong
		}
		return pick(isDigit(text[0]), shapeNone, shapePhrase)
	case !number && isDigit(text[0]):
		return shapeDigits
	case strings.ContainsAny(text[1:max(1, len(text)-1)], "_.:/#"), parts >= 4, number && len(text) >= 4:
		return shapeStrong
	case parts >= 2:
		return shapeWeak
	case upper:
		return shapeUpper
	}
	return shapePlain
}

// nameParts counts the words that a name is made of, and reports whether it has no small letter and whether it has both
// letters and digits.
func nameParts[T string | []byte](text T) (parts int, upper, number bool) {
	upper = true
	letter, digit := false, false
	for i := 0; i < len(text); i++ {
		c := text[i]
		small, capital := isSmall(c), isCapital(c)
		upper = upper && !small
		letter = letter || small || capital
		digit = digit || isDigit(c)
		alnum := small || capital || isDigit(c)
		if alnum && (i == 0 || !isAlnum(text[i-1]) || capital && isSmall(text[i-1])) {
			parts++
		}
	}
	return parts, upper, letter && digit
}

// isTypeName reports whether s is a word with two capitals or more and small letters: TMGError, not Payment.
func isTypeName(s string) bool {
	capitals, small := 0, 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case !isWordByte(c):
			return false
		case isCapital(c):
			capitals++
		case isSmall(c):
			small++
		}
	}
	return capitals > 1 && small > 0
}

// namePieces returns the words that a name is made of, in small letters.
func namePieces(name string) (pieces []string) {
	start := -1
	for i := 0; i <= len(name); i++ {
		isEnd := i == len(name) || !isAlnum(name[i])
		if start >= 0 && (isEnd || isCapital(name[i]) && isSmall(name[i-1])) {
			pieces = append(pieces, letters.Lower(name[start:i]))
			start = -1
		}
		if !isEnd && start < 0 {
			start = i
		}
	}
	return pieces
}

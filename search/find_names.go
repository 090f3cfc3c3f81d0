package search

import (
	"slices"
	"strings"
)

// findName is a name as it is looked for.
type findName struct {
	text    string
	entries []int
	shape   shape
}

// folded is what names with one fold have in common.
type folded struct {
	entries []int
	parts   int // words that they are made of
}

// shape says how much the look of a name tells, and so how much else is needed to take it for a code.
type shape uint8

const (
	shapeNone   shape = iota // not looked for: the words that go with an HTTP status
	shapeStrong              // SERVER_ERROR, TMGError.serverError, E1234: nothing else is needed
	shapeWeak                // serverError, not-found: two or three words
	shapeUpper               // UNAVAILABLE: one word in capitals
	shapePlain               // Timeout: one word
	shapePhrase              // Face not matching
	shapeNumber
	shapeOther // not a name, but one with other case or other marks: the fold is the same
)

func (f *Finder) indexNames() {
	at := map[string]int{} // name to its place in the list of its first word
	for i, e := range f.entries {
		for _, name := range append([]string{e.Name}, e.Names...) {
			name, _, _ = strings.Cut(name, "(")
			f.indexName(at, i, name)
			if end := tail(name); end != "" {
				f.indexName(at, i, end)
			}
			if head, rest, ok := strings.Cut(name, "."); ok && rest != "" && isTypeName(head) {
				f.heads[head] = true
			}
		}
	}
	for _, list := range f.names {
		slices.SortStableFunc(list, func(a, b findName) int { return len(b.text) - len(a.text) })
	}
}

func (f *Finder) indexName(at map[string]int, entry int, name string) {
	look := shapeOf(name)
	if f.entries[entry].Space == SpaceHTTP && look != shapeNumber && look != shapeStrong {
		look = shapeNone
	}
	switch {
	case look == shapeNone:
		return
	case look == shapeNumber:
		f.numbers[name] = appendNew(f.numbers[name], entry)
		return
	case look != shapePhrase:
		same := f.folds[Fold(name)]
		parts, _, _ := nameParts(name)
		f.folds[Fold(name)] = folded{appendNew(same.entries, entry), max(same.parts, parts)}
	}
	first := firstWord(name)
	if n, ok := at[name]; ok {
		f.names[first][n].entries = appendNew(f.names[first][n].entries, entry)
		return
	}
	at[name] = len(f.names[first])
	f.names[first] = append(f.names[first], findName{name, []int{entry}, look})
}

func appendNew(list []int, n int) []int {
	if slices.Contains(list, n) {
		return list
	}
	return append(list, n)
}

// shapeOf classifies a name. One that does not start and end with a letter or digit is not looked for.
func shapeOf(name string) shape {
	if name == "" || !isWordByte(name[0]) || !isWordByte(name[len(name)-1]) {
		return shapeNone
	}
	digits := strings.Trim(name, "0123456789") == ""
	spaces := strings.ContainsAny(name, " \t")
	joined := false
	for i := 1; i+1 < len(name); i++ {
		joined = joined || strings.IndexByte("_.:/#", name[i]) >= 0
	}
	parts, upper, number := nameParts(name)
	switch {
	case digits:
		return shapeNumber
	case spaces && isDigit(name[0]):
		return shapeNone
	case spaces:
		return shapePhrase
	case joined || parts >= 4 || number && len(name) >= 4:
		return shapeStrong
	case parts >= 2:
		return shapeWeak
	case upper:
		return shapeUpper
	}
	return shapePlain
}

// nameParts counts the words that a name is made of, and reports whether it has no small letter and
// whether it has letters and digits both.
func nameParts[T string | []byte](name T) (parts int, upper, number bool) {
	upper = true
	letter, digit := false, false
	for i := 0; i < len(name); i++ {
		c := name[i]
		small, capital := c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z'
		upper = upper && !small
		letter = letter || small || capital
		digit = digit || isDigit(c)
		alnum := small || capital || isDigit(c)
		if alnum && (i == 0 || !isAlnum(name[i-1]) || capital && name[i-1] >= 'a' && name[i-1] <= 'z') {
			parts++
		}
	}
	return parts, upper, letter && digit
}

func isAlnum(c byte) bool { return c != '_' && isWordByte(c) }

// isWordByte reports whether c is a letter, a digit or "_", which belongs to a word.
func isWordByte(c byte) bool { return wordBytes[c] }

var wordBytes = func() (table [256]bool) {
	for _, c := range "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_" {
		table[c] = true
	}
	return table
}()

// isTypeName reports whether s is a word with two capitals or more and small letters: TMGError, not Payment.
func isTypeName(s string) bool {
	capitals, small := 0, 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case !isWordByte(c):
			return false
		case c >= 'A' && c <= 'Z':
			capitals++
		case c >= 'a' && c <= 'z':
			small++
		}
	}
	return capitals > 1 && small > 0
}

func firstWord(s string) string {
	n := 0
	for n < len(s) && isWordByte(s[n]) {
		n++
	}
	return s[:n]
}

// hint is a Hint as it is looked for.
type hint struct {
	vendor, set string
	space       string // "": not a hint for a space of numbers
	weight      int
	text        string   // for people
	words       []string // in small letters unless exact
	exact       bool     // has a capital: the case matters
}

const (
	weightName = 3 // of a vendor's name
	weightHead = 6 // of what stands before the dot in a name, such as TMGError
	weightCode = 2 // of a code that only one vendor has
	minSupport = 2 // from this weight on a hint tells that the vendor is meant
	longHint   = 6 // letters of a hint that also counts as the start of a longer word
)

// Words in vendors' names that tell nothing.
var generic = newWordSet(`acceptance api bank banking card cards cloud data developer developers digital gateway
	global group international mobile money network online open pay payment payments platform product sdk
	service services solutions system systems technologies technology token`)

func (f *Finder) indexHints() {
	for _, h := range f.listed {
		f.addHint(hint{vendor: h.Vendor, set: h.Set, weight: h.Weight, text: h.Text})
	}
	for i, e := range f.entries {
		if i > 0 && f.entries[i-1].Vendor == e.Vendor && f.entries[i-1].Set == e.Set {
			continue
		}
		f.addHint(hint{vendor: e.Vendor, weight: weightName, text: lowerASCII(e.Vendor)})
		for _, word := range strings.Fields(lowerASCII(e.VendorName)) {
			if len(word) >= 4 && !generic[word] {
				f.addHint(hint{vendor: e.Vendor, weight: weightName, text: word})
			}
		}
		if key, ok := strings.CutSuffix(e.Short, "-"+e.slug()); ok && len(key) >= 4 {
			f.addHint(hint{vendor: e.Vendor, weight: weightName, text: lowerASCII(key)})
		}
	}
	for _, e := range f.entries {
		for _, name := range append([]string{e.Name}, e.Names...) {
			if head, _, _ := strings.Cut(name, "."); f.heads[head] && head != name {
				f.addHint(hint{vendor: e.Vendor, set: e.Set, weight: weightHead, text: head})
			}
		}
	}
	for _, text := range []string{"grpc", "rpc", "StatusRuntimeException"} {
		f.addHint(hint{space: SpaceGRPC, weight: minSupport, text: text})
	}
}

func (f *Finder) addHint(h hint) {
	h.exact = lowerASCII(h.text) != h.text
	h.words = strings.FieldsFunc(h.text, func(c rune) bool { return c >= 0x80 || !isWordByte(byte(c)) })
	if len(h.words) == 0 || len(h.words) > maxHintWords || len(h.words[len(h.words)-1]) < 2 {
		return
	}
	for i, other := range f.hints {
		if other.vendor == h.vendor && other.set == h.set && other.space == h.space && slices.Equal(other.words, h.words) {
			f.hints[i].weight = max(other.weight, h.weight)
			return
		}
	}
	last := lowerASCII(h.words[len(h.words)-1])
	f.words[[2]byte{last[0], last[1]}] = append(f.words[[2]byte{last[0], last[1]}], len(f.hints))
	f.hints = append(f.hints, h)
}

const maxHintWords = 4

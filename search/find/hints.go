package find

import (
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/letters"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/search/resolve"
)

// Hint is a text that shows whose codes are near it: a vendor's name, a host, a field of its envelope, a class or
// callback of its SDK. A text in small letters matches in any case; one with a capital only as it is. Punctuation between
// its words does not matter, so that "Errors/Error" matches {"Errors": {"Error": […. A text that several vendors use
// helps to accept numbers, not to choose between owners.
type Hint struct {
	Vendor string // id
	Set    string // id; "": all sets of the vendor
	Text   string
	Weight int // 1: only chooses between owners; 2 to 6: shows that the vendor is meant
}

// hint is a Hint as it is looked for.
type hint struct {
	vendor, set string
	space       string // "": not a hint for a space of numbers
	weight      int
	text        string   // for people
	words       []string // in lower case unless exact
	exact       bool     // has a capital: the case matters
	path        bool     // where a field is in a response, "errors/reasonCode": others may be between the two
}

const (
	weightName = 3 // of a vendor's name
	weightHead = 6 // of what comes before the dot in a name, such as TMGError
	weightCode = 2 // of a code that only one vendor has

	weightForeign = 4 // of the name of a vendor that the catalog does not have; from here on a hint counts against others
	minSupport    = 2 // from this weight on a hint shows that the vendor is meant
	longHint      = 6 // letters of a hint that also matches the start of a longer word

	maxHintWords = 4
	maxRecent    = 4 // words that are kept for hints and phrases
)

func (f *Finder) indexHints(hints []Hint) {
	for _, h := range hints {
		if isCommon(h.Text, f.common) && !strings.ContainsAny(h.Text, "/ ") {
			h.Weight = 1 // a field such as errorCode shows nobody
		}
		f.addHint(hint{vendor: h.Vendor, set: h.Set, weight: h.Weight, text: h.Text})
	}
	for i, e := range f.entries {
		if i > 0 && f.entries[i-1].Vendor == e.Vendor && f.entries[i-1].Set == e.Set {
			continue
		}
		for _, text := range append(f.resolver.VendorWords(e.Vendor), letters.Lower(e.Vendor), letters.Lower(e.VendorName)) {
			f.addHint(hint{vendor: e.Vendor, weight: weightName, text: text})
		}
		if key := e.SetKey(); len(key) >= 4 {
			f.addHint(hint{vendor: e.Vendor, weight: weightName, text: letters.Lower(key)})
		}
	}
	for _, e := range f.entries {
		for _, name := range e.Spellings() {
			if head, _, _ := strings.Cut(name, "."); f.heads[head] && head != name {
				f.addHint(hint{vendor: e.Vendor, set: e.Set, weight: weightHead, text: head})
			}
		}
	}
	for _, e := range f.entries {
		head, _, _ := strings.Cut(e.Name, ".")
		stem := strings.TrimSuffix(strings.TrimSuffix(head, "Error"), "Exception")
		if f.heads[head] && stem != head && len(stem) >= 3 {
			f.addHint(hint{vendor: e.Vendor, weight: weightName, text: stem})
		}
	}
	f.indexForeign()
	for _, text := range []string{"grpc", "rpc", "StatusRuntimeException"} {
		f.addHint(hint{space: resolve.SpaceGRPC, weight: minSupport, text: text})
	}
}

// indexForeign adds the names of vendors that the catalog does not have. Their ids start with "~".
func (f *Finder) indexForeign() {
	known := append(lists.Distinct(f.entries, func(e resolve.Entry) string { return e.Vendor }), lists.Distinct(f.entries, func(e resolve.Entry) string { return e.VendorName })...)
	for _, v := range foreign(known) {
		f.addHint(hint{vendor: foreignID + v[0], weight: weightForeign, text: v[1]})
	}
}

// Foreign returns the vendor that a word of a text names if it is not one of the known names and ids, "" if no word names one.
func Foreign(known []string, text string) string {
	words := strings.FieldsFunc(letters.Lower(text), isBreak)
	for _, v := range foreign(known) {
		if slices.Contains(words, v[1]) {
			return v[0]
		}
	}
	return ""
}

// foreign returns the vendors of tables.txt that are not known, each with a text for it.
func foreign(known []string) (list [][2]string) {
	known = lists.Each(known, resolve.Fold)
	isKnown := func(text string) bool {
		return slices.ContainsFunc(known, func(k string) bool { return strings.Contains(k, resolve.Fold(text)) })
	}
	for _, line := range tables.Lines("foreign") {
		name, texts, _ := strings.Cut(line, ": ")
		for _, text := range strings.Split(texts, ", ") {
			if !isKnown(name) && !isKnown(text) {
				list = append(list, [2]string{name, text})
			}
		}
	}
	return list
}

const foreignID = "~"

func (f *Finder) addHint(h hint) {
	h.exact = letters.Lower(h.text) != h.text
	h.words = strings.FieldsFunc(h.text, isBreak)
	h.path = len(h.words) == 2 && strings.Contains(h.text, "/")
	if len(h.words) == 0 || len(h.words) > maxHintWords || len(h.words[len(h.words)-1]) < 2 {
		return
	}
	for i, other := range f.hints {
		if other.vendor == h.vendor && other.set == h.set && other.space == h.space && slices.Equal(other.words, h.words) {
			f.hints[i].weight = max(other.weight, h.weight)
			return
		}
	}
	start := startOf(h.words[len(h.words)-1])
	f.byWord[start] = append(f.byWord[start], len(f.hints))
	f.hints = append(f.hints, h)
}

// startOf returns the first two letters of a word in lower case.
func startOf[T string | []byte](word T) [2]byte {
	return [2]byte{lowerByte(word[0]), lowerByte(word[1])}
}

// hintAt notes the hints that end at word i, and returns the strongest, -1 if there is none.
func (s *scan) hintAt(i int) int {
	word := s.text(i)
	found := -1
	if len(word) >= 2 {
		candidates := s.f.byWord[startOf(word)]
		for _, h := range candidates {
			if s.hasHint(word, &s.f.hints[h]) && (found < 0 || s.f.hints[h].weight > s.f.hints[found].weight) {
				found = h
			}
		}
		for _, h := range candidates {
			if hint := &s.f.hints[h]; found >= 0 && hint.text == s.f.hints[found].text {
				s.seen = append(s.seen, hintSeen{s.first + i, s.lineNo, s.record, h, hint.vendor, hint.set, hint.weight, ""})
			}
		}
	}
	oldest := s.recent[0]
	copy(s.recent[:], s.recent[1:])
	s.recent[maxRecent-1] = append(oldest[:0], word...)
	return found
}

// hasHint reports whether the word, and those before it, are the hint's.
func (s *scan) hasHint(word []byte, h *hint) bool {
	n := len(h.words) - 1
	if !sameWord(word, h.words[n], h.exact) && !(n == 0 && startsWord(word, h)) {
		return false
	}
	if h.path {
		return slices.ContainsFunc(s.recent[:], func(w []byte) bool { return sameWord(w, h.words[0], h.exact) })
	}
	for i := range n {
		if !sameWord(s.recent[maxRecent-n+i], h.words[i], h.exact) {
			return false
		}
	}
	return true
}

func sameWord(word []byte, want string, exact bool) bool {
	return len(word) == len(want) && startsSame(word, want, exact)
}

func startsSame(word []byte, want string, exact bool) bool {
	for i := range len(want) {
		if c := word[i]; c != want[i] && (exact || lowerByte(c) != want[i]) {
			return false
		}
	}
	return true
}

// startsWord reports whether a longer word starts with the hint: any, if the hint is long; otherwise one that goes on
// with a capital, a digit or "_".
func startsWord(word []byte, h *hint) bool {
	want := h.words[0]
	if len(word) <= len(want) || !startsSame(word, want, h.exact) {
		return false
	}
	next := word[len(want)]
	return len(want) >= longHint || next < 'a' || next > 'z'
}

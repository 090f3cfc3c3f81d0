package secret

import (
	"bytes"
	_ "embed"
	"strings"
)

// The digits that a card number may have (ISO/IEC 7812-1).
const (
	minCard = 13
	maxCard = 19
)

// group is an unbroken run of digits.
type group struct {
	start, end int // bytes of the text
	first      int // index into the window's digits
	n          int // how many digits
	gap        int // the gap before it
}

// window contains the last groups of a number that is being read: as many as a card number can have.
type window struct {
	groups [maxCard]group
	n      int
	digits [maxCard + 1]byte
	size   int // digits in use
	equal  int // how many groups in a row, up to the last one, have its size and gap, also those that are dropped
	from   int // where these start in the text
}

// push adds a group and drops those that no longer fit into one number with it. A group that is too long
// for any number empties the window.
func (w *window) push(g group, digits []byte) {
	if w.n > 0 && w.groups[w.n-1].n == g.n && (w.equal < 2 || w.groups[w.n-1].gap == g.gap) {
		w.equal++
	} else {
		w.equal, w.from = 1, g.start
	}
	if g.n > maxCard {
		w.n, w.size = 0, 0
		return
	}
	for w.size+g.n > maxCard {
		w.drop()
	}
	g.first = w.size
	copy(w.digits[w.size:], digits[:g.n])
	w.size += g.n
	w.groups[w.n] = g
	w.n++
}

func (w *window) drop() {
	n := w.groups[0].n
	copy(w.digits[:], w.digits[n:w.size])
	w.size -= n
	w.n--
	copy(w.groups[:w.n], w.groups[1:w.n+1])
	for i := range w.groups[:w.n] {
		w.groups[i].first -= n
	}
}

// number reads the digits that start here, in groups, and looks at every row of whole groups that can
// be a card number. It also steps over what only looked like a digit.
func (s *scanner) number() {
	if s.few() {
		return
	}
	var w window
	kind := noGap
	for {
		g, digits := s.group(kind)
		if g.n == 0 {
			s.at += escapeSize(s.text[s.at:])
			return
		}
		w.push(g, digits[:])
		if s.cards(&w) {
			w = window{}
		}
		var size int
		if kind, size = gap(s.text[s.at:]); kind == noGap {
			return
		}
		if _, n := digit(s.text[s.at+size:]); n == 0 {
			return
		}
		s.at += size
	}
}

// few steps over digits that clearly are not a card number, as most are: an escape of something else, or fewer
// digits than the shortest has before a byte that ends them. It reports false where that takes a closer look.
func (s *scanner) few() bool {
	if _, n := digit(s.text[s.at:]); n == 0 {
		s.at += escapeSize(s.text[s.at:])
		return true
	}
	n, end, broken := 0, s.at, false
	for i := s.at; i < len(s.text); i++ {
		switch c := s.text[i]; {
		case decimal(c):
			if n++; n >= minCard {
				return false
			}
			end = i + 1
		case broken && strings.IndexByte("#/>", c) >= 0: // marks of the next line
			return false
		case c == '\n':
			broken = true
		case c == '<' && invisible(s.text[i:]) > 0:
			i += invisible(s.text[i:]) - 1
		case !inNumber[c] || c == '<':
			s.at = end
			return true
		case strings.IndexByte(" -._*`~\t\r", c) < 0:
			return false
		}
	}
	s.at = end
	return true
}

// inNumber lists the bytes that may be in a number.
var inNumber = func() (t [256]bool) {
	for c := range t {
		t[c] = trigger[c] || gapStart[c] || invisibleStart[c]
	}
	return t
}()

// group reads an unbroken run of digits.
func (s *scanner) group(gap int) (g group, digits [maxCard + 1]byte) {
	g = group{start: s.at, gap: gap}
	for {
		d, n := digit(s.text[s.at:])
		if n == 0 {
			g.end = s.at
			if n = invisible(s.text[s.at:]); n == 0 || g.n == 0 {
				return g, digits
			}
			if _, more := digit(s.text[s.at+n:]); more == 0 {
				return g, digits
			}
			s.at += n
			continue
		}
		digits[min(g.n, maxCard)] = d
		g.n++
		s.at += n
	}
}

// cards looks at the rows of groups that end with the last one, the longest first, and reports the first
// that is a card number.
func (s *scanner) cards(w *window) bool {
	for from := range w.n {
		row := w.groups[from:w.n]
		digits := w.digits[row[0].first:w.size]
		if len(digits) < minCard {
			return false
		}
		if !network(digits) || !Luhn(digits) || !laidOut(row) {
			continue
		}
		if s.stripe(row, digits) {
			return true
		}
		if testCards[string(digits)] || !s.alone(row) || s.account(row) || s.listed(w, row, digits) {
			continue
		}
		if s.goesOn(w, from) {
			return false
		}
		s.card(row[0].start, row[len(row)-1].end, digits)
		return true
	}
	return false
}

// goesOn reports whether the row with the next group is a card number too: then that one is meant. The
// first sixteen of nineteen digits have the right check digit by chance every tenth time.
func (s *scanner) goesOn(w *window, from int) bool {
	longer := *w
	next := scanner{text: s.text, at: s.at}
	kind, size := gap(s.text[s.at:])
	next.at += size
	g, digits := next.group(kind)
	if g.n == 0 || longer.size-longer.groups[from].first+g.n > maxCard {
		return false
	}
	kept := longer.n - from
	longer.push(g, digits[:])
	row := longer.groups[longer.n-kept-1 : longer.n]
	all := longer.digits[row[0].first:longer.size]
	return network(all) && Luhn(all) && laidOut(row)
}

// card reports a card number and a security code next to it.
func (s *scanner) card(start, end int, digits []byte) {
	f := Finding{Kind: CardNumber, Start: start, End: end, What: "a card number"}
	var shown [10]byte
	for i, d := range append(append(shown[:0], digits[:6]...), digits[len(digits)-4:]...) {
		shown[i] = '0' + d
	}
	f.Shown = string(shown[:6]) + "…" + string(shown[6:])
	s.add(f, digits)
	s.code(f, digits)
}

// Luhn reports whether the last of the digits, each 0 to 9, is the right check digit (ISO/IEC 7812-1, annex B).
func Luhn(digits []byte) bool {
	sum := 0
	for i := range digits {
		d := int(digits[len(digits)-1-i])
		if i%2 == 1 {
			d = d*2/10 + d*2%10
		}
		sum += d
	}
	return sum%10 == 0
}

// laidOut reports whether a number may be written in these groups: all of 1, 2, 4, 6 or 8 but the last, or the
// 4-6-5 and 4-6-4 of American Express and Diners Club, or 6-4-6, with one kind of gap. One of the gaps may be a line
// break instead, and where it is the only gap it may be anywhere.
func laidOut(row []group) bool {
	kind, breaks := noGap, 0
	for _, g := range row[1:] {
		switch {
		case g.gap == lineGap:
			breaks++
		case kind == noGap:
			kind = g.gap
		case kind != g.gap:
			return false
		}
	}
	switch {
	case breaks > 1:
		return false
	case len(row) == 1:
		return true
	case len(row) == 2 && breaks == 1:
		return row[0].n >= 4 && row[1].n >= 4
	case len(row) == 3 && row[0].n == 4 && row[1].n == 6:
		return row[2].n == 5 || row[2].n == 4
	case len(row) == 3 && row[0].n == 6 && row[1].n == 4:
		return row[2].n == 6
	}
	return even(row)
}

// even reports whether all groups have one size that people use, the last at most that. A line break may part a group.
func even(row []group) bool {
	size := row[0].n
	if row[1].gap == lineGap {
		size = row[len(row)-2].n
	}
	if strings.IndexByte("\x01\x02\x04\x06\x08", byte(size)) < 0 {
		return false
	}
	have := 0
	for i, g := range row {
		have += g.n
		last := i == len(row)-1
		if !last && row[i+1].gap == lineGap && have < size {
			continue // the rest of the group is on the next line
		}
		if have > size || have < size && !last {
			return false
		}
		have = 0
	}
	return true
}

// alone reports whether the digits are not part of something longer: not the end of a decimal fraction, and
// not inside a word that has other digits, such as a hash.
func (s *scanner) alone(row []group) bool {
	start, end := row[0].start, row[len(row)-1].end
	if hex := s.text[max(0, start-2):start]; bytes.EqualFold(hex, []byte("0x")) {
		start -= 2
	}
	if len(row) == 1 && start > 0 && s.text[start-1] == '.' && (start == 1 || !letter(s.text[start-2])) {
		return false
	}
	return lettersOnly(s.text, start, -1) && lettersOnly(s.text, end-1, 1)
}

// maxWord is how many letters next to a number are looked at.
const maxWord = 64

// lettersOnly reports whether the word next to an offset, in the direction of step, has no digit.
func lettersOnly(text []byte, at, step int) bool {
	for range maxWord {
		at += step
		// The digits and letters of an escape are none of the word: \u003e, %20.
		if at < 0 || at >= len(text) || !alnum(text[at]) || escapeEnds(text[:at+1]) {
			return true
		}
		if decimal(text[at]) {
			return false
		}
	}
	return false
}

// escapeEnds reports whether a text ends in an escape: %20, \x20, \u0020.
func escapeEnds(text []byte) bool {
	last := func(n int) []byte { return text[max(0, len(text)-n):] }
	return hasPrefix(last(3), "%") || hasPrefix(last(4), `\x`) || hasPrefix(last(6), `\u`) || hasPrefix(last(10), `\U`)
}

// prefixes are the first digits of the card networks' numbers, as ranges of four digits, and the lengths
// that go with them (ISO/IEC 7812; the networks' own tables). UATP (1…) is left out: its fifteen digits
// look like a time in microseconds.
var prefixes = []struct {
	first, last int
	lengths     string // a letter each: m is 13, n 14 … s 19
}{
	{2200, 2205, "pqrs"},    // Mir, BORICA
	{2221, 2720, "p"},       // Mastercard
	{3000, 3059, "npqrs"},   // Diners Club
	{3088, 3120, "pqrs"},    // JCB, Diners Club 3095
	{3337, 3349, "pqrs"},    // JCB
	{3400, 3499, "o"},       // American Express
	{3528, 3589, "pqrs"},    // JCB
	{3600, 3699, "npqrs"},   // Diners Club
	{3700, 3799, "o"},       // American Express
	{3800, 3999, "npqrs"},   // Diners Club
	{4000, 4999, "mps"},     // Visa
	{5000, 5099, "mnopqrs"}, // Maestro, Elo, RuPay, Verve
	{5100, 5599, "p"},       // Mastercard
	{5600, 5899, "mnopqrs"}, // Maestro
	{6000, 6999, "mnopqrs"}, // Discover, Maestro, UnionPay, RuPay, Hipercard
	{8100, 8299, "pqrs"},    // UnionPay, RuPay
	{8600, 8600, "p"},       // Uzcard
	{9704, 9704, "ps"},      // Napas
	{9792, 9792, "p"},       // Troy
	{9860, 9860, "p"},       // Humo
}

// network reports whether the digits have the prefix and the length of a card network.
func network(digits []byte) bool {
	prefix := int(digits[0])*1000 + int(digits[1])*100 + int(digits[2])*10 + int(digits[3])
	for _, p := range prefixes {
		if p.first <= prefix && prefix <= p.last {
			return strings.IndexByte(p.lengths, 'm'+byte(len(digits)-minCard)) >= 0
		}
	}
	return false
}

//go:embed testcards.txt
var testCardsText string

// testCards are the published test numbers, as digits of value 0 to 9.
var testCards = func() map[string]bool {
	all := map[string]bool{}
	for line := range strings.Lines(testCardsText) {
		line = strings.TrimSpace(line)
		if line != "" && line[0] != '#' {
			all[string(digitsOf([]byte(line)))] = true
		}
	}
	return all
}()

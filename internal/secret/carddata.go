package secret

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/errdocs/errdocs/internal/pattern"
)

// near is how far from a card number a security code is looked for, in bytes.
const near = 120

// codeNamed matches a security code behind what it is called, with tags, signs and a few words between the two.
var codeNamed = pattern.New(`(?i)(?:^|[^0-9a-z])(?:cvv2?|cvc2?|cid|csc|cav2|cvn|security[ _]?code|card_?code|verification[ _]?value)` +
	`(?:[^0-9a-z]|<[^<>]*>|code|is|value|number|string|quot|s){0,24}([0-9]{3,4})(?:$|[^0-9a-z])`)

// code reports a security code near a card number.
func (s *scanner) code(card Finding, digits []byte) {
	for _, part := range [2][2]int{{max(0, card.Start-near), card.Start}, {card.End, min(len(s.text), card.End+near)}} {
		m := codeNamed().FindSubmatchIndex(s.text[part[0]:part[1]])
		if m == nil {
			continue
		}
		from, to := part[0]+m[2], part[0]+m[3]
		// Its identity includes the card's: three digits alone are not a secret.
		identity := append(append([]byte{}, digits...), s.text[from:to]...)
		s.add(Finding{Kind: CardData, Start: from, End: to, Shown: string(bytes.Repeat([]byte{'*'}, to-from)), What: "a card security code"}, identity)
		return
	}
}

// track matches what follows the number in the data of a magnetic stripe.
var track = pattern.New(`^(?:\^[^^]{2,62}\^[0-9]{4,40}|[=D][0-9]{7,40})`)

// stripe reports the data of a magnetic stripe around a card number (ISO/IEC 7813): track 1 is
// %B, number, ^name^, date; track 2 is number, = or D, date and three digits more. Test numbers are
// not exempt: a track contains more than the number.
func (s *scanner) stripe(row []group, digits []byte) bool {
	if len(row) != 1 || row[0].end >= len(s.text) {
		return false
	}
	g, rest := row[0], s.text[row[0].end:]
	if strings.IndexByte("^=D", rest[0]) < 0 || rest[0] == '^' && (g.start == 0 || s.text[g.start-1]|0x20 != 'b') {
		return false
	}
	found := track().FindIndex(rest[:min(len(rest), 128)])
	if found == nil {
		return false
	}
	end := g.end + found[1]
	if testCards[string(digits)] && !s.sentinel(g, end) {
		return false
	}
	return s.pass(Finding{Kind: CardData, Start: g.start, End: end, Shown: "a track", What: "magnetic stripe data"}, s.text[g.start:end])
}

// sentinel reports whether the marks that start or end a track are around it.
func (s *scanner) sentinel(g group, end int) bool {
	return g.start > 0 && (s.text[g.start-1] == ';' || s.text[g.start-1]|0x20 == 'b') || end < len(s.text) && s.text[end] == '?'
}

// maxAccount is the most characters that an IBAN has, and that it takes with its spaces (ISO 13616).
const (
	maxAccount       = 34
	maxAccountSpaced = maxAccount + maxAccount/4
)

// account reports whether the digits end an IBAN: a country, two check digits and a remainder of 1.
func (s *scanner) account(row []group) bool {
	for i := len(row) - 1; i >= 0; i-- {
		end, limit := row[i].end, min(len(s.text), row[0].start+maxAccountSpaced)
		// The rest of the last groups of an IBAN may not belong to the row.
		for end < limit && (alnum(s.text[end]) || s.text[end] == ' ' && end+1 < limit && decimal(s.text[end+1])) {
			end++
		}
		for start := row[0].start; start >= max(0, end-maxAccountSpaced); start-- {
			if iban(s.text[start:end]) {
				return true
			}
		}
	}
	return false
}

// iban reports whether a text is an IBAN, in groups or not.
func iban(b []byte) bool {
	if len(b) < 15 || !upper(b[0]) || !upper(b[1]) || !decimal(b[2]) || !decimal(b[3]) {
		return false
	}
	n, rest := 0, 0
	for i := range b {
		switch c := b[(i+4)%len(b)]; { // the first four come last
		case c == ' ':
			continue
		case decimal(c):
			rest = (rest*10 + int(c-'0')) % 97
		case upper(c):
			rest = (rest*100 + int(c-'A') + 10) % 97
		default:
			return false
		}
		n++
	}
	return n >= 15 && n <= maxAccount && rest == 1
}

func upper(c byte) bool { return 'A' <= c && c <= 'Z' }

// measured reports a card number after its length, as in EMV (tag 5A, and 57 for track 2) and in ISO 8583 (16…).
func (s *scanner) measured() bool {
	rest := s.text[s.at:min(len(s.text), s.at+80)]
	if len(rest) < 2+minCard {
		return false
	}
	head, length := rest[:2], 0
	if rest[0] == '5' { // a tag, and a length in bytes, two digits each
		head = rest[:4]
		size, _ := strconv.ParseUint(string(head[2:]), 16, 8)
		length = 2 * int(size)
	} else {
		length, _ = strconv.Atoi(string(head))
	}
	value := rest[len(head):]
	n := runOf(value, decimal)
	start := s.at + len(head)
	switch {
	case rest[1] == '7':
		more := 0
		if n < len(value) && value[n]|0x20 == 'd' {
			more = min(runOf(value[n+1:], decimal), length-n-1) // the next tag may follow
		}
		if more < 7 || !isCard(value[:n]) {
			return false
		}
		return s.pass(Finding{Kind: CardData, Start: start, End: start + n + 1 + more, Shown: "a track", What: "magnetic stripe data"}, value[:n+1+more])
	case rest[0] == '5' && n == length-1 && n < len(value) && value[n]|0x20 == 'f': // filled up
	case rest[0] == '5' && n > length: // the next tag follows
		n = length
	case n != length:
		return false
	}
	if !isCard(value[:n]) {
		return false
	}
	s.card(start, start+n, digitsOf(value[:n]))
	s.at = start + n
	return true
}

// isCard reports whether digits are a card number that is not published for tests.
func isCard(text []byte) bool {
	digits := digitsOf(text)
	return len(digits) >= minCard && len(digits) <= maxCard && network(digits) && Luhn(digits) && !testCards[string(digits)]
}

// digitsOf returns the digits of a text as numbers.
func digitsOf(text []byte) []byte {
	digits := bytes.Clone(text)
	for i := range digits {
		digits[i] -= '0'
	}
	return digits
}

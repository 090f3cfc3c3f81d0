package secret

import (
	"bytes"
	"strconv"
)

// near is how far from a card number a security code is looked for, in bytes.
const near = 120

// codeNames are what a security code is called, in lower case.
var codeNames = []string{"cvv2", "cvc2", "cvv", "cvc", "cid", "csc", "cav2", "cvn", "security code", "security_code", "securitycode", "card_code", "cardcode", "verification value", "verification_value", "verificationvalue"}

// code reports a security code near a card number.
func (s *scanner) code(card Finding, digits []byte) {
	for _, part := range [2][2]int{{max(0, card.Start-near), card.Start}, {card.End, min(len(s.text), card.End+near)}} {
		from, to, ok := s.codeIn(part[0], part[1])
		if !ok {
			continue
		}
		// Its identity includes the card's: three digits alone are not a secret.
		identity := append(append([]byte{}, digits...), s.text[from:to]...)
		s.add(Finding{Kind: CardData, Start: from, End: to, Shown: string(bytes.Repeat([]byte{'*'}, to-from)), What: "a card security code"}, identity)
		return
	}
}

// lowered returns a text in lower case, byte by byte: bytes.ToLower changes the length of what is not UTF-8, and of some letters.
func lowered(text []byte) []byte {
	low := bytes.Clone(text)
	for i, c := range low {
		if 'A' <= c && c <= 'Z' {
			low[i] |= 0x20
		}
	}
	return low
}

// codeIn returns where three or four digits follow the name of a security code.
func (s *scanner) codeIn(from, to int) (start, end int, ok bool) {
	if bytes.IndexByte(s.text[from:to], 'c') < 0 && bytes.IndexByte(s.text[from:to], 'C') < 0 {
		return 0, 0, false // each of the names has one
	}
	low := lowered(s.text[from:to])
	for _, name := range codeNames {
		i := bytes.Index(low, []byte(name))
		if i < 0 || i > 0 && alnum(low[i-1]) {
			continue
		}
		at := i + len(name)
		for n := 0; at < len(low) && n < 24 && !decimal(low[at]); n++ {
			if letter(low[at]) && !bytes.Contains([]byte("code is value number string quot span class"), low[at:at+runOf(low[at:], letter)]) {
				break
			}
			at++
		}
		end := at
		for end < len(low) && decimal(low[end]) {
			end++
		}
		if n := end - at; (n == 3 || n == 4) && (end == len(low) || !letter(low[end])) {
			return from + at, from + end, true
		}
	}
	return 0, 0, false
}

// stripe reports the data of a magnetic stripe around a card number (ISO/IEC 7813): track 1 is
// %B, number, ^name^, date; track 2 is number, = or D, date and three digits more. Test numbers are
// not exempt: a track contains more than the number.
func (s *scanner) stripe(row []group, digits []byte) bool {
	if len(row) != 1 || row[0].end >= len(s.text) {
		return false
	}
	g := row[0]
	end := 0
	switch rest := s.text[g.end:]; rest[0] {
	case '^':
		name := bytes.IndexByte(rest[1:min(len(rest), 64)], '^')
		if g.start == 0 || s.text[g.start-1]|0x20 != 'b' || name < 2 || digitsAt(rest[name+2:]) < 4 {
			return false
		}
		end = g.end + name + 2 + digitsAt(rest[name+2:])
	case '=', 'D':
		n := digitsAt(rest[1:])
		if n < 7 {
			return false
		}
		end = g.end + 1 + n
	default:
		return false
	}
	if testCards[string(digits)] && !s.sentinel(g, end) {
		return false
	}
	s.add(Finding{Kind: CardData, Start: g.start, End: end, Shown: "a track", What: "magnetic stripe data"}, s.text[g.start:end])
	s.at = end
	return true
}

// sentinel reports whether the marks that start or end a track are around it.
func (s *scanner) sentinel(g group, end int) bool {
	return g.start > 0 && (s.text[g.start-1] == ';' || s.text[g.start-1]|0x20 == 'b') || end < len(s.text) && s.text[end] == '?'
}

func digitsAt(b []byte) int { return runOf(b[:min(len(b), 40)], decimal) }

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
		s.add(Finding{Kind: CardData, Start: start, End: start + n + 1 + more, Shown: "a track", What: "magnetic stripe data"}, value[:n+1+more])
		s.at = start + n + 1 + more
		return true
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

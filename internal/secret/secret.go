// Package secret finds cardholder data and credentials in text: card numbers, card security codes, magnetic stripe data,
// private keys, tokens (kinds.go), and values of names such as client_secret (named.go).
//
// Scan makes one pass over the bytes, for numbers and for credentials, and remembers a bounded amount, so that its time
// is linear in the size of the text, whatever it is. Text without a finding costs no allocation. Nothing that
// this package returns contains what it found in full: a card number is shown by its first six and last four
// digits (PCI DSS 4.0, requirement 3.4.1), everything else by the few characters that say what it is.
//
// A card number is 13 to 19 digits that start with the prefix of a card network, have the length that
// the network uses, and end in the right check digit. Its digits may be written in the ways that digit
// and gap list (cards.go): in groups, over a line break, with escapes of JSON, HTML and addresses, in the
// digits of another script. Numbers that are published for tests (testcards.txt) do not count.
package secret

import (
	"cmp"
	"encoding/binary"
	"hash/maphash"
	"math/bits"
	"slices"
	"strings"
)

// Kind says what a finding is, by the id of the rule that it breaks.
type Kind string

// The kinds of findings.
const (
	CardNumber Kind = "card-number" // a number that a card may have
	CardData   Kind = "card-data"   // what must not be kept at all: security code, track of the magnetic stripe
	Credential Kind = "secret"      // a key, token or password
)

// Finding is a secret in a text. It does not contain the secret.
type Finding struct {
	Kind       Kind
	Start, End int    // the bytes of the text that it takes
	Shown      string // what a message may show: "411111…1111", "sk_live_…"
	What       string // "a card number", "a live Stripe key"
	Named      bool   // it is one only by the name before it

	id uint64 // of the secret, the same in whatever way it is written
}

// seed is different in each process, so an id reveals nothing about its secret.
var seed = maphash.MakeSeed()

// ID is the identity of a secret, for use as a key of a map. It is valid in this process only.
type ID struct {
	kind Kind
	id   uint64
}

// ID returns the identity of the secret, the same in whatever way it is written.
func (f Finding) ID() ID { return ID{f.Kind, f.id} }

// Scan returns the secrets in a text, in the order of the text; nil for none.
func Scan(text []byte) []Finding {
	s := scanner{text: text}
	s.scan(^byte(0))
	slices.SortStableFunc(s.found, func(a, b Finding) int { return cmp.Or(a.Start-b.Start, b.End-a.End) })
	end := 0
	return slices.DeleteFunc(s.found, func(f Finding) bool { // inside another
		inside := f.End <= end
		end = max(end, f.End)
		return inside
	})
}

// Clean reports whether Scan would find nothing in a text but what is secret by its name. It looks at no name, so it takes less time.
func Clean(text []byte) bool {
	s := scanner{text: text}
	s.scan(^byte(nameFirst | nameSecond))
	return s.found == nil
}

// scan looks at the bytes of a text in pairs, and closer at those of which their table says so, as far as it is asked for.
func (s *scanner) scan(asked byte) {
	i := 0
	for ; len(s.text)-i >= 8; i += 8 {
		w := binary.LittleEndian.Uint64(s.text[i:])
		a, b, c, d := pairs[uint16(w)], pairs[uint16(w>>16)], pairs[uint16(w>>32)], pairs[w>>48]
		if (a|b|c|d)&asked != 0 {
			for stops := uint32(a) | uint32(b)<<8 | uint32(c)<<16 | uint32(d)<<24; stops != 0; {
				at := bits.TrailingZeros32(stops) / 8
				if stop := byte(stops>>(8*at)) & asked; stop != 0 {
					s.look(i+2*at, stop)
				}
				stops &^= 0xff << (8 * at)
			}
		}
	}
	for ; i+1 < len(s.text); i += 2 { // a last byte ends no secret, and starts none
		if stop := pairs[pair(s.text[i:])] & asked; stop != 0 {
			s.look(i, stop)
		}
	}
}

// pair returns the index of two bytes in the table of pairs.
func pair(b []byte) uint16 { return binary.LittleEndian.Uint16(b) }

// What the scan looks closer for at the first or second byte of a pair.
const (
	numberFirst = 1 << iota
	numberSecond
	nameFirst
	nameSecond
	markSecond
)

// look looks closer at a pair of bytes.
func (s *scanner) look(i int, stop byte) {
	if stop&numberFirst != 0 {
		s.numberAt(i)
	}
	if stop&nameFirst != 0 {
		s.nameAt(i)
	}
	i++
	if stop&numberSecond != 0 && (i+1 == len(s.text) || !aside(s.text[i], s.text[i+1])) {
		s.numberAt(i)
	}
	if stop&markSecond != 0 && i+1 < len(s.text) {
		if s.at = i; s.marked() {
			s.credentials = s.at
		}
	}
	if stop&nameSecond != 0 {
		s.nameAt(i)
	}
}

func (s *scanner) numberAt(i int) {
	if i >= s.numbers {
		s.at = i
		s.number()
		s.numbers = s.at
	}
}

func (s *scanner) nameAt(i int) {
	if i >= s.credentials && i > 0 && endsName[s.text[i-1]] && i+1 < len(s.text) && strings.IndexByte(endsValue, s.text[i+1]) < 0 {
		if s.at = i; s.named() {
			s.credentials = s.at
		}
	}
}

// trigger lists the bytes that may start a digit in one of its spellings, or an escape.
var trigger = startsOf(strings.Split("0123456789%&\\\xD9\xDB\xE0\xE1\xEF\xF0", ""))

// aside reports whether a byte that may start a digit starts no number, by the next one: it is a single digit, or an escape of something else.
func aside(c, next byte) bool {
	switch c {
	case '%':
		return !hexDigit(next)
	case '&':
		return next != '#'
	case '\\':
		return !trigger[next] && next|0x20 != 'u' && next|0x20 != 'x'
	}
	return decimal(c) && !inNumber[next]
}

// pairs has for two bytes, the second one in the upper half of the index, what the scan looks closer for there. Nearly all have nothing.
var pairs = func() (t [1 << 16]byte) {
	for c := range 256 {
		at := byte(c)
		for o := range 256 {
			other := byte(o)
			if trigger[c] {
				t[o|c<<8] |= numberSecond
				if !aside(at, other) {
					t[c|o<<8] |= numberFirst
				}
			}
			if at == '=' || at == ':' || at == '>' {
				if strings.IndexByte(endsValue, other) < 0 {
					t[c|o<<8] |= nameFirst
				}
				if endsName[other] {
					t[o|c<<8] |= nameSecond
				}
			}
		}
	}
	for pair, list := range stopsAt {
		if list > 0 {
			t[pair] |= markSecond
		}
	}
	return t
}()

type scanner struct {
	text []byte
	at   int

	numbers, credentials int // how far the scan has come with each

	cookiesTo int // where the last header with cookies ended
	found     []Finding
}

func (s *scanner) add(f Finding, identity []byte) {
	f.id = maphash.Bytes(seed, identity)
	s.found = append(s.found, f)
}

// pass adds a finding and moves on behind it.
func (s *scanner) pass(f Finding, identity []byte) bool {
	s.add(f, identity)
	s.at = f.End
	return true
}

func letter(c byte) bool     { return 'a' <= c|0x20 && c|0x20 <= 'z' }
func decimal(c byte) bool    { return '0' <= c && c <= '9' }
func alnum(c byte) bool      { return letter(c) || decimal(c) }
func hexDigit(c byte) bool   { return decimal(c) || 'a' <= c|0x20 && c|0x20 <= 'f' }
func tokenByte(c byte) bool  { return alnum(c) || c == '-' || c == '_' } // base64url
func base64Byte(c byte) bool { return alnum(c) || c == '+' || c == '/' || c == '-' || c == '_' }

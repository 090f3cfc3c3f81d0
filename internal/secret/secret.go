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
	"hash/maphash"
	"slices"
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
	numbers, credentials := 0, 0 // how far each has come
	for i, c := range text {
		look := looks[c]
		if look == 0 {
			continue
		}
		if look&forNumbers != 0 && i >= numbers {
			s.at = i
			s.number()
			numbers = s.at
		}
		if look&^forNumbers != 0 && i >= credentials {
			s.at = i
			if s.mayMark(look) && s.marked() || look&forNames != 0 && s.named() {
				credentials = s.at
			}
		}
	}
	slices.SortStableFunc(s.found, func(a, b Finding) int { return cmp.Or(a.Start-b.Start, b.End-a.End) })
	end := 0
	return slices.DeleteFunc(s.found, func(f Finding) bool { // inside another
		inside := f.End <= end
		end = max(end, f.End)
		return inside
	})
}

// trigger lists the bytes that may start a digit in one of its spellings, or an escape.
var trigger = func() (t [256]bool) {
	for c := '0'; c <= '9'; c++ {
		t[c] = true
	}
	for _, c := range []byte{'%', '&', '\\', 0xD9, 0xDB, 0xE0, 0xE1, 0xEF, 0xF0} {
		t[c] = true
	}
	return t
}()

const (
	forNumbers = 1 << iota
	forNames
	forLast // byte of a mark
	forMiddle
	forFirst
	forMarks = forLast | forMiddle | forFirst
)

// looks has for each byte what the scan looks closer for there.
var looks = func() (t [256]byte) {
	for c := range t {
		if trigger[c] {
			t[c] = forNumbers
		}
		if c == '=' || c == ':' || c == '>' {
			t[c] |= forNames
		}
		for _, m := range marksAt[c] {
			t[c] |= forLast << m.window()
		}
	}
	return t
}()

type scanner struct {
	text      []byte
	at        int
	cookiesTo int // where the last header with cookies ended
	found     []Finding
}

func (s *scanner) add(f Finding, identity []byte) {
	f.id = maphash.Bytes(seed, identity)
	s.found = append(s.found, f)
}

func letter(c byte) bool     { return 'a' <= c|0x20 && c|0x20 <= 'z' }
func decimal(c byte) bool    { return '0' <= c && c <= '9' }
func alnum(c byte) bool      { return letter(c) || decimal(c) }
func hexDigit(c byte) bool   { return decimal(c) || 'a' <= c|0x20 && c|0x20 <= 'f' }
func tokenByte(c byte) bool  { return alnum(c) || c == '-' || c == '_' } // base64url
func base64Byte(c byte) bool { return alnum(c) || c == '+' || c == '/' || c == '-' || c == '_' }

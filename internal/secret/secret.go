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
	if len(text) == 0 {
		return nil
	}
	s := scanner{text: text}
	next := looks[text[0]]
	alike, here := int(next.like), next.closer // what three bytes are like, and what may be at the middle one
	for i, c := range text[1:] {               // the last one ends no secret, and starts none
		next = looks[c]
		alike = (alike<<5 | int(next.like)) & (len(nears) - 1)
		look := here & nears[alike]
		if here = next.closer; look != 0 {
			s.look(i, look)
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

// look looks closer at a byte.
func (s *scanner) look(i int, what byte) {
	if what&forNumbers != 0 && i >= s.numbers {
		s.at = i
		s.number()
		s.numbers = s.at
	}
	if what&^forNumbers != 0 && i >= s.credentials {
		s.at = i
		if what&forMarks != 0 && s.marked() || what&forNames != 0 && s.named() {
			s.credentials = s.at
		}
	}
}

// look is what the scan does at a byte.
type look struct {
	closer byte // what it looks for there
	like   byte // 5 bits, the same for bytes that are alike next to it
}

const (
	forNumbers = 1 << iota
	forNames
	forMarks
)

var looks = func() (t [256]look) {
	for c := range t {
		if t[c].like = likeness(byte(c)); trigger[c] {
			t[c].closer = forNumbers
		}
		if c == '=' || c == ':' || c == '>' {
			t[c].closer |= forNames
		}
		if len(marksAt[c]) > 0 {
			t[c].closer |= forMarks
		}
	}
	return t
}()

// likeness returns one of 32 kinds of bytes: each letter is one, and the others are those that differ next to one that the scan stops at.
func likeness(c byte) byte {
	switch {
	case letter(c):
		return c & 31
	case c == '1' || c == '5':
		return 27
	case decimal(c):
		return 28
	case strings.IndexByte("-_:/", c) >= 0:
		return 29
	case afterName[c]:
		return 30
	case strings.IndexByte(endsValue, c) >= 0:
		return 31
	}
	return 0
}

// nears has for bytes that are alike, one between two others, what the scan looks closer for there. Nearly all stops end here.
var nears = func() (t [1 << 15]byte) {
	var ends [32]bool
	ends[likeness(' ')] = true
	for _, name := range secretNames {
		ends[likeness(name[len(name)-1])] = true
	}
	u, x, tag := likeness('u'), likeness('x'), likeness('<')
	for i := range t {
		before, at, after := byte(i>>10), byte(i>>5&31), byte(i&31)
		word := 0 < after && after <= 26 // of \n and &amp;, and after a single digit
		if !word || at < 27 || at == 29 || at == 30 && (after == u || after == x) {
			t[i] |= forNumbers
		}
		if ends[before] && after != tag {
			t[i] |= forNames
		}
	}
	for c, marks := range marksAt {
		for _, m := range marks {
			m.near(func(before, after byte) { t[int(before)<<10|int(likeness(byte(c)))<<5|int(after)] |= forMarks })
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

func letter(c byte) bool     { return 'a' <= c|0x20 && c|0x20 <= 'z' }
func decimal(c byte) bool    { return '0' <= c && c <= '9' }
func alnum(c byte) bool      { return letter(c) || decimal(c) }
func hexDigit(c byte) bool   { return decimal(c) || 'a' <= c|0x20 && c|0x20 <= 'f' }
func tokenByte(c byte) bool  { return alnum(c) || c == '-' || c == '_' } // base64url
func base64Byte(c byte) bool { return alnum(c) || c == '+' || c == '/' || c == '-' || c == '_' }

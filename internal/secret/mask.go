package secret

import "bytes"

// Mask returns a text of the same length in which the findings can't be read: of a card number the first
// six and last four digits stay, of a credential the characters that say what it is, of card data nothing.
// Line breaks stay, and a character of several bytes is replaced by one of as many. The text itself is not
// changed; where nothing was found it is returned.
func Mask(text []byte, found []Finding) []byte {
	if len(found) == 0 {
		return text
	}
	out := bytes.Clone(text)
	for _, f := range found {
		span := out[f.Start:f.End]
		switch f.Kind {
		case CardNumber:
			maskCard(span)
		case CardData:
			hide(span)
		case Credential:
			hide(span[kept(span, f):])
		}
	}
	return out
}

// kept returns how much of a credential's start may be shown.
func kept(span []byte, f Finding) int {
	if mark, _, _ := bytes.Cut([]byte(f.Shown), []byte("…")); bytes.HasPrefix(span, mark) {
		return len(mark)
	}
	return 0
}

// maskCard hides all digits but the first six and last four.
func maskCard(span []byte) {
	var digits [][]byte
	for len(span) > 0 {
		_, n := digit(span)
		if n > 0 {
			digits = append(digits, span[:n])
		}
		span = span[max(n, 1):]
	}
	for i, d := range digits {
		if i >= 6 && i < len(digits)-4 {
			hide(d)
		}
	}
}

// stars replace a character that takes 1, 2, 3 or 4 bytes.
var stars = []string{"", "*", "·", "•", "\U0001F7C4"}

// hide replaces characters.
func hide(b []byte) {
	for i := 0; i < len(b); {
		n := 1
		for i+n < len(b) && n < 4 && b[i] >= 0xC0 && b[i+n]&0xC0 == 0x80 {
			n++
		}
		if b[i] != '\n' && b[i] != '\r' {
			copy(b[i:i+n], stars[n])
		}
		i += n
	}
}

package find

import (
	"bytes"
	"unicode/utf8"

	"github.com/errdocs/errdocs/internal/secret"
)

const (
	snippetBefore = 60 // characters of a snippet in front of the code
	minPAN        = 13 // digits of a card number, ISO/IEC 7812
	maxPAN        = 19
	maxDigits     = 64 // digits on either side of a snippet that may belong to a number in it
)

// mention describes the position of some bytes of the line.
func (s *scan) mention(start, end int) Mention {
	m := Mention{File: s.file, Line: s.lineNo, Column: s.within}
	if s.within == 0 {
		m.Column = s.chars + utf8.RuneCount(s.line[:start]) + 1
	}
	m.Text = string(s.line[start:end])
	m.Snippet, m.masked = snippet(s.line, start, end)
	return m
}

// snippet returns the text around some bytes of the line, at most maxSnippet characters, and how many card numbers are
// masked in it. "…" marks where it is cut.
func snippet(line []byte, start, end int) (string, int) {
	from, free := back(line, start, snippetBefore)
	to, _ := forward(line, start, maxSnippet-2-snippetBefore+free)
	to = max(to, end) // of a long name
	if to == len(line) {
		room := maxSnippet - 2 - utf8.RuneCount(line[from:to])
		from, _ = back(line, from, max(room, 0))
	}
	wideFrom, wideTo := from, to
	for wideFrom > 0 && from-wideFrom < maxDigits && isDigitOrSeparator(line[wideFrom-1]) {
		wideFrom--
	}
	for wideTo < len(line) && wideTo-to < maxDigits && isDigitOrSeparator(line[wideTo]) {
		wideTo++
	}
	wide, masked := maskCards(line[wideFrom:wideTo])
	text := wide[from-wideFrom : to-wideFrom]
	text = bytes.Map(func(c rune) rune {
		if c < ' ' || c == 0x7F {
			return ' '
		}
		return c
	}, text)
	text = bytes.Trim(text, " ")
	if from > 0 {
		text = append([]byte("…"), text...)
	}
	if to < len(line) {
		text = append(text, "…"...)
	}
	return string(text), masked
}

// back returns the index n characters before at, and how many characters are missing there.
func back(line []byte, at, n int) (int, int) {
	for ; n > 0 && at > 0; n-- {
		_, size := utf8.DecodeLastRune(line[:at])
		at -= size
	}
	return at, n
}

func forward(line []byte, at, n int) (int, int) {
	for ; n > 0 && at < len(line); n-- {
		_, size := utf8.DecodeRune(line[at:])
		at += size
	}
	return at, n
}

func isDigitOrSeparator(c byte) bool { return isDigit(c) || c == ' ' || c == '-' }

// maskCards returns text with the middle digits of card numbers replaced by "*": 13 to 19 digits, in one piece or split
// by single spaces or hyphens, with a valid check digit. The first six and last four stay (PCI DSS, requirement 3.4.1).
func maskCards(text []byte) ([]byte, int) {
	masked := 0
	var out []byte
	for i := 0; i < len(text); {
		if !isDigit(text[i]) {
			i++
			continue
		}
		digits, groups, end := digitRun(text, i)
		i = end
		for a := range groups {
			for b := a; b < len(groups); b++ {
				first, last := groups[a], len(digits)
				if b+1 < len(groups) {
					last = groups[b+1]
				}
				if last-first > maxPAN {
					break
				}
				if last-first < minPAN || !luhn(text, digits[first:last]) {
					continue
				}
				if out == nil {
					out = bytes.Clone(text)
				}
				for _, at := range digits[first+6 : last-4] {
					out[at] = '*'
				}
				masked++
			}
		}
	}
	if out == nil {
		return text, 0
	}
	return out, masked
}

// digitRun returns the indexes of the digits that start at i and have at most one separator between them, where among
// them each group starts, and where the run ends.
func digitRun(text []byte, i int) (digits, groups []int, end int) {
	groups = []int{0}
	for ; i < len(text); i++ {
		switch {
		case isDigit(text[i]):
			digits = append(digits, i)
		case (text[i] == ' ' || text[i] == '-') && i+1 < len(text) && isDigit(text[i+1]):
			groups = append(groups, len(digits))
		default:
			return digits, groups, i
		}
	}
	return digits, groups, i
}

// luhn reports whether the check digit of the digits at the indexes is valid.
func luhn(text []byte, digits []int) bool {
	var values [maxPAN]byte
	for i, at := range digits {
		values[i] = text[at] - '0'
	}
	return secret.Luhn(values[:len(digits)])
}

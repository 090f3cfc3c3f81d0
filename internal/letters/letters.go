// Package letters says what the characters of a text count as in a word or a code. letters.js is the browser's half; a
// test of package search compares the two. Neither uses the Unicode tables of its language, which differ between
// versions: word characters are the ranges below, all of them in the basic plane, where byte order and JavaScript's order
// of strings agree.
package letters

import (
	_ "embed"
	"strings"
	"unicode/utf8"
)

// Script is the ES module of the browser's half.
//
//go:embed letters.js
var Script string

// wordRanges are the characters of words beyond ASCII: letters and digits of the scripts in use. They include some marks of
// punctuation, which does no harm.
var wordRanges = [...][2]rune{
	{0xAA, 0xAA}, {0xB5, 0xB5}, {0xBA, 0xBA}, {0xC0, 0xD6}, {0xD8, 0xF6}, {0xF8, 0x2AF},
	{0x370, 0x1FFF}, {0x2C00, 0x2DFF}, {0x3040, 0xD7FF}, {0xF900, 0xFDFF}, {0xFE70, 0xFEFE},
	{0xFF10, 0xFF19}, {0xFF21, 0xFF3A}, {0xFF41, 0xFF5A}, {0xFF66, 0xFFDC},
}

// latin is what U+00C0 to U+017F fold to: the base letter, or the character itself in lower case if there is none.
var latin = []rune("aaaaaaæceeeeiiiiðnooooo×ouuuuyþßaaaaaaæceeeeiiiiðnooooo÷ouuuuyþy" +
	"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiĳĳjjkkĸlllllllllln" +
	"nnnnnŉŋŋooooooœœrrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs")

const (
	markFirst, markLast = 0x300, 0x36F // combining marks, dropped: "é" may come as "e" and a mark
)

// Fold returns the character that r counts as in a word, 0 for one that is dropped and -1 for one that ends the word.
func Fold(r rune) rune {
	if uint32(r) < utf8.RuneSelf {
		return rune(ascii[r])
	}
	return foldOther(r)
}

// ascii is what Fold returns of characters of ASCII.
var ascii = func() (t [utf8.RuneSelf]int8) {
	for c := range t {
		t[c] = -1
	}
	for c := int8('0'); c <= '9'; c++ {
		t[c] = c
	}
	for c := int8('a'); c <= 'z'; c++ {
		t[c], t[c-'a'+'A'] = c, c
	}
	return t
}()

func foldOther(r rune) rune {
	switch {
	case r >= markFirst && r <= markLast:
		return 0
	case !inWordRanges(r):
		return -1
	case r >= 0xC0 && r <= 0x17F:
		return latin[r-0xC0]
	case r >= 0x391 && r <= 0x3A9, r >= 0x410 && r <= 0x42F: // Greek, Cyrillic capitals
		return r + 0x20
	case r >= 0x400 && r <= 0x40F:
		return r + 0x50
	}
	return r
}

func inWordRanges(r rune) bool {
	for _, w := range wordRanges {
		if r < w[0] {
			return false
		}
		if r <= w[1] {
			return true
		}
	}
	return false
}

// Lower returns a text with the letters of ASCII in lower case, as where the case of a name or a host does not matter. Others stay:
// neither "ſ" nor the sign for kelvin is a letter of ASCII, which regular expressions of Go without regard to case take them for.
func Lower(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r >= 'A' && r <= 'Z' }) {
		return s
	}
	b := []byte(s)
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// Cut returns the longest start of s that has at most so many bytes, without half a character. A byte that is not UTF-8 counts as
// the three of the replacement character, as in JavaScript.
func Cut(s string, bytes int) string {
	for i, r := range s {
		if bytes -= utf8.RuneLen(r); bytes < 0 {
			return s[:i]
		}
	}
	return s
}

// Narrow replaces full-width forms of ASCII characters and the minus sign by ASCII.
func Narrow(s string) string {
	if isASCII(s) {
		return s
	}
	return strings.Map(narrow, s)
}

func narrow(r rune) rune {
	switch {
	case r >= 0xFF01 && r <= 0xFF5E:
		return r - 0xFEE0
	case r == '\u2212':
		return '-'
	}
	return r
}

// Plain returns a narrow text in which the sign of a number is a word, because it is part of a code: "-1" becomes
// "minus-1". A hyphen in front of a digit is a sign at the start, and after white space or a mark that separates.
func Plain(s string) string {
	s = Narrow(s)
	var b []byte
	from := 0
	for i := strings.IndexByte(s, '-'); i >= 0 && i+1 < len(s); {
		if s[i+1] >= '0' && s[i+1] <= '9' && separates(s[:i]) {
			b = append(append(b, s[from:i]...), "minus"...)
			from = i
		}
		next := strings.IndexByte(s[i+1:], '-')
		if next < 0 {
			break
		}
		i += 1 + next
	}
	if b == nil {
		return s
	}
	return string(append(b, s[from:]...))
}

// separates reports whether a sign may follow a text.
func separates(s string) bool {
	r, size := utf8.DecodeLastRuneInString(s)
	return size == 0 || r <= ' ' || strings.ContainsRune("\"'`,;:=([{<>|/", r) || r >= utf8.RuneSelf && Fold(r) < 0
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

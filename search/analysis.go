package search

import (
	"strings"
	"unicode/utf8"
)

// The analysis turns text into words. analysis.js is the browser's half; a test compares the two. Neither uses the Unicode
// tables of its language, which differ between versions: word characters are the ranges below, all of them in the basic
// plane, where byte order and JavaScript's order of strings agree.

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

// fold returns the character that r counts as in a word, 0 for one that is dropped and -1 for one that ends the word.
func fold(r rune) rune {
	switch {
	case r >= 'A' && r <= 'Z':
		return r + 'a' - 'A'
	case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
		return r
	case r < 0x80:
		return -1
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

// spelling returns what all spellings of a name have in common: its word characters, folded, without anything between
// them. An argument list is not part of a name: a "(" right after a word character ends it. "SERVER_ERROR",
// "server-error" and "serverError(code)" have the same spelling.
func spelling(s string) string {
	b := make([]byte, 0, len(s))
	word := false
	for _, r := range s {
		f := fold(r)
		if r == '(' && word {
			break
		}
		if word = f >= 0; f > 0 {
			b = utf8.AppendRune(b, f)
		}
	}
	return string(b)
}

// words returns the words of a text in order, folded. Words end at every character that is not part of a word, between a
// letter and a digit, between a small and a capital letter and before the last capital of several ("TMGError" is tmg,
// error), except after a single letter: "OAuth", "iOS" and "gRPC" stay whole.
func words(s string) []string {
	var out []string
	eachRun(s, func(_ string, pieces []string) { out = append(out, pieces...) })
	return out
}

// wordsAndRuns returns words, and after those of a run that was split also the whole run, so that a text with "JavaScript"
// is found by "javascript" too.
func wordsAndRuns(s string) []string {
	var out []string
	eachRun(s, func(run string, pieces []string) {
		out = append(out, pieces...)
		if len(pieces) > 1 {
			out = append(out, run)
		}
	})
	return out
}

// The kinds of characters that splitting distinguishes.
const (
	otherLetter = iota
	small
	capital
	digit
)

func kindOf(r rune) byte {
	switch {
	case r >= 'a' && r <= 'z':
		return small
	case r >= 'A' && r <= 'Z':
		return capital
	case r >= '0' && r <= '9':
		return digit
	}
	return otherLetter
}

// eachRun calls f with each longest sequence of word characters, folded, and the words that it consists of. The slice is
// only valid during the call.
func eachRun(s string, f func(run string, pieces []string)) {
	var (
		run    = make([]byte, 0, 64)
		kinds  = make([]byte, 0, 64) // one per byte of run
		pieces []string
	)
	flush := func() {
		if len(run) > 0 {
			text := string(run)
			pieces = split(pieces[:0], text, kinds)
			f(text, pieces)
			run, kinds = run[:0], kinds[:0]
		}
	}
	for _, r := range s {
		c := fold(r)
		if c < 0 {
			flush()
			continue
		}
		if c > 0 {
			run = utf8.AppendRune(run, c)
			for len(kinds) < len(run) {
				kinds = append(kinds, kindOf(r))
			}
		}
	}
	flush()
}

// split appends the words of a run. It never splits a character of several bytes: they are of one kind.
func split(to []string, run string, kinds []byte) []string {
	start := 0
	for i := 1; i < len(run); i++ {
		a, b := kinds[i-1], kinds[i]
		cut := (a == digit) != (b == digit)
		if !cut && i-start > 1 {
			cut = a == small && b == capital ||
				a == capital && b == capital && i+1 < len(run) && kinds[i+1] == small
		}
		if cut {
			to = append(to, run[start:i])
			start = i
		}
	}
	return append(to, run[start:])
}

// stopWords are left out of prose, and of queries that have other words.
var stopWords = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`a about after again all also am an and any are as at be because been
		before being both but by can could did do does doing done enough for from get gets getting got had has have
		having he her here his how i if in into is it its just keep keeps me my no not of on once only or our
		out over same she should so some such than that the their them then there these they this those
		though to too up very was we were what when where which while who why will with would you your`) {
		m[w] = true
	}
	return m
}()

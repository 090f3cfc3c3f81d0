package search

import (
	_ "embed"
	"strings"
	"unicode/utf8"

	"github.com/errdocs/errdocs/internal/letters"
	"github.com/errdocs/errdocs/internal/lists"
)

// The analysis turns text into words. analysis.js is the browser's half; a test compares the two.

// spelling returns what all spellings of a name have in common: its word characters, folded, without anything between
// them. An argument list is not part of a name: a "(" right after a word character ends it. "SERVER_ERROR",
// "server-error" and "serverError(code)" have the same spelling. A name without word characters is its own.
func spelling(s string) string {
	s = letters.Plain(s)
	b := make([]byte, 0, len(s))
	word := false
	for _, r := range s {
		f := letters.Fold(r)
		if r == '(' && word {
			break
		}
		if word = f >= 0; f > 0 {
			b = utf8.AppendRune(b, f)
		}
	}
	if len(b) == 0 {
		return strings.Map(mark, s)
	}
	return string(b)
}

// mark returns a character of a name that consists of marks, -1 for those around it.
func mark(r rune) rune {
	if r <= ' ' || r >= utf8.RuneSelf || r == '"' || r == '\'' || r == '`' {
		return -1
	}
	return r
}

// words returns the words of a text in order, folded. Words end at every character that is not part of a word, between a
// letter and a digit, between a small and a capital letter and before the last capital of several ("TMGError" is tmg,
// error), except after a single letter: "OAuth", "iOS" and "gRPC" stay whole.
func words(s string) (out []string) {
	eachRun(s, func(run string) { out, _ = split(out, run) })
	return out
}

// wordsAndRuns returns words, and after those of a run that was split also the whole run, so that a text with "JavaScript"
// is found by "javascript" too.
func wordsAndRuns(s string) (out []string) {
	eachRun(s, func(run string) {
		n := len(out)
		if out, run = split(out, run); len(out) > n+1 && !strings.ContainsFunc(run, isPaired) {
			out = append(out, run)
		}
	})
	return out
}

// eachRun calls f with each longest sequence of word characters.
func eachRun(s string, f func(run string)) {
	s = letters.Plain(s)
	start := -1
	for i, r := range s {
		switch ends := letters.Fold(r) < 0; {
		case ends && start >= 0:
			f(s[start:i])
			start = -1
		case !ends && start < 0:
			start = i
		}
	}
	if start >= 0 {
		f(s[start:])
	}
}

// The kinds of characters that splitting distinguishes.
const (
	otherLetter = iota
	small
	capital
	digit
	pair
)

func kindOf(r rune) byte {
	switch {
	case r >= 'a' && r <= 'z':
		return small
	case r >= 'A' && r <= 'Z':
		return capital
	case r >= '0' && r <= '9':
		return digit
	case isPaired(r):
		return pair
	}
	return otherLetter
}

// split appends the words of a run, folded, and returns also the whole run, folded. It never splits a character of several bytes:
// they are of one kind.
func split(to []string, s string) (list []string, run string) {
	folded, kinds := make([]byte, 0, 64), make([]byte, 0, 64) // kinds has one per byte of folded
	for _, r := range s {
		if c := letters.Fold(r); c > 0 {
			folded = utf8.AppendRune(folded, c)
			for len(kinds) < len(folded) {
				kinds = append(kinds, kindOf(r))
			}
		}
	}
	if len(folded) == 0 {
		return to, ""
	}
	run = string(folded)
	start := 0
	for i := 1; i < len(run); i++ {
		a, b := kinds[i-1], kinds[i]
		cut := (a == digit) != (b == digit) || (a == pair) != (b == pair)
		if !cut && i-start > 1 {
			cut = a == small && b == capital ||
				a == capital && b == capital && i+1 < len(run) && kinds[i+1] == small
		}
		if cut {
			to = piece(to, run[start:i], a)
			start = i
		}
	}
	return piece(to, run[start:], kinds[start]), run
}

// piece appends a word, or the pairs of one whose characters are paired.
func piece(to []string, s string, kind byte) []string {
	if kind == pair {
		return pairs(to, s)
	}
	return append(to, s)
}

// stopList has the words that are left out of prose, and of queries that have other words: those of grammar and politeness, and those of
// which stories are made, people, times and numbers. The browser reads them in root.json.
//
//go:embed stopwords.txt
var stopList string

var stopWords = lists.Words(stopList)

// otherList has names of products with errors of their own. A query with one that no document has is about that product. The
// browser reads them in root.json.
//
//go:embed others.txt
var otherList string

var others = lists.Words(otherList)

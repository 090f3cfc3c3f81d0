package content

import (
	"fmt"
	"unicode/utf8"

	"github.com/errdocs/errdocs/internal/position"
)

// Pos is a position in a file of the content directory: File, Line and Col, both counted from 1, Col in characters.
type Pos = position.Pos

// Problem is a mistake of an author: a Pos with the Width of what is meant, the id of the Rule it breaks, a Message,
// a Hint what to do, and an Excerpt of the line with a Caret in it.
type Problem = position.Problem

// Problems are all mistakes of a content directory, sorted by file, line, column and rule. They are an error.
type Problems = position.Problems

// MaxProblem is how many bytes the text of a Problem has at most.
const MaxProblem = position.MaxProblem

// maxQuoted is how many bytes of a text a message quotes.
const maxQuoted = 48

// limited returns sorted problems with the rest of a file that has more than MaxFileProblems counted, not listed.
func limited(ps Problems) Problems {
	var out Problems
	for len(ps) > 0 {
		n := 1
		for n < len(ps) && ps[n].File == ps[0].File {
			n++
		}
		out = append(out, ps[:min(n, MaxFileProblems)]...)
		if n > MaxFileProblems {
			out = append(out, newProblem(ps[MaxFileProblems].Pos, "limit", "fix the problems above first",
				"%d more problems in this file are not listed", n-MaxFileProblems))
		}
		ps = ps[n:]
	}
	return out
}

// newProblem makes a problem without an excerpt.
func newProblem(pos Pos, rule, hint, format string, args ...any) Problem {
	if len(args) > 0 {
		format = fmt.Sprintf(format, args...)
	}
	return position.NewProblem(pos, rule, masked(hint), masked(format))
}

// quote returns s in quotes, short and harmless, for use in a message.
func quote(s string) string { return `"` + brief(s) + `"` }

// brief returns s short and harmless: no control characters, no secrets.
func brief(s string) string { return position.Cut(position.Clean(masked(s)), maxQuoted) }

// runes counts the characters of s, each byte that is not UTF-8 as one.
func runes(s string) int { return utf8.RuneCountInString(s) }

// DidYouMean returns a hint that names the nearest candidate, or else the fallback.
func DidYouMean(word string, candidates []string, fallback string) string {
	if near := Nearest(word, candidates); near != "" {
		return `did you mean "` + near + `"?`
	}
	return fallback
}

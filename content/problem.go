package content

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Problem is a mistake of an author: where it is, which rule it breaks and what to do about it. All
// its text together stays within MaxProblem bytes, and none of it holds a control character.
type Problem struct {
	Pos
	Width   int    // how many characters of the line are meant; at least 1
	Rule    string // id of a Rule
	Message string // what is wrong
	Hint    string // what to do; may be empty
	Excerpt string // the line, or the part of it around the place; empty when there is no such line
	Caret   int    // where in Excerpt the Width characters start, counted in characters from 0
}

// String returns "file:line:col: message [rule]".
func (p Problem) String() string {
	return fmt.Sprintf("%s: %s [%s]", p.Pos, p.Message, p.Rule)
}

// Problems are all mistakes of a content directory, sorted by file, line, column and rule.
type Problems []Problem

// Error returns the problems, one a line.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}

// sorted returns the problems in order, without doubles, and with the rest of a file that has more
// than MaxFileProblems counted instead of told.
func (ps Problems) sorted() Problems {
	slices.SortFunc(ps, func(a, b Problem) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col),
			cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Message, b.Message),
		)
	})
	ps = slices.CompactFunc(ps, func(a, b Problem) bool {
		return a.Pos == b.Pos && a.Rule == b.Rule && a.Message == b.Message
	})
	var out Problems
	for len(ps) > 0 {
		n := 1
		for n < len(ps) && ps[n].File == ps[0].File {
			n++
		}
		out = append(out, ps[:min(n, MaxFileProblems)]...)
		if n > MaxFileProblems {
			out = append(out, newProblem(ps[MaxFileProblems].Pos, "limit", "mend the ones above first",
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
	return Problem{Pos: pos, Rule: rule, Message: cut(clean(format), maxMessage), Hint: cut(clean(hint), maxHint)}
}

// quote returns s in quotes, short and harmless, for use in a message.
func quote(s string) string {
	return `"` + cut(clean(s), maxQuoted) + `"`
}

// clean replaces what must not reach a terminal: control and bidirectional characters become U+FFFD,
// as do bytes that are not UTF-8; tabs and line breaks become spaces. Secrets are masked.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			return ' '
		case forbidden(r) != "":
			return utf8.RuneError
		}
		return r
	}, masked(s))
}

// cut returns s in at most n bytes, the end of a longer one replaced by an ellipsis.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	n -= len("…")
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:max(n, 0)] + "…"
}

// didYouMean returns a hint that names the nearest candidate, or else the fallback.
func didYouMean(word string, candidates []string, fallback string) string {
	if near := Nearest(word, candidates); near != "" {
		return "did you mean " + quote(near) + "?"
	}
	return fallback
}

// oneOf returns a hint that lists what is allowed.
func oneOf(candidates []string) string {
	if len(candidates) == 0 {
		return "there is none yet"
	}
	return "one of: " + strings.Join(candidates, ", ")
}

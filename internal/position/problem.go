package position

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/errdocs/errdocs/internal/lists"
)

// The sizes of a Problem's text, in bytes. All of it together stays within MaxProblem unless the file's path takes
// more than its share.
const (
	MaxProblem = 640
	maxMessage = 170
	maxHint    = 340 // a line of YAML to add, and where
	maxExcerpt = 120 // characters
)

// Problem is a mistake of an author: where it is, which rule it breaks and what to do about it. All its text together
// stays within MaxProblem bytes, and none of it contains a control character.
type Problem struct {
	Pos
	Width   int    `json:"width"`             // how many characters of the line are meant; at least 1
	Rule    string `json:"rule"`              // id of the rule
	Message string `json:"message"`           // what is wrong
	Hint    string `json:"hint,omitempty"`    // what to do; may be empty
	Excerpt string `json:"excerpt,omitempty"` // the line, or the part of it around the position; empty if there is no such line
	Caret   int    `json:"-"`                 // where in Excerpt the Width characters start, counted in characters from 0
}

// NewProblem makes a problem without an excerpt. Message and hint are cut to their limits.
func NewProblem(pos Pos, rule, hint, message string) Problem {
	return Problem{Pos: pos, Rule: rule, Message: Cut(Clean(message), maxMessage), Hint: Cut(Clean(hint), maxHint)}
}

// String returns "file:line:col: message [rule]".
func (p Problem) String() string { return fmt.Sprintf("%s: %s [%s]", p.Pos, p.Message, p.Rule) }

// Error returns String, so that a problem can be the cause of an error.
func (p Problem) Error() string { return p.String() }

// Marked returns the excerpt in three parts: before what is meant, that, and after it.
func (p Problem) Marked() (before, meant, after string) {
	line := []rune(p.Excerpt)
	start := min(max(p.Caret, 0), len(line))
	end := min(start+max(p.Width, 1), len(line))
	return string(line[:start]), string(line[start:end]), string(line[end:])
}

// Problems are the mistakes of a directory or a site.
type Problems []Problem

// Error returns the problems, one a line.
func (ps Problems) Error() string {
	return strings.Join(lists.Each(ps, Problem.String), "\n")
}

// Sort returns the problems by file, line, column, rule and message, each once. It reuses the slice.
func (ps Problems) Sort() Problems {
	slices.SortStableFunc(ps, func(a, b Problem) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col),
			cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Message, b.Message),
		)
	})
	return slices.CompactFunc(ps, func(a, b Problem) bool {
		return a.Pos == b.Pos && a.Rule == b.Rule && a.Message == b.Message
	})
}

// Clean replaces what must not reach a terminal: control and bidirectional characters become U+FFFD, as do bytes
// that are not UTF-8; tabs and line breaks become spaces.
func Clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			return ' '
		case Forbidden(r) != "":
			return utf8.RuneError
		}
		return r
	}, s)
}

// Cut returns s in at most n bytes, the end of a longer one replaced by an ellipsis.
func Cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	n -= len("…")
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:max(n, 0)] + "…"
}

// Forbidden names the kind of a character that must not be in any text, "" for all others. The ranges are written
// out so that they do not change with a Unicode version.
func Forbidden(r rune) string {
	switch {
	case r < ' ' && r != '\t' && r != '\n' && r != '\r', r >= 0x7f && r <= 0x9f:
		return "a control character"
	case r == 0x061c, r == 0x200e, r == 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
		return "a bidirectional control character"
	case r == 0x2028, r == 0x2029:
		return "a Unicode line separator"
	case r == 0x200b, r == 0x2060, r == 0xfeff, r >= 0xfff9 && r <= 0xfffb, r >= 0xe0000 && r <= 0xe007f:
		return "an invisible character"
	case r >= 0xfdd0 && r <= 0xfdef, r&0xfffe == 0xfffe:
		return "a code point that is not a character"
	}
	return ""
}

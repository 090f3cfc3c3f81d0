// Package family decides which codes belong to a family: those that start alike, are numbers of a range, or match a
// pattern.
//
// Every form is a regular expression that becomes a deterministic automaton over folded codes (resolve.Fold). A lookup
// is one step for each character, in Go and in resolve.js, which reads the same automaton, and two families can be
// compared exactly.
package family

import (
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"strings"

	"github.com/errdocs/errdocs/internal/letters"
)

// The limits of a family.
const (
	MaxPattern = 200   // bytes of a pattern
	maxParts   = 2_000 // characters of a pattern with its repetitions written out
	maxStates  = 256   // of the automaton
	maxDigits  = 15    // of a number
)

// Family is a set of folded codes. The zero value has no members.
type Family struct {
	states []state // the first is the start; each leads to a final one
	length int
}

// state is a state of the automaton.
type state struct {
	final bool
	edges []edge // in order, apart
}

type edge struct {
	lo, hi rune
	to     int
}

// Has reports whether a folded code belongs to the family.
func (f *Family) Has(fold string) bool {
	at := 0
	for _, r := range fold {
		if at = f.next(at, r); at < 0 {
			return false
		}
	}
	return len(f.states) > 0 && f.states[at].final
}

func (f *Family) next(at int, r rune) int {
	if at < len(f.states) {
		for _, e := range f.states[at].edges {
			if r <= e.hi {
				if r < e.lo {
					break
				}
				return e.to
			}
		}
	}
	return -1
}

// Length returns how many characters every member has, 0 if they differ.
func (f *Family) Length() int { return f.length }

// Rows returns the automaton as resolve.js reads it: for each state whether it is final (1 or 0), and first, last and
// next for each range of characters.
func (f *Family) Rows() [][]int {
	rows := make([][]int, len(f.states))
	for i, s := range f.states {
		rows[i] = []int{0}
		if s.final {
			rows[i][0] = 1
		}
		for _, e := range s.edges {
			rows[i] = append(rows[i], int(e.lo), int(e.hi), e.to)
		}
	}
	return rows
}

// Prefix returns the family of the codes that start with a text, and have more than that.
func Prefix(prefix string) (*Family, error) {
	if fold(prefix) == "" {
		return nil, errors.New("the prefix has no letter or digit")
	}
	return compile(quoted(prefix) + ".+")
}

// Pattern returns the family of the codes that match a regular expression (RE2) as a whole.
func Pattern(pattern string) (*Family, error) {
	if len(pattern) > MaxPattern {
		return nil, fmt.Errorf("the pattern has %d bytes, the limit is %d", len(pattern), MaxPattern)
	}
	if _, err := syntax.Parse(pattern, syntax.Perl); err != nil {
		reason := strings.TrimPrefix(err.Error(), "error parsing regexp: ")
		return nil, fmt.Errorf("the pattern is invalid: %s", strings.ReplaceAll(reason, "`", ""))
	}
	if re, err := regexp.Compile(`^(?:` + pattern + `)$`); err != nil || re.MatchString("") {
		return nil, errors.New("the pattern matches the empty text")
	}
	if rest, ok := strings.CutPrefix(strings.TrimPrefix(pattern, `\`), "-"); ok {
		pattern = "minus" + rest
	}
	return compile(pattern)
}

func quoted(s string) string { return regexp.QuoteMeta(letters.Plain(s)) }

func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if r = letters.Fold(r); r == 0 {
			return -1
		}
		return r
	}, letters.Plain(s))
}

// compile makes the automaton of a pattern.
func compile(pattern string) (*Family, error) {
	tree, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return nil, err
	}
	prog, err := syntax.Compile(tree.Simplify())
	if err != nil {
		return nil, err
	}
	b, err := newBuilder(prog)
	if err != nil {
		return nil, err
	}
	f, err := b.determined(prog.Start)
	switch {
	case err != nil:
		return nil, err
	case len(f.states[0].edges) == 0:
		return nil, errNothing
	case f.everything():
		return nil, errors.New("the pattern matches every code")
	}
	f.length = f.depth(0, make([]int, len(f.states)))
	return f, nil
}

// everything reports whether all codes of letters and digits are members.
func (f *Family) everything() bool {
	seen := map[int]bool{}
	var all func(at int) bool
	all = func(at int) bool {
		for _, r := range "0123456789abcdefghijklmnopqrstuvwxyz" {
			to := f.next(at, r)
			if to < 0 || !f.states[to].final {
				return false
			}
			if !seen[to] {
				seen[to] = true
				if !all(to) {
					return false
				}
			}
		}
		return true
	}
	return all(0)
}

// depth returns how many characters lead from a state to a final one, 0 if that differs. Known has what was found out:
// -1 for a state on the way, otherwise the depth and 1.
func (f *Family) depth(at int, known []int) int {
	s := f.states[at]
	if s.final {
		return 0
	}
	known[at] = -1
	length := 0
	for _, e := range s.edges {
		n, leaf := 0, f.states[e.to].final && len(f.states[e.to].edges) == 0
		switch {
		case known[e.to] < 0:
			return 0
		case known[e.to] > 0:
			n = known[e.to] - 1
		case !leaf:
			n = f.depth(e.to, known)
		}
		if n == 0 && !leaf || length > 0 && length != n+1 {
			return 0
		}
		length = n + 1
	}
	known[at] = length + 1
	return length
}

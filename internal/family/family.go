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
	if strings.IndexFunc(letters.Plain(prefix), func(r rune) bool { return letters.Fold(r) > 0 }) < 0 {
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

// letterOrDigit has every code of letters and digits.
var letterOrDigit, _ = automaton("[0-9a-z]+")

// compile returns the family of a pattern.
func compile(pattern string) (*Family, error) {
	f, err := automaton(pattern)
	if err != nil {
		return nil, err
	}
	if len(f.states[0].edges) == 0 {
		return nil, errNothing
	}
	if relation := letterOrDigit.Compare(f, new(int)); relation == Inside || relation == Equal {
		return nil, errors.New("the pattern matches every code")
	}
	f.length = f.equalLength()
	return f, nil
}

// automaton makes the automaton of a pattern.
func automaton(pattern string) (*Family, error) {
	tree, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return nil, err
	}
	prog, _ := syntax.Compile(tree.Simplify()) // never fails
	b, err := newBuilder(prog)
	if err != nil {
		return nil, err
	}
	return b.determined(prog.Start)
}

// equalLength returns how many characters every member has, 0 if they differ.
func (f *Family) equalLength() int {
	at := map[int]bool{0: true} // the states after so many characters
	for n := range f.states {
		next, finals := map[int]bool{}, 0
		for s := range at {
			if f.states[s].final {
				finals++
			}
			for _, e := range f.states[s].edges {
				next[e.to] = true
			}
		}
		switch {
		case finals > 0 && finals == len(at) && len(next) == 0:
			return n
		case finals > 0:
			return 0
		}
		at = next
	}
	return 0
}

package prose

import (
	"unicode/utf8"

	"github.com/dlclark/regexp2/v2/syntax"
)

// runs are a pattern that matches in one way only: one character of a set after the other, or as many as there are. Half of
// what a lexer tries is so, and needs no engine; of most others the start is so, or the first of several alternatives.
type runs []run

type run struct {
	ascii    [2]uint64 // which ASCII characters are in the set, a bit for each
	has      func(rune) bool
	min, max int
}

// alternative returns the first alternative of a pattern that is nothing but alternatives, else the pattern, and false.
func alternative(tree *syntax.RegexTree) (nodes []*syntax.RegexNode, first bool) {
	nodes = parts(tree.Root.Children[0])[1:] // the root is the capture of all, and chroma begins each pattern with \G
	if len(nodes) == 1 && nodes[0].T == syntax.NtAtomic && nodes[0].Children[0].T == syntax.NtAlternate {
		return parts(nodes[0].Children[0].Children[0]), true
	}
	return nodes, false
}

// parts returns what comes one after the other.
func parts(n *syntax.RegexNode) []*syntax.RegexNode {
	if n.T == syntax.NtConcatenate {
		return n.Children
	}
	return []*syntax.RegexNode{n}
}

// runsOf returns the runs at the start of a pattern, and whether they are all of it.
func runsOf(nodes []*syntax.RegexNode) (all runs, whole bool) {
	for i, n := range nodes {
		if n.Options&(syntax.IgnoreCase|syntax.RightToLeft) != 0 {
			return all, false
		}
		has, least, most := func(r rune) bool { return r == n.Ch }, n.M, n.N
		switch n.T {
		case syntax.NtNotone, syntax.NtNotoneloop, syntax.NtNotoneloopatomic:
			has = func(r rune) bool { return r != n.Ch }
		case syntax.NtSet, syntax.NtSetloop, syntax.NtSetloopatomic:
			has = n.Set.CharIn
		}
		switch n.T {
		case syntax.NtMulti:
			for _, c := range n.Str {
				all = append(all, newRun(1, 1, func(r rune) bool { return r == c }))
			}
			continue
		case syntax.NtOne, syntax.NtNotone, syntax.NtSet:
			least, most = 1, 1
		case syntax.NtOneloop, syntax.NtNotoneloop, syntax.NtSetloop: // which gives characters back if what follows needs them
			if i < len(nodes)-1 {
				return append(all, newRun(least, most, has)), false
			}
		case syntax.NtOneloopatomic, syntax.NtNotoneloopatomic, syntax.NtSetloopatomic:
		default:
			return all, false
		}
		all = append(all, newRun(least, most, has))
	}
	return all, true
}

func newRun(least, most int, has func(rune) bool) run {
	r := run{min: least, max: most, has: has}
	for c := range rune(utf8.RuneSelf) {
		if has(c) {
			r.ascii[c>>6] |= 1 << (c & 63)
		}
	}
	return r
}

// length returns how many characters at the start of a text match, -1 if it does not.
func (all runs) length(text []rune) int {
	at := 0
	for i := range all {
		r, from := &all[i], at
		for ; at < len(text) && at-from < r.max; at++ {
			if c := text[at]; c < utf8.RuneSelf && r.ascii[c>>6]>>(c&63)&1 == 0 || c >= utf8.RuneSelf && !r.has(c) {
				break
			}
		}
		if at-from < r.min {
			return -1
		}
	}
	return at
}

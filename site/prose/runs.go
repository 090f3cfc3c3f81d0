package prose

import (
	"unicode/utf8"

	"github.com/dlclark/regexp2/v2/syntax"
)

// runs are a pattern that matches in one way only: one character of a set after the other, or as many as there are. Half of
// what a lexer tries is so, and needs no engine.
type runs []run

type run struct {
	ascii    [2]uint64 // which ASCII characters are in the set, a bit for each
	has      func(rune) bool
	min, max int
}

// runsOf returns the runs of a pattern that starts where the last match ended, false if it has anything else.
func runsOf(tree *syntax.RegexTree) (runs, bool) {
	nodes := tree.Root.Children // the root is the capture of all
	if nodes[0].T == syntax.NtConcatenate {
		nodes = nodes[0].Children
	}
	all := runs{}
	for i, n := range nodes {
		switch {
		case i == 0 && n.T == syntax.NtStart:
			continue
		case i == 0 || n.Options&(syntax.IgnoreCase|syntax.RightToLeft) != 0:
			return nil, false
		case n.T == syntax.NtMulti:
			for _, c := range n.Str {
				all = append(all, newRun(1, 1, func(r rune) bool { return r == c }))
			}
			continue
		}
		has := func(r rune) bool { return r == n.Ch }
		switch n.T {
		case syntax.NtNotone, syntax.NtNotoneloop, syntax.NtNotoneloopatomic:
			has = func(r rune) bool { return r != n.Ch }
		case syntax.NtSet, syntax.NtSetloop, syntax.NtSetloopatomic:
			has = n.Set.CharIn
		}
		switch n.T {
		case syntax.NtOne, syntax.NtNotone, syntax.NtSet:
			all = append(all, newRun(1, 1, has))
			continue
		case syntax.NtOneloop, syntax.NtNotoneloop, syntax.NtSetloop: // which gives characters back if what follows needs them
			if i < len(nodes)-1 {
				return nil, false
			}
		case syntax.NtOneloopatomic, syntax.NtNotoneloopatomic, syntax.NtSetloopatomic:
		default:
			return nil, false
		}
		all = append(all, newRun(n.M, n.N, has))
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

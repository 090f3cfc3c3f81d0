package family

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"

	"github.com/errdocs/errdocs/internal/letters"
)

// builder makes the automaton of a pattern: of the program that regexp/syntax compiles, which may be at several places at once,
// one that is not.
type builder []node

// node is an instruction of the program.
type node struct {
	edges []edge
	free  []int // where it leads without a character
	final bool
}

var (
	errBig     = errors.New("the pattern is too big: use fewer repetitions and alternatives")
	errNothing = errors.New("no code matches the pattern, or a part of it")
	errPlace   = errors.New(`a pattern is for the whole code, so ^, $, \b and the like cannot be in it`)
)

// newBuilder returns the nodes of a program. All lead to a final one: a class without characters is an error.
func newBuilder(prog *syntax.Prog) (builder, error) {
	if len(prog.Inst) > maxParts {
		return nil, errBig
	}
	b := make(builder, len(prog.Inst))
	for i, inst := range prog.Inst {
		n, out := &b[i], int(inst.Out)
		switch inst.Op {
		case syntax.InstMatch:
			n.final = true
		case syntax.InstAlt, syntax.InstAltMatch:
			n.free = []int{out, int(inst.Arg)}
		case syntax.InstCapture, syntax.InstNop:
			n.free = []int{out}
		case syntax.InstRune, syntax.InstRune1:
			pairs := inst.Rune
			switch len(pairs) {
			case 0:
				return nil, errNothing
			case 1:
				pairs = []rune{pairs[0], pairs[0]}
			}
			n.class(pairs, out)
		case syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
			n.class([]rune{0, unicode.MaxRune}, out)
		case syntax.InstEmptyWidth:
			return nil, errPlace
		}
	}
	return b, nil
}

// iterated is how far the characters of a class are folded one by one. The scripts beyond it have no capitals.
const iterated = 0x500

// class adds one character of a class, given as pairs of first and last. Those that folding drops need not be there.
func (n *node) class(pairs []rune, to int) {
	dropped := false
	kept := map[rune]bool{}
	for i := 0; i+1 < len(pairs); i += 2 {
		lo, hi := pairs[i], pairs[i+1]
		if lo == 0 && hi == unicode.MaxRune {
			n.edges = append(n.edges, edge{lo, hi, to})
			return
		}
		for ; lo <= hi && lo < iterated; lo++ {
			if r := letters.Fold(lo); r > 0 {
				kept[r] = true
			} else {
				dropped = true
			}
		}
		if lo <= hi {
			n.edges = append(n.edges, edge{lo, hi, to})
		}
	}
	for _, r := range slices.Sorted(maps.Keys(kept)) {
		n.edges = joined(n.edges, edge{r, r, to})
	}
	if dropped {
		n.free = append(n.free, to)
	}
}

// joined appends an edge, to the last one if that ends where it starts.
func joined(edges []edge, e edge) []edge {
	if n := len(edges); n > 0 && edges[n-1].to == e.to && edges[n-1].hi+1 == e.lo {
		edges[n-1].hi = e.hi
		return edges
	}
	return append(edges, e)
}

// closure returns nodes with all that they lead to without a character, in order.
func (b builder) closure(nodes []int) []int {
	seen := map[int]bool{}
	for len(nodes) > 0 {
		n := nodes[len(nodes)-1]
		nodes = nodes[:len(nodes)-1]
		if !seen[n] {
			seen[n] = true
			nodes = append(nodes, b[n].free...)
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// determined returns the automaton that is in one state at a time: each is a set of nodes. Nothing leads back to the first,
// which is not final: an empty text is not a code.
func (b builder) determined(start int) (*Family, error) {
	sets := [][]int{b.closure([]int{start})}
	known := map[string]int{}
	f := &Family{}
	for at := 0; at < len(sets); at++ {
		if len(sets) > maxStates {
			return nil, errBig
		}
		s := state{final: at > 0 && slices.ContainsFunc(sets[at], func(n int) bool { return b[n].final })}
		for _, p := range b.parts(sets[at]) {
			set := b.closure(p.nodes)
			key := fmt.Sprint(set)
			to, ok := known[key]
			if !ok {
				to = len(sets)
				known[key] = to
				sets = append(sets, set)
			}
			s.edges = joined(s.edges, edge{p.lo, p.hi, to})
		}
		f.states = append(f.states, s)
	}
	return f, nil
}

// part is a range of characters with the nodes that they lead to.
type part struct {
	lo, hi rune
	nodes  []int
}

// parts cuts the edges of nodes into ranges of characters that lead to the same nodes.
func (b builder) parts(nodes []int) []part {
	var edges []edge
	var cuts []rune
	for _, n := range nodes {
		for _, e := range b[n].edges {
			edges = append(edges, e)
			cuts = append(cuts, e.lo, e.hi+1)
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var parts []part
	for i := 0; i+1 < len(cuts); i++ {
		p := part{lo: cuts[i], hi: cuts[i+1] - 1}
		for _, e := range edges {
			if e.lo <= p.lo && p.hi <= e.hi {
				p.nodes = append(p.nodes, e.to)
			}
		}
		if p.nodes != nil {
			parts = append(parts, p)
		}
	}
	return parts
}

// number is a code that ends in digits: "ORA-00600", "0x80070000", "-32099".
var number = regexp.MustCompile(`^(|.*[^0-9])([0-9]+)$`)

var hex = regexp.MustCompile(`^(0[xX])([0-9a-fA-F]+)$`)

// Range returns the family of the numbers from first to last, both included, with the text in front of them. Numbers
// that start with zeros all have as many digits. If last is "", the range has no end; it may leave out the text in front
// that first has.
func Range(first, last string) (*Family, error) {
	front, lo, base := split(first)
	end, hi, _ := split(last)
	switch {
	case lo == "" || last != "" && hi == "":
		return nil, errors.New("a range consists of numbers, or of codes that end in digits")
	case len(lo) > maxDigits || len(hi) > maxDigits:
		return nil, fmt.Errorf("a number of a range has at most %d digits", maxDigits)
	case front == "-" || end == "-":
		return signed(front == "-", lo, end == "-", hi, last != "")
	case last != "" && end != "" && !strings.EqualFold(front, end):
		return nil, errors.New("both ends of a range start with the same text")
	}
	fixed := len(lo) > 1 && lo[0] == '0' || base == 16 || len(hi) > 1 && hi[0] == '0'
	switch {
	case fixed && last == "":
		return nil, errors.New("a range of numbers that start with zeros has an end")
	case fixed && len(lo) != len(hi):
		return nil, errors.New("both numbers of such a range have the same number of digits")
	case last != "" && (len(lo) > len(hi) || len(lo) == len(hi) && lo > hi):
		return nil, errors.New("the first number of the range is larger than the last")
	}
	return compile(quoted(front) + "(?:" + numbers(lo, hi, base) + ")")
}

// split returns the digits that a code ends in, what is in front of them, and their base.
func split(code string) (front, digits string, base int) {
	if m := hex.FindStringSubmatch(code); m != nil {
		return m[1], strings.ToLower(m[2]), 16
	}
	if m := number.FindStringSubmatch(code); m != nil {
		return m[1], m[2], 10
	}
	return "", "", 10
}

// signed returns a range whose first number, or both, are negative.
func signed(negative bool, lo string, alsoHi bool, hi string, ends bool) (*Family, error) {
	below := func(a, b string) bool { return len(a) < len(b) || len(a) == len(b) && a < b }
	switch {
	case !negative, alsoHi && below(lo, hi):
		return nil, errors.New("the first number of the range is larger than the last")
	case alsoHi:
		return compile("minus(?:" + numbers(hi, lo, 10) + ")")
	case !ends:
		hi = ""
	}
	return compile("minus(?:" + numbers("1", lo, 10) + ")|" + numbers("0", hi, 10))
}

// numbers returns the pattern of the numbers from lo to hi, without leading zeros where they differ in length. If hi is
// "", they have no end.
func numbers(lo, hi string, base int) string {
	most, least := strings.Repeat("9", len(lo)), "1"+strings.Repeat("0", len(lo))
	if hi == "" {
		return fmt.Sprintf("%s|[1-9][0-9]{%d,}", between(lo, most, base), len(lo))
	}
	if len(lo) < len(hi) {
		return between(lo, most, base) + "|" + numbers(least, hi, base)
	}
	return between(lo, hi, base)
}

// figures are the digits of all bases.
const figures = "0123456789abcdef"

// between returns the pattern of the numbers of one length from lo to hi.
func between(lo, hi string, base int) string {
	all := "[" + figures[:base] + "]"
	switch {
	case lo == hi:
		return lo
	case strings.Trim(lo, "0") == "" && strings.Trim(hi, figures[base-1:base]) == "":
		return fmt.Sprintf("%s{%d}", all, len(lo))
	case lo[0] == hi[0]:
		return lo[:1] + "(?:" + between(lo[1:], hi[1:], base) + ")"
	}
	from, to := strings.IndexByte(figures, lo[0]), strings.IndexByte(figures, hi[0])
	n := len(lo) - 1
	if n == 0 {
		return "[" + figures[from:to+1] + "]"
	}
	list := []string{lo[:1] + "(?:" + between(lo[1:], strings.Repeat(figures[base-1:base], n), base) + ")"}
	if from++; from < to {
		list = append(list, fmt.Sprintf("[%s]%s{%d}", figures[from:to], all, n))
	}
	return strings.Join(append(list, hi[:1]+"(?:"+between(strings.Repeat("0", n), hi[1:], base)+")"), "|")
}

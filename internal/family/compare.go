package family

// Relation is how two families share codes.
type Relation int

// The relations of one family to another.
const (
	Apart   Relation = iota // they share no code
	Inside                  // all its codes belong to the other, which has more
	Around                  // it has all codes of the other, and more
	Equal                   // both have the same codes
	Overlap                 // they share some, and both have others
)

// Compare returns the relation of f to g. It adds what that takes to steps.
func (f *Family) Compare(g *Family, steps *int) Relation {
	type pair struct{ a, b int }
	seen := map[pair]bool{{0, 0}: true}
	queue := []pair{{0, 0}}
	var both, only, other bool
	for len(queue) > 0 && !(both && only && other) {
		p := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		a, b := f.states[p.a], g.states[p.b]
		both = both || a.final && b.final
		only, other = only || a.final && !b.final, other || b.final && !a.final
		*steps += 1 + len(a.edges)*len(b.edges)
		for _, x := range a.edges {
			for _, y := range b.edges {
				if next := (pair{x.to, y.to}); x.lo <= y.hi && y.lo <= x.hi && !seen[next] {
					seen[next] = true
					queue = append(queue, next)
				}
			}
		}
		only = only || uncovered(a.edges, b.edges)
		other = other || uncovered(b.edges, a.edges)
	}
	switch {
	case !both:
		return Apart
	case only && other:
		return Overlap
	case only:
		return Around
	case other:
		return Inside
	}
	return Equal
}

// uncovered reports whether a character of one list of edges is in no edge of the other.
func uncovered(edges, by []edge) bool {
	for _, x := range edges {
		free := x.lo
		for _, y := range by {
			if y.hi < x.lo || y.lo > x.hi {
				continue
			}
			if y.lo > free {
				return true
			}
			free = y.hi + 1
		}
		if free <= x.hi {
			return true
		}
	}
	return false
}

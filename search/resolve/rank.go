package resolve

import (
	"cmp"
	"slices"

	"github.com/errdocs/errdocs/internal/lists"
)

// The ranks of a spelling. If an entry's name is exactly as written, entries of which a tail or another name merely
// folds to the same are left out.
const (
	rankName = iota
	rankOtherName
	rankTail
	rankFold
	rankOtherFold
	rankLoose
)

func (e *Entry) rank(text, key string) int {
	text, bare := callee(withoutQuotes(text)), callee(trimPunctuation(text))
	rank := rankLoose
	for i, name := range e.names() {
		name = callee(name)
		switch {
		case (name == text || name == bare) && i == 0:
			return rankName
		case (name == text || name == bare) && i > 1:
			rank = min(rank, rankOtherName)
		case Tail(name) == bare && bare != "":
			rank = min(rank, rankTail)
		case Fold(name) == key:
			rank = min(rank, rankFold+min(i/2, 1))
		}
	}
	return rank
}

// rank narrows the entries by the hints and sorts them.
func (r *Resolver) rank(found []int, text, key string, hints []string) []int {
	found = r.narrow(found, hints)
	ranks := map[int]int{}
	best := rankLoose
	for _, i := range found {
		ranks[i] = r.entries[i].rank(text, key)
		best = min(best, ranks[i])
	}
	found = slices.DeleteFunc(found, func(i int) bool { return best == rankName && ranks[i] >= rankOtherFold })
	slices.SortFunc(found, func(a, b int) int { return cmp.Or(ranks[a]-ranks[b], r.inOrder(a, b)) })
	return found
}

// inOrder compares entries that match equally well: active ones first.
func (r *Resolver) inOrder(a, b int) int { return cmp.Or(r.retired(a)-r.retired(b), a-b) }

func (r *Resolver) retired(i int) int {
	if r.entries[i].Retired {
		return 1
	}
	return 0
}

// narrow keeps the entries whose vendor and set the hints name; if there are none, those with one of both named; if
// there are none, all.
func (r *Resolver) narrow(found []int, hints []string) []int {
	best := lists.Max(found, func(i int) int { return r.named(i, hints) })
	return lists.Filter(found, func(i int) bool { return r.named(i, hints) == best })
}

// named counts which of the vendor and the set of an entry the hints name.
func (r *Resolver) named(i int, hints []string) int {
	set := r.sets[r.setOf[i]]
	return namedBy(hints, set.vendorWords, set.setWords)
}

// namedBy counts the things that hints name, each given by its words.
func namedBy(hints []string, things ...map[string]bool) int {
	return lists.Count(things, func(words map[string]bool) bool {
		return slices.ContainsFunc(hints, func(w string) bool { return words[w] })
	})
}

package content

import (
	"cmp"
	"path"
	"slices"

	"github.com/errdocs/errdocs/internal/family"
)

// maxCompared bounds the comparing of the families of a vendor: steps of their automata.
const maxCompared = 10_000_000

// checkFamilies makes the families of a vendor and puts them in the order of lookups. Of two in one list, the classes or
// the codes of a set, one contains the other or they share no code.
func checkFamilies(r *ruleRun, v *Vendor) {
	steps := 0
	v.families = nil
	for _, s := range v.Sets {
		list := &familyList{ruleRun: r, steps: &steps, positions: func(f *Family) (*Positions, string) { return &f.Entry.Positions, "" }}
		for _, c := range s.Codes {
			list.add(&Family{Vendor: v, Entry: c, members: &c.Members}, c.Code)
		}
		v.families = append(v.families, list.sorted()...)
	}
	list := &familyList{ruleRun: r, steps: &steps, positions: func(f *Family) (*Positions, string) {
		return &v.Positions, item("/classes", slices.Index(v.Classes, f.Class))
	}}
	for _, c := range v.Classes {
		list.add(&Family{Vendor: v, Class: c, members: &c.Members}, "")
	}
	v.families = append(v.families, list.sorted()...)
	for _, f := range v.families {
		if f.Entry != nil && f.Entry.Class != nil && steps <= maxCompared {
			checkInside(r, f.Entry, &steps)
		}
	}
}

// checkInside reports a family that does not belong to its class as a whole.
func checkInside(r *ruleRun, c *Code, steps *int) {
	class := &c.Class.Members
	if class.family == nil {
		return
	}
	relation := c.Members.family.Compare(class.family, steps)
	if relation == family.Inside || relation == family.Equal || relation == family.Apart && class.numeric() && !startsWithDigit(c.Code) {
		return
	}
	r.at(&c.Positions, "/class", "give it another class:, or fix the members of the class:",
		"%s is not inside %s, the members of the class %s", c.Code, class.Words(), quote(c.Class.ID))
}

func startsWithDigit(s string) bool { return s[0] >= '0' && s[0] <= '9' }

// familyList is the families of one list.
type familyList struct {
	*ruleRun
	families  []*Family
	steps     *int
	positions func(*Family) (*Positions, string)
}

// at returns where the members of a family are written.
func (l *familyList) where(f *Family) (p *Positions, pointer string) {
	p, entry := l.positions(f)
	for _, key := range []string{"/range", "/prefix", "/pattern", "/code"} {
		if p.Has(entry + key) {
			return p, entry + key
		}
	}
	return p, entry
}

func (l *familyList) add(f *Family, code string) {
	p, entry := l.positions(f)
	given := slices.DeleteFunc([]string{"/range", "/prefix", "/pattern"}, func(key string) bool { return !p.Has(entry + key) })
	_, pointer := l.where(f)
	if len(given) > 0 && (l.reported[p.Pos(pointer)] || slices.ContainsFunc([]int{0, 1, 2}, func(k int) bool { return l.reported[p.Pos(item(pointer, k))] })) {
		return
	}
	if len(given) > 1 {
		l.at(p, entry+given[1], "delete one of the two", "members are given by a range, a prefix or a pattern, not by several")
		return
	}
	if n := len(f.members.Range); p.Has(entry+"/range") && n != 1 && n != 2 {
		l.at(p, pointer, rangeHint, "a range is the first and the last number")
		return
	}
	if err := f.members.compile(code); err != nil {
		l.at(p, pointer, hintOf(pointer), "%s", err)
		return
	}
	if f.members.family == nil {
		return
	}
	if len(l.families) == MaxList {
		l.report(p.Pos(pointer), "limit", "one pattern can be for several of them", "the list has more than %d families", MaxList)
	}
	if len(l.families) < MaxList {
		l.compare(f)
	}
	l.families = append(l.families, f)
}

const rangeHint = `write it as [30000, 39999], as ["08000", "08999"], or as [30000] for 30000 and above`

func hintOf(pointer string) string {
	return cmp.Or(map[string]string{
		"prefix":  "write what the codes start with",
		"pattern": `a regular expression (RE2) for the whole code, such as "PT[0-9]{3}"`,
	}[path.Base(pointer)], rangeHint)
}

// compare reports the first family of the list that another overlaps.
func (l *familyList) compare(f *Family) {
	for _, other := range l.families {
		if *l.steps > maxCompared {
			return
		}
		relation := f.members.family.Compare(other.members.family, l.steps)
		switch relation {
		case family.Inside:
			f.around++
		case family.Around:
			other.around++
		case family.Equal, family.Overlap:
			words := map[family.Relation]string{family.Equal: "has the same members as", family.Overlap: "overlaps"}[relation]
			p, pointer := l.where(f)
			q, at := l.where(other)
			l.at(p, pointer, "families must be separate, or one inside the other", "this family %s %s in line %d", words, quote(other.called()), q.Pos(at).Line)
			return
		}
		if *l.steps > maxCompared {
			p, pointer := l.where(f)
			l.report(p.Pos(pointer), "limit", "use fewer families, or simpler patterns", "these families are too many and too big to compare")
		}
	}
}

func (f *Family) called() string {
	if f.Entry != nil {
		return f.Entry.Code
	}
	return f.Class.ID
}

func (l *familyList) sorted() []*Family {
	slices.SortStableFunc(l.families, func(a, b *Family) int { return cmp.Compare(b.around, a.around) })
	return l.families
}

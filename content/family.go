package content

import (
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/family"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/pattern"
	"github.com/errdocs/errdocs/search/resolve"
)

// Words returns what the members have in common, "" where that is not said: "30000 and above", "20000–29999", "08…".
func (m *Members) Words() string {
	switch {
	case len(m.Range) == 1:
		return string(m.Range[0]) + " and above"
	case len(m.Range) == 2:
		return string(m.Range[0] + "–" + m.Range[1])
	case m.Prefix != "":
		return m.Prefix + "…"
	}
	return m.Pattern
}

// Any reports whether codes without an entry can be members.
func (m *Members) Any() bool { return m.family != nil }

// Has reports whether a code belongs to the family, whatever its case and separators.
func (m *Members) Has(code string) bool { return m.family != nil && m.family.Has(Fold(code)) }

var (
	starts = pattern.New(`^([A-Za-z0-9_.:-]*[A-Za-z0-9][A-Za-z0-9_.:-]*)\*$`)
	fromTo = pattern.New(`^(\S*[0-9a-fA-F])\.\.(\S*[0-9a-fA-F])$`)
)

// compile makes the automaton. A code without a key is a family by its form: 08*, ORA-00600..00620.
func (m *Members) compile(code string) (err error) {
	first, last := "", ""
	prefix, pattern := m.Prefix, m.Pattern
	if len(m.Range) > 0 {
		first, last = string(m.Range[0]), string(m.Range[len(m.Range)-1])
		if len(m.Range) == 1 {
			last = ""
		}
	}
	if first+prefix+pattern == "" {
		switch { // most codes are neither
		case strings.HasSuffix(code, "*"):
			if form := starts.FindStringSubmatch(code); form != nil {
				prefix = form[1]
			}
		case strings.Contains(code, ".."):
			if form := fromTo.FindStringSubmatch(code); form != nil {
				first, last = form[1], form[2]
			}
		}
	}
	switch {
	case first != "":
		m.family, err = family.Range(first, last)
	case prefix != "":
		m.family, err = family.Prefix(prefix)
	case pattern != "":
		m.family, err = family.Pattern(pattern)
	}
	return err
}

// Family is what a code without an entry can belong to: a class of a vendor, or a code that stands for several. One
// made of a class or an entry alone has its codes.
type Family struct {
	Vendor *Vendor
	Class  *Class // nil: Entry
	Entry  *Code  // nil: Class

	members *Members
	around  int // other families of the same list that it is inside of
}

// ID returns the path of the family's page: that of its entry, or "vendor/classes/class".
func (f *Family) ID() string {
	if f.Entry != nil {
		return f.Entry.ID()
	}
	return f.Vendor.ID + "/classes/" + f.Class.ID
}

// Page returns the path of the family's page, with a slash at its end.
func (f *Family) Page() string { return f.ID() + "/" }

// Name returns what the family is called in lists: its code, or what the members of a class have in common.
func (f *Family) Name() string {
	if f.Entry != nil {
		return f.Entry.Code
	}
	return f.Class.Members.Words()
}

// Title returns the title of its entry or class.
func (f *Family) Title() string {
	if f.Entry != nil {
		return f.Entry.Title
	}
	return f.Class.Title
}

// Family returns the family with an id, nil if there is none.
func (c *Catalog) Family(id string) *Family {
	vendor, _, _ := strings.Cut(id, "/")
	if v := c.Vendor(vendor); v != nil {
		return lists.First(v.families, func(f *Family) bool { return f.ID() == id })
	}
	return nil
}

// Codes returns the codes with an entry that belong to the family: those of the class; of the set those that no narrower
// family has.
func (f *Family) Codes() []*Code {
	return lists.Joined(f.Vendor.Sets, func(s *Set) []*Code { return lists.Filter(s.Codes, f.contains) })
}

func (f *Family) contains(c *Code) bool {
	if f.Class != nil {
		return c.Class == f.Class || c.Class == nil && f.is(f.Vendor.narrowest(nil, c))
	}
	return c != f.Entry && c.Set == f.Entry.Set && f.is(f.Vendor.narrowest(c.Set, c))
}

func (f *Family) is(other *Family) bool {
	return other != nil && f.Class == other.Class && f.Entry == other.Entry
}

// narrowest returns the narrowest family of a set, or the narrowest class if that is nil, that has a code.
func (v *Vendor) narrowest(s *Set, c *Code) *Family {
	return lists.First(v.families, func(f *Family) bool {
		own := f.Entry != nil && s != nil && f.Entry.Set == s && f.Entry != c || f.Class != nil && s == nil
		return own && !c.Family() && slices.ContainsFunc(c.Spellings(), f.members.Has)
	})
}

// Family reports whether the code is one that stands for several.
func (c *Code) Family() bool { return c.Members.family != nil }

// Member returns the answers of a family in the form of an entry for one of its codes. It is not part of the catalog.
func (f *Family) Member(code string) *Code {
	if f.Entry != nil {
		c := *f.Entry
		c.Code, c.Title, c.Signature, c.Note = code, "not listed; the answers are those of "+f.Entry.Code+", "+f.Entry.Title, "", nil
		return &c
	}
	set := &Set{ID: f.Class.ID, Title: f.Class.Title, Kind: KindError, Vendor: f.Vendor}
	if words := f.Class.Members.Words(); words != "" {
		set.Title += " (" + words + ")"
	}
	return &Code{
		Code: code, Title: "not listed; the answers are those of its class", Summary: f.Class.Summary, Slug: Slug(code),
		Facts: f.Class.Answers, Class: f.Class, Set: set,
	}
}

// addFamilies makes a resolver know the families of the catalog.
func (c *Catalog) addFamilies(r *resolve.Resolver, internal bool) {
	for _, v := range c.Vendors {
		for _, f := range v.families {
			e := resolve.Entry{ID: f.ID(), Name: f.Name(), Title: f.Title(), Vendor: v.ID, VendorName: v.Name}
			if f.Entry != nil {
				if f.Entry.Internal() && !internal {
					continue
				}
				e.Set, e.SetTitle = f.Entry.Set.ID, f.Entry.Set.Title
			}
			r.AddFamily(e, f.members.family)
		}
	}
}

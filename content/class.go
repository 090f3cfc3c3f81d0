package content

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Contains reports whether a number is in the class's range.
func (c *Class) Contains(n int) bool {
	return len(c.Range) > 0 && n >= c.Range[0] && (len(c.Range) == 1 || n <= c.Range[1])
}

// Numbers returns the class's range in words, "" where it has none: "30000 and above", "20000–29999".
func (c *Class) Numbers() string {
	switch len(c.Range) {
	case 1:
		return fmt.Sprintf("%d and above", c.Range[0])
	case 2:
		return fmt.Sprintf("%d–%d", c.Range[0], c.Range[1])
	}
	return ""
}

// Unlisted is a number without an entry and the class that it belongs to.
type Unlisted struct {
	Number string
	Vendor *Vendor
	Class  *Class
	Set    *Set // the first set with a code of the class, nil for none
}

// sure is how many digits a number has that belongs to a class although nobody named the vendor. Shorter ones are often
// something else.
const sure = 5

// Unlisted returns the classes that a number without an entry belongs to: of each vendor the narrowest. If vendor, an id
// or a name or a part of one, is "", the number must have at least five digits. It returns nil for what is not a number.
func (c *Catalog) Unlisted(number, vendor string) []Unlisted {
	number = strings.TrimSpace(number)
	n, err := strconv.Atoi(number)
	if err != nil || vendor == "" && len(number) < sure {
		return nil
	}
	var list []Unlisted
	for _, v := range c.Vendors {
		if !v.Called(vendor) {
			continue
		}
		if class := v.classOf(n); class != nil && !v.has(n) {
			list = append(list, Unlisted{number, v, class, v.setOf(class)})
		}
	}
	return list
}

// classOf returns the narrowest class that contains a number, nil for none.
func (v *Vendor) classOf(n int) *Class {
	var in []*Class
	for _, c := range v.Classes {
		if c.Contains(n) {
			in = append(in, c)
		}
	}
	if len(in) == 0 {
		return nil
	}
	return slices.MinFunc(in, func(a, b *Class) int {
		aLo, aHi := bounds(a.Range)
		bLo, bHi := bounds(b.Range)
		return cmp.Or(cmp.Compare(aHi, bHi), cmp.Compare(bLo, aLo)) // one is inside the other
	})
}

// has reports whether a code of the vendor has the number.
func (v *Vendor) has(n int) bool {
	return slices.ContainsFunc(v.Sets, func(s *Set) bool {
		return slices.ContainsFunc(s.Codes, func(c *Code) bool { return c.Number != nil && *c.Number == n || c.Code == strconv.Itoa(n) })
	})
}

func (v *Vendor) setOf(class *Class) *Set {
	return first(v.Sets, func(s *Set) bool {
		return slices.ContainsFunc(s.Codes, func(c *Code) bool { return c.Class == class && !c.Internal() })
	})
}

// Code returns the answers of the class in the form of an entry. It is not part of the catalog.
func (u Unlisted) Code() *Code {
	set := &Set{ID: u.Class.ID, Title: u.Class.Title, Kind: KindError, Vendor: u.Vendor}
	if numbers := u.Class.Numbers(); numbers != "" {
		set.Title += " (" + numbers + ")"
	}
	return &Code{
		Code: u.Number, Title: "not listed; the answers are those of its class", Summary: u.Class.Summary, Slug: Slug(u.Number),
		Facts: u.Class.Answers, Class: u.Class, Set: set,
	}
}

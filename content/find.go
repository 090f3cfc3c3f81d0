package content

import (
	"iter"
	"slices"
)

// Code returns the code with the id "vendor/set/slug", nil when there is none.
func (c *Catalog) Code(id string) *Code { return c.codes[id] }

// All returns every code: vendors, sets and codes in their order.
func (c *Catalog) All() iter.Seq[*Code] {
	return func(yield func(*Code) bool) {
		for _, v := range c.Vendors {
			for _, s := range v.Sets {
				for _, code := range s.Codes {
					if !yield(code) {
						return
					}
				}
			}
		}
	}
}

// Vendor returns the vendor with the id, nil when there is none.
func (c *Catalog) Vendor(id string) *Vendor {
	return first(c.Vendors, func(v *Vendor) bool { return v.ID == id })
}

// Concept returns the concept with the id, nil when there is none.
func (c *Catalog) Concept(id string) *Concept {
	return first(c.Concepts, func(concept *Concept) bool { return concept.ID == id })
}

// Set returns the vendor's set with the id, nil when there is none.
func (v *Vendor) Set(id string) *Set {
	return first(v.Sets, func(s *Set) bool { return s.ID == id })
}

func first[T any](list []*T, is func(*T) bool) *T {
	if i := slices.IndexFunc(list, is); i >= 0 {
		return list[i]
	}
	return nil
}

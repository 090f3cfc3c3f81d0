package content

import (
	"iter"
	"slices"
	"strings"
)

// Code returns the code with the id "vendor/set/slug", nil if there is none.
func (c *Catalog) Code(id string) *Code {
	vendor, rest, _ := strings.Cut(id, "/")
	set, slug, _ := strings.Cut(rest, "/")
	if v := c.Vendor(vendor); v != nil {
		if s := v.Set(set); s != nil {
			return s.Code(slug)
		}
	}
	return nil
}

// Code returns the code of the set with the slug, nil if there is none.
func (s *Set) Code(slug string) *Code {
	if i, ok := s.slugs[slug]; ok && i < len(s.Codes) && s.Codes[i].Slug == slug {
		return s.Codes[i]
	}
	return first(s.Codes, func(c *Code) bool { return c.Slug == slug }) // Codes may have changed since
}

// All returns every code: vendors, sets and codes in their order.
func (c *Catalog) All() iter.Seq[*Code] {
	return func(yield func(*Code) bool) {
		for s := range c.Sets() {
			for _, code := range s.Codes {
				if !yield(code) {
					return
				}
			}
		}
	}
}

// Sets returns every set: vendors and sets in their order.
func (c *Catalog) Sets() iter.Seq[*Set] {
	return func(yield func(*Set) bool) {
		for _, v := range c.Vendors {
			for _, s := range v.Sets {
				if !yield(s) {
					return
				}
			}
		}
	}
}

// Vendor returns the vendor with the id, nil if there is none.
func (c *Catalog) Vendor(id string) *Vendor {
	return first(c.Vendors, func(v *Vendor) bool { return v.ID == id })
}

// Concept returns the concept with the id, nil if there is none.
func (c *Catalog) Concept(id string) *Concept {
	return first(c.Concepts, func(concept *Concept) bool { return concept.ID == id })
}

// Set returns the vendor's set with the id, nil if there is none.
func (v *Vendor) Set(id string) *Set {
	return first(v.Sets, func(s *Set) bool { return s.ID == id })
}

func first[T any](list []*T, is func(*T) bool) *T {
	if i := slices.IndexFunc(list, is); i >= 0 {
		return list[i]
	}
	return nil
}

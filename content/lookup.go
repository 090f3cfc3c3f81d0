package content

import (
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/search/find"
	"github.com/errdocs/errdocs/search/resolve"
)

// Lookup returns the codes that name means, best first, nil if there is none. A name is any spelling of a code, its
// number, symbolic name or alias, its short or full id, or the address of its page, with or without other words such as
// the name of its vendor. If vendor, an id or a name or a part of one, is not "", only codes of that vendor are returned.
// Internal codes are found too; similar spellings are not: see Resolver for both.
//
// Lookup knows the codes by the names that they were loaded with. It is safe for use by several goroutines.
func (c *Catalog) Lookup(name, vendor string) []*Code {
	resolver := c.resolver
	if resolver == nil { // not loaded
		resolver = func() *resolve.Resolver { return c.Resolver(true) }
	}
	found := resolver().Resolve(name, vendor)
	if found.Kind != resolve.One && found.Kind != resolve.Several {
		return nil
	}
	codes := lists.Each(found.Entries, func(e resolve.Entry) *Code { return c.Code(e.ID) })
	return lists.Filter(codes, func(code *Code) bool { return code != nil && code.Set.Vendor.Called(vendor) })
}

// Called reports whether a name is the vendor's name or id, of today or before, or a part of one.
func (v *Vendor) Called(name string) bool {
	return slices.ContainsFunc(slices.Concat(v.MovedFrom, []string{v.ID + v.Name}), func(known string) bool { return strings.Contains(Fold(known), Fold(name)) })
}

// Resolver returns a resolver of all codes, internal ones only if they are asked for. Pages are the other addresses of
// the site; see resolve.New.
func (c *Catalog) Resolver(internal bool, pages ...string) *resolve.Resolver {
	spaces := map[Kind]string{KindHTTPStatus: resolve.SpaceHTTP, KindGRPCStatus: resolve.SpaceGRPC}
	n := 0
	for s := range c.Sets() {
		n += len(s.Codes)
	}
	entries := make([]resolve.Entry, 0, n)
	for code := range c.All() {
		if code.Internal() && !internal {
			continue
		}
		v, s := code.Set.Vendor, code.Set
		entries = append(entries, resolve.Entry{
			ID: code.ID(), Name: code.Code, Title: code.Title, Short: code.ShortID(),
			Vendor: v.ID, VendorName: v.Name, Set: s.ID, SetTitle: s.Title, Space: spaces[s.Kind],
			Names: code.Spellings(), Old: code.formerAddresses(), VendorWas: v.MovedFrom, SetWas: slices.Concat(s.MovedFrom, s.FormerKeys), Retired: code.Lifecycle.Retired(),
		})
	}
	r := resolve.New(entries, pages...)
	c.addFamilies(r, internal)
	return r
}

// Finder returns a finder of the codes in texts that a resolver of the catalog knows, internal ones only if they are asked for.
func (c *Catalog) Finder(r *resolve.Resolver, internal bool) *find.Finder {
	var messages []find.Message
	for code := range c.All() {
		for _, text := range code.Message {
			messages = append(messages, find.Message{ID: code.ID(), Text: text})
		}
	}
	return find.New(r, findHints(c, internal), messages...)
}

// NumberText returns the number in decimal digits, "" when there is none.
func (c *Code) NumberText() string {
	if c.Number == nil {
		return ""
	}
	return strconv.FormatInt(*c.Number, 10)
}

// Spellings returns everything that a code is or was called: itself, its slug, its name, its aliases, its former
// spellings, its number. It leaves out what folds to "".
func (c *Code) Spellings() []string {
	all := slices.Concat([]string{c.Code, c.Slug, c.Name}, c.Aliases, c.FormerSpellings(), []string{c.NumberText()})
	return slices.DeleteFunc(all, func(s string) bool {
		letter := s != "" && (s[0] >= '0' && s[0] <= '9' || s[0]|0x20 >= 'a' && s[0]|0x20 <= 'z') // mostly
		return !letter && Fold(s) == ""
	})
}

// Code returns the code with the id "vendor/set/slug", nil if there is none.
func (c *Catalog) Code(id string) *Code {
	if s, slug := c.set(id); s != nil {
		return s.Code(slug)
	}
	return nil
}

// indexed is Code while the catalog is loaded. Of two codes with one slug it returns the first.
func (c *Catalog) indexed(id string) *Code {
	s, slug := c.set(id)
	if s == nil {
		return nil
	}
	if i, ok := s.slugs[slug]; ok {
		return s.Codes[i]
	}
	return nil
}

// set returns the set of a code, and the slug.
func (c *Catalog) set(id string) (s *Set, slug string) {
	vendor, rest, _ := strings.Cut(id, "/")
	set, slug, _ := strings.Cut(rest, "/")
	if v := c.Vendor(vendor); v != nil {
		s = v.Set(set)
	}
	return s, slug
}

// Code returns the code of the set with the slug, nil if there is none.
func (s *Set) Code(slug string) *Code {
	if i, ok := s.slugs[slug]; ok && i < len(s.Codes) && s.Codes[i].Slug == slug {
		return s.Codes[i]
	}
	return lists.First(s.Codes, func(c *Code) bool { return c.Slug == slug }) // Codes may have changed since
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
	return lists.First(c.Vendors, func(v *Vendor) bool { return v.ID == id })
}

// Concept returns the concept with the id, nil if there is none.
func (c *Catalog) Concept(id string) *Concept {
	return lists.First(c.Concepts, func(concept *Concept) bool { return concept.ID == id })
}

// Set returns the vendor's set with the id, nil if there is none.
func (v *Vendor) Set(id string) *Set {
	return lists.First(v.Sets, func(s *Set) bool { return s.ID == id })
}

package content

import (
	"slices"
	"strconv"
	"strings"

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
	var codes []*Code
	for _, e := range found.Entries {
		code := c.Code(e.ID)
		if code != nil && code.Set.Vendor.Called(vendor) {
			codes = append(codes, code)
		}
	}
	return codes
}

// Called reports whether a name is the vendor's name or id, of today or before, or a part of one.
func (v *Vendor) Called(name string) bool {
	return slices.ContainsFunc(slices.Concat(v.MovedFrom, []string{v.ID + v.Name}), func(known string) bool { return strings.Contains(Fold(known), Fold(name)) })
}

// Resolver returns a resolver of all codes, internal ones only if they are asked for. Pages are the other addresses of
// the site; see resolve.New.
func (c *Catalog) Resolver(internal bool, pages ...string) *resolve.Resolver {
	spaces := map[Kind]string{KindHTTPStatus: resolve.SpaceHTTP, KindGRPCStatus: resolve.SpaceGRPC}
	var entries []resolve.Entry
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
	return slices.DeleteFunc(all, func(s string) bool { return Fold(s) == "" })
}

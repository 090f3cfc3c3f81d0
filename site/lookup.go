package site

import (
	"fmt"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/parallel"
	"github.com/errdocs/errdocs/site/record"
)

// scope is where a text belongs: what a short link in it is looked up from.
type scope struct {
	vendor   *content.Vendor
	set      *content.Set
	internal bool // the text is part of an internal entry and may speak of others
}

func scopeOf(c *content.Code) scope { return scope{c.Set.Vendor, c.Set, c.Internal()} }

// lookup finds codes by their spellings, in any case and with any separators.
type lookup map[string][]*content.Code

func (l lookup) add(fold string, c *content.Code) { l[fold] = append(l[fold], c) }

// foldsOf returns the spellings of a code as they are looked up, each once.
func foldsOf(c *content.Code) []string {
	folds := lists.Each(c.Spellings(), content.Fold)
	slices.Sort(folds)
	return slices.Compact(folds)
}

// newLookup finds all codes of a catalog, hidden ones too.
func newLookup(c *content.Catalog) lookup {
	codes := slices.Collect(c.All())
	all, folds := make(lookup, 4*len(codes)), make([][]string, len(codes))
	parallel.Each(len(codes), func(i int) { folds[i] = foldsOf(codes[i]) })
	for i, c := range codes {
		for _, fold := range folds[i] {
			all.add(fold, c)
		}
	}
	return all
}

// find returns the codes that a reference may mean: "CODE", "set/CODE" or "vendor/set/CODE". The
// nearest wins: the same set, then the same vendor, then the whole catalog. The list is not the caller's.
func (l lookup) find(ref string, from scope) []*content.Code {
	slash := strings.LastIndexByte(ref, '/')
	name := ref[slash+1:]
	found := l[content.Fold(name)]
	if slash >= 0 {
		found = lists.Filter(found, func(c *content.Code) bool {
			return strings.TrimPrefix(ref[:slash], c.Set.Vendor.ID+"/") == c.Set.ID
		})
	}
	for _, near := range []func(c *content.Code) bool{
		func(c *content.Code) bool { return c.Set == from.set },
		func(c *content.Code) bool { return c.Set.Vendor == from.vendor },
		func(c *content.Code) bool { return c.Code == name },
	} {
		if len(found) > 1 && slices.ContainsFunc(found, near) {
			found = lists.Filter(found, near)
		}
	}
	return found
}

// Means returns what finds the id of the code that a link in a text of a set or vendor means, "" where it is not one.
func Means(c *content.Catalog) func(ref, vendor, set string) string {
	l := newLookup(c)
	return func(ref, vendor, set string) string {
		from := scope{vendor: c.Vendor(vendor)}
		if from.vendor != nil {
			from.set = from.vendor.Set(set)
		}
		if found := l.find(ref, from); len(found) == 1 {
			return found[0].ID()
		}
		return ""
	}
}

// names lists the strings of codes, for hints.
func (ed *edition) names() []string {
	return lists.Each(ed.codes, func(c *content.Code) string { return c.Code })
}

// one returns the code that a reference in a text means. Names are what hints choose from.
func (l lookup) one(ref string, from scope, names func() []string) (*content.Code, *content.Problem) {
	found := l.find(ref, from)
	mistake := func(hint, format string, args ...any) (*content.Code, *content.Problem) {
		return nil, &content.Problem{Rule: "markdown-code", Message: fmt.Sprintf(format, args...), Hint: hint}
	}
	switch {
	case len(found) == 0:
		name := ref[strings.LastIndexByte(ref, '/')+1:]
		return mistake(content.DidYouMean(name, names(), "errdocs search finds codes by words"), "no code is called %q", ref)
	case len(found) > 1:
		return mistake("write one of: "+strings.Join(record.IDs(found), ", "), "%q may mean %d codes", ref, len(found))
	case found[0].Internal() && !from.internal:
		return mistake("an internal entry must not be named in a public text", "%q is an internal entry", ref)
	}
	return found[0], nil
}

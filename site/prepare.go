package site

import (
	"slices"
	"strconv"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
	"github.com/errdocs/errdocs/templates"
)

// codePath, setPath … return the addresses of pages from the root of the site.

func codePath(c *content.Code) string       { return c.ID() + "/" }
func setPath(s *content.Set) string         { return s.Vendor.ID + "/" + s.ID + "/" }
func vendorPath(v *content.Vendor) string   { return v.ID + "/" }
func conceptPath(c *content.Concept) string { return "compare/" + c.ID + "/" }
func shortPath(c *content.Code) string      { return "e/" + c.ShortID() + "/" }
func stringPath(slug string) string         { return "code/" + slug + "/" }

// shown is the catalog as this build shows it: without what is internal in a public build, and
// without sets, vendors and conditions of which nothing is left.
type shown struct {
	codes     []*content.Code // in catalog order
	hidden    []*content.Code // what is left out
	vendors   []*content.Vendor
	sets      map[*content.Vendor][]*content.Set
	platforms map[*content.Vendor][]content.Platform
	bySet     map[*content.Set][]*content.Code
	concepts  []*content.Concept
	byCase    map[*content.Concept][]*content.Code // by condition
}

func newShown(c *content.Catalog, internal bool) *shown {
	s := &shown{
		sets: map[*content.Vendor][]*content.Set{}, platforms: map[*content.Vendor][]content.Platform{},
		bySet: map[*content.Set][]*content.Code{}, byCase: map[*content.Concept][]*content.Code{},
	}
	for code := range c.All() {
		if code.Internal() && !internal {
			s.hidden = append(s.hidden, code)
			continue
		}
		s.codes = append(s.codes, code)
		s.bySet[code.Set] = append(s.bySet[code.Set], code)
		if code.Concept != nil {
			s.byCase[code.Concept] = append(s.byCase[code.Concept], code)
		}
	}
	for _, v := range c.Vendors {
		for _, set := range v.Sets {
			if len(s.bySet[set]) == 0 {
				continue
			}
			s.sets[v] = append(s.sets[v], set)
			if set.Platform != "" && !slices.Contains(s.platforms[v], set.Platform) {
				s.platforms[v] = append(s.platforms[v], set.Platform)
			}
		}
		if len(s.sets[v]) > 0 {
			s.vendors = append(s.vendors, v)
		}
	}
	s.concepts = filter(c.Concepts, func(c *content.Concept) bool { return len(s.byCase[c]) > 0 })
	return s
}

// shows reports whether this build shows a code.
func (b *builder) shows(c *content.Code) bool { return b.options.Internal || !c.Internal() }

// visible returns those of the codes that this build shows.
func (b *builder) visible(codes []*content.Code) []*content.Code { return filter(codes, b.shows) }

// prepare computes what all pages share.
func (b *builder) prepare() {
	b.lookup = newLookup(slices.Collect(b.catalog.All()))
	b.same = lookup{}
	for _, c := range b.codes {
		b.same[content.Fold(c.Code)] = append(b.same[content.Fold(c.Code)], c)
	}
	for _, c := range append(slices.Clone(b.codes), b.hidden...) {
		b.refs[c] = b.newRef(c)
	}
	b.chosen, b.lacking = map[*content.Concept][]*content.Code{}, map[*content.Concept][]string{}
	for _, c := range b.concepts {
		b.chosen[c] = fairest(b.byCase[c], maxEquivalents+1)
		b.lacking[c] = b.missing(c)
	}
	b.site = templates.Site{
		Title: b.catalog.Site.Title, Summary: b.catalog.Site.Summary, Version: b.options.Version,
		RepoURL: b.catalog.Site.RepoURL, Codes: len(b.codes), Accent: b.catalog.Site.Accent,
	}
	announcements, _ := b.announcements()
	b.site.Changes = len(announcements) > 0
	for _, v := range b.vendors {
		b.site.Vendors = append(b.site.Vendors, v.ID)
	}
	b.many = b.manyTexts()
	b.counts = Counts{Vendors: len(b.vendors), Codes: len(b.codes), Internal: len(b.hidden), Sets: len(b.bySet)}
	b.gatherAssets()
}

// newRef returns a code as lists show it, its address from the root. A platform is said only where the
// vendor has another one.
func (b *builder) newRef(c *content.Code) templates.CodeRef {
	r := templates.CodeRef{
		ID: c.ID(), Code: c.Code, Title: c.Title, Summary: c.Summary, URL: codePath(c),
		Vendor: c.Set.Vendor.Name, VendorID: c.Set.Vendor.ID, Set: c.Set.Title,
		Name: c.Name, HTTP: c.HTTP, GRPC: string(c.GRPC),
		Retry: words.Retry(c.Retry.Policy), Next: words.Next(c.NextStep), Fault: words.Fault(c.Fault),
		Status: words.Status(c.Lifecycle.Status), Retired: c.Lifecycle.Retired(), Match: string(c.Match),
	}
	if c.Number != nil && strconv.Itoa(*c.Number) != c.Code {
		r.Number = strconv.Itoa(*c.Number)
	}
	if len(b.platforms[c.Set.Vendor]) > 1 {
		r.Platform = words.Platform(c.Set.Platform)
	}
	if c.Class != nil {
		r.Class = c.Class.Title
	}
	if c.Concept != nil {
		r.Concept = c.Concept.ID
	}
	return r
}

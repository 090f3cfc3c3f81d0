package site

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/pattern"
)

// wayBack says how to keep a lost address: which line to add where, or which command adds it.
func (l *lockCheck) wayBack(a content.Address) string {
	line := l.lineToAdd(a)
	if line == "" {
		line = "bring back what the page was about"
	}
	return line + "; or delete its lines here"
}

func (l *lockCheck) lineToAdd(a content.Address) string {
	part := strings.Split(strings.Trim(a.Path, "/"), "/")
	kept := l.catalog.Code(a.Target)
	if _, there := l.have["/"+a.Target+"/"]; there && kept != nil {
		if key := strings.ToUpper(l.keyOf(a)); key != "" {
			if slices.ContainsFunc(slices.Collect(l.catalog.All()), func(c *content.Code) bool { return c.Set.Key == key }) {
				return "give the set its old key " + key + " back, which another set has now"
			}
			return add("former_keys: ["+key+"]", kept.Set.Pos("/key"))
		}
		return add("aliases: ["+nameIn(a.Path)+"]", kept.Pos("/code"))
	}
	switch {
	case len(part) == 2 && part[0] == "compare":
		if slices.ContainsFunc(l.catalog.Concepts, func(c *content.Concept) bool { return c.ID == part[1] }) {
			return "no public code has the concept: add concept: " + part[1] + " and match: to one, such as the removed one"
		}
		if c := l.renamedConcept(part[1]); c != nil {
			return rename("compare/"+part[1], "compare/"+c.ID, part[1], c.Pos("/id"))
		}
	case a.Path == "/"+a.Target+"/" && len(part) == 3:
		return l.lostCode(a.Target, part)
	case len(part) == 2 && strings.HasSuffix(a.Path, "/"):
		if s := l.renamedSet(a.Path[1:]); s != nil {
			return rename(strings.Join(part, "/"), s.Vendor.ID+"/"+s.ID, shortest(part, s.Vendor.ID), s.Pos("/key"))
		}
	case len(part) == 1 && strings.HasSuffix(a.Path, "/"):
		if s := l.renamedSet(a.Path[1:]); s != nil {
			return rename(part[0], s.Vendor.ID, part[0], s.Vendor.Pos("/name"))
		}
	}
	return ""
}

// lostCode says how the page of a code can stay that has no entry any more, or no public one.
func (l *lockCheck) lostCode(id string, part []string) string {
	if l.catalog.Code(id) != nil {
		return "it is internal now: make it public again"
	}
	var set *content.Set
	if v := l.catalog.Vendor(part[0]); v != nil {
		set = v.Set(part[1])
	}
	if c := l.renamedCode(set, part[2]); c != nil {
		from := shortest(part, c.Set.Vendor.ID)
		switch {
		case c.Set == set && content.Fold(c.Slug) == content.Fold(part[2]):
			return add("slug: "+part[2], c.Pos("/code"))
		case c.Set == set:
			from = part[2]
		}
		return rename(id, c.ID(), from, c.Pos("/code"))
	}
	if set == nil {
		return ""
	}
	at := set.Pos("/codes")
	return fmt.Sprintf("keep it in codes: of %s:%d: - {code: %s, title: No longer in use, summary: This code is no longer in use., "+
		"lifecycle: {status: removed, since: an unknown version, note: Its entry was deleted.}}", at.File, at.Line, l.spelling(set, part[2]))
}

var screaming = pattern.New(`^[A-Z][A-Z0-9_]*$`)

// spelling guesses how a vendor writes a code of which the slug is left.
func (l *lockCheck) spelling(set *content.Set, slug string) string {
	name := strings.ToUpper(strings.ReplaceAll(slug, "-", "_"))
	if slices.ContainsFunc(set.Codes, func(c *content.Code) bool { return !screaming.MatchString(c.Code) }) {
		name = slug
	}
	if number, ok := strings.CutPrefix(slug, "minus-"); ok {
		name = "-" + number // the slug of -1 is minus-1
	}
	if !screaming.MatchString(name) {
		return `"` + name + `"`
	}
	return name
}

func add(line string, at content.Pos) string {
	return fmt.Sprintf("add %s at %s:%d", line, at.File, at.Line)
}

func rename(old, now, from string, at content.Pos) string {
	return fmt.Sprintf("errdocs rename %s %s, or %s", old, now, add("moved_from: ["+from+"]", at))
}

// shortest returns a former id without the vendor that the entry has today.
func shortest(part []string, vendor string) string {
	if part[0] == vendor {
		part = part[1:]
	}
	return strings.Join(part, "/")
}

// newcomers are what the lock does not know: a lost address may be a former one of theirs.
type newcomers struct {
	slugs    map[string][]*content.Code // by slug
	bySet    map[*content.Set][]*content.Code
	sets     []*content.Set
	concepts map[string]*content.Concept
	lost     map[string][]string // slugs of the lock by the address of their set and of their vendor
}

func (l *lockCheck) findNewcomers() *newcomers {
	n := &newcomers{map[string][]*content.Code{}, map[*content.Set][]*content.Code{}, nil, map[string]*content.Concept{}, map[string][]string{}}
	for c := range l.catalog.All() {
		if address := "/" + codePath(c); !l.locked[address] && l.have[address] != nil {
			n.slugs[c.Slug] = append(n.slugs[c.Slug], c)
			n.bySet[c.Set] = append(n.bySet[c.Set], c)
		}
	}
	for _, v := range l.catalog.Vendors {
		n.sets = append(n.sets, lists.Filter(v.Sets, func(s *content.Set) bool { return !l.locked["/"+setPath(s)] })...)
	}
	for _, c := range l.catalog.Concepts {
		if !l.locked["/"+conceptPath(c)] {
			n.concepts[c.ID] = c
		}
	}
	for _, a := range l.catalog.Lock() {
		if a.Path == "/"+a.Target+"/" {
			set, slug := path.Split(a.Target)
			vendor, _, _ := strings.Cut(set, "/")
			n.lost[set] = append(n.lost[set], slug)
			n.lost[vendor+"/"] = append(n.lost[vendor+"/"], slug)
		}
	}
	return n
}

// renamedCode returns the new code that a lost one most likely became: of the same slug in another set, or the nearest
// of the same set.
func (l *lockCheck) renamedCode(set *content.Set, slug string) *content.Code {
	if same := l.new().slugs[slug]; len(same) == 1 {
		return same[0]
	}
	const few = 20
	var fresh []*content.Code
	if set != nil {
		fresh = l.new().bySet[set]
	}
	if len(fresh) > few {
		return nil
	}
	near := content.Nearest(slug, lists.Each(fresh, func(c *content.Code) string { return c.Slug }))
	return lists.First(fresh, func(c *content.Code) bool {
		return content.Fold(c.Slug) == content.Fold(slug) || near == c.Slug || len(fresh) == 1
	})
}

// renamedSet returns the new set that has most of the codes that a set or vendor had, at least half of them.
func (l *lockCheck) renamedSet(address string) (best *content.Set) {
	had := lists.Set(l.new().lost[address]...)
	most := 0
	for _, s := range l.new().sets {
		n := len(lists.Filter(s.Codes, func(c *content.Code) bool { return had[c.Slug] }))
		if newVendor := !l.locked["/"+vendorPath(s.Vendor)]; n > most && 2*n >= len(s.Codes) && (newVendor || strings.Count(address, "/") == 2) {
			best, most = s, n
		}
	}
	return best
}

// renamedConcept returns the new concept that a lost one most likely became.
func (l *lockCheck) renamedConcept(id string) *content.Concept {
	ids := slices.Sorted(maps.Keys(l.new().concepts))
	if len(ids) == 1 {
		return l.new().concepts[ids[0]]
	}
	return l.new().concepts[cmp.Or(content.Nearest(id, ids), "-")]
}

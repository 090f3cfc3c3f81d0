package content

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/parallel"
	"github.com/errdocs/errdocs/internal/position"
)

// link resolves what entries say of each other: sets of vendors, defaults, classes, concepts, codes,
// files. A reference to something that could not be read is not reported as unknown.
func (l *loader) link() {
	l.orderVendors()
	concepts := map[string]*Concept{}
	for _, c := range l.cat.Concepts {
		concepts[c.ID] = c
	}
	for _, v := range l.fresh() {
		l.orderSets(v)
	}
	l.linkMoves()
	var fresh []*Set
	for _, v := range l.fresh() {
		_, keep, ok := l.decoded.mark(l.vendors[v].folder, "samples")
		if l.parsed[v] = ok; !ok {
			l.passed = append(l.passed, keep)
		}
		l.linkVendor(v)
		for _, s := range v.Sets {
			l.linkSet(s, concepts)
		}
		l.unusedTexts(v)
		fresh = append(fresh, v.Sets...)
	}
	parallel.Each(len(fresh), func(i int) { l.inherit(fresh[i]) })
	l.linkFields()
	l.linkPages()
	l.linkAnnouncements()
}

// index makes the codes of a set known by their slugs. Of two codes with one slug the first has it.
func (s *Set) index() {
	s.slugs = make(map[string]int, len(s.Codes))
	for i, c := range s.Codes {
		if _, taken := s.slugs[c.Slug]; !taken && c.Slug != "" {
			s.slugs[c.Slug] = i
		}
	}
}

// ordered returns what ids name, in their order and each once. find reports what is not there.
func ordered[T any](l *loader, p *Positions, pointer string, ids []string, find func(pos Pos, id string) *T) []*T {
	var list []*T
	for i, id := range ids {
		if id == "" {
			continue // reported by the decoder
		}
		pos := p.Pos(item(pointer, i))
		switch e := find(pos, id); {
		case e == nil:
		case slices.Contains(list, e):
			l.report(pos, "duplicate-id", "delete one of the two", "%s is listed twice", quote(id))
		default:
			list = append(list, e)
		}
	}
	return list
}

// orderVendors puts the vendors into the order of site.yaml.
func (l *loader) orderVendors() {
	order := ordered(l, &l.cat.Site.Positions, "/vendors", l.cat.Site.Vendors, func(pos Pos, id string) *Vendor {
		return named(l, pos, "vendor", id, l.cat.Vendors, func(v *Vendor) string { return v.ID })
	})
	others := lists.Filter(l.cat.Vendors, func(v *Vendor) bool { return !slices.Contains(order, v) }) // by id, as the tree lists them
	l.cat.Vendors = append(order, others...)
}

// orderSets puts a vendor's sets into the order that vendor.yaml gives.
func (l *loader) orderSets(v *Vendor) {
	vf := l.vendors[v]
	unnamed := slices.DeleteFunc(slices.Clone(vf.vendorTree.sets), func(id string) bool { return slices.Contains(v.SetIDs, id) })
	v.Sets = ordered(l, &v.Positions, "/sets", v.SetIDs, func(pos Pos, id string) *Set {
		file := path.Join(vf.folder, id+".yaml")
		if vf.sets[id] != nil {
			return vf.sets[id]
		}
		vf.lost = true
		if l.tree.refused[file] {
			return nil
		}
		l.report(pos, "unknown-reference", DidYouMean(id, unnamed, "write the file "+quote(file)+", or delete the name"), "there is no set %s", quote(id))
		near := Nearest(id, unnamed) // one mistake, one problem
		unnamed = slices.DeleteFunc(unnamed, func(id string) bool { return id == near })
		return vf.sets[near]
	})
	for _, id := range unnamed {
		v.Sets = append(v.Sets, vf.sets[id])
		if !l.broken[v] && v.Has("/sets") && !l.reported[v.Pos("/sets")] {
			l.report(position.Start(path.Join(vf.folder, id+".yaml")), "unnamed-set", "add it to sets: of vendor.yaml, which gives the order of pages",
				"vendor.yaml does not name the set %s", quote(id))
		}
	}
}

func (l *loader) linkVendor(v *Vendor) {
	for i, h := range v.Headers {
		h.Codes = l.codesOf(v, &v.Positions, item("/headers", i)+"/codes", h.CodeRefs)
	}
	for i, e := range v.Examples {
		e.Codes = l.codesOf(v, &v.Positions, item("/examples", i)+"/codes", e.CodeRefs)
		for j, t := range e.Tabs {
			if t.File == "" {
				continue
			}
			pointer := item(item("/examples", i)+"/tabs", j)
			if f := l.text(v, v.Pos(pointer+"/file"), t.File); f != nil {
				t.Text = f.text
			}
			l.language(&v.Positions, pointer, &t.Language, t.File)
		}
	}
	for i, c := range v.Classes {
		c.Answers = c.Defaults
		c.Answers.Retry.Cases = slices.Clone(c.Defaults.Retry.Cases)
		new(inheritance).settle(&c.Answers, &v.Positions, item("/classes", i)+"/defaults", &c.Origins)
		l.cat.Site.settle(&c.Answers.UserMessage)
	}
	for i, e := range v.Envelopes {
		l.linkSample(v, &v.Positions, item("/envelopes", i)+"/sample", e.Sample)
	}
}

func (l *loader) linkSet(s *Set, concepts map[string]*Concept) {
	if s.Envelope != "" && !l.unread(s.Vendor, "/envelopes") {
		named(l, s.Pos("/envelope"), "envelope", s.Envelope, s.Vendor.Envelopes, func(e *Envelope) string { return e.ID })
	}
	for _, c := range s.Codes {
		l.linkCode(c, concepts)
	}
}

// inherit gives the codes of a set what its defaults and those of their classes say. It changes nothing else, so that sets can inherit at
// the same time.
func (l *loader) inherit(s *Set) {
	in := newInheritance(s)
	for _, c := range s.Codes {
		in.apply(c)
		l.cat.Site.settle(&c.UserMessage)
	}
}

func (l *loader) linkCode(c *Code, concepts map[string]*Concept) {
	v := c.Set.Vendor
	if c.ClassID != "" && !l.unread(v, "/classes") {
		c.Class = named(l, c.Pos("/class"), "class", c.ClassID, v.Classes, func(class *Class) string { return class.ID })
	}
	if c.ConceptID != "" {
		if c.Concept = concepts[c.ConceptID]; c.Concept == nil && !l.broken[l.cat] {
			l.unknown(c.Pos("/concept"), "concept", c.ConceptID, names(l.cat.Concepts, func(c *Concept) string { return c.ID }))
		}
	}
	c.Related = l.codesOf(v, &c.Positions, "/related", c.RelatedRefs)
	c.Successor = l.successor(c)
	settleItems(c.Causes)
	for i, s := range c.Samples {
		l.linkSample(v, &c.Positions, item("/samples", i), s)
	}
}

// successor resolves lifecycle.replaced_by: a code or slug of the same set, or "set/slug".
func (l *loader) successor(c *Code) *Code {
	ref := c.Lifecycle.ReplacedBy
	if ref == "" {
		return nil
	}
	pos := c.Pos("/lifecycle/replaced_by")
	successor := lists.First(c.Set.Codes, func(other *Code) bool { return other.Code == ref || other.Slug == ref })
	switch n := strings.Count(ref, "/"); {
	case successor != nil:
	case n == 1:
		return l.code(c.Set.Vendor, pos, ref)
	case n > 1:
		l.report(pos, "unknown-reference", `write a code or slug of this set, or "set/slug" of this vendor`, "%s does not name a code", quote(ref))
	case !l.broken[c.Set]:
		l.unknown(pos, "code", ref, names(c.Set.Codes, func(other *Code) string { return other.Code }))
	}
	return successor
}

// codesOf resolves a list of references to codes.
func (l *loader) codesOf(v *Vendor, p *Positions, pointer string, refs []string) []*Code {
	return ordered(l, p, pointer, refs, func(pos Pos, ref string) *Code { return l.code(v, pos, ref) })
}

// code resolves "set/slug" of a vendor, or "vendor/set/slug", which alone is complete in a file that is about all vendors: v is nil there.
func (l *loader) code(v *Vendor, pos Pos, ref string) *Code {
	id, form := ref, `write "vendor/set/slug"`
	if v != nil {
		form = `write "set/slug" or "vendor/set/slug"`
	}
	switch n := strings.Count(ref, "/"); {
	case n == 1 && v != nil:
		id = v.ID + "/" + ref
	case n != 2:
		l.report(pos, "unknown-reference", form, "%s does not name a code", quote(ref))
		return nil
	}
	part := strings.Split(id, "/")
	if folder := path.Join(vendorsDir, part[0]); v != nil && part[0] != v.ID && !slices.Contains(l.vendors[v].others, folder) {
		l.vendors[v].others = append(l.vendors[v].others, folder)
	}
	if c := l.cat.indexed(id); c != nil {
		return c
	}
	if c := l.cat.Formerly(id); c != nil {
		l.report(pos, "unknown-reference", "write "+quote(c.ID()), "%s was moved", quote(ref))
		return nil
	}
	owner := named(l, pos, "vendor", part[0], l.cat.Vendors, func(v *Vendor) string { return v.ID })
	if owner == nil {
		return nil
	}
	set := l.vendors[owner].sets[part[1]]
	switch {
	case set == nil && slices.Contains(owner.SetIDs, part[1]): // reported where vendor.yaml names it
	case set == nil:
		l.unknown(pos, "set of "+owner.ID, part[1], func() []string { return l.vendors[owner].vendorTree.sets })
	case !l.broken[set]:
		prefix := ref[:strings.LastIndexByte(ref, '/')+1]
		if fixed := Slug(part[2]); l.cat.indexed(owner.ID+"/"+set.ID+"/"+fixed) != nil {
			l.report(pos, "unknown-reference", "write the slug: "+quote(fixed), "there is no code %s", quote(ref))
		} else {
			l.unknown(pos, "code", ref, names(set.Codes, func(c *Code) string { return prefix + c.Slug }))
		}
	}
	return nil
}

// named returns the entry of a list that a value names. If there is none, that is a problem.
func named[T any](l *loader, pos Pos, what, name string, list []*T, id func(*T) string) *T {
	found := lists.First(list, func(e *T) bool { return id(e) == name })
	if found == nil {
		l.unknown(pos, what, name, names(list, id))
	}
	return found
}

// names returns a function that lists names of entries, because it is rarely needed.
func names[T any](list []*T, name func(*T) string) func() []string {
	return func() []string { return lists.Each(list, name) }
}

// unread reports whether a list of vendor.yaml may contain more than was read.
func (l *loader) unread(v *Vendor, pointer string) bool {
	return l.broken[v] || v.Has(pointer) && l.reported[v.Pos(pointer)]
}

// maxNearest is how many unknown references get a hint. Finding the nearest name takes time, and more
// of them than that have one cause.
const maxNearest = 500

// unknown reports a reference to something that is not there.
func (l *loader) unknown(pos Pos, what, name string, candidates func() []string) {
	hint := "fix the problems above first"
	if l.unknowns++; l.unknowns <= maxNearest {
		hint = memberHint(name, candidates())
	}
	l.report(pos, "unknown-reference", hint, "there is no %s %s", what, quote(name))
}

// item returns the JSON Pointer of a list's entry.
func item(pointer string, i int) string { return pointer + "/" + strconv.Itoa(i) }

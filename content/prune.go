package content

import (
	"path"
	"slices"
)

// prune removes everything read from a file with problems, and everything that depends on it: a vendor with its
// vendor.yaml, a set and its notes with the set's file. The rest breaks no rule, but is without changes.yaml and
// urls.lock, so a site made of it is for checking its texts, not for readers.
func (l *loader) prune() {
	c := l.cat
	broken := map[string]bool{}
	for _, p := range l.problems {
		if p.Rule != "draft" { // the texts of drafts are checked, too
			broken[p.File] = true
		}
	}
	if broken[siteFile] {
		c.Site = Site{}
	}
	if broken[conceptsFile] {
		c.Concepts = nil
	}
	c.Announcements, c.lock = nil, nil
	c.Pages = slices.DeleteFunc(c.Pages, func(p *Page) bool { return broken[p.File()] })
	kept := map[*Code]bool{}
	c.Vendors = slices.DeleteFunc(c.Vendors, func(v *Vendor) bool {
		folder := path.Join(vendorsDir, v.ID)
		v.Sets = slices.DeleteFunc(v.Sets, func(s *Set) bool { return broken[path.Join(folder, s.ID+".yaml")] })
		return len(v.Sets) == 0 || broken[path.Join(folder, vendorFile)]
	})
	for code := range c.All() {
		kept[code] = true
	}
	gone := func(code *Code) bool { return !kept[code] }
	for _, v := range c.Vendors {
		v.Note = v.Note.unless(broken)
		for _, h := range v.Headers {
			h.Codes = slices.DeleteFunc(h.Codes, gone)
		}
		for _, e := range v.Examples {
			e.Codes = slices.DeleteFunc(e.Codes, gone)
		}
	}
	for code := range c.All() {
		code.Note = code.Note.unless(broken)
		code.Related = slices.DeleteFunc(code.Related, gone)
		if gone(code.Successor) {
			code.Successor = nil
		}
		if c.Concepts == nil {
			code.Concept = nil
		}
	}
}

// unless returns the note, nil when its file is among the broken ones.
func (n *Note) unless(broken map[string]bool) *Note {
	if n == nil || broken[n.File] {
		return nil
	}
	return n
}

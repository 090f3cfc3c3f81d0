package content

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/lists"
)

// kept is what a run without a problem leaves for the next one of the same process: vendors as they are linked, which several catalogs
// have then. Nothing changes these any more, or what they refer to.
type kept struct {
	head     string // stamps of the files of which all vendors depend; "": nothing can be kept
	site     Site
	concepts []*Concept
	strings  *Strings
	vendors  map[string]*vendorFiles // by folder
	lock     func() []Address
	locked   string // stamp of urls.lock
}

// stamps returns the stamps of files or folders, "" where one is not known.
func (c *Decoded) stamps(names ...string) string {
	var all []string
	for _, name := range names {
		if c == nil || c.Stamp == nil || c.Stamp(name) == "" {
			return ""
		}
		all = append(all, c.Stamp(name))
	}
	return strings.Join(all, " ")
}

// still returns what is kept and has not changed. A vendor has if its folder did, or one of another vendor whose codes it names.
func (c *Decoded) still(drafts Drafts) *kept {
	head := c.stamps(siteFile, conceptsFile, stringsFile)
	if head == "" || c.Passed {
		return &kept{}
	}
	if c.kept == nil || c.kept.head != head || c.drafts != drafts {
		c.kept, c.drafts = &kept{head: head}, drafts
	}
	k := *c.kept
	k.vendors = maps.Clone(k.vendors)
	for n := -1; n != len(k.vendors); {
		n = len(k.vendors)
		maps.DeleteFunc(k.vendors, func(folder string, vf *vendorFiles) bool {
			return c.stamps(folder) != vf.stamp || slices.ContainsFunc(vf.others, func(other string) bool { return k.vendors[other] == nil })
		})
	}
	for folder, vf := range k.vendors {
		for _, sum := range vf.sums {
			c.leave(folder+"/", sum, c.files[sum])
		}
	}
	if k.locked != c.stamps(lockFile) {
		k.lock, k.locked = nil, ""
	}
	return &k
}

// keep leaves what was loaded for the next run, but for vendors with something that secrets were found in.
func (l *loader) keep() {
	if l.kept.head == "" {
		return
	}
	k := &kept{head: l.kept.head, site: l.cat.Site, concepts: l.cat.Concepts, strings: l.kept.strings, vendors: map[string]*vendorFiles{}, lock: l.cat.lock, locked: l.decoded.stamps(lockFile)}
	for _, vf := range l.vendors {
		if vf.sums = l.decoded.sums[vf.folder]; vf.stamp != "" {
			k.vendors[vf.folder] = vf
		}
	}
	for file := range l.secrets.files {
		maps.DeleteFunc(k.vendors, func(folder string, _ *vendorFiles) bool { return strings.HasPrefix(file, folder+"/") })
	}
	l.decoded.kept = k
}

// Stamp returns what changes whenever a file of a vendor does, or site.yaml: all that its entries say comes from these. It is "" where
// that is not known.
func (c *Catalog) Stamp(v *Vendor) string { return c.stamps[v] }

func (l *loader) stampVendors() {
	site := l.decoded.stamps(siteFile)
	l.cat.stamps = make(map[*Vendor]string, len(l.vendors))
	for v, vf := range l.vendors {
		if site != "" && vf.stamp != "" {
			l.cat.stamps[v] = fmt.Sprint(l.drafts, " ", site, " ", vf.stamp)
		}
	}
}

// fresh returns the vendors that are not kept.
func (l *loader) fresh() []*Vendor {
	return lists.Filter(l.cat.Vendors, func(v *Vendor) bool { return l.kept.vendors[l.vendors[v].folder] == nil })
}

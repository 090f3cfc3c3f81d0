package site

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"fmt"
	"hash"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
	"github.com/errdocs/errdocs/internal/jobs"
	"github.com/errdocs/errdocs/templates"
)

// An address follows what it leads to. Of the former ones (moved_from, former_keys) a page becomes a redirect, which keeps
// the query and the fragment. A file, such as .md or .json, cannot redirect on a static host, and a client that asks for
// JSON would not follow a file that only names another address; so the answers are published where they were, with the
// address of the rest.
//
// Which addresses something had is in urls.lock: those lines, and no others, are kept. Where the lock does not know a
// former id, the addresses of today are taken for those of the past.

// moved keeps former addresses.
type moved struct {
	b *builder
	*content.Moves
	locked map[string]bool // the starts of addresses in urls.lock: "acme/", "acme/api/", "compare/x/", "e/key-"
	sum    hash.Hash       // over what leads where
}

// keepMoved adds the former addresses to the plan, which has everything else by now.
func (b *builder) keepMoved(lock func() []content.Address) {
	m := &moved{b, b.ed.catalog.Moves(), map[string]bool{}, sha256.New()}
	moves := anyMoved(m.Moves)
	if moves {
		for _, a := range lock() {
			for _, start := range starts(a.Page()[1:]) {
				m.locked[start] = true
			}
		}
	}
	for _, c := range b.ed.codes {
		m.code(c)
	}
	if !moves {
		b.keyLock(b.names())
	}
	if known := b.lockKey != "" && b.ed.options.kept(currentKept) == b.lockKey; !b.locked && !known {
		before := m.sum.Sum(nil)
		if m.fromLock(lock()); !bytes.Equal(m.sum.Sum(nil), before) {
			b.lockKey = "" // the lock says what the site has, too
		}
	}
	if b.lockKey != "" && b.ed.options.Part.N > 0 {
		b.digests.kept[currentKept] = b.lockKey
	}
	m.groups()
	b.former = m.sum.Sum(nil)
}

func anyMoved(m *content.Moves) bool {
	return len(m.Vendors)+len(m.Sets)+len(m.Concepts)+len(m.Keys) > 0
}

// keyLock finds out whether the lock has the addresses of the site that is planned, and no others, as it had them in the last build: which
// pages there are, and which codes each leads to, comes from the shape of the catalog. Names is a sum over those of the jobs.
func (b *builder) keyLock(names jobs.Sum) {
	stamp, before := b.ed.catalog.LockStamp(), b.ed.options.Before
	if b.digests == nil || stamp == "" {
		return
	}
	s := newSummer()
	s.add(b.digests.shape, names)
	s.String(stamp)
	key := s.finish()
	b.lockKey = string(key[:])
	b.locked = before != nil && before.Kept[lockKept] == b.lockKey
}

// fromLock keeps the addresses of the lock that the site has no more.
func (m *moved) fromLock(lock []content.Address) {
	for _, a := range lock {
		old := a.Page()[1:]
		if _, page := m.b.plan.leads[old]; !page && !m.b.plan.has(old) {
			m.keep(old, m.now(a))
		}
	}
}

// starts returns the parts of an address by which a vendor, a set, a concept or a key is recognized.
func starts(address string) (all []string) {
	part := strings.SplitAfterN(address, "/", 3)
	if len(part) > 1 {
		all = append(all, part[0])
	}
	if len(part) > 2 {
		all = append(all, part[0]+part[1])
	}
	if key, _, ok := strings.Cut(address, "-"); ok && part[0] == "e/" {
		all = append(all, key+"-")
	}
	return all
}

// now returns where an address of urls.lock leads today by what was moved, "" if nothing says so.
func (m *moved) now(a content.Address) string {
	page := a.Page()[1:]
	if a.Target == "" {
		return m.path(page)
	}
	c := m.b.ed.catalog.Formerly(a.Target)
	if c == nil || !m.b.ed.shows(c) {
		return ""
	}
	if c.ID() == a.Target && !m.formerKey(page, c.Set) { // published when its set or vendor had moved already
		return m.path(page)
	}
	return c.ID() + ending(page)
}

// formerKey reports whether an address is a short link with a former key of a set.
func (m *moved) formerKey(page string, set *content.Set) bool {
	key, _, _ := strings.Cut(strings.TrimPrefix(page, "e/"), "-")
	return strings.HasPrefix(page, "e/") && m.Keys[key] == set
}

// ending returns what comes after the id in the address of a page or of one of its representations.
func ending(address string) string {
	if i := slices.IndexFunc(extensions, func(ext string) bool { return strings.HasSuffix(address, ext) }); i >= 0 {
		return extensions[i]
	}
	return "/"
}

// path returns an address with today's ids of its vendor, set or concept.
func (m *moved) path(address string) string {
	part := strings.SplitN(address, "/", 3)
	if len(part) > 2 {
		if c := m.Concepts[part[1]]; part[0] == "compare" && c != nil {
			return conceptPath(c) + part[2]
		}
		if s := m.Sets[part[0]+"/"+part[1]]; s != nil {
			return setPath(s) + part[2]
		}
	}
	if v := m.Vendors[part[0]]; v != nil {
		return m.path(v.ID + strings.TrimPrefix(address, part[0]))
	}
	if v := m.b.ed.catalog.Vendor(part[0]); v != nil && (address == operationsPath(v) || address == runbookPath(v)) && !m.b.plan.has(address) {
		return vendorPath(v) // its codes name no operation any more, or none is an error
	}
	return address
}

// keep makes a former address lead to one of today. It does nothing for one that the site has.
func (m *moved) keep(old, now string) {
	if now == "" || m.b.plan.has(old) || !m.b.plan.has(now) || !public(old) {
		return
	}
	now = cmp.Or(m.b.plan.sends[now], now)
	fmt.Fprintln(m.sum, old, now)
	if !strings.HasSuffix(old, "/") {
		m.b.copy(old, now)
		return
	}
	if c := m.b.ed.catalog.Code(strings.TrimSuffix(now, "/")); c != nil {
		m.b.redirect(old, old+"index.html", c)
		return
	}
	target := m.b.plan.heads[now]
	h := head{
		inputs: reading(), titles: []string{words.Short(target.titles[0], maxTitle)},
		noIndex: true, canonical: now, leads: m.b.plan.leads[now],
	}
	m.b.page(old, h, func(p *page) templates.View {
		return &templates.RedirectPage{Target: p.link(templates.Link{Text: h.titles[0], URL: now})}
	})
}

// code keeps the addresses that a code had by its own moves, whether the lock has them or not.
func (m *moved) code(c *content.Code) {
	for _, id := range c.FormerIDs() {
		m.keep(id+"/", codePath(c))
		for _, ext := range extensions {
			m.keep(id+ext, c.ID()+ext)
		}
		vendor, rest, _ := strings.Cut(id, "/")
		set := m.Sets[path.Dir(id)]
		if v := m.b.ed.catalog.Vendor(vendor); v != nil && set == nil {
			set = v.Set(path.Dir(rest))
		}
		if set != nil {
			m.keep("e/"+content.Slug(set.Key)+"-"+path.Base(id)+"/", codePath(c))
		}
	}
}

// groups keeps the addresses below former ids and keys that the lock does not know.
func (m *moved) groups() {
	type start struct{ old, now string } // of addresses
	var moves []start
	inOrder(m.Sets, func(id string, s *content.Set) { moves = append(moves, start{id + "/", setPath(s)}) })
	inOrder(m.Vendors, func(id string, v *content.Vendor) { moves = append(moves, start{id + "/", vendorPath(v)}) })
	inOrder(m.Concepts, func(id string, c *content.Concept) {
		moves = append(moves, start{"compare/" + id + "/", conceptPath(c)})
	})
	inOrder(m.Keys, func(key string, s *content.Set) {
		moves = append(moves, start{"e/" + key + "-", "e/" + content.Slug(s.Key) + "-"})
	})
	if moves = slices.DeleteFunc(moves, func(s start) bool { return m.locked[s.old] }); len(moves) == 0 {
		return
	}
	below := map[string][]string{}
	for file := range m.b.plan.paths {
		address := strings.TrimSuffix(file, "index.html")
		for _, start := range starts(address) {
			below[start] = append(below[start], address)
		}
	}
	for _, s := range moves {
		for _, address := range slices.Sorted(slices.Values(below[s.now])) {
			m.keep(s.old+address[len(s.now):], address)
		}
	}
}

// inOrder calls do with each entry of a map, in the order of its keys.
func inOrder[T any](all map[string]T, do func(string, T)) {
	for _, key := range slices.Sorted(maps.Keys(all)) {
		do(key, all[key])
	}
}

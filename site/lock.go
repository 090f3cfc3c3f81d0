package site

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/jobs"
	"github.com/errdocs/errdocs/internal/lists"
)

// addresses are the public addresses of a site, each with the ids of the codes that it leads to.
type addresses map[string][]string

// add adds that of a file, if it is public. Leads says which codes pages are about.
func (a addresses) add(file string, leads map[string][]string) {
	if page := strings.TrimSuffix(file, "index.html"); public(file) {
		a["/"+page] = leads[pageOf(page)]
	}
}

// pageOf returns the page that an address is another representation of, or else the address itself.
func pageOf(address string) string {
	if ext := ending(address); ext != "/" {
		return strings.TrimSuffix(address, ext) + "/"
	}
	return address
}

// public reports whether people may have linked to a file. The others are named by their content, come and go with the
// number of codes, or are not visited by address.
func public(file string) bool {
	dir, rest, _ := strings.Cut(file, "/")
	switch dir {
	case "assets", "redirect.js", "404.html", ".nojekyll", ".well-known", ".htaccess", ".domains", "CNAME", "_headers", "_redirects":
		return false // read by pages and servers
	case "search", "codes":
		return rest == "index.html"
	case "api":
		return !strings.Contains(rest, "/")
	}
	return rest != "llms.txt" && rest != "llms-full.txt" // those of a vendor; the site's own have no folder
}

// to reports whether an address leads to a code: to the one that had this id when the address was
// locked. When that code has another slug now, its old address leads to it too.
func (a addresses) to(address, id string) bool {
	now := a["/"+id+"/"]
	return len(now) == 1 && slices.Contains(a[address], now[0])
}

// Addresses returns the public addresses of the site: pages, their other representations, the headings
// on pages, and whatever else is published for others to use. An address that leads to several codes
// comes once for each.
func (s *Site) Addresses() []content.Address {
	var list []content.Address
	all := s.addresses()
	for _, address := range slices.Sorted(maps.Keys(all)) {
		list = append(list, all.lines(address)...)
		if !strings.HasSuffix(address, "/") {
			continue
		}
		for _, id := range headings(s.record, address[1:]+"index.html") {
			list = append(list, content.Address{Path: address + "#" + id})
		}
	}
	return list
}

// Unlocked counts the addresses of the site that urls.lock of its catalog does not have, and returns the first of them.
func (s *Site) Unlocked() (n int, first string) {
	if s.addressesLocked() {
		return 0, ""
	}
	return content.Unlocked(s.lock(), s.Addresses())
}

// lockKept is what the key is kept by with which the lock had the addresses of a site, and no others.
const lockKept = "lock"

// currentKept is what a part keeps the key by with which no address of the lock had to be kept.
const currentKept = "current"

// addressesLocked reports whether the lock has as many addresses as the site, and all are its own.
func (s *Site) addressesLocked() bool {
	if s.same {
		return true
	}
	all := 0
	for f := range s.record.All() {
		if !public(f.Path) {
			continue
		}
		page, is := strings.CutSuffix(f.Path, "index.html")
		if all += max(1, len(s.plan.all().leads[pageOf(page)])); is {
			all += strings.Count(f.Note, " #")
		}
	}
	s.same = all == s.locked
	return s.same
}

// lockedOf returns how many lines of a lock are addresses of the site, 0 if the lines are not in order, each once.
func (s *Site) lockedOf(lock []content.Address) (n int) {
	lookups := s.record.Made(resolverJob)
	for i, a := range lock {
		if i > 0 && cmp.Or(strings.Compare(lock[i-1].Path, a.Path), strings.Compare(lock[i-1].Target, a.Target)) >= 0 {
			return 0
		}
		page := a.Page()[1:]
		ids, there := s.plan.all().leads[page]
		if there {
			there = public(page + "index.html")
		} else {
			ids, there = s.plan.all().leads[pageOf(page)], public(page) && (s.plan.all().paths[page] || slices.ContainsFunc(lookups, func(f jobs.File) bool { return f.Path == page }))
		}
		if anchor := a.Anchor(); anchor != "" {
			there = slices.Contains(headings(s.record, page+"index.html"), anchor)
		} else if there = there && a.Target == "" == (len(ids) == 0); there && a.Target != "" {
			there = slices.Contains(ids, a.Target)
		}
		if there {
			n++
		}
	}
	return n
}

func (s *Site) addresses() addresses {
	if s.all == nil {
		s.all = make(addresses, s.Counts.Files)
		for f := range s.record.All() {
			s.all.add(f.Path, s.plan.all().leads)
		}
	}
	return s.all
}

// lines returns an address as urls.lock lists it.
func (a addresses) lines(address string) []content.Address {
	if len(a[address]) == 0 {
		return []content.Address{{Path: address}}
	}
	return lists.Each(a[address], func(id string) content.Address { return content.Address{Path: address, Target: id} })
}

// Lost returns the addresses of the site of an old catalog that the site of a new one does not have, or
// that lead elsewhere there, without regard to anchors. Neither site is made.
func Lost(old, now *content.Catalog, o Options) ([]content.Address, error) {
	before, err := plannedAddresses(old, old.Lock, o)
	if err != nil {
		return nil, err
	}
	all := lists.Joined(slices.Sorted(maps.Keys(before)), before.lines)
	after, err := plannedAddresses(now, func() []content.Address { return slices.Concat(now.Lock(), all) }, o)
	if err != nil {
		return nil, err
	}
	return lists.Filter(all, func(a content.Address) bool {
		_, there := after[a.Path]
		return !there || a.Target != "" && !after.to(a.Path, a.Target)
	}), nil
}

// plannedAddresses returns the addresses that the site of a catalog will have, if those of a lock are kept.
func plannedAddresses(c *content.Catalog, lock func() []content.Address, o Options) (addresses, error) {
	b, err := newBuilder(c, o)
	if err != nil {
		return nil, err
	}
	b.outputs(lock)
	all := make(addresses, len(b.plan.paths))
	for file := range b.plan.paths {
		all.add(file, b.plan.leads)
	}
	return all, nil
}

// lockCheck compares a site with the urls.lock of its catalog.
type lockCheck struct {
	catalog *content.Catalog
	record  *Record
	have    addresses
	sends   map[string]string
	locked  map[string]bool
	lost    map[string]bool     // those of the lock that the site does not have
	with    map[string][]string // by the address that explains it, what else is lost
	keys    map[string]string   // the first lost short link of each key that no set has any more
	new     func() *newcomers   // which are searched for when one is needed
}

// checkLock reports the addresses of urls.lock that the site would lose, or that would lead elsewhere.
// What is lost together is one problem: a code's representations and short link go with its page, and all pages
// of a set with the set's.
func checkLock(c *content.Catalog, s *Site, report func(content.Problem)) {
	if s.locked = s.lockedOf(c.Lock()); s.locked == len(c.Lock()) {
		return
	}
	l := &lockCheck{catalog: c, record: s.record, have: s.addresses(), sends: s.plan.all().sends, locked: map[string]bool{}, lost: map[string]bool{}, with: map[string][]string{}, keys: map[string]string{}}
	l.new = sync.OnceValue(l.findNewcomers)
	for _, a := range c.Lock() {
		l.locked[a.Path] = true
		if _, there := l.have[a.Page()]; !there {
			l.lost[a.Page()] = true
			if key := l.keyOf(a); key != "" && l.keys[key] == "" {
				l.keys[key] = a.Path
			}
		}
	}
	reported := map[string]bool{}
	for _, a := range c.Lock() {
		if l.lost[a.Path] && !reported[a.Path] && l.cause(a) != a.Path {
			l.with[l.cause(a)] = append(l.with[l.cause(a)], a.Path)
			reported[a.Path] = true
		}
	}
	for _, a := range c.Lock() {
		if message, hint := l.line(a); message != "" && !reported[a.Path+message] {
			reported[a.Path+message] = true
			report(content.Problem{Pos: a.Pos(), Width: len(a.Path), Rule: "lost-address", Message: message, Hint: hint})
		}
	}
}

// cause returns the address whose loss explains that of another: the page of the code that it led to,
// and of all pages above that one the highest that is lost.
func (l *lockCheck) cause(a content.Address) string {
	cause := a.Page()
	if page := pageOf(cause); l.lost[page] {
		cause = page
	}
	if own := "/" + a.Target + "/"; l.lost[own] {
		cause = own
	} else if key := l.keyOf(a); key != "" {
		cause = l.keys[key]
	} else if alias := "/" + path.Join(path.Dir(a.Target), nameIn(a.Path)) + "/"; a.Target != "" && l.lost[alias] {
		cause = alias
	}
	for above := path.Dir(strings.TrimSuffix(cause, "/")); above != "/" && above != "."; above = path.Dir(above) {
		if l.lost[above+"/"] {
			cause = above + "/"
		}
	}
	return cause
}

// line returns the problem of a line of the lock and its hint, "" where there is none or where the cause has it.
func (l *lockCheck) line(a content.Address) (message, hint string) {
	page, anchor := a.Page(), a.Anchor()
	switch {
	case l.lost[page] && (anchor != "" || l.cause(a) != page):
		return "", ""
	case l.lost[page]:
		return page + " would be lost" + also(l.with[page]), l.wayBack(a)
	case anchor != "" && !l.hasHeading(page, anchor):
		return a.Path + " would be lost: the page has no such heading", "give the heading its old words back, or delete the line to give the link up"
	case a.Target == "" || slices.Contains(l.have[page], a.Target) || l.have.to(page, a.Target) || l.lost["/"+a.Target+"/"], pageOf(page) != page && l.locked[pageOf(page)]:
		return "", ""
	default:
		return page + " would no longer lead to " + a.Target, "let it lead there again, or delete the line to let it lead elsewhere"
	}
}

// keyOf returns the key that the short link of a code starts with, "" if its set has that key, and for other addresses.
func (l *lockCheck) keyOf(a content.Address) string {
	if !strings.HasPrefix(a.Path, "/e/") {
		return ""
	}
	key, _, _ := strings.Cut(path.Base(a.Path), "-")
	if c := l.catalog.Code(a.Target); c == nil || key == strings.ToLower(c.Set.Key) {
		return ""
	}
	return key
}

// nameIn returns the slug in the address of a code: of its page, of a representation, of /code/ and of a short link.
func nameIn(address string) string {
	name := path.Base(strings.TrimSuffix(address, ending(address)))
	if strings.HasPrefix(address, "/e/") {
		_, name, _ = strings.Cut(name, "-")
	}
	return name
}

// also names some of the addresses that are lost together with another.
func also(others []string) string {
	others = lists.Filter(others, func(s string) bool { return strings.HasSuffix(s, "/") })
	switch n := len(others); n {
	case 0:
		return ""
	case 1, 2:
		return ", with " + strings.Join(others, " and ")
	default:
		return fmt.Sprintf(", with %s and %d more", others[0], n-1)
	}
}

// hasHeading reports whether a page has a heading with an id, or the page that it sends on to.
func (l *lockCheck) hasHeading(page, id string) bool {
	page = page[1:]
	return hasAnchor(l.record, cmp.Or(l.sends[page], page)+"index.html", id)
}

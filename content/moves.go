package content

import (
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/lists"
)

// Moves are the ids that codes, sets, vendors and concepts had before, as their moved_from says, and the former keys of
// sets in lower case. No id is in it that something has today, so following it ends. The zero value is without moves.
type Moves struct {
	Codes    map[string]*Code // by "vendor/set/slug"
	Sets     map[string]*Set  // by "vendor/set"
	Vendors  map[string]*Vendor
	Concepts map[string]*Concept
	Keys     map[string]*Set
}

// Moves returns what was moved. The caller must not change it.
func (c *Catalog) Moves() *Moves {
	if c.moves == nil {
		return &Moves{}
	}
	return c.moves
}

// Formerly returns the code that has an id today, or had it before it, its set or its vendor was moved; nil if there is
// none.
func (c *Catalog) Formerly(id string) *Code {
	m := c.Moves()
	for range 4 { // the vendor, then the set, then the code itself can have been moved
		if code := c.Code(id); code != nil {
			return code
		}
		if code := m.Codes[id]; code != nil {
			return code
		}
		part := strings.SplitN(id, "/", 3)
		if len(part) < 3 {
			return nil
		}
		if s := m.Sets[part[0]+"/"+part[1]]; s != nil {
			id = s.path() + "/" + part[2]
		} else if v := m.Vendors[part[0]]; v != nil {
			id = v.ID + "/" + part[1] + "/" + part[2]
		}
	}
	return nil
}

func (s *Set) path() string { return s.Vendor.ID + "/" + s.ID }

// FormerIDs returns the ids that the code had by its own moves.
func (c *Code) FormerIDs() []string {
	return lists.Each(c.MovedFrom, func(ref string) string {
		set, spelling := c.former(ref)
		return set + "/" + Slug(spelling)
	})
}

// FormerSpellings returns the names in FormerIDs, as moved_from writes them.
func (c *Code) FormerSpellings() []string {
	return lists.Each(c.MovedFrom, func(ref string) string {
		_, spelling := c.former(ref)
		return spelling
	})
}

// former splits "vendor/set/CODE", "set/CODE" or "CODE" into the id of a set and a spelling. A spelling may contain
// slashes if the vendor and the set are named.
func (c *Code) former(ref string) (set, spelling string) {
	part := strings.SplitN(ref, "/", 3)
	switch {
	case len(part) == 3 && idText.MatchString(part[0]) && idText.MatchString(part[1]):
		return part[0] + "/" + part[1], part[2]
	case len(part) == 2 && idText.MatchString(part[0]):
		return c.Set.Vendor.ID + "/" + part[0], part[1]
	}
	return c.Set.path(), ref
}

// addresses returns former addresses of the code's page, for the resolver: its own, those of its set and its vendor,
// and the short ids with former keys.
func (c *Code) formerAddresses() []string {
	s := c.Set
	return slices.Concat(
		c.FormerIDs(),
		lists.Each(s.MovedFrom, func(ref string) string { return s.former(ref) + "/" + c.Slug }),
		lists.Each(s.Vendor.MovedFrom, func(vendor string) string { return vendor + "/" + s.ID + "/" + c.Slug }),
		lists.Each(s.FormerKeys, func(key string) string { return "e/" + strings.ToLower(key) + "-" + c.Slug }),
	)
}

// former returns the whole id that an entry of moved_from means: "vendor/set" or "set".
func (s *Set) former(ref string) string {
	if strings.Contains(ref, "/") {
		return ref
	}
	return s.Vendor.ID + "/" + ref
}

// mover collects the moves of a catalog and reports what cannot be one.
type mover struct {
	*loader
	*Moves                // by itself: the catalog keeps it, and not the loader
	first  map[string]Pos // of each former id: where it is said
}

// linkMoves reads all moved_from and former_keys. It needs the index of codes.
func (l *loader) linkMoves() {
	m := &mover{l, &Moves{map[string]*Code{}, map[string]*Set{}, map[string]*Vendor{}, map[string]*Concept{}, map[string]*Set{}}, map[string]Pos{}}
	now := map[string]*Positions{} // what has an id today
	for _, c := range l.cat.Concepts {
		now["concept "+c.ID] = &c.Positions
	}
	for _, v := range l.cat.Vendors {
		now["vendor "+v.ID] = &v.Positions
		for _, s := range v.Sets {
			now["set "+s.path()], now["key "+strings.ToLower(s.Key)] = &s.Positions, &s.Positions
		}
	}
	for _, c := range l.cat.Concepts {
		former(m, now, "concept", &c.Positions, c.MovedFrom, whole, m.Concepts, c)
	}
	for _, v := range l.cat.Vendors {
		former(m, now, "vendor", &v.Positions, v.MovedFrom, whole, m.Vendors, v)
		for _, s := range v.Sets {
			former(m, now, "set", &s.Positions, s.MovedFrom, s.former, m.Sets, s)
			former(m, now, "key", &s.Positions, s.FormerKeys, strings.ToLower, m.Keys, s)
		}
	}
	for c := range l.cat.All() {
		m.code(c)
	}
	l.cat.moves = m.Moves
	for c := range l.cat.All() {
		m.aliases(c)
	}
}

func whole(ref string) string { return ref }

// former adds the former ids of something.
func former[T any](m *mover, now map[string]*Positions, what string, p *Positions, refs []string, id func(string) string, moves map[string]T, to T) {
	pointer := "/moved_from"
	if what == "key" {
		pointer = "/former_keys"
	}
	for i, ref := range refs {
		pos, id := p.Pos(item(pointer, i)), id(ref)
		if ref == "" || !m.possible(pos, what, ref) {
			continue
		}
		if other := now[what+" "+id]; other != nil {
			m.taken(pos, ref, other.Pos(""), p == other)
		} else if m.isFirst(pos, what+" "+id, ref) {
			moves[id] = to
		}
	}
}

// code adds the former ids of a code.
func (m *mover) code(c *Code) {
	for i, id := range c.FormerIDs() {
		ref, pos := c.MovedFrom[i], c.Pos(item("/moved_from", i))
		set, slug := id[:strings.LastIndexByte(id, '/')], id[strings.LastIndexByte(id, '/')+1:]
		switch other := m.cat.indexed(id); {
		case ref == "":
		case slug == "":
			m.report(pos, "moved-from", `write the former id as "CODE", "set/CODE" or "vendor/set/CODE"`, "%s is not an id that a code can have had", quote(ref))
		case !m.possible(pos, "set", set):
		case other != nil:
			m.taken(pos, ref, other.Pos(""), other == c)
		case m.isFirst(pos, "code "+id, ref):
			m.Codes[id] = c
		}
	}
}

// possible reports a former id that nothing can have had.
func (m *mover) possible(pos Pos, what, ref string) bool {
	const rule = "moved-from"
	if what == "key" {
		message, hint := checkKey(ref)
		if message != "" {
			m.report(pos, rule, hint, "a key %s", message)
		}
		return message == ""
	}
	parts, most, form := strings.Split(ref, "/"), 1, "write the id alone"
	if what == "set" {
		most, form = 2, `write "set" or "vendor/set"`
	}
	if len(parts) > most {
		m.report(pos, rule, form, "%s is not the id of a %s", quote(ref), what)
		return false
	}
	for i, id := range parts {
		kind := what
		if what == "set" && i < len(parts)-1 {
			kind = "vendor"
		}
		if message, hint := checkID(id); message != "" {
			m.report(pos, rule, hint, "an id %s", message)
			return false
		}
		if slices.Contains(reservedIDs(kind), id) {
			m.report(pos, rule, "delete it", "%s is an address of the site, so no %s can have had it", quote(id), kind)
			return false
		}
	}
	return true
}

// taken reports a former id that something has today: its address cannot lead elsewhere.
func (m *mover) taken(pos Pos, ref string, other Pos, own bool) {
	if own {
		m.report(pos, "moved-from", "delete it: moved_from takes former ids", "%s is what it is called today", quote(ref))
		return
	}
	m.report(pos, "moved-from", "an address leads to one page: delete this line, or rename or delete that entry",
		"%s is an entry of its own, in line %d of %s", quote(ref), other.Line, other.File)
}

// isFirst reports an id that two things claim to have had.
func (m *mover) isFirst(pos Pos, id, ref string) bool {
	if other, taken := m.first[id]; taken {
		m.report(pos, "moved-from", "an address leads to one page: delete one of the two", "%s is given in line %d of %s, too", quote(ref), other.Line, other.File)
		return false
	}
	m.first[id] = pos
	return true
}

// aliases reports former ids at the address of an alias.
func (m *mover) aliases(c *Code) {
	if len(m.Codes) == 0 {
		return
	}
	for i, alias := range c.Aliases {
		if other := m.Codes[c.Set.path()+"/"+Slug(alias)]; other != nil {
			m.report(c.Pos(item("/aliases", i)), "moved-from", "delete one of the two: both keep the old address",
				"%s is the former id of %s in line %d of %s", quote(alias), quote(other.Code), other.Pos("/moved_from").Line, other.Pos("/moved_from").File)
		}
	}
}

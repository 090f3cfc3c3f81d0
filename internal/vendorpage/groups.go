package vendorpage

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/catalogfile"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/pattern"
	"github.com/errdocs/errdocs/internal/terms"
)

// group is a set in the making: parts of the page that belong together.
type group struct {
	under *heading
	parts []*listing
	name  string
}

// grouped sorts parts into groups by a key. A list or run of sections with more than half of its codes in a table goes
// where that table is.
func grouped(parts []*listing, key func(*listing) any) (groups []*group) {
	tables := map[string]*listing{} // by code
	for _, b := range parts {
		for _, e := range b.entries {
			if b.table.shape == "table" {
				tables[e.Code.Code] = cmp.Or(tables[e.Code.Code], b)
			}
		}
	}
	home := func(a *listing) *listing {
		shared := map[*listing]int{}
		for _, e := range a.entries {
			b := tables[e.Code.Code]
			if shared[b]++; b != nil && a.table.shape != "table" && shared[b]*2 > len(a.entries) {
				return b
			}
		}
		return a
	}
	at := map[any]*group{}
	for _, away := range []bool{false, true} {
		for _, a := range parts {
			h := home(a)
			k := key(h)
			switch g := at[k]; {
			case (h != a) != away:
			case g == nil:
				at[k] = &group{under: headingOf(a), parts: []*listing{a}}
				groups = append(groups, at[k])
			default:
				g.parts = append(g.parts, a)
			}
		}
	}
	return groups
}

// headingStatus matches headings that group codes by their HTTP status: they are not sets. It comes first, or last in brackets.
var headingStatus = pattern.New(`(?i)^(?:https?\s+)?(?:status\s+)?(?:code\s+)?([1-5](?:[0-9]{2}|xx))\b|\((?:https?\s+)?(?:status\s+)?([45][0-9]{2})\)$`)

// headingOf returns the heading that a part belongs to.
func headingOf(a *listing) *heading {
	h := a.table.under
	for h != nil && (headingStatus.MatchString(h.words) || terms.IsLabel(h.words) && h.parent != nil) {
		h = h.parent
	}
	return h
}

// partitions returns the ways to sort parts into sets, the usual one first: by heading, with HTTP statuses apart from
// other codes, by table, and all in one.
func partitions(parts []*listing) [][]*group {
	return [][]*group{
		grouped(parts, func(a *listing) any { return [2]any{headingOf(a), a.http} }),
		grouped(parts, func(a *listing) any { return a }),
		grouped(parts, func(*listing) any { return nil }),
	}
}

// name sorts parts into groups and names them: each name goes to the group whose heading has its words, the others to
// the groups that are most about errors, in the order of the page. Groups without a name are left out.
func (p *Page) name(parts []*listing, names []string, d *Draft) (kept []*group) {
	groups := partitions(parts)[0]
	if len(names) == 0 || len(groups) == 0 {
		p.deriveNames(groups)
		return groups
	}
	rest := assignNames(groups, names)
	if len(names) == 1 && len(groups) > 1 && (len(rest) > 0 || generic(names[0])) {
		return p.oneName(groups, names[0], d)
	}
	open := slices.DeleteFunc(slices.Clone(groups), func(g *group) bool { return g.name != "" })
	slices.SortStableFunc(open, func(a, b *group) int { return cmp.Compare(b.rank(), a.rank()) })
	open = open[:min(len(open), len(rest))]
	inOrder(open)
	for i, g := range open {
		g.name = rest[i]
	}
	return without(groups, d, "no --set names it", func(g *group) bool { return g.name == "" })
}

// without leaves some groups out.
func without(groups []*group, d *Draft, why string, is func(*group) bool) (kept []*group) {
	for _, g := range groups {
		if !is(g) {
			kept = append(kept, g)
			continue
		}
		for _, a := range g.parts {
			d.Left = append(d.Left, Left{a.table.line, a.table.shape, cut(tableWords(a.table), 80), fmt.Sprintf("%s; it lists %d codes%s", why, len(a.entries), underWords(g.under))})
		}
	}
	return kept
}

// inOrder sorts groups as they are on the page.
func inOrder(groups []*group) {
	slices.SortStableFunc(groups, func(a, b *group) int { return cmp.Compare(a.parts[0].index, b.parts[0].index) })
}

func underWords(h *heading) string {
	if h == nil {
		return ""
	}
	return " under “" + cut(h.words, 60) + "”"
}

// genericWords do not distinguish one set from another.
var genericWords = []string{"error", "code", "all", "list", "message", "the", "and", "of", "for", "api", "response", "set"}

func nameWords(s string) []string { return strings.Fields(terms.Singular(s)) }

func generic(name string) bool {
	return !slices.ContainsFunc(nameWords(name), func(w string) bool { return !slices.Contains(genericWords, w) })
}

// assignNames gives each name to the group that it fits best, and returns those that fit none.
func assignNames(groups []*group, names []string) (rest []string) {
	for _, name := range names {
		best := slices.MaxFunc(groups, func(a, b *group) int { return cmp.Compare(a.fits(name), b.fits(name)) })
		if best.fits(name) > 0 {
			best.name = name
		} else {
			rest = append(rest, name)
		}
	}
	return rest
}

// fits rates how well a name fits a group without one: 0 not at all, 1 word for word.
func (g *group) fits(name string) float64 {
	var heads []string
	for h := g.under; h != nil && len(heads) == 0; h = h.parent {
		heads = nameWords(h.words)
	}
	words := nameWords(name)
	known := func(w string) bool { return slices.Contains(heads, w) || len(w) > 3 && content.Nearest(w, heads) != "" }
	foreign := func(w string) bool { return !known(w) && !slices.Contains(genericWords, w) }
	if g.name != "" || slices.ContainsFunc(words, foreign) || generic(name) && len(heads) != len(words) {
		return 0
	}
	return float64(lists.Count(words, known)) / float64(max(len(heads), len(words)))
}

// oneName gives the only name to all groups of the kind that most codes have. The others become sets named after
// their headings.
func (p *Page) oneName(groups []*group, name string, d *Draft) []*group {
	speaks := func(g *group) bool {
		return slices.ContainsFunc(g.under.path(), func(h *heading) bool {
			return terms.AboutErrors(terms.Parted(h.words)) || terms.AboutReasons(terms.Parted(h.words))
		})
	}
	if p.Kind != Source && !terms.AboutErrors(terms.Parted(p.Title)) && !terms.ListsCodes(p.Title) && slices.ContainsFunc(groups, speaks) {
		groups = without(groups, d, "its heading does not speak of errors, as others do", func(g *group) bool { return !speaks(g) && g.kind() != content.KindHTTPStatus })
	}
	main := slices.MaxFunc(groups, func(a, b *group) int { return cmp.Compare(a.rank(), b.rank()) })
	groups = without(groups, d, "its headings are statuses of the codes in "+name, func(g *group) bool { return g.samples(main) })
	same := &group{under: main.under, name: name, parts: slices.Clip(main.parts)}
	said := map[string]string{}
	main.contradicts(said)
	var others []*group
	for _, g := range groups {
		if g.name = ""; g == main {
		} else if g.kind() == main.kind() && g.style() == main.style() && !g.contradicts(said) {
			same.parts = append(same.parts, g.parts...)
		} else {
			others = append(others, g)
		}
	}
	slices.SortFunc(same.parts, func(a, b *listing) int { return cmp.Compare(a.index, b.index) })
	if len(same.parts) > len(main.parts) {
		same.under = nil
		d.Notes = append(d.Notes, fmt.Sprintf("%d tables went into %s; repeat --set to make several sets of them", len(same.parts), name))
	}
	p.deriveNames(others, name)
	for _, g := range others {
		d.Notes = append(d.Notes, fmt.Sprintf("the codes%s are of another kind, or have the same names, and make a set of their own, %s; --set names it", underWords(g.under), g.name))
	}
	all := append(others, same)
	inOrder(all)
	return all
}

// entries returns what is read of all parts of a group.
func (g *group) entries() []*Entry {
	return lists.Joined(g.parts, func(a *listing) []*Entry { return a.entries })
}

// samples reports whether a group is no more than headings with statuses that the codes of another have: "409 Conflict"
// above a sample of a response.
func (g *group) samples(main *group) bool {
	statuses := lists.Joined(main.entries(), func(e *Entry) []int { return e.HTTP.Is })
	known := lists.Set(lists.Each(statuses, itoa)...)
	return g.kind() == content.KindHTTPStatus && main.kind() == content.KindError &&
		!slices.ContainsFunc(g.parts, func(a *listing) bool { return a.table.shape != "sections" }) &&
		!slices.ContainsFunc(g.entries(), func(e *Entry) bool { return !known[e.Code.Code] })
}

// contradicts reports whether half of the codes that a group shares with others mean something else there. If not, it
// adds to what is said of them.
func (g *group) contradicts(said map[string]string) bool {
	shared, differ := 0, 0
	mine := map[string]string{}
	for _, e := range g.entries() {
		was, is := said[e.Code.Code], e.said()
		if mine[e.Code.Code] = is; was != "" && is != "" {
			if shared++; digest([]string{was}) != digest([]string{is}) {
				differ++
			}
		}
	}
	if shared > 1 && differ*2 > shared && g.parts[0].table.shape == "table" {
		return true
	}
	maps.Copy(said, mine)
	return false
}

// rank orders groups by how much they are the errors of the page.
func (g *group) rank() int {
	if g.kind() == content.KindError {
		return MaxRows + len(g.entries())
	}
	return len(g.entries())
}

// reservedSets are names that a set must not have: see content's rule reserved-id.
var reservedSets = []string{"examples", "index", "notes", "samples", "vendor"}

// deriveNames names groups after their headings.
func (p *Page) deriveNames(groups []*group, taken ...string) {
	used := map[string]int{} // how often
	for _, name := range taken {
		used[name]++
	}
	for _, g := range groups {
		others := slices.ContainsFunc(groups, func(o *group) bool { return o != g && o.under == g.under })
		words := cmp.Or(headingWords(g.under), p.Title)
		if others && g.kind() == content.KindHTTPStatus {
			words = "http " + words
		}
		name := cmp.Or(catalogfile.ID(words), "errors")
		if slices.Contains(reservedSets, name) {
			name += "-codes"
		}
		for g.name = name; used[g.name] > 0; g.name = fmt.Sprintf("%s-%d", name, used[name]) {
			used[name]++
		}
		used[g.name]++
	}
}

var valueHeader = pattern.New(`^(value|type|status|enum|enumeration|option|state)$`)

// kind says what a group lists: the kind that all of its parts have.
func (g *group) kind() content.Kind {
	kind := content.Kind("")
	for _, a := range g.parts {
		is := content.KindError
		switch {
		case a.http:
			is = content.KindHTTPStatus
		case a.grpc:
			is = content.KindGRPCStatus
		case !terms.AboutErrors(terms.Parted(headingWords(a.table.under)+"\n"+a.table.caption)) && valueHeader.MatchString(terms.Fold(a.columns[a.code].Header)):
			is = content.KindValue
		}
		if kind = cmp.Or(kind, is); kind != is {
			return content.KindError
		}
	}
	return kind
}

// style is how most codes of a group are written.
func (g *group) style() (best string) {
	count := map[string]int{}
	for _, e := range g.entries() {
		s := terms.Style(e.Code.Code)
		if count[s]++; count[s] > count[best] {
			best = s
		}
	}
	return best
}

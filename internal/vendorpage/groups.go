package vendorpage

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/catalogfile"
)

// group is a set in the making: parts that belong together.
type group struct {
	under *heading
	parts []*listing
	name  string
}

// homes finds the table that a list or run of sections adds to: the first with more than half of its codes.
func homes(parts []*listing) map[*listing]*listing {
	tables := map[string][]*listing{} // by code
	for _, b := range parts {
		if b.table.shape == "table" {
			for _, e := range b.entries {
				if all := tables[e.Code.Code]; len(all) < 8 && (len(all) == 0 || all[len(all)-1] != b) {
					tables[e.Code.Code] = append(all, b)
				}
			}
		}
	}
	home := map[*listing]*listing{}
	for _, a := range parts {
		if a.table.shape == "table" {
			continue
		}
		shared := map[*listing]int{}
		for _, e := range a.entries {
			for _, b := range tables[e.Code.Code] {
				shared[b]++
			}
		}
		for b, n := range shared {
			if n*2 > len(a.entries) && (home[a] == nil || b.index < home[a].index) {
				home[a] = b
			}
		}
	}
	return home
}

// grouped sorts parts by the headings they are under. Sections and lists that add to the codes of a table go where
// that table is.
func grouped(parts []*listing, home map[*listing]*listing, key func(*listing) any) []*group {
	var groups []*group
	at := map[any]*group{}
	for _, a := range parts {
		if home[a] != nil {
			continue
		}
		k := key(a)
		if at[k] == nil {
			at[k] = &group{under: headingOf(a)}
			groups = append(groups, at[k])
		}
		at[k].parts = append(at[k].parts, a)
	}
	for _, a := range parts {
		if home[a] == nil {
			continue
		}
		if g := at[key(home[a])]; g != nil {
			g.parts = append(g.parts, a)
		}
	}
	return groups
}

// statusHeading matches headings that group codes by their HTTP status: they are not sets.
var statusHeading = regexp.MustCompile(`(?i)^(?:https?\s+)?(?:status\s+)?(?:code\s+)?[1-5](?:[0-9]{2}|xx)\b`)

// headingOf returns the heading that a part belongs to.
func headingOf(a *listing) *heading {
	h := a.table.under
	for h != nil && (statusHeading.MatchString(h.words) || isLabel(h.words) && h.parent != nil) {
		h = h.parent
	}
	return h
}

// kindUnder keeps HTTP statuses apart from the codes under the same heading.
type kindUnder struct {
	under *heading
	http  bool
}

// partitions returns the ways to sort parts into sets, the usual one first: by heading and kind, by table, and all in
// one.
func partitions(parts []*listing) [][]*group {
	home := homes(parts)
	return [][]*group{
		grouped(parts, home, func(a *listing) any { return kindUnder{headingOf(a), a.http} }),
		grouped(parts, home, func(a *listing) any { return a }),
		grouped(parts, home, func(*listing) any { return nil }),
	}
}

// name sorts parts into groups and names them: each name goes to the group whose heading has its words, the others to
// the groups that are most about errors, in the order of the page.
func (p *Page) name(parts []*listing, o Options, d *Draft) []*group {
	groups := partitions(parts)[0]
	if len(o.Sets) == 0 || len(groups) == 0 {
		deriveNames(groups, p)
		return groups
	}
	rest := assign(groups, o.Sets)
	if len(o.Sets) == 1 && len(groups) > 1 && (len(rest) > 0 || generic(o.Sets[0])) {
		for _, g := range groups {
			g.name = ""
		}
		return p.oneName(groups, o.Sets[0], d)
	}
	nameRest(groups, rest)
	return d.named(groups)
}

// named returns the groups that have a name. The others are left out.
func (d *Draft) named(groups []*group) []*group {
	var kept []*group
	for _, g := range groups {
		if g.name != "" {
			kept = append(kept, g)
			continue
		}
		for _, a := range g.parts {
			d.Left = append(d.Left, Left{a.table.line, a.table.shape, cut(tableWords(a.table), 80),
				fmt.Sprintf("no --set names it; it lists %d codes%s", len(a.entries), underWords(g.under))})
		}
	}
	return kept
}

func underWords(h *heading) string {
	if h == nil {
		return ""
	}
	return " under “" + cut(h.words, 60) + "”"
}

// genericWords do not distinguish one set from another.
var genericWords = []string{"error", "code", "all", "list", "message", "the", "and", "of", "for", "api", "response", "set"}

func nameWords(s string) []string { return strings.Fields(singular(s)) }

func generic(name string) bool {
	return !slices.ContainsFunc(nameWords(name), func(w string) bool { return !slices.Contains(genericWords, w) })
}

// assign gives names to the groups that they fit best, and returns those that fit none.
func assign(groups []*group, names []string) (rest []string) {
	for _, name := range names {
		if best := bestNamed(name, groups); best != nil {
			best.name = name
		} else {
			rest = append(rest, name)
		}
	}
	return rest
}

// bestNamed returns the group without a name that a name fits best, nil if it fits none.
func bestNamed(name string, groups []*group) (best *group) {
	top := 0.0
	for _, g := range groups {
		if score := nameScore(name, g); g.name == "" && score > top {
			best, top = g, score
		}
	}
	return best
}

// nameScore rates how well a name fits a group: 0 not at all, 1 word for word.
func nameScore(name string, g *group) float64 {
	var heads []string
	for h := g.under; h != nil && len(heads) == 0; h = h.parent {
		heads = append(heads, nameWords(h.words)...)
	}
	for _, a := range g.parts {
		heads = append(heads, nameWords(a.table.caption)...)
	}
	words := nameWords(name)
	hit, specific := 0, 0
	for _, w := range words {
		if slices.Contains(heads, w) || len(w) > 3 && content.Nearest(w, heads) != "" {
			hit++
		} else if !slices.Contains(genericWords, w) {
			return 0
		}
		if !slices.Contains(genericWords, w) {
			specific++
		}
	}
	if hit == 0 || specific == 0 && len(heads) != len(words) {
		return 0
	}
	return float64(hit) / float64(max(len(heads), len(words)))
}

// oneName gives the only name to all groups of the kind that most codes have. The others become sets named after
// their headings.
func (p *Page) oneName(groups []*group, name string, d *Draft) []*group {
	main := slices.MaxFunc(groups, func(a, b *group) int { return cmp.Compare(rank(a), rank(b)) })
	kind, style := main.kind(), main.style()
	same := &group{under: main.under, name: name, parts: slices.Clip(main.parts)}
	said := map[string]string{}
	main.saidBy(said)
	var others []*group
	for _, g := range groups {
		if g == main {
			continue
		} else if g.kind() == kind && g.style() == style && !g.contradicts(said) {
			same.parts = append(same.parts, g.parts...)
			g.saidBy(said)
			continue
		}
		others = append(others, g)
	}
	slices.SortFunc(same.parts, func(a, b *listing) int { return cmp.Compare(a.index, b.index) })
	if len(same.parts) > len(main.parts) {
		same.under = nil
		d.Notes = append(d.Notes, fmt.Sprintf("%d tables went into %s; repeat --set to make several sets of them", len(same.parts), name))
	}
	deriveNames(others, p, name)
	for _, g := range others {
		d.Notes = append(d.Notes, fmt.Sprintf("the codes%s are of another kind, or have the same names, and make a set of their own, %s; --set names it",
			underWords(g.under), g.name))
	}
	all := append([]*group{same}, others...)
	slices.SortStableFunc(all, func(a, b *group) int { return cmp.Compare(a.parts[0].index, b.parts[0].index) })
	return all
}

// saidBy adds what a group says about its codes.
func (g *group) saidBy(said map[string]string) {
	for _, a := range g.parts {
		for _, e := range a.entries {
			said[e.Code.Code] = e.said()
		}
	}
}

// contradicts reports whether half of the codes that a group shares with others mean something else there.
func (g *group) contradicts(said map[string]string) bool {
	shared, differ := 0, 0
	for _, a := range g.parts {
		for _, e := range a.entries {
			if was := said[e.Code.Code]; was != "" && e.said() != "" {
				if shared++; digest([]string{was}) != digest([]string{e.said()}) {
					differ++
				}
			}
		}
	}
	return shared > 1 && differ*2 > shared && g.parts[0].table.shape == "table"
}

// rank orders groups by how much they are the errors of the page.
func rank(g *group) int {
	n := 0
	for _, a := range g.parts {
		n += len(a.entries)
	}
	if g.kind() == content.KindError {
		n += MaxRows
	}
	return n
}

// nameRest names as many of the other groups as there are names left.
func nameRest(groups []*group, rest []string) {
	open := slices.DeleteFunc(slices.Clone(groups), func(g *group) bool { return g.name != "" })
	slices.SortStableFunc(open, func(a, b *group) int { return cmp.Compare(rank(b), rank(a)) })
	open = open[:min(len(open), len(rest))]
	slices.SortStableFunc(open, func(a, b *group) int { return cmp.Compare(a.parts[0].index, b.parts[0].index) })
	for i, g := range open {
		g.name = rest[i]
	}
}

// reservedSets are names that a set must not have: see content's rule reserved-id.
var reservedSets = []string{"examples", "index", "notes", "samples", "vendor"}

// deriveNames names groups after their headings.
func deriveNames(groups []*group, p *Page, taken ...string) {
	used := map[string]int{} // how often a name was given
	for _, name := range taken {
		used[name]++
	}
	kinds := map[*heading]int{}
	for _, g := range groups {
		kinds[g.under]++
	}
	for _, g := range groups {
		words := p.Title
		if g.under != nil {
			words = g.under.words
		}
		if g.kind() == content.KindHTTPStatus && kinds[g.under] > 1 {
			words = "http " + words
		}
		name := firstOf(catalogfile.ID(words), "errors")
		if slices.Contains(reservedSets, name) {
			name += "-codes"
		}
		base := name
		for used[name] > 0 {
			used[base]++
			name = fmt.Sprintf("%s-%d", base, used[base])
		}
		used[name]++
		g.name = name
	}
}

// kind says what a group lists.
func (g *group) kind() content.Kind {
	http, grpc, value := 0, 0, 0
	for _, a := range g.parts {
		switch c := a.columns[a.code]; {
		case a.http:
			http++
		case a.grpc:
			grpc++
		case !aboutErrors.MatchString(parted(headingWords(a.table.under)+"\n"+a.table.caption)) && valueHeader.MatchString(fold(c.Header)):
			value++
		}
	}
	switch n := len(g.parts); {
	case http == n:
		return content.KindHTTPStatus
	case grpc == n:
		return content.KindGRPCStatus
	case value == n:
		return content.KindValue
	}
	return content.KindError
}

var valueHeader = regexp.MustCompile(`^(value|type|status|enum|enumeration|option|state)$`)

// style is how most codes of a group are written.
func (g *group) style() string {
	count := map[string]int{}
	for _, a := range g.parts {
		for _, e := range a.entries {
			count[styleOf(e.Code.Code)]++
		}
	}
	best := ""
	for s, n := range count {
		if n > count[best] || n == count[best] && s < best {
			best = s
		}
	}
	return best
}

func styleOf(code string) string {
	switch {
	case integer.MatchString(code):
		return "number"
	case strings.ToUpper(code) == code:
		return "upper"
	case strings.ToLower(code) == code:
		return "lower"
	}
	return "mixed"
}

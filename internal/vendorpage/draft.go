package vendorpage

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/catalogfile"
)

// Options say what a draft is for.
type Options struct {
	Vendor string         // id of the vendor
	Sets   []string       // ids of the sets, in the order of the page or named like its headings; empty: named after the headings
	Map    Mapping        // which column goes into which field
	Source content.Source // overrides what the page says
	Keys   []string       // keys of sets that are taken
}

// Draft is the result of reading a page.
type Draft struct {
	Sets  []*Set
	Left  []Left
	Notes []string // decisions where the page was not clear
}

// Set is the draft of a set file.
type Set struct {
	content.Set
	Entries  []*Entry
	Listings []Listing
}

// Listing describes a table, list or run of sections that a set was made from.
type Listing struct {
	Line    int      `json:"line"`
	Shape   string   `json:"shape"` // table, list, lines or sections
	Heading string   `json:"heading"`
	Rows    int      `json:"rows"`
	Lost    int      `json:"lost"` // characters that reached no field
	Columns []Column `json:"columns"`
}

// Draft finds the codes of a page and sorts them into sets.
func (p *Page) Draft(o Options) (*Draft, error) {
	if u := o.Source.URL; u != "" && absolute(u) != u {
		return nil, usage("use a URL that starts with https://", "--url: invalid URL %q", u)
	}
	d := &Draft{Left: slices.Clone(p.Dropped)}
	parts := p.parts(o, d)
	if missing := o.Map.unused(p.tables()); len(missing) > 0 {
		return nil, usage("columns: "+strings.Join(p.headers(), ", "), "--map: no table has a column %q", missing[0])
	}
	if len(parts) == 0 {
		return nil, p.nothing(d.Left)
	}
	groups := p.name(parts, o, d)
	for _, g := range groups {
		if s := p.set(g, o, d); len(s.Entries) > 0 {
			d.Sets = append(d.Sets, s)
		}
	}
	d.Left = append(d.Left, p.unused(parts)...)
	slices.SortStableFunc(d.Left, func(a, b Left) int { return cmp.Compare(a.Line, b.Line) })
	return d, nil
}

// DraftFor makes the draft of one set: the part of the page that has most in common with an existing set
// file, however that file's set was named and put together.
func (p *Page) DraftFor(id string, file *catalogfile.Set, o Options) (*Draft, error) {
	found := &Draft{Left: slices.Clone(p.Dropped)}
	var best []*group
	top := 0.0
	parts := p.parts(o, found)
	for _, way := range append(partitions(parts), p.name(parts, Options{Sets: []string{id}}, &Draft{})) {
		for _, g := range way {
			both, all := file.Common(g.folds())
			switch score := float64(both) / float64(all); {
			case score > top:
				best, top = []*group{g}, score
			case score == top && score > 0:
				best = append(best, g)
			}
		}
	}
	if len(best) == 0 {
		return nil, &Error{Message: "the page lists none of the codes of " + id, Hint: "errdocs import --dry-run shows what it lists"}
	}
	return p.mostAlike(id, best, file, o, found), nil
}

// mostAlike makes drafts of groups that have the same codes, and returns the one with most of the file's
// wording: if two tables describe the same codes, the file may come from both.
func (p *Page) mostAlike(id string, groups []*group, file *catalogfile.Set, o Options, found *Draft) *Draft {
	var best *Draft
	most := -1
	for _, g := range groups {
		g.name = id
		d := &Draft{Left: slices.Clone(found.Left)}
		d.Sets = []*Set{p.set(g, o, d)}
		same := 0
		for _, e := range d.Sets[0].Entries {
			if k := file.Find(e.Code.Code); k != nil && k.HasDigest() && k.Digest == e.Digest {
				same++
			}
		}
		if same > most {
			best, most = d, same
		}
	}
	return best
}

// folds returns the codes of a group without case and separators.
func (g *group) folds() map[string]bool {
	folds := map[string]bool{}
	for _, a := range g.parts {
		for _, e := range a.entries {
			folds[content.Fold(e.Code.Code)] = true
		}
	}
	return folds
}

func (p *Page) tables() []*table {
	var all []*table
	for _, b := range p.blocks {
		if b.kind == tableBlock {
			all = append(all, b.table)
		}
	}
	return all
}

// headers returns the distinct headers of the page's tables, at most twelve.
func (p *Page) headers() []string {
	var all []string
	for _, t := range p.tables() {
		for col := range t.width() {
			if h := cut(t.header(col), 30); h != "" && !slices.Contains(all, h) && len(all) < 12 {
				all = append(all, h)
			}
		}
	}
	return all
}

// nothing is the error for a page without codes.
func (p *Page) nothing(left []Left) error {
	hint := "save the page as your browser shows it, with its tables"
	if h := p.headers(); len(h) > 0 {
		hint = "name the column with the codes, such as --map '" + h[0] + "=code'"
	}
	message := "the page has no table, list or headings of codes"
	for _, l := range left {
		if l.What != "text" && l.Line > 0 {
			message += fmt.Sprintf("; line %d: %s", l.Line, l.Why)
			break
		}
	}
	return &Error{Message: message, Hint: hint}
}

// set makes a set of a group.
func (p *Page) set(g *group, o Options, d *Draft) *Set {
	s := &Set{}
	s.ID, s.Kind = g.name, g.kind()
	s.Title = catalogfile.Title(firstOf(headingWords(g.under), p.Title, g.name))
	s.Source = p.source(g, o)
	where := ""
	if headingWords(g.under) != p.Title {
		where = underWords(g.under)
	}
	s.Summary = summary(fmt.Sprintf("Codes that the vendor's page “%s” lists%s.", cut(firstOf(p.Title, "without a title"), 60), where))
	s.Platform = platform(headingWords(g.under))
	return p.fillSet(s, g, o, d)
}

// fillSet puts the entries of a group into its set.
func (p *Page) fillSet(s *Set, g *group, o Options, d *Draft) *Set {
	s.Key = catalogfile.Key(o.Vendor, s.ID, append(o.Keys, keysOf(d.Sets)...))
	m := setBuilder{set: s, byCode: map[string]*Entry{}, byFold: map[string]*Entry{}}
	for _, a := range g.parts {
		d.Left = append(d.Left, a.left...)
		for _, c := range a.columns {
			if c.Field == FieldIgnore && c.Filled > 0 {
				d.Left = append(d.Left, Left{a.table.line, "column", firstOf(c.Header, "a column without a header"), c.Why})
			}
		}
		s.Listings = append(s.Listings, Listing{a.table.line, a.table.shape, headingWords(a.table.under), len(a.table.body()), 0, a.columns})
		for _, e := range a.entries {
			e := e.clone()
			if e.Source.URL == s.Source.URL {
				e.Source.URL = ""
			}
			m.add(e, a, d)
		}
	}
	for _, e := range s.Entries {
		e.Digest = digest(e.words)
	}
	s.dropAliases()
	for i, a := range g.parts {
		lost, left := a.notReached(m.byCode)
		s.Listings[i].Lost, d.Left = lost, append(d.Left, left...)
	}
	s.note(g)
	return s
}

// YAML returns the text of the set file.
func (s *Set) YAML() []byte {
	file := s.Set
	for _, e := range s.Entries {
		file.Codes = append(file.Codes, &e.Code)
	}
	return catalogfile.SetYAML(file)
}

// Vendor returns the draft of the vendor whose docs the page is.
func (p *Page) Vendor(id string) content.Vendor {
	return content.Vendor{ID: id, URL: p.URL, Summary: summary(fmt.Sprintf(
		"Draft: say what the product is. Made from the vendor's page “%s”.", cut(firstOf(p.Title, "without a title"), 60)))}
}

func headingWords(h *heading) string {
	if h == nil {
		return ""
	}
	return h.words
}

func keysOf(sets []*Set) []string {
	var keys []string
	for _, s := range sets {
		keys = append(keys, s.Key)
	}
	return keys
}

// source returns the source of a set: the page and the heading on it.
func (p *Page) source(g *group, o Options) content.Source {
	src := content.Source{Title: cut(p.Title, 120), URL: p.URL}
	if words := headingWords(g.under); words != "" && words != p.Title {
		src.Title = strings.TrimPrefix(src.Title+", "+words, ", ")
	}
	if g.under != nil && g.under.anchor != "" && src.URL != "" {
		src.URL = absolute(withFragment(src.URL, g.under.anchor))
	}
	src.Title = firstOf(o.Source.Title, src.Title)
	src.URL = firstOf(o.Source.URL, src.URL)
	src.Retrieved = o.Source.Retrieved
	return src
}

// platform returns the platform that words name and nothing else.
func platform(words string) content.Platform {
	name := content.Slug(words)
	name = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(name, "-errors"), "-error-codes"), "-sdk")
	return content.Platform(member(name, content.Values[content.Platform]()))
}

// note adds a note about data that does not come from the page.
func (s *Set) note(g *group) {
	for _, a := range g.parts {
		if a.grpc && !a.has(FieldNumber) {
			s.Note = "The page does not give the numbers. They are those of the " +
				"[gRPC standard](https://github.com/grpc/grpc/blob/master/doc/statuscodes.md)."
			return
		}
	}
}

// Print writes what was read of the page and where its columns went.
func (l Listing) Print(w io.Writer, quiet func(string) string) {
	under := ""
	if l.Heading != "" {
		under = " under “" + cut(l.Heading, 60) + "”"
	}
	lost := ""
	if l.Lost > 0 {
		lost = fmt.Sprintf(", %d characters left out", l.Lost)
	}
	fmt.Fprintf(w, "  %s\n", quiet(fmt.Sprintf("%s in line %d%s, %d rows%s", l.Shape, l.Line, under, l.Rows, lost)))
	for i, c := range l.Columns {
		if c.Filled == 0 {
			continue
		}
		to := string(c.Field)
		if c.Field == FieldIgnore {
			to = "left out: " + c.Why
		}
		fmt.Fprintf(w, "    %-24s → %s\n", cut(firstOf(c.Header, fmt.Sprintf("column %d", i+1)), 24), to)
	}
}

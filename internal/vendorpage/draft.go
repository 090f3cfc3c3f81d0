package vendorpage

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/catalogfile"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/terms"
)

// Options say what a draft is for.
type Options struct {
	Vendor string         // id of the vendor
	Sets   []string       // ids of the sets, in the order of the page or named like its headings; empty: named after the headings
	Map    Mapping        // which column goes into which field
	Source content.Source // overrides what the page says
	Keys   []string       // keys of sets that are taken

	file *catalogfile.Set // that is being updated, nil for none
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

// Draft finds the codes of a page and sorts them into sets.
func (p *Page) Draft(o Options) (*Draft, error) {
	if u := o.Source.URL; u != "" && absolute(u) != u {
		return nil, usage("use a URL that starts with https://", "--url: invalid URL %q", u)
	}
	d := &Draft{Left: slices.Clone(p.Dropped)}
	parts, err := p.parts(o, d)
	if err != nil {
		return nil, err
	}
	if missing := o.Map.unused(p.tables()); len(missing) > 0 {
		return nil, usage("columns: "+strings.Join(p.headers(), ", "), "--map: no table has a column %q", missing[0].column)
	}
	if len(parts) == 0 {
		return nil, p.nothing(d.Left)
	}
	for _, g := range p.name(parts, o.Sets, d) {
		if s := p.set(g, o, d); len(s.Entries) > 0 {
			d.Sets = append(d.Sets, s)
		}
	}
	d.Left = append(d.Left, p.unused(parts)...)
	slices.SortStableFunc(d.Left, func(a, b Left) int { return cmp.Compare(a.Line, b.Line) })
	return d, nil
}

func (p *Page) tables() []*table {
	all := lists.Filter(p.blocks, func(b block) bool { return b.kind == tableBlock })
	return lists.Each(all, func(b block) *table { return b.table })
}

// headers returns the distinct headers of the page's tables, at most twelve.
func (p *Page) headers() (all []string) {
	for _, t := range p.tables() {
		for _, h := range t.headers() {
			if h = cut(h, 30); h != "" && !slices.Contains(all, h) && len(all) < 12 {
				all = append(all, h)
			}
		}
	}
	return all
}

// nothing is the error for a page without codes.
func (p *Page) nothing(left []Left) error {
	hint := "save the page as your browser shows it, with its tables"
	if p.Kind == Source {
		hint = "give the file that declares the codes, as an enum, constants or messages with keys"
	}
	if h := p.headers(); len(h) > 0 {
		hint = "name the column with the codes, such as --map '" + h[0] + "=code'"
	}
	message := "the page has no table, list or headings of codes"
	if i := slices.IndexFunc(left, func(l Left) bool { return l.What != "text" && l.Line > 0 }); i >= 0 {
		message += fmt.Sprintf("; line %d: %s", left[i].Line, left[i].Why)
	}
	return &Error{Message: message, Hint: hint}
}

// set makes a set of a group.
func (p *Page) set(g *group, o Options, d *Draft) *Set {
	s := &Set{}
	words := headingWords(g.under)
	s.ID, s.Kind = g.name, g.kind()
	s.Title = catalogfile.Title(cmp.Or(words, p.Title, g.name))
	s.Source = p.source(g, o)
	under := underWords(g.under)
	if words == p.Title {
		under = ""
	}
	s.Summary = summary("Codes that " + p.called() + " lists" + under + ".")
	s.Platform = platform(words)
	taken := append(lists.Each(d.Sets, func(other *Set) string { return other.Key }), o.Keys...)
	s.Key = catalogfile.Key(o.Vendor, s.ID, taken)
	s.add(g, d)
	return s
}

// add puts the entries of a group into a set. A code that occurs twice is one entry.
func (s *Set) add(g *group, d *Draft) {
	byCode, byFold := map[string]*Entry{}, map[string]*Entry{} // the first of those that are the same but for separators
	leave := func(line int, what, text, why string, args ...any) {
		d.Left = append(d.Left, Left{line, what, cut(text, 200), fmt.Sprintf(why, args...)})
	}
	for _, a := range g.parts {
		d.Left = append(d.Left, a.left...)
		for _, c := range a.columns {
			if c.Field == terms.Ignore && c.Filled > 0 {
				leave(a.table.line, "column", cmp.Or(c.Header, "a column without a header"), "%s", c.Why)
			}
		}
		if a.grpc && !a.has(terms.Number) {
			s.Note = "The page does not give the numbers. They are those of the [gRPC standard](https://github.com/grpc/grpc/blob/master/doc/statuscodes.md)."
		}
		for _, e := range a.entries {
			code, e := e.Code.Code, e.clone()
			if e.Source.URL == s.Source.URL {
				e.Source.URL = ""
			}
			slug, fold := content.Slug(code), content.Fold(code)
			old, twin := byCode[code], byFold[fold]
			switch {
			case old != nil:
				if !old.absorb(e, a.table.shape) {
					leave(e.Line, "row", e.said(), "the page has more than %d rows of %s", maxRepeats, code)
				}
				continue
			case twin == nil:
				byFold[fold] = e
			case content.Slug(twin.Code.Code) == slug:
				leave(e.Line, "row", code, "it differs from %s in line %d only in case or separators", twin.Code.Code, twin.Line)
				continue
			default:
				e.Slug = slug // WSA_E_NO_MORE next to WSAENOMORE
			}
			if slug == "index" {
				e.Slug = "code-index" // the address of the set itself
			}
			byCode[code] = e
			s.Entries = append(s.Entries, e)
		}
	}
	for _, e := range s.Entries {
		slices.Sort(e.byRow)
		e.Digest = digest(slices.Compact(e.byRow)) // whatever the order of rows, and how often one is repeated
	}
	s.dropAliases()
	for _, a := range g.parts {
		lost, left := a.notReached(byCode)
		s.Listings = append(s.Listings, Listing{a.table.line, a.table.shape, headingWords(a.table.under), len(a.table.body()), lost, a.columns})
		d.Left = append(d.Left, left...)
	}
}

// dropAliases drops aliases that are the name of another code of the set, or empty: the rules do not allow them.
func (s *Set) dropAliases() {
	taken := map[string]bool{"": true}
	for _, e := range s.Entries {
		taken[content.Fold(e.Code.Code)], taken[content.Fold(e.Slug)] = true, true
	}
	for _, e := range s.Entries {
		e.Aliases = slices.DeleteFunc(e.Aliases, func(alias string) bool {
			fold := content.Fold(alias)
			was := taken[fold]
			taken[fold] = true
			return was
		})
	}
}

// YAML returns the text of the set file.
func (s *Set) YAML() []byte {
	file := s.Set
	file.Codes = lists.Each(s.Entries, func(e *Entry) *content.Code { return &e.Code })
	return catalogfile.SetYAML(file)
}

// Vendor returns the draft of the vendor whose docs the page is.
func (p *Page) Vendor(id string) content.Vendor {
	return content.Vendor{ID: id, URL: p.URL, Summary: summary("Draft: say what the product is. Made from " + p.called() + ".")}
}

// called returns what a draft calls the page.
func (p *Page) called() string {
	if p.Title == "" {
		return "a page of the vendor"
	}
	return "the vendor's page “" + cut(p.Title, 60) + "”"
}

var onlyValues = terms.Pattern("values")

// headingWords returns the words of a heading, or of the one above it if it only says "Values".
func headingWords(h *heading) string {
	for h != nil && h.parent != nil && onlyValues.MatchString(terms.Singular(h.words+" of "+h.parent.words)) {
		h = h.parent
	}
	if h == nil {
		return ""
	}
	return h.words
}

// source returns the source of a set: the page and the heading on it.
func (p *Page) source(g *group, o Options) content.Source {
	src := content.Source{Title: cut(p.Title, 120), URL: p.URL, Retrieved: o.Source.Retrieved}
	if words := headingWords(g.under); words != "" && words != p.Title {
		src.Title = strings.TrimPrefix(src.Title+", "+words, ", ")
	}
	if g.under != nil && g.under.anchor != "" && src.URL != "" {
		src.URL = absolute(withFragment(src.URL, g.under.anchor))
	}
	src.Title, src.URL = cmp.Or(o.Source.Title, src.Title), cmp.Or(o.Source.URL, src.URL)
	return src
}

// platform returns the platform that words name and nothing else.
func platform(words string) content.Platform {
	name := content.Slug(words)
	for _, tail := range []string{"-error-codes", "-errors", "-sdk"} {
		name = strings.TrimSuffix(name, tail)
	}
	if !slices.Contains(content.Values[content.Platform](), name) {
		return ""
	}
	return content.Platform(name)
}

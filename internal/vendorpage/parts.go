package vendorpage

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// part is a listing with its entries.
type part struct {
	*listing
	entries []*Entry
	left    []Left
	index   int
}

// finder collects the parts of a page.
type finder struct {
	page  *Page
	opts  Options
	draft *Draft
	parts []*part
	alike map[string]int // by headers: the column of the codes
}

// parts returns everything on the page that lists codes, in the order of the page.
func (p *Page) parts(o Options, d *Draft) []*part {
	tables := p.tables()
	f := &finder{page: p, opts: o, draft: d, alike: map[string]int{}}
	var rest []*table
	for _, t := range tables {
		if f.try(t, unknownColumn) != "" {
			rest = append(rest, t)
		}
	}
	for _, t := range rest { // the headers are those of another table with codes
		col, ok := f.alike[t.headers()]
		if !ok {
			col = unknownColumn
		}
		f.leave(t, f.try(t, col))
	}
	for _, b := range p.blocks {
		if t := jsonTable(b); t != nil {
			f.leave(t, f.try(t, unknownColumn))
		}
	}
	for _, t := range p.headTables() {
		f.leave(t, f.try(t, unknownColumn))
	}
	slices.SortStableFunc(f.parts, func(a, b *part) int { return cmp.Compare(a.table.line, b.table.line) })
	for i, part := range f.parts {
		part.index = i
	}
	return f.parts
}

// unknownColumn means that no other table has the same headers and codes.
const unknownColumn = -1

// try reads a table and keeps it if it lists codes. Otherwise it returns why not.
func (f *finder) try(t *table, code int) string {
	if len(t.rows) > MaxRows+1 {
		return fmt.Sprintf("it has more than %d rows", MaxRows)
	}
	l, why := f.page.list(t, f.opts.Map, code)
	if l == nil {
		return why
	}
	a := &part{listing: l}
	a.entries, a.left = l.entries(f.page)
	a.statusOfHeading()
	if len(a.entries) == 0 {
		f.draft.Left = append(f.draft.Left, a.left...)
		return ""
	}
	f.parts = append(f.parts, a)
	if head := l.table.headers(); head != "" && !l.given {
		f.alike[head] = l.code
	}
	return ""
}

// leave adds a table to what was left out.
func (f *finder) leave(t *table, why string) {
	if why != "" {
		f.draft.Left = append(f.draft.Left, Left{t.line, t.shape, cut(tableWords(t), 80), why})
	}
}

// headers returns the headers of a table in one string, "" for a table without headers.
func (t *table) headers() string {
	if t.head == 0 {
		return ""
	}
	var words []string
	for col := range t.width() {
		words = append(words, fold(t.header(col)))
	}
	return strings.Join(words, "|")
}

func tableWords(t *table) string {
	var words []string
	if len(t.rows) > 0 {
		for _, c := range t.rows[0].cells {
			words = append(words, c.line())
		}
	}
	return strings.Join(words, " | ")
}

var headingStatus = regexp.MustCompile(`(?i)^(?:https?\s+)?(?:status\s+)?(?:code\s+)?([1-5][0-9]{2})\b`)

// statusOfHeading sets the status of codes under a heading such as "400 Bad Request", unless they have one.
func (a *part) statusOfHeading() {
	if a.http || a.has(FieldHTTP) {
		return
	}
	for h := a.table.under; h != nil && statusHeading.MatchString(h.words); h = h.parent {
		if m := headingStatus.FindStringSubmatch(h.words); m != nil {
			for _, e := range a.entries {
				if e.HTTP.Is == nil {
					e.HTTP.Is = statuses(m[1])
				}
			}
			return
		}
	}
}

package vendorpage

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/pattern"
	"github.com/errdocs/errdocs/internal/terms"
)

// finder collects the parts of a page.
type finder struct {
	page  *Page
	opts  Options
	draft *Draft
	parts []*listing
	alike map[string]int // by headers: the number of the column of the codes, from 1
	err   error          // a limit
}

// unknownColumn means that no other table has the same headers and codes.
const unknownColumn = -1

// parts returns everything on the page that lists codes, in the order of the page.
func (p *Page) parts(o Options, d *Draft) ([]*listing, error) {
	f := &finder{page: p, opts: o, draft: d, alike: map[string]int{}}
	var rest []*table
	for _, t := range p.tables() {
		if t.unfold(); f.try(t, unknownColumn) != "" {
			rest = append(rest, t)
		}
	}
	for _, b := range p.blocks {
		if t := jsonTable(b); t != nil {
			rest = append(rest, t)
		}
	}
	for _, t := range append(rest, p.headTables()...) {
		// The headers may be those of another table with codes.
		if why := f.try(t, f.alike[t.headerKey()]-1); why != "" && !t.facts {
			d.Left = append(d.Left, Left{t.line, t.shape, cut(tableWords(t), 80), why})
		}
	}
	if len(f.parts) == 0 && f.err == nil {
		var tables []*table
		tables, f.err = p.sourceTables()
		for _, t := range tables {
			f.try(t, unknownColumn)
		}
	}
	if t := p.samples(); len(f.parts) == 0 && len(t.rows) > 2 {
		f.try(t, unknownColumn)
	}
	slices.SortStableFunc(f.parts, func(a, b *listing) int { return cmp.Compare(a.table.line, b.table.line) })
	for i, part := range f.parts {
		part.index = i
	}
	return f.parts, f.err
}

// try reads a table and keeps it if it lists codes. Otherwise it returns why not.
func (f *finder) try(t *table, code int) string {
	if len(t.rows) > MaxRows+1 { // one of them may have the headers
		f.err = t.tooLong()
		return ""
	}
	l, why := f.page.list(t, f.opts.Map, code)
	if l == nil {
		return why
	}
	if col := f.known(t, l.code); col != l.code {
		if again, _ := f.page.list(t, f.opts.Map, col); again != nil {
			l = again
		}
	}
	l.read(f.page)
	l.statusOfHeading()
	if len(l.entries) == 0 {
		f.draft.Left = append(f.draft.Left, l.left...)
		return ""
	}
	l.left = append(l.left, t.left...)
	f.parts = append(f.parts, l)
	if head := t.headerKey(); head != "" && !l.given {
		f.alike[head] = l.code + 1
	}
	return ""
}

// known returns the column that has most codes of the file that is being updated, col if it has at least some of them.
func (f *finder) known(t *table, col int) int {
	if f.opts.file == nil {
		return col
	}
	hits := make([]int, t.width())
	for k := range hits {
		hits[k] = lists.Count(t.body(), func(r row) bool {
			list := findCodes(r.cells[k])
			return len(list) > 0 && f.opts.file.Find(list[0].code) != nil
		})
	}
	if most := slices.Max(hits); hits[col] == 0 && most > 0 {
		return slices.Index(hits, most)
	}
	return col
}

// unfold makes one column of several if each cell is a code with its words.
func (t *table) unfold() {
	if t.width() < 2 || t.head > 0 || len(t.rows) < 3 {
		return
	}
	var rows []row
	for col := range t.width() {
		begun := len(rows)
		for _, r := range t.rows {
			if c := r.cells[col]; !c.empty() {
				rows = append(rows, row{line: r.line, anchor: r.anchor, cells: []text{c}})
			}
		}
		good := lists.Count(rows[begun:], func(r row) bool {
			list := findCodes(r.cells[0])
			return len(list) == 1 && list[0].shape == terms.Sure && list[0].title != ""
		})
		if good*10 < (len(rows)-begun)*8 {
			return
		}
	}
	t.rows = rows
}

// headers returns the headers of a table; without any, they are empty.
func (t *table) headers() (all []string) {
	for col := range t.width() {
		all = append(all, t.header(col))
	}
	return all
}

// headerKey returns the headers of a table in one string, "" for a table without headers.
func (t *table) headerKey() string {
	if t.head == 0 {
		return ""
	}
	return terms.Fold(strings.Join(t.headers(), " | "))
}

func tableWords(t *table) string {
	if len(t.rows) == 0 {
		return ""
	}
	return strings.Join(t.rows[0].lines(), " | ")
}

// statusOfHeading sets the status of codes under a heading such as "400 Bad Request" or "Bad requests (400)", unless they have one.
func (l *listing) statusOfHeading() {
	if h := l.table.under; h != nil && !l.http && !l.has(terms.HTTP) {
		if m := headingStatus.FindStringSubmatch(h.words); m != nil {
			for _, e := range l.entries {
				if e.HTTP.Is == nil {
					e.HTTP.Is = terms.Statuses(m[1] + m[2])
				}
			}
		}
	}
}

// said is a text of a row or section: what of it reached no field of the entry in its line is lost.
type said struct {
	line  int
	entry *Entry
	text  text
}

// say notes what a row says about an entry.
func (l *listing) say(r row, e *Entry) {
	add := func(line int, t text) { l.said = append(l.said, said{line, e, t}) }
	for i, c := range r.cells {
		if l.columns[i].Field == terms.Ignore && !r.across {
			l.lost += utf8.RuneCountInString(c.line())
		} else if r.body == nil {
			add(r.line, c)
		}
	}
	for _, f := range terms.Fields() {
		if r.body == nil && r.parts[f] != nil {
			add(r.line, r.parts[f])
		}
	}
	for _, b := range r.body {
		t := b.text
		if b.kind == codeBlock {
			t = text{{text: b.code}}
		} else if b.kind == tableBlock {
			for _, inner := range b.table.rows {
				t = t.below(flatten(inner.cells))
			}
		}
		add(b.line, t)
	}
}

// notReached returns what rows or sections say that reached no field of the entries made of them, and how many characters
// of the table are left out.
func (l *listing) notReached(final map[string]*Entry) (n int, left []Left) {
	n = l.lost
	reached := map[int]map[string]bool{} // by line
	for _, e := range l.entries {
		if reached[e.Line] == nil {
			reached[e.Line] = map[string]bool{}
		}
		if kept := final[e.Code.Code]; kept != nil {
			for w := range strings.FieldsSeq(plainWords(kept.reached())) {
				reached[e.Line][w] = true
			}
		}
	}
	for _, s := range l.said {
		words := strings.Join(unknownWords(s.text, reached[s.entry.Line]), " ")
		n += utf8.RuneCountInString(words)
		if k := len(left) - 1; words != "" && k >= 0 && left[k].Line == s.line {
			left[k].Text = cut(left[k].Text+" "+words, 200)
		} else if words != "" {
			left = append(left, Left{s.line, "text", cut(words, 200), "it reached no field of " + s.entry.Code.Code})
		}
	}
	return n, left
}

// unknownWords returns the words of a text that are not known. Labels are no facts.
func unknownWords(t text, known map[string]bool) (list []string) {
	for _, part := range t.split() {
		if _, rest, ok := splitLabel(part); ok {
			part = rest
		}
		line := part.line()
		if terms.IsLabel(line) || terms.NoValue(line) {
			continue
		}
		list = append(list, slices.DeleteFunc(strings.FieldsFunc(line, notInWord), func(w string) bool { return known[strings.ToLower(w)] })...)
	}
	return list
}

// inlineMarks matches what Markdown adds to words. Without spaces between words, it would part them.
var inlineMarks = pattern.New(`\]\([^()\s]*\)|[\[*~\x60\\]`)

// reached returns all texts that an entry has.
func (e *Entry) reached() []string {
	all := []string{e.Code.Code, e.Signature, e.Name, e.Title, e.Summary, string(e.GRPC), e.UserMessage.Say, string(e.Lifecycle.Status),
		e.Retry.Evidence, e.Retry.Note}
	all = slices.Concat(all, e.Message, e.Aliases, e.read)
	for _, status := range e.HTTP.Is {
		all = append(all, itoa(status), terms.StatusName(status), "http status")
	}
	if e.Number != nil {
		all = append(all, e.NumberText())
	}
	for _, text := range slices.Concat([]content.Markdown{e.Description}, content.Texts(e.Causes), content.Texts(e.Actions.Engineer), e.Discrepancies) {
		all = append(all, string(text), inlineMarks.ReplaceAllString(string(text), ""))
	}
	return all
}

// unused lists items, terms and paragraphs that start with a code and are in no part.
func (p *Page) unused(parts []*listing) (left []Left) {
	used := map[int]bool{} // lines
	for _, a := range parts {
		for _, r := range a.table.rows {
			used[r.line] = true
			for _, b := range r.body {
				used[b.line] = true
			}
		}
	}
	for _, b := range p.blocks {
		if b.kind != itemBlock && b.kind != termBlock && b.kind != paragraphBlock || used[b.line] || len(b.text) == 1 && (b.text[0].style != 0 || b.text[0].link != "") {
			continue
		}
		code, _ := splitItem(b.text)
		if list := findCodes(code); len(list) == 1 && (list[0].number != nil || list[0].shape == terms.Sure && !terms.Doubtful(list[0].code)) {
			left = append(left, Left{b.line, "text", cut(b.text.line(), 80), "it starts with what looks like a code"})
		}
	}
	return left
}

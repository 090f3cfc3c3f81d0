package vendorpage

import (
	"cmp"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/pattern"
	"github.com/errdocs/errdocs/internal/terms"
)

// head is what starts the part of a page about one code: a heading, a term, an item of a list or words in bold. Its row
// has what the head and the blocks below it say.
type head struct {
	row
	heading     *heading // nil if it is not a heading
	text, rest  text     // of the code, and after it
	title       string
	first, last int // the blocks below it: the first, and the one after them
}

// run is a list of heads of one kind that follow each other, or have the same heading above them.
type run struct {
	table
	heads []*head
}

// headTables makes tables of the runs of heads on a page, with a row for each head. Its only cells are the codes; the
// rest is in parts. A heading without another next to it goes into the table of those like it.
func (p *Page) headTables() (all []*table) {
	var kept []*run
	var alone []*head
	for _, r := range append(p.listRuns(), p.headingRuns()...) {
		single := len(r.heads) == 1
		switch {
		case r.shape != "sections" || p.aboutCodes(r):
			kept = append(kept, r)
		case single:
			alone = append(alone, r.heads...)
		}
	}
	for _, h := range alone {
		if i := slices.IndexFunc(kept, func(r *run) bool { return h.like(r.heads[0]) }); i >= 0 {
			kept[i].heads = append(kept[i].heads, h)
		}
	}
	for _, r := range kept {
		slices.SortStableFunc(r.heads, func(a, b *head) int { return cmp.Compare(a.line, b.line) })
		r.line = r.heads[0].line
		for _, h := range r.heads {
			if r.shape == "sections" {
				r.fields = []terms.Field{terms.Code}
				h.name()
				h.statusAbove()
			} else {
				p.readParts(h)
			}
			h.cells = []text{h.text}
			r.rows = append(r.rows, h.row)
		}
		all = append(all, &r.table)
	}
	return all
}

// like reports whether a head is a heading of the same level as another one, and has a code of the same form.
func (h *head) like(other *head) bool {
	if h.heading == nil || other.heading == nil || h.heading.level != other.heading.level || len(other.codes) == 0 {
		return false
	}
	a, b := h.codes[0].code, other.codes[0].code
	return terms.Style(a) == terms.Style(b) && (terms.Style(a) != "number" || len(a) == len(b)) && !terms.Doubtful(a)
}

// name makes the title of a section a part: next to a number, a constant is its name.
func (h *head) name() {
	for i := range h.codes {
		h.codes[i].title = ""
	}
	f := terms.Title
	if terms.IsInteger(h.codes[0].code) && terms.CodeShape(h.title) >= terms.Fair {
		f = terms.Name
	}
	if h.parts[f] == nil && h.title != "" {
		h.parts[f] = text{{text: h.title}}
	}
	h.text = text{{text: cmp.Or(h.codes[0].signature, h.codes[0].code), style: literal}}
}

// statusAbove gives a section the status that the heading above it has, not that of others in its table.
func (h *head) statusAbove() {
	if h.heading == nil || h.heading.parent == nil || h.parts[terms.HTTP] != nil || h.codes[0].http > 0 || !terms.Symbolic(h.codes[0].code) {
		return
	}
	if m := headingStatus.FindStringSubmatch(h.heading.parent.words); m != nil {
		h.parts[terms.HTTP] = text{{text: m[1] + m[2]}}
	}
}

// headingRuns returns the headings of the page by level and common parent, in the order of the page. A heading that
// is only a label ("Resolution") belongs to the section before it.
func (p *Page) headingRuns() (all []*run) {
	runs := map[[2]any]*run{}
	var open []*head
	for i, b := range p.blocks {
		h, n := b.under, len(open)
		if b.kind != headingBlock || terms.IsLabel(h.words) && n > 0 && h.level >= open[n-1].heading.level {
			continue
		}
		for ; n > 0 && open[n-1].heading.level >= h.level; n-- {
			open[n-1].last = i
		}
		parent := h.parent
		for parent != nil && (terms.IsLabel(parent.words) || parent.parent != nil && gathers(parent, h)) {
			parent = parent.parent
		}
		k := [2]any{parent, h.level}
		r := runs[k]
		if r == nil {
			r = &run{table: table{shape: "sections", under: h.parent}}
			runs[k], all = r, append(all, r)
		}
		for r.under != nil && !slices.Contains(h.path(), r.under) {
			r.under = r.under.parent
		}
		r.heads = append(r.heads, &head{row: row{line: h.line, anchor: h.anchor}, heading: h, text: h.text, first: i + 1, last: len(p.blocks)})
		open = append(open[:n], r.heads[len(r.heads)-1])
	}
	return all
}

// headCodes is headingCodes of the heading's words, read once.
func (h *heading) headCodes() []found {
	if !h.read {
		h.codes, h.read = headingCodes(h.text), true
	}
	return h.codes
}

// gathers reports whether a heading only groups codes like that of one below: "RATE_ERROR" above "TOO_FAST".
func gathers(above, below *heading) bool {
	other, mine := above.headCodes(), below.headCodes()
	return len(mine) > 0 && len(other) > 0 && terms.Symbolic(mine[0].code) && terms.Symbolic(other[0].code)
}

// gathersByStatus is gathers for words with a status at their end: "Too much (429)" above "TOO_FAST".
func gathersByStatus(above, below *heading) bool {
	m, mine := headingStatus.FindStringSubmatch(above.words), below.headCodes()
	return m != nil && m[2] != "" && len(mine) > 0 && terms.Symbolic(mine[0].code)
}

// aboutCodes reads the sections of a run and keeps those with codes. It reports whether the run is about codes.
func (p *Page) aboutCodes(r *run) bool {
	inner := 0
	all := len(r.heads)
	r.heads = slices.DeleteFunc(r.heads, func(h *head) bool {
		body := p.blocks[h.first:h.last]
		has := func(is func(block) bool) bool { return slices.ContainsFunc(body, is) }
		grouping := has(func(b block) bool {
			return b.kind == headingBlock && (gathers(h.heading, b.under) || gathersByStatus(h.heading, b.under))
		})
		if !grouping && p.readSection(h) {
			return false
		}
		if grouping || has(func(b block) bool { return b.kind == tableBlock }) {
			inner++
			return true
		}
		words := h.text.line() + ":"
		for _, b := range body[:min(len(body), maxBody)] {
			words = cut(words+" "+b.text.line(), 300)
		}
		r.left = append(r.left, Left{h.line, "section", words, "its heading has no code"})
		return true
	})
	if n := len(r.heads); n < 2 || n*2 < all-inner {
		return false
	}
	around := p.around(r.under)
	about := terms.AboutErrors(around) || terms.AboutCodes(around)
	if !slices.ContainsFunc(r.heads, func(h *head) bool {
		return !terms.Doubtful(h.codes[0].code) && (h.codes[0].number == nil || terms.IsConstant(h.codes[0].code))
	}) {
		about = terms.ListsCodes(headingWords(r.under)) || terms.ListsCodes(p.Title)
	}
	labeled := !slices.ContainsFunc(r.heads, func(h *head) bool { return h.parts[terms.Cause] == nil && h.parts[terms.Action] == nil })
	constants := numberHeads(r.heads)
	return (about || labeled || constants) && (r.under == nil || !terms.AboutFields(r.under.words) || terms.AboutErrors(r.under.words))
}

// numberHeads reports whether most heads are names of constants with their numbers. A number from 100 to 599 is no
// HTTP status then: "CURLE_TOO_LARGE (100)".
func numberHeads(heads []*head) bool {
	constants := lists.Count(heads, func(h *head) bool {
		return terms.IsConstant(h.codes[0].code) && (h.codes[0].number != nil || h.codes[0].http > 0)
	})
	for _, h := range heads {
		if f := &h.codes[0]; constants*4 >= len(heads)*3 && f.http > 0 {
			f.number, f.http = new(int64(f.http)), 0
		}
	}
	return constants*4 >= len(heads)*3
}

var (
	// numberSign matches a number that is called one: "# 1 Timeout".
	numberSign = pattern.New(`^#\s*([0-9]{1,6})\s+(\S.*)$`)
	// numberAndName matches a number followed by its name: "-1003 TOO_MANY_REQUESTS".
	numberAndName = pattern.New(`^(-?[0-9]{2,10})\s*[-–—:]?\s+\(?([A-Z][A-Z0-9_]{2,})\)?$`)
	// numberAndWords matches one that can be no year, before what it means: "1100 Not implemented". Many languages have no
	// capitals, and no spaces.
	numberAndWords = pattern.New(`^(-[0-9]{3,10}|(?:[0-9]{3}|1[0-8][0-9]{2}|2[1-9][0-9]{2}|[03-9][0-9]{3}|[0-9]{5,10}))\s*[-–—:]?\s+(\p{Lu}\S*(?:\s+\S+)+|\p{L}*\p{Lo}.*)$`)
	notHeadings    = terms.Pattern("no code in heading")
	statusMember   = pattern.New(`"(?:http_?code|http_?status(?:_?code)?|status_?code|httpCode|httpStatus(?:Code)?|statusCode|status)"\s*:\s*"?([1-5][0-9]{2})\b`)
	quotedValue    = pattern.New(`"((?:[^"\\]|\\.){2,120})"`)
)

// headingCodes reads the codes of a heading, except what could be a version, a year, a step or the name of a
// method.
func headingCodes(t text) []found {
	words := t.line()
	for _, e := range []pattern.Regexp{numberSign, numberAndName, numberAndWords} {
		if m := e.FindStringSubmatch(words); m != nil {
			return []found{{code: m[1], title: m[2], shape: terms.Sure}}
		}
	}
	if notHeadings.MatchString(words) {
		return nil
	}
	list := findCodes(t)
	if list == nil {
		list = codeInside(words)
	}
	for _, f := range list {
		switch {
		case f.shape == terms.Weak && f.number == nil, terms.IsProperty(f.code),
			terms.IsInteger(f.code) && f.title == "" && !leadWord.MatchString(words) && len(f.code) == 4 && f.code[0] <= '2' && f.code[0] != '-',
			terms.IsCamel(f.code) && !terms.AboutErrors(f.code) && !t.literal() && (f.number == nil || t[0].style&literal == 0):
			return nil
		}
	}
	return list
}

// codeInside reads a heading of words with a single code among them: "Why do I get CARD_LOST?"
func codeInside(words string) []found {
	list := slices.DeleteFunc(wordsOf(words), func(w string) bool { return !terms.IsConstant(w) })
	if len(list) != 1 {
		return nil
	}
	return []found{{code: list[0], title: words, shape: terms.Sure}}
}

// wordsOf cuts a text at spaces and punctuation.
func wordsOf(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" \n\t\"'“”‘’`?!.,:;()", r) })
}

// maxBody is how many blocks of a section are searched for its code.
const maxBody = 200

// readSection finds the code that a section is about, and its parts.
func (p *Page) readSection(h *head) bool {
	body := p.blocks[h.first:h.last]
	if h.heading != nil {
		h.codes = slices.Clone(h.heading.headCodes())
	}
	if len(h.codes) > 0 && slices.ContainsFunc(body, func(b block) bool {
		// a heading above a table of codes groups them; a sample that calls the name is about a function
		return b.kind == tableBlock && statusRest.MatchString(h.text.line()) || b.kind == codeBlock && strings.Contains(b.code, h.codes[0].code+"(")
	}) {
		h.codes = nil
	}
	p.readParts(h)
	if len(h.codes) == 0 {
		h.title = h.text.line()
		if list := findCodes(h.parts[terms.Code]); len(list) > 0 && list[0].shape >= terms.Fair {
			h.codes = list
		} else if code := mentioned(h.title, body[:min(len(body), maxBody)]); code != "" {
			h.codes = []found{{code: code, shape: terms.Sure}}
		}
	}
	for _, f := range h.codes {
		h.title = cmp.Or(f.title, h.title)
		for _, b := range body { // a sample that has the code
			m := statusMember.FindStringSubmatch(b.code)
			if m != nil && len(b.code) < maxText && h.parts[terms.HTTP] == nil && strings.Contains(b.code, `"`+f.code+`"`) {
				h.parts[terms.HTTP] = text{{text: m[1]}}
			}
		}
	}
	return len(h.codes) > 0 && (h.title != "" || len(h.parts) > 0 || h.codes[0].number != nil) // else a heading with nothing below it
}

// mentioned returns the code in a section's text or samples that is spelled like its heading: "Invalid field value"
// above a sample with INVALID_FIELD_VALUE.
func mentioned(words string, body []block) string {
	want := content.Fold(words)
	for _, b := range body {
		list := wordsOf(b.text.line())
		for _, m := range quotedValue().FindAllStringSubmatch(b.code[:min(len(b.code), maxText)], -1) {
			list = append(list, m[1])
		}
		for _, s := range list {
			if want != "" && len(s) >= len(want) && len(s) <= 2*len(want) && content.Fold(s) == want && terms.CodeShape(s) == terms.Sure {
				return s
			}
		}
	}
	return ""
}

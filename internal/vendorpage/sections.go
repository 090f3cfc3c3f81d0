package vendorpage

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
)

// head is what starts the part of a page about one code: a heading, a term, an item of a list or words in bold. The
// blocks below it are its body.
type head struct {
	heading *heading // nil if it is not a heading
	line    int
	anchor  string
	text    text
	codes   []found
	*extent
	rest  text    // after the code
	body  []block // rest, and the blocks below the head
	title string
	parts map[Field]text
}

// extent is where the blocks below a head are.
type extent struct {
	first int
	last  int // after the last one
	heads int // that share it
}

// maxShared is how many terms in a row share a definition.
const maxShared = 64

// run is a list of heads of one kind that follow each other, or have the same heading above them.
type run struct {
	shape string // "list" or "sections"
	under *heading
	lead  string
	heads []*head
}

// headTables makes tables of the runs of heads on a page, with a row for each head.
func (p *Page) headTables() (all []*table) {
	for _, r := range append(p.listRuns(), p.headingRuns()...) {
		if t := p.headTable(r); t != nil {
			all = append(all, t)
		}
	}
	return all
}

// headTable makes a table of a run, nil if it is not about codes. Its only cells are the codes; the rest is in parts.
func (p *Page) headTable(r *run) *table {
	if len(r.heads) > MaxRows {
		return nil
	}
	t := &table{shape: r.shape, under: r.under, lead: r.lead, line: r.heads[0].line}
	if r.shape == "sections" {
		t.fields = []Field{FieldCode}
		if !p.aboutCodes(r, t) {
			return nil
		}
	} else {
		for _, h := range r.heads {
			p.readParts(h)
		}
	}
	t.line = r.heads[0].line
	for _, h := range r.heads {
		delete(h.parts, FieldCode)
		if r.shape == "sections" {
			h.name()
		}
		t.rows = append(t.rows, row{line: h.line, anchor: h.anchor, cells: []text{h.text}, codes: h.codes, parts: h.parts, body: h.body})
	}
	return t
}

// name makes the title of a section a part: next to a number, a constant is its name.
func (h *head) name() {
	for i := range h.codes {
		h.codes[i].title = ""
	}
	f := FieldTitle
	if integer.MatchString(h.codes[0].code) && codeShape(h.title) >= fair {
		f = FieldName
	}
	if h.text = (text{{text: firstOf(h.codes[0].signature, h.codes[0].code), style: literal}}); h.parts[f] == nil && h.title != "" {
		h.parts[f] = text{{text: h.title}}
	}
}

// headingRuns returns the headings of the page by level and common parent, in the order of the page. A heading that
// is only a label ("Resolution") belongs to the section before it.
func (p *Page) headingRuns() (all []*run) {
	type key struct {
		parent *heading
		level  int
	}
	runs := map[key]*run{}
	var open []*head
	for i, b := range p.blocks {
		if b.kind != headingBlock {
			continue
		}
		h := b.under
		if n := len(open); isLabel(h.words) && n > 0 && h.level >= open[n-1].heading.level {
			continue
		}
		for len(open) > 0 && open[len(open)-1].heading.level >= h.level {
			open[len(open)-1].last = i
			open = open[:len(open)-1]
		}
		k := key{h.parent, h.level}
		for k.parent != nil && (isLabel(k.parent.words) || k.parent.parent != nil && h.gathers(k.parent)) {
			k.parent = k.parent.parent
		}
		if runs[k] == nil {
			runs[k] = &run{shape: "sections"}
			all = append(all, runs[k])
		}
		s := &head{heading: h, line: h.line, anchor: h.anchor, text: h.text, extent: &extent{first: i + 1, last: len(p.blocks)}}
		runs[k].heads = append(runs[k].heads, s)
		open = append(open, s)
	}
	for _, r := range all {
		r.under = commonParent(r.heads[0].heading.parent, r.heads[len(r.heads)-1].heading.parent)
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

// gathers reports whether a heading above h only groups codes like that of h: "RATE_ERROR" above "TOO_FAST".
func (h *heading) gathers(above *heading) bool {
	mine, other := h.headCodes(), above.headCodes()
	return len(mine) > 0 && len(other) > 0 && symbolic(mine[0].code) && symbolic(other[0].code)
}

// commonParent returns the innermost heading that is, or is above, two headings.
func commonParent(a, b *heading) *heading {
	for a != b && a != nil && b != nil {
		a, b = a.parent, b.parent
	}
	if a != b {
		return nil
	}
	return a
}

// aboutCodes reads the sections of a run and keeps those with codes. It reports whether the run is about codes.
func (p *Page) aboutCodes(r *run, t *table) bool {
	var kept []*head
	inner := 0
	hasTable := func(b block) bool { return b.kind == tableBlock }
	for _, h := range r.heads {
		body := p.blocks[h.first:h.last]
		switch {
		case h.heading != nil && slices.ContainsFunc(body, func(b block) bool { return b.kind == headingBlock && b.under.gathers(h.heading) }):
			inner++
		case p.readSection(h):
			kept = append(kept, h)
		case slices.ContainsFunc(body, hasTable):
			inner++
		default:
			words := h.text.line() + ":"
			for _, b := range body[:min(len(body), maxBody)] {
				words = cut(words+" "+b.text.line(), 300)
			}
			t.left = append(t.left, Left{h.line, "section", cut(words, 300), "its heading has no code"})
		}
	}
	if len(kept) < 2 || len(kept)*2 < len(r.heads)-inner {
		return false
	}
	r.heads = kept
	around := p.around(r.under)
	about := aboutErrors.MatchString(around) || aboutCodes.MatchString(around)
	if !slices.ContainsFunc(kept, func(h *head) bool {
		return !doubtful(h.codes[0].code) && (h.codes[0].number == nil || screaming.MatchString(h.codes[0].code))
	}) {
		about = listsCodes.MatchString(headingWords(r.under)) || listsCodes.MatchString(p.Title)
	}
	labeled := !slices.ContainsFunc(kept, func(h *head) bool { return h.parts[FieldCause] == nil && h.parts[FieldAction] == nil })
	constants := numberHeads(kept)
	return (about || labeled || constants) && (r.under == nil || !aboutFields.MatchString(r.under.words) || aboutErrors.MatchString(r.under.words))
}

// numberHeads reports whether most heads are names of constants with their numbers. A number from 100 to 599 is no
// HTTP status then: "CURLE_TOO_LARGE (100)".
func numberHeads(heads []*head) bool {
	n := 0
	for _, h := range heads {
		if f := h.codes[0]; screaming.MatchString(f.code) && (f.number != nil || f.http > 0) {
			n++
		}
	}
	if n*4 < len(heads)*3 {
		return false
	}
	for _, h := range heads {
		if f := &h.codes[0]; f.http > 0 {
			number := f.http
			f.number, f.http = &number, 0
		}
	}
	return true
}

var (
	// numberSign matches a number that is called one: "# 1 Timeout".
	numberSign = regexp.MustCompile(`^#\s*([0-9]{1,6})\s+(\S.*)$`)
	// numberAndName matches a number followed by its name: "-1003 TOO_MANY_REQUESTS".
	numberAndName = regexp.MustCompile(`^(-?[0-9]{2,10})\s*[-–—:]?\s+\(?([A-Z][A-Z0-9_]{2,})\)?$`)
	// propertyName matches members of an error object.
	propertyName = regexp.MustCompile(`(?i)^(?:error|err|exception|e)\.[a-z]`)
	notHeadings  = pattern("no code in heading")
	statusMember = regexp.MustCompile(`"(?:http_?code|http_?status(?:_?code)?|status_?code|httpCode|httpStatus(?:Code)?|statusCode|status)"\s*:\s*"?([1-5][0-9]{2})\b`)
	quotedValue  = regexp.MustCompile(`"((?:[^"\\]|\\.){2,120})"`)
)

// headingCodes reads the codes of a heading, except what could be a version, a year, a step or the name of a
// method.
func headingCodes(t text) []found {
	words := t.line()
	if m := numberSign.FindStringSubmatch(words); m != nil {
		return []found{{code: m[1], title: m[2], shape: sure}}
	}
	if notHeadings.MatchString(words) {
		return nil
	}
	if m := numberAndName.FindStringSubmatch(words); m != nil && codeShape(m[2]) >= fair {
		return []found{{code: m[1], title: m[2], shape: sure}}
	}
	list := findCodes(t)
	if list == nil {
		list = codeInside(words)
	}
	for _, f := range list {
		switch {
		case f.shape == weak && f.number == nil, propertyName.MatchString(f.code),
			integer.MatchString(f.code) && f.title == "" && !leadWord.MatchString(words) && (len(f.code) < 3 || len(f.code) == 4 && f.code[0] <= '2'),
			camel.MatchString(f.code) && !aboutErrors.MatchString(f.code) && !t.literal() && (f.number == nil || t[0].style&literal == 0):
			return nil
		}
	}
	return list
}

// codeInside reads a heading of words with a single code among them: "Why do I get CARD_LOST?"
func codeInside(words string) (list []found) {
	for _, w := range strings.FieldsFunc(words, func(r rune) bool { return strings.ContainsRune(" \"'“”‘’`?!.,:;()", r) }) {
		if screaming.MatchString(w) {
			list = append(list, found{code: w, title: words, shape: sure})
		}
	}
	if len(list) != 1 {
		return nil
	}
	return list
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
	near := body[:min(len(body), maxBody)]
	if len(h.codes) == 0 {
		h.title = h.text.line()
		if h.codes = findCodes(h.parts[FieldCode]); len(h.codes) > 0 && h.codes[0].shape < fair {
			h.codes = nil
		}
		if code := mentioned(h.title, near); h.codes == nil && code != "" {
			h.codes = []found{{code: code, shape: sure}}
		}
	}
	if len(h.codes) == 0 {
		return false
	}
	for _, f := range h.codes {
		h.title = firstOf(f.title, h.title)
	}
	if h.parts[FieldHTTP] == nil {
		h.sampleStatus(near)
	}
	return h.title != "" || len(h.parts) > 0 || h.codes[0].number != nil // else a heading with nothing below it
}

// sampleStatus takes the HTTP status from a sample that also has the section's code.
func (h *head) sampleStatus(body []block) {
	for _, b := range body {
		if b.kind != codeBlock || len(b.code) > maxText || !strings.Contains(b.code, `"`+h.codes[0].code+`"`) {
			continue
		}
		if m := statusMember.FindStringSubmatch(b.code); m != nil {
			h.put(FieldHTTP, text{{text: m[1]}})
			return
		}
	}
}

// mentioned returns the code in a section's text or samples that is spelled like its heading: "Invalid field value"
// above a sample with INVALID_FIELD_VALUE.
func mentioned(words string, body []block) string {
	want := content.Fold(words)
	for _, b := range body {
		var list []string
		for _, m := range quotedValue.FindAllString(b.code[:min(len(b.code), maxText)], -1) {
			var value string
			if json.Unmarshal([]byte(m), &value) == nil {
				list = append(list, value)
			}
		}
		for _, sp := range b.text {
			list = append(list, strings.FieldsFunc(sp.text, func(r rune) bool { return strings.ContainsRune(" \n\t.,;:()\"'", r) })...)
		}
		for _, s := range list {
			if want != "" && len(s) >= len(want) && len(s) <= 2*len(want) && content.Fold(s) == want && codeShape(s) == sure {
				return s
			}
		}
	}
	return ""
}

package vendorpage

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
)

// sectionColumns are the columns of the table that a page with a heading for each error is read into.
var sectionColumns = []struct {
	header string
	field  Field
}{
	{"Code", FieldCode}, {"Number", FieldNumber}, {"Title", FieldTitle}, {"HTTP status", FieldHTTP}, {"gRPC status", FieldGRPC},
	{"Description", FieldMeaning}, {"Cause", FieldCause}, {"Resolution", FieldAction}, {"User message", FieldUser}, {"Retry", FieldRetry},
}

// section is a heading and the blocks below it.
type section struct {
	head  *heading
	first int // of its blocks, after the heading
	last  int // after its blocks
	codes []found
	title string
	cells map[Field]text
}

// sectionTables makes tables of runs of sections that are each about one code. A run is the sections of one level
// under the same heading.
func (p *Page) sectionTables() []*table {
	var all []*table
	for _, run := range p.runs() {
		if t := p.sectionTable(run); t != nil {
			all = append(all, t)
		}
	}
	return all
}

// runs returns the sections of the page by level and common parent, in the order of the page. A heading that is
// only a label ("Resolution") belongs to the section before it.
func (p *Page) runs() [][]*section {
	type key struct {
		parent *heading
		level  int
	}
	order := []key{}
	runs := map[key][]*section{}
	var open []*section
	for i, b := range p.blocks {
		if b.kind != headingBlock {
			continue
		}
		h := b.under
		if n := len(open); isLabel(h.words) && n > 0 && h.level >= open[n-1].head.level {
			continue
		}
		for len(open) > 0 && open[len(open)-1].head.level >= h.level {
			open[len(open)-1].last = i
			open = open[:len(open)-1]
		}
		s := &section{head: h, first: i + 1, last: len(p.blocks)}
		k := key{h.parent, h.level}
		for k.parent != nil && (isLabel(k.parent.words) || k.parent.parent != nil && h.gathers(k.parent)) {
			k.parent = k.parent.parent
		}
		if runs[k] == nil {
			order = append(order, k)
		}
		runs[k] = append(runs[k], s)
		open = append(open, s)
	}
	var all [][]*section
	for _, k := range order {
		all = append(all, runs[k])
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

// sectionTable makes a table of a run of sections, nil if they are not about codes.
func (p *Page) sectionTable(run []*section) *table {
	p.adoptTitles(run)
	var kept []*section
	inner := 0
	for _, s := range run {
		if p.groupsSections(s) {
			inner++
		} else if p.readSection(s); len(s.codes) > 0 {
			kept = append(kept, s)
		} else if p.hasTable(s) {
			inner++
		}
	}
	if len(kept) < 2 || len(kept)*2 < len(run)-inner {
		return nil
	}
	parent := commonParent(run[0].head, run[len(run)-1].head)
	around := strings.Join([]string{p.Title, p.URL}, "\n")
	for _, h := range parent.path() {
		around += "\n" + h.words
	}
	about := aboutErrors.MatchString(around) || aboutCodes.MatchString(around)
	if unsure := slices.IndexFunc(kept, func(s *section) bool { return !doubtful(s.codes[0].code) }); unsure < 0 {
		about = listsCodes.MatchString(headingWords(parent)) || listsCodes.MatchString(p.Title)
	}
	if slices.IndexFunc(kept, func(s *section) bool { return s.cells[FieldCause] == nil && s.cells[FieldAction] == nil }) < 0 {
		about = true // each has a labeled cause or advice
	}
	if !about || parent != nil && aboutFields.MatchString(parent.words) {
		return nil
	}
	t := &table{line: run[0].head.line, shape: "sections", under: parent, head: 1, rows: []row{sectionHead(run[0].head.line)}}
	for _, s := range kept {
		for _, f := range s.codes {
			t.rows = append(t.rows, s.row(f))
		}
	}
	return t
}

// commonParent returns the innermost heading above two headings of one level.
func commonParent(a, b *heading) *heading {
	a, b = a.parent, b.parent
	for a != b && a != nil && b != nil {
		a, b = a.parent, b.parent
	}
	if a == b {
		return a
	}
	return nil
}

func sectionHead(line int) row {
	head := row{line: line}
	for _, c := range sectionColumns {
		head.cells = append(head.cells, text{{text: c.header}})
	}
	return head
}

// adoptTitles joins a section without text with the next one, if only the first one's heading is a code: "AUTH-401"
// and, in a heading of the same level, "Authentication failed".
func (p *Page) adoptTitles(run []*section) {
	for i := 0; i+1 < len(run); i++ {
		s, next := run[i], run[i+1]
		if s.last == s.first && next.first == s.last+1 && len(s.head.headCodes()) > 0 && len(next.head.headCodes()) == 0 {
			s.title, s.first, s.last = next.head.words, next.first, next.last
			next.first = next.last
		}
	}
}

func (p *Page) hasTable(s *section) bool {
	return slices.ContainsFunc(p.blocks[s.first:s.last], func(b block) bool { return b.kind == tableBlock })
}

// groupsSections reports whether a section only groups sections of codes.
func (p *Page) groupsSections(s *section) bool {
	return slices.ContainsFunc(p.blocks[s.first:s.last], func(b block) bool { return b.kind == headingBlock && b.under.gathers(s.head) })
}

// headingCodes reads the codes of a heading, except what could be a version, a year, a step or the name of a
// method.
func headingCodes(t text) []found {
	words := t.line()
	if notHeadings.MatchString(words) {
		return nil
	}
	list := findCodes(t)
	if list == nil {
		list = codeInside(words)
	}
	for _, f := range list {
		switch {
		case f.shape == weak:
			return nil
		case integer.MatchString(f.code) && f.title == "" && !leadWord.MatchString(words) && (len(f.code) < 3 || len(f.code) == 4 && f.code[0] <= '2'):
			return nil
		case propertyName.MatchString(f.code):
			return nil
		case camel.MatchString(f.code) && !aboutErrors.MatchString(f.code) && !t.literal():
			return nil
		}
	}
	return list
}

// codeInside reads a heading of words with a single code among them: "Why do I get CARD_LOST?"
func codeInside(words string) []found {
	code := ""
	for _, w := range strings.FieldsFunc(words, func(r rune) bool { return r == ' ' || strings.ContainsRune("\"'“”‘’`?!.,:;()", r) }) {
		if screaming.MatchString(w) {
			if code != "" {
				return nil
			}
			code = w
		}
	}
	if code == "" {
		return nil
	}
	return []found{{code: code, title: words, shape: sure}}
}

// propertyName matches members of an error object.
var propertyName = regexp.MustCompile(`(?i)^(?:error|err|exception|e)\.[a-z]`)

var notHeadings = regexp.MustCompile(`(?i)^(?:v?[0-9]+\.[0-9]|version|release|step|chapter|part|phase|question|q\d|get |post |put |patch |delete |20[0-9]{2}\b|api v|ios \d|android \d)|\(\)`)

// readSection finds the code that a section is about, and its parts.
func (p *Page) readSection(s *section) {
	s.cells = map[Field]text{}
	body := p.blocks[s.first:s.last]
	if list := s.head.headCodes(); list != nil {
		for _, b := range body { // a heading above a table of codes groups them and is not a code
			if b.kind == tableBlock && statusRest.MatchString(s.head.words) {
				return
			}
		}
		if !calls(body, list[0].code) {
			s.codes = list
		}
	}
	p.readParts(s, body)
	if len(s.codes) == 0 {
		if list := findCodes(s.cells[FieldCode]); list != nil && list[0].shape >= fair {
			s.codes, s.title = list, s.head.words
		} else if code := mentioned(s.head.words, body); code != "" {
			s.codes, s.title = []found{{code: code, shape: sure}}, s.head.words
		}
	}
	for _, f := range s.codes {
		s.title = firstOf(f.title, s.title)
	}
	if len(s.codes) > 0 && s.cells[FieldHTTP] == nil {
		s.sampleStatus(body)
	}
	if len(s.codes) > 0 && s.cells[FieldMeaning].line() == "" && s.title == "" && len(s.cells) == 0 {
		s.codes = nil // a heading with nothing below it
	}
}

var statusMember = regexp.MustCompile(`"(?:http_?code|http_?status(?:_?code)?|status_?code|httpCode|httpStatus(?:Code)?|statusCode|status)"\s*:\s*"?([1-5][0-9]{2})\b`)

// sampleStatus takes the HTTP status from a sample that also has the section's code.
func (s *section) sampleStatus(body []block) {
	for _, b := range body[:min(len(body), maxBody)] {
		if b.kind != codeBlock || len(b.code) > maxText || !strings.Contains(b.code, `"`+s.codes[0].code+`"`) {
			continue
		}
		if m := statusMember.FindStringSubmatch(b.code); m != nil {
			s.put(FieldHTTP, text{{text: m[1]}})
			return
		}
	}
}

// calls reports whether a sample in a section calls the name of its heading: a function.
func calls(body []block, name string) bool {
	return slices.ContainsFunc(body, func(b block) bool { return b.kind == codeBlock && strings.Contains(b.code, name+"(") })
}

// readParts sorts the blocks of a section by the labels in it. What comes before the first label is the meaning.
func (p *Page) readParts(s *section, body []block) {
	at := FieldMeaning
	var via *heading // the label that at comes from, if that is a heading
	for i, b := range body {
		if via != nil && b.under == s.head {
			at, via = FieldMeaning, nil // after something that folds open
		}
		switch b.kind {
		case headingBlock:
			if at, via = labelField(b.under.words, FieldIgnore), b.under; i == 0 && at == FieldIgnore && !isLabel(b.under.words) {
				s.title, at = b.under.words, FieldMeaning // "CARD_LOST" and below it "The card is lost"
			}
		case paragraphBlock, itemBlock, definitionBlock, termBlock:
			t := b.text
			if b.kind == itemBlock && len(t) > 0 {
				t = append(text{}, t...)
				t[0].gap, t[0].depth = newItem, b.level
			}
			if f, rest, ok := splitLabel(t); ok {
				at = f
				if rest.empty() {
					continue
				}
				s.put(at, rest)
				if at == FieldCode || at == FieldTitle || at == FieldHTTP || at == FieldNumber || at == FieldGRPC || at == FieldRetry || b.kind == itemBlock {
					at = FieldMeaning
				}
				continue
			}
			if m := statusAlone.FindStringSubmatch(t.line()); m != nil && s.cells[FieldHTTP] == nil && at == FieldMeaning {
				s.put(FieldHTTP, text{{text: m[1]}})
				continue
			}
			s.put(at, t)
			if at == FieldCode || at == FieldHTTP || at == FieldNumber || at == FieldGRPC {
				at = FieldMeaning
			}
		case tableBlock:
			s.putTable(b.table)
		}
	}
}

// statusAlone matches a paragraph that is only an HTTP status.
var statusAlone = regexp.MustCompile(`^(?i:HTTP\s+)?(?i:status\s+)?([1-5][0-9]{2})(?:\s+[A-Z][A-Za-z' ]{1,30})?$`)

// maxSpans is the maximum number of spans of a part of a section. A longer section is a chapter.
const maxSpans = 500

// put adds text to a part.
func (s *section) put(f Field, t text) {
	if f != FieldIgnore && len(s.cells[f]) < maxSpans {
		s.cells[f] = s.cells[f].below(t)
	}
}

// putTable reads a table of two columns whose first one has labels.
func (s *section) putTable(t *table) {
	if t.width() != 2 {
		return
	}
	for _, r := range t.rows {
		if f := labelField(r.cells[0].line(), FieldIgnore); f != FieldIgnore {
			s.put(f, r.cells[1])
		}
	}
}

// row returns the section as a row.
func (s *section) row(f found) row {
	r := row{line: s.head.line, anchor: s.head.anchor}
	for _, c := range sectionColumns {
		t := s.cells[c.field]
		switch c.field {
		case FieldCode:
			t = text{{text: firstOf(f.signature, f.code), style: literal}}
		case FieldNumber:
			if f.number != nil {
				t = text{{text: itoa(*f.number)}}
			}
		case FieldTitle:
			if s.title != "" {
				t = text{{text: s.title}}
			}
		case FieldHTTP:
			if f.http > 0 && t == nil {
				t = text{{text: itoa(f.http)}}
			}
		}
		r.cells = append(r.cells, t)
	}
	return r
}

// maxBody is how many blocks of a section are searched for its code.
const maxBody = 200

var quotedValue = regexp.MustCompile(`"((?:[^"\\]|\\.){2,120})"`)

// mentioned returns the code in a section's text or samples that is spelled like its heading: "Invalid field value"
// above a sample with INVALID_FIELD_VALUE.
func mentioned(words string, body []block) string {
	want := content.Fold(words)
	if want == "" {
		return ""
	}
	same := func(s string) bool {
		return len(s) >= len(want) && len(s) <= 2*len(want) && content.Fold(s) == want && codeShape(s) == sure
	}
	for _, b := range body[:min(len(body), maxBody)] {
		if b.kind == codeBlock {
			for _, m := range quotedValue.FindAllStringSubmatch(b.code[:min(len(b.code), maxText)], -1) {
				var value string
				if json.Unmarshal([]byte(m[0]), &value) == nil && same(value) {
					return value
				}
			}
			continue
		}
		for _, sp := range b.text {
			for _, w := range strings.FieldsFunc(sp.text, func(r rune) bool { return strings.ContainsRune(" \n\t.,;:()\"'", r) }) {
				if same(w) {
					return w
				}
			}
		}
	}
	return ""
}

package vendorpage

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
)

// headingRuns returns the headings of the page by level and common parent, in the order of the page. A heading that
// is only a label ("Resolution") belongs to the section before it.
func (p *Page) headingRuns() []*run {
	type key struct {
		parent *heading
		level  int
	}
	var all []*run
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
		r.under = commonParent(r.heads[0].heading, r.heads[len(r.heads)-1].heading)
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

// aboutCodes reads the sections of a run and returns those with codes, nil if the run is about something else.
func (p *Page) aboutCodes(r *run) []*head {
	var kept []*head
	inner := 0
	for _, h := range r.heads {
		body := p.blocks[h.first:h.last]
		if h.heading != nil && slices.ContainsFunc(body, func(b block) bool { return b.kind == headingBlock && b.under.gathers(h.heading) }) {
			inner++
		} else if p.readSection(h); len(h.codes) > 0 {
			kept = append(kept, h)
		} else if slices.ContainsFunc(body, func(b block) bool { return b.kind == tableBlock }) {
			inner++
		}
	}
	if len(kept) < 2 || len(kept)*2 < len(r.heads)-inner {
		return nil
	}
	around := p.Title + "\n" + p.URL
	for _, h := range r.under.path() {
		around += "\n" + h.words
	}
	about := aboutErrors.MatchString(around) || aboutCodes.MatchString(around)
	if !slices.ContainsFunc(kept, func(h *head) bool {
		return !doubtful(h.codes[0].code) && (h.codes[0].number == nil || screaming.MatchString(h.codes[0].code))
	}) {
		about = listsCodes.MatchString(headingWords(r.under)) || listsCodes.MatchString(p.Title)
	}
	if !slices.ContainsFunc(kept, func(h *head) bool { return h.cells[FieldCause] == nil && h.cells[FieldAction] == nil }) {
		about = true // each has a labeled cause or advice
	}
	if numberHeads(kept) {
		about = true
	}
	if !about || r.under != nil && aboutFields.MatchString(r.under.words) && !aboutErrors.MatchString(r.under.words) {
		return nil
	}
	return kept
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
		case f.shape == weak && f.number == nil:
			return nil
		case integer.MatchString(f.code) && f.title == "" && !leadWord.MatchString(words) && (len(f.code) < 3 || len(f.code) == 4 && f.code[0] <= '2'):
			return nil
		case propertyName.MatchString(f.code):
			return nil
		case camel.MatchString(f.code) && !aboutErrors.MatchString(f.code) && !t.literal() && (f.number == nil || t[0].style&literal == 0):
			return nil
		}
	}
	return list
}

// numberSign matches a number that is called one: "# 1 Timeout".
var numberSign = regexp.MustCompile(`^#\s*([0-9]{1,6})\s+(\S.*)$`)

// numberAndName matches a number followed by its name: "-1003 TOO_MANY_REQUESTS".
var numberAndName = regexp.MustCompile(`^(-?[0-9]{2,10})\s*[-–—:]?\s+\(?([A-Z][A-Z0-9_]{2,})\)?$`)

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

var notHeadings = pattern("no code in heading")

// maxBody is how many blocks of a section are searched for its code.
const maxBody = 200

// readSection finds the code that a section is about, and its parts.
func (p *Page) readSection(h *head) {
	body := p.blocks[h.first:h.last]
	if h.heading != nil {
		h.codes = h.heading.headCodes()
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
		if list := findCodes(h.cells[FieldCode]); list != nil && list[0].shape >= fair {
			h.codes, h.title = list, h.text.line()
		} else if code := mentioned(h.text.line(), near); code != "" {
			h.codes, h.title = []found{{code: code, shape: sure}}, h.text.line()
		}
	}
	if len(h.codes) == 0 {
		return
	}
	for _, f := range h.codes {
		h.title = firstOf(f.title, h.title)
	}
	if h.cells[FieldHTTP] == nil {
		h.sampleStatus(near)
	}
	if h.title == "" && len(h.cells) == 0 && h.codes[0].number == nil {
		h.codes = nil // a heading with nothing below it
	}
}

var statusMember = regexp.MustCompile(`"(?:http_?code|http_?status(?:_?code)?|status_?code|httpCode|httpStatus(?:Code)?|statusCode|status)"\s*:\s*"?([1-5][0-9]{2})\b`)

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
	for _, b := range body {
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

package vendorpage

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

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

// inBody lists the blocks that belong to a head, by its kind.
var inBody = map[string][]blockKind{
	"term": {definitionBlock, codeBlock, itemBlock, termBlock}, "item": {itemBlock},
	"bold": {paragraphBlock, itemBlock, termBlock, definitionBlock, codeBlock, tableBlock},
}

// headKind returns what block i is as a head: a term, an item, a paragraph that is a code in bold, or a line that starts
// with bold words or code; "" for others.
func (p *Page) headKind(i int) string {
	switch b := p.blocks[i]; {
	case b.kind == termBlock:
		return "term"
	case b.kind == itemBlock:
		return "item"
	case b.kind != paragraphBlock || b.text[0].style&(strong|literal) == 0:
	case p.boldCode(i) != nil:
		return "bold"
	default:
		return "line"
	}
	return ""
}

// listRuns returns the definition lists, the lists whose items start with a code, and the paragraphs that do.
func (p *Page) listRuns() (all []*run) {
	done := map[string]int{} // by kind and level: where the blocks of a run that does not list codes end
	for i := 0; i < len(p.blocks); i++ {
		kind := p.headKind(i)
		key := kind + itoa(min(p.blocks[i].level, 16))
		if kind == "" || i < done[key] {
			continue
		}
		r, end := p.listRun(i, kind)
		if r == nil {
			done[key] = end
			continue
		}
		all = append(all, r)
		i = end - 1
	}
	return all
}

// listRun reads the run that starts with block i, and returns where it ends. It is nil if most of its heads have no
// code that is separate from the words after it.
func (p *Page) listRun(i int, kind string) (*run, int) {
	b := p.blocks[i]
	r := &run{shape: "list", under: b.under}
	if kind == "bold" {
		r.shape = "sections"
	}
	if i > 0 && (p.blocks[i-1].kind == paragraphBlock || p.blocks[i-1].kind == definitionBlock) {
		r.lead = p.blocks[i-1].text.line()
	}
	all, end := 0, i
	var body *extent // of the last head with a code; terms in a row share it
	for ; end < len(p.blocks); end++ {
		n := p.blocks[end]
		is := p.headKind(end)
		starts := n.level == b.level && (is == kind || kind == "line" && is == "bold")
		if n.under != b.under || n.kind == b.kind && n.level < b.level || !starts && (!slices.Contains(inBody[kind], n.kind) || body == nil && kind == "bold") {
			break
		}
		if !starts {
			if body != nil {
				body.last = end + 1
			}
			continue
		}
		if kind != "term" || body == nil || body.last > body.first || body.heads >= maxShared {
			body = nil
		}
		all++
		h := &head{line: n.line, text: n.text}
		if h.read(kind); len(h.codes) > 0 || kind == "term" {
			if body == nil {
				body = &extent{}
			}
			body.first, body.last = end+1, end+1
			body.heads++
			h.extent = body
			r.heads = append(r.heads, h)
		}
	}
	if !r.listsCodes(kind, all) {
		return nil, end
	}
	return r, end
}

// listsCodes reports whether enough of the heads of a run have codes, and these are not names of fields, which look
// the same.
func (r *run) listsCodes(kind string, all int) bool {
	doubt, good := 0, 0
	for _, h := range r.heads {
		if len(h.codes) > 0 && h.codes[0].shape >= fair {
			good++
		}
		if len(h.codes) > 0 && doubtful(h.codes[0].code) {
			doubt++
		}
	}
	switch {
	case kind == "term":
		return good*2 > len(r.heads)
	case len(r.heads) < 2 || len(r.heads)*10 < all*7:
		return false
	}
	return kind == "bold" || doubt*3 <= len(r.heads) || listsCodes.MatchString(headingWords(r.under)) || listsCodes.MatchString(cut(r.lead, 300))
}

// read finds the codes of an item, a term or a paragraph, and the words after them.
func (h *head) read(kind string) {
	switch {
	case kind == "bold":
		parts := h.text.split()
		h.codes, h.rest = headingCodes(parts[0]), flatten(parts[1:])
	case kind == "term":
		h.codes = findCodes(h.text)
	case len(h.text) == 1 && strings.HasPrefix(h.text[0].link, "#"): // to an anchor on the same page
	default:
		var code text
		if code, h.rest = splitItem(h.text); code != nil {
			h.codes, h.text = findCodes(code), code
		}
	}
}

func flatten(parts []text) (t text) {
	for _, part := range parts {
		t = t.below(part)
	}
	return t
}

// statusTail matches the HTTP status that can follow a code in bold, itself not bold.
var statusTail = regexp.MustCompile(`^\s*[(\[–—:-]?\s*(?i:https?\s+)?(?i:status\s+)?(?i:code\s+)?[1-5][0-9]{2}\s*[)\]]?\s*$`)

// boldCode returns the codes of block i if it is a paragraph that is only a code in bold, or whose first line is,
// with text below it.
func (p *Page) boldCode(i int) []found {
	b := p.blocks[i]
	parts := b.text.split()
	for i, s := range parts[0] {
		if i > 0 && i == len(parts[0])-1 && statusTail.MatchString(s.text) {
			break
		}
		if s.style&(strong|literal) == 0 && strings.TrimSpace(s.text) != "" || utf8.RuneCountInString(s.text) > 100 {
			return nil
		}
	}
	if len(parts) == 1 {
		if i+1 == len(p.blocks) {
			return nil
		}
		next := p.blocks[i+1]
		if next.kind == headingBlock || next.kind == tableBlock || next.under != b.under || next.kind == paragraphBlock && next.text.literal() {
			return nil
		}
	}
	return headingCodes(parts[0])
}

var leadParens = regexp.MustCompile(`^\((\S{1,40})\)\s*[:–—-]?\s*((?s:.*))$`)

// splitItem cuts an item after the code that it starts with: one in a code span or in bold, or one that cannot be
// anything else, followed by a separator.
func splitItem(t text) (code, rest text) {
	if len(t) == 0 {
		return nil, nil
	}
	first := t[0]
	words := squeeze(first.text)
	if first.style&(literal|strong) != 0 {
		bare := text{{text: strings.TrimRight(words, ":"), style: first.style}}
		if len(findCodes(bare)) == 0 {
			return nil, nil
		}
		rest := trimStart(t[1:])
		if len(rest) > 0 {
			if m := leadParens.FindStringSubmatch(rest[0].text); m != nil { // "`BAD_STATUS` (500): …"
				bare[0].text, rest[0].text = bare[0].text+" ("+m[1]+")", m[2]
			}
		}
		return bare, rest
	}
	m := lineParts.FindStringSubmatch(words)
	if m == nil || codeShape(m[1]) < fair || codeShape(m[1]) < sure && !strings.ContainsAny(words[len(m[1]):min(len(words), len(m[1])+3)], ":-–—=") {
		return nil, nil
	}
	tail := append(text{{text: m[2], style: first.style, link: first.link}}, t[1:]...)
	if strings.HasSuffix(first.text, " ") {
		tail[0].text += " "
	}
	return text{{text: m[1]}}, tail
}

// doubtful reports whether a code could be the name of a field or a method, a small number or a year.
func doubtful(s string) bool {
	if integer.MatchString(s) {
		return len(s) < 3 || len(s) == 4 && (s[:2] == "19" || s[:2] == "20")
	}
	return propertyName.MatchString(s) || !screaming.MatchString(s) && !upperWord.MatchString(s) && !numbered.MatchString(s) && !aboutErrors.MatchString(s)
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
			for _, b := range body {
				words += " " + b.text.line()
			}
			t.left = append(t.left, Left{h.line, "section", cut(words, 300), "its heading has no code"})
		}
	}
	if len(kept) < 2 || len(kept)*2 < len(r.heads)-inner {
		return false
	}
	r.heads = kept
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

// partReader sorts the text below a head, or of a cell, by the labels in it.
type partReader struct {
	parts map[Field]text
	at    Field    // where text goes
	via   *heading // the label that at comes from, if that is a heading
	cell  bool     // the text is a cell of a table, whose label "Note" belongs to the text
}

// readParts sorts the text below a head. What comes before the first label is the meaning.
func (p *Page) readParts(h *head) {
	h.parts, h.body = map[Field]text{}, p.blocks[h.first:h.last]
	if !h.rest.empty() {
		h.body = append([]block{{kind: paragraphBlock, line: h.line, text: h.rest}}, h.body...)
	}
	above := 0 // the level of the item that the head is
	if h.heading == nil && h.first > 0 && p.blocks[h.first-1].kind == itemBlock {
		above = p.blocks[h.first-1].level
	}
	r := &partReader{parts: h.parts, at: FieldMeaning}
	r.text(h.rest, 0)
	for i, b := range p.blocks[h.first:h.last] {
		if r.via != nil && b.under == h.heading {
			r.at, r.via = FieldMeaning, nil // after something that folds open
		}
		switch b.kind {
		case headingBlock:
			if r.at, r.via = labelField(b.under.words, FieldIgnore), b.under; i == 0 && r.at == FieldIgnore && !isLabel(b.under.words) {
				h.title, r.at = b.under.words, FieldMeaning // "CARD_LOST" and below it "The card is lost"
			}
		case codeBlock:
		case tableBlock:
			r.table(b.table)
		case itemBlock:
			r.text(b.text, max(b.level-above, 1))
		default:
			r.text(b.text, 0)
		}
	}
}

// cellParts sorts the text of a cell by the labels in it.
func cellParts(cell text) map[Field]text {
	if len(cell) < 2 && !strings.ContainsAny(cell.line(), ":(") {
		return map[Field]text{FieldMeaning: cell}
	}
	r := &partReader{parts: map[Field]text{}, at: FieldMeaning, cell: true}
	for _, part := range cell.split() {
		r.text(part, 0)
		if depth := part[0].depth; depth > 0 { // items of a list stay in it
			if t := r.parts[r.at]; len(t) >= len(part) {
				t[len(t)-len(part)].gap, t[len(t)-len(part)].depth = part[0].gap, depth
			}
		}
	}
	return r.parts
}

// once are the fields that a label gives to the next paragraph only.
var once = []Field{FieldCode, FieldTitle, FieldHTTP, FieldNumber, FieldGRPC, FieldRetry, FieldName, FieldMessage}

var (
	// statusAlone matches a paragraph that is only an HTTP status, numberAlone one that is a number, also in hexadecimal.
	statusAlone = regexp.MustCompile(`^(?i:HTTP\s+)?(?i:status\s+)?([1-5][0-9]{2})(?:\s+[A-Z][A-Za-z' ]{1,30})?$`)
	numberAlone = regexp.MustCompile(`^(-?[0-9]{1,10})\s*\((0[xX][0-9A-Fa-f]+)L?\)$`)
)

// text reads the paragraphs of a block; depth is that of an item.
func (r *partReader) text(t text, depth int) {
	for k, part := range t.split() {
		if depth > 0 && k == 0 && len(part) > 0 {
			part = append(text{}, part...)
			part[0].gap, part[0].depth = newItem, depth
		}
		if f, rest, ok := splitLabel(part); ok && !(r.cell && f == FieldMeaning) {
			if r.at = f; !rest.empty() {
				r.put(f, rest)
				if depth > 0 {
					r.at = FieldMeaning
				}
			}
			continue
		}
		words := part.line()
		if m := statusAlone.FindStringSubmatch(words); m != nil && r.parts[FieldHTTP] == nil && r.at == FieldMeaning {
			r.parts[FieldHTTP] = text{{text: m[1]}}
		} else if m := numberAlone.FindStringSubmatch(words); m != nil && r.parts[FieldNumber] == nil && r.at == FieldMeaning {
			r.parts[FieldNumber], r.parts[FieldAlias] = text{{text: m[1]}}, r.parts[FieldAlias].below(text{{text: m[2]}})
		} else {
			r.put(r.at, part)
		}
	}
}

// maxSpans is the maximum number of spans of a part of a section. A longer section is a chapter.
const maxSpans = 500

// put adds text to a part.
func (r *partReader) put(f Field, t text) {
	if f != FieldIgnore && len(r.parts[f]) < maxSpans && !t.empty() {
		r.parts[f] = r.parts[f].below(t)
	}
	if slices.Contains(once, f) {
		r.at = FieldMeaning
	}
}

// table reads a table of two columns whose first one has labels.
func (r *partReader) table(t *table) {
	for _, row := range t.rows {
		if len(row.cells) == 2 {
			if f := labelField(row.cells[0].line(), FieldIgnore); f != FieldIgnore && !row.cells[1].empty() {
				r.parts[f] = r.parts[f].below(row.cells[1])
			}
		}
	}
}

func (h *head) put(f Field, t text) { h.parts[f] = h.parts[f].below(t) }

package vendorpage

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
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
	rest  text
	body  []block // rest, and the blocks below the head
	title string
	cells map[Field]text
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

// headTables makes tables of the runs of heads on a page, with a row for each code.
func (p *Page) headTables() []*table {
	var all []*table
	for _, r := range append(p.listRuns(), p.headingRuns()...) {
		if t := p.headTable(r); t != nil {
			all = append(all, t)
		}
	}
	return all
}

// listRuns returns the definition lists, the lists whose items start with a code, and the paragraphs that do.
func (p *Page) listRuns() []*run {
	var all []*run
	done := map[string]int{} // by kind and level: where the blocks of a run that does not list codes end
	for i := 0; i < len(p.blocks); i++ {
		b := p.blocks[i]
		key := string(rune('a'+b.kind)) + itoa(min(b.level, 16))
		if b.kind != termBlock && b.kind != itemBlock && (b.kind != paragraphBlock || !startsBold(b.text)) || i < done[key] {
			continue
		}
		r, end := p.listRun(i)
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
func (p *Page) listRun(i int) (*run, int) {
	b := p.blocks[i]
	bold := b.kind == paragraphBlock && p.boldCode(i) != nil
	r := &run{shape: "list", under: b.under}
	if bold {
		r.shape = "sections"
	}
	if i > 0 && (p.blocks[i-1].kind == paragraphBlock || p.blocks[i-1].kind == definitionBlock) {
		r.lead = p.blocks[i-1].text.line()
	}
	all, end := 0, i
	var body *extent // of the last head with a code; terms in a row share it
	for ; end < len(p.blocks); end++ {
		n := p.blocks[end]
		starts := p.startsLike(end, i, bold)
		if n.under != b.under || n.kind == b.kind && n.level < b.level || !starts && (!inBody(n, b, bold) || body == nil && bold) {
			break
		}
		if !starts {
			if body != nil {
				body.last = end + 1
			}
			continue
		}
		if b.kind != termBlock || body == nil || body.last > body.first || body.heads >= maxShared {
			body = nil
		}
		all++
		h := &head{line: n.line, text: n.text}
		if h.read(b.kind, bold); len(h.codes) > 0 || b.kind == termBlock {
			if body == nil {
				body = &extent{}
			}
			body.first, body.last = end+1, end+1
			body.heads++
			h.extent = body
			r.heads = append(r.heads, h)
		}
	}
	if !r.listsCodes(b.kind, all, bold) {
		return nil, end
	}
	return r, end
}

// listsCodes reports whether enough of the heads of a run have codes, and these are not names of fields, which look
// the same.
func (r *run) listsCodes(kind blockKind, all int, bold bool) bool {
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
	case kind == termBlock:
		return good*2 > len(r.heads)
	case len(r.heads) < 2 || len(r.heads)*10 < all*7:
		return false
	}
	return bold || doubt*3 <= len(r.heads) || listsCodes.MatchString(headingWords(r.under)) || listsCodes.MatchString(cut(r.lead, 300))
}

// startsLike reports whether block k starts a head of the run of block i.
func (p *Page) startsLike(k, i int, bold bool) bool {
	a, b := p.blocks[k], p.blocks[i]
	switch {
	case a.kind != b.kind || a.level != b.level:
		return false
	case bold:
		return p.boldCode(k) != nil
	}
	return a.kind != paragraphBlock || startsBold(a.text)
}

// inBody reports whether a block belongs to a head of a kind.
func inBody(b, head block, bold bool) bool {
	switch head.kind {
	case termBlock:
		return b.kind == definitionBlock || b.kind == codeBlock || b.kind == itemBlock || b.kind == termBlock
	case itemBlock:
		return b.kind == itemBlock
	}
	return bold && b.kind != headingBlock
}

// read finds the codes of an item, a term or a paragraph, and the words after them.
func (h *head) read(kind blockKind, bold bool) {
	switch {
	case bold:
		parts := h.text.split()
		h.codes = headingCodes(parts[0])
		h.rest = flatten(parts[1:])
	case kind == termBlock:
		h.codes = findCodes(h.text)
	case inPage(h.text):
	default:
		var code text
		if code, h.rest = splitItem(h.text); code != nil {
			h.codes = findCodes(code)
			h.text = code
		}
	}
}

func flatten(parts []text) (t text) {
	for _, part := range parts {
		t = t.below(part)
	}
	return t
}

// startsBold reports whether a paragraph starts with bold words or code.
func startsBold(t text) bool { return len(t) > 0 && t[0].style&(strong|literal) != 0 }

// inPage reports whether a text is only a link to an anchor on the same page.
func inPage(t text) bool { return len(t) == 1 && strings.HasPrefix(t[0].link, "#") }

// statusTail matches the HTTP status that can follow a code in bold, itself not bold.
var statusTail = regexp.MustCompile(`^\s*[(\[–—:-]?\s*(?i:https?\s+)?(?i:status\s+)?(?i:code\s+)?[1-5][0-9]{2}\s*[)\]]?\s*$`)

// boldCode returns the codes of block i if it is a paragraph that is only a code in bold, or whose first line is,
// with text below it.
func (p *Page) boldCode(i int) []found {
	b := p.blocks[i]
	if b.kind != paragraphBlock || len(b.text) == 0 {
		return nil
	}
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

// splitItem cuts an item after the code that it starts with: one in a code span or in bold, or one that cannot be
// anything else, followed by a separator.
func splitItem(t text) (code, rest text) {
	if len(t) == 0 {
		return nil, nil
	}
	first := t[0]
	words := squeeze(first.text)
	if first.style&(literal|strong) != 0 {
		bare := strings.TrimRight(words, ":")
		if list := findCodes(text{{text: bare, style: first.style}}); len(list) > 0 {
			rest := trimStart(t[1:])
			if len(rest) > 0 {
				if m := leadParens.FindStringSubmatch(rest[0].text); m != nil { // "`BAD_STATUS` (500): …"
					bare, rest[0].text = bare+" ("+m[1]+")", m[2]
				}
			}
			return text{{text: bare, style: first.style}}, rest
		}
		return nil, nil
	}
	m := lineParts.FindStringSubmatch(words)
	if m == nil || codeShape(m[1]) < fair {
		return nil, nil
	}
	if sh := codeShape(m[1]); sh < sure && !strings.ContainsAny(words[len(m[1]):min(len(words), len(m[1])+3)], ":-–—=") {
		return nil, nil
	}
	tail := append(text{{text: m[2], style: first.style, link: first.link}}, t[1:]...)
	if strings.HasSuffix(first.text, " ") {
		tail[0].text += " "
	}
	return text{{text: m[1]}}, tail
}

var leadParens = regexp.MustCompile(`^\((\S{1,40})\)\s*[:–—-]?\s*((?s:.*))$`)

// doubtful reports whether a code could be the name of a field or a method, a small number or a year.
func doubtful(s string) bool {
	if integer.MatchString(s) {
		return len(s) < 3 || len(s) == 4 && (s[:2] == "19" || s[:2] == "20")
	}
	return propertyName.MatchString(s) || !screaming.MatchString(s) && !upperWord.MatchString(s) && !numbered.MatchString(s) && !aboutErrors.MatchString(s)
}

// headColumns are the columns of the table that a run is read into.
var headColumns = []struct {
	header string
	field  Field
}{
	{"Code", FieldCode}, {"Number", FieldNumber}, {"Name", FieldName}, {"Title", FieldTitle}, {"HTTP status", FieldHTTP}, {"gRPC status", FieldGRPC},
	{"Message", FieldMessage}, {"Description", FieldMeaning}, {"Cause", FieldCause}, {"Resolution", FieldAction}, {"User message", FieldUser},
	{"Retry", FieldRetry}, {"Alias", FieldAlias},
}

// headTable makes a table of a run, nil if it is not about codes.
func (p *Page) headTable(r *run) *table {
	if len(r.heads) > MaxRows {
		return nil
	}
	t := &table{shape: r.shape, under: r.under, lead: r.lead, head: 1, rows: []row{{line: r.heads[0].line}}}
	for _, c := range headColumns {
		t.rows[0].cells = append(t.rows[0].cells, text{{text: c.header}})
		t.fields = append(t.fields, c.field)
	}
	if r.shape == "sections" {
		if r.heads = p.aboutCodes(r); r.heads == nil {
			return nil
		}
	} else {
		t.rows[0].cells[0], t.fields[0] = nil, "" // not called a code
		for _, h := range r.heads {
			p.readParts(h)
		}
	}
	for _, h := range r.heads {
		if r.shape == "list" {
			row := h.row(found{})
			row.cells[0] = h.text
			t.rows = append(t.rows, row)
			continue
		}
		for _, f := range h.codes {
			t.rows = append(t.rows, h.row(f))
		}
	}
	t.line = r.heads[0].line
	t.dropEmpty()
	return t
}

// dropEmpty removes the columns without cells below the header.
func (t *table) dropEmpty() {
	var kept []int
	for col := range t.width() {
		if slices.ContainsFunc(t.body(), func(r row) bool { return !r.cells[col].empty() }) {
			kept = append(kept, col)
		}
	}
	var fields []Field
	for _, col := range kept {
		fields = append(fields, t.fields[col])
	}
	t.fields = fields
	for i, r := range t.rows {
		var cells []text
		for _, col := range kept {
			cells = append(cells, r.cells[col])
		}
		t.rows[i].cells = cells
	}
}

// row returns what is said about a code as a row.
func (h *head) row(f found) row {
	r := row{line: h.line, anchor: h.anchor, body: h.body}
	instead := map[Field]string{FieldCode: firstOf(f.signature, f.code), FieldTitle: h.title}
	if f.number != nil {
		instead[FieldNumber] = itoa(*f.number)
	}
	if f.http > 0 {
		instead[FieldHTTP] = itoa(f.http)
	}
	if integer.MatchString(f.code) && codeShape(f.title) >= fair {
		instead[FieldName], instead[FieldTitle] = f.title, ""
	}
	for _, c := range headColumns {
		t := h.cells[c.field]
		switch words := instead[c.field]; {
		case c.field == FieldCode:
			t = text{{text: words, style: literal}}
		case t == nil && words != "":
			t = text{{text: words}}
		}
		r.cells = append(r.cells, t)
	}
	return r
}

package vendorpage

import (
	"regexp"
	"strings"
)

// listTables makes tables of definition lists and of list items that start with a code. Such tables have two
// columns without headers: the code and its meaning.
func (p *Page) listTables() []*table {
	var all []*table
	for i := 0; i < len(p.blocks); {
		switch b := p.blocks[i]; b.kind {
		case termBlock:
			tables, n := p.definitions(i)
			for _, t := range tables {
				all = append(all, p.labeled(t))
			}
			i += n
		case itemBlock:
			t, n := p.items(i)
			if t != nil {
				all = append(all, p.labeled(t))
			}
			i += n
		case paragraphBlock:
			n := 1
			if boldStart(b.text) {
				var t *table
				if t, n = p.items(i); t != nil {
					all = append(all, p.labeled(t))
				}
			}
			i += n
		case codeBlock:
			if t := jsonTable(b); t != nil {
				all = append(all, t)
			}
			i++
		default:
			i++
		}
	}
	return all
}

// labeled splits the meanings of a list that have labels ("HTTP status: 404") into columns.
func (p *Page) labeled(t *table) *table {
	parts := &table{line: t.line, shape: t.shape, under: t.under, lead: t.lead, head: 1, rows: []row{sectionHead(t.line)}}
	parts.rows[0].cells[0] = nil // not called a code
	any := false
	if len(t.rows) > MaxRows {
		return t
	}
	for _, r := range t.rows {
		s := &section{head: &heading{line: r.line}, cells: map[Field]text{}}
		var body []block
		for _, part := range r.cells[1].split() {
			body = append(body, block{kind: paragraphBlock, text: part})
		}
		p.readParts(s, body)
		any = any || len(s.cells) > 1 || len(s.cells) == 1 && s.cells[FieldMeaning] == nil
		labeled := s.row(found{})
		labeled.cells[0] = r.cells[0]
		parts.rows = append(parts.rows, labeled)
	}
	if !any {
		return t
	}
	return parts
}

func (p *Page) startTable(i int) *table {
	t := &table{line: p.blocks[i].line, shape: "list", under: p.blocks[i].under}
	if i > 0 && (p.blocks[i-1].kind == paragraphBlock || p.blocks[i-1].kind == definitionBlock) {
		t.lead = p.blocks[i-1].text.line()
	}
	return t
}

// definitions reads a definition list and those inside it. Several terms in a row share the definition after them.
func (p *Page) definitions(i int) (tables []*table, blocks int) {
	t := p.startTable(i)
	tables = append(tables, t)
	n := 0
	var terms []text
	var meaning text
	line := p.blocks[i].line
	end := func() {
		for _, term := range terms {
			t.rows = append(t.rows, row{line: line, cells: []text{term, meaning}})
		}
		terms, meaning = nil, nil
	}
	for ; i+n < len(p.blocks); n++ {
		b := p.blocks[i+n]
		if b.kind == termBlock && b.level > p.blocks[i].level && b.level < maxLists {
			inner, more := p.definitions(i + n)
			tables, n = append(tables, inner...), n+more-1
			continue
		}
		if b.kind == termBlock && b.level < p.blocks[i].level {
			break
		}
		if b.kind == termBlock {
			if meaning != nil {
				end()
			}
			if len(terms) == 0 {
				line = b.line
			}
			terms = append(terms, b.text)
			continue
		}
		inside := b.kind == definitionBlock || (b.kind == codeBlock || b.kind == itemBlock) && n+1 < len(p.blocks)-i && meaning != nil
		if !inside || b.under != p.blocks[i].under {
			break
		}
		if b.kind != codeBlock {
			meaning = meaning.below(b.text)
		}
	}
	end()
	t.square()
	return tables, max(n, 1)
}

// maxLists is how deep definition lists are nested; deeper ones are read as if they were not.
const maxLists = 16

// boldStart reports whether a paragraph starts with bold words followed by others.
func boldStart(t text) bool { return len(t) > 1 && t[0].style&strong != 0 }

// items reads the items of a list, or paragraphs that start with bold words. They list codes if most of the outer
// items start with a code that is separate from the words after it.
func (p *Page) items(i int) (*table, int) {
	t := p.startTable(i)
	n, all, words := 0, 0, 0
	for ; i+n < len(p.blocks) && p.blocks[i+n].kind == p.blocks[i].kind; n++ {
		b := p.blocks[i+n]
		if b.kind == paragraphBlock && !boldStart(b.text) {
			break
		}
		if b.level > p.blocks[i].level {
			if k := len(t.rows); k > 0 && len(b.text) > 0 {
				item := append(text{}, b.text...)
				item[0].gap, item[0].depth = newItem, b.level-p.blocks[i].level
				t.rows[k-1].cells[1] = append(t.rows[k-1].cells[1], item...)
			}
			continue
		}
		all++
		if inPage(b.text) {
			continue // of a table of contents
		}
		if code, rest, ok := splitItem(b.text); ok {
			t.rows = append(t.rows, row{line: b.line, cells: []text{code, rest}})
			if doubtful(code.line()) {
				words++
			}
		}
	}
	if len(t.rows) < 2 || len(t.rows)*10 < all*7 {
		return nil, max(n, 1)
	}
	if words*3 > len(t.rows) && !listsCodes.MatchString(headingWords(t.under)) && !listsCodes.MatchString(cut(t.lead, 300)) {
		return nil, max(n, 1) // names of fields look the same
	}
	t.square()
	return t, max(n, 1)
}

// inPage reports whether a text is only a link to an anchor on the same page.
func inPage(t text) bool { return len(t) == 1 && strings.HasPrefix(t[0].link, "#") }

// doubtful reports whether a code could be the name of a field or a method, a small number or a year.
func doubtful(s string) bool {
	if integer.MatchString(s) {
		return len(s) < 3 || len(s) == 4 && (s[:2] == "19" || s[:2] == "20")
	}
	return propertyName.MatchString(s) || !screaming.MatchString(s) && !upperWord.MatchString(s) && !numbered.MatchString(s) && !aboutErrors.MatchString(s)
}

// splitItem cuts an item after the code that it starts with: one in a code span or in bold, or one that cannot be
// anything else, followed by a separator.
func splitItem(t text) (code, rest text, ok bool) {
	if len(t) == 0 {
		return nil, nil, false
	}
	first := t[0]
	words := squeeze(first.text)
	if first.style&(literal|strong) != 0 && len(t) > 1 {
		bare := strings.TrimRight(words, ":")
		if list := findCodes(text{{text: bare, style: first.style}}); len(list) > 0 {
			rest := trimSeparator(t[1:])
			if m := leadParens.FindStringSubmatch(rest[0].text); m != nil { // "`BAD_STATUS` (500): …"
				bare, rest[0].text = bare+" ("+m[1]+")", m[2]
			}
			return text{{text: bare, style: first.style}}, rest, true
		}
		return nil, nil, false
	}
	m := lineParts.FindStringSubmatch(squeeze(first.text))
	if m == nil || codeShape(m[1]) < fair {
		return nil, nil, false
	}
	if sh := codeShape(m[1]); sh < sure && !strings.ContainsAny(words[len(m[1]):min(len(words), len(m[1])+3)], ":-–—=") {
		return nil, nil, false
	}
	tail := append(text{{text: m[2], style: first.style, link: first.link}}, t[1:]...)
	if strings.HasSuffix(first.text, " ") {
		tail[0].text += " "
	}
	return text{{text: m[1]}}, tail, true
}

var leadParens = regexp.MustCompile(`^\((\S{1,40})\)\s*[:–—-]?\s*((?s:.*))$`)

// trimSeparator removes the separator between a code and its meaning.
func trimSeparator(t text) text {
	rest := append(text{}, t...)
	rest[0].text = strings.TrimLeft(rest[0].text, " :–—-=>\n\t")
	rest[0].gap = noGap
	return rest
}

package vendorpage

import (
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/pattern"
	"github.com/errdocs/errdocs/internal/terms"
)

// partReader sorts the text below a head, or of a cell, by the labels in it.
type partReader struct {
	parts map[terms.Field]text
	at    terms.Field // where text goes
	cell  bool        // the text is a cell of a table, whose label "Note" belongs to the text
}

// readParts sorts the text below a head. What comes before the first label is the meaning.
func (p *Page) readParts(h *head) {
	body := p.blocks[h.first:h.last]
	h.parts, h.body = map[terms.Field]text{}, body
	if !h.rest.empty() {
		h.body = append([]block{{kind: paragraphBlock, line: h.line, text: h.rest}}, body...)
	}
	above := 0 // the level of the item that the head is
	if h.heading == nil && h.first > 0 && p.blocks[h.first-1].kind == itemBlock {
		above = p.blocks[h.first-1].level
	}
	r := &partReader{parts: h.parts, at: terms.Meaning}
	r.text(h.rest, 0)
	for i, b := range body {
		switch b.kind {
		case headingBlock:
			if r.at = labelField(b.under.words, terms.Ignore); i == 0 && r.at == terms.Ignore && !terms.IsLabel(b.under.words) {
				h.title, r.at = b.under.words, terms.Meaning // "CARD_LOST" and below it "The card is lost"
			}
		case tableBlock:
			r.table(b.table)
		case itemBlock:
			r.text(b.text, max(b.level-above, 1))
		default:
			r.text(b.text, 0)
		}
	}
}

// sampleMember matches a member of a response in XML or JSON.
var sampleMember = pattern.New(`<(\w+)>\s*([^<>\n]+)|"(\w+)"\s*:\s*"?([^",{}\[\]\n]+)`)

// samples makes a table of the responses on a page that have a code, for pages that show their errors in no other way. The
// paragraph above a response says when it is sent.
func (p *Page) samples() *table {
	t := &table{line: 1, shape: "list", fields: []terms.Field{terms.Code}}
	var above text
	for _, b := range p.blocks {
		parts := map[terms.Field]text{}
		for _, m := range sampleMember().FindAllStringSubmatch(cut(b.code+b.text.line(), maxText), -1) {
			if f := terms.Classify(m[1] + m[3]).Labeled(); f != "" && parts[f] == nil {
				parts[f] = linesText(m[2] + m[4])
			}
		}
		if code := parts[terms.Code]; findCodes(code) != nil {
			if parts[terms.Meaning] == nil && above != nil {
				parts[terms.Meaning] = above
			}
			t.rows = append(t.rows, row{line: b.line, cells: []text{code}, parts: parts})
		}
		if above = nil; b.kind == paragraphBlock {
			above = b.text
		}
	}
	return t
}

// cellParts sorts the text of a cell by the labels in it.
func cellParts(cell text) map[terms.Field]text {
	if len(cell) < 2 && !strings.ContainsAny(cell.line(), ":(") {
		return map[terms.Field]text{terms.Meaning: cell}
	}
	r := &partReader{parts: map[terms.Field]text{}, at: terms.Meaning, cell: true}
	for _, part := range cell.split() {
		r.text(part, 0)
	}
	return r.parts
}

// once are the fields that a label gives to the next paragraph only.
var once = []terms.Field{terms.Code, terms.Title, terms.HTTP, terms.Number, terms.GRPC, terms.Retry, terms.Name, terms.Message}

var (
	// statusAlone matches a paragraph that is only an HTTP status, numberAlone one that is a number, also in hexadecimal.
	statusAlone = pattern.New(`^(?i:HTTP\s+)?(?i:status\s+)?([1-5][0-9]{2})(?:\s+[A-Z][A-Za-z' ]{1,30})?$`)
	numberAlone = pattern.New(`^(-?[0-9]{1,10})\s*\((0[xX][0-9A-Fa-f]+)L?\)$`)
)

// text reads the paragraphs of a block; depth is that of an item.
func (r *partReader) text(t text, depth int) {
	for k, part := range t.split() {
		if depth > 0 && k == 0 {
			part = slices.Clone(part)
			part[0].gap, part[0].depth = newItem, depth
		}
		words, free := part.line(), func(f terms.Field) bool { return r.parts[f] == nil && r.at == terms.Meaning }
		if f, rest, ok := splitLabel(part); ok && !(r.cell && f == terms.Meaning) {
			if r.at = f; !rest.empty() {
				if r.put(f, rest); depth > 0 {
					r.at = terms.Meaning
				}
			}
		} else if m := statusAlone.FindStringSubmatch(words); m != nil && free(terms.HTTP) {
			r.parts[terms.HTTP] = text{{text: m[1]}}
		} else if m := numberAlone.FindStringSubmatch(words); m != nil && free(terms.Number) {
			r.parts[terms.Number], r.parts[terms.Alias] = text{{text: m[1]}}, r.parts[terms.Alias].below(text{{text: m[2]}})
		} else {
			r.put(r.at, part)
		}
	}
}

// maxSpans is the maximum number of spans of a part of a section. A longer section is a chapter.
const maxSpans = 500

// put adds text to a part.
func (r *partReader) put(f terms.Field, t text) {
	if f != terms.Ignore && len(r.parts[f]) < maxSpans && !t.empty() {
		r.parts[f] = r.parts[f].below(t)
	}
	if slices.Contains(once, f) {
		r.at = terms.Meaning
	}
}

// table reads a table of two columns whose first one has labels only.
func (r *partReader) table(t *table) {
	if t.width() != 2 || slices.ContainsFunc(t.rows, func(row row) bool { return !row.empty() && !terms.IsLabel(row.cells[0].line()) }) {
		return
	}
	t.facts = true
	for _, row := range t.rows {
		f := labelField(row.cells[0].line(), terms.Ignore)
		r.parts[f] = r.parts[f].below(row.cells[1])
	}
}

package vendorpage

import (
	"regexp"
	"strings"
)

// labels matches words that start a part of a section. Unlike a column header, such a label is all of its heading
// or of the bold words that start a paragraph.
var labels = pattern("label")

func isLabel(words string) bool {
	if len(words) < 3 || len(words) > 48 {
		return false
	}
	for i := 0; i < len(words); i++ {
		if c := words[i]; (c|0x20 < 'a' || c|0x20 > 'z') && c != ' ' && c != '-' && c != ':' && c != '?' && c != '.' {
			return false
		}
	}
	return labeled.get(words, labels.MatchString)
}

var labeled memo[bool]

// labelField returns the field that a label starts.
func labelField(words string, other Field) Field {
	if !isLabel(words) {
		return other
	}
	switch f := labelFields[classify(words)]; {
	case f == "":
		return FieldMeaning
	case f == FieldCode && aboutReasons.MatchString(words):
		return FieldCause
	default:
		return f
	}
}

var labelFields = map[headerKind]Field{
	headerCode: FieldCode, headerMaybe: FieldCode, headerStatus: FieldHTTP, headerHTTP: FieldHTTP, headerGRPC: FieldGRPC,
	headerNumber: FieldNumber, headerName: FieldName, headerMessage: FieldMessage, headerTitle: FieldTitle, headerCause: FieldCause,
	headerAction: FieldAction, headerUser: FieldUser, headerRetry: FieldRetry,
}

var aboutReasons = regexp.MustCompile(`(?i)\breasons?\b`)

// readParts sorts the text below a head by the labels in it. What comes before the first label is the meaning.
func (p *Page) readParts(h *head) {
	h.cells = map[Field]text{}
	h.body = p.blocks[h.first:h.last]
	if !h.rest.empty() {
		h.body = append([]block{{kind: paragraphBlock, text: h.rest}}, h.body...)
	}
	r := &partReader{head: h, at: FieldMeaning}
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
			h.putTable(b.table)
		default:
			depth := 0
			if b.kind == itemBlock {
				depth = max(b.level-p.levelAbove(h), 1)
			}
			r.text(b.text, depth)
		}
	}
}

// levelAbove returns the level of the item that a head is, 0 for another kind of head.
func (p *Page) levelAbove(h *head) int {
	if h.heading == nil && h.first > 0 && p.blocks[h.first-1].kind == itemBlock {
		return p.blocks[h.first-1].level
	}
	return 0
}

// partReader is where the text below a head goes.
type partReader struct {
	head *head
	at   Field
	via  *heading // the label that at comes from, if that is a heading
	cell bool     // the text is a cell of a table, whose label "Note" belongs to the text
}

// cellParts sorts the text of a cell by the labels in it.
func cellParts(cell text) map[Field]text {
	if len(cell) < 2 && !strings.ContainsAny(cell.line(), ":(") {
		return map[Field]text{FieldMeaning: cell}
	}
	r := &partReader{head: &head{cells: map[Field]text{}}, at: FieldMeaning, cell: true}
	for _, part := range cell.split() {
		depth := part[0].depth
		if r.text(part, 0); depth > 0 { // items of a list stay in it
			if t := r.head.cells[r.at]; len(t) >= len(part) {
				t[len(t)-len(part)].gap, t[len(t)-len(part)].depth = part[0].gap, depth
			}
		}
	}
	return r.head.cells
}

// once are the fields that a label gives to the next paragraph only.
var once = map[Field]bool{
	FieldCode: true, FieldTitle: true, FieldHTTP: true, FieldNumber: true, FieldGRPC: true, FieldRetry: true, FieldName: true, FieldMessage: true,
}

// text reads the paragraphs of a block; depth is that of an item.
func (r *partReader) text(t text, depth int) {
	for k, part := range t.split() {
		if depth > 0 && k == 0 && len(part) > 0 {
			part = append(text{}, part...)
			part[0].gap, part[0].depth = newItem, depth
		}
		if f, rest, ok := splitLabel(part); ok && !(r.cell && f == FieldMeaning) {
			if r.at = f; rest.empty() {
				continue
			}
			if r.head.put(f, rest); once[f] || depth > 0 {
				r.at = FieldMeaning
			}
			continue
		}
		words := part.line()
		if m := statusAlone.FindStringSubmatch(words); m != nil && r.head.cells[FieldHTTP] == nil && r.at == FieldMeaning {
			r.head.put(FieldHTTP, text{{text: m[1]}})
			continue
		}
		if m := numberAlone.FindStringSubmatch(words); m != nil && r.head.cells[FieldNumber] == nil && r.at == FieldMeaning {
			r.head.put(FieldNumber, text{{text: m[1]}})
			r.head.put(FieldAlias, text{{text: m[2]}})
			continue
		}
		if r.head.put(r.at, part); once[r.at] {
			r.at = FieldMeaning
		}
	}
}

// statusAlone matches a paragraph that is only an HTTP status, numberAlone one that is a number, also in hexadecimal.
var (
	statusAlone = regexp.MustCompile(`^(?i:HTTP\s+)?(?i:status\s+)?([1-5][0-9]{2})(?:\s+[A-Z][A-Za-z' ]{1,30})?$`)
	numberAlone = regexp.MustCompile(`^(-?[0-9]{1,10})\s*\((0[xX][0-9A-Fa-f]+)L?\)$`)
)

// maxSpans is the maximum number of spans of a part of a section. A longer section is a chapter.
const maxSpans = 500

// put adds text to a part.
func (h *head) put(f Field, t text) {
	if f != FieldIgnore && len(h.cells[f]) < maxSpans && !t.empty() {
		h.cells[f] = h.cells[f].below(t)
	}
}

// putTable reads a table of two columns whose first one has labels.
func (h *head) putTable(t *table) {
	if t.width() != 2 {
		return
	}
	for _, r := range t.rows {
		if f := labelField(r.cells[0].line(), FieldIgnore); f != FieldIgnore {
			h.put(f, r.cells[1])
		}
	}
}

// splitLabel cuts the label off a paragraph: bold or italic words at its start, or words followed by a colon.
func splitLabel(t text) (Field, text, bool) {
	if len(t) == 0 {
		return "", nil, false
	}
	words := squeeze(t[0].text)
	if t[0].style&(strong|emphasis) != 0 && isLabel(words) {
		return labelField(words, FieldMeaning), trimStart(t[1:]), true
	}
	if at := strings.IndexAny(words, ":?"); at > 0 && isLabel(words[:at]) && t[0].style == 0 {
		rest := append(text{{text: words[at+1:], gap: noGap}}, t[1:]...)
		return labelField(words[:at], FieldMeaning), trimStart(rest), true
	}
	return "", nil, false
}

// trimStart removes the separator between a code or label and the words after it.
func trimStart(t text) text {
	rest := append(text{}, t...)
	for len(rest) > 0 {
		rest[0].text = strings.TrimLeft(rest[0].text, " :–—-=>\n\t")
		rest[0].gap = noGap
		if rest[0].text != "" {
			break
		}
		rest = rest[1:]
	}
	return rest
}

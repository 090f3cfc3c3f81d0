package vendorpage

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/pattern"
	"github.com/errdocs/errdocs/internal/terms"
)

// inBody lists the blocks that belong to a head, by its kind.
var inBody = map[string][]blockKind{
	"term": {definitionBlock, codeBlock, itemBlock, termBlock}, "item": {itemBlock},
	"bold": {paragraphBlock, itemBlock, termBlock, definitionBlock, codeBlock, tableBlock},
}

// headKind returns what block i is as a head: a term, an item, a paragraph that is a code in bold, or a line that starts
// with bold words or code; "" for others.
func (p *Page) headKind(i int) string {
	b := p.blocks[i]
	kind := map[blockKind]string{termBlock: "term", itemBlock: "item"}[b.kind]
	if b.kind == paragraphBlock && b.text[0].style&(strong|literal) != 0 {
		if kind = "line"; p.boldCode(i) != nil {
			kind = "bold"
		}
	}
	return kind
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
		if done[key] = end; r != nil {
			all = append(all, r)
			i = end - 1
		}
	}
	return all
}

// maxShared is how many terms in a row share a definition.
const maxShared = 64

// listRun reads the run that starts with block i, and returns where it ends. It is nil if most of its heads have no
// code that is separate from the words after it.
func (p *Page) listRun(i int, kind string) (*run, int) {
	b := p.blocks[i]
	r := &run{table: table{shape: "list", under: b.under}}
	if kind == "bold" {
		r.shape = "sections"
	}
	if i > 0 && (p.blocks[i-1].kind == paragraphBlock || p.blocks[i-1].kind == definitionBlock) {
		r.lead = p.blocks[i-1].text.line()
	}
	all, end, open := 0, i, false // open: the last head has a code
	for ; end < len(p.blocks); end++ {
		n, is := p.blocks[end], p.headKind(end)
		starts := n.level == b.level && (is == kind || kind == "line" && is == "bold")
		if n.under != b.under || n.kind == b.kind && n.level < b.level || !starts && (!slices.Contains(inBody[kind], n.kind) || !open && kind == "bold") {
			break
		}
		if starts {
			all++
			h := &head{row: row{line: n.line}, text: n.text, first: end + 1, last: end + 1}
			h.read(kind)
			if open = len(h.codes) > 0 || kind == "term"; open {
				r.heads = append(r.heads, h)
			}
		} else if open {
			r.heads[len(r.heads)-1].last = end + 1
		}
	}
	if !r.listsCodes(kind, all) {
		return nil, end
	}
	if kind == "term" {
		r.share()
	}
	return r, end
}

// share gives the terms in a row the definition below the last of them.
func (r *run) share() {
	for k, n := len(r.heads)-2, 0; k >= 0; k-- {
		h, next := r.heads[k], r.heads[k+1]
		if n++; h.first < h.last || n >= maxShared {
			n = 0
		} else {
			h.first, h.last = next.first, next.last
		}
	}
}

// listsCodes reports whether enough of the heads of a run have codes, and these are not names of fields, which look
// the same.
func (r *run) listsCodes(kind string, all int) bool {
	good := lists.Count(r.heads, func(h *head) bool { return len(h.codes) > 0 && h.codes[0].shape >= terms.Fair })
	doubt := lists.Count(r.heads, func(h *head) bool { return len(h.codes) > 0 && terms.Doubtful(h.codes[0].code) })
	if kind == "term" {
		return good*2 > len(r.heads)
	}
	return len(r.heads) > 1 && len(r.heads)*10 >= all*7 &&
		(kind == "bold" || doubt*3 <= len(r.heads) || terms.ListsCodes(headingWords(r.under)) || terms.ListsCodes(cut(r.lead, 300)))
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
var statusTail = pattern.New(`^\s*[(\[–—:-]?\s*(?i:https?\s+)?(?i:status\s+)?(?i:code\s+)?[1-5][0-9]{2}\s*[)\]]?\s*$`)

// boldCode returns the codes of block i if it is a paragraph that is only a code in bold, or whose first line is,
// with text below it.
func (p *Page) boldCode(i int) []found {
	b := p.blocks[i]
	parts := b.text.split()
	for i, s := range parts[0] {
		tail := i > 0 && i == len(parts[0])-1 && statusTail.MatchString(s.text)
		if !tail && s.style&(strong|literal) == 0 && strings.TrimSpace(s.text) != "" || utf8.RuneCountInString(s.text) > 100 {
			return nil
		}
	}
	if len(parts) > 1 {
		return headingCodes(parts[0])
	}
	for _, next := range p.blocks[i+1 : min(i+2, len(p.blocks))] {
		if next.kind != headingBlock && next.kind != tableBlock && next.under == b.under && (next.kind != paragraphBlock || !next.text.literal()) {
			return headingCodes(parts[0])
		}
	}
	return nil
}

var leadParens = pattern.New(`^\((\S{1,40})\)\s*[:–—-]?\s*((?s:.*))$`)

// splitItem cuts an item after the code that it starts with: one in a code span or in bold, or one that cannot be
// anything else, followed by a separator.
func splitItem(t text) (code, rest text) {
	first := t[0]
	words := squeeze(first.text)
	if first.style&(literal|strong) == 0 {
		head, tail, ok := terms.CodeLine(words, false)
		if !ok {
			return nil, nil
		}
		if strings.HasSuffix(first.text, " ") {
			tail += " "
		}
		return text{{text: head}}, append(text{{text: tail, link: first.link}}, t[1:]...)
	}
	code = text{{text: strings.TrimRight(words, ":"), style: first.style}}
	if len(findCodes(code)) == 0 {
		return nil, nil
	}
	if rest = trimStart(t[1:]); len(rest) > 0 {
		if m := leadParens.FindStringSubmatch(rest[0].text); m != nil { // "`BAD_STATUS` (500): …"
			code[0].text, rest[0].text = code[0].text+" ("+m[1]+")", m[2]
		}
	}
	return code, rest
}

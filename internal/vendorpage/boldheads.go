package vendorpage

import "unicode/utf8"

// boldHeadings makes headings of paragraphs that are a code in bold and nothing else, where several of them
// stand below one heading with text behind each.
func (p *Page) boldHeadings() {
	count := map[*heading]int{}
	for i := range p.blocks {
		if p.boldCode(i) {
			count[p.blocks[i].under]++
		}
	}
	if len(count) == 0 {
		return
	}
	var at *heading // the one that was made last
	for i := range p.blocks {
		b := &p.blocks[i]
		switch {
		case b.kind == headingBlock:
			at = nil
		case count[b.under] > 1 && p.boldCode(i):
			at = &heading{text: b.text, words: b.text.line(), level: levelOf(b.under) + 1, line: b.line, parent: b.under}
			b.kind, b.level, b.under = headingBlock, at.level, at
		case at != nil:
			if b.under = at; b.table != nil {
				b.table.under = at
			}
		}
	}
}

func levelOf(h *heading) int {
	if h == nil {
		return 1
	}
	return h.level
}

// boldCode reports whether block i is such a paragraph.
func (p *Page) boldCode(i int) bool {
	b := p.blocks[i]
	if b.kind != paragraphBlock || len(b.text) == 0 || levelOf(b.under) > 5 || i+1 == len(p.blocks) {
		return false
	}
	for _, s := range b.text {
		if s.style&(strong|literal) == 0 || utf8.RuneCountInString(s.text) > 100 {
			return false
		}
	}
	next := p.blocks[i+1]
	return next.kind != headingBlock && next.kind != tableBlock && next.under == b.under && !(next.kind == paragraphBlock && next.text.literal()) &&
		headingCodes(b.text) != nil
}

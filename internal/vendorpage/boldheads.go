package vendorpage

import (
	"regexp"
	"unicode/utf8"
)

// boldHeadings makes headings of paragraphs that are only a code in bold, if several of them are under one heading,
// each with text after it.
func (p *Page) boldHeadings() {
	count := map[*heading]int{}
	bold := map[int][]found{}
	for i := range p.blocks {
		if codes := p.boldCode(i); codes != nil {
			bold[i] = codes
			count[p.blocks[i].under]++
		}
	}
	if len(bold) < 2 {
		return
	}
	var at *heading // the last one made
	for i := range p.blocks {
		b := &p.blocks[i]
		switch codes := bold[i]; {
		case b.kind == headingBlock:
			at = nil
		case codes != nil && count[b.under] > 1:
			at = &heading{text: b.text, words: b.text.line(), level: levelOf(b.under) + 1, line: b.line, parent: b.under, read: true, codes: codes}
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

// statusTail matches the HTTP status that can follow a code in bold, itself not bold.
var statusTail = regexp.MustCompile(`^\s*[(\[–—:-]?\s*(?i:https?\s+)?(?i:status\s+)?(?i:code\s+)?[1-5][0-9]{2}\s*[)\]]?\s*$`)

// boldCode returns the codes of block i if it is such a paragraph.
func (p *Page) boldCode(i int) []found {
	b := p.blocks[i]
	if b.kind != paragraphBlock || len(b.text) == 0 || levelOf(b.under) > 5 || i+1 == len(p.blocks) {
		return nil
	}
	for i, s := range b.text {
		if i > 0 && i == len(b.text)-1 && statusTail.MatchString(s.text) {
			break
		}
		if s.style&(strong|literal) == 0 || utf8.RuneCountInString(s.text) > 100 {
			return nil
		}
	}
	next := p.blocks[i+1]
	if next.kind == headingBlock || next.kind == tableBlock || next.under != b.under || next.kind == paragraphBlock && next.text.literal() {
		return nil
	}
	return headingCodes(b.text)
}

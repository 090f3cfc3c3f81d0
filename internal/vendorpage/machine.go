package vendorpage

import (
	"regexp"
	"strings"
)

// Some pages have text for programs that read them for somebody: where to find a version for such programs, how to
// query it, what to do. It does not document errors, so it is left out, with a line in the report.

// dropMachineText removes the sections and paragraphs that are addressed to programs.
func (p *Page) dropMachineText() {
	var kept []block
	var drop *heading // the section that is being dropped
	for _, b := range p.blocks {
		if b.kind == headingBlock {
			if drop != nil && b.level <= drop.level {
				drop = nil
			}
			if drop == nil && machineHeading.MatchString(b.under.words) {
				drop = b.under
				p.drop(b.line, b.under.words)
			}
		}
		switch {
		case drop != nil:
			continue
		case b.kind == tableBlock:
			for _, r := range b.table.rows {
				for k, c := range r.cells {
					r.cells[k] = p.forReaders(c, r.line)
				}
			}
		case b.kind != codeBlock:
			if b.text = p.forReaders(b.text, b.line); b.text.empty() {
				continue
			}
		}
		kept = append(kept, b)
	}
	p.blocks = kept
}

const toPrograms = "it is addressed to programs, not to readers"

func (p *Page) drop(line int, words string) {
	const most = 50 // more is repetition
	if len(p.Dropped) < most {
		p.Dropped = append(p.Dropped, Left{line, "text", cut(words, 80), toPrograms})
	}
}

// forReaders returns the paragraphs of a text that are not addressed to programs.
func (p *Page) forReaders(t text, line int) text {
	if !toMachines(t.line()) {
		return t
	}
	var kept text
	for _, part := range t.split() {
		if words := part.line(); toMachines(words) {
			p.drop(line, words)
			p.address(part)
			part = otherSentences(words)
		}
		kept = append(kept, part...)
	}
	return kept
}

// otherSentences returns the sentences that are not addressed to programs.
func otherSentences(words string) text {
	var kept []string
	for first, rest := firstSentence(words); first != ""; first, rest = firstSentence(rest) {
		if !toMachines(first) {
			kept = append(kept, first)
		}
	}
	if len(kept) == 0 {
		return nil
	}
	return text{{text: strings.Join(kept, " "), gap: newParagraph}}
}

// toMachines reports whether a text is addressed to programs. It looks for single words first, because almost no
// text has any of them.
func toMachines(s string) bool {
	return machineWord.MatchString(s) && machineSentence.MatchString(s)
}

var (
	machineHeading  = pattern("machine heading")
	machineSentence = pattern("machine sentence")
	machineWord     = pattern("machine")
)

var markdownVersion = regexp.MustCompile(`\[Markdown\]\((https?://[^()\s]+?)(?:\.md)?\)`)

// address takes the page's URL from a notice that names its Markdown version.
func (p *Page) address(t text) {
	for _, s := range t {
		if m := markdownVersion.FindStringSubmatch("[" + squeeze(s.text) + "](" + s.link + ")"); m != nil && p.URL == "" {
			p.URL = absolute(strings.TrimSuffix(m[1], ".md"))
		}
	}
}

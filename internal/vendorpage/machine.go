package vendorpage

import (
	"strings"

	"github.com/errdocs/errdocs/internal/pattern"
	"github.com/errdocs/errdocs/internal/terms"
)

// Some pages have text for programs that read them for somebody: where to find a version for such programs, how to
// query it, what to do. It does not document errors, so it is left out, with a line in the report.

// dropMachineText removes the sections and paragraphs that are addressed to programs.
func (p *Page) dropMachineText() {
	var kept []block
	var drop *heading // the section that is being dropped
	for _, b := range p.blocks {
		if b.kind == headingBlock && (drop == nil || b.level <= drop.level) {
			if drop = nil; machineHeading.MatchString(b.under.words) {
				drop = b.under
				p.drop(b.line, b.under.words)
			}
		}
		if b.kind == tableBlock {
			for _, r := range b.table.rows {
				for k, c := range r.cells {
					r.cells[k] = p.forReaders(c, r.line)
				}
			}
		}
		b.text = p.forReaders(b.text, b.line)
		if drop == nil && (b.kind == tableBlock || b.kind == codeBlock || !b.text.empty()) {
			kept = append(kept, b)
		}
	}
	p.blocks = kept
}

const toPrograms = "it is addressed to programs, not to readers"

func (p *Page) drop(line int, words string) {
	if len(p.Dropped) < 50 { // more is repetition
		p.Dropped = append(p.Dropped, Left{line, "text", cut(words, 80), toPrograms})
	}
}

// forReaders returns the paragraphs of a text without the sentences that are addressed to programs.
func (p *Page) forReaders(t text, line int) (kept text) {
	if !toMachines(t.line()) {
		return t
	}
	for _, part := range t.split() {
		if words := part.line(); toMachines(words) {
			p.drop(line, words)
			p.address(part)
			var others []string
			for first, rest := firstSentence(words); first != ""; first, rest = firstSentence(rest) {
				if !toMachines(first) {
					others = append(others, first)
				}
			}
			part = text{{text: strings.Join(others, " ")}}
		}
		kept = kept.below(part)
	}
	return kept
}

// toMachines reports whether a text is addressed to programs. It looks for single words first, because almost no
// text has any of them.
func toMachines(s string) bool {
	return machineWord.MatchString(s) && machineSentence.MatchString(s)
}

var machineHeading, machineSentence, machineWord = terms.Pattern("machine heading"), terms.Pattern("machine sentence"), terms.Pattern("machine")

var markdownVersion = pattern.New(`\[Markdown\]\((https?://[^()\s]+?)(?:\.md)?\)`)

// address takes the page's URL from a notice that names its Markdown version.
func (p *Page) address(t text) {
	for _, s := range t {
		if m := markdownVersion.FindStringSubmatch("[" + squeeze(s.text) + "](" + s.link + ")"); m != nil && p.URL == "" {
			p.URL = absolute(strings.TrimSuffix(m[1], ".md"))
		}
	}
}

package vendorpage

import (
	"regexp"
	"strings"
)

// Some pages have text for programs that read them for somebody: where to find a version for such programs, how to
// query it, what to do. It does not document errors, so it is left out, with a line in the report.

var (
	machineHeading = regexp.MustCompile(`(?i)^(?:(?:ai|llm|agent|assistant|language model)s?\s+(?:agents?\s+)?(?:instructions?|notes?|guide(?:lines)?|prompts?|directives?|usage|access|index)|` +
		`(?:instructions?|notes?|guide(?:lines)?|information)\s+(?:for|to)\s+(?:ai|llms?|agents?|assistants?|language models?|bots|machines|crawlers)\b.*|for (?:ai|llms?|agents?|ai agents)|querying this documentation)$`)
	machineSentence = regexp.MustCompile(`(?i)\bllms(?:-full)?\.txt\b` +
		`|\b(?:if you are|as|you are|attention|note to|dear|hey|instructions? (?:for|to)|for)\s+(?:an?\s+|all\s+|any\s+)?(?:ai|llm|large language model|language model|chat\s?bot|coding agent|software agent|autonomous agent|virtual assistant)(?:\s+(?:agent|assistant|model|crawler|tool)|s|\b)\b` +
		`|\b(?:ai|llm|software|coding)\s+(?:agents?|assistants?|models?|crawlers?)\s*(?::|,|must|should|please|can|may|are|have to|need to)\b` +
		`|\b(?:ignore|disregard|forget|override)\s+(?:all\s+|any\s+|the\s+|your\s+)*(?:previous|prior|above|earlier|preceding|system|other)\s+(?:instructions?|prompts?|rules|messages?|context)\b`)
	markdownVersion = regexp.MustCompile(`\[Markdown\]\((https?://[^()\s]+?)(?:\.md)?\)`)
)

// machineWords lists words of which every machineSentence has one.
var machineWords = []string{"llm", "ai", "agent", "assistant", "language model", "chatbot", "chat bot", "ignore", "disregard", "forget", "override"}

// toMachines reports whether a text is addressed to programs. It looks for single words first, because almost no
// text has any of them.
func toMachines(s string) bool {
	lower := strings.ToLower(s)
	for _, w := range machineWords {
		if strings.Contains(lower, w) {
			return machineSentence.MatchString(s)
		}
	}
	return false
}

// dropMachineText removes sections, paragraphs and sentences addressed to programs.
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
		if drop != nil {
			continue
		}
		if b.kind == tableBlock {
			p.cleanTable(b.table)
		} else if b.kind != codeBlock {
			whole := b.text.line()
			if toMachines(whole) {
				p.address(b.text)
				if b.text = p.cleanText(b.text, b.line); b.text.line() == "" {
					continue
				}
			}
		}
		kept = append(kept, b)
	}
	p.blocks = kept
}

func (p *Page) drop(line int, words string) {
	const most = 50 // more is repetition
	if len(p.Dropped) < most {
		p.Dropped = append(p.Dropped, Left{line, "text", cut(words, 80), "it is addressed to programs, not to readers"})
	}
}

// address takes the page's URL from a notice that names its Markdown version.
func (p *Page) address(t text) {
	for _, s := range t {
		if m := markdownVersion.FindStringSubmatch("[" + squeeze(s.text) + "](" + s.link + ")"); m != nil && p.URL == "" {
			p.URL = absolute(strings.TrimSuffix(m[1], ".md"))
		}
	}
}

func (p *Page) cleanTable(t *table) {
	for i := range t.rows {
		for k, c := range t.rows[i].cells {
			if len(c) > 0 && toMachines(c.line()) {
				t.rows[i].cells[k] = p.cleanText(c, t.rows[i].line)
			}
		}
	}
}

// cleanText removes the sentences of a text that are addressed to programs, and whole paragraphs if marks split
// such a sentence.
func (p *Page) cleanText(t text, line int) text {
	var kept text
	for _, part := range t.split() {
		if words := part.line(); toMachines(words) {
			p.drop(line, words)
			part = otherSentences(part)
			if toMachines(part.line()) {
				continue
			}
		}
		kept = append(kept, part...)
	}
	return kept
}

func otherSentences(part text) text {
	part = append(text{}, part...)
	for i, s := range part {
		var other []string
		for rest := s.text; rest != ""; {
			var first string
			if first, rest = firstSentence(rest); !toMachines(first) {
				other = append(other, first)
			}
		}
		if kept := strings.Join(other, " "); kept != squeeze(s.text) {
			part[i].text = kept
		}
	}
	return part
}

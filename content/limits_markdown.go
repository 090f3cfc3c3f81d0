package content

import (
	"fmt"
	"strings"

	"github.com/errdocs/errdocs/internal/pattern"
)

// The limits of Markdown texts: notes, and every field that is Markdown. The library that renders them
// takes far too much time or memory for a few constructs, so those are counted first, in one pass; if in
// doubt, too many are counted rather than too few.
const (
	MaxMarkdownLine  = 8 << 10   // bytes of a line
	MaxMarkdownBlock = 16 << 10  // bytes of lines without an empty one between them
	MaxMarkdownDepth = 16        // lists and quotations inside one another
	MaxTableColumns  = 32        // of a table
	MaxTableCells    = 20_000    // of all tables of a text, with those that a short row leaves out
	MaxDefinitions   = 500       // link definitions and footnotes
	MaxReferences    = 256 << 10 // bytes of all links that are written by reference, each written out
)

// markdownLimits returns where a Markdown text goes beyond a limit, -1 when it does not.
func markdownLimits(text string) (offset int, message, hint string) {
	m := markdownCount{text: text}
	at := 0
	for line := range strings.Lines(text) {
		m.line(at, strings.TrimSuffix(line, "\n"))
		if m.message != "" {
			return m.offset, m.message, m.hint
		}
		at += len(line)
	}
	m.references()
	if m.message != "" {
		return m.offset, m.message, m.hint
	}
	return -1, "", ""
}

// markdownCount is a text while it is counted.
type markdownCount struct {
	text string

	open        []container // lists and quotations around the line
	block       int         // bytes of the current block
	columns     int         // most columns of a table in the block
	rows        int         // lines of the block since its first table began
	cells       int         // of the tables before
	definitions int
	longest     map[string]int // bytes of the definition of each label

	offset        int
	message, hint string
}

// container is a list item, by the columns that continue it, or a quotation: 0.
type container int

func (m *markdownCount) beyond(offset int, hint, format string, args ...any) {
	if m.message == "" {
		m.offset, m.hint, m.message = offset, hint, fmt.Sprintf(format, args...)
	}
}

func (m *markdownCount) line(at int, line string) {
	if len(line) > MaxMarkdownLine {
		m.beyond(at, "break it into several lines", "a line of Markdown has %d bytes, the limit is %d", len(line), MaxMarkdownLine)
	}
	if strings.TrimSpace(line) == "" {
		m.cells += m.columns * m.rows
		m.block, m.columns, m.rows = 0, 0, 0
		return
	}
	if m.block += len(line) + 1; m.block > MaxMarkdownBlock {
		m.beyond(at, "put an empty line between paragraphs, or move it to a sample file", "a block of Markdown has more than %d bytes", MaxMarkdownBlock)
	}
	rest := m.containers(line)
	if len(m.open) > MaxMarkdownDepth {
		m.beyond(at, "nest less deeply", "lists and quotations are nested more than %d deep", MaxMarkdownDepth)
	}
	m.table(at, rest)
	if m.definitions += strings.Count(line, "]:"); m.definitions > MaxDefinitions {
		m.beyond(at, "write the addresses where the links are, or split the text", "the text has more than %d link definitions", MaxDefinitions)
	}
}

// containerMark starts a quotation, or a list item, a definition or a footnote. More than three columns before one of these are part of it:
// whether they make it code depends on the context.
var containerMark = pattern.New(`^(?: {0,3}> ?| *(?:(?:[-*+:]|[0-9]{1,10}[.)])(?: |$)|\[\^.*?\]: ?))`)

// containers follows the lists and quotations that a line goes on with and those that it starts, and
// returns the text of the innermost.
func (m *markdownCount) containers(line string) string {
	line = untabbed(line)
	for i, c := range m.open {
		rest, ok := c.continued(line)
		if !ok {
			m.open = m.open[:i]
			break
		}
		line = rest
	}
	for len(m.open) <= MaxMarkdownDepth {
		start := strings.TrimLeft(line, " ")
		if start == "" || strings.IndexByte(">-*+:[0123456789", start[0]) < 0 {
			break // as most
		}
		mark := containerMark.FindString(line)
		switch {
		case mark == "":
			return line
		case start[0] == '>':
			m.open = append(m.open, 0)
		default:
			m.open = append(m.open, container(len(mark)))
		}
		line = line[len(mark):]
	}
	return line
}

// continued returns what a line of a container has in it.
func (c container) continued(line string) (inside string, ok bool) {
	if c > 0 {
		return strings.CutPrefix(line, strings.Repeat(" ", int(c)))
	}
	start := strings.TrimLeft(line, " ")
	inside, ok = strings.CutPrefix(start, ">")
	return strings.TrimPrefix(inside, " "), ok && len(line)-len(start) <= 3
}

// untabbed returns a line with spaces in place of its tabs.
func untabbed(line string) string {
	if !strings.Contains(line, "\t") {
		return line
	}
	var b strings.Builder
	for i, part := range strings.Split(line, "\t") {
		if i > 0 {
			b.WriteString("    "[b.Len()%4:])
		}
		b.WriteString(part)
	}
	return b.String()
}

// table counts the columns that a delimiter row promises and the rows below it.
func (m *markdownCount) table(at int, line string) {
	if m.columns > 0 {
		m.rows++
	}
	line = strings.Trim(line, " \t\r")
	if strings.Trim(line, "|:- \t") == "" && strings.ContainsRune(line, '-') && strings.ContainsAny(line, "|:") {
		m.columns = max(m.columns, strings.Count(strings.TrimSuffix(strings.TrimPrefix(line, "|"), "|"), "|")+1)
	}
	if m.columns > MaxTableColumns {
		m.beyond(at, "split the table", "a table has %d columns, the limit is %d", m.columns, MaxTableColumns)
	}
	if n := m.cells + m.columns*m.rows; n > MaxTableCells {
		m.beyond(at, "split the text, or leave columns out", "tables have more than %d cells", MaxTableCells)
	}
}

// references adds up what links by reference come to when each is written out.
func (m *markdownCount) references() {
	if m.definitions == 0 {
		return
	}
	m.longest = map[string]int{}
	m.brackets(func(at int, label string) {
		if strings.HasPrefix(m.text[at+1:], ":") {
			m.longest[label] = max(m.longest[label], m.definition(at+2))
		}
	})
	total := 0
	m.brackets(func(at int, label string) {
		if total += m.longest[label]; total > MaxReferences {
			m.beyond(at, "write long addresses once, or split the text", "links by reference come to more than %d bytes", MaxReferences)
		}
	})
}

// brackets calls f with each closing bracket and the label before it.
func (m *markdownCount) brackets(f func(at int, label string)) {
	last := -1
	for i := 0; i < len(m.text) && m.message == ""; i++ {
		switch m.text[i] {
		case '[':
			last = i
		case ']':
			if last >= 0 && i-last <= maxLabel {
				f(i, label(m.text[last+1:i]))
			}
		}
	}
}

// maxLabel is how many bytes a label may have (CommonMark, section 4.7).
const maxLabel = 1000

// label returns a label as it is compared. All labels with other letters than ASCII count as one, because
// how those are folded is the library's business.
func label(s string) string {
	if strings.ContainsFunc(s, func(r rune) bool { return r >= 0x80 }) {
		return "…"
	}
	return strings.ToLower(strings.Join(strings.Fields(s), " "))
}

// definition returns how many bytes a definition takes at most whose address starts at an offset: its line,
// or to the end of the block when its title may go on.
func (m *markdownCount) definition(at int) int {
	rest := m.text[at:]
	line, after, _ := strings.Cut(rest, "\n")
	after = strings.TrimLeft(after, " \t>")
	words := strings.Fields(line)
	whole := len(words) == 1
	if len(words) > 1 {
		title := strings.Join(words[1:], " ")
		closing := map[byte]string{'"': `"`, '\'': "'", '(': ")"}[title[0]]
		whole = closing != "" && len(title) > 1 && strings.Index(title[1:], closing) == len(title)-2
	}
	if whole && (after == "" || !strings.ContainsRune(`"'(`, rune(after[0]))) {
		return len(line)
	}
	if end := strings.Index(rest, "\n\n"); end >= 0 {
		return end
	}
	return len(rest)
}

package content

import (
	"fmt"
	"strings"
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
	m := markdownCount{text: text, longest: map[string]int{}}
	for at := 0; at < len(text); {
		line, _, found := strings.Cut(text[at:], "\n")
		m.line(at, line)
		if m.message != "" {
			return m.offset, m.message, m.hint
		}
		at += len(line)
		if found {
			at++
		}
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

// container is a list item or a quotation.
type container struct {
	quote  bool
	indent int // columns that continue a list item
}

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

// containers follows the lists and quotations that a line goes on with and those that it starts, and
// returns the text of the innermost.
func (m *markdownCount) containers(line string) string {
	c := cursor{line: line}
	kept := 0
	for _, open := range m.open {
		if open.quote && !c.try(c.quote) || !open.quote && !c.try(func() bool { return c.indentation(open.indent) }) {
			break
		}
		kept++
	}
	m.open = m.open[:kept]
	for len(m.open) <= MaxMarkdownDepth {
		from := c.column
		if c.try(c.quote) {
			m.open = append(m.open, container{quote: true})
		} else if c.try(c.marker) {
			m.open = append(m.open, container{indent: c.column - from})
		} else {
			break
		}
	}
	return c.line[c.at:]
}

// cursor walks over the marks at the start of a line.
type cursor struct {
	line       string
	at, column int
}

func (c *cursor) next() byte {
	if c.at < len(c.line) {
		return c.line[c.at]
	}
	return 0
}

func (c *cursor) step() {
	if c.next() == '\t' {
		c.column += 4 - c.column%4
	} else {
		c.column++
	}
	c.at++
}

// space steps over at most n columns of white space.
func (c *cursor) space(n int) {
	for end := c.column + n; c.column < end && (c.next() == ' ' || c.next() == '\t'); {
		c.step()
	}
}

// try steps over a construct, or stays where it is if the line does not have it.
func (c *cursor) try(over func() bool) bool {
	was := *c
	if !over() {
		*c = was
		return false
	}
	return true
}

func (c *cursor) indentation(n int) bool {
	from := c.column
	c.space(n)
	return c.column-from >= n
}

func (c *cursor) quote() bool {
	c.space(3)
	if c.next() != '>' {
		return false
	}
	c.step()
	c.space(1)
	return true
}

// marker steps over what starts a list item, a definition or a footnote. More than three columns before it
// are stepped over too: whether they make it code depends on the context.
func (c *cursor) marker() bool {
	c.space(len(c.line))
	start := c.at
	switch d := c.next(); {
	case d == '-' || d == '*' || d == '+' || d == ':':
		c.step()
	case d >= '0' && d <= '9':
		for c.at-start < 10 && c.next() >= '0' && c.next() <= '9' {
			c.step()
		}
		if c.next() != '.' && c.next() != ')' {
			return false
		}
		c.step()
	case strings.HasPrefix(c.line[c.at:], "[^"):
		end := strings.Index(c.line[c.at:], "]:")
		if end < 0 {
			return false
		}
		for range end + len("]:") {
			c.step()
		}
	default:
		return false
	}
	if b := c.next(); b != ' ' && b != '\t' && b != 0 && !strings.HasPrefix(c.line[start:], "[^") {
		return false
	}
	c.space(1)
	return true
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
	for i := range len(s) {
		if s[i] >= 0x80 {
			return "…"
		}
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

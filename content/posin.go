package content

import (
	"strings"
	"unicode/utf8"
)

// PosIn returns the place of a byte offset inside a text of an entry, such as the second line of
// /causes/0. It follows the ways in which YAML writes a text: block texts (| and >), plain and quoted
// ones, over one line or several. In folded texts and with escapes the line is right and the column
// as near as can be told. An offset outside the text gives its nearest end.
func (c *Catalog) PosIn(owner *Place, pointer string, offset int) Pos {
	start := owner.Pos(pointer)
	src := c.sources.file(start.File)
	if src == nil || !owner.Has(pointer) {
		return start
	}
	at := src.offset(src.clamp(start))
	if at >= len(src.text) {
		return start
	}
	switch src.text[at] {
	case '|', '>':
		return blockPos(src, start, offset)
	case '"', '\'':
		return src.pos(flowOffset(src.text, at+1, src.text[at], offset))
	}
	return src.pos(flowOffset(src.text, at, 0, offset))
}

// Pos returns the place of a byte offset inside a note's text.
func (n *Note) Pos(offset int) Pos {
	text := string(n.Text)
	before := text[:min(max(offset, 0), len(text))]
	line := strings.LastIndexByte(before, '\n') + 1
	return Pos{n.File, strings.Count(before, "\n") + 1, runes(before[line:]) + 1}
}

// blockPos walks the lines below a | or > indicator. Each line without its indentation is the next
// piece of the text; between two pieces the text has a space or line breaks.
func blockPos(src *source, start Pos, offset int) Pos {
	literal := src.text[src.offset(start)] == '|'
	indent := blockIndent(src, start)
	text := 0
	pos := start
	for n := start.Line + 1; n <= len(src.lines); n++ {
		line := src.line(n)
		if !blank(line, indent) && len(line)-len(strings.TrimLeft(line, " ")) < indent {
			break
		}
		line = line[min(indent, len(line)):]
		pos = Pos{src.file, n, indent + runes(line[:min(max(offset-text, 0), len(line))]) + 1}
		if offset <= text+len(line) {
			return pos
		}
		text += len(line)
		if literal || !foldsAway(src, n, indent) {
			text++
		}
	}
	return pos
}

// foldsAway reports whether the break after a line of a folded text is dropped: of several breaks in a
// row the first is, unless a line before or after them is indented further.
func foldsAway(src *source, n, indent int) bool {
	here := src.line(n)
	if blank(here, indent) || further(here, indent) || n >= len(src.lines) {
		return false
	}
	next := n + 1
	for next <= len(src.lines) && blank(src.line(next), indent) {
		next++
	}
	return next > n+1 && !further(src.line(next), indent)
}

// blank reports whether a line of a block text is an empty line of the text.
func blank(line string, indent int) bool {
	return len(line) <= indent && strings.TrimLeft(line, " ") == ""
}

// further reports whether a line is indented further than the text it belongs to.
func further(line string, indent int) bool {
	return len(line) > indent && (line[indent] == ' ' || line[indent] == '\t')
}

// blockIndent returns how many spaces start each line of a block text: as many as its first line that
// is not blank has, or as the indicator's digit says, which counts from the parent's indentation.
func blockIndent(src *source, start Pos) int {
	indent := 0
	for n := start.Line + 1; n <= len(src.lines) && indent == 0; n++ {
		if line := src.line(n); strings.TrimLeft(line, " ") != "" {
			indent = len(line) - len(strings.TrimLeft(line, " "))
		}
	}
	header := src.line(start.Line)
	before := string([]rune(header)[:start.Col-1])
	if digit := strings.IndexAny(header[len(before):], "123456789"); digit > 0 && digit <= 2 {
		parent := len(before) - len(strings.TrimLeft(before, " -"))
		if strings.TrimLeft(before, " -") == "" {
			parent = strings.LastIndexByte(before, '-')
		}
		indent = min(indent, parent+int(header[len(before)+digit]-'0'))
	}
	return indent
}

// flowOffset returns where in the file a byte offset of a plain or quoted text is.
func flowOffset(file []byte, at int, quote byte, offset int) int {
	for text := 0; text < offset && at < len(file); {
		switch c := file[at]; {
		case c == quote && quote == '\'' && at+1 < len(file) && file[at+1] == quote:
			at += 2
			text++
		case c == quote && quote != 0:
			return at
		case c == '\\' && quote == '"':
			n, size := escape(file[at:])
			at += n
			text += size
		case c == '\n' || c == '\r' || (c == ' ' || c == '\t') && blankTail(file[at:]):
			n, breaks := lineBreaks(file[at:])
			at += n
			text += max(1, breaks-1) // one break is a space, each further one a line break
		default:
			at++
			text++
		}
	}
	return at
}

// blankTail reports whether only spaces are left on the line.
func blankTail(b []byte) bool {
	for _, c := range b {
		if c != ' ' && c != '\t' {
			return c == '\n' || c == '\r'
		}
	}
	return false
}

// lineBreaks returns how many bytes of the file the breaks and indentation here take.
func lineBreaks(b []byte) (n, breaks int) {
	for n < len(b) && strings.IndexByte(" \t\r\n", b[n]) >= 0 {
		if b[n] == '\n' {
			breaks++
		}
		n++
	}
	return n, breaks
}

// escape returns how many bytes of the file an escape takes, and how many of the text.
func escape(b []byte) (n, size int) {
	digits := map[byte]int{'x': 2, 'u': 4, 'U': 8}
	if len(b) < 2 {
		return 1, 0
	}
	if b[1] == '\n' || b[1] == '\r' {
		n, breaks := lineBreaks(b[1:])
		return n + 1, breaks - 1
	}
	var r rune
	n = min(2+digits[b[1]], len(b))
	for _, c := range strings.ToLower(string(b[2:n])) {
		r = r<<4 + rune(strings.IndexRune("0123456789abcdef", c))
	}
	if n == 2 {
		return n, len(simpleEscape(b[1]))
	}
	return n, max(1, utf8.RuneLen(r))
}

// simpleEscape returns text of the length that a one-letter escape stands for.
func simpleEscape(c byte) string {
	switch c {
	case 'N':
		return "\u0085"
	case '_':
		return "\u00a0"
	case 'L', 'P':
		return "\u2028"
	}
	return "."
}

// Problem makes a problem that another package found, with its excerpt. A width of 0 is guessed from
// the line.
func (c *Catalog) Problem(pos Pos, width int, rule, message, hint string) Problem {
	p := newProblem(pos, rule, hint, "%s", message)
	p.Width = width
	return c.sources.finish(p)
}

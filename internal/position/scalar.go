package position

import (
	"strings"
	"unicode/utf8"
)

// InScalar returns the position of a byte offset inside the value of a YAML scalar that starts at a position, such
// as its second line. It follows the ways in which YAML writes a text: block texts (| and >), plain and quoted
// ones, over one line or several. In folded texts and with escapes the line is right and the column is close. An
// offset outside the value gives its nearest end.
func (t *Text) InScalar(start Pos, offset int) Pos {
	at := t.Offset(start)
	if at >= len(t.Bytes) {
		return start
	}
	switch t.Bytes[at] {
	case '|', '>':
		return t.inBlock(t.clamp(start), offset)
	case '"', '\'':
		return t.Pos(flowOffset(t.Bytes, at+1, t.Bytes[at], offset))
	}
	return t.Pos(flowOffset(t.Bytes, at, 0, offset))
}

// inBlock walks the lines below a | or > indicator. Each line without its indentation is the next piece of the text;
// between two pieces the text has a space or line breaks.
func (t *Text) inBlock(start Pos, offset int) Pos {
	literal := t.Bytes[t.Offset(start)] == '|'
	indent := t.blockIndent(start)
	text := 0
	pos := start
	for n := start.Line + 1; n <= t.Lines(); n++ {
		line := t.Line(n)
		if !blank(line, indent) && len(line)-len(strings.TrimLeft(line, " ")) < indent {
			break
		}
		line = line[min(indent, len(line)):]
		pos = Pos{t.File, n, indent + utf8.RuneCountInString(line[:min(max(offset-text, 0), len(line))]) + 1}
		if offset <= text+len(line) {
			return pos
		}
		text += len(line)
		if literal || !t.foldsAway(n, indent) {
			text++
		}
	}
	return pos
}

// foldsAway reports whether the break after a line of a folded text is dropped: of several breaks in a
// row the first is, unless a line before or after them is indented further.
func (t *Text) foldsAway(n, indent int) bool {
	here := t.Line(n)
	if blank(here, indent) || further(here, indent) || n >= t.Lines() {
		return false
	}
	next := n + 1
	for next <= t.Lines() && blank(t.Line(next), indent) {
		next++
	}
	return next > n+1 && !further(t.Line(next), indent)
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
func (t *Text) blockIndent(start Pos) int {
	indent := 0
	for n := start.Line + 1; n <= t.Lines() && indent == 0; n++ {
		if line := t.Line(n); strings.TrimLeft(line, " ") != "" {
			indent = len(line) - len(strings.TrimLeft(line, " "))
		}
	}
	header := t.Line(start.Line)
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

// simpleEscape returns text of the same length as the character of a one-letter escape.
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

package position

import (
	"strings"
	"unicode/utf8"
)

// InScalar returns the position of a byte offset inside the value of a YAML scalar that starts at a position, such
// as its second line. It counts the characters that are not white space, which are the same in the file and in the
// value in whatever way YAML writes a text: as a block (| and >), plain or quoted, over one line or several. An offset
// of white space gives the end of the character before it; one outside the value its nearest end.
func (t *Text) InScalar(start Pos, value string, offset int) Pos {
	offset = min(max(offset, 0), len(value))
	before := printed(value[:offset])
	at := t.Offset(start)
	if at >= len(t.Bytes) {
		return start
	}
	style := t.Bytes[at]
	switch style {
	case '|', '>':
		at += strings.IndexByte(string(t.Bytes[at:])+"\n", '\n') // the text starts on the next line
	case '"', '\'':
		at++
	}
	exact := offset < len(value) && !white(value[offset])
	for end := at; at < len(t.Bytes); {
		n, blank := unit(t.Bytes[at:], style)
		switch {
		case exact && !blank && before == 0:
			return t.Pos(at)
		case !exact && before == 0:
			return t.Pos(end)
		case !blank:
			before--
			end = at + n
		}
		at += n
	}
	return t.Pos(at)
}

// printed counts the characters that are not white space.
func printed(s string) int {
	n := 0
	for _, r := range s {
		if r >= utf8.RuneSelf || !white(byte(r)) {
			n++
		}
	}
	return n
}

func white(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// unit returns how many bytes of the file the next character takes, or the next part of an escape or a line break, and
// whether the value has white space or nothing there.
func unit(b []byte, style byte) (n int, blank bool) {
	switch {
	case style == '\'' && len(b) > 1 && b[0] == '\'' && b[1] == '\'':
		return 2, false
	case style == '"' && len(b) > 1 && b[0] == '\\':
		return escape(b)
	}
	_, n = utf8.DecodeRune(b)
	return n, white(b[0])
}

// escape returns how many bytes of the file an escape takes, and whether it is white space.
func escape(b []byte) (n int, blank bool) {
	n = min(2+map[byte]int{'x': 2, 'u': 4, 'U': 8}[b[1]], len(b))
	switch strings.TrimLeft(string(b[2:n]), "0") {
	case "":
		return n, n == 2 && strings.IndexByte("tnr \t\n\r", b[1]) >= 0
	case "9", "a", "A", "d", "D", "20":
		return n, true
	}
	return n, false
}

package content

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"github.com/errdocs/errdocs/internal/position"
)

var byteOrderMark = []byte("\ufeff")

// newText returns the text of a file without a byte order mark.
func newText(file string, data []byte) *position.Text {
	return position.NewText(file, bytes.TrimPrefix(data, byteOrderMark))
}

// checkCharacters reports bytes that are not UTF-8 and characters that must not be in any file, the first of a kind
// in each line. It returns the text with each of them replaced by a question mark, so that everything else in the
// file can still be checked; nil for a file that is not text, of which nothing else is reported.
func checkCharacters(t *position.Text, report func(Problem)) []byte {
	if binary(t.Bytes) {
		report(newProblem(position.Start(t.File), "encoding", "save it as UTF-8; pictures and archives can't be shown", "the file is not text"))
		return nil
	}
	var replaced []byte
	line, col, last := 1, 1, ""
	reported := 0 // characters; so many problems are enough
	for i := 0; i < len(t.Bytes); {
		if c := t.Bytes[i]; c < utf8.RuneSelf && c >= ' ' && c != 0x7f {
			i++
			col++
			continue
		}
		r, n := utf8.DecodeRune(t.Bytes[i:])
		switch {
		case r == '\n':
			line, col, last = line+1, 0, ""
		case r == '\t', r == '\r' && i+1 < len(t.Bytes) && t.Bytes[i+1] == '\n':
		default:
			rule, name, hint := unwanted(t.Bytes[i:], r, n)
			if rule == "" {
				break
			}
			if replaced == nil {
				replaced = bytes.Clone(t.Bytes)
			}
			copy(replaced[i:i+n], "????")
			if reported++; last != rule && reported < maxReported {
				p := newProblem(position.At(t.File, line, col), rule, hint, "%s", name)
				p.Width = 1
				report(p)
			}
			last = rule
		}
		i += n
		col++
	}
	if replaced == nil {
		return t.Bytes
	}
	return replaced
}

// binary reports whether a file is not text, or text in UTF-16: a text may contain a stray NUL, but not several.
func binary(text []byte) bool { return bytes.Count(text, []byte{0}) > 2 }

// unwanted says which rule the first character of a text breaks, "" for none.
func unwanted(text []byte, r rune, n int) (rule, message, hint string) {
	hint = "delete it, or write what was meant"
	if r == utf8.RuneError && n == 1 {
		return "encoding", fmt.Sprintf("the byte 0x%02X is not UTF-8", text[0]), "save the file as UTF-8"
	}
	if r == '\r' {
		return "control-character", "a carriage return (U+000D) that ends no line", hint
	}
	if name := position.Forbidden(r); name != "" {
		return "control-character", fmt.Sprintf("%s (U+%04X)", name, r), hint
	}
	return "", "", ""
}

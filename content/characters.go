package content

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/errdocs/errdocs/internal/pattern"
	"github.com/errdocs/errdocs/internal/position"
)

var byteOrderMark = []byte("\ufeff")

// newText returns the text of a file without a byte order mark.
func newText(file string, data []byte) *position.Text {
	return position.NewText(file, bytes.TrimPrefix(data, byteOrderMark))
}

// checkCharacters reports bytes that are not UTF-8 and characters that must not be in any file, the first of a kind
// in each line. It returns the text with each of them replaced by a question mark, so that everything else in the
// file can still be checked; nil for a file that is not text, or has two versions of one, of which nothing else is reported.
func checkCharacters(t *position.Text, report func(Problem)) []byte {
	if binary(t.Bytes) {
		say, hint := "the file is not text", "save it as UTF-8; pictures and archives can't be shown"
		if bytes.HasPrefix(t.Bytes, []byte("\xff\xfe")) || bytes.HasPrefix(t.Bytes, []byte("\xfe\xff")) {
			say, hint = "the file is UTF-16", "save it as UTF-8"
		}
		report(newProblem(position.Start(t.File), "encoding", hint, "%s", say))
		return nil
	}
	if p := conflict(t); p.Rule != "" {
		report(p)
		return nil
	}
	var replaced []byte
	line, col, last := 1, 1, ""
	reported := 0 // characters, up to maxReported
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

// conflictMarks are the lines with which git separates two versions that it could not merge.
var conflictMarks = pattern.New(`(?ms)^<{7} [^\n]*\n.*^={7}\r?\n.*^>{7} `)

// conflict reports a conflict of git that nobody has resolved. The rule is "" for none.
func conflict(t *position.Text) (p Problem) {
	if !bytes.Contains(t.Bytes, []byte("<<<<<<< ")) {
		return p
	}
	if at := conflictMarks().FindIndex(t.Bytes); at != nil {
		p = newProblem(position.At(t.File, 1+bytes.Count(t.Bytes[:at[0]], []byte("\n")), 1), "merge-conflict",
			"keep what is right of both, and delete the lines with <<<<<<<, ======= and >>>>>>>", "two versions that git could not merge start here")
		p.Width = 7
	}
	return p
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

// The alphabets whose letters are taken for Latin ones, as ranges; of Greek only the letters that look like
// Latin ones, because others are used in units and formulas.
var lookAlikes = []struct {
	name        string
	first, last rune
	only        string // the letters meant; empty: all
}{
	{"Greek", 0x0370, 0x03ff, "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοιν"},
	{"Cyrillic", 0x0400, 0x052f, ""},
	{"Armenian", 0x0530, 0x058f, ""},
	{"Cherokee", 0x13a0, 0x13ff, ""},
	{"full-width", 0xff21, 0xff5a, ""},
	{"mathematical", 0x1d400, 0x1d7ff, ""},
}

// lookAlike returns the first letter of a word that is not Latin but looks it, while others of the word are
// Latin; or else the first combining mark after a Latin letter, which writes in two characters what looks like
// one. The kind is "" for none.
func lookAlike(s string) (r rune, kind string) {
	if !strings.ContainsFunc(s, func(r rune) bool { return r >= 0x0300 }) {
		return 0, "" // as most
	}
	for _, word := range strings.FieldsFunc(s, func(r rune) bool { return !latinLetter(r) && scriptOf(r) == "" }) {
		odd := strings.IndexFunc(word, func(r rune) bool { return scriptOf(r) != "" })
		if odd >= 0 && strings.ContainsFunc(word, latinLetter) {
			r, _ = utf8.DecodeRuneInString(word[odd:])
			return r, "a " + scriptOf(r) + " letter"
		}
	}
	if mark := combined.FindString(s); mark != "" {
		r, _ = utf8.DecodeLastRuneInString(mark)
		return r, "a combining mark"
	}
	return 0, ""
}

// combined is a Latin letter with a combining mark.
var combined = pattern.New(`[A-Za-z\x{c0}-\x{24f}][\x{300}-\x{36f}]`)

func latinLetter(r rune) bool { return 'a' <= r|0x20 && r|0x20 <= 'z' || 0xc0 <= r && r <= 0x24f }

func scriptOf(r rune) string {
	if r < 0x0370 {
		return ""
	}
	for _, s := range lookAlikes {
		if s.first <= r && r <= s.last && (s.only == "" || strings.ContainsRune(s.only, r)) {
			return s.name
		}
	}
	return ""
}

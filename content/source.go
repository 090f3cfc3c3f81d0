package content

import (
	"bytes"
	"fmt"
	"slices"
	"unicode/utf8"
)

// source is the text of a file, by lines.
type source struct {
	file  string
	text  []byte // without a byte order mark
	shown []byte // the text with secrets masked, byte for byte in the same places; nil: not asked for
	lines []int  // offset of each line's first byte
}

var byteOrderMark = []byte("\ufeff")

func newSource(file string, data []byte) *source {
	s := &source{file: file, text: bytes.TrimPrefix(data, byteOrderMark), lines: []int{0}}
	for i, c := range s.text {
		if c == '\n' {
			s.lines = append(s.lines, i+1)
		}
	}
	if n := len(s.lines); n > 1 && s.lines[n-1] == len(s.text) {
		s.lines = s.lines[:n-1]
	}
	return s
}

// line returns a line (counted from 1) without its break, "" when there is none.
func (s *source) line(n int) string { return string(s.lineOf(s.text, n)) }

func (s *source) lineOf(text []byte, n int) []byte {
	if n < 1 || n > len(s.lines) {
		return nil
	}
	end := len(text)
	if n < len(s.lines) {
		end = s.lines[n]
	}
	return bytes.TrimRight(text[s.lines[n-1]:end], "\r\n")
}

// around is how many bytes of a line before and after a place are looked at for an excerpt. It is much more than an
// excerpt shows, and bounds what a file costs that has one very long line full of problems.
const around = 4 << 10

// shownAround returns what messages may show of the line around a place, and how many characters of the line are before.
func (s *source) shownAround(pos Pos) (part string, before int) {
	line := s.lineOf(s.shown, pos.Line)
	at := s.offset(pos) - s.lines[pos.Line-1]
	from, to := max(0, min(at, len(line))-around), min(len(line), at+around)
	for from > 0 && !utf8.RuneStart(line[from]) {
		from--
	}
	for to < len(line) && !utf8.RuneStart(line[to]) {
		to++
	}
	return string(line[from:to]), utf8.RuneCount(line[:from])
}

// clamp returns the place, moved inside the file when it is not.
func (s *source) clamp(pos Pos) Pos {
	if pos.Line > len(s.lines) {
		pos.Line = len(s.lines)
		pos.Col = runes(s.line(pos.Line)) + 1
	}
	pos.Line = max(pos.Line, 1)
	pos.Col = min(max(pos.Col, 1), utf8.RuneCount(s.lineOf(s.text, pos.Line))+1)
	return pos
}

// pos returns the place of a byte offset.
func (s *source) pos(offset int) Pos {
	offset = min(max(offset, 0), len(s.text))
	line, found := slices.BinarySearch(s.lines, offset)
	if !found {
		line--
	}
	return Pos{s.file, line + 1, utf8.RuneCount(s.text[s.lines[line]:offset]) + 1}
}

// posAfter returns the place of an offset that comes after another one, whose place is known: it need not count the
// characters of a long line from its start.
func (s *source) posAfter(pos Pos, at, offset int) Pos {
	between := s.text[at:offset]
	if bytes.IndexByte(between, '\n') >= 0 {
		return s.pos(offset)
	}
	pos.Col += utf8.RuneCount(between)
	return pos
}

// offset returns the byte offset of a place inside the file.
func (s *source) offset(pos Pos) int {
	at := s.lines[pos.Line-1]
	for range pos.Col - 1 {
		_, n := utf8.DecodeRune(s.text[at:])
		at += n
	}
	return at
}

// runes counts the characters of s, each byte that is not UTF-8 as one.
func runes(s string) int { return utf8.RuneCountInString(s) }

// binary reports whether the file is no text, or one in UTF-16: a stray NUL may get into a text, several don't.
func (s *source) binary() bool { return bytes.Count(s.text, []byte{0}) > 2 }

// scan reports bytes that are not UTF-8 and characters that must not be in any file, the first of a
// kind in each line. It returns the text with each of them replaced by a question mark, so that
// everything else in the file can still be checked; nothing of a binary file, of which it reports no more than that.
func (s *source) scan(report func(Problem)) []byte {
	if s.binary() {
		report(newProblem(Pos{s.file, 1, 1}, "encoding", "save it as UTF-8; pictures and archives can't be shown", "the file is not text"))
		return nil
	}
	var mended []byte
	line, col, last := 1, 1, ""
	told := 0 // characters; so many problems are enough
	for i := 0; i < len(s.text); {
		if c := s.text[i]; c < utf8.RuneSelf && c >= ' ' && c != 0x7f {
			i++
			col++
			continue
		}
		r, n := utf8.DecodeRune(s.text[i:])
		switch {
		case r == '\n':
			line, col, last = line+1, 0, ""
		case r == '\t', r == '\r' && i+1 < len(s.text) && s.text[i+1] == '\n':
		default:
			rule, name, hint := s.unwanted(i, r, n)
			if rule == "" {
				break
			}
			if mended == nil {
				mended = bytes.Clone(s.text)
			}
			for k := range n {
				mended[i+k] = '?'
			}
			if told++; last != rule && told < maxReported {
				p := newProblem(Pos{s.file, line, col}, rule, hint, "%s", name)
				p.Width = 1
				report(p)
			}
			last = rule
		}
		i += n
		col++
	}
	if mended == nil {
		return s.text
	}
	return mended
}

func (s *source) unwanted(i int, r rune, n int) (rule, message, hint string) {
	hint = "delete it, or write what was meant"
	if r == utf8.RuneError && n == 1 {
		return "encoding", fmt.Sprintf("the byte 0x%02X is not UTF-8", s.text[i]), "save the file as UTF-8"
	}
	if r == '\r' {
		return "control-character", "a carriage return (U+000D) that ends no line", hint
	}
	if name := forbidden(r); name != "" {
		return "control-character", fmt.Sprintf("%s (U+%04X)", name, r), hint
	}
	return "", "", ""
}

// forbidden names the kind of a character that must not be in any text, "" for all others. The
// ranges are written out so that they do not change with a Unicode version.
func forbidden(r rune) string {
	switch {
	case r < ' ' && r != '\t' && r != '\n' && r != '\r', r >= 0x7f && r <= 0x9f:
		return "a control character"
	case r == 0x061c, r == 0x200e, r == 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
		return "a bidirectional control character"
	case r == 0x2028, r == 0x2029:
		return "a Unicode line separator"
	case r == 0x200b, r == 0x2060, r == 0xfeff, r >= 0xfff9 && r <= 0xfffb, r >= 0xe0000 && r <= 0xe007f:
		return "an invisible character"
	case r >= 0xfdd0 && r <= 0xfdef, r&0xfffe == 0xfffe:
		return "a code point that is no character"
	}
	return ""
}

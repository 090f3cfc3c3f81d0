package position

import (
	"bytes"
	"slices"
	"sync"
	"unicode/utf8"
)

// Text is the text of a file, by lines.
type Text struct {
	File  string
	Bytes []byte // must not change
	find  sync.Once
	found []int
}

// NewText returns a text for positions in it.
func NewText(file string, text []byte) *Text { return &Text{File: file, Bytes: text} }

// lines returns the offset of each line's first byte. It looks for them when they are first asked for, which most texts never are.
func (t *Text) lines() []int {
	t.find.Do(func() {
		t.found = append(make([]int, 0, 2+bytes.Count(t.Bytes, []byte{'\n'})), 0)
		for line := range bytes.Lines(t.Bytes) {
			t.found = append(t.found, t.found[len(t.found)-1]+len(line))
		}
		if n := len(t.found); n > 1 && t.found[n-1] == len(t.Bytes) {
			t.found = t.found[:n-1]
		}
	})
	return t.found
}

// Lines returns the number of lines, at least 1.
func (t *Text) Lines() int { return len(t.lines()) }

// Line returns a line (counted from 1) without its break, "" if there is none.
func (t *Text) Line(n int) string { return string(t.lineOf(t.Bytes, n)) }

// lineOf returns the line of another text of the same length and the same breaks.
func (t *Text) lineOf(text []byte, n int) []byte {
	if n < 1 || n > len(t.lines()) {
		return nil
	}
	end := len(text)
	if n < len(t.lines()) {
		end = t.lines()[n]
	}
	return bytes.TrimRight(text[t.lines()[n-1]:end], "\r\n")
}

// clamp returns the position, moved inside the text if it is outside.
func (t *Text) clamp(pos Pos) Pos {
	if pos.Line > len(t.lines()) {
		pos.Line = len(t.lines())
		pos.Col = utf8.RuneCount(t.lineOf(t.Bytes, pos.Line)) + 1
	}
	pos.Line = max(pos.Line, 1)
	pos.Col = min(max(pos.Col, 1), utf8.RuneCount(t.lineOf(t.Bytes, pos.Line))+1)
	return pos
}

// Pos returns the position of a byte offset. An offset outside the text gives its nearest end.
func (t *Text) Pos(offset int) Pos {
	offset = min(max(offset, 0), len(t.Bytes))
	line, found := slices.BinarySearch(t.lines(), offset)
	if !found {
		line--
	}
	return Pos{t.File, line + 1, utf8.RuneCount(t.Bytes[t.lines()[line]:offset]) + 1}
}

// PosAfter returns the position of an offset that comes after the offset at, whose position is known. It does not
// count the characters of a long line from its start.
func (t *Text) PosAfter(pos Pos, at, offset int) Pos {
	between := t.Bytes[at:offset]
	if bytes.IndexByte(between, '\n') >= 0 {
		return t.Pos(offset)
	}
	pos.Col += utf8.RuneCount(between)
	return pos
}

// Offset returns the byte offset of a position. A position outside the text gives the nearest one inside.
func (t *Text) Offset(pos Pos) int {
	pos = t.clamp(pos)
	at := t.lines()[pos.Line-1]
	for range pos.Col - 1 {
		_, n := utf8.DecodeRune(t.Bytes[at:])
		at += n
	}
	return at
}

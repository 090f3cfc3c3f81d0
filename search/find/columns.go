package find

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// columns finds the header of a table, and keeps it while its rows last. A header is a line of words between marks, one
// of which is the key of a code: CSV, tables of Markdown and psql, "#Fields:" of the W3C.
func (s *scan) columns() {
	rule := len(bytes.Trim(s.line, "-+|:= \t\r")) == 0
	if s.header != nil && (rule && len(s.line) > 0 || bytes.Count(s.line, s.mark) == len(s.header)-1 || s.mark[0] == ',' && bytes.Contains(s.line, []byte(`,"`))) {
		return
	}
	s.header = nil
	if fields, ok := bytes.CutPrefix(s.line, []byte("#Fields: ")); ok {
		s.setHeader(fields, " ")
		return
	}
	for _, mark := range []string{"|", "\t", ";", ","} {
		if bytes.Contains(s.line, []byte(mark)) {
			s.setHeader(s.line, mark)
			return
		}
	}
}

// setHeader makes a line the header of a table if it is one.
func (s *scan) setHeader(line []byte, mark string) {
	cells := bytes.Split(line, []byte(mark))
	header, isHeader := make([]cue, len(cells)), false
	for i, cell := range cells {
		cell = bytes.Trim(cell, "\" \t\r")
		if len(cell) > 24 || bytes.IndexFunc(cell, func(c rune) bool { return !isHeaderByte(c) }) >= 0 {
			return
		}
		key := s.fold(cell)
		if header[i] = cueWords[string(key)]; header[i] < cueStatus {
			header[i] = pick(statusKeys[string(key)], cueStatus, cueNone)
		}
		isHeader = isHeader || header[i] > cueNone
	}
	if isHeader && len(cells) > 1 {
		s.header, s.mark = header, []byte(mark)
	}
}

func isHeaderByte(c rune) bool {
	return c < utf8.RuneSelf && isWordByte(byte(c)) && !isDigit(byte(c)) || strings.ContainsRune(" -.@()", c)
}

// column returns the cue of the column of a table that word i is in.
func (s *scan) column(i int) (c cue, inTable bool) {
	if s.header == nil || s.within > 0 {
		return cueNone, false
	}
	at := bytes.Count(s.line[:s.starts[i]], s.mark)
	if at >= len(s.header) {
		return cueNone, false
	}
	return s.header[at], true
}

package content

import (
	"io/fs"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/errdocs/errdocs/internal/position"
	"github.com/errdocs/errdocs/internal/secret"
)

// sources reads files again, for excerpts and for positions inside long values. A catalog keeps no source text,
// because most never have a problem.
type sources struct {
	fsys    fs.FS
	special map[string]bool // links, pipes and the like: they are not opened for an excerpt either
	mu      sync.Mutex
	read    map[string]*maskedText
}

// maskedText is the text of a file, and the same with secrets masked.
type maskedText struct {
	*position.Text
	shown []byte
}

// file returns a file's text, nil if it cannot be read.
func (s *sources) file(name string) *maskedText {
	s.mu.Lock()
	defer s.mu.Unlock()
	t, ok := s.read[name]
	if !ok && !s.special[name] {
		if data, _, err := readLimited(s.fsys, name, MaxLock); err == nil {
			text := newText(name, data)
			t = &maskedText{text, secret.Mask(text.Bytes, secret.Scan(text.Bytes))}
		}
		if s.read == nil {
			s.read = map[string]*maskedText{}
		}
		s.read[name] = t
	}
	return t
}

// show fills a problem's excerpt, caret and width.
func (s *sources) show(p Problem) Problem {
	if t := s.file(p.File); t != nil {
		return t.Show(p, t.shown)
	}
	return p.NoExcerpt()
}

// PosIn returns the position of a byte offset inside a text of an entry, such as the second line of /causes/0. The
// text is that of the value at the pointer.
func (c *Catalog) PosIn(owner *Positions, pointer, text string, offset int) Pos {
	start := owner.Pos(pointer)
	if t := c.sources.file(start.File); t != nil && owner.Has(pointer) {
		return t.InScalar(start, text, offset)
	}
	return start
}

// Pos returns the position of a byte offset inside a note's text.
func (n *Note) Pos(offset int) Pos {
	before := string(n.Text[:min(max(offset, 0), len(n.Text))])
	if last := len(before) - 1; last == len(n.Text)-1 && strings.HasSuffix(before, "\n") {
		before = before[:last] + " " // the end of a text is in its last line
	}
	start := strings.LastIndexByte(before, '\n') + 1
	return Pos{File: n.File, Line: n.Head + strings.Count(before, "\n") + 1, Col: utf8.RuneCountInString(before[start:]) + 1}
}

// Problem makes a problem that another package found, with its excerpt. A width of 0 is guessed from the line.
func (c *Catalog) Problem(pos Pos, width int, rule, message, hint string) Problem {
	p := newProblem(pos, rule, hint, "%s", message)
	p.Width = width
	return c.sources.show(p)
}

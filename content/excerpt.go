package content

import (
	"io/fs"
	"slices"
	"strings"
	"sync"

	"github.com/errdocs/errdocs/internal/secret"
)

// sources reads files again, for excerpts and for places inside long values. A catalog keeps no
// source text, because most never have a problem.
type sources struct {
	fsys    fs.FS
	special map[string]bool // links, pipes and the like: they are not opened for an excerpt either
	mu      sync.Mutex
	read    map[string]*source
}

// file returns a file's source, nil when it can't be read.
func (s *sources) file(name string) *source {
	s.mu.Lock()
	defer s.mu.Unlock()
	src, ok := s.read[name]
	if !ok {
		if data, err := s.open(name); err == nil {
			src = newSource(name, data)
			src.shown = secret.Mask(src.text, secret.Scan(src.text))
		}
		if s.read == nil {
			s.read = map[string]*source{}
		}
		s.read[name] = src
	}
	return src
}

func (s *sources) open(name string) ([]byte, error) {
	if s.special[name] {
		return nil, fs.ErrPermission
	}
	data, _, err := readLimited(s.fsys, name, MaxLock)
	return data, err
}

// finish fills a problem's excerpt, caret and width, and moves a place that lies outside the file.
func (s *sources) finish(p Problem) Problem {
	src := s.file(p.File)
	if src == nil {
		p.Line, p.Col, p.Width = max(p.Line, 1), max(p.Col, 1), max(p.Width, 1)
		return p.fit("", 0)
	}
	p.Pos = src.clamp(p.Pos)
	part, before := src.shownAround(p.Pos)
	line, caret := clean(part), p.Col-1-before
	if p.Width <= 0 {
		p.Width = wordWidth([]rune(line), caret)
	}
	return p.fit(line, caret)
}

// fit puts as much of the line around the caret into the excerpt as fits beside the other text.
func (p Problem) fit(line string, caret int) Problem {
	room := MaxProblem - len(p.String()) - len(p.Hint)
	if room < 0 {
		p.Hint = cut(p.Hint, max(len(p.Hint)+room, len("…")))
	}
	r := []rune(line)
	p.Width = max(1, min(p.Width, len(r)-caret))
	from, to := 0, len(r)
	if to > maxExcerpt || len(line) > room {
		from, to = window(r, caret, p.Width, min(maxExcerpt, room))
	}
	p.Excerpt = string(r[from:to])
	p.Caret = min(max(caret-from, 0), to-from)
	p.Width = max(1, min(p.Width, to-from-p.Caret))
	if p.Excerpt == "" {
		p.Caret, p.Width = 0, 1
	}
	return p
}

// window returns the part of a line around the caret whose bytes fit the room.
func window(r []rune, caret, width, room int) (from, to int) {
	caret = min(caret, len(r))
	from, to = caret, caret
	size := func(i int) int { return len(string(r[i])) }
	for grown := true; grown; {
		grown = false
		// The marked part comes first, then both sides in turn.
		if to < len(r) && size(to) <= room {
			room -= size(to)
			to++
			grown = true
			if to-caret < width {
				continue
			}
		}
		if from > 0 && size(from-1) <= room {
			from--
			room -= size(from)
			grown = true
		}
	}
	return from, to
}

// wordWidth guesses how many characters the value or key at an index of a line takes.
func wordWidth(line []rune, at int) int {
	if at >= len(line) {
		return 1
	}
	end := len(strings.TrimRight(string(line), " "))
	end = runes(string(line)[:end])
	flow := slices.ContainsFunc(line[:at], func(r rune) bool { return r == '[' || r == '{' })
	switch c := line[at]; c {
	case '"', '\'':
		for i := at + 1; i < end; i++ {
			if line[i] == '\\' && c == '"' {
				i++
			} else if line[i] == c {
				return i + 1 - at
			}
		}
		return end - at
	case '[', '{':
		return bracketWidth(line[at:end])
	}
	i := at
	for ; i < end; i++ {
		c := line[i]
		space := i+1 == end || line[i+1] == ' '
		if c == ':' && space || c == '#' && i > at && line[i-1] == ' ' || flow && strings.ContainsRune(",]}", c) {
			break
		}
	}
	return max(1, runes(strings.TrimRight(string(line[at:max(i, at)]), " ")))
}

func bracketWidth(line []rune) int {
	depth := 0
	for i, c := range line {
		switch c {
		case '[', '{':
			depth++
		case ']', '}':
			depth--
		}
		if depth == 0 {
			return i + 1
		}
	}
	return len(line)
}

package position

import (
	"strings"
	"unicode/utf8"

	"github.com/errdocs/errdocs/internal/pattern"
)

// around is how many bytes of a line before and after a position are considered for an excerpt. It is much more than
// an excerpt shows, and bounds the cost of a file with one very long line full of problems.
const around = 4 << 10

// Show fills a problem's excerpt, caret and width, and moves a position outside the text into it. A width of 0 is
// guessed from the line. shown is the text to take the excerpt from: this one, or the same with secrets masked byte for byte.
func (t *Text) Show(p Problem, shown []byte) Problem {
	p.Pos = t.clamp(p.Pos)
	part, before := t.shownAround(shown, p.Pos)
	if p.Rule == "tab" {
		part = strings.ReplaceAll(part, "\t", "→")
	}
	line, caret := Clean(part), p.Col-1-before
	if p.Width <= 0 {
		p.Width = wordWidth([]rune(line), caret)
	}
	return p.fit(line, caret)
}

// NoExcerpt returns a problem of a file that cannot be shown, with a valid position and without an excerpt.
func (p Problem) NoExcerpt() Problem {
	p.Line, p.Col, p.Width = max(p.Line, 1), max(p.Col, 1), max(p.Width, 1)
	return p.fit("", 0)
}

// shownAround returns the part of a line around a position, and how many characters of the line are before it.
func (t *Text) shownAround(shown []byte, pos Pos) (part string, before int) {
	line := t.lineOf(shown, pos.Line)
	at := t.Offset(pos) - t.lines()[pos.Line-1]
	from, to := max(0, min(at, len(line))-around), min(len(line), at+around)
	for from > 0 && !utf8.RuneStart(line[from]) {
		from--
	}
	for to < len(line) && !utf8.RuneStart(line[to]) {
		to++
	}
	return string(line[from:to]), utf8.RuneCount(line[:from])
}

// fit puts as much of the line around the caret into the excerpt as the other text leaves room for.
func (p Problem) fit(line string, caret int) Problem {
	room := MaxProblem - len(p.String()) - len(p.Hint)
	if room < 0 {
		p.Hint = Cut(p.Hint, max(len(p.Hint)+room, len("…")))
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

// The value in quotes with which a text starts, and what follows a plain one, also in brackets.
var (
	quoted    = pattern.New(`^(?:"(?:\\.?|[^"\\])*"?|'[^']*'?)`)
	afterWord = pattern.New(`(?::(?: |$)| #).*$`)
	afterItem = pattern.New(`(?::(?: |$)| #|[,\]}]).*$`)
)

// wordWidth guesses how many characters the value or key at an index of a line takes.
func wordWidth(line []rune, at int) int {
	at = min(at, len(line))
	text, after := strings.TrimRight(string(line[at:]), " "), afterWord
	if strings.ContainsAny(string(line[:at]), "[{") {
		after = afterItem
	}
	switch text[:min(len(text), 1)] {
	case `"`, "'":
		text = quoted.FindString(text)
	case "[", "{":
		text = bracketed(text)
	default:
		text = after.ReplaceAllString(text, "")
	}
	return max(1, utf8.RuneCountInString(strings.TrimRight(text, " ")))
}

// bracketed returns a text to the end of the bracket with which it starts.
func bracketed(text string) string {
	depth := 0
	for i, c := range text {
		switch c {
		case '[', '{':
			depth++
		case ']', '}':
			depth--
		}
		if depth == 0 {
			return text[:i+1]
		}
	}
	return text
}

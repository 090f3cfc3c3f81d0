package prose

import (
	"strings"

	"github.com/errdocs/errdocs/internal/terminal"
)

// style is how running text looks.
type style int

const (
	normal style = iota
	strong
	linked // addresses and code
)

// fragment is a piece of running text.
type fragment struct {
	text  string
	style style
	whole bool // spaces do not break it
}

// printed is a line or a word, with the number of columns that it takes.
type printed struct {
	fragments []fragment
	columns   int
}

func (p *printed) add(text string, as style) {
	if text == "" {
		return
	}
	p.columns += terminal.Columns(text)
	if n := len(p.fragments); n > 0 && p.fragments[n-1].style == as {
		p.fragments[n-1].text += text
		return
	}
	p.fragments = append(p.fragments, fragment{text: text, style: as})
}

// append adds what is printed elsewhere, after a gap of some columns.
func (p *printed) append(other printed, gap int) {
	for i, f := range other.fragments {
		if i == 0 && gap > 0 {
			space := normal
			if n := len(p.fragments); gap == 1 && n > 0 && p.fragments[n-1].style == f.style {
				space = f.style
			}
			p.add(strings.Repeat(" ", gap), space)
		}
		p.add(f.text, f.style)
	}
}

// wrap breaks fragments into lines of at most width columns, and at newlines. A word that is longer has a line of its
// own, because an address must stay whole.
func wrap(all []fragment, width int) []printed {
	w := wrapper{width: width}
	for _, f := range all {
		for text := f.text; text != ""; {
			i := strings.IndexAny(text, " \n")
			if f.whole || i < 0 {
				w.word.add(text, f.style)
				break
			}
			w.word.add(text[:i], f.style)
			w.endWord()
			if text[i] == '\n' {
				w.endLine()
			}
			text = text[i+1:]
		}
	}
	w.endWord()
	if w.line.columns > 0 || len(w.lines) == 0 {
		w.endLine()
	}
	return w.lines
}

type wrapper struct {
	width      int
	lines      []printed
	line, word printed
}

func (w *wrapper) endWord() {
	if w.word.columns == 0 {
		return
	}
	if w.line.columns > 0 && w.line.columns+1+w.word.columns > w.width {
		w.endLine()
	}
	w.line.append(w.word, min(1, w.line.columns))
	w.word = printed{}
}

func (w *wrapper) endLine() {
	w.lines = append(w.lines, w.line)
	w.line = printed{}
}

// columnGap is between two columns of a table, minColumn what a column keeps where the table is too wide.
const (
	columnGap = 2
	minColumn = 12
)

// layOut returns the lines of a table of at most width columns. The widest columns give way first.
func layOut(rows [][][]fragment, width int) []printed {
	var natural []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(natural) {
				natural = append(natural, 0)
			}
			natural[i] = max(natural[i], wrap(cell, width)[0].columns)
		}
	}
	widths := narrowed(natural, width-columnGap*(len(natural)-1))
	var lines []printed
	for _, row := range rows {
		lines = append(lines, layOutRow(row, widths)...)
	}
	return lines
}

// narrowed takes columns away until the sum fits.
func narrowed(widths []int, most int) []int {
	sum := 0
	for _, w := range widths {
		sum += w
	}
	for ; sum > most; sum-- {
		widest := 0
		for i, w := range widths {
			if w > widths[widest] {
				widest = i
			}
		}
		if widths[widest] <= minColumn {
			break
		}
		widths[widest]--
	}
	return widths
}

func layOutRow(row [][]fragment, widths []int) []printed {
	cells := make([][]printed, len(row))
	height := 0
	for i, cell := range row {
		cells[i] = wrap(cell, widths[i])
		height = max(height, len(cells[i]))
	}
	lines := make([]printed, height)
	for at := range lines {
		start := 0
		for i, cell := range cells {
			if at < len(cell) {
				lines[at].append(cell[at], max(min(i, 1), start-lines[at].columns)) // a space at least, after a long word
			}
			start += widths[i] + columnGap
		}
	}
	return lines
}

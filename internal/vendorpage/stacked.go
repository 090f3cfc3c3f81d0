package vendorpage

import (
	"slices"
	"strings"
)

// stackedLine is a line that can be a cell of a table with every cell on a line of its own.
type stackedLine struct {
	words string
	kind  lineKind
	at    int // its index
}

// lineKind says whether a line is only a code.
type lineKind uint8

const (
	notRead lineKind = iota
	otherLine
	numberLine
	nameLine
)

// kindOf returns the kind of line i. It is computed once, although many tables are tried on a line.
func (r *mdReader) kindOf(i int) lineKind {
	if r.kinds == nil {
		r.kinds = make([]lineKind, len(r.lines))
	}
	if r.kinds[i] == notRead {
		words := strings.TrimSpace(r.lines[i])
		switch {
		case integer.MatchString(words):
			r.kinds[i] = numberLine
		case codeShape(words) >= fair:
			r.kinds[i] = nameLine
		default:
			r.kinds[i] = otherLine
		}
	}
	return r.kinds[i]
}

// stackedCells reads a table with every cell on a line of its own: the period of the codes is the number of
// columns.
func (r *mdReader) stackedCells(i int) int {
	const most, enough = 6, 3
	if line := strings.TrimSpace(r.lines[i]); len(line) > 60 || r.kindOf(i) == otherLine && (!mayBeHeader(line) || classify(line) == headerUnknown) {
		return 0
	}
	lines := r.filled(i, most*4+most)
	for width := 2; width <= most; width++ {
		for head := 0; head <= width; head += width {
			if periods(lines, head, width) >= enough && (head == 0 && i == lines[0].at || head > 0 && headerLine(lines, width)) {
				return r.takeStacked(i, head, width)
			}
		}
	}
	return 0
}

// headerStems are parts of words of which the first header of such a table has one. They are compared first,
// because almost every line of a page is tested.
var headerStems = []string{"cod", "err", "status", "name", "value", "result", "response", "reason", "type", "enum", "exception", "key", "number", "http", "fehler", "エラー", "错误", "descri", "meaning", "message"}

func mayBeHeader(line string) bool {
	if strings.ContainsAny(line, "[]<>=.:") {
		return false
	}
	line = strings.ToLower(line)
	return slices.ContainsFunc(headerStems, func(stem string) bool { return strings.Contains(line, stem) })
}

// filled returns the next lines that are not blank.
func (r *mdReader) filled(i, most int) []stackedLine {
	lines := r.stack[:0]
	for ; i < len(r.lines) && len(lines) < most; i++ {
		line := strings.TrimSpace(r.lines[i])
		if line == "" {
			continue
		}
		if strings.HasPrefix(line, "|") || endsWithPipe(line) || itemOf(line) != nil || fenceOf(line) != "" {
			break
		}
		lines = append(lines, stackedLine{line, r.kindOf(i), i})
	}
	r.stack = lines
	return lines
}

// headerLine reports whether the first lines are column headers: known ones, one of them of a code.
func headerLine(lines []stackedLine, width int) bool {
	if len(lines) < width {
		return false
	}
	code, known := false, 0
	for _, l := range lines[:width] {
		line := l.words
		if len(line) > 40 || strings.ContainsAny(line, "[]<>=.:") {
			return false
		}
		h := classify(line)
		code = code || h.code()
		if h != headerUnknown {
			known++
		}
	}
	return code && known*2 >= width
}

// periods counts how many rows of a width there are from line head on.
func periods(lines []stackedLine, head, width int) int {
	n := 0
	for at := head; at+width <= len(lines); at += width {
		if !stackedRow(lines[at:at+width], lines[head:]) {
			break
		}
		n++
	}
	return n
}

// stackedRow reports whether lines are a row like the first one: a code of the same kind first, words in
// some other cell, and no code of that kind where the first row has none.
func stackedRow(row, first []stackedLine) bool {
	kind := first[0].kind
	if kind == otherLine || row[0].kind != kind {
		return false
	}
	words := false
	for k, cell := range row[1:] {
		words = words || strings.Contains(cell.words, " ")
		if cell.kind == kind && first[k+1].kind != kind {
			return false
		}
	}
	return words
}

// takeStacked makes a table of the lines from i on.
func (r *mdReader) takeStacked(i, head, width int) int {
	t := &table{line: r.number(i), shape: "lines"}
	var cells []string
	began, last := i, i
	first := notRead // the kind of the codes
	for k := i; k < len(r.lines) && len(t.rows) <= MaxRows; k++ {
		line := strings.TrimSpace(r.lines[k])
		if line == "" {
			continue
		}
		if len(cells) == 0 {
			began = k
			if first != notRead && r.kindOf(k) != first {
				break
			}
		}
		cells = append(cells, line)
		if len(cells) < width {
			continue
		}
		if head > 0 && t.head == 0 {
			t.head = 1
		} else if first == notRead {
			first = r.kindOf(began)
		}
		t.rows = append(t.rows, r.plainRow(began, cells))
		cells, last = nil, k
	}
	r.emit(t)
	return last - i + 1
}

// stackedParagraphs finds tables that an HTML page lays out without table elements: each cell is a paragraph. They are
// recognized like those of a plain text.
func (p *Page) stackedParagraphs() []*table {
	var all []*table
	if p.Kind != HTML {
		return nil
	}
	for i := 0; i < len(p.blocks); {
		r := &mdReader{outline: &outline{page: &Page{}}}
		n := i
		for ; n < len(p.blocks) && p.blocks[n].kind == paragraphBlock; n++ {
			r.lines = append(r.lines, p.blocks[n].text.line())
		}
		for k := 0; k < len(r.lines); {
			took := r.stackedCells(k)
			if took == 0 {
				k++
				continue
			}
			t := r.page.blocks[len(r.page.blocks)-1].table
			t.under, t.line = p.blocks[i].under, p.blocks[i+k].line
			for row := range t.rows {
				t.rows[row].line = p.blocks[i+t.rows[row].line-1].line
			}
			all = append(all, t)
			k += took
		}
		i = max(n, i+1)
	}
	return all
}

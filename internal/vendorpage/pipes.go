package vendorpage

import (
	"regexp"
	"strings"
)

var (
	delimiterRow = regexp.MustCompile(`^[\s>]*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$`)
	boxRule      = regexp.MustCompile(`^\s*[|+]?(?:[-=]{2,}[+|])+[-=]*[|+]?\s*$`)
)

// anyTable reads a table that starts in line i and returns how many lines it has, 0 if there is no table.
func (r *mdReader) anyTable(i int) (int, error) {
	line := r.lines[i]
	if firstByte(line) == '+' && gridRule.MatchString(line) {
		return r.gridTable(i)
	}
	if !strings.Contains(line, "|") {
		return 0, nil
	}
	if strings.TrimSpace(line) == "|===" {
		return r.asciidocTable(i)
	}
	t := &pipeTable{r: r, i: i, t: &table{line: r.number(i), shape: "table"}}
	if !t.header() {
		return 0, nil
	}
	r.end()
	if err := t.rows(); err != nil {
		return 0, err
	}
	r.outline.table(t.t)
	return t.i - i, nil
}

// pipeTable reads a table whose cells end with pipes. In pages that were converted to text, a row can be spread
// over several lines: while cells are missing, the next lines belong to it.
type pipeTable struct {
	r     *mdReader
	i     int // the next line
	t     *table
	width int
}

// isBox reports whether a line is drawn: +----+----+.
func isBox(line string) bool {
	c := firstByte(line)
	return (c == '+' || c == '|' || c == '-' || c == '=') && boxRule.MatchString(line)
}

// isRule reports whether a line is the one between header and rows of a table.
func isRule(line string) bool {
	dash := false
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '-':
			dash = true
		case ' ', '\t', '|', ':', '>':
		default:
			return false
		}
	}
	return dash && delimiterRow.MatchString(line)
}

// cells splits a line. whole means that the line is a row by itself: it starts with a pipe.
func (r *mdReader) cells(line string) (cells []string, whole bool) {
	line = strings.TrimSpace(line)
	for strings.HasPrefix(line, ">") {
		line = strings.TrimSpace(line[1:])
	}
	whole = len(line) > 1 && line[0] == '|'
	if whole {
		line = line[1:]
	}
	start := 0
	for k := 0; k < len(line); k++ {
		switch line[k] {
		case '\\':
			k++
		case '`': // a pipe in a code span is part of it, whatever GitHub makes of it
			if body, n := codeRun(line[k:]); n > 0 && !strings.Contains(body, " | ") {
				k += n - 1
			}
		case '|':
			cells = append(cells, unpiped(line[start:k]))
			start = k + 1
		}
	}
	if rest := unpiped(line[min(start, len(line)):]); rest != "" {
		cells = append(cells, rest)
	}
	return cells, whole
}

// unpiped removes the backslashes of pipes that do not end a cell, in code as well (GFM, section 4.10).
func unpiped(s string) string { return strings.ReplaceAll(strings.TrimSpace(s), `\|`, "|") }

func endsWithPipe(line string) bool {
	line = strings.TrimRight(line, " \t")
	return strings.HasSuffix(line, "|") && !strings.HasSuffix(line, `\|`)
}

// header reads the header row in any of its forms, and reports whether there is a table.
func (t *pipeTable) header() bool {
	lines := t.r.lines[t.i:]
	cells, whole := t.r.cells(lines[0])
	switch {
	case isRule(lines[0]): // a rule without a header above
		t.width = strings.Count(strings.Trim(strings.TrimSpace(lines[0]), "|"), "|") + 1
		t.i++
		return t.width > 1 && len(lines) > 1 && strings.Contains(lines[1], "|")
	case len(lines) > 1 && isRule(lines[1]):
		t.width = max(len(cells), strings.Count(strings.Trim(strings.TrimSpace(lines[1]), "|"), "|")+1)
		t.add(cells, t.i)
		t.i += 2
	case t.stacked(lines):
	case whole && len(cells) >= 2 && len(lines) > 1 && t.sameRow(lines[1], len(cells)) && !isBox(lines[1]):
		t.width = len(cells)
		t.add(cells, t.i)
		t.i++
	case !whole && len(cells) >= 2 && endsWithPipe(lines[0]) && len(lines) > 1 && endsWithPipe(lines[1]):
		t.width = len(cells)
		t.add(cells, t.i)
		t.i++
	default:
		return false
	}
	t.t.head = len(t.t.rows)
	return true
}

func (t *pipeTable) sameRow(line string, width int) bool {
	cells, whole := t.r.cells(line)
	return whole && len(cells) == width
}

// maxStacked is the maximum number of lines of the header cells of a spread table.
const maxStacked = 24

// stacked reads header cells one below the other, with the rule after the last.
func (t *pipeTable) stacked(lines []string) bool {
	rule := 0
	for rule < len(lines) && rule < maxStacked && endsWithPipe(lines[rule]) && !isRule(lines[rule]) {
		rule++
	}
	if rule == 0 || rule == len(lines) || !isRule(lines[rule]) {
		return false
	}
	var cells []string
	for k := 0; k <= rule; k++ {
		if isRule(lines[k]) {
			t.width = strings.Count(strings.Trim(strings.TrimSpace(lines[k]), "|"), "|") + 1
			if t.width < 2 || t.width != len(cells) {
				return false
			}
			t.add(cells, t.i)
			t.i += k + 1
			return true
		}
		more, whole := t.r.cells(lines[k])
		if whole {
			return false
		}
		cells = append(cells, more...)
	}
	return false
}

// maxCellLines is the maximum number of lines of a cell of a spread row.
const maxCellLines = 40

// rows reads the rows below the header.
func (t *pipeTable) rows() error {
	for t.i < len(t.r.lines) {
		line := t.r.lines[t.i]
		if isBox(line) || isRule(line) && strings.Contains(line, "|") {
			t.i++
			continue
		}
		if !strings.Contains(line, "|") || firstByte(line) == '#' && atxHeading.MatchString(line) || fenceOf(line) != "" {
			return nil
		}
		if len(t.t.rows) > MaxRows {
			return t.t.tooLong()
		}
		at := t.i
		cells, whole := t.r.cells(line)
		t.i++
		if strings.TrimSpace(line) == "|" {
			cells = []string{""}
		}
		if !whole && len(cells) < t.width {
			if endsWithPipe(line) {
				cells = t.spread(cells)
			} else if len(cells) < 2 { // a line that has a pipe by chance
				t.i = at
				return nil
			}
		}
		if cells == nil {
			t.i = at
			return nil
		}
		t.add(cells, at)
	}
	return nil
}

// spread completes a row from the lines below. It returns nil if they are not a row.
func (t *pipeTable) spread(cells []string) []string {
	for len(cells) < t.width {
		var words []string
		done := false
		for n := 0; n < maxCellLines && t.i < len(t.r.lines); n++ {
			line := t.r.lines[t.i]
			if firstByte(line) == '#' && atxHeading.MatchString(line) {
				return nil
			}
			t.i++
			if strings.TrimSpace(line) == "" {
				continue
			}
			if !endsWithPipe(line) {
				words = append(words, strings.TrimSpace(line))
				continue
			}
			more, _ := t.r.cells(line)
			if strings.TrimSpace(line) == "|" {
				more = []string{""}
			}
			if len(more) > 0 && len(words) > 0 {
				more[0] = strings.Join(append(words, more[0]), "\n\n")
			}
			cells = append(cells, more...)
			done = true
			break
		}
		if !done {
			return nil
		}
	}
	return cells
}

// add appends a row.
func (t *pipeTable) add(cells []string, at int) {
	if len(cells) > t.width { // more than the header has: part of the last
		cells = append(cells[:t.width-1:t.width-1], strings.Join(cells[t.width-1:], " | "))
	}
	t.t.rows = append(t.t.rows, row{line: t.r.number(at), cells: t.r.parseCells(cells)})
}

func (r *mdReader) parseCells(cells []string) []text {
	parsed := make([]text, len(cells))
	for k, c := range cells {
		for _, part := range strings.Split(c, "\n\n") {
			parsed[k] = parsed[k].below(r.parseCell(part))
		}
	}
	return parsed
}

// cellBullet matches list marks inside a line: Markdown cells cannot have lists.
var cellBullet = regexp.MustCompile(`(?:^|\s)[*•]\s+([A-Z0-9"“\x60])`)

// parseCell reads a cell. Two or more list marks in it separate the items of a list.
func (r *mdReader) parseCell(s string) text {
	var marks [][]int
	if strings.ContainsAny(s, "*•") {
		marks = cellBullet.FindAllStringSubmatchIndex(s, -1)
	}
	if len(marks) < 2 {
		return parseInline(s, r.refs)
	}
	var b inline
	add := func(part string) {
		for _, sp := range parseInline(strings.TrimSpace(part), r.refs) {
			b.add(sp.text, sp.style, sp.link)
		}
	}
	add(s[:marks[0][0]])
	for i, m := range marks {
		end := len(s)
		if i+1 < len(marks) {
			end = marks[i+1][0]
		}
		b.begin(newItem, 1)
		add(s[m[2]:end])
	}
	return b.take()
}

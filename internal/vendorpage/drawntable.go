package vendorpage

import (
	"regexp"
	"strings"
)

var gridRule = regexp.MustCompile(`^\s*\+(?:[-=]+\+)+\s*$`)

// gridTable reads a table drawn with +---+ and pipes.
func (r *mdReader) gridTable(i int) (int, error) {
	t := &table{line: r.number(i), shape: "table"}
	var open [][]string // the lines of each cell of the open row
	began, n, rules := i, 0, 0
	end := func() {
		if open == nil {
			return
		}
		row := row{line: r.number(began)}
		for _, lines := range open {
			row.cells = append(row.cells, r.cellOfLines(lines))
		}
		t.rows = append(t.rows, row)
		open = nil
	}
	single := r.fewRules(i)
	for ; i+n < len(r.lines); n++ {
		line := r.lines[i+n]
		if gridRule.MatchString(line) {
			end()
			if rules++; strings.Contains(line, "=") || single && rules == 2 {
				t.head = len(t.rows)
			}
			continue
		}
		if !strings.HasPrefix(strings.TrimSpace(line), "|") {
			break
		}
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if single && strings.TrimSpace(cells[0]) != "" {
			end()
		}
		if open == nil {
			open, began = make([][]string, len(cells)), i+n
		}
		for k, c := range cells {
			if k < len(open) {
				open[k] = append(open[k], strings.TrimSpace(c))
			}
		}
		if len(t.rows) > MaxRows {
			return 0, t.tooLong()
		}
	}
	end()
	if len(t.rows) < 2 {
		return 0, nil
	}
	if t.head == 0 || t.head == len(t.rows) {
		t.head = 1
	}
	r.end()
	r.outline.table(t)
	return n, nil
}

// fewRules reports whether the table that starts in line i has rules only around its header and at its end: then
// each line is a row unless its first cell is empty.
func (r *mdReader) fewRules(i int) bool {
	rules, lines := 0, 0
	for ; i < len(r.lines) && lines <= MaxRows; i++ {
		switch line := r.lines[i]; {
		case firstByte(line) == '+' && gridRule.MatchString(line):
			rules++
		case firstByte(line) == '|':
			lines++
		default:
			return rules <= 3 && lines > 3
		}
	}
	return rules <= 3 && lines > 3
}

// cellOfLines reads a cell of several lines: blank lines separate paragraphs, hyphens start items.
func (r *mdReader) cellOfLines(lines []string) text {
	var b inline
	var open []string
	g := newParagraph
	end := func() {
		b.begin(g, 1)
		for _, s := range parseInline(strings.Join(open, " "), r.refs) {
			b.add(s.text, s.style, s.link)
		}
		open, g = nil, newParagraph
	}
	for _, line := range lines {
		if m := itemOf(line); m != nil && m[3] != "" {
			end()
			g, open = newItem, []string{m[3]}
		} else if line == "" {
			end()
		} else {
			open = append(open, line)
		}
	}
	end()
	return b.take()
}

// asciidocTable reads a table between two lines of |===.
func (r *mdReader) asciidocTable(i int) (int, error) {
	t := &table{line: r.number(i), shape: "table", head: 1}
	var cells []text
	width, n := 0, 1
	for ; i+n < len(r.lines) && strings.TrimSpace(r.lines[i+n]) != "|==="; n++ {
		line := strings.TrimSpace(r.lines[i+n])
		if !strings.HasPrefix(line, "|") {
			if k := len(cells); k > 0 && line != "" {
				cells[k-1] = cells[k-1].below(parseInline(line, r.refs))
			}
			continue
		}
		var row []text
		for _, c := range strings.Split(line[1:], "|") {
			row = append(row, parseInline(strings.TrimSpace(c), r.refs))
		}
		if width == 0 {
			width = len(row)
		}
		cells = append(cells, row...)
	}
	if i+n >= len(r.lines) || width < 2 {
		return 0, nil
	}
	for len(cells) >= width {
		t.rows = append(t.rows, row{line: r.number(i), cells: cells[:width:width]})
		cells = cells[width:]
	}
	if len(t.rows) > MaxRows {
		return 0, t.tooLong()
	}
	r.end()
	r.outline.table(t)
	return n + 1, nil
}

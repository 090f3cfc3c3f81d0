package vendorpage

import (
	"regexp"
	"slices"
	"strings"
)

// flatRow is a row of a table in plain text.
type flatRow struct {
	at    int // its line
	cells []string
}

// anyTable writes a table or list without marks that starts in line i, and returns how many lines it has, 0 if there
// is none.
func (r *flatReader) anyTable(i int) int {
	line := r.lines[i]
	switch c := firstByte(line); {
	case c == '+' && gridRule.MatchString(line):
		return r.gridTable(i)
	case c == '|' && strings.TrimSpace(line) == "|===":
		return r.asciidocTable(i)
	case strings.Contains(line, "|"):
		return r.pipeTable(i)
	}
	if i < r.noTable {
		return 0
	}
	return r.gapTable(i)
}

// putTable writes rows as a Markdown table. Several header rows become one, and a table without headers gets an
// empty one.
func (r *flatReader) putTable(first int, rows []flatRow, head int) {
	width := 0
	for _, row := range rows {
		width = max(width, min(len(row.cells), maxColumns))
	}
	if width == 0 {
		return
	}
	indent := r.lines[first][:indentOf(r.lines[first])]
	if len(indent) > 0 && !r.inItem {
		indent = ""
	}
	r.end()
	r.put(first, "")
	header := make([]string, width)
	for _, row := range rows[:head] {
		for k, c := range row.cells[:min(len(row.cells), width)] {
			if c != header[k] {
				header[k] = strings.TrimSpace(header[k] + " " + c)
			}
		}
	}
	r.putRow(first, indent, header)
	r.put(first, indent+"|"+strings.Repeat("---|", width))
	for _, row := range rows[head:] {
		for len(row.cells) < width {
			row.cells = append(row.cells, "")
		}
		r.putRow(row.at, indent, row.cells[:width])
	}
	r.put(rows[len(rows)-1].at, "")
}

func (r *flatReader) putRow(i int, indent string, cells []string) {
	var b strings.Builder
	b.WriteString(indent + "|")
	for _, c := range cells {
		b.WriteString(" " + strings.ReplaceAll(bounded(bulleted(strings.ReplaceAll(c, "\n", "<br>"))), "|", `\|`) + " |")
	}
	r.put(i, b.String())
}

// cellBullet matches list marks inside a line: Markdown cells cannot have lists.
var cellBullet = regexp.MustCompile(`(?:^|\s)[*•]\s+([A-Z0-9"“\x60])`)

// bulleted marks the items of a list in a cell: two or more list marks separate them.
func bulleted(s string) string {
	if !strings.ContainsAny(s, "*•") || len(cellBullet.FindAllStringIndex(s, 2)) < 2 {
		return s
	}
	return strings.Replace(cellBullet.ReplaceAllString(s, "<li>$1"), "<li>", "<ul><li>", 1) + "</ul>"
}

var gridRule = regexp.MustCompile(`^\s*\+(?:[-=]+\+)+\s*$`)

// gridTable reads a table drawn with +---+ and pipes.
func (r *flatReader) gridTable(i int) int {
	var rows []flatRow
	open, head, n := false, 0, 0
	for ; i+n < len(r.lines); n++ {
		line := strings.TrimSpace(r.lines[i+n])
		if gridRule.MatchString(line) {
			open = false
			if strings.Contains(line, "=") {
				head = len(rows)
			}
			continue
		}
		if !strings.HasPrefix(line, "|") {
			break
		}
		cells := strings.Split(strings.Trim(line, "|"), "|")
		if !open {
			rows = append(rows, flatRow{i + n, make([]string, len(cells))})
			open = true
		}
		row := rows[len(rows)-1].cells
		for k, c := range cells[:min(len(cells), len(row))] {
			row[k] = cellLine(row[k], strings.TrimSpace(c))
		}
	}
	if len(rows) < 2 {
		return 0
	}
	if head == 0 || head == len(rows) {
		head = 1
	}
	r.putTable(i, rows, head)
	return n
}

// joined appends to a cell, unless it is long enough for any draft.
func joined(cell, between, more string) string {
	if len(cell) > 2*maxText || more == "" {
		return cell
	}
	if cell == "" {
		return more
	}
	return cell + between + more
}

// cellLine adds a line to a cell: an empty one ends a paragraph, a hyphen starts an item.
func cellLine(cell, line string) string {
	switch m := itemOf(line); {
	case m != nil && m[3] != "":
		return joined(cell, "<li>", m[3])
	case line == "" && cell != "" && !strings.HasSuffix(cell, "\n"):
		return cell + "\n"
	case line == "":
		return cell
	case strings.HasSuffix(cell, "\n"):
		return joined(cell, "", line)
	}
	return joined(cell, " ", line)
}

// asciidocTable reads a table between two lines of |===.
func (r *flatReader) asciidocTable(i int) int {
	var cells []string
	width, n := r.adocWidth(i), 1
	for ; i+n < len(r.lines) && strings.TrimSpace(r.lines[i+n]) != "|==="; n++ {
		line := strings.TrimSpace(r.lines[i+n])
		if !strings.HasPrefix(line, "|") {
			if k := len(cells); k > 0 && line != "" {
				cells[k-1] = joined(cells[k-1], "\n", line)
			}
			continue
		}
		row := strings.Split(line[1:], "|")
		for k := range row {
			row[k] = strings.TrimSpace(row[k])
		}
		cells = append(cells, row...)
	}
	if i+n >= len(r.lines) || width < 2 {
		return 0
	}
	var rows []flatRow
	for row := range slices.Chunk(cells, width) {
		if len(row) == width {
			rows = append(rows, flatRow{i, row})
		}
	}
	if len(rows) == 0 {
		return 0
	}
	r.putTable(i, rows, 1)
	return n + 1
}

// adocWidth returns how many columns a table of AsciiDoc has: as many as there are cells before the first blank line, or
// in the first line of cells.
func (r *flatReader) adocWidth(i int) (width int) {
	lines := 0
	for _, line := range r.lines[min(i+1, len(r.lines)):] {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "|===") || line == "" && lines > 0 {
			return width
		}
		if n := strings.Count(line, "|"); n > 0 {
			if lines++; lines > 1 && n > 1 {
				return n // each row is a line
			}
			width += n
		}
	}
	return width
}

var (
	columnGap  = regexp.MustCompile(`\t|\s{2,}`)
	columnRule = regexp.MustCompile(`^\s*[-=]{2,}(?:\s+[-=]{2,})+\s*$`)
	ruleDashes = regexp.MustCompile(`[-=]{2,}`)
)

func isColumnRule(line string) bool {
	c := firstByte(line)
	return (c == '-' || c == '=') && columnRule.MatchString(line)
}

// gapTable reads a table whose columns are apart by spaces or tabs. A line without a first cell continues the row
// above.
func (r *flatReader) gapTable(i int) int {
	cut, skip := r.cutter(i)
	if cut == nil {
		return 0
	}
	const probe = 12 // rows after which a table without codes is given up
	var rows []flatRow
	head, n := 0, skip
	last := r.lastRule(i)
	for ; i+n < len(r.lines) && len(rows) <= MaxRows; n++ {
		if skip == 0 && head == 0 && len(rows) == probe && !columnsHaveCodes(rows) {
			r.noTable = i + probe
			return 0
		}
		line := strings.TrimRight(r.lines[i+n], " \t")
		if line == "" && i+n < last {
			continue
		}
		if isColumnRule(line) {
			if i+n < last && head > 0 {
				continue // between two rows
			}
			if head > 0 || len(rows) == 0 {
				n++
				break
			}
			head = len(rows)
			continue
		}
		cells := cut(line)
		if cells == nil {
			break
		}
		if cells[0] == "" && len(rows) > 0 {
			last := rows[len(rows)-1].cells
			for k := range cells {
				last[k] = joined(last[k], " ", cells[k])
			}
			continue
		}
		rows = append(rows, flatRow{i + n, cells})
	}
	if len(rows) < 2 || head == 0 && !columnsHaveCodes(rows) {
		return 0
	}
	if head == 0 {
		head = headerCells(rows[0].cells)
	}
	r.putTable(i, rows, head)
	return n
}

// lastRule returns the line of the third rule of a table that starts with one, as in RST; its rows can be apart by blank
// lines. It returns 0 for other tables.
func (r *flatReader) lastRule(i int) int {
	rule := strings.TrimRight(r.lines[i], " \t")
	if !isColumnRule(rule) {
		return 0
	}
	seen := 0
	for k, line := range r.lines[i+1 : min(i+MaxRows, len(r.lines))] {
		if line = strings.TrimRight(line, " \t"); line == rule {
			if seen++; seen == 2 {
				return i + 1 + k
			}
		}
	}
	return 0
}

// cutter returns what cuts the lines of a table that starts in line i into cells, and how many lines are before its
// first row; nil if no table starts there.
func (r *flatReader) cutter(i int) (cut func(string) []string, skip int) {
	for k, line := range r.lines[i:min(i+2, len(r.lines))] {
		if isColumnRule(line) {
			return atRule(line), 1 - k
		}
	}
	width := len(atGaps(r.lines[i]))
	if width < 2 || i+1 == len(r.lines) || len(atGaps(r.lines[i+1])) != width {
		return nil, 0
	}
	indent := indentOf(r.lines[i])
	return func(line string) []string {
		switch cells := atGaps(line); {
		case len(cells) == width:
			return cells
		case len(cells) == 1 && indentOf(line) > indent: // the last cell goes on
			return append(make([]string, width-1), cells[0])
		}
		return nil
	}, 0
}

func atGaps(line string) []string {
	if line = strings.TrimSpace(line); line == "" {
		return nil
	}
	return columnGap.Split(line, -1)
}

// atRule cuts lines where the rule of a table has its gaps: each piece goes into the column in which it starts.
func atRule(rule string) func(string) []string {
	starts := ruleDashes.FindAllStringIndex(rule, -1)
	return func(line string) []string {
		if strings.TrimSpace(line) == "" {
			return nil
		}
		cells := make([]string, len(starts))
		at := 0
		for _, gap := range append(columnGap.FindAllStringIndex(line, -1), []int{len(line), len(line)}) {
			col := len(starts) - 1
			for col > 0 && starts[col][0] > at+1 {
				col--
			}
			cells[col] = strings.TrimSpace(cells[col] + " " + line[at:gap[0]])
			at = gap[1]
		}
		return cells
	}
}

func columnsHaveCodes(rows []flatRow) bool {
	codes := 0
	for _, row := range rows {
		if codeShape(row.cells[0]) >= fair || len(row.cells) > 1 && codeShape(row.cells[1]) >= fair {
			codes++
		}
	}
	return codes >= 2 && codes*3 >= len(rows)*2
}

package plaintext

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/errdocs/errdocs/internal/pattern"
)

// asciidocCell is a cell of an AsciiDoc table, with the number of columns and rows that it covers.
type asciidocCell struct {
	flatRow
	across, down int
}

var (
	// cellStart matches the pipe before a cell, with how often the cell occurs or how far it goes, its alignment and its style.
	cellStart = pattern.New(`(?:(?:^|\s)(?:([0-9]{1,3})?(?:\.([0-9]{1,3}))?([+*]))?[<^>]?(?:\.[<^>])?[adehlmsv]?)?\|`)
	columnSet = pattern.New(`\bcols\s*=\s*(?:"([^"]*)"|([0-9]+\*?))`)
)

// asciidocTable reads a table between two lines of |===. It has as many columns as the attributes above it say, as
// there are cells before the first blank line, or in the first line of cells.
func (r *reader) asciidocTable(i int) (t flatTable) {
	var cells []asciidocCell
	width, lines, n := r.asciidocColumns(i), 0, i+1
	for ; n < len(r.lines) && strings.TrimSpace(r.lines[n]) != "|==="; n++ {
		line, k := strings.TrimSpace(r.lines[n]), len(cells)
		cells = asciidocCells(cells, line, n)
		if len(cells) > k {
			lines++
		}
		switch {
		case width > 0:
		case lines == 2 && len(cells)-k > 1: // each row is a line
			width = len(cells) - k
		case line == "" && k > 0:
			width = k
		}
	}
	if n < len(r.lines) && width > 1 {
		t.rows = laidOut(cells, min(width, MaxColumns))
		t.head, t.n = min(1, len(t.rows)), n+1-i
	}
	return t
}

// asciidocColumns returns how many columns the attributes above line i give a table, 0 if they do not say.
func (r *reader) asciidocColumns(i int) (n int) {
	for i--; i >= 0 && n == 0 && strings.HasPrefix(r.lines[i], "["); i-- {
		m := columnSet.FindStringSubmatch(r.lines[i])
		if m == nil {
			continue
		}
		for column := range strings.FieldsFuncSeq(cmp.Or(m[1], m[2]), func(c rune) bool { return c == ',' || c == ';' }) {
			times, _, _ := strings.Cut(strings.TrimSpace(column), "*")
			k, err := strconv.Atoi(times)
			if err != nil || !strings.Contains(column, "*") {
				k = 1
			}
			n += min(k, MaxColumns)
		}
	}
	return n
}

// asciidocCells appends the cells that start in a line. What is before the first of them continues the cell above.
func asciidocCells(cells []asciidocCell, line string, at int) []asciidocCell {
	line = strings.ReplaceAll(line, `\|`, "\x00") // no start of a cell
	starts := append(cellStart().FindAllStringSubmatchIndex(line, -1), []int{len(line)})
	words := func(cell string, from, to int) string {
		s, wrapped := strings.CutSuffix(" "+strings.TrimSpace(line[from:to]), " +")
		if cell = cellLine(cell, strings.ReplaceAll(strings.TrimSpace(s), "\x00", "|")); wrapped {
			cell = cellLine(cell, "")
		}
		return cell
	}
	if last := len(cells) - 1; last >= 0 && (line == "" || starts[0][0] > 0) {
		cells[last].cells[0] = words(cells[last].cells[0], 0, starts[0][0])
	}
	for k, m := range starts[:len(starts)-1] {
		number := func(group int) int {
			n, _ := strconv.Atoi(line[max(m[2*group], 0):max(m[2*group+1], 0)])
			return max(n, 1)
		}
		cell, times := asciidocCell{flatRow{at, []string{words("", m[1], starts[k+1][0])}}, number(1), number(2)}, 1
		if m[6] >= 0 && line[m[6]] == '*' {
			times, cell.across = min(cell.across, max(MaxRows-len(cells), 1)), 1
		}
		for range times {
			cells = append(cells, cell)
		}
	}
	return cells
}

// maxRepeated is how many bytes of cells that cover several rows are repeated in a table.
const maxRepeated = 4 << 20

// laidOut puts cells into rows of a width. A cell that covers several rows is in each of them; of several columns, in the first.
func laidOut(cells []asciidocCell, width int) (rows []flatRow) {
	above, left := make([]string, width), make([]int, width) // the cell above each column, and in how many more rows it is
	var row []string
	repeated := 0
	carry := func() {
		for len(row) < width && left[len(row)] > 0 {
			left[len(row)]--
			if row = append(row, above[len(row)]); repeated < maxRepeated {
				repeated += len(row[len(row)-1])
			} else {
				row[len(row)-1] = ""
			}
		}
	}
	for _, c := range cells {
		if carry(); len(row) == width { // the cells above cover all of it
			clear(left)
			row = nil
		}
		if len(rows) == 0 || len(rows[len(rows)-1].cells) == width {
			rows = append(rows, flatRow{at: c.at})
		}
		for text := c.cells[0]; c.across > 0 && len(row) < width; c.across-- {
			above[len(row)], left[len(row)] = text, c.down-1
			row, text = append(row, text), ""
		}
		carry()
		if rows[len(rows)-1].cells = row; len(row) == width {
			row = nil
		}
	}
	return rows
}

package plaintext

import (
	"cmp"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/pattern"
	"github.com/errdocs/errdocs/internal/terms"
)

// flatRow is a row of a table in plain text.
type flatRow struct {
	at    int // its line
	cells []string
}

// flatTable is a table in plain text: how many of its rows are headers, and how many lines it has.
type flatTable struct {
	rows    []flatRow
	head, n int
}

// anyTable writes the table that starts in line i, and returns how many lines it has, 0 if there is none.
func (r *reader) anyTable(i int) int {
	line := r.lines[i]
	var t flatTable
	switch c := firstByte(line); {
	case c == '+' && gridRule.MatchString(line):
		t = r.gridTable(i)
	case c == '|' && strings.TrimSpace(line) == "|===":
		t = r.asciidocTable(i)
	case strings.Contains(line, "|") || c == '^' && strings.Count(line, "^") > 2:
		t = r.pipeTable(i)
	case i >= r.noTable:
		t = r.gapTable(i)
	}
	if len(t.rows) > 0 {
		r.putTable(i, t)
	}
	return t.n
}

// putTable writes a Markdown table. Several header rows become one, and a table without headers gets an empty one.
func (r *reader) putTable(first int, t flatTable) {
	width := lists.Max(t.rows, func(row flatRow) int { return min(len(row.cells), MaxColumns) })
	indent, last := "", t.rows[len(t.rows)-1].at
	if r.inItem {
		indent = r.lines[first][:indentOf(r.lines[first])]
	}
	header := make([]string, width)
	for _, row := range t.rows[:t.head] {
		for k, c := range row.cells[:min(len(row.cells), width)] {
			if c != header[k] {
				header[k] = strings.TrimSpace(header[k] + " " + c)
			}
		}
	}
	r.end()
	r.put(first, "")
	for i, row := range slices.Insert(t.rows[t.head:], 0, flatRow{first, header}, flatRow{first, nil}) {
		line := indent + "|" + strings.Repeat("---|", width)
		if i != 1 {
			line = indent + "|"
			for k := range width {
				cell := ""
				if k < len(row.cells) {
					cell = bounded(bulleted(strings.ReplaceAll(row.cells[k], "\n", "<br>")))
				}
				line += " " + strings.ReplaceAll(cell, "|", `\|`) + " |"
			}
		}
		r.put(row.at, line)
	}
	r.put(last, "")
}

// cellBullet matches list marks inside a line: Markdown cells cannot have lists.
var cellBullet = pattern.New(`(?:^|\s)[*•]\s+([A-Z0-9"“\x60])`)

// bulleted marks the items of a list in a cell: two or more list marks separate them.
func bulleted(s string) string {
	if !strings.ContainsAny(s, "*•") || len(cellBullet().FindAllStringIndex(s, 2)) < 2 {
		return s
	}
	return strings.Replace(cellBullet.ReplaceAllString(s, "<li>$1"), "<li>", "<ul><li>", 1) + "</ul>"
}

var gridRule = pattern.New(`^\s*\+(?:[-=]+\+)+\s*$`)

// gridTable reads a table drawn with +---+ and pipes, whose rows are between rules. If there is one rule below the first line only, as
// databases draw it, each line is a row.
func (r *reader) gridTable(i int) (t flatTable) {
	var blocks [][]flatRow // the lines between rules
	for ; i+t.n < len(r.lines); t.n++ {
		line, last := strings.TrimSpace(r.lines[i+t.n]), len(blocks)-1
		if gridRule.MatchString(line) {
			if last < 0 || blocks[last] != nil {
				blocks = append(blocks, nil)
			}
			if strings.Contains(line, "=") {
				t.head = len(blocks) - 1
			}
		} else if !strings.HasPrefix(line, "|") {
			break
		} else {
			blocks[last] = append(blocks[last], flatRow{i + t.n, lists.Each(strings.Split(strings.Trim(line, "|"), "|"), strings.TrimSpace)})
		}
	}
	blocks = slices.DeleteFunc(blocks, func(b []flatRow) bool { return len(b) == 0 })
	full := func(row flatRow) bool { return !slices.Contains(row.cells, "") }
	for _, lines := range blocks {
		if t.head == 0 && len(blocks) == 2 && len(blocks[0]) == 1 && lists.Count(lines, full) == len(lines) {
			t.rows = append(t.rows, lines...)
			continue
		}
		row := flatRow{lines[0].at, make([]string, len(lines[0].cells))}
		for _, line := range lines {
			for k, c := range line.cells[:min(len(line.cells), len(row.cells))] {
				row.cells[k] = cellLine(row.cells[k], c)
			}
		}
		t.rows = append(t.rows, row)
	}
	return t
}

// joined appends to a cell, unless it is long enough for any draft.
func joined(cell, between, more string) string {
	if cell == "" || more == "" || len(cell) > 2*maxText {
		return cmp.Or(cell, more)
	}
	return cell + between + more
}

// cellLine adds a line to a cell: an empty one ends a paragraph, a hyphen starts an item.
func cellLine(cell, line string) string {
	switch m := itemOf(line); {
	case m != nil && m[3] != "":
		return joined(cell, "<li>", m[3])
	case line == "" && cell != "":
		return strings.TrimSuffix(cell, "\n") + "\n"
	case strings.HasSuffix(cell, "\n"):
		return joined(cell, "", line)
	}
	return joined(cell, " ", line)
}

var (
	columnGap  = pattern.New(`\t|\s{2,}`)
	columnRule = pattern.New(`^\s*[-=]{2,}(?:\s+[-=]{2,})+\s*$`)
	ruleDashes = pattern.New(`[-=]{2,}`)
)

func isColumnRule(line string) bool {
	c := firstByte(line)
	return (c == '-' || c == '=') && columnRule.MatchString(line)
}

// gapTable reads a table whose columns are apart by spaces or tabs. A line without a first cell continues the row
// above.
func (r *reader) gapTable(i int) (t flatTable) {
	cut, n := r.cutter(i)
	if cut == nil {
		return t
	}
	last := r.lastRule(i)
	for ; i+n < len(r.lines); n++ {
		line := strings.TrimRight(r.lines[i+n], " \t")
		rule, k := isColumnRule(line), len(t.rows)
		if rule && (i+n >= last || t.head == 0) { // else between two rows
			if t.head > 0 || k == 0 {
				n++
				break
			}
			t.head = k
		}
		if rule || line == "" && i+n < last {
			continue
		}
		cells := cut(line)
		if cells == nil {
			break
		}
		if cells[0] != "" || k == 0 {
			t.rows = append(t.rows, flatRow{i + n, cells})
			continue
		}
		for c := range cells {
			t.rows[k-1].cells[c] = joined(t.rows[k-1].cells[c], " ", cells[c])
		}
	}
	if len(t.rows) < 2 || t.head == 0 && !columnsHaveCodes(t.rows) {
		r.noTable = i + n
		return flatTable{}
	}
	t.n = n
	return t
}

// lastRule returns the line of the third rule of a table that starts with one, as in RST; its rows can be apart by blank
// lines. It returns 0 for other tables.
func (r *reader) lastRule(i int) int {
	rule, seen := strings.TrimRight(r.lines[i], " \t"), 0
	for k := i; isColumnRule(rule) && k < min(i+MaxRows, len(r.lines)); k++ {
		if strings.TrimRight(r.lines[k], " \t") == rule {
			if seen++; seen == 3 {
				return k
			}
		}
	}
	return 0
}

// cutter returns what cuts the lines of a table that starts in line i into cells, and how many lines are before its
// first row; nil if no table starts there.
func (r *reader) cutter(i int) (cut func(string) []string, skip int) {
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
	return columnGap().Split(line, -1)
}

// atRule cuts lines where the rule of a table has its gaps: each piece goes into the column in which it starts.
func atRule(rule string) func(string) []string {
	starts := ruleDashes().FindAllStringIndex(rule, -1)
	return func(line string) []string {
		if strings.TrimSpace(line) == "" {
			return nil
		}
		cells := make([]string, len(starts))
		at := 0
		for _, gap := range append(columnGap().FindAllStringIndex(line, -1), []int{len(line), len(line)}) {
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
	codes := lists.Count(rows, func(r flatRow) bool {
		return slices.ContainsFunc(r.cells[:min(2, len(r.cells))], func(c string) bool { return terms.CodeShape(c) >= terms.Fair })
	})
	return codes >= 2 && codes*3 >= len(rows)*2
}

var (
	delimiterRow = pattern.New(`^[\s>]*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$`)
	boxRule      = pattern.New(`^\s*[|+]?(?:[-=]{2,}[+|])+[-=]*[|+]?\s*$`)
	codeAtStart  = pattern.New("^`[^`]+`")
	headingMarks = pattern.New(`^#{1,6}\s+`) // before the cells of a row
)

// pipeReader reads a table whose cells end with pipes. In pages that were converted to text, a row can be spread
// over several lines: while cells are missing, the next lines belong to it.
type pipeReader struct {
	flatTable
	lines []string
	i     int // the next line
	width int
	whole bool // each row is a line
}

func (r *reader) pipeTable(i int) flatTable {
	t := &pipeReader{lines: r.lines, i: i}
	if t.header() {
		t.head = len(t.rows)
		t.body()
		t.n = t.i - i
	}
	return t.flatTable
}

// isRule reports whether a line is the one between header and rows of a table.
func isRule(line string) bool {
	return strings.Contains(line, "-") && strings.Trim(line, "- \t|:>") == "" && delimiterRow.MatchString(line)
}

// ruleWidth returns how many columns a rule has.
func ruleWidth(line string) int {
	return strings.Count(strings.Trim(line, "|> \t"), "|") + 1
}

// pipeCells splits a line. whole means that the line is a row by itself: it starts with a pipe. A pipe in a code span is
// part of it, whatever GitHub makes of it, and so is one after a backslash (GFM, section 4.10).
func pipeCells(line string) (cells []string, whole bool) {
	line = strings.TrimLeft(strings.TrimSpace(line), "> ")
	if whole = len(line) > 1 && line[0] == '|'; whole {
		line = line[1:]
	}
	start := 0
	for k := 0; k < len(line); k++ {
		switch line[k] {
		case '\\':
			k++
		case '`':
			if n := len(codeAtStart.FindString(line[k:])); n > 0 && !strings.Contains(line[k:k+n], " | ") {
				k += n - 1
			}
		case '|':
			cells = append(cells, line[start:k])
			start = k + 1
		}
	}
	if strings.TrimSpace(line[min(start, len(line)):]) != "" {
		cells = append(cells, line[start:])
	}
	for k, c := range cells {
		cells[k] = strings.ReplaceAll(strings.TrimSpace(c), `\|`, "|")
	}
	return cells, whole
}

func endsWithPipe(line string) bool {
	line = strings.TrimRight(line, " \t")
	return strings.HasSuffix(line, "|") && !strings.HasSuffix(line, `\|`)
}

// maxStacked is the maximum number of lines of the header cells of a spread table.
const maxStacked = 24

// header reads the header row in any of its forms: one line, or one for each cell, above a rule or without one. It reports whether
// there is a table.
func (t *pipeReader) header() bool {
	if firstByte(t.lines[t.i]) == '^' { // DokuWiki
		t.lines[t.i] = strings.ReplaceAll(t.lines[t.i], "^", "|")
	}
	var head []string
	stop := false
	for n, line := range t.lines[t.i:min(t.i+maxStacked, len(t.lines))] {
		cells, whole := pipeCells(line)
		if width := ruleWidth(line); isRule(line) && (n < 2 || width == len(head) && width > 1) {
			if t.width = max(len(head), width); n > 0 {
				t.add(head, t.i)
			}
			t.whole = n == 1 && len(head) == t.width
			t.i += n + 1
			return n > 0 || width > 1 && t.i < len(t.lines) && strings.Contains(t.lines[t.i], "|")
		}
		if stop = stop || whole || !endsWithPipe(line); stop && n > 0 {
			break
		}
		head = append(head, cells...)
	}
	line, next := t.lines[t.i], strings.Join(t.lines[min(t.i+1, len(t.lines)):min(t.i+2, len(t.lines))], "")
	cells, whole := pipeCells(line)
	more, nextWhole := pipeCells(next)
	if t.width = len(cells); t.width < 2 || whole && (!nextWhole || len(more) != t.width || boxRule.MatchString(next)) || !whole && (!endsWithPipe(line) || !endsWithPipe(next)) {
		return false
	}
	t.add(cells, t.i)
	t.i++
	return true
}

// body reads the rows below the header.
func (t *pipeReader) body() {
	for ; t.i < len(t.lines); t.i++ {
		line := t.lines[t.i]
		if strings.ContainsAny(line, "|+") && boxRule.MatchString(line) || isRule(line) && (strings.Contains(line, "|") || t.i+1 < len(t.lines) && strings.Contains(t.lines[t.i+1], " | ")) {
			continue
		}
		if k := t.resumes(); k > 0 {
			t.i += k - 1
			continue
		}
		cells, whole := pipeCells(headingMarks.ReplaceAllString(line, ""))
		at := t.i
		if !strings.Contains(line, "|") || firstByte(line) == '#' && len(cells) != t.width || fenceOf(line) != "" {
			return
		}
		if len(cells) < t.width && endsWithPipe(line) && (whole && t.goesOn() || !whole && !t.whole) {
			if cells = t.spread(cells); cells == nil {
				t.i = at
				return
			}
		}
		t.add(cells, at)
	}
}

// resumes returns how many blank lines are here inside of the table: the line below them is a row by itself, and not the header of
// another table.
func (t *pipeReader) resumes() int {
	below := t.lines[t.i:]
	k := max(slices.IndexFunc(below, func(line string) bool { return strings.TrimSpace(line) != "" }), 0)
	if cells, whole := pipeCells(below[k]); !t.whole || !whole || len(cells) != t.width || k+1 < len(below) && isRule(below[k+1]) {
		return 0
	}
	return k
}

// goesOn reports whether the line below has the rest of a row: it ends with a pipe, and starts with none.
func (t *pipeReader) goesOn() bool {
	if t.i+1 == len(t.lines) {
		return false
	}
	next := strings.TrimLeft(strings.TrimSpace(t.lines[t.i+1]), "> ")
	return next == "|" || !strings.HasPrefix(next, "|") && endsWithPipe(next)
}

// maxCellLines is the maximum number of lines of a cell of a spread row.
const maxCellLines = 40

// spread completes a row from the lines below. It returns nil if they are not a row.
func (t *pipeReader) spread(cells []string) []string {
	var words []string
	for n := 0; len(cells) < t.width && n < maxCellLines && t.i+1 < len(t.lines); n++ {
		t.i++
		line := strings.TrimSpace(t.lines[t.i])
		more, _ := pipeCells(line)
		switch {
		case line == "":
		case !endsWithPipe(line):
			words = append(words, line)
		default:
			if len(more) > 0 && len(words) > 0 {
				more[0] = strings.TrimSpace(strings.Join(append(words, more[0]), "\n"))
			}
			cells, words, n = append(cells, more...), nil, 0
		}
	}
	if len(cells) < t.width {
		return nil
	}
	return cells
}

// add appends a row. What it has more than the header is part of the last cell.
func (t *pipeReader) add(cells []string, at int) {
	if len(cells) > t.width {
		cells = append(cells[:t.width-1:t.width-1], strings.Join(cells[t.width-1:], " | "))
	}
	t.rows = append(t.rows, flatRow{at, cells})
}

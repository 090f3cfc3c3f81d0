package vendorpage

import (
	"regexp"
	"strings"
	"unicode"
)

// plainShapes reads what plain text has no marks for, starting in line i, and returns how many lines it has: tables
// whose cells are separated by tabs, aligned in columns or on lines of their own, and lists of codes without list
// marks.
func (r *mdReader) plainShapes(i int) (int, error) {
	if n := r.indented(i); n > 0 {
		return n, nil
	}
	if n := r.tabbed(i); n > 0 {
		return n, nil
	}
	if n := r.aligned(i); n > 0 {
		return n, nil
	}
	if !r.bare {
		return 0, nil
	}
	if n := r.stackedCells(i); n > 0 {
		return n, nil
	}
	return r.codeLines(i), nil
}

// emit ends the open paragraph and adds a table of plain rows.
func (r *mdReader) emit(t *table) {
	r.end()
	r.outline.table(t)
}

func (r *mdReader) plainRow(i int, cells []string) row {
	return row{line: r.number(i), cells: r.parseCells(cells)}
}

// tabbed reads lines with the same number of tabs: a table copied from a browser.
func (r *mdReader) tabbed(i int) int {
	tabs := strings.Count(strings.Trim(r.lines[i], "\t"), "\t")
	if tabs == 0 || strings.HasPrefix(r.lines[i], "\t") {
		return 0
	}
	t := &table{line: r.number(i), shape: "table"}
	n := 0
	for ; i+n < len(r.lines) && n < MaxRows; n++ {
		line := r.lines[i+n]
		if strings.Count(line, "\t") < tabs || strings.HasPrefix(line, "\t\t") {
			break
		}
		t.rows = append(t.rows, r.plainRow(i+n, strings.Split(line, "\t")))
	}
	if n < 2 {
		return 0
	}
	t.head = headRows(t)
	r.emit(t)
	return n
}

var (
	columnGap  = regexp.MustCompile(`\s{2,}`)
	columnRule = regexp.MustCompile(`^\s*[-=]{2,}(?:\s+[-=]{2,})+\s*$`)
)

// aligned reads a table whose columns are aligned with spaces. A line that is indented more continues the row
// above.
func (r *mdReader) aligned(i int) int {
	starts, skip := r.columnStarts(i)
	if starts == nil {
		return 0
	}
	t := &table{line: r.number(i), shape: "table"}
	var raw [][]string
	var at []int
	n := skip
	const probe = 12 // rows after which a table without codes is given up
	for ; i+n < len(r.lines) && len(raw) <= MaxRows; n++ {
		if skip == 0 && t.head == 0 && len(raw) == probe && !columnsHoldCodes(raw) {
			return 0
		}
		line := strings.TrimRight(r.lines[i+n], " \t")
		if c := firstByte(line); (c == '-' || c == '=') && columnRule.MatchString(line) {
			if len(raw) > 0 && t.head == 0 {
				t.head = len(raw)
				continue
			}
			n++
			break
		}
		cells := cutColumns(line, starts)
		if cells == nil {
			cells = cutGaps(line, starts)
		}
		if cells == nil {
			break
		}
		if cells[0] == "" && len(raw) > 0 {
			last := raw[len(raw)-1]
			for k := range cells {
				last[k] = strings.TrimSpace(last[k] + " " + cells[k])
			}
			continue
		}
		raw, at = append(raw, cells), append(at, i+n)
	}
	if len(raw) < 3 || skip == 0 && !columnsHoldCodes(raw) {
		return 0
	}
	for k, cells := range raw {
		t.rows = append(t.rows, r.plainRow(at[k], cells))
	}
	if t.head == 0 {
		t.head = headRows(t)
	}
	r.emit(t)
	return n
}

// columnStarts returns where the columns of a table that starts in line i begin: below a rule of hyphens, or where
// several lines have their gaps. skip is the number of lines before the first row.
func (r *mdReader) columnStarts(i int) (starts []int, skip int) {
	lines := r.lines[i:]
	for k := 0; k < 2 && k < len(lines); k++ {
		if c := firstByte(lines[k]); (c == '-' || c == '=') && columnRule.MatchString(lines[k]) {
			for _, m := range ruleDashes.FindAllStringIndex(lines[k], -1) {
				starts = append(starts, m[0])
			}
			return starts, 1 - k
		}
	}
	in := indentOf(lines[0])
	if len(lines) < 3 || !strings.Contains(lines[0][in:], "  ") {
		return nil, 0
	}
	starts = []int{in}
	for _, m := range columnGap.FindAllStringIndex(strings.TrimRight(lines[0][in:], " "), -1) {
		starts = append(starts, in+m[1])
	}
	if len(starts) == 1 {
		return nil, 0
	}
	codes := 0
	for _, line := range lines[1:3] {
		cells := cutColumns(line, starts)
		if cells == nil {
			return nil, 0
		}
		if codeShape(cells[0]) >= fair || codeShape(cells[1]) >= fair {
			codes++
		}
	}
	if codes == 0 {
		return nil, 0
	}
	return starts, 0
}

var ruleDashes = regexp.MustCompile(`[-=]{2,}`)

// cutColumns cuts a line into columns, nil for a line that does not fit them.
func cutColumns(line string, starts []int) []string {
	if strings.TrimSpace(line) == "" || strings.Contains(line, "\t") {
		return nil
	}
	cells := make([]string, len(starts))
	from := starts[0]
	if from > len(line) || strings.TrimSpace(line[:from]) != "" {
		return nil
	}
	for k := range starts {
		to := len(line)
		if k+1 < len(starts) && starts[k+1] < len(line) {
			if to = wordStart(line, starts[k+1]); to <= from {
				return nil
			}
		}
		cells[k] = strings.TrimSpace(line[from:to])
		if from = to; to == len(line) {
			break
		}
	}
	if cells[0] != "" && len(line) <= starts[1] {
		return nil
	}
	return cells
}

// cutGaps cuts a line that starts with a code and has as many gaps as there are columns, because a long cell pushes
// those after it out of their columns. It returns nil for other lines.
func cutGaps(line string, starts []int) []string {
	if strings.Contains(line, "\t") || indentOf(line) != starts[0] {
		return nil
	}
	cells := columnGap.Split(strings.TrimSpace(line), -1)
	if len(cells) != len(starts) || codeShape(cells[0]) < fair {
		return nil
	}
	return cells
}

// wordStart returns where a cell starts in a column: there, or before it if numbers are right-aligned. It is 0 if
// the line does not fit the column.
func wordStart(line string, column int) int {
	at := column
	for at > 0 && line[at-1] != ' ' {
		at--
	}
	if at < column && (at < 2 || line[at-2] != ' ') {
		return 0
	}
	return at
}

func columnsHoldCodes(raw [][]string) bool {
	codes := 0
	for _, cells := range raw {
		if codeShape(cells[0]) >= fair || len(cells) > 1 && codeShape(cells[1]) >= fair {
			codes++
		}
	}
	return codes >= 2 && codes*3 >= len(raw)*2
}

// headRows returns 1 if the first row of a table reads like a header, 0 if it reads like data.
func headRows(t *table) int {
	if len(t.rows) < 2 {
		return 0
	}
	known, codes := 0, 0
	for _, c := range t.rows[0].cells {
		words := c.line()
		if classify(words) != headerUnknown {
			known++
		}
		if codeShape(words) >= fair && classify(words) == headerUnknown {
			codes++
		}
	}
	if known > 0 && codes == 0 {
		return 1
	}
	return 0
}

// codeLines reads lines that start with a code and continue in words. Three in a row are a list.
func (r *mdReader) codeLines(i int) int {
	const enough = 3
	t := &table{line: r.number(i), shape: "lines"}
	n, last := 0, 0
	for ; i+n < len(r.lines) && len(t.rows) <= MaxRows; n++ {
		line := strings.TrimSpace(r.lines[i+n])
		if line == "" {
			if n == last+1 {
				continue // one blank line between two codes
			}
			break
		}
		code, rest, ok := codeLine(line)
		if k := len(t.rows); !ok && k > 0 && last == n-1 && indentOf(r.lines[i+n]) > indentOf(r.lines[i]) {
			cells := t.rows[k-1].cells // the row continues
			cells[1] = append(cells[1], r.parseCell(" "+line)...)
			last = n
			continue
		}
		if !ok {
			break
		}
		t.rows = append(t.rows, r.plainRow(i+n, []string{code, rest}))
		last = n
	}
	if len(t.rows) < enough {
		return 0
	}
	r.emit(t)
	return last + 1
}

var lineParts = regexp.MustCompile(`^(\S+?)(?:\s*[:–—=-]\s+|\s+[-–—:=]?\s*)(\S.*\s\S.*)$`)

// codeLine cuts a line after the code that it starts with.
func codeLine(line string) (code, rest string, ok bool) {
	first, _, _ := strings.Cut(line, " ")
	if codeShape(strings.TrimRight(first, ":")) < fair {
		return "", "", false
	}
	m := lineParts.FindStringSubmatch(line)
	if m == nil {
		return "", "", false
	}
	sh := codeShape(m[1])
	if sh == sure || sh == fair && (integer.MatchString(m[1]) || strings.Contains(line[len(m[1]):min(len(line), len(m[1])+3)], "-") || strings.HasPrefix(line[len(m[1]):], ":")) {
		return m[1], m[2], true
	}
	return "", "", false
}

// looksLikeHeading reports whether line i of a page without marks is a heading: a few words without the end of a
// sentence, followed by text.
func (r *mdReader) looksLikeHeading(i int) bool {
	line := strings.TrimSpace(r.lines[i])
	words := strings.Fields(line)
	if len(line) > 80 || len(words) > 9 || strings.ContainsAny(line[len(line)-1:], ".,;:!?|\\") || strings.Contains(line, "://") ||
		strings.Contains(line, "|") || strings.IndexFunc(line, unicode.IsLetter) < 0 {
		return false
	}
	if i > 0 {
		above := strings.TrimSpace(r.lines[i-1])
		if above == "-" || above == "*" || above == "•" { // an item with its mark on the line above
			return false
		}
	}
	return strings.TrimSpace(strings.Join(r.lines[i+1:min(i+4, len(r.lines))], "")) != ""
}

// ownParagraph reports whether line i of a page without marks starts a paragraph without a blank line before it:
// pages converted to text have one line for each paragraph.
func (r *mdReader) ownParagraph(i int) bool {
	above, line := strings.TrimSpace(r.lines[i-1]), strings.TrimSpace(r.lines[i])
	first := []rune(line)[0]
	if !unicode.IsUpper(first) && !unicode.IsDigit(first) && codeShape(strings.Fields(line)[0]) != fair {
		return false
	}
	return len(above) > 120 || strings.ContainsAny(above[len(above)-1:], ".:!?|") || len(above) < 60
}

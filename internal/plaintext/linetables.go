package plaintext

import (
	"slices"
	"strings"
	"unicode"

	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/pattern"
	"github.com/errdocs/errdocs/internal/terms"
)

// lineCell is a cell of a table that is a line of its own, as in a page that was copied or converted to text.
type lineCell struct {
	at   int
	text string
}

// lineRow is a row of such cells: some before its code, and some after it.
type lineRow struct{ start, code, end int }

func (r lineRow) after() int { return r.end - r.code - 1 }

// lineTables returns the tables with a line for each cell, by their first lines. Blank lines between cells mean nothing.
func lineTables(lines []string) map[int]flatTable {
	tables := map[int]flatTable{}
	var run []lineCell
	fence := ""
	for i, line := range append(lines, "```") {
		text := strings.TrimSpace(line)
		inside := strings.TrimSpace(strings.Trim(text, "|"))
		if f := fenceOf(line); f != "" || len(text) > maxLine || len(text) > 1 && isRule(line) || strings.Contains(inside, "|") || itemOf(inside) != nil && inside != "-" {
			if f != "" && (fence == "" || strings.HasPrefix(f, fence)) {
				fence = map[bool]string{true: f}[fence == ""]
			}
			addLineTables(tables, run)
			run = nil
			continue
		}
		if fence == "" && text != "" {
			run = append(run, lineCell{i, text})
		}
	}
	return tables
}

// lineCells returns the cells of lines: each line, or what is between pipes if these have lines of their own.
func lineCells(lines []lineCell) (cells []lineCell, piped bool) {
	alone := slices.DeleteFunc(slices.Clone(lines), func(l lineCell) bool { return l.text != "|" })
	piped = len(alone) >= minLineRows
	open := false
	for _, l := range lines {
		text, closed := strings.CutSuffix(l.text, "|")
		text = strings.TrimSpace(strings.TrimPrefix(text, "|"))
		switch {
		case !piped && text != "":
			cells = append(cells, cellsOfLine(l.at, text)...)
		case piped && open:
			last := &cells[len(cells)-1]
			last.text = joined(last.text, " ", text)
		case piped:
			cells = append(cells, lineCell{l.at, text})
		}
		open = !closed
	}
	return cells, piped
}

var (
	// glued matches a code and its HTTP status without the gap between their cells, before what else was in the row.
	glued       = pattern.New(`^([A-Z]+(?:_[A-Z0-9]*[A-Z])+|[A-Z]{8,}) ?([1-5][0-9]{2})(?: ?([A-Z][A-Za-z]* .*))?$`)
	codeAndName = pattern.New(`^(\S+) (\S+)(?: (.*))?$`)
)

// cellsOfLine returns a line as one cell, or more if it starts with a code and its number: "7 CARD_LOST The card is lost."
func cellsOfLine(i int, text string) (cells []lineCell) {
	m := glued.FindStringSubmatch(text)
	if m == nil {
		if m = codeAndName.FindStringSubmatch(text); m == nil || terms.CodeShape(m[1]) < terms.Fair || terms.CodeShape(m[2]) < terms.Sure {
			return []lineCell{{i, text}}
		}
	}
	for _, c := range m[1:] {
		if c != "" {
			cells = append(cells, lineCell{i, c})
		}
	}
	return cells
}

const (
	minLineRows  = 3
	maxLineCells = 8 // of a row
	// maxLineTables is how many tables are read of lines that follow each other: each looks at all below it.
	maxLineTables = 100
)

// addLineTables adds the tables in a run of lines.
func addLineTables(tables map[int]flatTable, lines []lineCell) {
	run, piped := lineCells(lines)
	for range maxLineTables {
		if len(run) <= minLineRows {
			return
		}
		t, used := readLineTable(run, piped)
		if len(t.rows) > 0 {
			tables[t.rows[0].at] = t
		}
		run = run[used:]
	}
}

// lineTable is a table in a run of cells: each row has cells before its code and after it.
type lineTable struct {
	run           []lineCell
	rows          []lineRow
	before, after int
}

// readLineTable reads the first table of a run, and returns how many cells it has used.
func readLineTable(run []lineCell, piped bool) (t flatTable, used int) {
	l := lineTable{run: run}
	codes := lineCodes(run)
	if len(codes) < minLineRows {
		return t, len(run)
	}
	if l.rowsAreLines(codes) {
		l.readLines(codes)
	} else {
		l.readRows(codes)
	}
	used = l.rows[len(l.rows)-1].end
	width := l.before + 1 + l.after
	for ; piped && l.after > 0 && used+width <= len(run); used += width { // rows whose codes are none by their looks
		l.rows = append(l.rows, lineRow{used, used + l.before, used + width})
	}
	if len(l.rows) < minLineRows || l.after == 0 {
		return t, used
	}
	if head := l.head(width); head != nil {
		t.head, t.rows = 1, append(t.rows, flatRow{head[0].at, textsOf(head)})
	}
	texts := 0
	for _, r := range l.rows {
		cells := l.cells(r)
		for k := 0; k < l.before && cells[k] == "" && len(t.rows) > t.head; k++ { // a cell of several rows
			cells[k] = t.rows[len(t.rows)-1].cells[k]
		}
		if slices.ContainsFunc(cells[l.before+1:], func(s string) bool { return strings.Contains(s, " ") }) {
			texts++
		}
		t.rows = append(t.rows, flatRow{run[r.start].at, cells})
	}
	if texts*3 < len(l.rows)*2 && t.head == 0 {
		return flatTable{}, used
	}
	t.n = run[used-1].at + 1 - t.rows[0].at
	return t, used
}

// head returns the header cells above the first row, nil if there are none: as many lines, or one with a word for each.
func (l *lineTable) head(width int) (cells []lineCell) {
	first := l.rows[0].start
	if first > 0 && len(strings.Fields(l.run[first-1].text)) == width {
		cells = lists.Each(strings.Fields(l.run[first-1].text), func(word string) lineCell { return lineCell{l.run[first-1].at, word} })
	}
	if cells == nil || !namesCodes(cells[l.before].text) {
		cells = l.run[max(first-width, 0):first]
	}
	if len(cells) == width && headsBelow(cells) && namesCodes(cells[l.before].text) {
		return cells
	}
	return nil
}

// cells returns the cells of a row, as many as the table has columns.
func (l *lineTable) cells(r lineRow) []string {
	cells := append(make([]string, l.before-(r.code-r.start)), textsOf(l.run[r.start:r.code+1])...)
	more := joinLongest(textsOf(l.run[r.code+1:r.end]), l.after)
	return append(append(cells, more...), make([]string, l.after-len(more))...)
}

// rowsAreLines reports whether most lines with a code and other cells have its text.
func (l *lineTable) rowsAreLines(codes []int) bool {
	lines, texts := 0, 0
	for _, code := range codes {
		end := l.lineEnd(code)
		if end > code+1 || code > 0 && l.run[code-1].at == l.run[code].at {
			lines++
		}
		if end > code+1 && !isLead(l.run[end-1].text) {
			texts++
		}
	}
	return lines >= minLineRows && texts*2 > lines
}

// lineEnd returns the index after the last cell of the line of cell k.
func (l *lineTable) lineEnd(k int) int {
	end := k + 1
	for end < len(l.run) && l.run[end].at == l.run[k].at {
		end++
	}
	return end
}

// readLines finds the rows of codes whose lines have all of a row.
func (l *lineTable) readLines(codes []int) {
	for _, code := range codes {
		r := lineRow{code, code, l.lineEnd(code)}
		for r.start > 0 && l.run[r.start-1].at == l.run[code].at {
			r.start--
		}
		if r.end-r.start == 1 {
			continue
		}
		l.rows = append(l.rows, r)
		l.before, l.after = max(l.before, r.code-r.start), max(l.after, r.after())
	}
}

// readRows finds the rows of codes whose cells are lines.
func (l *lineTable) readRows(codes []int) {
	l.findRows(codes)
	for n := usual(l.rows); len(codes) > minLineRows && (l.rows[0].after() == 0 || l.rows[0].after() > n+2); { // a word above the table
		l.rows, codes = l.rows[1:], codes[1:]
	}
	for l.before < 3 && leads(l.run, codes, l.before+1) {
		l.before++
	}
	l.findRows(codes)
	l.after = usual(l.rows)
	l.findRows(l.withWords())
	for k := range l.rows { // what is no row ends the table
		if r := &l.rows[k]; r.after() > l.after && l.endsAt(k) {
			r.end = r.code + 1 + l.after
			l.rows = l.rows[:k+1]
			return
		}
	}
}

// endsAt reports whether row k, which has more cells than others, is the last of the table: below it are other texts, or the
// header or rows of another table.
func (l *lineTable) endsAt(k int) bool {
	r, below := l.rows[k], l.rows[k+1:]
	return len(below) == 0 || r.after() > maxLineCells || headsBelow(l.run[r.code+1+l.after:r.end]) ||
		len(below) >= minLineRows && usual(below) != l.after
}

// lineCodes returns the cells of a run that are its codes: those of the style that differ most from each other.
func lineCodes(run []lineCell) (codes []int) {
	var styles []string // in the order in which they come
	cells, different := map[string][]int{}, map[string]map[string]bool{}
	for k, c := range run {
		style := lineStyle(c.text)
		if cells[style] == nil {
			styles, different[style] = append(styles, style), map[string]bool{}
		}
		cells[style] = append(cells[style], k)
		different[style][c.text] = true
	}
	most := 0
	for _, style := range styles {
		if n := len(different[style]); style != "" && n > most && n*10 >= len(cells[style])*8 {
			most, codes = n, cells[style]
		}
	}
	return codes
}

// statusWords matches HTTP statuses with their words: "403 - Forbidden".
var statusWords = pattern.New(`^[1-5][0-9]{2}(?:, ?[1-5][0-9]{2})* ?[-–:] \S`)

// lineStyle is how a code is written, "" for what is none. Names with digits are apart from those without: they may be in
// columns of their own.
func lineStyle(s string) string {
	switch {
	case statusWords.MatchString(s):
		return "status"
	case terms.CodeShape(s) < terms.Fair || terms.NoValue(s):
		return ""
	case terms.Style(s) != "number" && unicode.IsDigit(rune(s[len(s)-1])):
		return terms.Style(s) + " with number"
	}
	return terms.Style(s)
}

// findRows makes rows of codes, each to the start of the next.
func (l *lineTable) findRows(codes []int) {
	l.rows = nil
	for k, code := range codes {
		start := rowStart(l.run, code, l.before)
		if k > 0 {
			start = max(start, codes[k-1]+1)
			l.rows[k-1].end = start
		}
		l.rows = append(l.rows, lineRow{start, code, len(l.run)})
	}
}

func rowStart(run []lineCell, code, before int) int {
	start := code
	for start > 0 && code-start < before && isLead(run[start-1].text) {
		start--
	}
	return start
}

// withWords returns the codes with those between them that look like any words: "Declined" among "DoNotHonor".
func (l *lineTable) withWords() (codes []int) {
	least := 0 // where such a row can start
	for _, r := range l.rows {
		for end := r.start; end-l.after-1 >= least; {
			code := end - l.after - 1
			start := rowStart(l.run, code, l.before)
			fits := start == least && len(strings.Fields(l.run[code].text)) < 3
			if terms.CodeShape(l.run[code].text) != terms.Weak && !fits || len(codes) == 0 && start == code || headsBelow(l.run[start:end]) {
				break
			}
			codes = append(codes, code)
			end = start
		}
		codes = append(codes, r.code)
		least = r.code + 1 + l.after
	}
	slices.Sort(codes)
	return codes
}

// isLead reports whether a cell can be before a code: a status, or another code.
func isLead(s string) bool { return terms.CodeShape(s) >= terms.Fair || terms.NoValue(s) }

// leads reports whether the cells so far before the codes belong to their rows: the first has one, and not only by chance.
func leads(run []lineCell, codes []int, d int) bool {
	n := 0
	for k, code := range codes {
		if at := code - d; at >= 0 && (k == 0 || at > codes[k-1]) && isLead(run[at].text) {
			n++
		} else if k == 0 {
			return false
		}
	}
	return n*5 >= len(codes)*2
}

// usual returns how many cells most rows have after the code.
func usual(rows []lineRow) (most int) {
	counts := map[int]int{}
	for _, r := range rows[:len(rows)-1] {
		if counts[r.after()]++; counts[r.after()] > counts[most] {
			most = r.after()
		}
	}
	return min(most, maxLineCells)
}

// headsBelow reports whether the last cells are headers: short, and more than half of them known.
func headsBelow(cells []lineCell) bool {
	short, known := 0, 0
	for _, c := range slices.Backward(cells) {
		if len(c.text) > 40 || strings.ContainsAny(c.text, ".,;") || terms.CodeShape(c.text) >= terms.Fair && terms.Classify(c.text) == terms.Unknown {
			break
		}
		if short++; terms.Classify(c.text) != terms.Unknown {
			known++
		}
	}
	return known > 1 && known*2 > short
}

// aboveCodes are the kinds of headers that can be those of codes.
var aboveCodes = map[terms.Field]bool{terms.Code: true, terms.StatusCode: true, terms.Maybe: true, terms.Name: true, terms.Number: true, terms.HTTP: true, terms.GRPC: true}

// namesCodes reports whether a known header can be above codes.
func namesCodes(header string) bool {
	return aboveCodes[terms.Classify(header)]
}

func textsOf(cells []lineCell) (texts []string) {
	return lists.Each(cells, func(c lineCell) string { return c.text })
}

// joinLongest joins the longest cell with the next until there are few enough: it has several paragraphs.
func joinLongest(cells []string, most int) []string {
	for len(cells) > most {
		longest := 0
		for k, c := range cells[:len(cells)-1] {
			if len(c)+len(cells[k+1]) > len(cells[longest])+len(cells[longest+1]) {
				longest = k
			}
		}
		cells[longest] = joined(cells[longest], "\n", cells[longest+1])
		cells = slices.Delete(cells, longest+1, longest+2)
	}
	return cells
}

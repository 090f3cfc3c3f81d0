package vendorpage

import (
	"regexp"
	"strings"
)

var (
	delimiterRow = regexp.MustCompile(`^[\s>]*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$`)
	boxRule      = regexp.MustCompile(`^\s*[|+]?(?:[-=]{2,}[+|])+[-=]*[|+]?\s*$`)
)

// pipeReader reads a table whose cells end with pipes. In pages that were converted to text, a row can be spread
// over several lines: while cells are missing, the next lines belong to it.
type pipeReader struct {
	lines []string
	i     int // the next line
	rows  []flatRow
	width int
}

// pipeTable writes such a table and returns how many lines it has.
func (r *flatReader) pipeTable(i int) int {
	t := &pipeReader{lines: r.lines, i: i}
	if !t.header() {
		return 0
	}
	head := len(t.rows)
	t.body()
	n := t.i - i
	if len(t.rows) == 0 {
		return n
	}
	r.putTable(i, t.rows, head)
	return n
}

// isBox reports whether a line is drawn: +----+----+.
func isBox(line string) bool {
	c := firstByte(line)
	return (c == '+' || c == '|' || c == '-' || c == '=') && boxRule.MatchString(line)
}

// isRule reports whether a line is the one between header and rows of a table.
func isRule(line string) bool {
	return strings.Contains(line, "-") && strings.Trim(line, "- \t|:>") == "" && delimiterRow.MatchString(line)
}

// ruleWidth returns how many columns a rule has.
func ruleWidth(line string) int {
	return strings.Count(strings.Trim(strings.TrimSpace(line), "|"), "|") + 1
}

// pipeCells splits a line. whole means that the line is a row by itself: it starts with a pipe.
func pipeCells(line string) (cells []string, whole bool) {
	line = strings.TrimSpace(line)
	for strings.HasPrefix(line, ">") {
		line = strings.TrimSpace(line[1:])
	}
	if line == "|" {
		return []string{""}, false
	}
	if whole = len(line) > 1 && line[0] == '|'; whole {
		line = line[1:]
	}
	start := 0
	for k := 0; k < len(line); k++ {
		switch line[k] {
		case '\\':
			k++
		case '`': // a pipe in a code span is part of it, whatever GitHub makes of it
			if n := codeRun(line[k:]); n > 0 && !strings.Contains(line[k:k+n], " | ") {
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

// codeRun returns the length of the code span at the start of a string, 0 if it does not end in the next 4 kB.
func codeRun(s string) int {
	const far = 4 << 10
	fence := s[:len(s)-len(strings.TrimLeft(s, "`"))]
	s = s[:min(len(s), far)]
	for at := len(fence); at < len(s); {
		i := strings.Index(s[at:], fence)
		if i < 0 {
			return 0
		}
		end := at + i + len(fence)
		if end == len(s) || s[end] != '`' {
			return end
		}
		for at = end; at < len(s) && s[at] == '`'; {
			at++
		}
	}
	return 0
}

func endsWithPipe(line string) bool {
	line = strings.TrimRight(line, " \t")
	return strings.HasSuffix(line, "|") && !strings.HasSuffix(line, `\|`)
}

// header reads the header row in any of its forms, and reports whether there is a table.
func (t *pipeReader) header() bool {
	lines := t.lines[t.i:]
	cells, whole := pipeCells(lines[0])
	next := ""
	if len(lines) > 1 {
		next = lines[1]
	}
	more, nextWhole := pipeCells(next)
	switch {
	case isRule(lines[0]): // a rule without a header above
		t.width = ruleWidth(lines[0])
		t.i++
		return t.width > 1 && strings.Contains(next, "|")
	case isRule(next):
		t.width = max(len(cells), ruleWidth(next))
		t.add(cells, t.i)
		t.i += 2
	case t.stacked(lines):
	case len(cells) >= 2 && (whole && nextWhole && len(more) == len(cells) && !isBox(next) || !whole && endsWithPipe(lines[0]) && endsWithPipe(next)):
		t.width = len(cells)
		t.add(cells, t.i)
		t.i++
	default:
		return false
	}
	return true
}

// maxStacked is the maximum number of lines of the header cells of a spread table.
const maxStacked = 24

// stacked reads header cells one below the other, with the rule after the last.
func (t *pipeReader) stacked(lines []string) bool {
	rule := 0
	var cells []string
	for rule < len(lines) && rule < maxStacked && endsWithPipe(lines[rule]) && !isRule(lines[rule]) {
		more, whole := pipeCells(lines[rule])
		if whole {
			return false
		}
		cells = append(cells, more...)
		rule++
	}
	if rule == 0 || rule == len(lines) || !isRule(lines[rule]) || ruleWidth(lines[rule]) < 2 || ruleWidth(lines[rule]) != len(cells) {
		return false
	}
	t.width = len(cells)
	t.add(cells, t.i)
	t.i += rule + 1
	return true
}

// maxCellLines is the maximum number of lines of a cell of a spread row.
const maxCellLines = 40

// body reads the rows below the header.
func (t *pipeReader) body() {
	for t.i < len(t.lines) {
		line := t.lines[t.i]
		if isBox(line) || isRule(line) && strings.Contains(line, "|") {
			t.i++
			continue
		}
		if !strings.Contains(line, "|") || firstByte(line) == '#' && atxHeading.MatchString(line) || fenceOf(line) != "" || len(t.rows) > MaxRows {
			return
		}
		at := t.i
		cells, whole := pipeCells(line)
		t.i++
		if !whole && len(cells) < t.width {
			if endsWithPipe(line) {
				cells = t.spread(cells)
			} else if len(cells) < 2 { // a line that has a pipe by chance
				cells = nil
			}
		}
		if cells == nil {
			t.i = at
			return
		}
		t.add(cells, at)
	}
}

// spread completes a row from the lines below. It returns nil if they are not a row.
func (t *pipeReader) spread(cells []string) []string {
	for len(cells) < t.width {
		more := t.spreadCell()
		if more == nil {
			return nil
		}
		cells = append(cells, more...)
	}
	return cells
}

func (t *pipeReader) spreadCell() []string {
	var words []string
	for n := 0; n < maxCellLines && t.i < len(t.lines); n++ {
		line := t.lines[t.i]
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
		more, _ := pipeCells(line)
		if len(more) > 0 && len(words) > 0 {
			more[0] = strings.TrimSpace(strings.Join(append(words, more[0]), "\n"))
		}
		return more
	}
	return nil
}

// add appends a row. What it has more than the header is part of the last cell.
func (t *pipeReader) add(cells []string, at int) {
	if len(cells) > t.width {
		cells = append(cells[:t.width-1:t.width-1], strings.Join(cells[t.width-1:], " | "))
	}
	t.rows = append(t.rows, flatRow{at, cells})
}

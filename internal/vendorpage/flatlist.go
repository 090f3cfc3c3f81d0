package vendorpage

import (
	"regexp"
	"strings"
)

// codeLines reads lines that start with a code and continue in words. Three in a row are a list.
func (r *flatReader) codeLines(i int) int {
	const enough = 3
	var rows []flatRow
	n, last := 0, 0
	for ; i+n < len(r.lines) && len(rows) <= MaxRows; n++ {
		line := strings.TrimSpace(r.lines[i+n])
		if line == "" {
			if n == last+1 {
				continue // one blank line between two codes
			}
			break
		}
		code, rest, ok := codeLine(line)
		if k := len(rows); !ok && k > 0 && last == n-1 && indentOf(r.lines[i+n]) > indentOf(r.lines[i]) {
			rows[k-1].cells[1] = joined(rows[k-1].cells[1], " ", line) // the row continues
			last = n
			continue
		}
		if !ok {
			break
		}
		rows = append(rows, flatRow{i + n, []string{code, rest}})
		last = n
	}
	if len(rows) < enough {
		return 0
	}
	r.putTable(i, rows, 0, "lines")
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

// indented reads a list whose terms are codes on lines of their own, with the meanings indented below: the style of
// specifications and manuals. It returns how many lines the list has.
func (r *flatReader) indented(i int) int {
	in := indentOf(r.lines[i])
	if !r.term(i) || r.indentBelow(i) <= in {
		return 0
	}
	var rows []flatRow
	end := i
	for k := i; k < len(r.lines); k++ {
		line := strings.TrimSpace(r.lines[k])
		if line == "" {
			continue
		}
		d, isTerm := indentOf(r.lines[k]), r.term(k) && r.indentBelow(k) > indentOf(r.lines[k])
		if d <= in && !(d == in && isTerm) {
			break
		}
		if d > in && isTerm {
			return 0 // a list inside, which is the one of the codes
		}
		if d == in {
			rows = append(rows, flatRow{k, []string{line, ""}})
		} else if meaning := &rows[len(rows)-1].cells[1]; *meaning != "" && strings.TrimSpace(r.lines[k-1]) == "" {
			*meaning = joined(*meaning, "\n", line)
		} else {
			*meaning = joined(*meaning, " ", line)
		}
		end = k + 1
	}
	if len(rows) < 2 {
		return 0
	}
	r.putTable(i, rows, 0, "list")
	return end - i
}

// term reports whether line i is only a code, perhaps with a few words or a number in brackets.
func (r *flatReader) term(i int) bool {
	line := strings.TrimSpace(r.lines[i])
	first, rest, _ := strings.Cut(line, " ")
	if len(line) > 60 || codeShape(strings.Trim(first, "`[]:")) < fair || integer.MatchString(line) {
		return false
	}
	rest = strings.TrimSpace(rest)
	return rest == "" || rest[0] == '(' && rest[len(rest)-1] == ')'
}

// indentBelow returns the indentation of the next line that is not blank, after at most one blank line.
func (r *flatReader) indentBelow(i int) int {
	for k := i + 1; k < len(r.lines) && k < i+3; k++ {
		if strings.TrimSpace(r.lines[k]) != "" {
			return indentOf(r.lines[k])
		}
	}
	return -1
}

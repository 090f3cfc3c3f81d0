package vendorpage

import "strings"

// indented reads a list whose terms are codes on lines of their own, with the meanings indented below: the style of
// specifications and manuals. It returns how many lines the list has.
func (r *mdReader) indented(i int) int {
	in := indentOf(r.lines[i])
	if !r.term(i) || r.indentBelow(i) <= in {
		return 0
	}
	var terms []int
	end := i
	for k := i; k < len(r.lines); k++ {
		line := r.lines[k]
		if strings.TrimSpace(line) == "" {
			continue
		}
		switch d := indentOf(line); {
		case d == in && r.term(k) && r.indentBelow(k) > in:
			terms = append(terms, k)
		case d <= in:
			return r.takeIndented(terms, end)
		case r.term(k) && r.indentBelow(k) > d:
			return 0 // a list inside, which is the one of the codes
		}
		end = k + 1
	}
	return r.takeIndented(terms, end)
}

// takeIndented adds the blocks of the terms at some lines, the last of which ends before line end.
func (r *mdReader) takeIndented(terms []int, end int) int {
	if len(terms) < 2 {
		return 0
	}
	r.end()
	for n, k := range terms {
		last := end
		if n+1 < len(terms) {
			last = terms[n+1]
		}
		r.add(block{kind: termBlock, line: r.number(k), text: parseInline(strings.TrimSpace(r.lines[k]), r.refs)})
		var meaning text
		for from := k + 1; from < last; {
			to := from
			for to < last && strings.TrimSpace(r.lines[to]) != "" {
				to++
			}
			if to > from {
				meaning = meaning.below(parseInline(joinTrimmed(r.lines[from:to]), r.refs))
			}
			from = to + 1
		}
		r.add(block{kind: definitionBlock, line: r.number(k), text: meaning})
	}
	return end - terms[0]
}

func joinTrimmed(lines []string) string {
	var b strings.Builder
	for _, line := range lines {
		b.WriteString(strings.TrimSpace(line))
		b.WriteByte('\n')
	}
	return b.String()
}

// term reports whether line i is only a code, perhaps with a few words or a number in brackets.
func (r *mdReader) term(i int) bool {
	line := strings.TrimSpace(r.lines[i])
	first, rest, more := strings.Cut(line, " ")
	if !more {
		return r.kindOf(i) == nameLine
	}
	if len(line) > 60 || codeShape(strings.Trim(first, "`[]:")) < fair || integer.MatchString(line) {
		return false
	}
	rest = strings.TrimSpace(rest)
	return rest == "" || rest[0] == '(' && rest[len(rest)-1] == ')'
}

// indentBelow returns the indentation of the next line that is not blank, after at most one blank line.
func (r *mdReader) indentBelow(i int) int {
	for k := i + 1; k < len(r.lines) && k < i+3; k++ {
		if strings.TrimSpace(r.lines[k]) != "" {
			return indentOf(r.lines[k])
		}
	}
	return -1
}

func indentOf(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

package prose

import (
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/terminal"
)

// fixedSpace is a space at which no line is broken, until wrap makes it an ordinary one. Markdown contains no NUL.
const fixedSpace = "\x00"

// wrap breaks a text into lines of at most width columns, and at newlines. A word that is longer has a line of its own,
// because an address must stay whole.
func wrap(text string, width int) []string {
	var lines []string
	for part := range strings.SplitSeq(text, "\n") {
		line, columns := "", 0
		for word := range strings.FieldsFuncSeq(part, func(r rune) bool { return r == ' ' }) {
			n := terminal.Columns(word)
			switch {
			case columns == 0 || n == 0:
				line, columns = line+word, columns+n
			case columns+1+n > width:
				lines = append(lines, line)
				line, columns = word, n
			default:
				line, columns = line+" "+word, columns+1+n
			}
		}
		lines = append(lines, line)
	}
	color := ""
	for i, line := range lines {
		line = color + strings.ReplaceAll(line, fixedSpace, " ")
		if at := strings.LastIndex(line, "\x1b"); at >= 0 {
			color = line[at : at+strings.Index(line[at:], "m")+1]
		}
		if color == colorEnd {
			color = ""
		} else if color != "" {
			line += colorEnd // it starts again on the next line
		}
		lines[i] = line
	}
	return lines
}

// colorEnd ends every color.
const colorEnd = "\x1b[0m"

// columnGap is between two columns of a table, minColumn what a column keeps where the table is too wide.
const (
	columnGap = 2
	minColumn = 12
)

// layOut returns the lines of a table of at most width columns. The widest columns give way first.
func layOut(rows [][]string, width int) []string {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], terminal.Columns(wrap(cell, width)[0]))
		}
	}
	narrow(widths, width-columnGap*(len(widths)-1))
	var lines []string
	for _, row := range rows {
		lines = append(lines, layOutRow(row, widths)...)
	}
	return lines
}

// narrow takes columns away until the sum fits.
func narrow(widths []int, most int) {
	for _, w := range widths {
		most -= w
	}
	for ; most < 0; most++ {
		widest := slices.Index(widths, slices.Max(widths))
		if widths[widest] <= minColumn {
			return
		}
		widths[widest]--
	}
}

func layOutRow(row []string, widths []int) []string {
	var lines []string
	start := 0
	for i, cell := range row {
		for at, part := range wrap(cell, widths[i]) {
			if at == len(lines) {
				lines = append(lines, "")
			}
			if gap := start - terminal.Columns(lines[at]); part != "" {
				lines[at] += strings.Repeat(" ", max(gap, min(i, 1))) + part // a space at least, after a long word
			}
		}
		start += widths[i] + columnGap
	}
	return lines
}

package vendorpage

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"
)

// separators are the characters between the fields of a CSV file, the most likely first.
const separators = ",;\t|"

// separator returns the separator that is most frequent in the first lines, outside of quotes.
func separator(src string) rune {
	count := map[rune]int{}
	quoted, lines := false, 0
sample:
	for _, r := range src[:min(len(src), 16<<10)] {
		switch {
		case r == '"':
			quoted = !quoted
		case quoted:
		case r == '\n':
			if lines++; lines > 20 {
				break sample
			}
		case strings.ContainsRune(separators, r):
			count[r]++
		}
	}
	best := ','
	for _, r := range separators {
		if count[r] > count[best] {
			best = r
		}
	}
	return best
}

func csvReader(src string) *csv.Reader {
	if rest, ok := strings.CutPrefix(src, "sep="); ok && len(rest) > 1 { // as Excel writes it
		_, src, _ = strings.Cut(rest, "\n")
	}
	r := csv.NewReader(strings.NewReader(src))
	r.Comma = separator(src)
	r.FieldsPerRecord = -1
	r.LazyQuotes = true
	return r
}

// looksLikeCSV reports whether the first lines have the same number of fields and the first line has known headers.
func looksLikeCSV(head string) bool {
	r := csvReader(head)
	first, err := r.Read()
	if err != nil || len(first) < 2 {
		return false
	}
	code := false
	for _, f := range first {
		code = code || classify(f).isCode()
		if len(f) > 60 {
			return false
		}
	}
	same, all := 0, 0
	for all < 5 {
		fields, err := r.Read()
		if err != nil {
			break
		}
		all++
		if len(fields) == len(first) {
			same++
		}
	}
	return code && same > 0 && same >= all-1
}

func readCSV(p *Page, src string) error {
	r := csvReader(src)
	t := &table{line: 1, shape: "table"}
	for {
		fields, err := r.Read()
		if err == io.EOF {
			break
		}
		var wrong *csv.ParseError
		if errors.As(err, &wrong) {
			return &Error{Message: "line " + itoa(wrong.Line) + " is not CSV: " + wrong.Err.Error(), Hint: "save the table again as CSV, or name the format with --from"}
		} else if err != nil {
			return err
		}
		if len(t.rows) > MaxRows {
			return limit("split the file", "the file has more than %d rows", MaxRows)
		}
		line, _ := r.FieldPos(0)
		row := row{line: line}
		for _, f := range fields {
			row.cells = append(row.cells, csvCell(f))
		}
		t.rows = append(t.rows, row)
	}
	skipPreamble(t)
	t.square()
	(&outline{page: p}).table(t)
	return nil
}

// csvCell makes a text of a field. Each line is a paragraph.
func csvCell(s string) text {
	var b inline
	for line := range strings.SplitSeq(s, "\n") {
		b.begin(newParagraph, 0)
		b.add(strings.TrimSpace(line), 0, "")
	}
	return b.take()
}

// skipPreamble drops lines before the headers: a title, a date, empty lines.
func skipPreamble(t *table) {
	width := 0
	for _, r := range t.rows {
		width = max(width, len(r.cells))
	}
	for len(t.rows) > 1 {
		filled := 0
		for _, c := range t.rows[0].cells {
			if c.line() != "" {
				filled++
			}
		}
		if filled >= 2 || width < 2 {
			return
		}
		t.rows = t.rows[1:]
	}
}

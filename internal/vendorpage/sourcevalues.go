package vendorpage

import (
	"regexp"
	"slices"
	"strings"
	"text/scanner"

	"github.com/errdocs/errdocs/content"
)

// declare adds the row of a declaration.
func (r *sourceReader) declare(st *statement, b *sourceBlock, name string, values []token) {
	is := func(kind rune, text string) func(token) bool {
		return func(t token) bool { return t.kind == kind && (text == "" || t.text == text) }
	}
	cells := cellsOf(values, "", nil, r.statuses)
	if slices.ContainsFunc(values, is(scanner.Ident, "iota")) {
		b.auto = true
		b.next, _ = whole(firstOf(cells[FieldNumber], "0"))
		cells = map[Field]string{}
		values = nil
	} else if slices.ContainsFunc(values, is('|', "")) {
		cells[FieldNumber] = r.union(values)
	}
	n, counted := whole(cells[FieldNumber])
	switch {
	case len(cells) == 0 && !(len(values) == 0 && (b.auto || b.enum)):
		return
	case counted && b.enum:
		b.auto, b.next = true, n+1
	case len(values) == 0 && (b.auto || b.enum):
		cells[FieldNumber] = itoa(b.next)
		b.auto, b.next = true, b.next+1
	}
	if cells[FieldCode] != "" {
		cells[FieldName] = firstOf(cells[FieldName], name)
	}
	cells[FieldCode] = firstOf(cells[FieldCode], name)
	if cells[FieldHTTP] != "" && cells[FieldNumber] == "" && cells[FieldCode] == name && cells[FieldMessage] == "" {
		cells[FieldNumber], cells[FieldHTTP] = cells[FieldHTTP], ""
	}
	if n, ok := whole(cells[FieldNumber]); ok {
		r.known[name] = n
	}
	if name == "_" {
		return
	}
	cells[FieldMeaning] = strings.TrimSpace(cells[FieldMeaning] + "\n" + codeTag.ReplaceAllString(strings.Join(st.comment, "\n"), "$1"))
	row := row{line: st.tokens[0].line}
	for _, f := range sourceFields {
		row.cells = append(row.cells, linesText(paragraphBreaks.ReplaceAllString(cells[f], "$1 $2")))
	}
	b.table.rows = append(b.table.rows, row)
}

// paragraphBreaks are the line ends inside of a paragraph: blank lines end one.
var paragraphBreaks = regexp.MustCompile(`([^\n])\n([^\n])`)

// union returns the value of constants and numbers with | between them, "" if one is not known.
func (r *sourceReader) union(values []token) string {
	sum := 0
	for _, t := range values {
		n, ok := whole(t.text)
		if t.kind == scanner.Ident {
			n, ok = r.known[t.text]
		}
		if sum |= n; !ok && t.kind != '|' && t.kind != '=' {
			return ""
		}
	}
	return itoa(sum)
}

// cellsOf sorts the values of a declaration by their labels or looks.
func cellsOf(values []token, label string, cells map[Field]string, statuses bool) map[Field]string {
	if cells == nil {
		cells = map[Field]string{}
	}
	name, sign := label, ""
	for i := 0; i < len(values); i++ {
		t := values[i]
		next := token{}
		if i+1 < len(values) {
			next = values[i+1]
		}
		switch {
		case t.group != nil:
			cellsOf(t.group, name, cells, statuses)
		case t.kind == scanner.Ident && (next.kind == ':' || next.kind == '='):
			name = t.text
			continue
		case t.kind == scanner.Ident && i > 1 && values[i-1].kind == '.' && strings.HasPrefix(strings.ToLower(values[i-2].text), "http"):
			if n := statusNumbers[content.Fold(strings.TrimPrefix(t.text, "Status"))]; n != "" {
				cells[FieldHTTP] = n
			}
		case t.kind == scanner.Int:
			putValue(cells, name, "", sign+strings.ReplaceAll(t.text, "_", ""), statuses)
		case t.kind == scanner.String:
			var words string
			words, i = joinedStrings(values, i)
			putValue(cells, name, words, "", statuses)
		case t.kind == ',' || t.kind == ';':
			name = label
		}
		if sign = ""; t.kind == '-' {
			sign = "-"
		}
	}
	return cells
}

// joinedStrings returns the texts from token i on that are joined by plus signs or next to each other, and where the last
// is.
func joinedStrings(values []token, i int) (words string, last int) {
	for k, t := range values[i:] {
		switch t.kind {
		case scanner.String:
			words, last = words+t.text, i+k
		case '+', '\n', scanner.Comment:
		default:
			return words, last
		}
	}
	return words, last
}

// putValue puts a value where its label says, or else where it looks like.
func putValue(cells map[Field]string, label, words, number string, statuses bool) {
	f := classify(label).labeled()
	labeled := f != "" && f == FieldMessage
	status := len(number) == 3 && number[0] >= '1' && number[0] <= '5'
	switch {
	case f == FieldCode && number != "":
		f = FieldNumber
	case f != "":
	case number != "" && status && statuses && cells[FieldHTTP] == "":
		f = FieldHTTP
	case number != "":
		f = FieldNumber
	case codeShape(words) >= weak && label == "":
		f = FieldCode
	case label == "" || strings.Contains(words, " "):
		f = FieldMessage
	default:
		return
	}
	if f == FieldNumber && hexNumber.MatchString(number) {
		cells[FieldAlias] = number
	}
	if f == FieldNumber && status && cells[f] != "" {
		f = FieldHTTP
	}
	if was := cells[f]; words+number != "" && (was == "" || labeled) {
		cells[f] = words + number
	}
}

// message gives a text to the code with a name, or number, that is declared elsewhere. It reports whether there is one.
func (r *sourceReader) message(name, words string) (found bool) {
	column := func(f Field) int { return slices.Index(sourceFields, f) }
	for _, b := range r.blocks {
		for _, row := range b.table.rows[1:] {
			is := row.cells[column(FieldNumber)].line() == name && row.cells[0].line() != name || firstOf(row.cells[column(FieldName)].line(), row.cells[0].line()) == name && symbolic(name)
			if cell := &row.cells[column(FieldMessage)]; is && cell.empty() && words != "" {
				*cell, found = linesText(squeeze(words)), true
			}
		}
	}
	return found
}

// join gives the texts of a block with numbers as names to the codes with these numbers, and drops the constants that
// name codes elsewhere.
func (r *sourceReader) join() {
	names := map[string]bool{}
	for _, b := range r.blocks {
		for _, row := range b.table.rows[1:] {
			if name := row.cells[slices.Index(sourceFields, FieldName)].line(); name != row.cells[0].line() {
				names[name] = true
			}
		}
	}
	for _, b := range r.blocks {
		b.table.rows = slices.DeleteFunc(b.table.rows, func(row row) bool {
			return names[row.cells[0].line()] && row.line != b.table.line || integer.MatchString(row.cells[0].line()) && r.message(row.cells[0].line(), row.cells[slices.Index(sourceFields, FieldMessage)].line())
		})
	}
}

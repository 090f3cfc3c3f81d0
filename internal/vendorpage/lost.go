package vendorpage

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// lost returns what the rows or sections of a part say that reached no field of the entries made of them, and how many
// characters it has, with those of the columns that are left out.
func (a *part) lost(final map[string]*Entry) (n int, left []Left) {
	reached := map[int]map[string]bool{} // by line
	for _, e := range a.entries {
		if reached[e.Line] == nil {
			reached[e.Line] = map[string]bool{}
		}
		if kept := final[e.Code.Code]; kept != nil {
			kept.addReached(reached[e.Line])
		}
	}
	refused := map[int]bool{}
	for _, l := range a.left {
		refused[l.Line] = true
	}
	var known map[string]bool
	for _, r := range a.table.body() {
		if at := reached[r.line]; at != nil {
			known = at
		} else if a.sections[r.line] {
			continue
		}
		if refused[r.line] && reached[r.line] == nil {
			n += utf8.RuneCountInString(r.words())
			continue
		}
		words, ignored := a.unread(r, known)
		n += ignored + utf8.RuneCountInString(words)
		if words != "" {
			left = append(left, Left{r.line, "text", cut(words, 200), "it reached no field of " + r.cells[a.code].line()})
		}
	}
	return n, left
}

// unread returns the words of a row that are not known, and the number of characters in columns that are left out.
func (a *part) unread(r row, known map[string]bool) (words string, ignored int) {
	var list []string
	for i, c := range r.cells {
		if a.columns[i].Field == FieldIgnore && !r.across {
			ignored += utf8.RuneCountInString(c.line())
		} else if r.body == nil {
			list = append(list, unknownWords(c, known)...)
		}
	}
	for _, b := range r.body {
		if b.kind == tableBlock {
			for _, inner := range b.table.rows {
				list = append(list, unknownWords(flatten(inner.cells), known)...)
			}
		} else if b.kind != codeBlock {
			list = append(list, unknownWords(b.text, known)...)
		} else {
			list = append(list, strings.Fields(b.code)...)
		}
	}
	return strings.Join(list, " "), ignored
}

// unknownWords returns the words of a text that are not known. Labels are no facts.
func unknownWords(t text, known map[string]bool) (list []string) {
	for _, part := range t.split() {
		if _, rest, ok := splitLabel(part); ok {
			part = rest
		}
		line := part.line()
		if isLabel(line) {
			continue
		}
		for _, w := range strings.FieldsFunc(line, func(r rune) bool { return !isWord(r) }) {
			if !known[strings.ToLower(w)] && !noValue[strings.ToLower(line)] {
				list = append(list, w)
			}
		}
	}
	return list
}

// addReached adds all words that an entry has.
func (e *Entry) addReached(words map[string]bool) {
	all := []string{e.Code.Code, e.Signature, e.Name, e.Title, e.Summary, string(e.Description), string(e.GRPC), e.UserMessage.Say, string(e.Lifecycle.Status),
		e.Retry.Evidence, e.Retry.Note}
	all = slices.Concat(all, e.Message, e.Aliases, e.read)
	for _, status := range e.HTTP.Is {
		all = append(all, itoa(status), statusNames[itoa(status)], "http status")
	}
	if e.Number != nil {
		all = append(all, itoa(*e.Number))
	}
	for _, it := range append(e.Causes, e.Actions.Engineer...) {
		all = append(all, string(it.Text))
	}
	for _, d := range e.Discrepancies {
		all = append(all, string(d))
	}
	for w := range strings.FieldsSeq(plainWords(all)) {
		words[w] = true
	}
}

// unused lists items, terms and paragraphs that start with a code and are in no part.
func (p *Page) unused(parts []*part) (left []Left) {
	used := map[int]bool{} // lines
	for _, a := range parts {
		for _, r := range a.table.rows {
			used[r.line] = true
			for _, b := range r.body {
				used[b.line] = true
			}
		}
	}
	for _, b := range p.blocks {
		if b.kind != itemBlock && b.kind != termBlock && b.kind != paragraphBlock || used[b.line] || len(b.text) == 1 && (b.text[0].style != 0 || b.text[0].link != "") {
			continue
		}
		code, _ := splitItem(b.text)
		if code == nil {
			continue
		}
		if list := findCodes(code); len(list) == 1 && (list[0].number != nil || list[0].shape == sure && !doubtful(list[0].code)) {
			left = append(left, Left{b.line, "text", cut(b.text.line(), 80), "it starts with what looks like a code"})
		}
	}
	return left
}

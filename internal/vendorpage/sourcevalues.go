package vendorpage

import (
	"slices"
	"strings"
	"text/scanner"

	"github.com/errdocs/errdocs/content"
)

// declare adds a declaration with its values.
func (r *sourceReader) declare(st []token, b *sourceBlock, name string, values []token) {
	facts := map[Field]string{}
	if slices.ContainsFunc(values, func(t token) bool { return t.text == "iota" }) {
		b.auto, b.next, values = true, 0, nil
	} else if r.valuesOf(values, "", facts); slices.ContainsFunc(values, func(t token) bool { return t.kind == '|' }) {
		facts[FieldNumber] = r.union(values)
	}
	n, counted := whole(facts[FieldNumber])
	switch counts := len(values) == 0 && (b.auto || b.enum); {
	case len(facts) == 0 && !counts:
		return
	case counts:
		n, counted, facts[FieldNumber] = b.next, true, itoa(b.next)
		fallthrough
	case counted && b.enum:
		b.auto, b.next = true, n+1
	}
	if facts[FieldCode] != "" {
		facts[FieldName] = firstOf(facts[FieldName], name)
	}
	facts[FieldCode] = firstOf(facts[FieldCode], name)
	if counted {
		r.known[name] = n
	}
	if name != "_" {
		facts[FieldMeaning] = strings.TrimSpace(facts[FieldMeaning] + "\n" + r.comments(st))
		b.codes = append(b.codes, &declared{name, st[0].line, facts})
	}
}

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

// valuesOf sorts the values of a declaration by their labels or looks.
func (r *sourceReader) valuesOf(values []token, label string, facts map[Field]string) {
	name, sign := label, ""
	at := func(i int) (t token) {
		if i < len(values) {
			t = values[i]
		}
		return t
	}
	for i := 0; i < len(values); i++ {
		t, next := values[i], at(i+1)
		switch {
		case t.group != nil:
			r.valuesOf(t.group, name, facts)
		case t.kind == scanner.Ident && (next.kind == ':' || next.kind == '='):
			name = t.text
			continue
		case t.kind == scanner.Ident && i > 1 && values[i-1].kind == '.' && strings.HasPrefix(strings.ToLower(values[i-2].text), "http"):
			if n := statusNumbers[content.Fold(strings.TrimPrefix(t.text, "Status"))]; n != "" {
				facts[FieldHTTP] = n
			}
		case t.kind == scanner.Int:
			r.putValue(facts, name, "", sign+strings.ReplaceAll(t.text, "_", ""))
		case t.kind == scanner.String:
			words := t.text
			for last := i + 1; strings.ContainsRune("+\n", at(last).kind) || at(last).kind == scanner.String; last++ { // "a" + "b"
				if at(last).kind == scanner.String {
					words, i = words+at(last).text, last
				}
			}
			r.putValue(facts, name, words, "")
		case t.kind == ',' || t.kind == ';':
			name = label
		}
		if sign = ""; t.kind == '-' {
			sign = "-"
		}
	}
}

// putValue puts a value where its label says, or else where it looks like.
func (r *sourceReader) putValue(facts map[Field]string, label, words, number string) {
	f := classify(label).labeled()
	labeled := f == FieldMessage
	status := len(number) == 3 && number[0] >= '1' && number[0] <= '5'
	switch {
	case f == FieldCode && number != "":
		f = FieldNumber
	case f != "":
	case status && r.statuses && facts[FieldHTTP] == "":
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
		facts[FieldAlias] = number
	}
	if f == FieldNumber && status && facts[f] != "" {
		f = FieldHTTP
	}
	if words+number != "" && (facts[f] == "" || labeled) {
		facts[f] = words + number
	}
}

// message gives a text to the code with a name, or number, that is declared elsewhere. It reports whether there is one.
func (r *sourceReader) message(name, words string) (found bool) {
	for _, b := range r.blocks {
		for _, c := range b.codes {
			is := c.facts[FieldNumber] == name && c.facts[FieldCode] != name || c.name == name && symbolic(name)
			if is && c.facts[FieldMessage] == "" && words != "" {
				c.facts[FieldMessage], found = squeeze(words), true
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
		for _, c := range b.codes {
			if name := c.facts[FieldName]; name != "" && name != c.facts[FieldCode] {
				names[name] = true
			}
		}
	}
	for _, b := range r.blocks {
		b.codes = slices.DeleteFunc(b.codes, func(c *declared) bool {
			code := c.facts[FieldCode]
			return names[code] || integer.MatchString(code) && r.message(code, c.facts[FieldMessage])
		})
	}
}

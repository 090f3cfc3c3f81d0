package vendorpage

import (
	"cmp"
	"slices"
	"strings"
	"text/scanner"

	"github.com/errdocs/errdocs/internal/terms"
)

// declare adds a declaration with its values.
func (r *sourceReader) declare(st []token, b *sourceBlock, name string, values []token) {
	facts := map[terms.Field]string{}
	if slices.ContainsFunc(values, func(t token) bool { return t.text == "iota" }) {
		b.auto, b.next, values = true, 0, nil
	} else if r.valuesOf(values, "", facts); slices.ContainsFunc(values, func(t token) bool { return t.kind == '|' }) {
		facts[terms.Number] = r.union(values)
	}
	for _, a := range r.attributes {
		switch {
		case len(a) < 2:
		case describing[a[0].text]:
			r.valuesOf(a[1:], "message", facts)
		case wireNames[a[0].text] && b.enum:
			facts[terms.Code] = cmp.Or(wireName(a[1].group), facts[terms.Code])
		}
	}
	if code := facts[terms.Code]; terms.IsInteger(name) && code != "" { // 404: "Missing", 1001: "CARD_LOST"
		if terms.IsConstant(code) {
			facts[terms.Number] = name
			name = code
		}
		if delete(facts, terms.Code); name != code {
			facts[terms.Message] = cmp.Or(facts[terms.Message], code)
		}
	}
	n, counted := terms.ParseNumber(facts[terms.Number])
	bare := len(st) == len(values)+1 || st[0].text == "case"
	switch counts := len(values) == 0 && (b.auto || b.enum); {
	case len(facts) == 0 && !counts && !(b.enum && bare && r.unranked && values[0].kind == '('): // "case lost(String)" of Swift
		return
	case counts && facts[terms.Code] == "" && (b.auto || !r.unranked):
		n, counted, facts[terms.Number] = b.next, true, itoa(b.next)
		fallthrough
	case counted && b.enum:
		b.auto, b.next = true, n+1
	}
	if facts[terms.Code] != "" && codeOf(st) == "" {
		facts[terms.Name] = cmp.Or(facts[terms.Name], name)
	}
	facts[terms.Code] = cmp.Or(facts[terms.Code], name)
	if counted {
		r.known[name] = n
	}
	if name != "_" && name != "serialVersionUID" { // Java requires the latter of exceptions
		facts[terms.Meaning] = strings.TrimSpace(facts[terms.Meaning] + "\n" + r.comments(st))
		b.codes = append(b.codes, &declared{name, st[0].line, facts})
	}
}

// codeOf returns the code of a record, which is alone in a statement and says what it means: {"code": "E1", "message": "Lost"}. For others it is "".
func codeOf(t []token) (code string) {
	if len(t) == 2 && t[0].text == "array" { // of PHP
		t = t[1:]
	}
	if len(t) != 1 || t[0].kind == scanner.Ident {
		return ""
	}
	worded := false
	for i, k := range t[0].group {
		rest := slices.DeleteFunc(slices.Clone(t[0].group[i+1:min(i+4, len(t[0].group))]), func(t token) bool { return t.kind == '>' })
		if len(rest) < 2 || rest[0].kind != ':' && rest[0].kind != '=' || k.kind != scanner.Ident && k.kind != scanner.String {
			continue
		}
		f := terms.Classify(k.text)
		worded = worded || f == terms.Message || f == terms.Meaning
		if f == terms.Code && code == "" && rest[1].group == nil {
			code = rest[1].text
		}
	}
	if !worded {
		return ""
	}
	return code
}

// wireName returns what an attribute says that programs send: rename = "card_lost".
func wireName(group []token) string {
	for i, t := range group {
		if t.kind == scanner.String && (i == 0 || i > 1 && nameLabels[group[i-2].text]) {
			return t.text
		}
	}
	return ""
}

// union returns the value of constants and numbers with | between them, "" if one is not known.
func (r *sourceReader) union(values []token) string {
	sum := 0
	for _, t := range values {
		n, ok := terms.ParseNumber(t.text)
		if t.kind == scanner.Ident {
			n, ok = r.known[t.text]
		}
		if sum |= n; !ok && t.kind != '|' && t.kind != '=' {
			return ""
		}
	}
	return itoa(sum)
}

// valuesOf sorts the values of a declaration by their labels or looks into facts, which it returns.
func (r *sourceReader) valuesOf(values []token, label string, facts map[terms.Field]string) map[terms.Field]string {
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
		case (t.kind == scanner.Ident || t.kind == scanner.String) && (next.kind == ':' || next.kind == '='):
			name = t.text
			continue
		case t.kind == scanner.Ident && i > 1 && values[i-1].kind == '.' && strings.HasPrefix(strings.ToLower(values[i-2].text), "http"):
			if n := terms.NamedStatus(strings.TrimPrefix(t.text, "Status")); n > 0 {
				facts[terms.HTTP] = itoa(n)
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
	return facts
}

// putValue puts a value where its label says, or else where it looks like.
func (r *sourceReader) putValue(facts map[terms.Field]string, label, words, number string) {
	f := terms.Classify(label).Labeled()
	labeled := f == terms.Message
	status := len(number) == 3 && number[0] >= '1' && number[0] <= '5'
	switch {
	case f == terms.Code && number != "":
		f = terms.Number
	case f != "":
	case status && r.statuses && facts[terms.HTTP] == "":
		f = terms.HTTP
	case number != "":
		f = terms.Number
	case terms.CodeShape(words) >= terms.Weak && label == "":
		f = terms.Code
	case label == "" || strings.Contains(words, " "):
		f = terms.Message
	default:
		return
	}
	if f == terms.Number && terms.IsHex(number) {
		facts[terms.Alias] = number
	}
	if f == terms.Number && status && facts[f] != "" {
		f = terms.HTTP
	}
	if f == terms.Message && label == "" && facts[f] != "" {
		f = terms.Meaning
	}
	if words+number != "" && (facts[f] == "" || labeled) {
		facts[f] = words + number
	}
}

// message gives a text to the code with a name, or number, that is declared elsewhere. It reports whether there is one.
func (r *sourceReader) message(name, words string) (found bool) {
	for _, b := range r.blocks {
		for _, c := range b.codes {
			is := c.facts[terms.Number] == name && c.facts[terms.Code] != name || c.name == name && terms.Symbolic(name)
			if is && c.facts[terms.Message] == "" && words != "" {
				c.facts[terms.Message], found = squeeze(words), true
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
			if name := c.facts[terms.Name]; name != "" && name != c.facts[terms.Code] {
				names[name] = true
			}
		}
	}
	for _, b := range r.blocks {
		b.codes = slices.DeleteFunc(b.codes, func(c *declared) bool {
			code := c.facts[terms.Code]
			return names[code] || terms.IsInteger(code) && r.message(code, c.facts[terms.Message])
		})
	}
}

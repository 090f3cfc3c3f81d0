package words

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
)

// call is the start of {{t "key" …}} in a template.
var call = regexp.MustCompile(`\{\{(-?) ?t "([a-z0-9.-]+)"`)

// Template returns a template in which each {{t "key" …}} is replaced by its text, with values in place of placeholders;
// see en.yaml for how they are written. A text of several forms becomes an if that asks the function plural of the
// template. Escape writes what is not a placeholder. Line numbers stay.
func (w Words) Template(text string, escape func(string) string) (out string, err error) {
	var b strings.Builder
	for {
		at := call.FindStringSubmatchIndex(text)
		if at == nil {
			b.WriteString(text)
			return b.String(), nil
		}
		key := text[at[4]:at[5]]
		values, rest, ok := callValues(text[at[1]:])
		if !ok || w.Forms(key) == nil {
			return "", NoText(key)
		}
		for name, value := range values {
			if values[name], err = w.Template(value, escape); err != nil { // a piece of template may have texts, too
				return "", err
			}
		}
		b.WriteString(text[:at[0]])
		if at[2] < at[3] {
			b.WriteString(`{{- ""}}`) // trims what is in front
		}
		w.expand(&b, key, values, escape)
		text = rest
	}
}

// NoText is the error of a template that calls for a text that there is not. It is the key.
type NoText string

func (key NoText) Error() string {
	return fmt.Sprintf("no text of the theme has the key %q, or its values are not written as name=value", string(key))
}

// expand writes a text with its forms.
func (w Words) expand(b *strings.Builder, key string, values map[string]string, escape func(string) string) {
	forms, word := w.Forms(key), "if"
	for _, category := range []string{"zero", "one", "two", "few", "many"} {
		if form, ok := forms[category]; ok && values["n"] != "" {
			fmt.Fprintf(b, `{{%s eq (plural %s) %q}}`, word, values["n"], category)
			fill(b, form, values, escape)
			word = "else if"
		}
	}
	if word == "if" {
		fill(b, forms.Pick("other"), values, escape)
		return
	}
	b.WriteString("{{else}}")
	fill(b, forms.Pick("other"), values, escape)
	b.WriteString("{{end}}")
}

var hole = regexp.MustCompile(`\{([a-z]+)\}`)

// fill writes a text with the values of its placeholders.
func fill(b *strings.Builder, text string, values map[string]string, escape func(string) string) {
	literal := func(s string) { b.WriteString(strings.ReplaceAll(escape(s), "{{", `{{"{{"}}`)) }
	at := 0
	for _, m := range hole.FindAllStringSubmatchIndex(text, -1) {
		value, ok := values[text[m[2]:m[3]]]
		if !ok {
			continue
		}
		literal(text[at:m[0]])
		if chunk, ok := strings.CutPrefix(value, "`"); ok {
			b.WriteString(strings.TrimSuffix(chunk, "`"))
		} else {
			b.WriteString("{{" + value + "}}")
		}
		at = m[1]
	}
	literal(text[at:])
}

var valueStart = regexp.MustCompile(`^\s*([a-z]+)=`)

// callValues reads the values of a call up to its }} and returns what follows.
func callValues(text string) (values map[string]string, rest string, ok bool) {
	values = map[string]string{}
	for {
		if end, ok := strings.CutPrefix(strings.TrimLeft(text, " "), "}}"); ok {
			return values, end, true
		}
		m := valueStart.FindStringSubmatch(text)
		if m == nil {
			return nil, "", false
		}
		text = text[len(m[0]):]
		n := valueLength(text)
		if n == 0 {
			return nil, "", false
		}
		values[m[1]], text = text[:n], text[n:]
	}
}

// valueLength returns how long the value is with which a text starts: a piece in backquotes, or an expression.
func valueLength(text string) int {
	if strings.HasPrefix(text, "`") {
		return strings.IndexByte(text[1:], '`') + 2
	}
	depth := 0
	for i := range len(text) {
		switch c := text[i]; {
		case c == '(':
			depth++
		case c == ')':
			depth--
		case depth == 0 && (c == ' ' || c == '}'):
			return i
		}
	}
	return 0
}

// scriptCall is t("key") in a script.
var scriptCall = regexp.MustCompile(`\bt\("([a-z0-9-]+\.[a-z0-9.-]+)"\)`)

// Script returns a script in which each t("key") is replaced by its text, or by its forms where it has several. Calls
// with other keys stay: they are not of the theme.
func (w Words) Script(text []byte) []byte {
	return scriptCall.ReplaceAllFunc(text, func(m []byte) []byte {
		forms := w.Forms(string(scriptCall.FindSubmatch(m)[1]))
		switch {
		case forms == nil:
			return m
		case len(forms) == 1:
			return []byte(literalOf(forms["other"]))
		}
		var b strings.Builder
		for _, category := range []string{"zero", "one", "two", "few", "many", "other"} {
			if form, ok := forms[category]; ok {
				fmt.Fprintf(&b, "%s%s: %s", map[bool]string{true: "{ ", false: ", "}[b.Len() == 0], category, literalOf(form))
			}
		}
		return []byte(b.String() + " }")
	})
}

// Style returns a style sheet in which each t("key") is replaced by its text.
func (w Words) Style(text []byte) []byte {
	return scriptCall.ReplaceAllFunc(text, func(m []byte) []byte {
		form, ok := w.Forms(string(scriptCall.FindSubmatch(m)[1]))["other"]
		if !ok {
			return m
		}
		return []byte(`"` + styleEscapes.Replace(form) + `"`)
	})
}

var styleEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\a `)

// literalOf returns a text as a string of JavaScript.
func literalOf(s string) string {
	text, _ := json.Marshal(s) // a string
	return string(text)
}

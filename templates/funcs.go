package templates

import (
	"fmt"
	"html/template"
	"regexp"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
)

// functions are the functions of the templates, with the words of a site.
func functions(w words.Words) template.FuncMap {
	return template.FuncMap{
		"join":   func(sep string, list []string) string { return strings.Join(list, sep) },
		"inc":    func(i int) int { return i + 1 },
		"breaks": breaks,
		"mark":   func(o content.Origin) Mark { return Mark{string(o), w.Origin(o)} },
		"matrix": func(head, label string, vendors []Link, rows []CompareRow) matrix {
			return matrix{head, label, vendors, rows}
		},
		"match":  func(m any) string { return w.Match(content.Match(fmt.Sprint(m))) },
		"plural": w.PluralOf,
		"text":   w.Text,
		"lang":   w.Tag,
		"rtl":    func() bool { return content.Dir(w.Tag()) == "rtl" },
	}
}

// matrix is what the matrix part needs.
type matrix struct {
	Head, Label string
	Vendors     []Link
	Rows        []CompareRow
}

// breaks escapes a code and lets it wrap after "_", "." and "/" and between a small and a capital letter, where a
// reader would break it. The text stays the same: wbr is no character.
func breaks(s string) HTML {
	return HTML(boundary.ReplaceAllString(template.HTMLEscapeString(s), "$1$2<wbr>$3"))
}

var boundary = regexp.MustCompile(`([_./])|(\p{Ll})(\p{Lu})`)

package templates

import (
	"fmt"
	"html/template"
	"strings"
	"unicode"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
	"github.com/errdocs/errdocs/internal/execute"
)

// functions are the functions of the templates, with the words of a site.
func functions(w words.Words) template.FuncMap {
	rightToLeft := content.Dir(w.Tag()) == "rtl"
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
		"rtl":    func() bool { return rightToLeft },
	}
}

// compiled are the functions of compiled templates: those that pages of codes call most, and methods, without reflection.
func compiled(w words.Words) template.FuncMap {
	all := functions(w)
	all["mark"] = execute.Of1(all["mark"].(func(content.Origin) Mark))
	all["match"] = execute.Of1(all["match"].(func(any) string))
	all["templates.CodePage.Once"] = execute.Of4((*CodePage).Once)
	for name, f := range map[string]func(*CodePage) bool{
		"HasAbout": (*CodePage).HasAbout, "HasDelays": (*CodePage).HasDelays, "HasMeaning": (*CodePage).HasMeaning, "OnlyCauses": (*CodePage).OnlyCauses,
		"OurCauses": (*CodePage).OurCauses, "OurSteps": (*CodePage).OurSteps,
	} {
		all["templates.CodePage."+name] = execute.Of1(f)
	}
	return all
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
	s = template.HTMLEscapeString(s)
	var b strings.Builder
	from, small := 0, false
	for i, r := range s {
		if small && unicode.Is(unicode.Lu, r) || i > 0 && strings.IndexByte("_./", s[i-1]) >= 0 {
			b.WriteString(s[from:i] + "<wbr>")
			from = i
		}
		small = unicode.Is(unicode.Ll, r)
	}
	b.WriteString(s[from:])
	if s != "" && strings.IndexByte("_./", s[len(s)-1]) >= 0 {
		b.WriteString("<wbr>")
	}
	return HTML(b.String())
}

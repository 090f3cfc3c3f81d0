package templates

import (
	"fmt"
	"html/template"
	"strings"
	"unicode"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
	"github.com/errdocs/errdocs/internal/execute"
	"github.com/errdocs/errdocs/site/record"
)

// functions are the functions of the templates, with the words of a site, and the methods that pages of codes call.
func functions(w words.Words) execute.Funcs {
	rightToLeft := content.Dir(w.Tag()) == "rtl"
	return execute.Funcs{
		"join":   execute.Of2(func(sep string, list []string) string { return strings.Join(list, sep) }),
		"key":    execute.Of2(func(a, b string) string { return a + " " + b }),
		"inc":    execute.Of1(func(i int) int { return i + 1 }),
		"breaks": execute.Of1(breaks),
		"mark":   execute.Of1(func(o content.Origin) Mark { return Mark{string(o), w.Origin(o)} }),
		"matrix": execute.Of(func(head, label string, vendors []Link, rows []CompareRow) matrix {
			return matrix{head, label, vendors, rows}
		}),
		"match":  execute.Of1(func(m any) string { return w.Match(content.Match(fmt.Sprint(m))) }),
		"plural": execute.Of1(w.PluralOf),
		"text":   execute.Of(w.Text),
		"lang":   execute.Of0(w.Tag),
		"rtl":    execute.Of0(func() bool { return rightToLeft }),

		"record.Answer.Marks":           execute.Of1((*record.Answer).Marks),
		"record.Code.OwnNumber":         execute.Of1((*record.Code).OwnNumber),
		"record.Code.OwnSignature":      execute.Of1((*record.Code).OwnSignature),
		"templates.CodePage.Once":       execute.Of4((*CodePage).Once),
		"templates.CodePage.HasAbout":   execute.Of1((*CodePage).HasAbout),
		"templates.CodePage.HasDelays":  execute.Of1((*CodePage).HasDelays),
		"templates.CodePage.HasMeaning": execute.Of1((*CodePage).HasMeaning),
		"templates.CodePage.OnlyCauses": execute.Of1((*CodePage).OnlyCauses),
		"templates.CodePage.OurCauses":  execute.Of1((*CodePage).OurCauses),
		"templates.CodePage.OurSteps":   execute.Of1((*CodePage).OurSteps),
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
	s = template.HTMLEscapeString(s)
	var b strings.Builder
	from, small := 0, false
	for i, r := range s {
		if small && unicode.IsUpper(r) || i > 0 && strings.IndexByte("_./", s[i-1]) >= 0 {
			b.WriteString(s[from:i] + "<wbr>")
			from = i
		}
		small = unicode.IsLower(r)
	}
	b.WriteString(s[from:])
	if s != "" && strings.IndexByte("_./", s[len(s)-1]) >= 0 {
		b.WriteString("<wbr>")
	}
	return HTML(b.String())
}

package vendorpage

import (
	"html"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/pattern"
	"github.com/errdocs/errdocs/internal/terms"
)

// messageExtensions are those of files with messages: a key and a text in each line, or in each element of the resources of .NET
// and Android.
var messageExtensions = lists.Words("properties strings resx xml et")

var (
	messageLine    = pattern.New(`(?m)^[ \t]*(?:(?:error_code|ec)[ \t]+)?"?([\w.-]+)"?[ \t]*[=:,][ \t]*((?:[^\\\n]|\\[\s\S])+)$`)
	messageElement = pattern.New(`<(?:data|string)\s[^>]*?\bname="([^"]+)"[^>]*>\s*(?:<value>)?([^<]*)<`)
	goesOn         = pattern.New(`\\\n[ \t]*`)
	utf16Mark      = pattern.New(`\\u[0-9A-Fa-f]{4}`)
)

// readMessages reads a file with messages. Unless it is about errors, or its keys are constants, only keys that are about errors count.
func (p *Page) readMessages(src, name string) error {
	t := &table{line: 1, shape: "list", fields: []terms.Field{terms.Code, terms.Message}}
	find, plain := messageLine, func(s string) string { return unescaped.Replace(strings.Trim(s, "\"; \t")) }
	if strings.HasPrefix(src, "<") {
		find, plain = messageElement, html.UnescapeString
	}
	line, read := 1, 0
	for _, m := range find().FindAllStringSubmatchIndex(src, MaxRows+1) {
		line, read = line+strings.Count(src[read:m[0]], "\n"), m[0]
		said := utf16Mark().ReplaceAllStringFunc(goesOn().ReplaceAllString(src[m[4]:m[5]], ""), func(s string) string {
			r, _ := strconv.ParseUint(s[2:], 16, 16)
			return string(rune(r))
		})
		t.rows = append(t.rows, row{line: line, cells: []text{linesText(src[m[2]:m[3]]), linesText(plain(said))}})
	}
	if len(t.rows) > MaxRows {
		return t.tooLong()
	}
	about := func(r row) bool { return errorNames.MatchString(r.words()) || terms.IsConstant(r.cells[0].line()) }
	if !errorNames.MatchString(path.Base(name)) && lists.Count(t.rows, about)*4 < len(t.rows)*3 {
		t.rows = slices.DeleteFunc(t.rows, func(r row) bool {
			other := !errorNames.MatchString(r.cells[0].line())
			if other {
				p.Dropped = append(p.Dropped, Left{r.line, "row", cut(r.words(), 80), "its key does not speak of errors"})
			}
			return other
		})
	}
	(&outline{page: p}).named(strings.TrimSuffix(path.Base(name), path.Ext(name)), 1, 1, t)
	return nil
}

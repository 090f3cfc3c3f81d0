package templates

import (
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/errdocs/errdocs/internal/pattern"
	"github.com/errdocs/errdocs/internal/position"
)

// Problem is a mistake in a file of a user's theme: its position, what is wrong, a hint and an excerpt.
type Problem = position.Problem

// Problems returns all problems that an error contains, in order and each once. A mistake in a template appears on
// every page that is made with it.
func Problems(err error) position.Problems {
	var all position.Problems
	var walk func(error)
	walk = func(err error) {
		switch e := err.(type) {
		case nil:
		case Problem:
			all = append(all, e)
		case interface{ Unwrap() []error }:
			for _, inner := range e.Unwrap() {
				walk(inner)
			}
		default:
			walk(errors.Unwrap(err))
		}
	}
	walk(err)
	return all.Sort()
}

// problemAt makes a problem of an offset in a text.
func problemAt(file, text string, offset, width int, message, hint string) Problem {
	t := position.NewText(file, []byte(text))
	p := position.NewProblem(t.Pos(offset), "theme", hint, message)
	p.Width = max(width, 1)
	p = t.Show(p, t.Bytes)
	p.Hint = position.Clean(hint) // in full: some list all fields or files
	return p
}

var (
	// What the packages text/template and html/template say of a mistake, and where.
	templateError = pattern.New(`^(?:html/)?template: ?([^:]+):(\d+):(?:(\d+):)? (?s:(.*))$`)
	executing     = pattern.New(`^executing "[^"]*" at <(.*?)>: (?s:(.*))$`)
	unknownField  = pattern.New(`^can't evaluate field (\w+) in type \*?templates\.(\w+)$`)
)

// problem turns an error of parsing or executing a template into a problem of the user's file. An error in any other
// file is returned as it is.
func (t *Theme) problem(err error) error {
	m := templateError.FindStringSubmatch(err.Error())
	if m == nil || t.own[m[1]] == "" {
		return err
	}
	text, message, term, hint := t.own[m[1]], m[4], "", "compare it with the default: errdocs init --templates copies it"
	line, _ := strconv.Atoi(m[2])
	col, _ := strconv.Atoi(m[3])
	offset := lineStart(text, line)
	rest, _, _ := strings.Cut(text[offset:], "\n")
	if m[3] == "" { // the parser reports only the line
		term = strings.TrimSpace(rest)
	}
	message, _, _ = strings.Cut(message, ": {state") // the escaper's own notes
	if e := executing.FindStringSubmatch(message); e != nil {
		term, message = e[1], e[2]
	}
	if f := unknownField.FindStringSubmatch(message); f != nil {
		term, message, hint = "."+f[1], fmt.Sprintf("%s has no field %s", f[2], f[1]), fieldsOf(f[2])
	}
	switch {
	case message == "unexpected EOF":
		message, hint = "an {{end}} is missing", "each define, block, if, range and with needs one"
	case strings.HasPrefix(message, "range can't iterate over "):
		message, hint = "range takes a list, and this is not one", "go doc github.com/errdocs/errdocs/templates says what it is" // the value may have addresses of memory
	case strings.HasPrefix(message, "function "):
		hint = "functions here: breaks, inc, join, lang, match, matrix, plural, t, text, and those of Go's text/template"
	}
	col = min(col, len(rest))
	if i := strings.Index(rest[max(0, col-len(term)):], term); term != "" && i >= 0 {
		col = max(0, col-len(term)) + i
	}
	for col > 0 && !utf8.RuneStart(text[min(offset+col, len(text)-1)]) {
		col--
	}
	return problemAt(m[1], text, offset+col, utf8.RuneCountInString(term), message, hint)
}

func lineStart(text string, line int) int {
	at := 0
	for range line - 1 {
		i := strings.IndexByte(text[at:], '\n')
		if i < 0 {
			break
		}
		at += i + 1
	}
	return at
}

// fieldsOf lists the fields of a struct of the theme API, for a hint.
func fieldsOf(name string) string {
	var found reflect.Type
	seen := map[reflect.Type]bool{}
	var walk func(t reflect.Type)
	walk = func(t reflect.Type) {
		for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
			t = t.Elem()
		}
		if t.Kind() != reflect.Struct || found != nil || seen[t] {
			return
		}
		seen[t] = true
		if t.Name() == name {
			found = t
		}
		for f := range t.Fields() {
			walk(f.Type)
		}
	}
	for _, v := range views {
		walk(reflect.TypeOf(v))
	}
	if found == nil {
		return "go doc github.com/errdocs/errdocs/templates lists what there is"
	}
	var names []string
	for _, f := range reflect.VisibleFields(found) {
		if !f.Anonymous && f.IsExported() {
			names = append(names, f.Name)
		}
	}
	return "it has " + strings.Join(names, ", ")
}

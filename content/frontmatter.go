package content

import (
	"bytes"
	"reflect"

	"github.com/errdocs/errdocs/internal/position"
)

// noteFields are the keys of the front matter of a note. There are none: what a page says of a code or vendor comes
// from its YAML file.
type noteFields struct{ Positions }

// frontMatter decodes the front matter of a Markdown file, which is YAML between two lines --- at its start, into v, a
// pointer to a struct. A file without any is decoded like an empty mapping. It returns the Markdown that follows, and
// how many lines of the file come before that. Text must have been through checkCharacters.
func frontMatter(src *position.Text, v any, report func(Problem)) (body []byte, lines int) {
	matter, body, ok := cutFrontMatter(src.Bytes)
	if !ok {
		report(newProblem(position.Start(src.File), "yaml-syntax", "end it with another line ---, or start the text with something else",
			"the front matter is never closed"))
		return body, 0
	}
	lines = bytes.Count(src.Bytes[:len(src.Bytes)-len(body)], []byte{'\n'})
	if len(bytes.TrimSpace(matter)) == 0 {
		matter = []byte("{}")
	}
	problems, _ := newDecoder(src.File).decode(matter, reflect.ValueOf(v).Elem())
	for _, p := range problems {
		if p.Rule != "encoding" && p.Rule != "control-character" { // the file's characters are checked already
			report(p)
		}
	}
	return body, lines
}

// cutFrontMatter returns the YAML, after an empty line so that its lines have their numbers, and what follows. It
// is not ok where front matter starts and never ends.
func cutFrontMatter(text []byte) (matter, body []byte, ok bool) {
	if !fenceLine(lineOf(text, 1)) {
		return nil, text, true
	}
	start := len(text) - len(after(text))
	for rest := text[start:]; len(rest) > 0; rest = after(rest) {
		if fenceLine(lineOf(rest, 1)) {
			return append([]byte{'\n'}, text[start:len(text)-len(rest)]...), after(rest), true
		}
	}
	return nil, text, false
}

// after returns what follows the first line of a text.
func after(text []byte) []byte {
	_, rest, _ := bytes.Cut(text, []byte{'\n'})
	return rest
}

// fenceLine reports whether a line starts or ends front matter.
func fenceLine(line []byte) bool { return string(bytes.TrimRight(line, " \t\r\n")) == "---" }

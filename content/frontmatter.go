package content

import (
	"bytes"
	"reflect"

	"github.com/errdocs/errdocs/internal/pattern"
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
	into := reflect.ValueOf(v).Elem()
	if len(bytes.TrimSpace(matter)) == 0 {
		if shapeOf(into.Type()).required == nil {
			return body, lines // as in most notes
		}
		matter = []byte("{}")
	}
	problems, _ := newDecoder(src.File).decode(matter, into)
	for _, p := range problems {
		if lines == 0 && p.Rule == "required" {
			p.Hint = "start the file with a line ---, then title: and the title, then another line ---"
		}
		if p.Rule != "encoding" && p.Rule != "control-character" { // the file's characters are checked already
			report(p)
		}
	}
	return body, lines
}

var (
	matterStart = pattern.New(`\A---[ \t\r]*(?:\n|\z)`)
	matterWhole = pattern.New(`(?s)\A---[ \t\r]*\n(|.*?\n)---[ \t\r]*(?:\n|\z)`)
)

// cutFrontMatter returns the YAML, after an empty line so that its lines have their numbers, and what follows. It
// is not ok where front matter starts and never ends.
func cutFrontMatter(text []byte) (matter, body []byte, ok bool) {
	if !bytes.HasPrefix(text, []byte("---")) {
		return nil, text, true // as most
	}
	if m := matterWhole.FindSubmatch(text); m != nil {
		return append([]byte{'\n'}, m[1]...), text[len(m[0]):], true
	}
	return nil, text, !matterStart.Match(text)
}

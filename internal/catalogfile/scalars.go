package catalogfile

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/position"
)

// replaced returns the edit that gives a one-line scalar another value, in its quotes if it has some. It is empty for a
// scalar that is a block or spans lines.
func replaced(t *position.Text, n *yaml.Node, now string) []edit {
	at, end := extent(t, n)
	if at == end {
		return nil
	}
	text := ""
	switch t.Bytes[at] {
	case '"':
		text = doubleQuoted(now)
	case '\'':
		text = "'" + strings.ReplaceAll(now, "'", "''") + "'"
	default:
		text = inFlow(now)
	}
	return []edit{{at, end, text}}
}

// inFlow writes a text so that it may be in brackets: in quotes unless it is plain there.
func inFlow(s string) string {
	if plain(s) && !strings.ContainsAny(s, ",[]{}") {
		return s
	}
	return doubleQuoted(s)
}

// extent returns where a one-line scalar starts and ends, quotes included; the same offset twice for others.
func extent(t *position.Text, n *yaml.Node) (at, end int) {
	if n == nil || n.Kind != yaml.ScalarNode {
		return 0, 0
	}
	at = start(t, n)
	rest := string(t.Bytes[at:])
	rest, _, _ = strings.Cut(rest, "\n")
	switch {
	case strings.HasPrefix(rest, `"`):
		for i := 1; i < len(rest); i++ {
			if rest[i] == '\\' {
				i++
			} else if rest[i] == '"' {
				return at, at + i + 1
			}
		}
	case strings.HasPrefix(rest, `'`):
		for i := 1; i < len(rest); i++ {
			if rest[i] == '\'' && strings.HasPrefix(rest[i+1:], "'") {
				i++
			} else if rest[i] == '\'' {
				return at, at + i + 1
			}
		}
	case strings.HasPrefix(rest, n.Value):
		return at, at + len(n.Value)
	}
	return at, at
}

// addToList returns the edit that adds a word to a list of a mapping, none if it is there. A list that the mapping does
// not have comes after another key, whose value is one line.
func addToList(t *position.Text, n *yaml.Node, after, key, item string) ([]edit, error) {
	refused := &Error{Line: n.Line, Message: "the entry is written in a way that errdocs does not change", Hint: "add " + key + ": [" + item + "] by hand"}
	text := inFlow(item)
	switch list := value(n, key); {
	case list == nil:
	case slices.ContainsFunc(items(list), func(have *yaml.Node) bool { return have.Value == item }):
		return nil, nil
	case list.Kind == yaml.ScalarNode:
		if at, end := extent(t, list); at < end {
			return []edit{{at, at, "["}, {end, end, ", " + text + "]"}}, nil
		}
		return nil, refused
	default:
		if e := addition(t.Bytes, list, text); e != nil {
			return []edit{*e}, nil
		}
		return nil, refused
	}
	k := firstKey(n, after)
	at, end := extent(t, value(n, after))
	if k == nil || at == end {
		return nil, refused
	}
	line := key + ": [" + text + "]"
	if n.Style&yaml.FlowStyle != 0 {
		return []edit{{end, end, ", " + line}}, nil
	}
	line = strings.Repeat(" ", k.Column-1) + line + "\n"
	if i := bytes.IndexByte(t.Bytes[end:], '\n'); i >= 0 {
		end += i + 1
	} else {
		end, line = len(t.Bytes), "\n"+line
	}
	return []edit{{end, end, withBreaksOf(t.Bytes, line)}}, nil
}

// removal returns the edit that removes a word from a list.
func removal(t *position.Text, list *yaml.Node, item string) ([]edit, error) {
	refused := &Error{Message: "the list of sets is written in a way that errdocs does not change", Hint: "write it as sets: [a, b]"}
	if list == nil || list.Kind != yaml.SequenceNode {
		return nil, refused
	}
	for i, n := range list.Content {
		if n.Value != item {
			continue
		}
		at, end := extent(t, n)
		switch {
		case at == end:
			return nil, refused
		case list.Style&yaml.FlowStyle == 0: // its line
			from := t.Offset(position.At("", n.Line, 1))
			return []edit{{from, t.Offset(position.At("", n.Line+1, 1)), ""}}, nil
		case i+1 < len(list.Content):
			end = start(t, list.Content[i+1])
		case i > 0:
			_, at = extent(t, list.Content[i-1])
		}
		return []edit{{at, end, ""}}, nil
	}
	return nil, nil
}

// edit replaces the bytes from start to end.
type edit struct {
	start, end int
	text       string
}

// splice applies edits that do not overlap. Those at the same position keep their order.
func splice(text []byte, edits []edit) []byte {
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(a, b edit) int { return a.start - b.start })
	var b bytes.Buffer
	at := 0
	for _, e := range edits {
		b.Write(text[at:e.start])
		b.WriteString(e.text)
		at = e.end
	}
	b.Write(text[at:])
	return b.Bytes()
}

// withBreaksOf gives a text the line breaks of a file.
func withBreaksOf(file []byte, text string) string {
	if bytes.Contains(file, []byte("\r\n")) {
		return strings.ReplaceAll(text, "\n", "\r\n")
	}
	return text
}

// start returns where a node starts. Columns of the YAML library count characters.
func start(text *position.Text, n *yaml.Node) int {
	return text.Offset(position.At("", n.Line, n.Column))
}

// parse returns the top node of a file. A panic of the library is an error.
func parse(file []byte) (root *yaml.Node, err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("the YAML library cannot read the file")
		}
	}()
	var doc yaml.Node
	if err := yaml.Load(file, &doc, yaml.WithPlugin(limits{})); err != nil {
		return nil, err
	}
	if doc.Kind == yaml.DocumentNode && len(doc.Content) > 0 {
		return doc.Content[0], nil
	}
	return &doc, nil
}

// limits is a plugin of the YAML library that refuses what content refuses too.
type limits struct{}

func (limits) CheckDepth(depth int, _ *yaml.DepthContext) error {
	if depth > content.MaxDepth {
		return fmt.Errorf("nested more than %d deep", content.MaxDepth)
	}
	return nil
}

func (limits) CheckAlias(aliases, _ int) error {
	if aliases > 0 {
		return errors.New("catalog files have no aliases")
	}
	return nil
}

func value(n *yaml.Node, key string) *yaml.Node {
	if n == nil || n.Kind != yaml.MappingNode {
		return nil
	}
	for pair := range slices.Chunk(n.Content, 2) {
		if pair[0].Value == key {
			return pair[1]
		}
	}
	return nil
}

// word returns the scalar at a key, "" if there is none.
func word(n *yaml.Node, key string) string {
	if v := value(n, key); v != nil && v.Kind == yaml.ScalarNode {
		return v.Value
	}
	return ""
}

// same reports whether two nodes mean the same.
func same(a, b *yaml.Node) bool {
	return a.Kind == b.Kind && a.Tag == b.Tag && a.Value == b.Value && slices.EqualFunc(a.Content, b.Content, same)
}

package catalogfile

import (
	"bytes"
	"cmp"
	"errors"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
	"go.yaml.in/yaml/v4/plugin/loaderlimits"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/pattern"
	"github.com/errdocs/errdocs/internal/position"
)

// editor changes parts of a YAML file and leaves all other bytes as they are.
type editor struct {
	text  *position.Text
	root  *yaml.Node
	edits []edit
	err   error // why a change is not possible, of the first such
}

// edit replaces the bytes from start to end.
type edit struct {
	start, end int
	text       string
}

// newEditor reads a file, which may be no YAML: then it has no nodes.
func newEditor(file []byte) (*editor, error) {
	root, err := parse(file)
	return &editor{text: position.NewText("", file), root: root}, err
}

// put replaces bytes of the file. The text gets the line breaks of the file.
func (e *editor) put(start, end int, text string) {
	if strings.Contains(text, "\n") {
		text = withBreaksOf(e.text.Bytes, text)
	}
	e.edits = append(e.edits, edit{start, end, text})
}

func (e *editor) refuse(err error) { e.err = cmp.Or(e.err, err) }

// Bytes returns the file with all changes, which do not overlap. Those at the same position keep their order.
func (e *editor) Bytes() []byte {
	slices.SortStableFunc(e.edits, func(a, b edit) int { return a.start - b.start })
	var b bytes.Buffer
	at := 0
	for _, one := range e.edits {
		b.Write(e.text.Bytes[at:one.start])
		b.WriteString(one.text)
		at = one.end
	}
	b.Write(e.text.Bytes[at:])
	return b.Bytes()
}

// withBreaksOf gives a text the line breaks of a file.
func withBreaksOf(file []byte, text string) string {
	if bytes.Contains(file, []byte("\r\n")) {
		return strings.ReplaceAll(text, "\n", "\r\n")
	}
	return text
}

// line returns where a line starts; after the last line it is the end of the file.
func (e *editor) line(n int) int {
	if n > e.text.Lines() {
		return len(e.text.Bytes)
	}
	return e.text.Offset(position.At("", n, 1))
}

// start returns where a node starts. Columns of the YAML library count characters.
func (e *editor) start(n *yaml.Node) int { return e.text.Offset(position.At("", n.Line, n.Column)) }

// replace gives a one-line scalar another value, in its quotes if it has some. A scalar that is a block or spans lines
// stays.
func (e *editor) replace(n *yaml.Node, now string) {
	at, end := e.extent(n)
	if at == end {
		return
	}
	switch e.text.Bytes[at] {
	case '"':
		now = doubleQuoted(now)
	case '\'':
		now = "'" + strings.ReplaceAll(now, "'", "''") + "'"
	default:
		now = inFlow(now)
	}
	e.put(at, end, now)
}

// inFlow writes a text so that it may be in brackets: in quotes unless it is plain there.
func inFlow(s string) string {
	if plain(s) && !strings.ContainsAny(s, ",[]{}") {
		return s
	}
	return doubleQuoted(s)
}

var quoted = pattern.New(`^(?s:"(?:\\.|[^"\\])*"|'(?:''|[^'])*')`)

// extent returns where a one-line scalar starts and ends, quotes included; the same offset twice for others.
func (e *editor) extent(n *yaml.Node) (at, end int) {
	if n == nil || n.Kind != yaml.ScalarNode {
		return 0, 0
	}
	at = e.start(n)
	rest := string(e.text.Bytes[at:])
	switch text := quoted.FindString(rest); {
	case text != "" && !strings.Contains(text, "\n"):
		return at, at + len(text)
	case strings.HasPrefix(rest, n.Value):
		return at, at + len(n.Value)
	}
	return at, at
}

// addToList adds a word to a list of a mapping, unless it is there. A list that the mapping does not have comes after
// another key, whose value is one line.
func (e *editor) addToList(n *yaml.Node, after, key, item string) {
	text, list := inFlow(item), value(n, key)
	at, end := e.extent(list)
	switch {
	case list == nil && e.addKey(n, after, key+": ["+text+"]"):
	case list != nil && slices.ContainsFunc(items(list), func(have *yaml.Node) bool { return have.Value == item }):
	case list != nil && list.Kind == yaml.ScalarNode && at < end:
		e.put(at, at, "[")
		e.put(end, end, ", "+text+"]")
	case list != nil && list.Kind == yaml.SequenceNode && e.add(list, text):
	default:
		e.refuse(&Error{Line: n.Line, Message: "the entry is written in a way that errdocs does not change", Hint: "add " + key + ": [" + item + "] by hand"})
	}
}

// addKey adds a line with a key after that of another one, and reports whether it could.
func (e *editor) addKey(n *yaml.Node, after, line string) bool {
	k, v := firstKey(n, after), value(n, after)
	switch at, end := e.extent(v); {
	case k == nil || at == end:
		return false
	case n.Style&yaml.FlowStyle != 0:
		e.put(end, end, ", "+line)
	default:
		e.putBelow(v, k.Column, line)
	}
	return true
}

// putBelow adds a line below that of a node.
func (e *editor) putBelow(n *yaml.Node, column int, line string) {
	at := e.line(n.Line) + len(e.text.Line(n.Line))
	e.put(at, at, "\n"+strings.Repeat(" ", column-1)+line)
}

// add adds a word to a list, and reports whether it could: not to an empty list that spans lines or contains a comment.
func (e *editor) add(list *yaml.Node, word string) bool {
	if len(list.Content) == 0 {
		at := e.start(list)
		inside, _, ok := strings.Cut(strings.TrimPrefix(string(e.text.Bytes[at:]), "["), "]")
		e.put(at+1, at+1+len(inside), word)
		return ok && strings.Trim(inside, " \t") == ""
	}
	last := list.Content[len(list.Content)-1]
	if list.Style&yaml.FlowStyle == 0 { // a new line, after a comment on the same line
		e.putBelow(last, list.Column, "- "+word)
		return true
	}
	at, end := e.extent(last)
	e.put(end, end, ", "+word)
	return at < end
}

// remove removes a word from a list.
func (e *editor) remove(list *yaml.Node, item string) {
	i := slices.IndexFunc(items(list), func(n *yaml.Node) bool { return n.Value == item })
	refused := &Error{Message: "the list of sets is written in a way that errdocs does not change", Hint: "write it as sets: [a, b]"}
	if list == nil || list.Kind != yaml.SequenceNode {
		e.refuse(refused)
	}
	if e.err != nil || i < 0 {
		return
	}
	at, end := e.extent(list.Content[i])
	switch {
	case at == end:
		e.refuse(refused)
		return
	case list.Style&yaml.FlowStyle == 0: // its line
		line := list.Content[i].Line
		at, end = e.line(line), e.text.Offset(position.At("", line+1, 1))
	case i+1 < len(list.Content):
		end = e.start(list.Content[i+1])
	case i > 0:
		_, at = e.extent(list.Content[i-1])
	}
	e.put(at, end, "")
}

// AddSet adds a set to the sets of a vendor.yaml, after the others. It returns the same file if the set is listed
// already.
func AddSet(file []byte, set string) ([]byte, error) {
	e, err := newEditor(file)
	sets := value(e.root, "sets")
	switch {
	case err == nil && sets != nil && slices.ContainsFunc(sets.Content, func(n *yaml.Node) bool { return n.Value == set }):
		return file, nil
	case err != nil || sets == nil || sets.Kind != yaml.SequenceNode || !e.add(sets, set):
		return nil, &Error{Message: "vendor.yaml has no list of sets to add " + set + " to", Hint: "add sets: [" + set + "]"}
	}
	return e.Bytes(), nil
}

// parse returns the top node of a file. A panic of the library is an error.
func parse(file []byte) (root *yaml.Node, err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("the YAML library cannot read the file")
		}
	}()
	var doc yaml.Node
	if err := yaml.Load(file, &doc, yaml.WithPlugin(limits)); err != nil {
		return nil, err
	}
	if doc.Kind == yaml.DocumentNode && len(doc.Content) > 0 {
		return doc.Content[0], nil
	}
	return &doc, nil
}

// limits refuses what content refuses too.
var limits = loaderlimits.New(loaderlimits.DepthValue(content.MaxDepth), loaderlimits.AliasValue(0))

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

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

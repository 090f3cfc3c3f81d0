package catalogfile

import (
	"bytes"
	"encoding/json"

	"go.yaml.in/yaml/v4"
)

// ToJSON returns a YAML document as JSON with its keys in their order and each value in its line. Aliases and merge keys are left out. Invalid
// YAML is an *Error.
func ToJSON(data []byte) ([]byte, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		return nil, &Error{Message: "this is not YAML: " + err.Error(), Hint: "save the file again"}
	}
	w := &jsonWriter{line: 1}
	w.node(&doc)
	return w.Bytes(), nil
}

type jsonWriter struct {
	bytes.Buffer
	line int
}

func (w *jsonWriter) node(n *yaml.Node) {
	for ; w.line < n.Line; w.line++ {
		w.WriteByte('\n')
	}
	list := func(open, end string, step int) {
		w.WriteString(open)
		for i := 0; i+step <= len(n.Content); i += step {
			if i > 0 {
				w.WriteByte(',')
			}
			if step == 2 {
				w.text(n.Content[i].Value)
				w.WriteByte(':')
			}
			w.node(n.Content[i+step-1])
		}
		w.WriteString(end)
	}
	switch {
	case n.Kind == yaml.DocumentNode && len(n.Content) == 1:
		w.node(n.Content[0])
	case n.Kind == yaml.MappingNode:
		list("{", "}", 2)
	case n.Kind == yaml.SequenceNode:
		list("[", "]", 1)
	case n.Kind == yaml.ScalarNode && n.Tag != "!!null":
		w.text(n.Value)
	default:
		w.WriteString("null")
	}
}

func (w *jsonWriter) text(s string) {
	text, err := json.Marshal(s)
	if err != nil { // texts can always be encoded
		panic(err)
	}
	w.Write(text)
}

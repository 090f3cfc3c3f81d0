package catalogfile

import (
	"bytes"
	"encoding/json"

	"go.yaml.in/yaml/v4"
)

// ToJSON returns a YAML document as JSON with its keys in their order. Aliases and merge keys are left out. Invalid
// YAML is an *Error.
func ToJSON(data []byte) ([]byte, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		return nil, &Error{Message: "this is not YAML: " + err.Error(), Hint: "save the file again"}
	}
	var b bytes.Buffer
	writeJSON(&b, &doc)
	return b.Bytes(), nil
}

func writeJSON(b *bytes.Buffer, n *yaml.Node) {
	list := func(open, end string, step int) {
		b.WriteString(open)
		for i := 0; i+step <= len(n.Content); i += step {
			if i > 0 {
				b.WriteByte(',')
			}
			if step == 2 {
				writeJSONText(b, n.Content[i].Value)
				b.WriteByte(':')
			}
			writeJSON(b, n.Content[i+step-1])
		}
		b.WriteString(end)
	}
	switch {
	case n.Kind == yaml.DocumentNode && len(n.Content) == 1:
		writeJSON(b, n.Content[0])
	case n.Kind == yaml.MappingNode:
		list("{", "}", 2)
	case n.Kind == yaml.SequenceNode:
		list("[", "]", 1)
	case n.Kind == yaml.ScalarNode && n.Tag != "!!null":
		writeJSONText(b, n.Value)
	default:
		b.WriteString("null")
	}
}

func writeJSONText(b *bytes.Buffer, s string) {
	text, err := json.Marshal(s)
	if err != nil { // texts can always be encoded
		panic(err)
	}
	b.Write(text)
}

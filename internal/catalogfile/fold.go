package catalogfile

import "go.yaml.in/yaml/v4"

// Fold reads a YAML document and makes a value of each node, from those of its members or items: open is { or [, 0 for a
// text. Keys stay in their order; aliases and null are empty texts. Invalid YAML is an *Error.
func Fold[V any](data []byte, value func(open rune, keys []string, items []V, text string, line int) V) (v V, err error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		return v, &Error{Message: "this is not YAML: " + err.Error(), Hint: "save the file again"}
	}
	var fold func(n *yaml.Node) V
	fold = func(n *yaml.Node) V {
		open, step, text := rune(0), 1, ""
		switch {
		case n.Kind == yaml.DocumentNode && len(n.Content) == 1:
			return fold(n.Content[0])
		case n.Kind == yaml.MappingNode:
			open, step = '{', 2
		case n.Kind == yaml.SequenceNode:
			open = '['
		case n.Kind == yaml.ScalarNode && n.Tag != "!!null":
			text = n.Value
		}
		var keys []string
		var items []V
		for i := 0; i+step <= len(n.Content); i += step {
			if step == 2 {
				keys = append(keys, n.Content[i].Value)
			}
			items = append(items, fold(n.Content[i+step-1]))
		}
		return value(open, keys, items, text, n.Line)
	}
	return fold(&doc), nil
}

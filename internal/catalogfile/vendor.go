package catalogfile

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/errdocs/errdocs/internal/position"
)

// AddSet adds a set to the sets of a vendor.yaml, after the others. It returns the same file if the set is listed
// already.
func AddSet(file []byte, set string) ([]byte, error) {
	refused := &Error{Message: "vendor.yaml has no list of sets to add " + set + " to", Hint: "add sets: [" + set + "]"}
	root, err := parse(file)
	if err != nil {
		return nil, refused
	}
	sets := value(root, "sets")
	if sets == nil || sets.Kind != yaml.SequenceNode {
		return nil, refused
	}
	if slices.ContainsFunc(sets.Content, func(n *yaml.Node) bool { return n.Value == set }) {
		return file, nil
	}
	e := addition(file, sets, set)
	if e == nil {
		return nil, refused
	}
	return splice(file, []edit{*e}), nil
}

// addition returns the edit that adds a word to a list, nil for an empty list that spans lines or contains a comment.
func addition(file []byte, list *yaml.Node, word string) *edit {
	text := position.NewText("", file)
	n := len(list.Content)
	if n == 0 {
		at := start(text, list)
		inside, _, ok := strings.Cut(strings.TrimPrefix(string(file[at:]), "["), "]")
		if !ok || strings.Trim(inside, " \t") != "" {
			return nil
		}
		return &edit{at + 1, at + 1 + len(inside), word}
	}
	at := start(text, list.Content[n-1])
	rest := string(file[at:])
	if list.Style&yaml.FlowStyle == 0 { // a new line, after a comment on the same line
		line, _, _ := strings.Cut(rest, "\n")
		at += len(strings.TrimRight(line, "\r"))
		item := "\n" + strings.Repeat(" ", list.Column-1) + "- " + word
		return &edit{at, at, withBreaksOf(file, item)}
	}
	if i := strings.IndexAny(rest, ",]\n\r#"); i >= 0 {
		rest = rest[:i]
	}
	at += len(strings.TrimRight(rest, " "))
	return &edit{at, at, ", " + word}
}

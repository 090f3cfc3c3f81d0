package catalogfile

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/position"
)

// FixOrigins returns the set files of a catalog in which some answer does not say who states it, with a line that says
// it for all of these: "origins: ours". Every other byte stays. A catalog in which each answer says it gives no files.
func FixOrigins(fsys fs.FS, origin content.Origin) ([]File, error) {
	names, err := withoutOrigins(fsys)
	if err != nil {
		return nil, err
	}
	var files []File
	for _, name := range names {
		old, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		data, err := AddOrigins(old, origin)
		if err != nil {
			return nil, in(name, err)
		}
		if string(data) != string(old) {
			files = append(files, File{name, data})
		}
	}
	return files, nil
}

// withoutOrigins returns the set files in which answers lack an origin. Those of a class are said by its vendor's sets.
func withoutOrigins(fsys fs.FS) ([]string, error) {
	found, err := problems(fsys)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, p := range found {
		if p.Rule != "origin" {
			continue
		}
		if folder, file := path.Split(p.File); file == "vendor.yaml" {
			sets, _ := fs.Glob(fsys, folder+"*.yaml") // the pattern is well formed
			names = append(names, slices.DeleteFunc(sets, func(name string) bool { return name == p.File })...)
			continue
		}
		names = append(names, p.File)
	}
	slices.Sort(names)
	return slices.Compact(names), nil
}

// AddOrigins adds the origin of all answers that do not say theirs to a set file. A file that has one stays as it is.
func AddOrigins(file []byte, origin content.Origin) ([]byte, error) {
	e, err := newEditor(file)
	if err != nil {
		return nil, &Error{Message: "the set file cannot be read as YAML", Hint: "errdocs check shows what is wrong with it"}
	}
	key := firstKey(e.root, "defaults", "codes")
	switch o := value(e.root, "origins"); {
	case o != nil && (o.Kind != yaml.MappingNode || value(o, "default") != nil):
		return file, nil
	case o != nil:
		e.intoMapping(o, "default: "+string(origin))
	case key == nil || e.root.Style&yaml.FlowStyle != 0:
		return nil, &Error{Message: "the set file has no list of codes in block style", Hint: "add the line origins: " + string(origin)}
	default:
		at := e.line(aboveComments(e.text, key.Line))
		e.put(at, at, "origins: "+string(origin)+"\n")
	}
	return e.Bytes(), nil
}

// intoMapping puts a key before the others of a mapping.
func (e *editor) intoMapping(n *yaml.Node, text string) {
	if n.Style&yaml.FlowStyle != 0 {
		at := e.start(n) + len("{")
		if len(n.Content) > 0 {
			text += ", "
		}
		e.put(at, at, text)
		return
	}
	first := n.Content[0]
	at := e.line(first.Line)
	e.put(at, at, strings.Repeat(" ", first.Column-1)+text+"\n")
}

// firstKey returns the key of a mapping that comes first of some, nil where it has none of them.
func firstKey(root *yaml.Node, keys ...string) *yaml.Node {
	for pair := range slices.Chunk(root.Content, 2) {
		if slices.Contains(keys, pair[0].Value) {
			return pair[0]
		}
	}
	return nil
}

// aboveComments returns the first of the lines of comments directly above a line, or the line itself. Comments at the
// start of a file are about the file.
func aboveComments(file *position.Text, line int) int {
	at := line
	for at > 1 && strings.HasPrefix(file.Line(at-1), "#") {
		at--
	}
	if at == 1 {
		return line
	}
	return at
}

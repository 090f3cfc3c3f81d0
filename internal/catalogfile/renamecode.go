package catalogfile

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/pattern"
)

// renameCode gives a code another spelling, moves it to another set, or both.
func (r *Renaming) renameCode() {
	c := r.code
	from := setFile(c.Set.Vendor.ID, c.Set.ID)
	_, spelling := inSet(r.New)
	if r.entry(from, spelling); r.done {
		return
	}
	if c.Note != nil {
		r.moved[c.Note.File] = path.Join("vendors", r.target.Vendor.ID, r.target.ID, content.Slug(spelling)+".md")
	}
	if r.target != c.Set && r.err == nil {
		r.fail(r.moveEntry(from, setFile(r.target.Vendor.ID, r.target.ID), spelling))
	}
}

// entry changes the code's own entry: its spelling, its slug and its former ids.
func (r *Renaming) entry(file, spelling string) {
	c := r.code
	r.edit(file, func(e *editor) {
		codes := value(e.root, "codes")
		i := slices.IndexFunc(items(codes), func(n *yaml.Node) bool { return word(n, "code") == c.Code })
		if i < 0 {
			if codes != nil {
				e.refuse(&Error{Message: fmt.Sprintf("no entry has the code %s", c.Code), Hint: "errdocs check shows what is wrong with it"})
			}
			return
		}
		n := codes.Content[i]
		if r.addFormer(e, n, "code", "moved_from", r.formerID()); r.done {
			return
		}
		if spelling != c.Code {
			e.replace(value(n, "code"), spelling)
		}
		for _, alias := range c.Aliases {
			if list := value(n, "aliases"); content.Fold(alias) == content.Fold(spelling) && list.Kind == yaml.SequenceNode {
				e.remove(list, alias)
			}
		}
		e.replace(value(n, "slug"), content.Slug(spelling))
	})
}

// formerID returns the code's id before as its moved_from says it: as short as possible, spelled as it was.
func (r *Renaming) formerID() string {
	set, name := inSet(r.Old)
	if !r.done && content.Slug(r.code.Code) == name && !strings.Contains(r.code.Code, "/") {
		name = r.code.Code
	}
	return relative(set+"/"+name, r.target.Vendor.ID+"/"+r.target.ID, 1)
}

// moveEntry takes the code's entry out of a set file and puts it into another one, with the defaults of its set that
// the other does not have.
func (r *Renaming) moveEntry(from, to, spelling string) error {
	text := map[string]*Set{}
	for _, name := range []string{from, to} {
		var err error
		if text[name], err = ParseSet(r.text(name)); err != nil {
			return in(name, err)
		}
	}
	a, b := text[from], text[to]
	if len(a.Entries) == 1 {
		return &Error{File: from, Line: a.Entries[0].Line, Message: "it is the only code of its set", Hint: "rename the set instead, or add another code first"}
	}
	e := a.byCode[spelling]
	if e == nil {
		return &Error{File: from, Message: "no entry has the code " + spelling, Hint: "errdocs check shows what is wrong with it"}
	}
	own, err := a.inherited(r.code, b)
	if err != nil {
		return err
	}
	start, end := a.line(e.Line), a.line(e.last+1)
	lines := strings.ReplaceAll(string(a.text.Bytes[start:end]), "\r\n", "\n")
	block, err := reindented(strings.TrimRight(lines, "\n")+"\n", a.codes.Column, b.codes.Column, own)
	if err != nil {
		return in(from, err)
	}
	a.put(start, end, "")
	r.texts[from] = a.Bytes()
	if len(b.Entries) == 0 {
		if err := b.openList(); err != nil {
			return in(to, err)
		}
	}
	b.insert(block, b.before(spelling))
	r.texts[to] = b.Bytes()
	return nil
}

// inherited returns the facts that a code takes from the defaults of its set, as lines of YAML. Those that the other set
// has, too, are left out.
func (f *Set) inherited(c *content.Code, other *Set) (lines []string, err error) {
	defaults, theirs := value(f.root, "defaults"), value(other.root, "defaults")
	for _, key := range slices.Sorted(maps.Keys(c.Inherited)) {
		v := value(defaults, key)
		if c.Inherited[key] != "set" || v == nil || value(theirs, key) != nil && same(v, value(theirs, key)) {
			continue
		}
		if key == "http" && v.Kind == yaml.SequenceNode { // of a set it is a judgment, of a code what the vendor states
			v = &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map", Style: yaml.FlowStyle, Content: []*yaml.Node{scalarNode("is"), v, scalarNode("origin"), scalarNode(string(c.HTTP.Origin))}}
		}
		data, err := yaml.Marshal(&yaml.Node{Kind: yaml.MappingNode, Tag: "!!map", Content: []*yaml.Node{scalarNode(key), v}})
		if err != nil {
			return nil, fmt.Errorf("write %s: %w", key, err)
		}
		lines = append(lines, strings.Split(strings.TrimRight(string(data), "\n"), "\n")...)
	}
	return lines, nil
}

func scalarNode(s string) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: s}
}

var flowEntry = pattern.New(`^ *- *\{`)

// reindented returns an entry of a list at one column for a list at another, with lines of further keys.
func reindented(block string, from, to int, own []string) (string, error) {
	var b strings.Builder
	for line := range strings.Lines(block) {
		trimmed := strings.TrimLeft(line, " ")
		if trimmed == "\n" {
			b.WriteString("\n")
			continue
		}
		b.WriteString(strings.Repeat(" ", max(len(line)-len(trimmed)+to-from, 0)) + trimmed)
	}
	if len(own) > 0 && flowEntry.MatchString(block) {
		return "", &Error{Message: "the entry is written in braces, and some of its answers come from the defaults of its set", Hint: "write its keys one below the other"}
	}
	column := to - 1 + len(block[from-1:]) - len(strings.TrimLeft(block[from:], " "))
	for _, line := range own {
		b.WriteString(strings.Repeat(" ", column) + line + "\n")
	}
	return b.String(), nil
}

// judged are the facts that a set can give to its codes.
var judged = []string{"category", "grpc", "http", "fault", "next_step", "retry", "outcome", "user_message", "state_after", "actions", "where"}

// Differs returns the facts of a moved code that its new set would change.
func (r *Renaming) Differs(was, is *content.Catalog) (fields []string) {
	for _, d := range content.Diff(was, is) {
		if r.What != "code" || d.Old == nil || d.New == nil || d.Old.ID() != r.Old {
			continue
		}
		for _, f := range d.Fields {
			if key, _, _ := strings.Cut(f.Field, "."); slices.Contains(judged, key) {
				fields = append(fields, fmt.Sprintf("%s (%s → %s)", f.Field, cmp.Or(f.Old, "none"), cmp.Or(f.New, "none")))
			}
		}
	}
	return fields
}

// Package script joins ES modules, so that a page waits for one file and not for several in a row, and makes them small.
package script

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/pattern"
)

var (
	imports = pattern.New(`^import \{([^}]*)\} from "\./([\w-]+\.js)";\n`)
	exports = pattern.New(`^export ((?:async )?(?:function|const|class) (\w+))`)
	several = pattern.New(`^export const (\w+ = [^,;=]+(?:, \w+ = [^,;=]+)+);\n?$`)
	goesOn  = pattern.New(`^export const [^({\[]*,\n$`) // and has names on the next line
	other   = pattern.New(`^(?:import|export)\b`)       // imports and exports of other forms
	comment = pattern.New(`(?m)^ *//.*\n|\n+$`)
	blank   = pattern.New(`\n\n+`)
	alias   = pattern.New(`(\w+) as (\w+)`)
)

// Modules are the modules of a folder, by name.
type Modules map[string]*module

type module struct {
	text     string
	imported []string // modules of the same folder
	entry    string   // the text with its imports as constants
	body     string   // the same without the word export
	names    []string // that it exports
	plain    bool     // the body can be that of a function: it has no other imports and exports, and no await outside of functions
}

// Read reads the modules of a folder.
func Read(files map[string]string) Modules {
	all := Modules{}
	for name, text := range files {
		all[name] = read(text)
	}
	return all
}

// Imported returns the modules of the same folder that a module imports when it is loaded.
func (all Modules) Imported(name string) []string { return all[name].imported }

// Needs returns what a module imports, and what these import.
func (all Modules) Needs(name string) []string {
	var list []string
	var add func(name string)
	add = func(name string) {
		if all[name] == nil {
			return
		}
		for _, needed := range all[name].imported {
			if !slices.Contains(list, needed) {
				list = append(list, needed)
				add(needed)
			}
		}
	}
	add(name)
	return list
}

// Shared returns the modules that are larger than size in all, if each is joined with what imports it: without the first time.
func (all Modules) Shared(size int) []string {
	imported, entries := map[string]bool{}, map[string]int{}
	for _, m := range all {
		for _, name := range m.imported {
			imported[name] = true
		}
	}
	for name := range all {
		if !imported[name] {
			for _, needed := range all.Needs(name) {
				entries[needed]++
			}
		}
	}
	return slices.DeleteFunc(slices.Sorted(maps.Keys(entries)), func(name string) bool {
		return all[name] == nil || (entries[name]-1)*len(all[name].text) <= size
	})
}

// Join returns a module joined with those that it imports, and these with what they import. Each becomes a
// function that is called at once and returns what it exports, so that its other names stay its own. ok is false where that
// could change what a module does: it is to be left as it is. Apart has the files that modules are imported from: their own,
// or one that was joined with them and has what Exports returns.
func (all Modules) Join(entry string, apart map[string]string) (joined string, ok bool) {
	if file := apart[entry]; file != "" && file != entry {
		return fmt.Sprintf("import { %[1]s } from \"./%[2]s\";\nexport const { %[3]s } = %[1]s;\n", constant(entry), file, strings.Join(all[entry].names, ", ")), true
	}
	j := joiner{modules: all, apart: apart}
	if !j.add(entry) {
		return all[entry].text, false
	}
	return j.b.String(), true
}

// Exports returns the line by which a joined module hands on the modules that are in it.
func Exports(names []string) string {
	var b strings.Builder
	for _, name := range names {
		b.WriteString(", " + constant(name))
	}
	return "export {" + b.String()[1:] + " };\n"
}

type joiner struct {
	modules Modules
	apart   map[string]string
	b       strings.Builder
	done    []string
	path    []string // from the entry to the module at hand
}

// add adds a module after those that it imports.
func (j *joiner) add(name string) bool {
	m := j.modules[name]
	if slices.Contains(j.done, name) || m == nil || slices.Contains(j.path, name) {
		return m != nil && !slices.Contains(j.path, name)
	}
	if file := j.apart[name]; len(j.path) > 0 && file != "" {
		j.done = append(j.done, name)
		what := "* as " + constant(name)
		if file != name {
			what = "{ " + constant(name) + " }"
		}
		fmt.Fprintf(&j.b, "import %s from \"./%s\";\n", what, file)
		return true
	}
	j.path = append(j.path, name)
	for _, needed := range m.imported {
		if !j.add(needed) {
			return false
		}
	}
	j.path = j.path[:len(j.path)-1]
	j.done = append(j.done, name)
	if len(j.path) == 0 {
		j.b.WriteString(m.entry + "\n")
	} else {
		fmt.Fprintf(&j.b, "const %s = (() => {\n%s\nreturn { %s };\n})();\n", constant(name), m.body, strings.Join(m.names, ", "))
	}
	return m.plain
}

// read reads a module line by line.
func read(text string) *module {
	m := &module{text: text, plain: !strings.Contains(text, "import.meta")}
	var entry, body strings.Builder
	var more []string
	for line := range strings.Lines(text) {
		bare := line
		if in := imports.FindStringSubmatch(line); in != nil {
			m.imported = append(m.imported, in[2])
			line = fmt.Sprintf("const {%s} = %s;\n", alias.ReplaceAllString(in[1], "$1: $2"), constant(in[2]))
			bare = line
		} else if out := exports.FindStringSubmatch(line); out != nil {
			m.names = append(m.names, out[2])
			more = append(more, further(line)...)
			m.plain = m.plain && !goesOn.MatchString(line)
			bare = strings.TrimPrefix(line, "export ")
		}
		m.plain = m.plain && !other.MatchString(bare) && (bare[0] == ' ' || !strings.Contains(bare, "await ") || strings.Contains(bare, "async "))
		entry.WriteString(line)
		body.WriteString(bare)
	}
	m.names = append(m.names, more...)
	m.entry, m.body = strings.TrimSpace(entry.String()), strings.TrimSpace(body.String())
	return m
}

// further returns the names that a line exports after the first.
func further(line string) []string {
	var names []string
	if m := several.FindStringSubmatch(line); m != nil {
		for _, declared := range strings.Split(m[1], ", ")[1:] {
			name, _, _ := strings.Cut(declared, " = ")
			names = append(names, name)
		}
	}
	return names
}

// Bare returns a module without empty lines and lines of comments. One with texts over several lines, which may have such
// lines too, stays as it is.
func Bare(text string) string {
	if hasLongTexts(text) {
		return text
	}
	return blank.ReplaceAllString(strings.TrimSpace(comment.ReplaceAllString(text, "")), "\n") + "\n"
}

func hasLongTexts(text string) bool {
	open := 0
	for line := range strings.Lines(text) {
		open += strings.Count(line, "`") % 2
	}
	return open > 1
}

// constant returns the name of what a module exports.
func constant(name string) string {
	return "$" + strings.ReplaceAll(strings.TrimSuffix(name, ".js"), "-", "_")
}

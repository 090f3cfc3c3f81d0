// Package script joins ES modules, so that a page waits for one file and not for several in a row, and makes them small.
package script

import (
	"fmt"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/pattern"
)

var (
	imports = pattern.New(`^import (?:(\{[^}]*\})|\* as ([\w$]+)) from "\./([\w-]+\.js)";\n`)
	exports = pattern.New(`^export ((?:async )?(?:function|const|class) (\w+))`)
	several = pattern.New(`^export const (\w+ = [^,;=]+(?:, \w+ = [^,;=]+)+);\n?$`)
	made    = pattern.New(`^export (const \{ ([\w, ]+) \} = \(\(\) => \{\n)$`) // by Join
	goesOn  = pattern.New(`^export const [^({\[]*,\n$`)                        // and has names on the next line
	other   = pattern.New(`^(?:import|export)\b`)                              // imports and exports of other forms
	comment = pattern.New(`(?m)^ *//.*\n|\n+$`)
	blank   = pattern.New(`\n\n+`)
	alias   = pattern.New(`(\w+) as (\w+)`)
)

// Modules are the modules of a folder, by name.
type Modules map[string]*module

type module struct {
	text     string
	imported []string // modules of the same folder
	body     string   // the text with its imports as constants, and without the word export
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

// Join returns a module joined with those that it imports, and these with what they import. Each becomes a function that is
// called at once and returns what it exports, so that its other names stay its own, and can be made short. ok is false where
// that could change what a module does: it is to be left as it is. Apart has the files that modules are imported from: their
// own, or one that they were joined with, which exports them if it was joined to hand them on.
func (all Modules) Join(entry string, apart map[string]string, handOn ...string) (joined string, ok bool) {
	m, file := all[entry], apart[entry]
	if file != "" && file != entry {
		return fmt.Sprintf("import { %[1]s } from \"./%[2]s\";\nexport const { %[3]s } = %[1]s;\n", constant(entry), file, strings.Join(m.names, ", ")), true
	}
	j := joiner{modules: all, apart: apart}
	if !j.addAll(m.imported) || !j.addAll(handOn) || !m.plain {
		return m.text, false
	}
	names := slices.Clone(m.names)
	for _, name := range handOn {
		names = append(names, constant(name))
	}
	switch {
	case len(names) > 0:
		joined = fmt.Sprintf("export const { %s } = %s", strings.Join(names, ", "), called(j.b.String()+m.body, names))
	case len(m.imported) > 0:
		joined = called(j.b.String()+m.body, nil)
	default:
		joined = m.body + "\n" // what is not a module has names for others, too
	}
	return j.imports.String() + joined, true
}

// called returns statements as a function that is called at once and returns some of their names.
func called(body string, names []string) string {
	return fmt.Sprintf("(() => {\n%s\nreturn { %s };\n})();\n", body, strings.Join(names, ", "))
}

type joiner struct {
	modules    Modules
	apart      map[string]string
	imports, b strings.Builder
	done       []string
}

// addAll adds modules that are not there.
func (j *joiner) addAll(names []string) bool {
	for _, name := range names {
		if !slices.Contains(j.done, name) && !j.add(name) {
			return false
		}
	}
	return true
}

// add adds a module after those that it imports.
func (j *joiner) add(name string) bool {
	m := j.modules[name]
	if m == nil || slices.Contains(j.modules.Needs(name), name) {
		return false
	}
	j.done = append(j.done, name)
	if file := j.apart[name]; file == name {
		fmt.Fprintf(&j.imports, "import * as %s from \"./%s\";\n", constant(name), file)
		return true
	} else if file != "" {
		fmt.Fprintf(&j.imports, "import { %s } from \"./%s\";\n", constant(name), file)
		return true
	}
	ok := j.addAll(m.imported)
	fmt.Fprintf(&j.b, "const %s = %s", constant(name), called(m.body, m.names))
	return ok && m.plain
}

// read reads a module line by line.
func read(text string) *module {
	m := &module{text: text, plain: !strings.Contains(text, "import.meta")}
	var body strings.Builder
	var more []string
	for line := range strings.Lines(text) {
		bare := line
		if in := imports.FindStringSubmatch(line); in != nil {
			m.imported = append(m.imported, in[3])
			if bare = ""; in[2] != constant(in[3]) { // the name that Join gives it
				bare = fmt.Sprintf("const %s = %s;\n", alias.ReplaceAllString(in[1], "$1: $2")+in[2], constant(in[3]))
			}
		} else if out := exports.FindStringSubmatch(line); out != nil {
			m.names = append(m.names, out[2])
			more = append(more, further(line)...)
			m.plain = m.plain && !goesOn.MatchString(line)
			bare = strings.TrimPrefix(line, "export ")
		} else if out := made.FindStringSubmatch(line); out != nil {
			bare, more = out[1], strings.Split(out[2], ", ")
		}
		m.plain = m.plain && !other.MatchString(bare) && (strings.HasPrefix(bare, " ") || !strings.Contains(bare, "await ") || strings.Contains(bare, "async "))
		body.WriteString(bare)
	}
	m.names = append(m.names, more...)
	m.body = strings.TrimSpace(body.String())
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

// Package script joins ES modules, so that a page waits for one file and not for several in a row.
package script

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

var (
	imports = regexp.MustCompile(`(?m)^import \{([^}]*)\} from "\./([\w-]+\.js)";\n`)
	exports = regexp.MustCompile(`(?m)^export ((?:async )?(?:function|const|class) (\w+))`)
	several = regexp.MustCompile(`(?m)^export const (\w+ = [^,;=]+(?:, \w+ = [^,;=]+)+);$`)
	comment = regexp.MustCompile(`(?m)^ *//.*\n|\n+$`)
	blank   = regexp.MustCompile(`\n\n+`)
	alias   = regexp.MustCompile(`(\w+) as (\w+)`)

	// other finds imports and exports of other forms, and the address of a module.
	other = regexp.MustCompile(`(?m)^(?:import|export)\b|\bimport\.meta\b`)
)

// Imported returns the modules of the same folder that a module imports when it is loaded.
func Imported(text string) []string {
	var names []string
	for _, m := range imports.FindAllStringSubmatch(text, -1) {
		names = append(names, m[2])
	}
	return names
}

// Join returns a module joined with those that it imports, and these with what they import. Each becomes a
// function that is called at once and returns what it exports, so that its other names stay its own. ok is false where that
// could change what a module does: it is to be left as it is.
func Join(files map[string]string, entry string) (joined string, ok bool) {
	j := joiner{files: files}
	if !j.add(entry) {
		return files[entry], false
	}
	return j.b.String(), true
}

type joiner struct {
	files map[string]string
	b     strings.Builder
	done  []string
	path  []string // from the entry to the module at hand
}

// add adds a module after those that it imports.
func (j *joiner) add(name string) bool {
	text, known := j.files[name]
	if slices.Contains(j.done, name) || !known || slices.Contains(j.path, name) {
		return known && !slices.Contains(j.path, name)
	}
	j.path = append(j.path, name)
	for _, needed := range Imported(text) {
		if !j.add(needed) {
			return false
		}
	}
	j.path = j.path[:len(j.path)-1]
	j.done = append(j.done, name)
	text = inner(text)
	if len(j.path) == 0 {
		j.b.WriteString(exports.ReplaceAllString(text, "export $1") + "\n")
		return isPlain(exports.ReplaceAllString(text, "$1"))
	}
	names := exported(text)
	text = exports.ReplaceAllString(text, "$1")
	fmt.Fprintf(&j.b, "const %s = (() => {\n%s\nreturn { %s };\n})();\n", constant(name), text, strings.Join(names, ", "))
	return isPlain(text)
}

// exported returns the names that a module exports.
func exported(text string) []string {
	var names []string
	for _, m := range exports.FindAllStringSubmatch(text, -1) {
		names = append(names, m[2])
	}
	for _, m := range several.FindAllStringSubmatch(text, -1) {
		for _, declared := range strings.Split(m[1], ", ")[1:] {
			name, _, _ := strings.Cut(declared, " = ")
			names = append(names, name)
		}
	}
	return names
}

// isPlain reports whether a module can be the body of a function: without other imports and exports, and without an await
// outside of functions.
func isPlain(text string) bool {
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, " ") && strings.Contains(line, "await ") && !strings.Contains(line, "async ") {
			return false
		}
	}
	return !other.MatchString(text)
}

// Bare returns a module without empty lines and lines of comments. One with texts over several lines, which may have such
// lines too, stays as it is.
func Bare(text string) string {
	open := 0
	for line := range strings.Lines(text) {
		open += strings.Count(line, "`") % 2
	}
	if open > 1 {
		return text
	}
	return blank.ReplaceAllString(strings.TrimSpace(comment.ReplaceAllString(text, "")), "\n") + "\n"
}

// inner returns a module with its imports as constants.
func inner(text string) string {
	text = imports.ReplaceAllStringFunc(text, func(s string) string {
		m := imports.FindStringSubmatch(s)
		return fmt.Sprintf("const {%s} = %s;\n", alias.ReplaceAllString(m[1], "$1: $2"), constant(m[2]))
	})
	return strings.TrimSpace(text)
}

// constant returns the name of what a module exports.
func constant(name string) string {
	return "$" + strings.ReplaceAll(strings.TrimSuffix(name, ".js"), "-", "_")
}

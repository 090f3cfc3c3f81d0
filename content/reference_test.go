package content

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"github.com/errdocs/errdocs/internal/golden"
)

// TestReference compares the reference of the guide with the types that the loader decodes into; -update writes it. A page
// lists every key of a kind of file: what it is, what it takes, an example from the default catalog, and its rules. Each
// word of a list has a meaning there, but for the languages of samples.
func TestReference(t *testing.T) {
	languages := map[string]bool{}
	for _, l := range LanguageIDs() {
		languages[l] = true
	}
	for _, s := range schemaKinds {
		text := reference(t, s)
		golden.File(t, "errdocs/pages/guide/reference/"+s.Name+".md", text)
		for _, m := range regexp.MustCompile("(?m)^ *- `([^`]*)`$").FindAllStringSubmatch(text, -1) {
			if !languages[m[1]] {
				t.Errorf("%s.md does not say what %s means", s.Name, m[1])
			}
		}
	}
}

// referencePage is a page while it is written. Mappings that occur in several places have one section.
type referencePage struct {
	strings.Builder
	definitions schemaGenerator
	examples    map[string]string // by path: "codes.retry.policy"
	queue       []referenceSection
	seen        map[*jsonSchema]string // the headings of the sections
}

type referenceSection struct {
	name, path string
	schema     *jsonSchema
}

func reference(t *testing.T, kind SchemaFile) string {
	k := schemaTypes[kind.Name]
	r := &referencePage{definitions: schemaGenerator{}, examples: examplesOf(t, kind), seen: map[*jsonSchema]string{}}
	root := r.definitions.schemaOf(k.of, &field{})
	fmt.Fprintf(r, "---\ntitle: %q\nsummary: %q\n---\n\n", "Reference: "+path.Base(kind.Files), "Every key of "+kind.Files+", with its values and rules.")
	fmt.Fprintf(r, "`errdocs help format KEY` prints the same in a terminal. Rules for all keys: [unknown-key](errdocs/rules/unknown-key/), [required](errdocs/rules/required/),\n[wrong-kind](errdocs/rules/wrong-kind/), and for words of a list, [closed-list](errdocs/rules/closed-list/).\n")
	r.mapping("The file", "", root)
	for len(r.queue) > 0 {
		s := r.queue[0]
		r.queue = r.queue[1:]
		r.section(s)
	}
	return r.String()
}

// mapping queues the section of the mapping that a schema has, and returns its heading, "" if it has none.
func (r *referencePage) mapping(name, at string, s *jsonSchema) string {
	if s == nil {
		return ""
	}
	s = r.resolve(s)
	switch {
	case s.Items != nil:
		return r.mapping(name, at, s.Items)
	case s.Properties == nil:
		for _, form := range s.AnyOf {
			if heading := r.mapping(name, at, form); heading != "" {
				return heading
			}
		}
		return ""
	case r.seen[s] == "":
		r.seen[s] = name
		r.queue = append(r.queue, referenceSection{name, at, s})
	}
	return r.seen[s]
}

func (r *referencePage) section(s referenceSection) {
	fmt.Fprintf(r, "\n## %s\n", s.name)
	if s.schema.Description != "" {
		fmt.Fprintf(r, "\n%s\n", plainly(s.schema.Description))
	}
	for _, key := range slices.Sorted(maps.Keys(s.schema.Properties)) {
		p := s.schema.Properties[key]
		at := strings.TrimPrefix(s.path+"."+key, ".")
		term := "`" + key + "`"
		if slices.Contains(s.schema.Required, key) {
			term += " (required)"
		}
		takes := r.takes(p)
		if heading := r.mapping("`"+at+"`", at, p); heading != "" {
			takes += ", see *" + strings.Trim(heading, "`") + "*"
		}
		fmt.Fprintf(r, "\n%s\n: %s\n", term, strings.TrimSpace(plainly(p.Description)+" Takes "+takes+"."))
		if values := r.valuesOf(p); len(values) > 0 {
			fmt.Fprintf(r, "\n    %s\n", strings.Join(values, "\n    "))
		}
		if example := r.examples[at]; example != "" {
			fmt.Fprintf(r, "\n    Example: `%s: %s`\n", key, example)
		}
		if len(p.rules) > 0 {
			fmt.Fprintf(r, "\n    Rules: %s\n", strings.Join(p.rules, ", "))
		}
	}
}

var docComment = regexp.MustCompile(`^[A-Z]\w+ (?:says|is|are) (\w)`)

// plainly returns a description without the name of the type that its comment starts with.
func plainly(about string) string {
	return docComment.ReplaceAllStringFunc(strings.ReplaceAll(about, "<", `\<`), func(s string) string { return strings.ToUpper(s[len(s)-1:]) })
}

// resolve returns the definition that a schema refers to, or the schema.
func (r *referencePage) resolve(s *jsonSchema) *jsonSchema {
	if len(s.AllOf) > 0 && s.AllOf[0].Ref != "" {
		return r.definitions[strings.TrimPrefix(s.AllOf[0].Ref, "#/definitions/")]
	}
	return s
}

// takes says what values a schema accepts.
func (r *referencePage) takes(s *jsonSchema) string {
	s = r.resolve(s)
	switch {
	case len(s.AnyOf) > 0:
		var forms []string
		for _, form := range s.AnyOf {
			forms = append(forms, r.takes(form))
		}
		return strings.Join(slices.Compact(forms), " or ")
	case s.Type == "array":
		text := "a list, each " + r.takes(s.Items)
		if s.MaxItems > 0 {
			text = fmt.Sprintf("a list of at most %d, each %s", s.MaxItems, r.takes(s.Items))
		}
		return text
	case len(s.Enum) > 0:
		return "a word of a list"
	case s.Type == "boolean":
		return "`true` or `false`"
	case s.Type == "integer" && s.Maximum != nil && *s.Maximum < 1e9:
		return fmt.Sprintf("a whole number from %d to %d", *s.Minimum, *s.Maximum)
	case s.Type == "integer":
		return "a whole number"
	case s.Type == "number":
		return "a number"
	case s.Type == "object":
		return "a mapping"
	}
	if s.MaxLength < MaxString && s.MaxLength > 0 {
		return fmt.Sprintf("text of at most %d bytes", s.MaxLength)
	}
	return "text"
}

// valuesOf lists the words that a schema accepts, with what they mean.
func (r *referencePage) valuesOf(s *jsonSchema) []string {
	s = r.resolve(s)
	for _, form := range append([]*jsonSchema{s, s.Items}, s.AnyOf...) {
		if form == nil || len(form.Enum) == 0 {
			continue
		}
		var values []string
		for i, word := range form.Enum {
			line := "- `" + word + "`"
			if i < len(form.EnumAbout) && form.EnumAbout[i] != "" {
				line += ": " + form.EnumAbout[i]
			}
			values = append(values, line)
		}
		return values
	}
	return nil
}

// examplesOf returns the shortest value of each key in the files of a kind in the default catalog.
func examplesOf(t *testing.T, kind SchemaFile) map[string]string {
	all := map[string]string{}
	for _, name := range yamlFiles(t, Default()) {
		if name != kind.Files && (path.Base(name) != path.Base(kind.Files)) == (kind.Name != "set" || path.Dir(name) == "." || path.Base(name) == vendorFile) {
			continue
		}
		text, err := fs.ReadFile(Default(), name)
		if err != nil {
			t.Fatal(err)
		}
		var v any
		if err := yaml.Load(text, &v); err != nil {
			t.Fatal(err)
		}
		collectExamples(all, "", v)
	}
	return all
}

func collectExamples(all map[string]string, at string, v any) {
	switch v := v.(type) {
	case map[string]any:
		for key, value := range v {
			collectExamples(all, strings.TrimPrefix(at+"."+key, "."), value)
		}
	case []any:
		for _, item := range v {
			fields, _ := item.(map[string]any)
			for key, value := range fields {
				collectExamples(all, strings.TrimPrefix(at+"."+key, "."), value)
			}
		}
	}
	if at == "" {
		return
	}
	text, err := json.Marshal(v)
	const most = 70
	if err != nil || len(text) > most || strings.Contains(string(text), "`") {
		return
	}
	if old := all[at]; old == "" || cmp.Or(cmp.Compare(len(text), len(old)), cmp.Compare(string(text), old)) < 0 {
		all[at] = string(text)
	}
}

package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"path"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/errdocs/errdocs/site/record"
)

// validate checks a decoded JSON value against a decoded schema and returns what is wrong with the value.
// It knows those keywords of draft-07 that the site's schemas use; another one is a mistake in the schema.
func validate(schema, v any, at string) []string {
	document, _ := schema.(map[string]any)
	definitions, _ := document["definitions"].(map[string]any)
	return validator(definitions).validate(schema, v, at)
}

// A validator has the definitions of a document.
type validator map[string]any

func (d validator) validate(schema, v any, at string) []string {
	wrong := func(format string, args ...any) []string { return []string{at + ": " + fmt.Sprintf(format, args...)} }
	if schema == false {
		return wrong("must not be there")
	}
	s, ok := schema.(map[string]any)
	if !ok {
		return wrong("%v is no schema", schema)
	}
	var all []string
	for _, keyword := range slices.Sorted(maps.Keys(s)) {
		switch arg := s[keyword]; keyword {
		case "$schema", "$id", "title", "description":
		case "type":
			if !isType(v, arg.(string)) {
				return wrong("%v is no %v", v, arg)
			}
		case "enum":
			if !slices.ContainsFunc(arg.([]any), func(x any) bool { return reflect.DeepEqual(x, v) }) {
				all = append(all, wrong("%v is none of %v", v, arg)...)
			}
		case "$ref":
			part, ok := d[strings.TrimPrefix(arg.(string), "#/definitions/")]
			if !ok {
				return wrong("the schema has no %v", arg)
			}
			all = append(all, d.validate(part, v, at)...)
		case "allOf":
			for _, part := range arg.([]any) {
				all = append(all, d.validate(part, v, at)...)
			}
		case "properties", "required", "additionalProperties", "items", "additionalItems", "minItems", "definitions":
		default:
			return wrong("the schema has an unknown %s", keyword)
		}
	}
	switch v := v.(type) {
	case []any:
		all = append(all, d.validateList(s, v, at)...)
	case map[string]any:
		all = append(all, d.validateObject(s, v, at)...)
	}
	return all
}

func isType(v any, name string) bool {
	switch v := v.(type) {
	case string:
		return name == "string"
	case bool:
		return name == "boolean"
	case float64:
		return name == "number" || name == "integer" && v == math.Trunc(v)
	case []any:
		return name == "array"
	case map[string]any:
		return name == "object"
	}
	return name == "null"
}

func (d validator) validateList(s map[string]any, v []any, at string) []string {
	var all []string
	if least, ok := s["minItems"].(float64); ok && len(v) < int(least) {
		all = append(all, fmt.Sprintf("%s: %d elements, want %v", at, len(v), least))
	}
	places, each := s["items"].([]any)
	for i, x := range v {
		schema, ok := s["items"], s["items"] != nil
		if each {
			schema, ok = s["additionalItems"], s["additionalItems"] != nil
			if i < len(places) {
				schema, ok = places[i], true
			}
		}
		if ok {
			all = append(all, d.validate(schema, x, fmt.Sprintf("%s/%d", at, i))...)
		}
	}
	return all
}

func (d validator) validateObject(s, v map[string]any, at string) []string {
	var all []string
	required, _ := s["required"].([]any)
	for _, name := range required {
		if _, ok := v[name.(string)]; !ok {
			all = append(all, fmt.Sprintf("%s: lacks %v", at, name))
		}
	}
	properties, _ := s["properties"].(map[string]any)
	for _, name := range slices.Sorted(maps.Keys(v)) {
		if p, ok := properties[name]; ok {
			all = append(all, d.validate(p, v[name], at+"/"+name)...)
		} else if others, ok := s["additionalProperties"]; ok {
			all = append(all, d.validate(others, v[name], at+"/"+name)...)
		}
	}
	return all
}

// schemaFor names the published schema of a .json file, "" for none.
func schemaFor(file string) string {
	dir, name := path.Split(file)
	switch {
	case file == "api/codes.json":
		return "codes"
	case dir == "code/":
		return "named"
	case file == "api/families.json":
		return "families"
	case file == "api/resolve.json":
		return "resolve"
	case file == "api/find.json":
		return "find"
	case dir == "api/resolve/":
		return "resolve-rows"
	case file == "search/root.json":
		return "search"
	case dir == "search/":
		return "search-shard"
	case strings.HasSuffix(file, problemExt):
		return "problem"
	case strings.Count(file, "/") == 2:
		return "code"
	case name == "vendor.json":
		return "vendor"
	}
	return ""
}

func decoded(t *testing.T, name string, data []byte) any {
	t.Helper()
	var v any
	if err := json.Unmarshal(data, &v); err != nil {
		t.Errorf("%s: %v", name, err)
	}
	return v
}

// Every JSON document of the site validates against its published schema: in a small catalog, whose
// index is one file, and in one of 1,000 codes, whose indexes are many.
func TestJSONIsValid(t *testing.T) {
	small := defaultSite(t)
	used := map[string]int{}
	for name, s := range map[string]*Site{"default": small, "1,000 codes": manySite(t)} {
		schemas := map[string]any{}
		twins := 0
		for file, data := range s.All() {
			if path.Ext(file) != ".json" || strings.HasPrefix(file, "schema/") {
				continue
			}
			schema := schemaFor(file)
			if schema == "code" && s.plan.all().sends[file] != "" { // another address of a code
				schema = "named"
			}
			if schemas[schema] == nil {
				schemas[schema] = decoded(t, schemaPath(schema), s.File(schemaPath(schema)))
			}
			if wrong := validate(schemas[schema], decoded(t, file, data), file); len(wrong) > 0 {
				t.Errorf("%s, schema %q: %s", name, schema, strings.Join(wrong[:min(5, len(wrong))], "\n"))
			}
			if schema == "problem" && len(data) > record.MaxProblem {
				t.Errorf("%s: %s has %d bytes", name, file, len(data))
			}
			used[schema]++
			if schema == "code" {
				twins++
			}
		}
		if twins < s.Counts.Codes {
			t.Errorf("%s: %d JSON files for %d codes", name, twins, s.Counts.Codes)
		}
	}
	for file := range small.All() {
		if name := strings.TrimSuffix(path.Base(file), ".json"); path.Dir(file) == "schema" && used[name] == 0 && name != "search-bundle" { // of format 2: only its address stays
			t.Errorf("no document was checked against %s", file)
		}
	}
}

// Every published schema is one of draft-07, under the address that it names.
func TestSchemas(t *testing.T) {
	s := build(t, catalogOf(t, "tiny.txtar"), Options{})
	checked := 0
	for file, data := range s.All() {
		if path.Dir(file) != "schema" {
			continue
		}
		checked++
		v := decoded(t, file, data).(map[string]any)
		if v["$schema"] != "http://json-schema.org/draft-07/schema#" || v["$id"] != "https://errors.example.com/tiny/"+file || v["title"] == "" {
			t.Errorf("%s: $schema %v, $id %v, title %v", file, v["$schema"], v["$id"], v["title"])
		}
		if wrong := validate(draft07(), v, file); len(wrong) > 0 {
			t.Errorf("%s", strings.Join(wrong, "\n"))
		}
		if bytes.Contains(data, []byte("null")) {
			t.Errorf("%s contains a null", file)
		}
	}
	if checked == 0 {
		t.Error("there are no schemas")
	}
}

// draft07 describes, in the same keywords, what a schema of this site may consist of. It describes itself.
func draft07() map[string]any {
	str, self := map[string]any{"type": "string"}, map[string]any{}
	list := map[string]any{"type": "array", "items": str}
	for k, v := range map[string]any{
		"type": "object", "additionalProperties": false,
		"properties": map[string]any{
			"$schema": str, "$id": str, "title": str, "description": str, "enum": list, "required": list, "minItems": map[string]any{"type": "integer"}, "$ref": str,
			"type":        map[string]any{"type": "string", "enum": []any{"array", "boolean", "integer", "number", "object", "string"}},
			"properties":  map[string]any{"type": "object", "additionalProperties": self},
			"definitions": map[string]any{"type": "object", "additionalProperties": self}, "allOf": map[string]any{"type": "array", "items": self},
			// A schema, false, or a list of schemas: only part of that can be said here.
			"items": map[string]any{}, "additionalProperties": map[string]any{}, "additionalItems": map[string]any{},
		},
	} {
		self[k] = v
	}
	return self
}

// The validator finds what it is there to find.
func TestSchemaRefuses(t *testing.T) {
	s := build(t, catalogOf(t, "tiny.txtar"), Options{})
	set := func(keys ...string) func(any, any) {
		return func(v, x any) {
			for _, k := range keys[:len(keys)-1] {
				v = v.(map[string]any)[k]
			}
			v.(map[string]any)[keys[len(keys)-1]] = x
		}
	}
	at := func(v any, name string, i int) []any { return v.(map[string]any)[name].([]any)[i].([]any) }
	for _, test := range []struct {
		name, file string
		change     func(v any)
		want       string
	}{
		{"nothing", "acme/api/too-many.json", func(any) {}, ""},
		{"missing title", "acme/api/too-many.json", func(v any) { delete(v.(map[string]any), "title") }, "lacks title"},
		{"unknown property", "acme/api/too-many.json", func(v any) { set("surprise")(v, "!") }, "/surprise: must not be there"},
		{"wrong type", "acme/api/too-many.json", func(v any) { set("http")(v, "429") }, "429 is no array"},
		{"no integer", "acme/api/too-many.json", func(v any) { set("http")(v, []any{429.5}) }, "429.5 is no integer"},
		{"no member", "acme/api/too-many.json", func(v any) { set("answers", "retry", "key")(v, "perhaps") }, "perhaps is none of"},
		{"null", "acme/api/too-many.json", func(v any) { set("name")(v, nil) }, "is no string"},
		{"row of another type", "api/resolve.json", func(v any) { at(v, "rows", 0)[0] = "0" }, "/rows/0/0: 0 is no integer"},
		{"row too short", "api/resolve.json", func(v any) { v.(map[string]any)["rows"].([]any)[0] = []any{0.0} }, "/rows/0: 1 elements, want 5"},
		{"set too long", "api/resolve.json", func(v any) {
			sets := v.(map[string]any)["sets"].([]any)
			sets[0] = append(sets[0].([]any), "more")
		}, "/sets/0/8: must not be there"},
		{"hint without weight", "api/find.json", func(v any) { at(v, "hints", 0)[3] = "much" }, "much is no integer"},
		{"cue of no kind", "api/find.json", func(v any) { set("cues", "code")(v, "yes") }, "yes is no integer"},
		{"facet set of words", "search/root.json", func(v any) {
			v.(map[string]any)["facets"].([]any)[0].(map[string]any)["sets"] = []any{[]any{"Acme"}}
		}, "Acme is no integer"},
	} {
		v := decoded(t, test.file, s.File(test.file))
		test.change(v)
		schema := schemaPath(schemaFor(test.file))
		got := strings.Join(validate(decoded(t, schema, s.File(schema)), v, test.file), "\n")
		if (got == "") != (test.want == "") || !strings.Contains(got, test.want) {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

package site

import (
	"reflect"
	"strings"

	"github.com/errdocs/errdocs/content"
)

func schemaPath(name string) string { return "schema/" + name + ".json" }

// schemas adds the JSON Schemas (draft-07) of the documents that the site publishes.
func schemas(b *builder) {
	code, codes := schemaOf(reflect.TypeFor[Twin](), ""), schemaOf(reflect.TypeFor[CodesIndex](), "")
	code.Title, codes.Title = "A code", "All codes in short"
	for name, s := range map[string]*Schema{"code": code, "codes": codes, "resolve": resolveSchema()} {
		b.file(schemaPath(name), func() ([]byte, error) {
			s.Schema, s.ID = "http://json-schema.org/draft-07/schema#", b.absolute(schemaPath(name))
			return jsonFile(s)
		})
	}
}

// resolveSchema describes "/api/resolve.json", whose format package search owns.
func resolveSchema() *Schema {
	list := func(about string) *Schema {
		return &Schema{Type: "array", Description: about, Items: &Schema{Type: "array"}}
	}
	return &Schema{
		Title: "From spellings and addresses to pages", Type: "object", Required: []string{"version", "count", "sets", "pages"},
		Properties: map[string]*Schema{
			"version": {Type: "integer"},
			"count":   {Type: "integer", Description: "How many codes there are."},
			"sets":    list("Vendor id, vendor name, set id, set title, key of short ids, kind of number."),
			"pages":   {Type: "array", Description: "Addresses that are no code's.", Items: &Schema{Type: "string"}},
			"rows":    list("Index of the set, slug, code, title, 1 where it is retired, other names, former addresses. Only in small catalogs."),
			"files":   list("First key and path of each file with rows. Only in big catalogs."),
		},
	}
}

// Schema is as much of JSON Schema as the documents of the site need.
type Schema struct {
	Schema      string             `json:"$schema,omitempty"`
	ID          string             `json:"$id,omitempty"`
	Title       string             `json:"title,omitempty"`
	Description string             `json:"description,omitempty"`
	Type        string             `json:"type"`
	Enum        []string           `json:"enum,omitempty"`
	Properties  map[string]*Schema `json:"properties,omitempty"`
	Required    []string           `json:"required,omitempty"`
	Additional  *bool              `json:"additionalProperties,omitempty"` // false: no other properties
	Items       *Schema            `json:"items,omitempty"`
}

// lists are the closed lists that enum and key tags name.
var lists = map[string][]string{
	"category": content.Values[content.Category](),
	"customer": {"say", "generic", "nothing", content.NotStated},
	"fault":    content.Values[content.Fault](),
	"grpc":     content.Values[content.GRPC](),
	"kind":     content.Values[content.Kind](),
	"language": languageIDs(),
	"match":    content.Values[content.Match](),
	"next":     content.Values[content.NextStep](),
	"platform": content.Values[content.Platform](),
	"retry":    content.Values[content.RetryPolicy](),
	"status":   content.Values[content.Status](),
}

func languageIDs() []string {
	var ids []string
	for _, l := range content.Languages() {
		ids = append(ids, l.ID)
	}
	return ids
}

// schemaOf describes a type; key is the list of the values of its field "key".
func schemaOf(t reflect.Type, key string) *Schema {
	switch t.Kind() {
	case reflect.Pointer:
		return schemaOf(t.Elem(), key)
	case reflect.Slice:
		return &Schema{Type: "array", Items: schemaOf(t.Elem(), "")}
	case reflect.Int:
		return &Schema{Type: "integer"}
	case reflect.Float64:
		return &Schema{Type: "number"}
	case reflect.Struct:
		return objectSchema(t, key)
	}
	return &Schema{Type: "string"}
}

func objectSchema(t reflect.Type, key string) *Schema {
	none := false
	s := &Schema{Type: "object", Properties: map[string]*Schema{}, Additional: &none}
	for f := range t.Fields() {
		name, option, _ := strings.Cut(f.Tag.Get("json"), ",")
		p := schemaOf(f.Type, f.Tag.Get("key"))
		p.Description = f.Tag.Get("about")
		if list := f.Tag.Get("enum"); list != "" {
			p.Enum = lists[list]
		}
		if name == "key" && key != "" {
			p.Enum = append([]string{""}, lists[key]...)
		}
		if option != "omitempty" {
			s.Required = append(s.Required, name)
		}
		s.Properties[name] = p
	}
	return s
}

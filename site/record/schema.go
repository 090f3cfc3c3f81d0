package record

import (
	"encoding"
	"encoding/json"
	"reflect"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
)

// Schemas returns the JSON Schemas (draft-07) of the documents that this package writes: code and codes.
func Schemas() map[string]*Schema {
	code, codes := schemaOf(reflect.TypeFor[Code](), ""), schemaOf(reflect.TypeFor[Index](), "")
	code.Title, codes.Title = "A code", "All codes in short"
	return map[string]*Schema{"code": code, "codes": codes}
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
	Others      *Schema            `json:"additionalProperties,omitempty"` // of properties without a name here
	Items       *Schema            `json:"items,omitempty"`
	Places      []*Schema          `json:"-"` // instead of Items: one schema for each element, in order, and no more elements
	MinItems    int                `json:"minItems,omitempty"`
}

// Nothing is the schema that no value fits.
var Nothing = &Schema{}

// MarshalJSON writes a schema; in draft-07 Places is called items too.
func (s *Schema) MarshalJSON() ([]byte, error) {
	type plain Schema
	switch {
	case s == Nothing:
		return []byte("false"), nil
	case s.Places != nil:
		return json.Marshal(struct {
			*plain
			Items []*Schema `json:"items"`
			Rest  *Schema   `json:"additionalItems"`
		}{(*plain)(s), s.Places, Nothing})
	}
	return json.Marshal((*plain)(s))
}

// lists are the closed lists that enum and key tags name.
var lists = map[string][]string{
	"category": content.Values[content.Category](),
	"customer": words.Customers(),
	"fault":    content.Values[content.Fault](),
	"grpc":     content.Values[content.GRPC](),
	"kind":     content.Values[content.Kind](),
	"language": content.LanguageIDs(),
	"match":    content.Values[content.Match](),
	"next":     content.Values[content.NextStep](),
	"platform": content.Values[content.Platform](),
	"retry":    content.Values[content.RetryPolicy](),
	"status":   content.Values[content.Status](),
}

// schemaOf describes a type; key is the list of the values of its field "key".
func schemaOf(t reflect.Type, key string) *Schema {
	if t.Implements(reflect.TypeFor[encoding.TextMarshaler]()) {
		return &Schema{Type: "string"}
	}
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
	s := &Schema{Type: "object", Properties: map[string]*Schema{}, Others: Nothing}
	for f := range t.Fields() {
		name, option, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "-" {
			continue
		}
		p := schemaOf(f.Type, f.Tag.Get("key"))
		p.Description = f.Tag.Get("about")
		if list := f.Tag.Get("enum"); list != "" {
			p.Enum = lists[list]
		}
		if name == "key" && key != "" {
			p.Enum = append([]string{""}, lists[key]...)
		}
		if option == "" {
			s.Required = append(s.Required, name)
		}
		s.Properties[name] = p
	}
	return s
}

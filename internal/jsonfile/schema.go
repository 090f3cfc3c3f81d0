package jsonfile

import (
	"encoding/json"
	"maps"
	"slices"
)

// Draft07 is the $schema of the version of JSON Schema that Schema is part of.
const Draft07 = "http://json-schema.org/draft-07/schema#"

// Schema is as much of JSON Schema as the files of a site need.
type Schema struct {
	Schema      string             `json:"$schema,omitempty"`
	ID          string             `json:"$id,omitempty"`
	Title       string             `json:"title,omitempty"`
	Description string             `json:"description,omitempty"`
	Ref         string             `json:"$ref,omitempty"` // to one of the definitions of the document, instead of Type
	AllOf       []*Schema          `json:"allOf,omitempty"`
	Type        string             `json:"type,omitempty"`
	Enum        []string           `json:"enum,omitempty"`
	Properties  map[string]*Schema `json:"properties,omitempty"`
	Required    []string           `json:"required,omitempty"`
	Others      *Schema            `json:"additionalProperties,omitempty"` // of properties that Properties does not name
	Items       *Schema            `json:"items,omitempty"`
	Tuple       []*Schema          `json:"-"` // instead of Items: one schema for each element, in order, and no other elements
	MinItems    int                `json:"minItems,omitempty"`
	Definitions map[string]*Schema `json:"definitions,omitempty"`
}

// Nothing is the schema that no value fits.
var Nothing = &Schema{}

// MarshalJSON writes a schema. In draft-07 Tuple is called items too.
func (s *Schema) MarshalJSON() ([]byte, error) {
	type plain Schema
	switch {
	case s == Nothing:
		return []byte("false"), nil
	case s.Tuple != nil:
		return json.Marshal(struct {
			*plain
			Items []*Schema `json:"items"`
			Rest  *Schema   `json:"additionalItems"`
		}{(*plain)(s), s.Tuple, Nothing})
	}
	return json.Marshal((*plain)(s))
}

// Described returns a copy of a schema with a title and a description, either of which may be empty.
func (s *Schema) Described(title, about string) *Schema {
	d := *s
	d.Title, d.Description = title, about
	return &d
}

// String describes a string.
func String(about string) *Schema { return &Schema{Type: "string", Description: about} }

// Strings describes a list of strings.
func Strings(about string) *Schema { return List(String("")).Described("", about) }

// Integer describes a whole number.
func Integer(about string) *Schema { return &Schema{Type: "integer", Description: about} }

// List describes a list of any length.
func List(of *Schema) *Schema { return &Schema{Type: "array", Items: of} }

// Row describes a list whose elements each mean something else. The first atLeast of them are always there; the others
// are left out from the end.
func Row(atLeast int, elements ...*Schema) *Schema {
	return &Schema{Type: "array", Tuple: elements, MinItems: atLeast}
}

// Map describes an object with any properties, all with values of one kind.
func Map(about string, values *Schema) *Schema {
	return &Schema{Type: "object", Description: about, Others: values}
}

// Object describes an object that has all of the properties except for optional ones, and no others.
func Object(properties map[string]*Schema, optional ...string) *Schema {
	s := &Schema{Type: "object", Properties: properties, Others: Nothing}
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		if !slices.Contains(optional, name) {
			s.Required = append(s.Required, name)
		}
	}
	return s
}

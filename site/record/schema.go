package record

import (
	"encoding"
	"reflect"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
	"github.com/errdocs/errdocs/internal/jsonfile"
)

// Schemas returns the JSON Schemas (draft-07) of the documents that this package writes, by name.
func Schemas() map[string]*jsonfile.Schema {
	all := map[string]*jsonfile.Schema{}
	add := func(name, title string, t reflect.Type) {
		all[name] = schemaOf(t, "")
		all[name].Title = title
	}
	add("code", "A code", reflect.TypeFor[Code]())
	add("codes", "All codes in short", reflect.TypeFor[Index]())
	add("named", "The codes that have a name", reflect.TypeFor[Named]())
	add("problem", "A code as problem details (RFC 9457)", reflect.TypeFor[Problem]())
	add("vendor", "What the codes of a vendor have in common", reflect.TypeFor[Shared]())
	return all
}

// lists are the closed lists that enum and key tags name.
var lists = map[string][]string{
	"change":    content.Values[content.AnnouncementKind](),
	"category":  content.Values[content.Category](),
	"customer":  words.Customers(),
	"fault":     content.Values[content.Fault](),
	"grpc":      content.Values[content.GRPC](),
	"kind":      content.Values[content.Kind](),
	"language":  content.LanguageIDs(),
	"match":     content.Values[content.Match](),
	"next":      content.Values[content.NextStep](),
	"origin":    content.Values[content.Origin](),
	"outcome":   content.Values[content.Outcome](),
	"platform":  content.Values[content.Platform](),
	"repeat":    content.Values[content.RepeatKey](),
	"source":    content.Values[content.SourceKind](),
	"field":     content.Values[content.FieldKind](),
	"retryable": retryables,
	"retry":     content.Values[content.RetryPolicy](),
	"status":    content.Values[content.Status](),
}

// schemaOf describes a type; key is the list of the values of its field "key".
func schemaOf(t reflect.Type, key string) *jsonfile.Schema {
	if t.Implements(reflect.TypeFor[encoding.TextMarshaler]()) {
		return &jsonfile.Schema{Type: "string"}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return schemaOf(t.Elem(), key)
	case reflect.Slice:
		return &jsonfile.Schema{Type: "array", Items: schemaOf(t.Elem(), "")}
	case reflect.Int, reflect.Int64:
		return &jsonfile.Schema{Type: "integer"}
	case reflect.Bool:
		return &jsonfile.Schema{Type: "boolean"}
	case reflect.Float64:
		return &jsonfile.Schema{Type: "number"}
	case reflect.Struct:
		return objectSchema(t, key)
	}
	return &jsonfile.Schema{Type: "string"}
}

func objectSchema(t reflect.Type, key string) *jsonfile.Schema {
	s := &jsonfile.Schema{Type: "object", Properties: map[string]*jsonfile.Schema{}, Others: jsonfile.Nothing}
	for f := range t.Fields() {
		name, option, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "-" || !f.IsExported() {
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

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
		all[name] = documentSchema(title, t)
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

// definitions are the parts of a schema that its places refer to, by the name of a type or of a closed list.
type definitions map[string]*jsonfile.Schema

// documentSchema describes a document.
func documentSchema(title string, t reflect.Type) *jsonfile.Schema {
	parts := definitions{}
	s := parts.object(t)
	s.Title, s.Definitions = title, parts
	return s
}

func (d definitions) of(t reflect.Type) *jsonfile.Schema {
	if t.Implements(reflect.TypeFor[encoding.TextMarshaler]()) {
		return &jsonfile.Schema{Type: "string"}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return d.of(t.Elem())
	case reflect.Slice:
		return &jsonfile.Schema{Type: "array", Items: d.of(t.Elem())}
	case reflect.Int, reflect.Int64:
		return &jsonfile.Schema{Type: "integer"}
	case reflect.Bool:
		return &jsonfile.Schema{Type: "boolean"}
	case reflect.Float64:
		return &jsonfile.Schema{Type: "number"}
	case reflect.Struct:
		return d.refer(t.Name(), func() *jsonfile.Schema { return d.object(t) })
	}
	return &jsonfile.Schema{Type: "string"}
}

// oneOf describes a member of a closed list.
func (d definitions) oneOf(list string) *jsonfile.Schema {
	return d.refer(list, func() *jsonfile.Schema { return &jsonfile.Schema{Type: "string", Enum: lists[list]} })
}

// refer returns a reference to a part, which is made when it is first needed.
func (d definitions) refer(name string, make func() *jsonfile.Schema) *jsonfile.Schema {
	if d[name] == nil {
		d[name] = jsonfile.Nothing // until it is made
		d[name] = make()
	}
	return &jsonfile.Schema{Ref: "#/definitions/" + name}
}

func (d definitions) object(t reflect.Type) *jsonfile.Schema {
	s := &jsonfile.Schema{Type: "object", Properties: map[string]*jsonfile.Schema{}, Others: jsonfile.Nothing}
	for f := range t.Fields() {
		name, option, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "-" || !f.IsExported() {
			continue
		}
		p := d.of(f.Type)
		if list := f.Tag.Get("enum"); list != "" {
			p = d.oneOf(list)
		}
		if list := f.Tag.Get("key"); list != "" {
			p = &jsonfile.Schema{AllOf: []*jsonfile.Schema{p, {Properties: map[string]*jsonfile.Schema{"key": d.oneOf(list)}}}}
		}
		p.Description = f.Tag.Get("about")
		if option == "" {
			s.Required = append(s.Required, name)
		}
		s.Properties[name] = p
	}
	return s
}

package record

import (
	"encoding"
	"reflect"
	"strings"
	"testing"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/golden"
	"github.com/errdocs/errdocs/internal/jsonfile"
)

// The schemas that a site publishes of the documents that this package writes are those of their types. After a change of
// a type or a closed list: go test ./site/record -update.
func TestSchemasAreThoseOfTypes(t *testing.T) {
	for name, of := range map[string]struct {
		title    string
		document reflect.Type
	}{
		"code":    {"A code", reflect.TypeFor[Code]()},
		"codes":   {"All codes in short", reflect.TypeFor[Index]()},
		"named":   {"The codes that have a name", reflect.TypeFor[Named]()},
		"problem": {"A code as problem details (RFC 9457)", reflect.TypeFor[Problem]()},
		"vendor":  {"What the codes of a vendor have in common", reflect.TypeFor[Shared]()},
	} {
		golden.File(t, "../schema/"+name+".json", string(jsonfile.Indent(documentSchema(of.title, of.document))))
	}
}

// schema is as much of JSON Schema as these documents need.
type schema struct {
	Schema      string             `json:"$schema,omitempty"`
	Title       string             `json:"title,omitempty"`
	Description string             `json:"description,omitempty"`
	Ref         string             `json:"$ref,omitempty"` // to one of the definitions of the document, instead of Type
	AllOf       []*schema          `json:"allOf,omitempty"`
	Type        string             `json:"type,omitempty"`
	Enum        []string           `json:"enum,omitempty"`
	Properties  map[string]*schema `json:"properties,omitempty"`
	Required    []string           `json:"required,omitempty"`
	Others      any                `json:"additionalProperties,omitempty"` // false: there are no others than Properties
	Items       *schema            `json:"items,omitempty"`
	Definitions map[string]*schema `json:"definitions,omitempty"`
}

// closed are the closed lists that enum and key tags name.
var closed = map[string][]string{
	"change":   content.Values[content.AnnouncementKind](),
	"category": content.Values[content.Category](),
	"customer": {"say", "generic", "nothing", content.NotStated},
	"fault":    content.Values[content.Fault](),
	"grpc":     content.Values[content.GRPC](),
	"kind":     content.Values[content.Kind](),
	"language": content.LanguageIDs(),
	"match":    content.Values[content.Match](),
	"next":     content.Values[content.NextStep](),
	"origin":   content.Values[content.Origin](),
	"outcome":  content.Values[content.Outcome](),
	"platform": content.Values[content.Platform](),
	"repeat":   content.Values[content.RepeatKey](),
	"source":   content.Values[content.SourceKind](),
	"field":    content.Values[content.FieldKind](),
	"retryable": {
		"yes", "after-delay", "after-check", "after-fix", "after-user-action", "conditional", "no", "not-applicable", "not-stated", "unknown",
	},
	"retry":  content.Values[content.RetryPolicy](),
	"status": content.Values[content.Status](),
}

// definitions are the parts of a schema that its places refer to, by the name of a type or of a closed list.
type definitions map[string]*schema

// documentSchema describes a document.
func documentSchema(title string, t reflect.Type) *schema {
	parts := definitions{}
	s := parts.object(t)
	s.Schema, s.Title, s.Definitions = "http://json-schema.org/draft-07/schema#", title, parts
	return s
}

func (d definitions) of(t reflect.Type) *schema {
	if t.Implements(reflect.TypeFor[encoding.TextMarshaler]()) {
		return &schema{Type: "string"}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return d.of(t.Elem())
	case reflect.Slice:
		return &schema{Type: "array", Items: d.of(t.Elem())}
	case reflect.Int, reflect.Int64:
		return &schema{Type: "integer"}
	case reflect.Bool:
		return &schema{Type: "boolean"}
	case reflect.Float64:
		return &schema{Type: "number"}
	case reflect.Struct:
		return d.refer(t.Name(), func() *schema { return d.object(t) })
	}
	return &schema{Type: "string"}
}

// oneOf describes a member of a closed list.
func (d definitions) oneOf(list string) *schema {
	return d.refer(list, func() *schema { return &schema{Type: "string", Enum: closed[list]} })
}

// refer returns a reference to a part, which is made when it is first needed.
func (d definitions) refer(name string, make func() *schema) *schema {
	if d[name] == nil {
		d[name] = &schema{} // until it is made
		d[name] = make()
	}
	return &schema{Ref: "#/definitions/" + name}
}

func (d definitions) object(t reflect.Type) *schema {
	s := &schema{Type: "object", Properties: map[string]*schema{}, Others: false}
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
			p = &schema{AllOf: []*schema{p, {Properties: map[string]*schema{"key": d.oneOf(list)}}}}
		}
		p.Description = f.Tag.Get("about")
		if option == "" {
			s.Required = append(s.Required, name)
		}
		s.Properties[name] = p
	}
	return s
}

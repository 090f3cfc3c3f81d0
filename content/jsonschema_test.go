package content

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/errdocs/errdocs/internal/position"
)

// schemaTypes are the titles of the schemas and the types that the files are decoded into.
var schemaTypes = map[string]struct {
	title string
	of    reflect.Type
}{
	"site":     {"The site", reflect.TypeFor[Site]()},
	"concepts": {"Conditions that vendors are compared by", reflect.TypeFor[[]*Concept]()},
	"changes":  {"What readers should know of", reflect.TypeFor[[]*Announcement]()},
	"vendor":   {"A vendor", reflect.TypeFor[Vendor]()},
	"set":      {"A set of codes", reflect.TypeFor[Set]()},
}

// generateSchema returns the schema of a kind of file.
func generateSchema(name string) []byte {
	k := schemaTypes[name]
	g := schemaGenerator{}
	s := g.schemaOf(k.of, &field{})
	s.Definitions = g
	s.Schema, s.Title = "http://json-schema.org/draft-07/schema#", k.title
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(s); err != nil {
		panic(err) // a schema contains strings and numbers only
	}
	return b.Bytes()
}

// jsonSchema is as much of draft-07 as content files need, with the annotations that editors show.
type jsonSchema struct {
	Schema       string                 `json:"$schema,omitempty"`
	Title        string                 `json:"title,omitempty"`
	Description  string                 `json:"description,omitempty"`
	Ref          string                 `json:"$ref,omitempty"`
	Type         string                 `json:"type,omitempty"`
	Const        any                    `json:"const,omitempty"`
	Enum         []string               `json:"enum,omitempty"`
	EnumAbout    []string               `json:"enumDescriptions,omitempty"`
	Pattern      string                 `json:"pattern,omitempty"`
	PatternSays  string                 `json:"patternErrorMessage,omitempty"`
	MaxLength    int                    `json:"maxLength,omitempty"`
	Minimum      *int64                 `json:"minimum,omitempty"`
	Maximum      *int64                 `json:"maximum,omitempty"`
	MinItems     int                    `json:"minItems,omitempty"`
	MaxItems     int                    `json:"maxItems,omitempty"`
	Unique       bool                   `json:"uniqueItems,omitempty"`
	Items        *jsonSchema            `json:"items,omitempty"`
	Required     []string               `json:"required,omitempty"`
	Properties   map[string]*jsonSchema `json:"properties,omitempty"`
	Names        *jsonSchema            `json:"propertyNames,omitempty"`
	Closed       *bool                  `json:"additionalProperties,omitempty"`
	Dependencies map[string][]string    `json:"dependencies,omitempty"`
	AllOf        []*jsonSchema          `json:"allOf,omitempty"`
	AnyOf        []*jsonSchema          `json:"anyOf,omitempty"`
	OneOf        []*jsonSchema          `json:"oneOf,omitempty"`
	Not          *jsonSchema            `json:"not,omitempty"`
	If           *jsonSchema            `json:"if,omitempty"`
	Then         *jsonSchema            `json:"then,omitempty"`
	Else         *jsonSchema            `json:"else,omitempty"`
	Definitions  map[string]*jsonSchema `json:"definitions,omitempty"`

	rules []string // the ids of those that check the value, for the reference
}

// schemaGenerator collects the definitions of the types that occur often, by name.
type schemaGenerator map[string]*jsonSchema

// definedTypes are the types with a definition, besides those that have a short form.
var definedTypes = []reflect.Type{
	reflect.TypeFor[Source](), reflect.TypeFor[Disagreement](), reflect.TypeFor[Case](), reflect.TypeFor[Backoff](), reflect.TypeFor[Sample](),
}

// reference returns a reference to the definition of a type.
func (g schemaGenerator) reference(t reflect.Type) *jsonSchema {
	name := typeName(t)
	if of := strings.TrimRight(t.Name(), "]"); of != name { // Answer[[]Fault]: AnswerFault
		of = of[strings.LastIndexAny(of, "[].")+1:]
		name += strings.ToUpper(of[:1]) + of[1:]
	}
	if g[name] == nil {
		g[name] = &jsonSchema{} // it may refer to itself
		*g[name] = *g.structSchema(t)
	}
	return &jsonSchema{Description: fieldDocs().types[typeName(t)], AllOf: []*jsonSchema{{Ref: "#/definitions/" + name}}}
}

// structSchema describes a mapping, and the short form that may be in its place.
func (g schemaGenerator) structSchema(t reflect.Type) *jsonSchema {
	shape := shapeOf(t)
	if shape.short == nil {
		return g.objectSchema(t)
	}
	short := g.schemaOf(t.FieldByIndex(shape.short.index).Type, shape.short)
	if t == reflect.TypeFor[UserMessage]() {
		short = &jsonSchema{Type: "string", Enum: []string{"generic", "nothing"},
			EnumAbout: []string{"the apology that site.yaml has for all codes", "no text for the customer"}}
	}
	forms := short.AnyOf
	if forms == nil {
		forms = []*jsonSchema{short}
	}
	return &jsonSchema{AnyOf: append(slices.Clone(forms), g.objectSchema(t))}
}

// schemaOf describes what the decoder takes for a value of a type; compare decoder.value.
func (g schemaGenerator) schemaOf(t reflect.Type, f *field) *jsonSchema {
	switch t.Kind() {
	case reflect.Pointer:
		return g.schemaOf(t.Elem(), f)
	case reflect.Struct:
		if shapeOf(t).short != nil || slices.Contains(definedTypes, t) {
			return g.reference(t)
		}
		return g.objectSchema(t)
	case reflect.Slice:
		items := g.schemaOf(t.Elem(), f)
		list := &jsonSchema{Type: "array", Description: items.Description, Items: items, MaxItems: cmp.Or(f.max, MaxList)}
		if f.list {
			return &jsonSchema{Description: items.Description, AnyOf: []*jsonSchema{items, list}}
		}
		return list
	case reflect.Map:
		return &jsonSchema{Type: "object"}
	case reflect.Bool:
		return &jsonSchema{Type: "boolean"}
	case reflect.Int, reflect.Int64:
		return integerSchema(f)
	case reflect.String:
		if t == reflect.TypeFor[Bound]() {
			return &jsonSchema{AnyOf: []*jsonSchema{integerSchema(f), textSchema(t, f)}}
		}
	case reflect.Float64:
		return &jsonSchema{Type: "number", Minimum: new(int64(-999999999)), Maximum: new(int64(999999999))}
	}
	return textSchema(t, f)
}

func (g schemaGenerator) objectSchema(t reflect.Type) *jsonSchema {
	about := fieldDocs()
	shape := shapeOf(t)
	s := &jsonSchema{Type: "object", Description: about.types[typeName(t)], Properties: map[string]*jsonSchema{}, Closed: new(false)}
	for _, key := range shape.keys {
		f := shape.fields[key]
		sf := t.FieldByIndex(f.index)
		p := g.schemaOf(sf.Type, f)
		owner := t
		if len(f.index) > 1 { // of an inlined struct
			owner = t.Field(f.index[0]).Type
		}
		if f.local {
			p = &jsonSchema{Description: p.Description, AnyOf: []*jsonSchema{p, {Type: "object", Names: &jsonSchema{Pattern: localeText}}}}
		}
		p.Description = sentences(about.fields[typeName(owner)+"."+sf.Name], p.Description, f)
		s.Properties[key] = p
		for _, format := range f.formats {
			if link := fmt.Sprintf("[%[1]s](errdocs/rules/%[1]s/)", format.rule); !slices.Contains(p.rules, link) {
				p.rules = append(p.rules, link)
			}
		}
		switch {
		case f.also != "":
			s.Properties[f.also] = p
			s.OneOf = []*jsonSchema{{Required: []string{key}}, {Required: []string{f.also}}}
		case f.required:
			s.Required = append(s.Required, key)
		}
	}
	if more := furtherRules[t]; more != nil {
		more(s)
	}
	return s
}

// typeName returns the name of a type without its parameters.
func typeName(t reflect.Type) string {
	name, _, _ := strings.Cut(t.Name(), "[")
	return name
}

// sentences returns the description of a field: its comment, else that of its type, and what its formats demand.
func sentences(comment, ofType string, f *field) string {
	text := comment
	if text == "" {
		text = ofType
	}
	var all []string
	if text != "" {
		text = strings.ToUpper(text[:1]) + text[1:]
		all = append(all, strings.TrimSuffix(text, ".")+".")
	}
	for _, format := range f.formats {
		if says := ruleSummaries()[format.rule]; format.rule != "limit" && !slices.Contains(all, says) {
			all = append(all, says)
		}
	}
	return strings.Join(all, " ")
}

// ruleSummaries are the summaries of rules by their ids.
var ruleSummaries = sync.OnceValue(func() map[string]string {
	all := map[string]string{}
	for _, r := range ruleEntries() {
		all[r.Code] = r.Summary
	}
	return all
})

func integerSchema(f *field) *jsonSchema {
	const digits15 int64 = 999_999_999_999_999
	s := &jsonSchema{Type: "integer", Minimum: new(-digits15), Maximum: new(digits15)}
	if slices.Contains(f.formats, formats["http"]) {
		s.Minimum, s.Maximum = new(int64(100)), new(int64(599))
	}
	return s
}

func textSchema(t reflect.Type, f *field) *jsonSchema {
	s := &jsonSchema{Type: "string", Description: fieldDocs().types[t.Name()]}
	if f.allowed != nil {
		s.Enum = f.allowed
		s.EnumAbout = fieldDocs().members(t.Name(), f.allowed)
		return s
	}
	s.MaxLength = MaxString
	s.Pattern, s.PatternSays = "^[^\\s"+noText+"](?:[^\\t\\n\\r"+noText+"]*[^\\s"+noText+"])?$",
		"One line of text, with no space at either end, no tab and no control character."
	if f.block {
		s.Pattern, s.PatternSays = "^[^"+noText+"]*[^\\s"+noText+"][^"+noText+"]*$", "Text without control characters."
	}
	for _, format := range f.formats {
		for word, apply := range formatSchemas {
			if formats[word] == format {
				apply(s)
			}
		}
	}
	return s
}

const localeText = `^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$`

// noText lists the characters that no text may contain, for use in the brackets of a pattern.
var noText = func() string {
	var b strings.Builder
	const last = 0xffff // the patterns of some editors know no character beyond
	for r := rune(0); r <= last; r++ {
		if position.Forbidden(r) == "" {
			continue
		}
		from := r
		for r < last && position.Forbidden(r+1) != "" {
			r++
		}
		fmt.Fprintf(&b, `\u%04x-\u%04x`, from, r)
	}
	return b.String()
}()

// formatSchemas say of each format what a pattern or a length can. Load checks the rest.
var formatSchemas = map[string]func(s *jsonSchema){
	"id":      matching(idText().String(), MaxID, "Lower-case letters, digits and single hyphens."),
	"key":     matching(keyText().String(), MaxKey, "Upper-case letters and digits, a letter first, such as MDES."),
	"code":    func(s *jsonSchema) { s.MaxLength = MaxCode },
	"title":   func(s *jsonSchema) { s.MaxLength = MaxTitle },
	"do":      func(s *jsonSchema) { s.MaxLength = MaxDo },
	"note":    func(s *jsonSchema) { s.MaxLength = MaxAnswerNote },
	"summary": matching("^(?:[^\\s"+noText+"][^\\t\\n\\r"+noText+"]*)?[.。！？।۔؟።։။།\u0e00-\u0eff]$", MaxSummary, "One plain sentence, on one line, with a period at its end."),
	"url":     matching(`^https?://[^\s\\"<>^`+"`"+`{|}@/?#]+([/?#][^\s\\"<>^`+"`"+`{|}]*)?$`, MaxString, "An absolute http or https address."),
	"base-url": matching(`^https?://[^\s\\"<>^`+"`"+`{|}@/?#]+(/[^\s\\"<>^`+"`"+`{|}?#]*)?$`, MaxString,
		"The absolute http or https address of a folder."),
	"edit-url":  matching(addressWith("file", "line"), MaxString, "An absolute http or https address with {file}, and {line} where the editor knows lines."),
	"issue-url": matching(addressWith("title", "body"), MaxString, "An absolute http or https address with {title}, and {body} where it takes one."),
	"locale":    matching(localeText, 35, "A language tag of BCP 47, such as de or pt-BR."),
	"accent":    matching(hexColour().String(), 7, "Six hexadecimal digits after a #, in quotes."),
	"date":      matching(`^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$`, 10, "A day, written YYYY-MM-DD."),
	"pointer":   matching(`^/(?:[^~`+noText+`]|~[01])*$`, MaxString, "A JSON Pointer, such as /error/code."),
	"file": matching(`^(samples|examples)(/(?!\.\.?(/|$))[^/\\`+noText+`]+)+(`+strings.ReplaceAll(strings.Join(extensions(), "|"), ".", `\.`)+`)$`, MaxString,
		"A path in samples/ or examples/ with the extension of a language."),
	"language": func(s *jsonSchema) {
		s.Pattern, s.PatternSays, s.MaxLength = "", "", 0
		for _, l := range languages {
			s.Enum = append(s.Enum, l.ID)
		}
	},
}

func matching(text string, length int, says string) func(*jsonSchema) {
	return func(s *jsonSchema) { s.Pattern, s.MaxLength, s.PatternSays = text, length, says }
}

// addressWith is the pattern of an address that contains the first placeholder and may contain the second.
func addressWith(must, may string) string {
	const plain = `[^\s\\"<>^` + "`" + `{|}]*`
	return `^(?=.*\{` + must + `\})https?://[^\s\\"<>^` + "`" + `|@/?#]` + plain + `(\{(` + must + `|` + may + `)\}` + plain + `)+$`
}

// furtherRules add what rules demand of an entry beyond the types of its values.
var furtherRules = map[reflect.Type]func(s *jsonSchema){
	reflect.TypeFor[Site]():         func(s *jsonSchema) { s.Properties["vendors"].Unique = true },
	reflect.TypeFor[Vendor]():       func(s *jsonSchema) { s.Properties["sets"].Unique = true },
	reflect.TypeFor[Header]():       func(s *jsonSchema) { codeRefs(s.Properties["codes"], 1, 2) },
	reflect.TypeFor[Example]():      func(s *jsonSchema) { codeRefs(s.Properties["codes"], 1, 2) },
	reflect.TypeFor[Announcement](): func(s *jsonSchema) { codeRefs(s.Properties["codes"], 2, 2) },
	reflect.TypeFor[Concept]():      func(s *jsonSchema) { s.Properties["id"].Not = &jsonSchema{Enum: reservedIDs("concept")} },
	reflect.TypeFor[Class]():        func(s *jsonSchema) { s.Properties["range"].MinItems, s.Properties["range"].MaxItems = 1, 2 },
	reflect.TypeFor[Backoff]():      backoffSchema,
	reflect.TypeFor[Sample]():       sampleSchema,
	reflect.TypeFor[Set]():          setSchema,
	reflect.TypeFor[Code]():         codeSchema,
	reflect.TypeFor[Lifecycle]():    lifecycleSchema,
	reflect.TypeFor[UserMessage](): func(s *jsonSchema) {
		s.Properties["say"].Not = &jsonSchema{Enum: []string{NotStated, "none", "null"}}
	},
	reflect.TypeFor[When](): func(s *jsonSchema) {
		s.Dependencies = map[string][]string{"field": {"value"}, "value": {"field"}}
	},
	reflect.TypeFor[Pace](): func(s *jsonSchema) {
		p, paces := s.Properties["policy"], []string{"immediately", "with-backoff", "after-delay"}
		p.Enum, p.EnumAbout = paces, fieldDocs().members("RetryPolicy", paces)
	},
}

// codeRefs describes references to codes, which have a number of slashes.
func codeRefs(s *jsonSchema, from, to int) {
	s.Unique = true
	s.Items.Pattern = fmt.Sprintf(`^[^\s/]+(/[^\s/]+){%d,%d}$`, from, to)
	s.Items.PatternSays = `A code, written "set/slug" or "vendor/set/slug".`
	if from == to {
		s.Items.PatternSays = `A code, written "vendor/set/slug".`
	}
}

func backoffSchema(s *jsonSchema) {
	for key, limits := range map[string][2]int64{"base_ms": {1, 3_600_000}, "factor": {1, 100}, "jitter_ms": {0, 3_600_000}, "max_attempts": {0, 1000}} {
		s.Properties[key].Minimum, s.Properties[key].Maximum = &limits[0], &limits[1]
	}
}

func sampleSchema(s *jsonSchema) {
	s.OneOf = []*jsonSchema{{Required: []string{"file"}}, {Required: []string{"body"}}}
	s.Dependencies = map[string][]string{"body": {"language"}}
}

func codeSchema(s *jsonSchema) {
	codeRefs(s.Properties["related"], 1, 2)
	s.Properties["aliases"].Unique = true
	s.Properties["slug"].Not = &jsonSchema{Enum: reservedIDs("slug")}
	s.Required = []string{"code"}
	s.If, s.Else = draft, &jsonSchema{
		Required:     []string{"title", "summary"},
		Dependencies: map[string][]string{"concept": {"match"}, "match": {"concept"}},
		Properties: map[string]*jsonSchema{"actions": { // for engineers there is always one
			Required: []string{"engineer"}, Properties: map[string]*jsonSchema{"engineer": {MinItems: 1}},
		}},
	}
}

// draft is the schema of a code that may lack what others need.
var draft = &jsonSchema{Required: []string{"draft"}, Properties: map[string]*jsonSchema{"draft": {Const: true}}}

func lifecycleSchema(s *jsonSchema) {
	need := func(keys ...string) *jsonSchema {
		var any []*jsonSchema
		for _, key := range keys {
			any = append(any, &jsonSchema{Required: []string{key}})
		}
		return &jsonSchema{AnyOf: any}
	}
	s.If = &jsonSchema{Properties: map[string]*jsonSchema{"status": {Const: StatusRemoved}}, Required: []string{"status"}}
	s.Then = &jsonSchema{AllOf: []*jsonSchema{need("since", "until"), need("note", "replaced_by")}}
}

// setSchema demands of each code but drafts what the defaults of the set do not give. A code with a class may have it
// from there, which is another file.
func setSchema(s *jsonSchema) {
	for _, key := range []string{"category", "fault", "next_step", "retry", "actions"} {
		given := &jsonSchema{Required: []string{key}}
		if key == "actions" {
			given.Properties = map[string]*jsonSchema{key: {Required: []string{"engineer"}}}
		}
		own := &jsonSchema{If: &jsonSchema{AnyOf: []*jsonSchema{{Required: []string{"class"}}, draft}}, Else: &jsonSchema{Required: []string{key}}}
		s.AllOf = append(s.AllOf, &jsonSchema{
			If:   &jsonSchema{Required: []string{"defaults"}, Properties: map[string]*jsonSchema{"defaults": given}},
			Else: &jsonSchema{Properties: map[string]*jsonSchema{"codes": {Items: own}}},
		})
	}
}

func extensions() []string {
	var all []string
	for _, l := range languages {
		all = append(all, l.Extensions...)
	}
	return all
}

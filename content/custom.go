package content

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// CustomField is a field of your own, such as an owner or a run-book, which vendors, sets, classes and codes can have.
type CustomField struct {
	ID         string     `yaml:"id" is:"required id"`
	Title      string     `yaml:"title" is:"required title"` // shown in front of the value
	Kind       FieldKind  `yaml:"kind"`                      // empty: text
	Filter     bool       `yaml:"filter"`                    // true: lists and search results can be filtered by it
	Visibility Visibility `yaml:"visibility"`
}

// FieldKind is what the values of a CustomField are.
type FieldKind string

// FieldURL is the kind of addresses.
const FieldURL FieldKind = "url"

// CustomValue is what an entry has in a CustomField.
type CustomValue struct {
	*CustomField
	Values []string
}

// custom returns values in the order of their declarations. Of each field the first list that has it counts.
func (s *Site) custom(from ...map[string][]string) []CustomValue {
	var all []CustomValue
	for _, f := range s.Fields {
		if i := slices.IndexFunc(from, func(values map[string][]string) bool { return len(values[f.ID]) > 0 }); i >= 0 {
			all = append(all, CustomValue{f, from[i][f.ID]})
		}
	}
	return all
}

// PublicFields returns the values that a public build may show.
func PublicFields(values []CustomValue) []CustomValue {
	return slices.DeleteFunc(slices.Clone(values), func(v CustomValue) bool { return v.Visibility == VisibilityInternal })
}

// linkFields gives vendors and codes the values of custom fields: a code its own, then those of its class, set and vendor.
func (l *loader) linkFields() {
	for _, v := range l.fresh() {
		v.Custom = l.cat.Site.custom(v.Fields)
		for _, s := range v.Sets {
			for _, c := range s.Codes {
				var class map[string][]string
				if c.Class != nil {
					class = c.Class.Fields
				}
				c.Custom = l.cat.Site.custom(c.Fields, class, s.Fields, v.Fields)
			}
		}
	}
}

// facetIDs are names of filters that a field cannot have.
var facetIDs = []string{"by", "class", "concept", "fields", "filter", "http", "next", "platform", "q", "retry", "set", "sort", "status", "vendor"}

// checkFields checks the declarations of custom fields, and their values.
func checkFields(r *ruleRun) {
	if r.broken[&r.cat.Site] {
		return
	}
	fields := map[string]*CustomField{}
	for i, f := range r.cat.Site.Fields {
		pos := r.cat.Site.Pos(item("/fields", i) + "/id")
		switch {
		case slices.Contains(facetIDs, f.ID):
			r.report(pos, r.rule, "choose another id", "%s is a field that every code has", quote(f.ID))
		case fields[f.ID] != nil:
			r.report(pos, r.rule, "choose another id", "%s is declared twice", quote(f.ID))
		}
		fields[f.ID] = f
	}
	check := func(p *Positions, pointer string, values map[string][]string) {
		for _, id := range slices.Sorted(maps.Keys(values)) {
			f := fields[id]
			if f == nil {
				ids := slices.Sorted(maps.Keys(fields))
				r.at(p, pointer+"/"+id, DidYouMean(id, ids, "declare it in fields: of site.yaml"), "site.yaml declares no field %s", quote(id))
				continue
			}
			for i, value := range values[id] {
				if message, hint := checkURL(value); f.Kind == FieldURL && message != "" {
					r.at(p, item(pointer+"/"+id, i), hint, "%s %s", id, message)
				}
			}
		}
	}
	for _, v := range r.cat.Vendors {
		check(&v.Positions, "/fields", v.Fields)
		for i, c := range v.Classes {
			check(&v.Positions, item("/classes", i)+"/fields", c.Fields)
		}
	}
	for s := range r.cat.Sets() {
		check(&s.Positions, "/fields", s.Fields)
	}
	for c := range r.cat.All() {
		check(&c.Positions, "/fields", c.Fields)
	}
}

// table decodes a mapping whose keys the author has declared elsewhere, with a text or a list of texts for each.
func (d *decoder) table(n *yaml.Node, v reflect.Value) bool {
	if n.Kind != yaml.MappingNode {
		d.report(n, "wrong-kind", "write the name of a field, a colon and its value", "%s must be a mapping", d.name())
		return false
	}
	values := reflect.MakeMap(v.Type())
	size := len(d.path)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		name := reflect.ValueOf(key.Value)
		switch message, hint := checkID(key.Value); {
		case key.Kind != yaml.ScalarNode || message != "":
			d.report(key, "id-pattern", strings.TrimSpace(hint), "a field %s", message)
		case values.MapIndex(name).IsValid():
			d.report(key, "duplicate-key", "delete one of the two", "%s is given twice", quote(key.Value))
		case i >= 2*maxFields:
			d.report(key, "limit", "remove some", "%s has %d keys, the limit is %d", d.name(), len(n.Content)/2, maxFields)
			return false
		default:
			list := reflect.New(v.Type().Elem()).Elem()
			d.path = append(append(d.path, '/'), key.Value...)
			if d.value(n.Content[i+1], list, &field{list: true, max: maxFields}) {
				values.SetMapIndex(name, list)
			}
			d.path = d.path[:size]
		}
	}
	v.Set(values)
	return true
}

// maxFields is how many custom fields a site can have, and how many values each.
const maxFields = 20

package site

import (
	"maps"
	"slices"

	"github.com/errdocs/errdocs/site/record"
)

// searchSchemas describes the files whose formats package search owns: what the scripts in the browser
// search, resolve and find codes with. How they are read is told in that package.
func searchSchemas() map[string]*record.Schema {
	return map[string]*record.Schema{
		"find":          findSchema(),
		"resolve":       resolveSchema(),
		"resolve-rows":  described(listOf(resolveRow()), "Codes by spelling and address", "A part of resolve.json, for a range of keys."),
		"search":        metaSchema(),
		"search-shard":  described(searchShard(), "A part of the search index", "The format and the name of the part, then its strings."),
		"search-bundle": described(listOf(searchShard()), "A small search index", "All parts of the index in one file."),
	}
}

// resolveSchema describes "/api/resolve.json".
func resolveSchema() *record.Schema {
	return described(object(map[string]*record.Schema{
		"version": integer(""),
		"count":   integer("How many codes there are."),
		"sets": listOf(inOrder(0, str("Vendor id."), str("Vendor name."), str("Set id."), str("Set title."), str("Key of short ids."),
			str("Kind of number."), listOf(str("Word of the vendor.")), listOf(str("Word of the set.")))),
		"fillers": described(listOf(str("")), "", "Words in addresses that tell nothing."),
		"pages":   described(listOf(str("")), "", "Addresses that are no code's."),
		"rows":    described(listOf(resolveRow()), "", "Only in small catalogs."),
		"files":   described(listOf(inOrder(0, str("First key."), str("Path of the file with the rows."))), "", "Only in big catalogs."),
	}, "rows", "files"), "From spellings and addresses to pages", "")
}

func resolveRow() *record.Schema {
	return inOrder(4, integer("Index of the set."), str("Slug."), str("Code."), str("Title."), integer("1 where it is retired."),
		described(listOf(str("")), "", "Other names."), described(listOf(str("")), "", "Former addresses."))
}

// findSchema describes "/api/find.json".
func findSchema() *record.Schema {
	words := listOf(str(""))
	return described(object(map[string]*record.Schema{
		"version": integer(""),
		"hints":   listOf(inOrder(0, str("Vendor id."), str("Set id; empty: all of the vendor."), str("What stands near its codes."), integer("Weight."))),
		"heads":   described(words, "", "What stands before the dot in a code, such as the name of a type."),
		"cues":    {Type: "object", Description: "Words in front of a code, each with its kind.", Others: integer("")},
		"words":   {Type: "object", Description: "Lists of words that the rules name.", Others: words},
	}), "How codes are found in a text", "")
}

// metaSchema describes "/search/meta.json".
func metaSchema() *record.Schema {
	names := func(about string) *record.Schema { return described(listOf(str("")), "", about) }
	return described(object(map[string]*record.Schema{
		"format":  str("Changes when older programs would misread the index."),
		"dir":     str("Folder of the other files, made of a hash of all content."),
		"bundle":  {Type: "boolean", Description: "The index is one file, all.json."},
		"docs":    integer("Number of documents."),
		"average": {Type: "object", Description: "Length that each field is scored against.", Others: integer("")},
		"terms":   names("First term of each file t0.json, t1.json …"),
		"near":    names("First term, reversed, of each file n0.json, n1.json …"),
		"long":    integer("Number of files p0.json, p1.json …"),
		"records": integer("Documents in each file r0.json, r1.json …"),
		"chunk":   integer("Documents in each file f0.json, f1.json …"),
		"facets": listOf(object(map[string]*record.Schema{
			"id": str(""), "title": str(""), "values": listOf(str("")),
			"sets": described(listOf(listOf(integer(""))), "", "Sets of values that documents have, as indices into values."),
		})),
		"retired": str("Numbers of the retired documents."),
	}), "What the search index consists of", "")
}

func searchShard() *record.Schema { return &record.Schema{Type: "array", Items: str(""), MinItems: 1} }

func described(s *record.Schema, title, about string) *record.Schema {
	d := *s
	d.Title, d.Description = title, about
	return &d
}

func str(about string) *record.Schema { return &record.Schema{Type: "string", Description: about} }

func integer(about string) *record.Schema { return &record.Schema{Type: "integer", Description: about} }

func listOf(s *record.Schema) *record.Schema { return &record.Schema{Type: "array", Items: s} }

// inOrder describes a list whose elements each have a meaning of their own, the last of them absent from
// where on there are none; 0 elements at least: all of them.
func inOrder(atLeast int, elements ...*record.Schema) *record.Schema {
	if atLeast == 0 {
		atLeast = len(elements)
	}
	return &record.Schema{Type: "array", Places: elements, MinItems: atLeast}
}

// object describes an object that has all of the properties, save for some, and no others.
func object(properties map[string]*record.Schema, optional ...string) *record.Schema {
	s := &record.Schema{Type: "object", Properties: properties, Others: record.Nothing}
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		if !slices.Contains(optional, name) {
			s.Required = append(s.Required, name)
		}
	}
	return s
}

package search

import "github.com/errdocs/errdocs/internal/jsonfile"

// Schemas describes the files of an export, by name.
func Schemas() map[string]*jsonfile.Schema {
	text, list, integer := jsonfile.String, jsonfile.Strings, jsonfile.Integer
	part := &jsonfile.Schema{Type: "array", Items: text(""), MinItems: 1}
	return map[string]*jsonfile.Schema{
		"search": jsonfile.Object(map[string]*jsonfile.Schema{
			"format":  text("Changes when older programs would misread the index."),
			"dir":     text("Folder of the other files, made of a hash of all content."),
			"bundle":  {Type: "boolean", Description: "The index is one file, all.json."},
			"docs":    integer("Number of documents."),
			"average": jsonfile.Map("Length that each field is scored against.", integer("")),
			"terms":   list("First term of each file t0.json, t1.json …"),
			"near":    list("First term, reversed, of each file n0.json, n1.json …"),
			"long":    integer("Number of files p0.json, p1.json …"),
			"records": integer("Documents in each file r0.json, r1.json …"),
			"chunk":   integer("Documents in each file f0.json, f1.json …"),
			"facets": jsonfile.List(jsonfile.Object(map[string]*jsonfile.Schema{
				"id": text(""), "title": text(""), "values": list(""),
				"sets": jsonfile.List(jsonfile.List(integer(""))).
					Described("", "Sets of values that documents have, as indices into values."),
			})),
			"retired": text("Numbers of the retired documents."),
		}).Described("What the search index consists of", ""),
		"search-shard":  part.Described("A part of the search index", "The format and the name of the part, then its strings."),
		"search-bundle": jsonfile.List(part).Described("A small search index", "All parts of the index in one file."),
	}
}

package search

import "github.com/errdocs/errdocs/internal/jsonfile"

// Schemas describes the files of an export, by name.
func Schemas() map[string]*jsonfile.Schema {
	text, list, integer := jsonfile.String, jsonfile.Strings, jsonfile.Integer
	heads := jsonfile.Object(map[string]*jsonfile.Schema{
		"docs":    text("Numbers of the documents, as gaps."),
		"names":   list("Names of each document, with newlines between; a tab is the slug of the first."),
		"titles":  list(""),
		"labels":  text("Positions in labels of root.json."),
		"chips":   text("Positions in chips of root.json."),
		"folders": text("Positions in folders of root.json."),
		"ends":    list("What addresses end with, after a slash; empty: the slug of the first name."),
	}, "ends").Described("", "What results show of documents, in columns.")
	return map[string]*jsonfile.Schema{
		"search": jsonfile.Object(map[string]*jsonfile.Schema{
			"format":   text("Changes when older programs would misread the index."),
			"language": text("BCP 47 tag of the language whose rules queries follow."),
			"stops":    text("Words that are left out of prose, and of queries that have others."),
			"docs":     integer("Number of documents."),
			"best":     integer("Of a large index: documents of a frequent term whose heads are in the file of the term."),
			"average":  jsonfile.Map("Length that each field is scored against.", integer("")),
			"facets": jsonfile.List(jsonfile.Object(map[string]*jsonfile.Schema{
				"id": text(""), "title": text(""), "values": list(""),
				"sets": jsonfile.List(jsonfile.List(integer(""))).
					Described("", "Sets of values that documents have, as indices into values."),
			})),
			"retired": text("Numbers of the retired documents, as gaps."),
			"weights": jsonfile.Map("Of each weight the numbers of the documents, as gaps.", text("")),
			"labels":  list(""),
			"chips":   list("Verdicts."),
			"folders": list("What addresses start with."),
			"files": jsonfile.Map("The other files by kind.", jsonfile.Object(map[string]*jsonfile.Schema{
				"from":  list("Of each file, what its terms do not come before."),
				"per":   integer("How many documents each file is of."),
				"names": text("Eight digits for the name of each file."),
			}, "from", "per")),
			"extra": jsonfile.Object(map[string]*jsonfile.Schema{
				"vendors": jsonfile.List(jsonfile.Row(2, text("What names a vendor, folded."), text("Vendor name."))),
			}),
			"heads":     heads,
			"columns":   list("Of each facet the set of values of every document."),
			"summaries": list(""),
		}, "extra", "weights", "heads", "columns", "summaries").Described("What the search index consists of", ""),
		"search-shard": jsonfile.Object(map[string]*jsonfile.Schema{
			"is":    text("The format, the kind, and the element of from or the number of the file."),
			"terms": list(""),
			"data":  list("Postings of each term, summaries, columns of facets, or words."),
			"heads": heads,
		}, "terms", "data", "heads").Described("A part of the search index", ""),
		"search-bundle": list("").Described("Unused", "Up to format 2 a small index was one file."), // its address stays
	}
}

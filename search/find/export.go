package find

import (
	"embed"
	"maps"
	"slices"

	"github.com/errdocs/errdocs/internal/jsonfile"
)

const version = 2

// Path is that of the file that find.js needs in addition to the resolver's, below the root of the site.
const Path = "api/find.json"

// Export returns that file: the hints, with those from names, and the lists of tables.txt, so that there is one of each.
func (f *Finder) Export() []byte {
	hints, messages, kinds := [][]any{}, [][]any{}, [][]any{}
	for _, h := range f.hints {
		hints = append(hints, []any{h.vendor, h.set, h.text, h.weight})
	}
	for _, m := range f.messages {
		messages = append(messages, []any{m.text, m.pattern.String(), m.names, f.ids(m.entries)})
	}
	for _, kind := range failures {
		kinds = append(kinds, []any{kind.name, kind.title, kind.lines})
	}
	words := map[string][]string{
		"fillers": sorted(cueFillers), "codes": sorted(otherCodes), "units": sorted(units),
		"responses": sorted(statusPhrases), "short": sorted(shortPhrases), "carriers": sorted(carriers), "carried": sorted(carried),
		"statuses": sorted(statusKeys), "common": sorted(f.common), "failing": sorted(f.failing),
	}
	return jsonfile.Encode(map[string]any{
		"version": version, "hints": hints, "heads": sorted(f.heads), "cues": cueWords, "words": words, "messages": messages,
		"failures": kinds, "verdicts": linesOf("verdicts"), "scripts": scriptCues, "access": linesOf("access"), "rpc": linesOf("rpc"), "processes": linesOf("processes"), "prefixes": f.prefixes,
		"former": append([][2]string{}, f.former...),
	})
}

// ids returns the ids of entries.
func (f *Finder) ids(entries []int) (ids []string) {
	for _, e := range entries {
		ids = append(ids, f.entries[e].ID)
	}
	return ids
}

func sorted(set map[string]bool) []string {
	return append([]string{}, slices.Sorted(maps.Keys(set))...)
}

// Schemas describes the file that Export returns.
func Schemas() map[string]*jsonfile.Schema {
	hint := jsonfile.Row(4, jsonfile.String("Vendor id."), jsonfile.String("Set id; empty: all of the vendor."),
		jsonfile.String("Text near its codes."), jsonfile.Integer("Weight."))
	return map[string]*jsonfile.Schema{
		"find": jsonfile.Object(map[string]*jsonfile.Schema{
			"version": jsonfile.Integer(""),
			"hints":   jsonfile.List(hint),
			"heads":   jsonfile.Strings("What comes before the dot in a code, such as the name of a type."),
			"cues":    jsonfile.Map("Words in front of a code, each with its kind.", jsonfile.Integer("")),
			"words":   jsonfile.Map("Lists of words that the rules name.", jsonfile.Strings("")),
			"messages": jsonfile.List(jsonfile.Row(4, jsonfile.String("Its first words."), jsonfile.String("Regular expression."),
				jsonfile.Strings("Names of its placeholders."), jsonfile.Strings("Ids of codes."))).Described("", "Messages of codes."),
			"failures": jsonfile.List(jsonfile.Row(3, jsonfile.String("Kind."), jsonfile.String("Title."), jsonfile.Strings("Words of logs."))).
				Described("", "Failed connections."),
			"verdicts":  jsonfile.Strings("Keys of what a response says of itself."),
			"scripts":   jsonfile.Strings("Words in front of a code in other scripts."),
			"access":    jsonfile.Strings("Regular expressions of access logs, with their statuses."),
			"rpc":       jsonfile.Strings("Regular expressions of objects with the number of a gRPC status."),
			"processes": jsonfile.Strings("Regular expressions of lines with the number of a process."),
			"former":    jsonfile.List(jsonfile.Row(2, jsonfile.String("Address."), jsonfile.String("Id of the code."))).Described("", "Former addresses of codes."),
			"prefixes":  jsonfile.Map("What numbered codes start with, and whose they are.", jsonfile.String("")),
		}).Described("How codes are found in a text", ""),
	}
}

//go:embed *.js
var scripts embed.FS

// Scripts returns the ES modules of the browser's half, find.js and its parts. They import resolve.js.
func Scripts() []jsonfile.File {
	entries, err := scripts.ReadDir(".")
	var files []jsonfile.File
	for _, e := range entries {
		data, readErr := scripts.ReadFile(e.Name())
		files = append(files, jsonfile.File{Path: e.Name(), Data: data})
		if err == nil {
			err = readErr
		}
	}
	if err != nil {
		panic(err) // embedded
	}
	return files
}

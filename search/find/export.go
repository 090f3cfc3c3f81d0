package find

import (
	"embed"
	"maps"
	"slices"

	"github.com/errdocs/errdocs/internal/jsonfile"
)

const version = 1

// Export returns the file that find.js needs in addition to the resolver's: the hints, with those from names, and the
// words of this package's rules, so that there is one list of each.
func (f *Finder) Export() []jsonfile.File {
	hints := [][]any{}
	for _, h := range f.hints {
		hints = append(hints, []any{h.vendor, h.set, h.text, h.weight})
	}
	words := map[string][]string{
		"fillers": sorted(cueFillers), "codes": sorted(otherCodes), "units": sorted(units),
		"phrases": sorted(statusPhrases), "short": sorted(shortPhrases),
	}
	return []jsonfile.File{{Path: "api/find.json", Data: jsonfile.Encode(map[string]any{
		"version": version, "hints": hints, "heads": sorted(f.heads), "cues": cueWords, "words": words,
	})}}
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

package find

import (
	"embed"
	"io/fs"
	"maps"
	"slices"

	"github.com/errdocs/errdocs/internal/jsonfile"
	"github.com/errdocs/errdocs/internal/lists"
)

const version = 2

// Path is that of the file that find.js needs in addition to the resolver's, below the root of the site.
const Path = "api/find.json"

// Export returns that file: the hints, with those from names, and the lists of tables.txt, so that there is one of each.
func (f *Finder) Export() []byte {
	hints, messages, kinds, former := [][]any{}, [][]any{}, [][]any{}, [][2]string{}
	for _, e := range f.entries[:f.known] {
		for _, old := range e.Old {
			if path := pathOf(old); path != "/"+e.ID {
				former = append(former, [2]string{path, e.ID})
			}
		}
	}
	for _, h := range f.hints {
		hints = append(hints, []any{h.vendor, h.set, h.text, h.weight})
	}
	for _, m := range f.messages {
		messages = append(messages, []any{m.text, m.pattern().String(), m.names, lists.Each(m.entries, func(e int) string { return f.entries[e].ID })})
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
		"failures": kinds, "verdicts": tables.Lines("verdicts"), "scripts": scriptCues, "access": tables.Lines("access"), "rpc": tables.Lines("rpc"), "processes": tables.Lines("processes"), "prefixes": f.prefixes,
		"former": former,
	})
}

func sorted(set map[string]bool) []string {
	return append([]string{}, slices.Sorted(maps.Keys(set))...)
}

//go:embed *.js
var scripts embed.FS

// Scripts returns the ES modules of the browser's half, find.js and its parts. They import resolve.js.
func Scripts() []jsonfile.File {
	names, _ := fs.Glob(scripts, "*")
	return lists.Each(names, func(name string) jsonfile.File {
		data, _ := scripts.ReadFile(name) // embedded
		return jsonfile.File{Path: name, Data: data}
	})
}

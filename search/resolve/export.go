package resolve

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"

	"github.com/errdocs/errdocs/internal/jsonfile"
	"github.com/errdocs/errdocs/internal/lists"
)

// The export: api/resolve.json lists the sets and pages, and the entries if there are at most maxOneFile. More entries
// are spread over files named by their hash, each for a range of keys; an entry is in every file that one of its keys
// belongs to.
const (
	version    = 4
	maxOneFile = 400
	maxShard   = 60 << 10 // bytes; one key with many owners may need more
)

// Shards is the folder of those files.
const Shards = "api/resolve/"

type exported struct {
	Version int         `json:"version"`
	Count   int         `json:"count"`
	Sets    [][]any     `json:"sets"`
	Fillers []string    `json:"fillers"`
	Counted []string    `json:"counted"` // what has numbers that are not codes
	Pages   []string    `json:"pages"`
	Rows    [][]any     `json:"rows,omitempty"`
	Files   [][2]string `json:"files,omitempty"`

	Verdicts []string `json:"verdicts"` // rows have their positions
	Families int      `json:"families,omitempty"`
}

// Judge gives every entry what lists say of it, for Export.
func (r *Resolver) Judge(verdict func(id string) string) {
	for i := range r.entries {
		r.entries[i].Verdict = verdict(r.entries[i].ID)
	}
	for i := range r.families {
		r.families[i].Verdict = verdict(r.families[i].ID)
	}
}

// Export returns the files that resolve.js reads, below the root of the site. The same entries give the same bytes.
func (r *Resolver) Export() []jsonfile.File {
	index := exported{
		Version: version, Count: len(r.entries), Sets: [][]any{}, Fillers: fillers, Counted: r.Counted(), Pages: orEmpty(r.pages), Verdicts: r.verdicts(), Families: len(r.families),
	}
	for _, s := range r.sets {
		index.Sets = append(index.Sets, []any{
			s.vendor, s.vendorName, s.id, s.title, s.key, s.space, sortedWords(s.vendorWords), sortedWords(s.setWords),
		})
	}
	if len(r.entries) <= maxOneFile {
		for i := range r.entries {
			index.Rows = append(index.Rows, r.row(i, index.Verdicts))
		}
		return append(r.exportFamilies(), jsonfile.File{Path: "api/resolve.json", Data: jsonfile.Encode(index)})
	}
	rows := make([][]byte, len(r.entries))
	for i := range rows {
		rows[i] = jsonfile.Encode(r.row(i, index.Verdicts))
	}
	shards := map[string][]byte{} // two ranges of keys may have the same rows
	for _, keys := range r.shards(rows) {
		data := r.rowsOf(keys, rows)
		sum := sha256.Sum256(data)
		path := Shards + hex.EncodeToString(sum[:6]) + ".json"
		index.Files = append(index.Files, [2]string{keys[0], path})
		shards[path] = data
	}
	files := append(r.exportFamilies(), jsonfile.File{Path: "api/resolve.json", Data: jsonfile.Encode(index)})
	for _, path := range slices.Sorted(maps.Keys(shards)) {
		files = append(files, jsonfile.File{Path: path, Data: shards[path]})
	}
	return files
}

// shards cuts the sorted keys into ranges whose rows fit into one file.
func (r *Resolver) shards(rows [][]byte) [][]string {
	var shards [][]string
	size, from, have := 0, 0, map[int]bool{}
	for n, key := range r.sorted() {
		more := r.sizeWithout(have, key, rows)
		if size+more > maxShard && n > from {
			shards = append(shards, r.sorted()[from:n])
			from, size, have = n, 0, map[int]bool{}
			more = r.sizeWithout(have, key, rows)
		}
		size += more
		for _, i := range r.keys()[key] {
			have[i] = true
		}
	}
	return append(shards, r.sorted()[from:])
}

// sizeWithout returns how many bytes the rows of a key take that a file does not have yet.
func (r *Resolver) sizeWithout(have map[int]bool, key string, rows [][]byte) int {
	size := 0
	for _, i := range r.keys()[key] {
		if !have[i] {
			size += len(rows[i]) + 1
		}
	}
	return size
}

// rowsOf returns the JSON list of the rows of keys.
func (r *Resolver) rowsOf(keys []string, rows [][]byte) []byte {
	found := lists.Joined(keys, func(key string) []int { return r.keys()[key] })
	slices.Sort(found)
	var list []byte
	for _, i := range slices.Compact(found) {
		list = append(append(list, ','), rows[i]...)
	}
	list[0] = '[' // each key has a row
	return append(list, ']')
}

// verdicts returns each verdict once, sorted, so that an edit seldom changes their positions.
func (r *Resolver) verdicts() []string {
	set := map[string]bool{}
	for i := range r.entries {
		set[r.entries[i].Verdict] = true
	}
	return sortedWords(set)
}

// row returns an entry as it is exported, without empty values at the end.
func (r *Resolver) row(i int, verdicts []string) []any {
	e := &r.entries[i]
	verdict, _ := slices.BinarySearch(verdicts, e.Verdict)
	row := []any{r.setOf[i], e.slug(), e.Name, e.Title, verdict}
	var names []string
	for _, name := range e.Names {
		switch name {
		case e.Name, "":
		case e.slug():
			names = append(names, "")
		default:
			names = append(names, name)
		}
	}
	switch {
	case len(e.Old) > 0:
		row = append(row, r.retired(i), orEmpty(names), e.Old)
	case len(names) > 0:
		row = append(row, r.retired(i), names)
	case e.Retired:
		row = append(row, 1)
	}
	return row
}

// orEmpty returns a list that JSON does not write as null.
func orEmpty(s []string) []string { return append([]string{}, s...) }

func sortedWords(set map[string]bool) []string { return orEmpty(slices.Sorted(maps.Keys(set))) }

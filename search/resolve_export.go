package search

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
)

// The export: api/resolve.json names the sets and pages. Up to maxOneFile entries stand in it; more are
// spread over files named by their hash, each for a range of keys, and an entry stands in every file
// that one of its keys belongs to. Rows are arrays, to be small:
//
//	{"version": 1, "count": 152, "sets": [[vendor, vendorName, set, title, key, space, words of the
//	 vendor, words of the set], …], "fillers": [word, …], "pages": ["compare/", …],
//	 "rows": [[set, slug, name, title, retired, names, old], …]}
//	{…, "files": [[first key, name], …]}
const (
	resolveVersion = 1
	maxOneFile     = 400
	maxShard       = 60 << 10 // bytes; one key with many owners may need more
)

type resolveMeta struct {
	Version int         `json:"version"`
	Count   int         `json:"count"`
	Sets    [][]any     `json:"sets"`
	Fillers []string    `json:"fillers"`
	Pages   []string    `json:"pages"`
	Rows    [][]any     `json:"rows,omitempty"`
	Files   [][2]string `json:"files,omitempty"`
}

// Export returns the files that resolve.js works on, below the root of the site. The same entries give
// the same bytes. It panics only where memory ends.
func (r *Resolver) Export() []File {
	meta := resolveMeta{Version: resolveVersion, Count: len(r.entries), Sets: [][]any{}, Fillers: sortedWords(fillers), Pages: r.listed}
	if meta.Pages == nil {
		meta.Pages = []string{}
	}
	for _, s := range r.sets {
		meta.Sets = append(meta.Sets, []any{
			s.vendor, s.vendorName, s.set, s.title, s.key, s.space, sortedWords(s.vendorWords), sortedWords(s.setWords),
		})
	}
	if len(r.entries) <= maxOneFile {
		for i := range r.entries {
			meta.Rows = append(meta.Rows, r.row(i))
		}
		return []File{{"api/resolve.json", compactJSON(meta)}}
	}
	var files []File
	for _, keys := range r.shards() {
		data := compactJSON(r.rowsOf(keys))
		sum := sha256.Sum256(data)
		path := "api/resolve/" + hex.EncodeToString(sum[:6]) + ".json"
		meta.Files = append(meta.Files, [2]string{keys[0], path})
		if !slices.ContainsFunc(files, func(f File) bool { return f.Path == path }) {
			files = append(files, File{path, data})
		}
	}
	slices.SortFunc(files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	return append([]File{{"api/resolve.json", compactJSON(meta)}}, files...)
}

// shards cuts the sorted keys into ranges whose rows fit into one file.
func (r *Resolver) shards() [][]string {
	var shards [][]string
	size, from, have := 0, 0, map[int]bool{}
	for n, key := range r.sorted {
		more := 0
		for _, i := range r.keys[key] {
			if !have[i] {
				more += len(compactJSON(r.row(i))) + 1
			}
		}
		if size+more > maxShard && n > from {
			shards = append(shards, r.sorted[from:n])
			from, size, have = n, 0, map[int]bool{}
			more = 0
			for _, i := range r.keys[key] {
				more += len(compactJSON(r.row(i))) + 1
			}
		}
		size += more
		for _, i := range r.keys[key] {
			have[i] = true
		}
	}
	return append(shards, r.sorted[from:])
}

func (r *Resolver) rowsOf(keys []string) [][]any {
	var found []int
	for _, key := range keys {
		found = append(found, r.keys[key]...)
	}
	slices.Sort(found)
	rows := [][]any{}
	for _, i := range slices.Compact(found) {
		rows = append(rows, r.row(i))
	}
	return rows
}

// row returns an entry as it stands in the export, without the empty end.
func (r *Resolver) row(i int) []any {
	e := &r.entries[i]
	row := []any{r.setOf[i], e.slug(), e.Name, e.Title}
	names := slices.DeleteFunc(slices.Clone(e.Names), func(name string) bool { return name == e.Name })
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

func orEmpty(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

// compactJSON returns v as JSON on one line, with <, > and & as they are.
func compactJSON(v any) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic(err) // strings and numbers only: cannot fail
	}
	return bytes.TrimRight(b.Bytes(), "\n")
}

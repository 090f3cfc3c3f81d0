package search

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"sort"
	"strconv"

	"github.com/errdocs/errdocs/internal/jsonfile"
)

// The sizes of the export, in bytes before compression.
const (
	format = "errdocs-search 2" // changes with every change that an older client would misread

	bundleMax   = 192 << 10 // an index up to this size is one file
	termTarget  = 16 << 10  // of a shard of terms
	longList    = 4 << 10   // postings of this size leave their shard
	pieceMax    = 48 << 10  // of a file of postings
	maxShards   = 1024      // of terms; from there on the shards grow
	maxLong     = 512       // lists of postings in files of their own; from there on more stay in shards
	facetChunk  = 5120      // documents whose facets are one file
	recordMin   = 16        // documents whose records are one file
	recordFiles = 640       // from there on each has more documents
)

// meta is search/meta.json: the only file with a fixed address. The files that it names never change.
type meta struct {
	Format  string         `json:"format"`
	Dir     string         `json:"dir"`     // folder of the other files, made of a hash of all content
	Bundle  bool           `json:"bundle"`  // one file "all.json" contains every shard, and there are no n0, n1, …
	Docs    int            `json:"docs"`    // number of documents
	Average map[string]int `json:"average"` // by field: the length that bleve scores against
	Terms   []string       `json:"terms"`   // first term of each shard t0, t1, …
	Near    []string       `json:"near"`    // first term, reversed, of each shard n0, n1, …
	Long    int            `json:"long"`    // number of files p0, p1, …
	Records int            `json:"records"` // documents in each file r0, r1, …
	Chunk   int            `json:"chunk"`   // documents in each file f0, f1, …
	Facets  []metaFacet    `json:"facets"`
	Retired string         `json:"retired"` // their numbers, as gaps
}

// metaFacet is a facet and the sets of values that documents have, as indices into Values.
type metaFacet struct {
	ID     string   `json:"id"`
	Title  string   `json:"title"`
	Values []string `json:"values"`
	Sets   [][]int  `json:"sets"`
}

// shard is a file of the export before it is written: a name and strings.
type shard struct {
	name    string
	strings []string
}

// Export returns the index as the files that client.js and Open read. The same documents give the same bytes on any
// machine: all numbers in them are whole.
func (ix *Index) Export() []jsonfile.File {
	terms := ix.allTerms()
	m := meta{
		Format: format, Docs: len(ix.docs), Average: map[string]int{}, Chunk: facetChunk,
		Records: max(recordMin, ceil(len(ix.docs), recordFiles)),
		Near:    []string{}, Terms: []string{}, Facets: []metaFacet{},
	}
	for _, f := range scoredFields {
		m.Average[string(rune(f))] = ceil(len(ix.postings[f]), max(1, len(ix.docs)))
	}
	shards := termShards(&m, terms)
	shards = append(shards, ix.recordShards(m.Records)...)
	shards = append(shards, ix.facetShards(&m)...)
	m.Retired = ix.retiredDocs()
	if m.Bundle = size(shards) <= bundleMax; !m.Bundle {
		shards = append(shards, nearShards(&m, terms)...)
	}
	return files(m, shards)
}

// size returns about how long the shards are as JSON.
func size(shards []shard) int {
	n := 0
	for _, sh := range shards {
		for _, s := range sh.strings {
			n += len(s) + len(`"",`)
		}
	}
	return n
}

// entry is a term and its postings in every field where it occurs.
type entry struct {
	term  string
	lists []list
}

// list is the encoded postings of a term in a field.
type list struct {
	field field
	data  []byte
}

// allTerms returns the terms in order.
func (ix *Index) allTerms() []*entry {
	byTerm := map[string]*entry{}
	for _, f := range allFields {
		for t, docs := range ix.postings[f] {
			e := byTerm[t]
			if e == nil {
				e = &entry{term: t}
				byTerm[t] = e
			}
			e.lists = append(e.lists, list{f, appendPostings(nil, f, docs)})
		}
	}
	return slices.SortedFunc(maps.Values(byTerm), func(a, b *entry) int { return cmp.Compare(a.term, b.term) })
}

// termShards cuts the terms into shards. The strings of a shard are term, data, term, data, …; data is the letter and the
// postings of each field, with a dot between fields. Long postings are in files of their own: "*", the number of the first
// and how many there are.
func termShards(m *meta, terms []*entry) []shard {
	target, long := termSizes(terms)
	var out, pieces []shard
	size := target
	for _, e := range terms {
		var line []byte
		for _, l := range e.lists {
			if line != nil {
				line = append(line, '.')
			}
			line = append(line, byte(l.field))
			if len(l.data) <= long {
				line = append(line, l.data...)
				continue
			}
			first := len(pieces)
			for piece := range slices.Chunk(l.data, pieceMax) {
				pieces = append(pieces, shard{"p" + strconv.Itoa(len(pieces)), []string{string(piece)}})
			}
			line = appendNumber(appendNumber(append(line, '*'), first), len(pieces)-first)
		}
		if size += len(e.term) + len(line); size > target {
			out = append(out, shard{name: "t" + strconv.Itoa(len(out))})
			m.Terms = append(m.Terms, e.term)
			size = len(e.term) + len(line)
		}
		s := &out[len(out)-1]
		s.strings = append(s.strings, e.term, string(line))
	}
	m.Long = len(pieces)
	return append(out, pieces...)
}

// termSizes returns the size at which a shard of terms is full and the size above which postings leave it. Both grow with
// the index, so that the number of files is bounded.
func termSizes(terms []*entry) (target, long int) {
	total := 0
	var sizes []int
	for _, e := range terms {
		for _, l := range e.lists {
			total += len(l.data)
			sizes = append(sizes, len(l.data))
		}
		total += len(e.term)
	}
	target, long = max(termTarget, total/maxShards), longList
	if sort.Sort(sort.Reverse(sort.IntSlice(sizes))); len(sizes) > maxLong {
		long = max(long, sizes[maxLong])
	}
	return target, long
}

// nearShards lists the terms that a misspelled word may match, reversed and in that order: the client finds those that
// share the first half in the shards of terms, and those that share the second half here. Each starts with its fields:
// "c", "w" or "x" for both.
func nearShards(m *meta, terms []*entry) []shard {
	type reversed struct{ term, in string }
	var list []reversed
	for _, e := range terms {
		if in := e.near(); in != "" && len(e.term) >= minNear {
			r := []rune(e.term)
			slices.Reverse(r)
			list = append(list, reversed{string(r), in})
		}
	}
	sort.Slice(list, func(a, b int) bool { return list[a].term < list[b].term })
	var out []shard
	size := termTarget
	for _, e := range list {
		if size += len(e.term) + 4; size > termTarget {
			out = append(out, shard{name: "n" + strconv.Itoa(len(out))})
			m.Near = append(m.Near, e.term)
			size = len(e.term) + 4
		}
		s := &out[len(out)-1]
		s.strings = append(s.strings, e.in+e.term)
	}
	return out
}

// near returns how nearShards marks the term, "" if it leaves the term out.
func (e *entry) near() string {
	in := ""
	for _, l := range e.lists {
		switch {
		case l.field == fieldCode:
			in = "c"
		case l.field == fieldWord && in == "c":
			in = "x"
		case l.field == fieldWord:
			in = "w"
		}
	}
	return in
}

// recordShards contain what a result shows: address, name, label, title, summary and verdict of each document.
func (ix *Index) recordShards(size int) []shard {
	var out []shard
	for docs := range slices.Chunk(ix.docs, size) {
		s := shard{name: "r" + strconv.Itoa(len(out))}
		for _, d := range docs {
			s.strings = append(s.strings, d.URL, d.name(), d.Label, d.Title, d.Summary, d.Verdict)
		}
		out = append(out, s)
	}
	return out
}

// facetShards contain one string for each facet with the number of each document's set of values.
func (ix *Index) facetShards(m *meta) []shard {
	known := make([]map[string]int, len(ix.facets))
	for f, facet := range ix.facets {
		known[f] = map[string]int{}
		m.Facets = append(m.Facets, metaFacet{facet.ID, facet.Title, append([]string{}, ix.values[f]...), [][]int{}})
	}
	var out []shard
	for docs := range slices.Chunk(ix.docs, facetChunk) {
		s := shard{name: "f" + strconv.Itoa(len(out))}
		for f := range ix.facets {
			var column []byte
			for _, d := range docs {
				column = appendNumber(column, m.Facets[f].set(known[f], d.distinct(f)))
			}
			s.strings = append(s.strings, string(column))
		}
		out = append(out, s)
	}
	return out
}

// set returns the number of a set of values, a new one if it is not known.
func (m *metaFacet) set(known map[string]int, values []string) int {
	set := make([]int, 0, len(values))
	for _, v := range values {
		i, _ := slices.BinarySearch(m.Values, v)
		set = append(set, i)
	}
	slices.Sort(set)
	key := fmt.Sprint(set)
	n, ok := known[key]
	if !ok {
		n = len(m.Sets)
		known[key] = n
		m.Sets = append(m.Sets, set)
	}
	return n
}

// retiredDocs returns the numbers of the retired documents.
func (ix *Index) retiredDocs() string {
	var list []posting
	for i, d := range ix.docs {
		if d.Retired {
			list = append(list, posting{doc: int32(i)})
		}
	}
	return string(appendPostings(nil, fieldWord, list))
}

// files returns the shards as files. Each starts with the format and the folder, so that a file of another index is
// recognized.
func files(m meta, shards []shard) []jsonfile.File {
	hash := sha256.New()
	hash.Write(jsonfile.Encode(m))
	for _, s := range shards {
		hash.Write([]byte(s.name))
		hash.Write(jsonfile.Encode(s.strings))
	}
	m.Dir = hex.EncodeToString(hash.Sum(nil))[:16]
	file := func(name string, v any) jsonfile.File {
		return jsonfile.File{Path: "search/" + name + ".json", Data: jsonfile.Encode(v)}
	}
	out := []jsonfile.File{file("meta", m)}
	var all [][]string
	for _, s := range shards {
		list := append([]string{m.mark(s.name)}, s.strings...)
		if m.Bundle {
			all = append(all, list)
			continue
		}
		out = append(out, file(m.Dir+"/"+s.name, list))
	}
	if m.Bundle {
		out = append(out, file(m.Dir+"/all", all))
	}
	return out
}

// mark returns the first string of a shard.
func (m *meta) mark(name string) string { return m.Format + " " + m.Dir + " " + name }

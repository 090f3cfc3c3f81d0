package search

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"github.com/errdocs/errdocs/internal/jsonfile"
)

// The sizes of the export.
const (
	format = "errdocs-search 3" // changes with every change that an older client would misread

	smallIndex   = 2500     // documents up to which their heads are in root.json
	smallTexts   = 16 << 10 // bytes of summaries up to which they are there too
	headChunk    = 32       // documents whose heads are one file
	summaryChunk = 64       // documents whose summaries are one file
	facetChunk   = 1 << 14  // documents whose facets are one file
	hashDigits   = 12       // of the name of a file
)

// The kinds of files besides root.json.
const (
	kindTerms   = "terms"     // postings of terms, and in a large index the heads of the best documents of each
	kindWords   = "words"     // postings of fieldWord: for what is quoted
	kindCodes   = "codes"     // of a large index: postings of fieldCode with heads, and the words of heads
	kindEndings = "endings"   // the same in the order of the reversed terms
	kindHeads   = "heads"     // of a large index: headChunk documents
	kindFacets  = "facets"    // of a large index: a string for each facet, for facetChunk documents
	kindTexts   = "summaries" // of summaryChunk documents
)

// rootFile is search/root.json: the only file with a fixed address. All others are named by a hash of their content, so they
// never change, and an edit makes new ones of only those that it touches.
type rootFile struct {
	Format   string               `json:"format"`
	Language language             `json:"language"` // whose rules queries follow
	Docs     int                  `json:"docs"`     // number of documents
	Average  map[string]int       `json:"average"`  // by field: the length that bleve scores against
	Facets   []rootFacet          `json:"facets"`
	Retired  string               `json:"retired"` // their numbers, as gaps
	Labels   []string             `json:"labels"`
	Chips    []string             `json:"chips"` // verdicts
	Folders  []string             `json:"folders"`
	Files    map[string]*fileList `json:"files"`
	Extra    json.RawMessage      `json:"extra,omitempty"`

	// In a small index only.
	Heads     *heads   `json:"heads,omitempty"`
	Columns   []string `json:"columns,omitempty"` // by facet: the number of the set of values of each document
	Summaries []string `json:"summaries,omitempty"`
}

// rootFacet is a facet and the sets of values that documents have, as indices into Values.
type rootFacet struct {
	ID     string   `json:"id"`
	Title  string   `json:"title"`
	Values []string `json:"values"`
	Sets   [][]int  `json:"sets"`
}

// fileList names the files of a kind.
type fileList struct {
	From  []string `json:"from,omitempty"` // the first term of each, unless the files are of so many documents each
	Names string   `json:"names"`          // hashDigits for each file
}

// part is a file named by its hash.
type part struct {
	Is    string   `json:"is"` // the format, the kind, and the first term or the number of the file
	Terms []string `json:"terms,omitempty"`
	Data  []string `json:"data,omitempty"` // of each term: the letter and the postings of each field, with a dot between fields
	Heads *heads   `json:"heads,omitempty"`
}

// exporter makes the files of an index.
type exporter struct {
	*Index
	rootFile
	known map[string]int // positions in Labels, Chips and Folders
	files []jsonfile.File
	names map[string]bool // of files: some have the same content
}

// Export returns the index as the files that client.js and Open read. The same documents give the same bytes on any
// machine: all numbers in them are whole.
func (ix *Index) Export() []jsonfile.File { return ix.export(len(ix.docs) <= smallIndex) }

func (ix *Index) export(small bool) []jsonfile.File {
	x := &exporter{Index: ix, known: map[string]int{}, names: map[string]bool{}, rootFile: rootFile{
		Format: format, Language: ix.language, Docs: len(ix.docs), Average: map[string]int{}, Facets: []rootFacet{}, Retired: ix.retiredDocs(), Extra: ix.Extra,
		Labels: []string{}, Chips: []string{}, Folders: []string{}, Files: map[string]*fileList{},
	}}
	for _, f := range scoredFields {
		x.Average[string(rune(f))] = ceil(len(ix.postings[f]), max(1, len(ix.docs)))
	}
	x.addHeads(small)
	x.addFacets(small)
	x.addSummaries(small)
	x.addTerms(kindTerms, ix.scoredTerms(!small))
	x.addTerms(kindWords, ix.wordTerms())
	if !small {
		codes := ix.codeTerms()
		x.addTerms(kindCodes, codes)
		x.addTerms(kindEndings, reversed(codes))
	}
	return append([]jsonfile.File{{Path: "search/root.json", Data: jsonfile.Encode(x.rootFile)}}, x.files...)
}

// add adds a file. Key is its first term, or the number of the file.
func (x *exporter) add(kind, key string, p part) {
	p.Is = stamp(kind, key)
	data := jsonfile.Encode(p)
	sum := sha256.Sum256(data)
	name := hex.EncodeToString(sum[:])[:hashDigits]
	x.list(kind).Names += name
	if !x.names[name] {
		x.names[name] = true
		x.files = append(x.files, jsonfile.File{Path: "search/" + name + ".json", Data: data})
	}
}

func (x *exporter) list(kind string) *fileList {
	if x.Files[kind] == nil {
		x.Files[kind] = &fileList{}
	}
	return x.Files[kind]
}

// stamp returns that by which a file of another kind or index is recognized.
func stamp(kind, key string) string { return format + " " + kind + " " + key }

// addTerms adds files of terms, each with the heads of the documents that its entries list.
func (x *exporter) addTerms(kind string, terms []*entry) {
	for _, entries := range cut(terms) {
		var p part
		var docs []int32
		for _, e := range entries {
			p.Terms, p.Data = append(p.Terms, e.term), append(p.Data, string(e.data))
			docs = append(docs, e.best...)
		}
		if slices.Sort(docs); len(docs) > 0 {
			p.Heads = x.headsOf(slices.Compact(docs))
		}
		x.list(kind).From = append(x.list(kind).From, entries[0].term)
		x.add(kind, entries[0].term, p)
	}
}

func (x *exporter) addHeads(small bool) {
	all := make([]int32, len(x.docs))
	for i := range all {
		all[i] = int32(i)
	}
	if small {
		x.Heads = x.headsOf(all)
		return
	}
	n := 0
	for docs := range slices.Chunk(all, headChunk) {
		x.add(kindHeads, strconv.Itoa(n), part{Heads: x.headsOf(docs)})
		n++
	}
}

// addFacets adds a column of every facet.
func (x *exporter) addFacets(small bool) {
	known := make([]map[string]int, len(x.facets))
	for f, facet := range x.facets {
		known[f] = map[string]int{}
		x.Facets = append(x.Facets, rootFacet{facet.ID, facet.Title, append([]string{}, x.values[f]...), [][]int{}})
	}
	n := 0
	for docs := range slices.Chunk(x.docs, facetChunk) {
		var columns []string
		for f := range x.facets {
			var column []byte
			for _, d := range docs {
				column = appendNumber(column, x.Facets[f].set(known[f], d.distinct(f)))
			}
			columns = append(columns, string(column))
		}
		if small {
			x.Columns = columns
			return
		}
		x.add(kindFacets, strconv.Itoa(n), part{Data: columns})
		n++
	}
}

// set returns the number of a set of values, a new one if it is not known.
func (m *rootFacet) set(known map[string]int, values []string) int {
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

func (x *exporter) addSummaries(small bool) {
	var texts []string
	size := 0
	for _, d := range x.docs {
		texts = append(texts, d.Summary)
		size += len(d.Summary)
	}
	if small && size <= smallTexts {
		x.Summaries = texts
		return
	}
	n := 0
	for list := range slices.Chunk(texts, summaryChunk) {
		x.add(kindTexts, strconv.Itoa(n), part{Data: list})
		n++
	}
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

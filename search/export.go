package search

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/errdocs/errdocs/internal/jsonfile"
	"github.com/errdocs/errdocs/internal/lists"
)

// The sizes of the export.
const (
	format = "errdocs-search 8" // changes with every change that an older client would misread

	smallIndex   = 2500     // documents up to which their heads are in root.json
	smallTexts   = 16 << 10 // bytes of summaries up to which they are there too
	smallFacets  = 1 << 14  // documents up to which their facets are there, and otherwise in files of so many
	headChunk    = 32       // documents whose heads are one file, more in a huge index
	summaryChunk = 64       // documents whose summaries are one file, more in a huge index
	maxHeads     = 1024     // files of heads, roughly
	maxTexts     = 512      // files of summaries, roughly
	hashDigits   = 8        // of the name of a file
)

// The kinds of files besides root.json.
const (
	kindTerms   = "terms"      // postings of terms but codes, and in a large index the heads of the best documents of each
	kindCodes   = "codes"      // of a large index: the same of codes
	kindWords   = "words"      // postings of fieldWord: for what is quoted
	kindEndings = "endings"    // of a large index: codes in reverse
	kindNames   = "vocabulary" // of a large index: the words of names and titles, and in how many documents each is, roughly
	kindHeads   = "heads"      // of a large index: some documents
	kindFacets  = "facets"     // of a huge index: a string for each facet, for some documents
	kindTexts   = "summaries"  // of some documents
	kindLists   = "lists"      // of a huge index: the lists of the files of some kinds
)

// rootFile is search/root.json: the only file with a fixed address. All others are named by a hash of their content, so they
// never change, and an edit makes new ones of only those that it touches.
type rootFile struct {
	Format   string               `json:"format"`
	Language language             `json:"language"` // whose rules queries follow
	Stops    string               `json:"stops"`    // words that are left out of prose, and of queries that have others
	Others   string               `json:"others"`   // names of products with errors of their own
	Docs     int                  `json:"docs"`     // number of documents
	Best     int                  `json:"best"`     // of a large index: documents of a frequent term whose heads are in its file
	Average  map[string]int       `json:"average"`  // by field: the length that bleve scores against
	Facets   []rootFacet          `json:"facets"`
	Retired  string               `json:"retired"`           // their numbers, as gaps
	Weights  map[string]string    `json:"weights,omitempty"` // by weight the numbers of the documents
	Labels   []string             `json:"labels"`
	Chips    []string             `json:"chips"` // verdicts
	Folders  []string             `json:"folders"`
	Files    map[string]*fileList `json:"files"`
	Extra    json.RawMessage      `json:"extra,omitempty"`

	Columns []string `json:"columns,omitempty"` // by facet: the number of the set of values of each document, but in a huge index

	// In a small index only.
	Heads     json.RawMessage `json:"heads,omitempty"` // heads
	Summaries []string        `json:"summaries,omitempty"`
}

// rootFacet is a facet and the sets of values that documents have, as indices into Values.
type rootFacet struct {
	ID     string   `json:"id"`
	Title  string   `json:"title"`
	Values []string `json:"values"`
	Sets   [][]int  `json:"sets"`
}

// part is a file named by its hash.
type part struct {
	Is    string   `json:"is"` // the format, the kind, and the element of From or the number of the file
	Terms []string `json:"terms,omitempty"`
	Data  []string `json:"data,omitempty"` // of each term: the letter and the postings of each field, with a dot between fields
	Heads *heads   `json:"heads,omitempty"`
}

// exporter makes the files of an index.
type exporter struct {
	*Index
	rootFile
	known map[string]int // positions in Labels, Chips and Folders
	heads []*head        // of the documents, as far as a file has had them
	file  func(path string, data []byte)
	names map[string]bool // of files
	twins bool            // two files would have one name
	old   *taken
	json  []byte // of the last file, whose memory the next takes over

	shown  []*head // likewise
	docsOf []int32 // likewise

	rank  ranking // of the documents of a term
	seen  []int32 // by document: the round in which it was seen last
	round int32
}

// Export returns the index as the files that client.js and Open read, root.json first. The same documents give the same bytes on
// any machine: all numbers in them are whole.
func (ix *Index) Export() []jsonfile.File { return ix.export(nil) }

// export returns the files of ExportNew.
func (ix *Index) export(kept func(path string) bool) []jsonfile.File {
	list := make([]jsonfile.File, 1)
	ix.ExportNew(kept, func(path string, data []byte) {
		list = append(list, jsonfile.File{Path: path, Data: slices.Clone(data)})
	})
	root := len(list) - 1
	list[0] = list[root]
	return list[:root]
}

// ExportNew hands on each file of Export as soon as it is made, but none of the index that BuildOn has taken over from, if kept,
// which is called with their paths, says that they are still there. The bytes may change when add has returned.
func (ix *Index) ExportNew(kept func(path string) bool, add func(path string, data []byte)) {
	x := &exporter{
		file:  add,
		Index: ix, known: map[string]int{}, names: map[string]bool{},
		heads: make([]*head, len(ix.docs)), rank: ranking{scores: make([]int, len(ix.docs))}, seen: make([]int32, len(ix.docs)),
		rootFile: rootFile{
			Format: format, Language: ix.language, Stops: ix.language.stopWords(), Others: oneLine(otherList), Docs: len(ix.docs), Best: ix.mostHeads(), Average: map[string]int{}, Facets: []rootFacet{}, Extra: ix.extra,
			Labels: []string{}, Chips: []string{}, Folders: []string{}, Files: map[string]*fileList{},
		},
	}
	x.Retired = ix.docsThat(func(d *Document) bool { return d.Retired })
	for _, d := range ix.docs {
		key := strconv.FormatFloat(d.Weight, 'g', -1, 64)
		if d.Weight != 0 && x.Weights[key] == "" {
			if x.Weights == nil {
				x.Weights = map[string]string{}
			}
			x.Weights[key] = ix.docsThat(func(other *Document) bool { return other.Weight == d.Weight })
		}
	}
	for _, f := range scoredFields {
		x.Average[string(rune(f))] = ix.average(f)
	}
	for n := range ix.docs {
		x.headOf(int32(n)) // in the order of documents: Labels, Chips and Folders are in the order in which they are needed
	}
	x.old = ix.change.taken(x, kept)
	x.addHeads()
	x.addFacets()
	x.addSummaries()
	x.addTerms(kindTerms)
	x.addTerms(kindWords)
	if !x.small() {
		x.addTerms(kindCodes)
		x.addTerms(kindEndings)
		x.addTerms(kindNames)
	}
	root := jsonfile.Encode(x.rootFile)
	if ix.cache != nil && !x.twins {
		ix.cache.root = root
	}
	if x.huge() {
		x.moveLists()
		root = jsonfile.Encode(x.rootFile)
	}
	x.file("search/root.json", root)
}

// size is the number of documents, or of those that the index is as large as.
func (ix *Index) size() int { return cmp.Or(ix.as, len(ix.docs)) }

// huge reports whether facets, and the lists of files that few queries need, are in files.
func (ix *Index) huge() bool { return ix.size() > smallFacets }

// small reports whether the heads of all documents are in root.json.
func (ix *Index) small() bool { return ix.size() <= smallIndex }

// average is the length that bleve scores a field against.
func (ix *Index) average(f field) int { return ceil(len(ix.postings[f].terms), max(1, len(ix.docs))) }

// add adds a file and returns its name. Key is its element of From, or its number. Before is its number in the older export, if it is the
// same there and need not be made, and otherwise -1.
func (x *exporter) add(kind, key string, before int, content func(b []byte) []byte) string {
	if name := x.old.name(kind, before); name != "" && !x.names[name] && x.old.kept(pathOf(name)) {
		x.names[name] = true
		return name
	}
	b := jsonfile.AppendText(append(x.json[:0], `{"is":`...), stamp(kind, key))
	x.json = append(content(b), '}')
	return x.put(x.json)
}

// put hands on a file and returns its name.
func (x *exporter) put(data []byte) string {
	name := nameOf(data)
	for x.names[name] {
		data = append(data, '\n') // of two files with the same hash
		name = nameOf(data)
		x.twins = true
	}
	x.names[name] = true
	x.file(pathOf(name), data)
	return name
}

// appendList appends a list to an object that has a member before, nothing for one of no elements.
func appendList(b []byte, name string, n int, element func(b []byte, i int) []byte) []byte {
	if n == 0 {
		return b
	}
	b = append(append(append(b, `,"`...), name...), `":`...)
	for i := range n {
		b = element(append(b, "[,"[min(i, 1)]), i)
	}
	return append(b, ']')
}

func appendTexts(b []byte, name string, list []string) []byte {
	return appendList(b, name, len(list), func(b []byte, i int) []byte { return jsonfile.AppendText(b, list[i]) })
}

func pathOf(name string) string { return "search/" + name + ".json" }

func nameOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])[:hashDigits]
}

// stamp returns that by which a file of another kind or index is recognized.
func stamp(kind, key string) string { return format + " " + kind + " " + key }

// rareness is how many times larger the files of a kind are because they are asked for rarely, or because many of them are needed.
var rareness = map[string]int{kindTerms: 1, kindCodes: 2, kindEndings: 8, kindWords: 6, kindNames: 8}

// addTerms adds files of terms, each with the heads of the documents that its entries list.
func (x *exporter) addTerms(kind string) {
	sum, rare := 6, rareness[kind]
	switch {
	case kind == kindEndings && x.huge():
		rare *= 2 // some slips would need more than eight requests
	case kind == kindTerms && x.huge():
		sum = 3 // most queries need more than two files
	}
	files := sync.OnceValue(func() [][]entry { return cut(x.entries(kind), sum, rare, kind == kindNames) })
	from, before := x.taken(kind)
	if from == nil {
		last := ""
		for _, entries := range files() {
			from = append(from, between(last, entries[0].term))
			last = entries[len(entries)-1].term
		}
		before = x.takenFiles(kind, from, files())
	}
	if len(from) == 0 {
		return
	}
	var names strings.Builder
	for i := range from {
		names.WriteString(x.add(kind, from[i], before[i], func(b []byte) []byte { return x.appendEntries(b, kind, files()[i]) }))
	}
	x.Files[kind] = &fileList{From: from, Names: names.String()}
}

// appendEntries appends what a file of terms has.
func (x *exporter) appendEntries(b []byte, kind string, entries []entry) []byte {
	b = appendList(b, "terms", len(entries), func(b []byte, i int) []byte { return jsonfile.AppendText(b, entries[i].term) })
	if kind != kindEndings {
		b = appendList(b, "data", len(entries), func(b []byte, i int) []byte { return append(x.appendData(append(b, '"'), kind, &entries[i]), '"') })
	}
	if !x.withBest(kind) {
		return b
	}
	docs := x.docsOf[:0]
	for i := range entries {
		docs = append(docs, x.best(&entries[i], &x.rank)...)
	}
	x.docsOf = docs
	if slices.Sort(docs); len(docs) > 0 {
		b = x.appendHeads(append(b, `,"heads":`...), slices.Compact(docs))
	}
	return b
}

// between returns the shortest beginning of a term that comes after another term.
func between(last, term string) string {
	for i := range term {
		if term[:i] > last {
			return term[:i]
		}
	}
	return term
}

// addChunks adds files of so many documents each, more if there would be too many files.
func (x *exporter) addChunks(kind string, per, most int, changed map[int32]bool, file func(b []byte, docs []*Document, first int) []byte) {
	for per*most < len(x.docs) {
		per *= 2
	}
	var names strings.Builder
	for first := 0; first < len(x.docs); first += per {
		end := min(first+per, len(x.docs))
		names.WriteString(x.add(kind, strconv.Itoa(first/per), x.old.chunk(kind, first/per, first, end, changed), func(b []byte) []byte { return file(b, x.docs[first:end], first) }))
	}
	x.Files[kind] = &fileList{Per: per, Names: names.String()}
}

func (x *exporter) addHeads() {
	numbers := upTo(len(x.docs))
	switch {
	case len(numbers) == 0:
		x.Heads = jsonfile.Encode(heads{})
	case x.small():
		x.Heads = x.appendHeads(nil, numbers)
	default:
		x.addChunks(kindHeads, headChunk, maxHeads, x.old.heads, func(b []byte, docs []*Document, first int) []byte {
			return x.appendHeads(append(b, `,"heads":`...), numbers[first:first+len(docs)])
		})
	}
}

// addFacets adds a column of every facet.
func (x *exporter) addFacets() {
	known := make([]map[setKey]int, len(x.facets))
	for f, facet := range x.facets {
		known[f] = map[setKey]int{}
		x.Facets = append(x.Facets, rootFacet{facet.ID, facet.Title, append([]string{}, x.values()[f]...), [][]int{}})
	}
	columns := func(docs []*Document) (list []string) {
		for f := range x.facets {
			var column []byte
			for _, d := range docs {
				column = appendNumber(column, x.Facets[f].set(known[f], d.distinct(f)))
			}
			list = append(list, string(column))
		}
		return list
	}
	if !x.huge() {
		x.Columns = columns(x.docs)
		return
	}
	x.addChunks(kindFacets, smallFacets, maxTexts, nil, func(b []byte, docs []*Document, _ int) []byte { return appendTexts(b, "data", columns(docs)) }) // the numbers of sets depend on those of all documents before
}

// set returns the number of a set of values, a new one if it is not known.
func (m *rootFacet) set(known map[setKey]int, values []string) int {
	var key setKey
	if len(values) == 1 { // mostly
		key.one = values[0]
	} else {
		key.several = fmt.Sprint(m.numbers(values))
	}
	n, ok := known[key]
	if !ok {
		n = len(m.Sets)
		known[key] = n
		m.Sets = append(m.Sets, m.numbers(values))
	}
	return n
}

// setKey stands for a set of values.
type setKey struct{ one, several string }

// numbers returns the numbers of values, in order.
func (m *rootFacet) numbers(values []string) []int {
	set := make([]int, 0, len(values))
	for _, v := range values {
		i, _ := slices.BinarySearch(m.Values, v)
		set = append(set, i)
	}
	slices.Sort(set)
	return set
}

func (x *exporter) addSummaries() {
	all := lists.Each(x.docs, func(d *Document) string { return d.Summary })
	if x.small() && len(strings.Join(all, "")) <= smallTexts {
		x.Summaries = all
		return
	}
	x.addChunks(kindTexts, summaryChunk, maxTexts, x.old.summaries, func(b []byte, docs []*Document, first int) []byte {
		return appendTexts(b, "data", all[first:first+len(docs)])
	})
}

// docsThat returns the numbers of some documents.
func (ix *Index) docsThat(are func(*Document) bool) string {
	var list []posting
	for i, d := range ix.docs {
		if are(d) {
			list = append(list, posting{doc: int32(i)})
		}
	}
	return string(appendPostings(nil, fieldWord, list))
}

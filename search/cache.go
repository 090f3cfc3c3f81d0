package search

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"math"
	"slices"

	"github.com/errdocs/errdocs/internal/values"
)

// Cache is an index, without the texts that only postings come from, and sums over its documents: what a later index can take
// over. The nil value has nothing. It is safe for use by several goroutines once it has been used by BuildOn.
type Cache struct {
	encoded string // if it has not been decoded yet
	*Index
	bodies termList // of fieldBody: the index leaves out the postings of frequent words
	key    docSum   // over what else the documents and postings come from
	ids    []string // of the documents
	sums   []docSum // over what each is made from
	root   []byte   // root.json as it was exported; nil if nothing can be taken over

	extraSum docSum // over what Index.extra is made from

	whole bool
	equal bool
}

// docSum is a sum over what a document is made from.
type docSum [16]byte

// cacheHead starts an encoded cache. The number changes with the encoding.
const cacheHead = "errdocs-index 3 " + format + "\n"

// maxChanged is the share of documents, one of so many, up to which an index is changed and not made from nothing.
const maxChanged = 16

// Cache returns what BuildOn can take over. Files that Export has made can only be taken over from a later one.
func (ix *Index) Cache() *Cache { return ix.cache }

// Whole reports whether the postings of all documents were counted, and none taken over from another index.
func (c *Cache) Whole() bool { return c.whole }

// Same reports whether all was taken over.
func (c *Cache) Same() bool { return c.equal }

// Opened returns the index, nil if the cache has none or is damaged.
func (c *Cache) Opened() *Index { return c.decode().Index }

// change is what an index takes over from another, and what not.
type change struct {
	root      []byte             // of the other export
	terms     map[field][]string // whose postings differ
	heads     map[int32]bool     // documents that results show in another way
	headTerms map[field][]string // of these documents
	summaries map[int32]bool     // documents with another summary
}

// cacheWriter writes numbers and texts.
type cacheWriter []byte

func (w *cacheWriter) number(n int) { *w = binary.AppendUvarint(*w, uint64(n)) }

func (w *cacheWriter) text(s string) {
	w.number(len(s))
	*w = append(*w, s...)
}

func (w *cacheWriter) texts(list []string) {
	w.number(len(list))
	for _, s := range list {
		w.text(s)
	}
}

// document writes what an index keeps of a document.
func (w *cacheWriter) document(d *Document) {
	for _, s := range []string{d.ID, d.URL, d.Label, d.Title, d.Summary, d.Verdict} {
		w.text(s)
	}
	w.texts(d.Names)
	w.number(len(d.Facets))
	for _, values := range d.Facets {
		w.texts(values)
	}
	retired := 0
	if d.Retired {
		retired = 1
	}
	w.number(retired)
	*w = binary.BigEndian.AppendUint64(*w, math.Float64bits(d.Weight))
}

func (w *cacheWriter) sum() (sum docSum) {
	all := sha256.Sum256(*w)
	copy(sum[:], all[:])
	return sum
}

// newCache returns the cache of an index whose documents are not made yet. Tool stands for the program that makes the postings.
func newCache(tool string, ix *Index, docs []Source) *Cache {
	c := &Cache{Index: ix, key: keyOf(tool, ix), sums: make([]docSum, len(docs)), ids: make([]string, len(docs))}
	for i, d := range docs {
		c.sums[i], c.ids[i] = docSum(d.Sum[:len(docSum{})]), d.ID
	}
	return c
}

func keyOf(tool string, ix *Index) docSum {
	var w cacheWriter
	w.texts([]string{tool, string(ix.language)})
	for _, f := range ix.facets {
		w.texts([]string{f.ID, f.Title})
	}
	for _, group := range ix.same {
		w.texts(group)
	}
	return w.sum()
}

// compare returns the new numbers of an older cache's documents, -1 for those that have changed or are gone, and the numbers of
// those that are new or have changed.
func (c *Cache) compare(old *Cache) (numbers, fresh []int32) {
	if old.Index == nil || c.key != old.key {
		return nil, nil
	}
	numbers = make([]int32, len(old.ids))
	k := 0
	for i, id := range c.ids {
		for ; k < len(old.ids) && old.ids[k] < id; k++ {
			numbers[k] = -1
		}
		same := k < len(old.ids) && old.ids[k] == id
		if same && c.sums[i] == old.sums[k] {
			numbers[k] = int32(i)
		} else if fresh = append(fresh, int32(i)); same {
			numbers[k] = -1
		}
		if same {
			k++
		}
	}
	for ; k < len(old.ids); k++ {
		numbers[k] = -1
	}
	return numbers, fresh
}

// fill fills the documents and postings: with those of an older cache, in which only the documents that have changed are made and
// counted again, or else with all. Count makes and counts documents with some numbers.
func (c *Cache) fill(old *Cache, count func(numbers []int32) (postings, error)) error {
	numbers, fresh := c.compare(old)
	gone := 0
	for _, n := range numbers {
		if n < 0 {
			gone++
		}
	}
	if numbers == nil || max(gone, len(fresh))*maxChanged > len(c.docs) {
		every := make([]int32, len(c.docs))
		for i := range every {
			every[i] = int32(i)
		}
		all, err := count(every)
		c.keep(all)
		c.whole = true
		return err
	}
	c.equal = gone+len(fresh) == 0
	c.extra, c.extraSum = old.extra, old.extraSum
	for k, n := range numbers {
		if n >= 0 {
			c.docs[n] = old.docs[k]
		}
	}
	counted, err := count(fresh)
	if err != nil {
		return err
	}
	added := counted.tally()
	moved := !slices.Equal(c.ids, old.ids)
	all := postings{}
	ch := &change{root: old.root, terms: map[field][]string{}}
	for _, f := range allFields {
		for _, list := range added[f] {
			for i := range list {
				list[i].doc = fresh[list[i].doc]
			}
		}
		all[f], ch.terms[f] = old.all(f).spliced(f, numbers, moved, added[f])
	}
	c.keep(all)
	if !moved {
		ch.compare(old.docs, c.docs, fresh, added)
		c.change = ch
	}
	return nil
}

// mostBodies is in how many bodies a word may be that is looked for in bodies. One that more have says little of any of them, and
// its postings would be most of what a query fetches.
var mostBodies = 1 << 14

// keep sets the postings of the index to some of all.
func (c *Cache) keep(all postings) {
	if c.postings = all; all == nil {
		return
	}
	c.bodies = all[fieldBody]
	some := termList{c.bodies.terms, slices.Clone(c.bodies.lists)}
	for i, data := range some.lists {
		if len(data) > mostBodies && countOf(data) > mostBodies {
			some.lists[i] = ""
		}
	}
	c.postings[fieldBody] = some
}

// all returns all postings of a field.
func (c *Cache) all(f field) termList {
	if f == fieldBody {
		return c.bodies
	}
	return c.postings[f]
}

// compare notes what results show in another way.
func (ch *change) compare(old, docs []*Document, fresh []int32, added tally) {
	ch.heads, ch.summaries, ch.headTerms = map[int32]bool{}, map[int32]bool{}, map[field][]string{}
	for _, n := range fresh {
		a, b := old[n], docs[n]
		ch.summaries[n] = a.Summary != b.Summary
		ch.heads[n] = a.URL != b.URL || a.Label != b.Label || a.Title != b.Title || a.Verdict != b.Verdict || !slices.Equal(a.Names, b.Names)
	}
	for f, terms := range added {
		for term, list := range terms {
			if slices.ContainsFunc(list, func(p posting) bool { return ch.heads[p.doc] }) {
				ch.headTerms[f] = append(ch.headTerms[f], term)
			}
		}
	}
}

// MarshalBinary encodes the cache. It ends with a SHA-256 sum. It never returns an error.
func (c *Cache) MarshalBinary() ([]byte, error) {
	size := 512 * len(c.docs)
	for _, l := range c.postings {
		for i, term := range l.terms {
			size += len(term) + len(l.lists[i]) + 4
		}
	}
	w := append(make(cacheWriter, 0, size), cacheHead...)
	w = append(w, c.key[:]...)
	w.text(string(c.language))
	w.number(len(c.facets))
	for _, f := range c.facets {
		w.text(f.ID)
		w.text(f.Title)
	}
	w.number(len(c.same))
	for _, group := range c.same {
		w.texts(group)
	}
	w.number(len(c.docs))
	for i, d := range c.docs {
		w = append(w, c.sums[i][:]...)
		w.document(d)
	}
	for _, f := range allFields {
		w.texts(c.all(f).terms)
		w.texts(c.all(f).lists)
	}
	w = append(w, c.extraSum[:]...)
	w.text(string(c.extra))
	w.text(string(c.root))
	sum := sha256.Sum256(w)
	return append(w, sum[:]...), nil
}

// ReadCache returns the cache that MarshalBinary has encoded. It is decoded when it is needed; a damaged one has nothing.
func ReadCache(encoded string) *Cache { return &Cache{encoded: encoded} }

// decode returns the decoded cache, an empty one if there is none or if it is damaged.
func (c *Cache) decode() *Cache {
	if c == nil {
		return &Cache{}
	}
	if data := c.encoded; data != "" {
		c.encoded = ""
		n := len(data) - sha256.Size
		if n < len(cacheHead) || data[:len(cacheHead)] != cacheHead || values.Sum(data[:n]) != [sha256.Size]byte([]byte(data[n:])) {
			return c
		}
		c.read(&cacheReader{data[len(cacheHead):n]}) // the sum is right, so the rest is as it was written
	}
	return c
}

func (c *Cache) read(r *cacheReader) {
	c.key = docSum([]byte(r.bytes(len(c.key))))
	l := language(r.text())
	facets := make([]Facet, r.number())
	for i := range facets {
		facets[i] = Facet{r.text(), r.text()}
	}
	same := make([][]string, r.number())
	for i := range same {
		same[i] = r.texts()
	}
	docs := make([]Document, r.number())
	list := make([]*Document, len(docs))
	c.sums, c.ids = make([]docSum, len(docs)), make([]string, len(docs))
	for i := range docs {
		c.sums[i], list[i] = docSum([]byte(r.bytes(len(docSum{})))), &docs[i]
		r.document(list[i])
		c.ids[i] = list[i].ID
	}
	p := postings{}
	for _, f := range allFields {
		p[f] = termList{r.texts(), r.texts()}
	}
	c.Index = newIndex(l, facets, list, same)
	c.keep(p)
	c.extraSum = docSum([]byte(r.bytes(len(docSum{}))))
	c.extra, c.root = json.RawMessage(r.text()), []byte(r.text())
	c.cache = c
}

// cacheReader reads an encoded cache; its strings share the text.
type cacheReader struct{ data string }

func (r *cacheReader) number() int {
	n := 0
	for shift := 0; ; shift += 7 {
		c := r.data[0]
		r.data = r.data[1:]
		n |= int(c&0x7f) << shift
		if c < 0x80 {
			return n
		}
	}
}

func (r *cacheReader) bytes(n int) string {
	s := r.data[:n]
	r.data = r.data[n:]
	return s
}

func (r *cacheReader) text() string { return r.bytes(r.number()) }

func (r *cacheReader) texts() []string {
	n := r.number()
	if n == 0 {
		return nil
	}
	list := make([]string, n)
	for i := range list {
		list[i] = r.text()
	}
	return list
}

func (r *cacheReader) document(d *Document) {
	for _, s := range []*string{&d.ID, &d.URL, &d.Label, &d.Title, &d.Summary, &d.Verdict} {
		*s = r.text()
	}
	d.Names = r.texts()
	d.Facets = make([][]string, r.number())
	for i := range d.Facets {
		d.Facets[i] = r.texts()
	}
	d.Retired = r.number() > 0
	d.Weight = math.Float64frombits(binary.BigEndian.Uint64([]byte(r.bytes(8))))
}

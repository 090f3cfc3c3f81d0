package search

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"io"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/values"
)

// Cache is an index, without the texts that only postings come from, and sums over its documents: what a later index can take
// over. The nil value has nothing. It is safe for use by several goroutines once it has been used by BuildOn.
type Cache struct {
	encoded string // if it has not been decoded yet
	*Index
	all  postings // the index leaves out those of words that are frequent in fieldBody
	key  docSum   // over what else the documents and postings come from
	ids  []string // of the documents
	sums []docSum // over what each is made from
	root []byte   // root.json as it was exported; nil if nothing can be taken over

	extraSum docSum // over what Index.extra is made from

	whole bool
	equal bool
}

// docSum is a sum over what a document is made from.
type docSum [16]byte

// cacheHead starts an encoded cache. The number changes with the encoding.
const cacheHead = "errdocs-index 5 " + format + "\n"

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
	counts    []string           // words that are in more or fewer documents, roughly
	heads     map[int32]bool     // documents that results show in another way
	headTerms map[field][]string // of these documents
	summaries map[int32]bool     // documents with another summary
}

// codeDocument codes what an index keeps of a document.
func codeDocument(c values.Coder, d *Document) {
	for _, s := range []*string{&d.ID, &d.URL, &d.Label, &d.Title, &d.Summary, &d.Verdict} {
		c.String(s)
	}
	c.Strings(&d.Names)
	values.Each(c, &d.Facets, c.Strings)
	retired := 0
	if d.Retired {
		retired = 1
	}
	c.Number(&retired)
	weight := binary.BigEndian.AppendUint64(nil, math.Float64bits(d.Weight))
	if c.Bytes(weight); c.To == nil { // others may read what is written
		d.Retired, d.Weight = retired > 0, math.Float64frombits(binary.BigEndian.Uint64(weight))
	}
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
	var w values.Writer
	c := values.Coder{To: &w}
	c.Strings(&[]string{tool, string(ix.language)})
	for _, f := range ix.facets {
		c.Strings(&[]string{f.ID, f.Title})
	}
	for _, group := range ix.same {
		c.Strings(&group)
	}
	sum := sha256.Sum256(w.Bytes)
	return docSum(sum[:len(docSum{})])
}

// compare returns the new numbers of an older cache's documents, -1 for those that have changed or are gone, and the numbers of
// those that are new or have changed.
func (c *Cache) compare(old *Cache) (numbers, fresh []int32) {
	if old.Index == nil || c.key != old.key {
		return nil, nil
	}
	numbers = slices.Repeat([]int32{-1}, len(old.ids))
	k := 0
	for i, id := range c.ids {
		for k < len(old.ids) && old.ids[k] < id {
			k++
		}
		if k < len(old.ids) && old.ids[k] == id && c.sums[i] == old.sums[k] {
			numbers[k] = int32(i)
		} else {
			fresh = append(fresh, int32(i))
		}
	}
	return numbers, fresh
}

// fill fills the documents and postings: with those of an older cache, in which only the documents that have changed are made and
// counted again, or else with all. Count makes and counts documents with some numbers.
func (c *Cache) fill(old *Cache, count func(numbers []int32) (postings, error)) error {
	numbers, fresh := c.compare(old)
	gone := lists.Count(numbers, func(n int32) bool { return n < 0 })
	if numbers == nil || max(gone, len(fresh))*maxChanged > len(c.docs) {
		all, err := count(upTo(len(c.docs)))
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
	moved := !slices.Equal(c.ids, old.ids)
	all, differ := merged(!moved, numbered{old.all, numbers}, numbered{counted, fresh})
	ch := &change{root: old.root, terms: differ}
	for _, w := range ch.terms[fieldWord] {
		if magnitude(countOf(old.postings[fieldWord].of(w))) != magnitude(countOf(all[fieldWord].of(w))) {
			ch.counts = append(ch.counts, w)
		}
	}
	c.keep(all)
	if !moved {
		ch.compare(old.docs, c.docs, fresh, counted)
		c.change = ch
	}
	return nil
}

// mostBodies is in how many bodies a word may be that is looked for in bodies. One that more have says little of any of them, and
// its postings would be most of what a query fetches.
var mostBodies = 1 << 14

// keep sets the postings of the index to some of all.
func (c *Cache) keep(all postings) {
	if c.all, c.postings = all, maps.Clone(all); all == nil {
		return
	}
	some := termList{all[fieldBody].terms, slices.Clone(all[fieldBody].lists)}
	for i, data := range some.lists {
		if len(data) > mostBodies && countOf(data) > mostBodies {
			some.lists[i] = ""
		}
	}
	c.postings[fieldBody] = some
}

// compare notes what results show in another way. Added has the postings of fresh documents.
func (ch *change) compare(old, docs []*Document, fresh []int32, added postings) {
	ch.heads, ch.summaries, ch.headTerms = map[int32]bool{}, map[int32]bool{}, map[field][]string{}
	for _, n := range fresh {
		a, b := old[n], docs[n]
		ch.summaries[n] = a.Summary != b.Summary
		ch.heads[n] = a.URL != b.URL || a.Label != b.Label || a.Title != b.Title || a.Verdict != b.Verdict || !slices.Equal(a.Names, b.Names)
	}
	for f, l := range added {
		for i, term := range l.terms {
			for n := range docsOf(l.lists[i], f) {
				if ch.heads[fresh[n]] {
					ch.headTerms[f] = append(ch.headTerms[f], term)
					break
				}
			}
		}
	}
}

// WriteTo writes the cache for ReadCache, with a sum over it.
func (c *Cache) WriteTo(to io.Writer) (int64, error) {
	w := &values.Writer{Bytes: []byte(cacheHead), To: to}
	c.code(values.Coder{To: w})
	return w.End()
}

// code codes what comes after the head, and returns all postings.
func (c *Cache) code(w values.Coder) postings {
	w.Bytes(c.key[:])
	w.String((*string)(&c.language))
	values.Each(w, &c.facets, func(f *Facet) {
		w.String(&f.ID)
		w.String(&f.Title)
	})
	values.Each(w, &c.same, w.Strings)
	values.Each(w, &c.sums, func(sum *docSum) { w.Bytes(sum[:]) })
	values.Each(w, &c.docs, func(d **Document) {
		if *d == nil {
			*d = &Document{}
		}
		codeDocument(w, *d)
	})
	all := postings{}
	for _, f := range allFields {
		l := c.all[f]
		w.Strings(&l.terms)
		w.Strings(&l.lists)
		all[f] = l
	}
	w.Bytes(c.extraSum[:])
	extra, root := string(c.extra), string(c.root)
	w.String(&extra)
	if w.String(&root); w.To == nil {
		c.extra, c.root = json.RawMessage(extra), []byte(root)
	}
	return all
}

// ReadCache returns the cache that WriteTo has written. It is decoded when it is needed; a damaged one has nothing.
func ReadCache(encoded string) *Cache { return &Cache{encoded: encoded} }

// decode returns the decoded cache, an empty one if there is none or if it is damaged.
func (c *Cache) decode() *Cache {
	if c == nil {
		return &Cache{}
	}
	if data := c.encoded; data != "" {
		c.encoded = ""
		text, whole := values.Unseal(data)
		if text, ours := strings.CutPrefix(text, cacheHead); whole && ours {
			c.read(text) // the sum is right, so the rest is as it was written
		}
	}
	return c
}

func (c *Cache) read(data string) {
	c.Index = &Index{}
	all := c.code(values.Coder{From: &values.Reader{Text: data}})
	extra := c.extra
	c.Index = newIndex(c.language, c.facets, c.docs, c.same)
	c.keep(all)
	c.extra, c.cache = extra, c
	c.ids = lists.Each(c.docs, func(d *Document) string { return d.ID })
}

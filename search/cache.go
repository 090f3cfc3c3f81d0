package search

import (
	"crypto/sha256"
	"encoding/binary"
	"maps"
	"slices"
)

// Cache is what a later index can take over from an index: the postings, and of each document a sum over what they came
// from. The nil value has nothing. It is safe for use by several goroutines once it has been used by BuildOn.
type Cache struct {
	encoded []byte // if it has not been decoded yet
	ids     []string
	sums    []docSum
	postings
}

// docSum is a sum over what the postings of a document come from.
type docSum [16]byte

// cacheHead starts an encoded cache. The number changes with the encoding.
const cacheHead = "errdocs-index 1\n"

// maxChanged is the share of documents, one of so many, up to which an index is changed and not made from nothing.
const maxChanged = 16

// Cache returns what BuildOn can take over.
func (ix *Index) Cache() *Cache { return ix.cache }

// newCache sums up documents, which are sorted. Tool stands for the program that makes the postings.
func newCache(tool string, l language, docs []*Document, same [][]string) *Cache {
	c := &Cache{ids: make([]string, len(docs)), sums: make([]docSum, len(docs))}
	var b []byte
	text := func(list ...string) {
		b = binary.AppendUvarint(b, uint64(len(list)))
		for _, s := range list {
			b = append(binary.AppendUvarint(b, uint64(len(s))), s...)
		}
	}
	text(tool, string(l))
	for _, group := range same {
		text(group...)
	}
	start := len(b)
	for i, d := range docs {
		b = b[:start]
		text(d.ID, d.Label, d.Title, d.Summary, d.Body)
		text(d.Names...)
		text(d.Tags...)
		sum := sha256.Sum256(b)
		c.ids[i], c.sums[i] = d.ID, docSum(sum[:16])
	}
	return c
}

// changed returns the numbers of the documents that are not as they were in an older cache. It returns false if that has
// other documents or too few that are the same.
func (c *Cache) changed(old *Cache) ([]int32, bool) {
	if !slices.Equal(c.ids, old.ids) {
		return nil, false
	}
	var list []int32
	for i := range c.sums {
		if c.sums[i] != old.sums[i] {
			list = append(list, int32(i))
		}
	}
	return list, len(list)*maxChanged <= len(c.ids)
}

// count fills the postings: those of an older cache, in which only the documents that have changed are counted again, or
// else those of all documents.
func (c *Cache) count(old *Cache, docs []*Document, count func([]*Document) (postings, error)) (err error) {
	numbers, few := c.changed(old)
	if !few {
		c.postings, err = count(docs)
		return err
	}
	some := make([]*Document, len(numbers))
	dropped := make([]bool, len(docs))
	for i, n := range numbers {
		some[i], dropped[n] = docs[n], true
	}
	added, err := count(some)
	if err != nil {
		return err
	}
	c.postings = newPostings()
	for f, terms := range old.postings {
		c.postings[f] = spliced(terms, dropped, added[f], numbers)
	}
	return nil
}

// spliced returns the postings of a field without those of some documents, and with others, whose documents are positions
// in numbers.
func spliced(old map[string][]posting, dropped []bool, added map[string][]posting, numbers []int32) map[string][]posting {
	now := maps.Clone(old)
	gone := func(p posting) bool { return dropped[p.doc] }
	for t, list := range old {
		if !slices.ContainsFunc(list, gone) {
			continue
		}
		if now[t] = slices.DeleteFunc(slices.Clone(list), gone); len(now[t]) == 0 {
			delete(now, t)
		}
	}
	for t, list := range added {
		all := slices.Clone(now[t])
		for _, p := range list {
			p.doc = numbers[p.doc]
			i, _ := slices.BinarySearchFunc(all, p.doc, func(q posting, doc int32) int { return int(q.doc - doc) })
			all = slices.Insert(all, i, p)
		}
		now[t] = all
	}
	return now
}

// MarshalBinary encodes the cache. It ends with a SHA-256 sum. It never returns an error.
func (c *Cache) MarshalBinary() ([]byte, error) {
	b := []byte(cacheHead)
	number := func(n int) { b = binary.AppendUvarint(b, uint64(n)) }
	text := func(s string) { number(len(s)); b = append(b, s...) }
	number(len(c.ids))
	for i, id := range c.ids {
		text(id)
		b = append(b, c.sums[i][:]...)
	}
	for _, f := range allFields {
		total := 0
		for _, list := range c.postings[f] {
			total += len(list)
		}
		number(len(c.postings[f]))
		number(total)
		for t, list := range c.postings[f] {
			text(t)
			number(len(list))
			last := int32(0)
			for _, p := range list {
				number(int(p.doc - last))
				last = p.doc
				if f != fieldWord {
					number(int(p.freq))
					number(int(p.length))
				}
			}
		}
	}
	sum := sha256.Sum256(b)
	return append(b, sum[:]...), nil
}

// UnmarshalBinary keeps what MarshalBinary has encoded until it is needed. It never returns an error: a damaged cache has
// nothing.
func (c *Cache) UnmarshalBinary(data []byte) error {
	*c = Cache{encoded: data}
	return nil
}

// decode returns the decoded cache, an empty one if there is none or if it is damaged.
func (c *Cache) decode() *Cache {
	if c == nil {
		return &Cache{}
	}
	if data := c.encoded; data != nil {
		c.encoded = nil
		n := len(data) - sha256.Size
		if n < len(cacheHead) || string(data[:len(cacheHead)]) != cacheHead || sha256.Sum256(data[:n]) != [sha256.Size]byte(data[n:]) {
			return c
		}
		r := cacheReader{string(data[len(cacheHead):n])} // the sum is right, so the rest is as it was written
		for range r.number() {
			c.ids, c.sums = append(c.ids, r.text(r.number())), append(c.sums, docSum([]byte(r.text(len(docSum{})))))
		}
		c.postings = postings{}
		for _, f := range allFields {
			c.postings[f] = r.field(f)
		}
	}
	return c
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

func (r *cacheReader) text(n int) string {
	s := r.data[:n]
	r.data = r.data[n:]
	return s
}

func (r *cacheReader) field(f field) map[string][]posting {
	n := r.number()
	terms := make(map[string][]posting, n)
	all := make([]posting, 0, r.number())
	for range n {
		t, start, last := r.text(r.number()), len(all), 0
		for range r.number() {
			last += r.number()
			p := posting{doc: int32(last)}
			if f != fieldWord {
				p.freq, p.length = int32(r.number()), int32(r.number())
			}
			all = append(all, p)
		}
		terms[t] = all[start:len(all):len(all)]
	}
	return terms
}

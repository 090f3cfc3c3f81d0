package search

import (
	"context"
	"math"
	"strconv"
	"strings"

	index "github.com/blevesearch/bleve_index_api"
)

// posting is one document of a term: how often the term is in the field and how many terms the field
// has.
type posting struct {
	doc, freq, length int
}

// eachPosting calls f with the documents of a term in bleve's order.
func eachPosting(r index.IndexReader, f field, term string, yield func(id index.IndexInternalID, freq, length int) error) error {
	tfr, err := r.TermFieldReader(context.Background(), []byte(term), string(rune(f)), true, true, false)
	if err != nil {
		return err
	}
	var doc index.TermFieldDoc
	for {
		next, err := tfr.Next(doc.Reset())
		if err != nil {
			return err
		}
		if next == nil {
			return tfr.Close()
		}
		if err := yield(next.ID, int(next.Freq), fieldLength(next.Norm)); err != nil {
			return err
		}
	}
}

// fieldLength undoes zapx's Posting.Norm, float32(1/√length).
func fieldLength(norm float64) int { return int(math.Round(1 / (norm * norm))) }

// documentNumber returns the number that bleveDocument gave as id.
func documentNumber(r index.IndexReader, id index.IndexInternalID) (int, error) {
	s, err := r.ExternalID(id)
	if err != nil {
		return 0, err
	}
	return strconv.Atoi(s)
}

// digits are the characters of the numbers in the export: five bits each, the lowest first. One of the
// first half ends a number, one of the second half goes on.
const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"

// appendNumber appends n, which must not be negative.
func appendNumber(b []byte, n int) []byte {
	for n >= 32 {
		b = append(b, digits[32+n%32])
		n /= 32
	}
	return append(b, digits[n])
}

// appendPostings appends postings in order of the documents: of each the gap to the one before, doubled,
// plus one if there is a frequency; the frequency less two if there is one; the length less one.
func appendPostings(b []byte, list []posting) []byte {
	next := 0
	for _, p := range list {
		gap := 2 * (p.doc - next)
		next = p.doc + 1
		if p.freq > 1 {
			b = appendNumber(appendNumber(b, gap+1), p.freq-2)
		} else {
			b = appendNumber(b, gap)
		}
		b = appendNumber(b, p.length-1)
	}
	return b
}

// appendGaps appends the numbers of documents, which ascend, as the gaps between them.
func appendGaps[N int | int32](b []byte, docs []N) []byte {
	next := N(0)
	for _, d := range docs {
		b = appendNumber(b, int(d-next))
		next = d + 1
	}
	return b
}

// maxNumber is above every number of an export.
const maxNumber = 1 << 30

// readNumbers reads what appendNumber wrote.
func readNumbers(s string) ([]int, error) {
	var out []int
	n, scale := 0, 1
	for i := range len(s) {
		d := strings.IndexByte(digits, s[i])
		if d < 0 || scale >= maxNumber {
			return nil, errDamaged
		}
		n += d % 32 * scale
		scale *= 32
		if d < 32 {
			out = append(out, n)
			n, scale = 0, 1
		}
	}
	if scale > 1 {
		return nil, errDamaged
	}
	return out, nil
}

// readGaps reads what appendGaps wrote. All numbers are below docs.
func readGaps(s string, docs int) ([]int, error) {
	list, err := readNumbers(s)
	next := 0
	for i, gap := range list {
		if next+gap >= docs {
			return nil, errDamaged
		}
		list[i] = next + gap
		next = list[i] + 1
	}
	return list, err
}

// readPostings reads what appendPostings wrote. All documents are below docs.
func readPostings(s string, docs int) ([]posting, error) {
	list, err := readNumbers(s)
	if err != nil {
		return nil, err
	}
	var out []posting
	for next := 0; len(list) > 0; {
		n := 2 + list[0]%2 // numbers of this posting
		p := posting{doc: next + list[0]/2, freq: 1}
		if len(list) < n || p.doc >= docs {
			return nil, errDamaged
		}
		if n == 3 {
			p.freq = list[1] + 2
		}
		p.length = list[n-1] + 1
		out, list, next = append(out, p), list[n:], p.doc+1
	}
	return out, nil
}

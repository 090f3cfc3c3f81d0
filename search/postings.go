package search

import (
	"context"
	"math"
	"strconv"

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

package search

import "strings"

// digits are the characters of the numbers in the export: five bits each, the lowest first. One of the first half ends a
// number, one of the second half continues it.
const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"

// appendNumber appends n, which must not be negative.
func appendNumber(b []byte, n int) []byte {
	for n >= 32 {
		b = append(b, digits[32+n%32])
		n /= 32
	}
	return append(b, digits[n])
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

// appendPostings appends postings. In a scored field each is the gap to the document before, doubled, plus one if there
// is a frequency; the frequency less two if there is one; the length less one. In fieldWord each is the gap.
func appendPostings(b []byte, f field, list []posting) []byte {
	next := int32(0)
	for _, p := range list {
		gap := int(p.doc - next)
		next = p.doc + 1
		switch {
		case f == fieldWord:
			b = appendNumber(b, gap)
			continue
		case p.freq > 1:
			b = appendNumber(appendNumber(b, 2*gap+1), int(p.freq-2))
		default:
			b = appendNumber(b, 2*gap)
		}
		b = appendNumber(b, int(p.length-1))
	}
	return b
}

// readPostings reads what appendPostings wrote. All documents are below docs.
func readPostings(s string, f field, docs int) ([]posting, error) {
	list, err := readNumbers(s)
	if err != nil {
		return nil, err
	}
	var out []posting
	for next := 0; len(list) > 0; {
		gap, n := list[0], 1 // n numbers of this posting
		if f != fieldWord {
			gap, n = list[0]/2, 2+list[0]%2
		}
		if len(list) < n || next+gap >= docs {
			return nil, errDamaged
		}
		p := posting{doc: int32(next + gap)}
		if n > 1 {
			p.freq, p.length = 1, int32(list[n-1]+1)
		}
		if n > 2 {
			p.freq = int32(list[1] + 2)
		}
		out, list, next = append(out, p), list[n:], next+gap+1
	}
	return out, nil
}

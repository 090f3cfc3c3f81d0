package search

import "strings"

// digits are the characters of the numbers in the export: five bits each, the lowest first. One of the first half ends a
// number, one of the second half continues it.
const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"

// digitValues are the positions of digits, -1 for other characters.
var digitValues = func() (values [256]int8) {
	for c := range values {
		values[c] = int8(strings.IndexByte(digits, byte(c)))
	}
	return values
}()

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

// numberReader reads what appendNumber wrote.
type numberReader string

// next returns the next number. It returns false at the end, and where the text is damaged, of which it then leaves some.
func (r *numberReader) next() (n int, ok bool) {
	for i, scale := 0, 1; i < len(*r) && scale < maxNumber; i++ {
		d := int(digitValues[(*r)[i]])
		if d < 0 {
			break
		}
		n += d % 32 * scale
		if scale *= 32; d < 32 {
			*r = (*r)[i+1:]
			return n, true
		}
	}
	return 0, false
}

// readNumbers reads what appendNumber wrote.
func readNumbers(s string) ([]int, error) {
	var out []int
	r := numberReader(s)
	for n, ok := r.next(); ok; n, ok = r.next() {
		out = append(out, n)
	}
	if r != "" {
		return nil, errDamaged
	}
	return out, nil
}

// appendPostings appends postings in columns, with commas between them: of each the gap to the document before. In a scored field
// that is doubled, plus one if there is a frequency; then come the lengths less one, and the frequencies that there are less two.
func appendPostings(b []byte, f field, list []posting) []byte {
	next := int32(0)
	for _, p := range list {
		gap := int(p.doc - next)
		if next = p.doc + 1; f != fieldWord {
			gap = 2*gap + int(min(p.freq-1, 1))
		}
		b = appendNumber(b, gap)
	}
	if f == fieldWord || len(list) == 0 {
		return b
	}
	b = append(b, ',')
	for _, p := range list {
		b = appendNumber(b, int(p.length-1))
	}
	comma := false
	for _, p := range list {
		if p.freq < 2 {
			continue
		}
		if !comma {
			b, comma = append(b, ','), true
		}
		b = appendNumber(b, int(p.freq-2))
	}
	return b
}

// readPostings reads what appendPostings wrote. All documents are below docs.
func readPostings(s string, f field, docs int) ([]posting, error) {
	return addPostings(make([]posting, 0, countOf(s)), s, f, docs)
}

// addPostings appends what readPostings returns.
func addPostings(to []posting, s string, f field, docs int) ([]posting, error) {
	first, rest, _ := strings.Cut(s, ",")
	second, third, _ := strings.Cut(rest, ",")
	gaps, lengths, freqs := numberReader(first), numberReader(second), numberReader(third)
	next := 0
	for gap, ok := gaps.next(); ok; gap, ok = gaps.next() {
		p := posting{}
		if f != fieldWord {
			n, ok := lengths.next()
			if !ok {
				return nil, errDamaged
			}
			p.freq, p.length = int32(gap%2+1), int32(n+1)
			gap /= 2
		}
		if p.freq > 1 {
			n, ok := freqs.next()
			if !ok {
				return nil, errDamaged
			}
			p.freq = int32(n + 2)
		}
		if next += gap; next >= docs {
			return nil, errDamaged
		}
		p.doc = int32(next)
		next++
		to = append(to, p)
	}
	if gaps != "" || lengths != "" || freqs != "" {
		return nil, errDamaged
	}
	return to, nil
}

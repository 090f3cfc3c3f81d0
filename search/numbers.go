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

// readNumbers reads what appendNumber wrote.
func readNumbers(s string) ([]int, error) {
	var out []int
	n, scale := 0, 1
	for i := range len(s) {
		d := int(digitValues[s[i]])
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

// appendPostings appends postings in columns, with commas between them: of each the gap to the document before. In a scored field
// that is doubled, plus one if there is a frequency; then come the lengths less one, and the frequencies that there are less two.
func appendPostings(b []byte, f field, list []posting) []byte {
	next := int32(0)
	var lengths, freqs []byte
	for _, p := range list {
		gap := int(p.doc - next)
		next = p.doc + 1
		if f == fieldWord {
			b = appendNumber(b, gap)
			continue
		}
		b = appendNumber(b, 2*gap+int(min(p.freq-1, 1)))
		lengths = appendNumber(lengths, int(p.length-1))
		if p.freq > 1 {
			freqs = appendNumber(freqs, int(p.freq-2))
		}
	}
	for _, column := range [][]byte{lengths, freqs} {
		if len(column) > 0 {
			b = append(append(b, ','), column...)
		}
	}
	return b
}

// readPostings reads what appendPostings wrote. All documents are below docs.
func readPostings(s string, f field, docs int) ([]posting, error) {
	var columns [3][]int
	parts := strings.SplitN(s, ",", len(columns))
	for i, part := range parts {
		var err error
		if columns[i], err = readNumbers(part); err != nil {
			return nil, err
		}
	}
	gaps, lengths, freqs := columns[0], columns[1], columns[2]
	if f == fieldWord && len(parts) > 1 || f != fieldWord && len(lengths) != len(gaps) {
		return nil, errDamaged
	}
	out := make([]posting, 0, len(gaps))
	next := 0
	for i, gap := range gaps {
		p := posting{}
		if f != fieldWord {
			p.freq, p.length = int32(gap%2+1), int32(lengths[i]+1)
			gap /= 2
		}
		if p.freq > 1 {
			if len(freqs) == 0 {
				return nil, errDamaged
			}
			p.freq, freqs = int32(freqs[0]+2), freqs[1:]
		}
		if next += gap; next >= docs {
			return nil, errDamaged
		}
		p.doc = int32(next)
		next++
		out = append(out, p)
	}
	return out, nil
}

package secret

import (
	"bytes"
	"slices"
)

// listed reports whether groups of digits are a list of numbers, such as error codes or ports, and no card number: they are
// alike, part of a longer row, or called a list. Every tenth list of four has the right check digit by chance.
func (s *scanner) listed(w *window, row []group, digits []byte) bool {
	size := row[0].n
	if len(row) < 3 || size < 4 || len(digits) != len(row)*size {
		return false
	}
	return alike(digits, size) || s.calledList(w.from) || s.longer(row, digits, w.equal-len(row))
}

// maxSpan is how far apart the numbers of a sorted list are, as a part of 10,000. Of a million card numbers in groups of
// four, about ten look like such a list.
const maxSpan = 400

// alike reports whether the whole groups share their first two digits, or are sorted and close to one another.
func alike(digits []byte, size int) bool {
	shared, sorted := true, true
	number := func(at int) (n int) {
		for _, d := range digits[at : at+4] {
			n = 10*n + int(d)
		}
		return n
	}
	last := number(0)
	for at := size; at+size <= len(digits); at += size {
		n := number(at)
		shared = shared && n/100 == number(0)/100
		sorted = sorted && n > last
		last = n
	}
	return shared || sorted && last-number(0) <= maxSpan
}

// longer reports whether more groups of four precede or follow, as in no card number: two or more, or one more that
// continues a sorted list or starts with the same digit. A single one may also be a date of expiry.
func (s *scanner) longer(row []group, digits []byte, before int) bool {
	if len(row) != 4 || row[0].n != 4 {
		return false
	}
	rest := scanner{text: s.text, at: row[len(row)-1].end}
	after, next := 0, [maxCard + 1]byte{}
	for kind := row[1].gap; after < 3; after++ {
		gap, size := gap(rest.text[rest.at:])
		if rest.at += size; gap != kind {
			break
		}
		g, d := rest.group(gap)
		if g.n != 4 {
			break
		}
		if after == 0 {
			next = d
		}
	}
	firsts := []byte{digits[0], digits[4], digits[8], digits[12]}
	if after > 0 {
		firsts = append(firsts, next[0])
	}
	before = max(before, 0)
	return before+after > 1 || before+after == 1 && slices.IsSorted(firsts)
}

// listNames are words before a list of numbers.
var listNames = []string{"codes", "ports", "errors", "statuses", "ranges"}

// calledList reports whether the word before an offset names a list: "codes: ", "ports ".
func (s *scanner) calledList(at int) bool {
	before := bytes.TrimRight(s.text[max(0, at-16):at], " :=([*_`")
	return slices.ContainsFunc(listNames, func(name string) bool {
		return len(before) >= len(name) && bytes.EqualFold(before[len(before)-len(name):], []byte(name))
	})
}

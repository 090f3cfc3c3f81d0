package find

import (
	"bytes"
	"slices"

	"github.com/errdocs/errdocs/search/resolve"
)

// addBeginnings notes the folds of what a name of several parts may begin with where it is written apart: "server" and
// "servererror" of SERVER_ERROR_101.
func (f *Finder) addBeginnings(text string) {
	var fold []byte
	for i := range len(text) {
		c := text[i]
		if !isAlnum(c) {
			continue
		}
		isPart := i == 0 || !isAlnum(text[i-1]) || isCapital(c) && isSmall(text[i-1]) || isDigit(c) != isDigit(text[i-1])
		if isPart && len(fold) > 1 {
			f.begins[string(fold)] = true
		}
		fold = append(fold, lowerByte(c))
	}
}

// isNear reports whether the line has evidence of a vendor.
func (s *scan) isNear() bool {
	return len(s.seen) > 0 && s.seen[len(s.seen)-1].line == s.lineNo
}

// parted notes the words from word i on if they are a name that is written apart, next to its vendor. What the words are by
// themselves is noted as well, and counts where this is not taken for a code.
func (s *scan) parted(i int) {
	if !s.isNear() && s.f.vendor == "" || i+1 >= len(s.starts) || s.starts[i+1]-s.ends[i] > 2 || isDigit(s.text(i)[0]) {
		return
	}
	fold, end := s.fold(s.text(i)), 0
	var owners []int
	for j := i + 1; j < len(s.starts) && s.f.begins[string(fold)] && isPartGap(s.gap(j-1, j)); j++ {
		for _, c := range s.text(j) {
			if isAlnum(c) {
				fold = append(fold, lowerByte(c))
			}
		}
		if same := s.f.folds[string(fold)].entries; same != nil {
			owners, end = same, j+1
		}
	}
	s.folded = fold
	if owners == nil || isNumber(s.text(end-1)) && s.isAmount(end-1) {
		return
	}
	from, to := s.starts[i], s.ends[end-1]
	isExact := func(n name) bool { return len(n.text) >= to-from && s.nameAt(i, &n) > 0 }
	if ok, _ := resolve.Parted(string(s.line[from:to])); ok && !slices.ContainsFunc(s.f.names[string(s.text(i))], isExact) {
		h := s.hitAt(i, from, to, owners, shapeParted)
		h.parts, _, _ = nameParts(h.mention.Text)
		h.number = end - i
		s.until = s.first + end
		s.pending = append(s.pending, h)
	}
}

// isPartGap reports whether a gap may be between the parts of a name: see resolve.Parted.
func isPartGap(gap []byte) bool {
	return len(gap) <= 2 && len(bytes.Trim(gap, " ./:#(-")) == 0
}

package find

import (
	"bytes"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/pattern"
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

// afterStatus matches what follows a number in a sentence that is not a count of things.
var afterStatus = pattern.New(`^["')\]]?(?:[.,;:!?]?[ \t\r]*$|[.,;:!?] | (?:again|at|by|for|from|in|on|since|when)(?:[^0-9A-Za-z_]|$))`)

// isAsked reports whether word i is a number that somebody may look for with the name of its vendor, whether or not the
// vendor has it: a status in a sentence, not in an access log with a path that has the name, or a number of three digits that
// is announced as the code of an error.
func (s *scan) isAsked(i int, c cue) bool {
	word := s.text(i)
	if len(word) != 3 || word[0] < '1' {
		return false
	}
	_, key := s.cue(i)
	if cueWords[key] >= cueError || key == "error code" {
		return true
	}
	isStatus := (word[0] == '4' || word[0] == '5') && (key != "" || c == cueHTTP || c == cueProse)
	return isStatus && (s.beforePhrase(i) || afterStatus.Match(s.line[s.ends[i]:]))
}

// unlisted notes word i, a number with a cue, if the vendor that the line names does not have it. It reports whether it does.
func (s *scan) unlisted(i int, c cue, owners []int) bool {
	vendor := s.vendorWithout(owners)
	if vendor == "" || c < cueProse || s.first+i < s.until || !s.isAsked(i, c) {
		return false
	}
	s.note(Unknown{Mention: s.mention(s.starts[i], s.ends[i]), Count: 1, Of: s.f.vendorName(vendor)})
	return true
}

// vendorWithout returns the only vendor that the line names, "" if it is an owner.
func (s *scan) vendorWithout(owners []int) string {
	if s.only == nil {
		s.only = new(s.onlyVendor())
	}
	isOwner := func(owner int) bool { return s.f.entries[owner].Vendor == *s.only }
	return pick(slices.ContainsFunc(owners, isOwner), "", *s.only)
}

// onlyVendor returns the only vendor that the line names, "" if it names none but in paths, or several.
func (s *scan) onlyVendor() (vendor string) {
	isNamed := false
	for n := len(s.seen) - 1; n >= 0 && s.seen[n].line == s.lineNo && s.f.vendor == ""; n-- {
		e := &s.seen[n]
		if e.hint < 0 || e.vendor == "" {
			continue
		}
		if vendor != "" && vendor != e.vendor || strings.HasPrefix(e.vendor, foreignID) {
			return ""
		}
		vendor = e.vendor
		names := resolve.Fold(vendor) + " " + resolve.Fold(s.f.vendorName(vendor))
		inPath := e.word >= s.first && s.byteAt(s.starts[e.word-s.first]-1) == '/'
		isNamed = isNamed || !inPath && strings.Contains(names, resolve.Fold(s.f.hints[e.hint].text))
	}
	return pick(isNamed, vendor, "")
}

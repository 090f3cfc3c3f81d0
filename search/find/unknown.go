package find

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/letters"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/pattern"
	"github.com/errdocs/errdocs/search/resolve"
)

// unknownAt notes word i if it looks like a code. It returns how many words that uses, at least 1.
func (s *scan) unknownAt(i int) int {
	word := s.text(i)
	if n := cmp.Or(s.member(i, i+2), s.member(i, i+1)); n > 0 {
		return n
	}
	switch {
	case s.first+i < s.until:
	case i+1 < len(s.starts) && string(s.gap(i, i+1)) == "." && s.f.heads[string(word)] && !isDigit(s.text(i + 1)[0]):
		s.addUnknown(i, i+2, Unknown{})
		return 2
	case isConstant(word) && s.byteAt(s.ends[i]) != '=' && s.byteAt(s.starts[i]-1) != '$' && s.byteAt(s.starts[i]-1) != '{':
		if s.looksFailed(i) {
			s.addUnknown(i, i+1, Unknown{})
		}
	case s.f.failing[letters.Lower(string(word))] && bytes.Equal(word, bytes.ToUpper(word)):
		if c, _ := s.cue(i); c == cueCode && s.afterMark(i) {
			s.addUnknown(i, i+1, Unknown{})
		}
	case s.isNumbered(i, i+1), s.isNumbered(i, i+2):
	case len(word) == 3 && isNumber(word):
		if s.isNear() && !s.isAmount(i) && !s.isProcess(i) {
			c, _ := s.cue(i)
			s.unlisted(i, pick(s.afterHTTP(i), cueHTTP, c), nil)
		}
	case len(word) >= 4 && len(word) <= 6 && isNumber(word) && !s.isAmount(i):
		if c, _ := s.cue(i); c == cueCode {
			s.addUnknown(i, i+1, Unknown{})
		}
	}
	return 1
}

// looksFailed reports whether a constant may be a code: a word of it says that something failed, a code is announced, or
// a vendor is named on the line.
func (s *scan) looksFailed(i int) bool {
	if len(s.f.phrases[letters.Lower(string(s.text(i)))]) > 0 {
		return false // the words of a failed connection
	}
	if c, _ := s.cue(i); c >= cueError || s.isNear() {
		return true
	}
	return slices.ContainsFunc(namePieces(string(s.text(i))), func(w string) bool { return s.f.failing[w] })
}

// isNumbered notes the words from i up to to, with a hyphen between them, if a vendor has codes that start alike.
func (s *scan) isNumbered(i, to int) bool {
	word := s.wordsTo(i, to, "-")
	if word == nil || len(word) > maxMember || !isCapital(word[0]) || !isDigit(word[len(word)-1]) {
		return false
	}
	m := numbered.FindSubmatch(word)
	if m == nil || s.f.prefixes[string(m[1])] == "" {
		return false
	}
	s.addUnknown(i, to, Unknown{Of: s.f.vendorName(s.f.prefixes[string(m[1])])})
	return true
}

var constant = pattern.New(`^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$`)

// isConstant reports whether a word consists of capitals and digits with "_" between them.
func isConstant(word []byte) bool {
	return len(word) >= 5 && len(word) <= 64 && isCapital(word[0]) && bytes.IndexByte(word, '_') > 0 && constant.Match(word)
}

// member notes the words from i up to to, with a hyphen between them, if they are a code without an entry of a family. It
// returns how many they are, otherwise 0. What is not announced starts with capitals or 0x, so that neither numbers nor
// parts of hashes are taken for codes.
func (s *scan) member(i, to int) int {
	word := s.wordsTo(i, to, "-")
	if len(word) < 3 || len(word) > maxMember || !slices.ContainsFunc(word, isDigit) {
		return 0
	}
	capitals := isCapital(word[0]) && isCapital(word[1]) || string(word[:2]) == "0x"
	if !capitals && s.isAmount(i) {
		return 0
	}
	if c, _ := s.cue(i); !capitals && c != cueHint && c != cueError && c != cueCode {
		return 0
	}
	families := s.f.resolver.Members(string(word))
	if vendor := cmp.Or(s.f.vendor, s.vendor); vendor != "" && !capitals { // whose number it is
		families = lists.Filter(families, func(e resolve.Entry) bool { return e.Vendor == vendor })
	}
	if families == nil {
		return 0
	}
	s.addUnknown(i, to, Unknown{Families: families})
	return to - i
}

const maxMember = 40 // characters of a code of a family in a text

// addUnknown notes the words from i up to to, with what u says of them: of the vendor that the line names, if of nobody else.
func (s *scan) addUnknown(i, to int, u Unknown) {
	if vendor := cmp.Or(s.f.vendor, s.vendor); vendor != "" && u.Of == "" && u.Families == nil {
		u.Of = s.f.vendorName(vendor)
	}
	u.Mention = s.mention(s.starts[i], s.ends[to-1])
	s.note(u)
}

// note counts an unknown word.
func (s *scan) note(u Unknown) {
	u.Count = 1
	at := slices.IndexFunc(s.unknown, func(known Unknown) bool { return known.Text == u.Text && known.Of == u.Of })
	switch {
	case at >= 0:
		s.unknown[at].Count++
	case len(s.unknown) < maxUnknown:
		s.unknown = append(s.unknown, u)
	}
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
	isOwner := func(owner int) bool { return s.f.entries[owner].Vendor == s.vendor }
	if s.vendor == "" || c < cueProse || s.first+i < s.until || slices.ContainsFunc(owners, isOwner) || !s.isAsked(i, c) {
		return false
	}
	s.addUnknown(i, i+1, Unknown{})
	return true
}

// onlyVendor returns the only vendor that the line names, "" if it names none but in paths, or several.
func (s *scan) onlyVendor() (vendor string) {
	names, isNamed := "", false
	for n := len(s.seen) - 1; n >= 0 && s.seen[n].line == s.lineNo && s.f.vendor == ""; n-- {
		e := &s.seen[n]
		switch {
		case e.hint < 0 || e.vendor == "":
			continue
		case strings.HasPrefix(e.vendor, foreignID) || vendor != "" && vendor != e.vendor:
			return ""
		case vendor == "":
			vendor = e.vendor
			names = resolve.Fold(vendor) + " " + resolve.Fold(s.f.vendorName(vendor))
		}
		inPath := e.word >= s.first && s.byteAt(s.starts[e.word-s.first]-1) == '/'
		isNamed = isNamed || !inPath && strings.Contains(names, resolve.Fold(s.f.hints[e.hint].text))
	}
	return pick(isNamed, vendor, "")
}

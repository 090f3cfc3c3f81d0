package search

import (
	"bytes"
	"slices"
	"unicode/utf8"
)

// scan is one pass over a text.
type scan struct {
	f      *Finder
	line   []byte // the line, or a segment of one that is very long
	starts []int  // of its words
	ends   []int
	hinted []int // hint that ends at a word, -1 for none

	lineNo int
	column int // characters of the line that are in front of the segment
	first  int // number in the text of the line's first word
	recent [maxHintWords][]byte
	folded []byte

	hints   []hintSeen
	pending []codeHit
	groups  map[string]*codeGroup
	order   []*codeGroup
	unknown []Unknown
}

// hintSeen is a hint at a word. A code that only one vendor has counts as one too; it has no hint.
type hintSeen struct {
	word, line  int
	hint        int // -1: a code
	vendor, set string
	weight      int
}

func newScan(f *Finder) *scan { return &scan{f: f, lineNo: 1, groups: map[string]*codeGroup{}} }

// segment looks at a line, or at a part of one.
func (s *scan) segment(line []byte) {
	if !utf8.Valid(line) {
		line = bytes.ToValidUTF8(line, []byte("\uFFFD"))
	}
	if s.lineNo == 1 && s.column == 0 {
		line = bytes.TrimPrefix(line, []byte("\uFEFF"))
	}
	s.line = withoutMarks(line)
	s.split()
	for i := range s.starts {
		s.hinted[i] = s.hintAt(i)
	}
	for i := 0; i < len(s.starts); {
		i += s.word(i)
	}
	s.first += len(s.starts)
	s.column += utf8.RuneCount(s.line)
	s.settle(s.first - hintReach)
}

// withoutMarks removes what a terminal and Markdown put into codes: colours, with or without their escape
// character, and "\" in front of "_".
func withoutMarks(line []byte) []byte {
	if bytes.Contains(line, []byte(`\_`)) {
		line = bytes.ReplaceAll(line, []byte(`\_`), []byte("_"))
	}
	from := 0
	var out []byte
	for i := 0; i < len(line); i++ {
		if line[i] != '[' {
			continue
		}
		end := i + 1
		for end < len(line) && (isDigit(line[end]) || line[end] == ';') {
			end++
		}
		if end == i+1 || end == len(line) || line[end] != 'm' {
			continue
		}
		if i > from && line[i-1] == 0x1B {
			out = append(out, line[from:i-1]...)
		} else {
			out = append(out, line[from:i]...)
		}
		from = end + 1
		i = end
	}
	if from == 0 {
		return line
	}
	return append(out, line[from:]...)
}

func (s *scan) endLine() {
	s.lineNo++
	s.column = 0
}

// split finds the words of the line.
func (s *scan) split() {
	s.starts, s.ends, s.hinted = s.starts[:0], s.ends[:0], s.hinted[:0]
	for i := 0; i < len(s.line); {
		if !isWordByte(s.line[i]) {
			i++
			continue
		}
		start := i
		for i < len(s.line) && isWordByte(s.line[i]) {
			i++
		}
		s.starts, s.ends, s.hinted = append(s.starts, start+s.escape(start, i)), append(s.ends, i), append(s.hinted, -1)
	}
}

// escape returns how many bytes at the start of a word are the end of an escape in front of it: \n, a
// \u with its digits, or %22.
func (s *scan) escape(start, end int) int {
	if start == 0 {
		return 0
	}
	word := s.line[start:end]
	n := 0
	switch s.line[start-1] {
	case '\\':
		switch {
		case word[0] == 'u' && len(word) > 5 && isHex(word[1]) && isHex(word[2]) && isHex(word[3]) && isHex(word[4]):
			n = 5
		case bytes.IndexByte([]byte("nrtbf"), word[0]) >= 0:
			n = 1
		}
	case '%':
		if len(word) > 2 && isHex(word[0]) && isHex(word[1]) {
			n = 2
		}
	}
	if n >= len(word) {
		return 0
	}
	return n
}

func (s *scan) text(i int) []byte { return s.line[s.starts[i]:s.ends[i]] }

// gap returns what stands between two words.
func (s *scan) gap(i, j int) []byte { return s.line[s.ends[i]:s.starts[j]] }

// byteAt returns the byte at a place of the line, 0 beyond its ends.
func (s *scan) byteAt(i int) byte {
	if i < 0 || i >= len(s.line) {
		return 0
	}
	return s.line[i]
}

// hintAt notes the hints that end at word i, and returns the strongest.
func (s *scan) hintAt(i int) int {
	word := s.text(i)
	found := -1
	if len(word) >= 2 {
		for _, h := range s.f.words[[2]byte{lowerByte(word[0]), lowerByte(word[1])}] {
			if s.hasHint(word, &s.f.hints[h]) && (found < 0 || s.f.hints[h].weight > s.f.hints[found].weight) {
				found = h
			}
		}
	}
	if found >= 0 {
		text := s.f.hints[found].text
		for _, h := range s.f.words[[2]byte{lowerByte(word[0]), lowerByte(word[1])}] {
			if hint := &s.f.hints[h]; hint.text == text || h == found {
				s.hints = append(s.hints, hintSeen{s.first + i, s.lineNo, h, hint.vendor, hint.set, hint.weight})
			}
		}
	}
	oldest := s.recent[0]
	copy(s.recent[:], s.recent[1:])
	s.recent[maxHintWords-1] = append(oldest[:0], word...)
	return found
}

// hasHint reports whether the word, and those before it, are the hint's.
func (s *scan) hasHint(word []byte, h *hint) bool {
	n := len(h.words) - 1
	if !sameWord(word, h.words[n], h) && !(n == 0 && startsWord(word, h)) {
		return false
	}
	for i := range n {
		if !sameWord(s.recent[maxHintWords-n+i], h.words[i], h) {
			return false
		}
	}
	return true
}

func sameWord(word []byte, want string, h *hint) bool {
	if len(word) != len(want) {
		return false
	}
	return startsSame(word, want, h)
}

func startsSame(word []byte, want string, h *hint) bool {
	for i := range len(want) {
		if c := word[i]; c != want[i] && (h.exact || lowerByte(c) != want[i]) {
			return false
		}
	}
	return true
}

// startsWord reports whether a longer word starts with the hint: any, if the hint is long; otherwise one
// that goes on with a capital, a digit or "_".
func startsWord(word []byte, h *hint) bool {
	want := h.words[0]
	if len(word) <= len(want) || !startsSame(word, want, h) {
		return false
	}
	next := word[len(want)]
	return len(want) >= longHint || next < 'a' || next > 'z'
}

func lowerByte(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// word looks at what starts with word i and returns how many words it has dealt with.
func (s *scan) word(i int) int {
	word := s.text(i)
	if isDigit(word[0]) {
		if owners := s.f.numbers[string(word)]; owners != nil {
			s.number(i, owners)
			return 1
		}
	}
	for _, name := range s.f.names[string(word)] {
		if n := s.nameAt(i, name.text); n > 0 {
			s.name(i, n, &name)
			return n
		}
	}
	if n := s.otherForm(i); n > 0 {
		return n
	}
	return s.unknownAt(i)
}

// nameAt returns how many words the name has if it stands at word i, else 0.
func (s *scan) nameAt(i int, name string) int {
	end := s.starts[i] + len(name)
	if end > len(s.line) || string(s.line[s.starts[i]:end]) != name || isWordByte(s.byteAt(end)) {
		return 0
	}
	n := 1
	for i+n < len(s.starts) && s.starts[i+n] < end {
		n++
	}
	return n
}

// name notes a name as its owner writes it.
func (s *scan) name(i, n int, name *findName) {
	h := s.hitAt(i, i+n, name.entries, name.shape)
	if name.shape == shapeStrong {
		h.assigned = s.byteAt(s.ends[i+n-1]) == '=' && h.cue == cueNone
		if vendor, set, ok := s.f.sameVendor(name.entries); ok {
			s.hints = append(s.hints, hintSeen{h.word, s.lineNo, -1, vendor, set, weightCode})
		}
	}
	s.pending = append(s.pending, h)
}

// sameVendor returns the vendor of the entries if all have the same, and their set if that is the same too.
func (f *Finder) sameVendor(entries []int) (vendor, set string, ok bool) {
	vendor, set = f.entries[entries[0]].Vendor, f.entries[entries[0]].Set
	for _, e := range entries[1:] {
		if f.entries[e].Vendor != vendor {
			return "", "", false
		}
		if f.entries[e].Set != set {
			set = ""
		}
	}
	return vendor, set, true
}

// otherForm notes a word that differs from a name in case or in marks only. A long one needs no marks of
// its own to be one.
func (s *scan) otherForm(i int) int {
	if n := s.otherFormOf(i, i+2); n > 0 {
		return n
	}
	return s.otherFormOf(i, i+1)
}

// otherFormOf looks at the words from i up to to, with dots between them. It returns how many it takes.
func (s *scan) otherFormOf(i, to int) int {
	if to > len(s.starts) || to > i+1 && string(s.gap(i, i+1)) != "." {
		return 0
	}
	word := s.line[s.starts[i]:s.ends[to-1]]
	parts, upper, _ := nameParts(word)
	long := len(word) >= minLong
	if isDigit(word[0]) || parts < 2 && !long && !s.afterMark(i) {
		return 0
	}
	same := s.f.folds[string(s.fold(word))]
	if same.entries == nil {
		return 0
	}
	h := s.hitAt(i, to, same.entries, shapeOther)
	if h.parts = parts; long {
		h.parts = max(parts, same.parts)
	}
	if h.cue == cueNone && !upper && s.isKey(to-1) || h.parts < 2 && !h.announced() {
		return 0
	}
	s.pending = append(s.pending, h)
	return to - i
}

const minLong = 12 // letters of a word that is no word by accident

// fold is Fold for words of the line. What it returns holds until it is called again.
func (s *scan) fold(word []byte) []byte {
	s.folded = s.folded[:0]
	for _, c := range word {
		if isAlnum(c) {
			s.folded = append(s.folded, lowerByte(c))
		}
	}
	return s.folded
}

// afterMark reports whether the word stands where a value may: after one of : = ( . >, quotes and spaces
// aside.
func (s *scan) afterMark(i int) bool {
	for at := s.starts[i] - 1; at >= 0; at-- {
		switch s.line[at] {
		case ' ', '"', '\'', '\\':
			continue
		case ':', '=', '(', '.', '>':
			return true
		}
		return false
	}
	return false
}

// isKey reports whether word i is followed by ":" or "=", as the name of a field is.
func (s *scan) isKey(i int) bool {
	at := s.ends[i]
	for bytes.IndexByte([]byte(`"'\ `), s.byteAt(at)) >= 0 {
		at++
	}
	return s.byteAt(at) == ':' || s.byteAt(at) == '='
}

// unknownAt lists word i if it looks like a code. It returns how many words that takes, at least 1.
func (s *scan) unknownAt(i int) int {
	word := s.text(i)
	switch {
	case s.f.heads[string(word)] && i+1 < len(s.starts) && string(s.gap(i, i+1)) == "." && !isDigit(s.text(i + 1)[0]):
		s.addUnknown(s.starts[i], s.ends[i+1])
		return 2
	case isConstant(word) && s.byteAt(s.ends[i]) != '=' && s.byteAt(s.starts[i]-1) != '$' && s.byteAt(s.starts[i]-1) != '{':
		s.addUnknown(s.starts[i], s.ends[i])
	case len(word) >= 4 && len(word) <= 6 && len(bytes.Trim(word, "0123456789")) == 0 && !s.isAmount(i):
		if c, _ := s.cue(i); c == cueCode {
			s.addUnknown(s.starts[i], s.ends[i])
		}
	}
	return 1
}

// isConstant reports whether a word is made of capitals with "_" between them.
func isConstant(word []byte) bool {
	if len(word) < 5 || len(word) > 64 || word[0] < 'A' || word[0] > 'Z' || word[len(word)-1] == '_' {
		return false
	}
	marks := 0
	for i, c := range word {
		switch {
		case c == '_':
			if word[i-1] == '_' {
				return false
			}
			marks++
		case (c < 'A' || c > 'Z') && !isDigit(c):
			return false
		}
	}
	return marks > 0
}

func (s *scan) addUnknown(start, end int) {
	text := string(s.line[start:end])
	at := slices.IndexFunc(s.unknown, func(u Unknown) bool { return u.Text == text })
	switch {
	case at >= 0:
		s.unknown[at].Count++
	case len(s.unknown) < maxUnknown:
		s.unknown = append(s.unknown, Unknown{s.mention(start, end), 1})
	}
}

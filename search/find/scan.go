package find

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/errdocs/errdocs/internal/letters"
	"github.com/errdocs/errdocs/search/resolve"
)

// scan is one pass over a text.
type scan struct {
	f      *Finder
	line   []byte // the line, or a segment of one that is very long
	starts []int  // of its words
	ends   []int
	hinted []int // hint that ends at a word, -1 for none

	file   string
	lineNo int
	chars  int // of the line in front of the segment
	first  int // index in the text of the line's first word
	recent [maxRecent][]byte
	folded []byte

	held    []byte // lines that go on in the next one
	waiting int    // how many
	within  int    // column of the text in base64 that is scanned, 0: none
	record  int    // what the line belongs to, see beginLine
	entry   int    // within a record
	ended   bool   // the line before is empty or an object of its own

	header []cue  // of the table that the line is in: the cue of each column, see columns
	mark   []byte // between its cells

	tails   [maxCarriers][]byte // of the lines before, see remember
	joined  []byte
	earlier [][2]int

	vendor  string        // the only one that the line names
	matches map[any][]int // of patterns on the line, see once

	seen    []hintSeen
	pending []codeHit
	groups  map[string]*codeGroup
	order   []*codeGroup
	unknown []Unknown
	said    []Said

	coded      []int // the last entries with a code
	until      int   // the word behind the last name that is written apart
	taken      int   // behind the last one that is taken for a code
	lastFailed int   // the last entry with a failed connection, and its kind
	lastKind   int
}

// hintSeen is a hint at a word. A code that only one vendor has counts as one too, without a hint.
type hintSeen struct {
	word, line  int
	record      int
	hint        int // -1: a code
	vendor, set string
	weight      int
	code        string
}

func newScan(f *Finder) *scan {
	f.index()
	return &scan{f: f, lineNo: 1, lastFailed: -1, groups: map[string]*codeGroup{}, matches: map[any][]int{}}
}

// segment scans a line, or a part of one. A line that goes on in the next one waits for it.
func (s *scan) segment(line []byte) {
	if !utf8.Valid(line) {
		line = bytes.ToValidUTF8(line, []byte("\uFFFD"))
	}
	if s.lineNo == 1 && s.chars == 0 {
		line = bytes.TrimPrefix(line, []byte("\uFEFF"))
	}
	if len(s.held) > 0 && isBase64(s.held) && !isBase64(bytes.TrimRight(line, "\r")) {
		s.release()
	}
	if n, ok := continues(line); ok && s.chars == 0 && len(s.held) < maxLine {
		s.held = append(s.held, line[:n]...)
		return
	}
	if len(s.held) > 0 {
		line = append(slices.Clip(s.held), line...)
		s.held = s.held[:0]
	}
	s.whole(line)
}

// release scans the lines that wait for another one.
func (s *scan) release() {
	if len(s.held) > 0 {
		s.whole(slices.Clone(s.held))
		s.held, s.chars = s.held[:0], 0
		s.lineNo, s.waiting = s.lineNo+s.waiting, 0
	}
}

// whole scans a line, and the texts that are in it in base64.
func (s *scan) whole(line []byte) {
	if s.chars == 0 {
		s.beginLine(line)
	}
	s.words(line)
	line = s.line
	starts, texts := encoded(line)
	for i, text := range texts {
		s.within = s.chars + utf8.RuneCount(line[:starts[i]]) + 1
		s.words(text)
	}
	s.within = 0
	s.chars += utf8.RuneCount(line)
	s.settle(s.first - hintReach)
}

// words scans the words of a line, or of a text in it.
func (s *scan) words(line []byte) {
	s.line, s.vendor = s.f.cleaned(line), ""
	clear(s.matches)
	if s.within == 0 && s.chars == 0 {
		s.columns()
	}
	s.split()
	for i := range s.starts {
		s.phrasesAt(i)
		s.hinted[i] = s.hintAt(i)
	}
	s.vendor = s.onlyVendor()
	for i := 0; i < len(s.starts); {
		s.wordless(i)
		i += s.word(i)
	}
	s.wordless(len(s.starts))
	s.first += len(s.starts)
	s.remember()
}

// once returns what match finds on the line. It is called once for each line and key: a line may have a thousand numbers.
func (s *scan) once(key any, match func() []int) []int {
	found, ok := s.matches[key]
	if !ok {
		found = match()
		s.matches[key] = found
	}
	return found
}

func (s *scan) endLine() {
	s.chars = 0
	if len(s.held) > 0 {
		s.waiting++
		return
	}
	s.lineNo, s.waiting = s.lineNo+1+s.waiting, 0
}

// beginLine starts a new record where a line does not belong to the one before: after an empty line, at a time, and before
// and after a JSON object on one line. The lines of a trace, of a message and of a pretty-printed payload are one record. An
// entry of a record is a line with those that are indented or closed below it.
func (s *scan) beginLine(line []byte) {
	line = bytes.TrimRight(line, " \t\r")
	if len(line) == 0 {
		s.ended = true
		return
	}
	isCause := bytes.HasPrefix(line, []byte("Caused by"))
	isObject := line[0] == '{' && line[len(line)-1] == '}'
	if s.ended && strings.IndexByte(" \t{[<", line[0]) < 0 && !isCause || hasClock(line) || isObject {
		s.record++
	}
	if strings.IndexByte(" \t})]", line[0]) < 0 && !isCause {
		s.entry++
	}
	s.ended = isObject
}

// hasClock reports whether "12:30" is in the first characters of a line, up to one that is not ASCII.
func hasClock(text []byte) bool {
	n := 0
	for n < min(len(text), maxClock) && text[n] < utf8.RuneSelf {
		n++
	}
	for i := 2; i+2 < n; i++ {
		if text[i] == ':' && isDigit(text[i-1]) && isDigit(text[i-2]) && isDigit(text[i+1]) && isDigit(text[i+2]) {
			return true
		}
	}
	return false
}

const maxClock = 32 // bytes of a line in which its time is

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
		if isNumber(s.line[start:i]) && s.signed(start) {
			start--
		}
		s.starts, s.ends, s.hinted = append(s.starts, start), append(s.ends, i), append(s.hinted, -1)
	}
}

// signed reports whether the number at an index of the line has a sign: see letters.Plain.
func (s *scan) signed(start int) bool {
	return s.byteAt(start-1) == '-' && (start == 1 || strings.IndexByte(" \t\"'`,;:=([{<>|/", s.line[start-2]) >= 0)
}

func (s *scan) text(i int) []byte { return s.line[s.starts[i]:s.ends[i]] }

// wordsTo returns the words from i up to to: one, or two with a mark between them; nil if they are others.
func (s *scan) wordsTo(i, to int, mark string) []byte {
	if to > len(s.starts) || to > i+1 && string(s.gap(i, i+1)) != mark {
		return nil
	}
	return s.line[s.starts[i]:s.ends[to-1]]
}

// gap returns the bytes between two words.
func (s *scan) gap(i, j int) []byte { return s.line[s.ends[i]:s.starts[j]] }

// byteAt returns the byte at an index of the line, 0 beyond its ends.
func (s *scan) byteAt(i int) byte {
	if i < 0 || i >= len(s.line) {
		return 0
	}
	return s.line[i]
}

// word handles what starts with word i and returns how many words that is.
func (s *scan) word(i int) int {
	if n := s.ownAt(i); n > 0 {
		return n
	}
	word := s.text(i)
	if isDigit(word[0]) || word[0] == '-' {
		owners := s.f.numbers[string(word)]
		if owners == nil && s.isNear() {
			owners = s.f.numbers[resolve.AsNumber(word)]
		}
		if owners != nil {
			s.number(i, owners)
			return 1
		}
	}
	s.parted(i)
	for _, name := range s.f.names[string(word)] {
		if n := s.nameAt(i, &name); n > 0 {
			s.named(i, s.starts[i]-name.lead, &name)
			return n
		}
	}
	if n := s.otherForm(i); n > 0 {
		return n
	}
	return s.unknownAt(i)
}

// nameAt returns how many words the text of a name has if its first word is word i, otherwise 0.
func (s *scan) nameAt(i int, name *name) int {
	start := s.starts[i] - name.lead
	end := start + len(name.text)
	if start < 0 || end > len(s.line) || string(s.line[start:end]) != name.text || isWordByte(s.line[end-1]) && isWordByte(s.byteAt(end)) {
		return 0
	}
	n := 1
	for i+n < len(s.starts) && s.starts[i+n] < end {
		n++
	}
	return n
}

// wordless notes the names without a word that are in front of word i, after the word before it.
func (s *scan) wordless(i int) {
	if len(s.f.wordless) == 0 {
		return
	}
	from, to := 0, len(s.line)
	if i > 0 {
		from = s.ends[i-1]
	}
	if i < len(s.starts) {
		to = s.starts[i]
	}
	for from < to {
		_, size := utf8.DecodeRune(s.line[from:])
		for _, name := range s.f.wordless[string(leading(s.line[from:]))] {
			if bytes.HasPrefix(s.line[from:], []byte(name.text)) {
				s.named(i, from, &name)
				size = len(name.text)
				break
			}
		}
		from += size
	}
}

// named notes a name that is written as its owner writes it.
func (s *scan) named(i, start int, name *name) {
	end := start + len(name.text)
	h := s.hitAt(i, start, end, name.entries, name.shape)
	h.parts, _, _ = nameParts(name.text)
	if name.shape == shapeStrong {
		head, _, _ := strings.Cut(name.text, ".")
		h.assigned, h.hasClass = s.byteAt(end) == '=' && h.cue == cueNone, s.f.heads[head]
		if vendor, set, ok := s.f.sameVendor(name.entries); ok && s.f.entries[name.entries[0]].Space != resolve.SpaceGRPC { // which everybody has
			weight := pick(isCommon(name.text, s.f.common), 1, weightCode)
			s.seen = append(s.seen, hintSeen{h.word, s.lineNo, s.record, -1, vendor, set, weight, letters.Lower(name.text)})
		}
	}
	s.pending = append(s.pending, h)
}

// sameVendor returns the vendor of the entries if they share one, and their set if they share that too.
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

// otherForm notes a word that differs from a name only in case or in marks. A long one needs no marks itself.
func (s *scan) otherForm(i int) int {
	if n := s.otherFormOf(i, i+2); n > 0 {
		return n
	}
	return s.otherFormOf(i, i+1)
}

// otherFormOf does it for the words from i up to to, with dots between them. It returns how many it uses.
func (s *scan) otherFormOf(i, to int) int {
	word := s.wordsTo(i, to, ".")
	parts, upper, _ := nameParts(word)
	long := len(word) >= minLong
	if word == nil || isDigit(word[0]) || parts < 2 && !long && !s.afterMark(i) {
		return 0
	}
	same := s.f.folds[string(s.fold(word))]
	if same.entries == nil {
		return 0
	}
	h := s.hitAt(i, s.starts[i], s.ends[to-1], same.entries, shapeOther)
	if h.parts = parts; long {
		h.parts = max(parts, same.parts)
	}
	if h.cue == cueNone && !upper && s.isKey(to-1) || h.parts < 2 && !h.mustBeCode() {
		return 0
	}
	s.pending = append(s.pending, h)
	return to - i
}

const minLong = 12 // letters of a word that does not look like a code by accident

// fold is resolve.Fold for words of the line. Its result is valid until the next call.
func (s *scan) fold(word []byte) []byte {
	s.folded = s.folded[:0]
	for _, c := range word {
		if isAlnum(c) {
			s.folded = append(s.folded, lowerByte(c))
		}
	}
	return s.folded
}

// afterMark reports whether the word is where a value may be: after one of : = ( . >, quotes and spaces aside.
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

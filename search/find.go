package search

import (
	"bytes"
	"errors"
	"io"
	"maps"
	"slices"
	"unicode/utf8"
)

// Hint is a text that tells whose codes are near it: a vendor's name, a host, a field of its envelope,
// a class or callback of its SDK. A text in small letters is met in any case; one with a capital only as
// it is. Punctuation between its words does not matter, so that "Errors/Error" is met in
// {"Errors": {"Error": […. A text that several vendors use helps to accept numbers and not to choose.
type Hint struct {
	Vendor string `json:"vendor"`
	Set    string `json:"set,omitempty"` // "": all sets of the vendor
	Text   string `json:"text"`
	Weight int    `json:"weight"` // 1: shapeWeak, chooses between owners only; 2–6: tells that the vendor is meant
}

// Findings are the codes in a text.
type Findings struct {
	Lines   int       `json:"lines"`
	Found   []Found   `json:"found"`   // most certain first, then in order of the text
	Unknown []Unknown `json:"unknown"` // words that look like codes and are none; the first of them only
	Masked  int       `json:"masked"`  // card numbers that are masked in the snippets
}

// Found is one code, with all places where it stands. Where the text does not tell which owner is
// meant, Decided is false and there is more than one candidate.
type Found struct {
	Code       string      `json:"code"` // of the first candidate
	Confidence Confidence  `json:"confidence"`
	Reason     string      `json:"reason"` // why it was taken for a code, for people
	Decided    bool        `json:"decided"`
	Count      int         `json:"count"`
	Candidates []Candidate `json:"candidates"` // likeliest first
	Mentions   []Mention   `json:"mentions"`   // the first few
}

// Confidence says how certain a finding is.
type Confidence string

// The confidences.
const (
	High   Confidence = "high"
	Medium Confidence = "medium"
	Low    Confidence = "low"
)

// Candidate is an entry that a found code may be.
type Candidate struct {
	ID         string `json:"id"`
	Code       string `json:"code"`
	Title      string `json:"title"`
	URL        string `json:"url"`
	VendorName string `json:"vendorName"`
	SetTitle   string `json:"setTitle"`
	Score      int    `json:"score"` // weight of the hints around all mentions; only its order means anything
}

// Mention is a place in the text. Line and Column count from 1, Column in characters. Snippet is the
// text around it, at most 160 characters, with card numbers masked.
type Mention struct {
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Text    string `json:"text"`
	Snippet string `json:"snippet"`

	masked int
}

// Unknown is a word that looks like a code and is in no list.
type Unknown struct {
	Mention
	Count int `json:"count"`
}

// Limits of a search in a text. They bound the memory that it takes, whatever the text's size.
const (
	maxLine     = 16 << 10 // bytes of a line that are looked at together
	lineSlack   = 1 << 10  // bytes before that limit in which a place to cut is looked for
	maxMentions = 5
	maxUnknown  = 20
	maxSnippet  = 160
	hintReach   = 120 // words over which a hint counts
	hintNear    = 40  // words over which it counts double
	hintBeside  = 8   // words over which, on one line, it counts most
)

// Finder finds codes in logs, payloads and stack traces. Its rules are those of find.js, which works on
// what Export returns and on the export of a Resolver of the same entries.
type Finder struct {
	entries []Entry
	hints   []hint
	listed  []Hint

	names   map[string][]findName // by first word, longest first
	folds   map[string]folded     // by fold
	numbers map[string][]int      // names that are numbers, to entries
	heads   map[string]bool       // what stands before the first dot of a name
	words   map[[2]byte][]int     // first two letters of the last word of a hint, small, to hints
}

// NewFinder returns a finder for the entries' names.
func NewFinder(entries []Entry, hints []Hint) *Finder {
	f := &Finder{
		entries: NewResolver(entries).entries, listed: hints,
		names: map[string][]findName{}, folds: map[string]folded{}, numbers: map[string][]int{},
		heads: map[string]bool{}, words: map[[2]byte][]int{},
	}
	f.indexNames()
	f.indexHints()
	return f
}

// Export returns the file that find.js needs beside the resolver's: the hints, those from names too, and
// the words of this package's rules, so that they stand in one place.
func (f *Finder) Export() []File {
	hints := [][]any{}
	for _, h := range f.hints {
		hints = append(hints, []any{h.vendor, h.set, h.text, h.weight})
	}
	words := map[string][]string{
		"fillers": sortedWords(cueFillers), "codes": sortedWords(otherCodes), "units": sortedWords(units),
		"phrases": sortedWords(statusPhrases), "short": sortedWords(phraseOneWord),
	}
	data := compactJSON(map[string]any{
		"version": findVersion, "hints": hints, "heads": sortedWords(f.heads), "cues": cueWords, "words": words,
	})
	return []File{{"api/find.json", data}}
}

func sortedWords(set map[string]bool) []string {
	return append([]string{}, slices.Sorted(maps.Keys(set))...)
}

const findVersion = 1

// Find reads a text to its end and returns the codes in it. It holds a few thousand words of the text at
// a time. Its errors are those of the reader; what was found before comes with them.
func (f *Finder) Find(r io.Reader) (Findings, error) {
	s := newScan(f)
	buf := make([]byte, 0, 4*maxLine)
	for {
		n, err := r.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		rest := s.lines(buf, err != nil)
		buf = buf[:copy(buf, rest)]
		if errors.Is(err, io.EOF) {
			return s.findings(), nil
		}
		if err != nil {
			return s.findings(), err
		}
	}
}

// lines looks at the complete lines of data and returns the rest.
func (s *scan) lines(data []byte, last bool) []byte {
	for len(data) > 0 {
		end := bytes.IndexByte(data, '\n')
		switch {
		case (end < 0 || end > maxLine) && len(data) > maxLine:
			at := cutLine(data[:maxLine+1])
			s.segment(data[:at])
			data = data[at:]
		case end >= 0:
			s.segment(data[:end])
			s.endLine()
			data = data[end+1:]
		case last:
			s.segment(data)
			s.endLine()
			return nil
		default:
			return data
		}
	}
	return nil
}

// cutLine returns where a line that is too long is cut: after a mark that separates, at a space that is
// in no number, or anywhere.
func cutLine(data []byte) int {
	for i := maxLine; i > maxLine-lineSlack; i-- {
		switch data[i-1] {
		case ',', ';', '{', '}', '&':
			return i
		}
	}
	for i := maxLine; i > maxLine-lineSlack; i-- {
		if (data[i-1] == ' ' || data[i-1] == '\t') && !(isDigit(data[i-2]) && isDigit(data[i])) {
			return i
		}
	}
	i := maxLine
	for i > maxLine-utf8.UTFMax && !utf8.RuneStart(data[i]) {
		i--
	}
	return i
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

package find

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"sync"
	"unicode/utf8"

	"github.com/errdocs/errdocs/search/resolve"
)

// Findings are the codes in a text.
type Findings struct {
	Lines   int       `json:"lines"`
	Found   []Found   `json:"found"`          // most certain first, then in the order of the text
	Unknown []Unknown `json:"unknown"`        // words that look like codes and are none; only the first of them
	Said    []Said    `json:"said,omitempty"` // what responses without a code of the catalog say of themselves
	Masked  int       `json:"masked"`         // card numbers that are masked in the snippets
}

// Found is one code with its mentions. If the text does not show which owner is meant, Decided is false and there is
// more than one candidate.
type Found struct {
	Code       string      `json:"code"` // of the first candidate
	Confidence Confidence  `json:"confidence"`
	Reason     string      `json:"reason"` // why it was taken for a code, for people
	Decided    bool        `json:"decided"`
	Count      int         `json:"count"`
	Candidates []Candidate `json:"candidates"`         // likeliest first
	Mentions   []Mention   `json:"mentions"`           // the first few
	Without    string      `json:"without,omitempty"`  // the vendor that the lines name, if it is that of no candidate
	Filled     []string    `json:"filled,omitempty"`   // of a message: its placeholders, "table = users"
	Headline   string      `json:"headline,omitempty"` // of a failed connection: what to do
	Said       []Said      `json:"said,omitempty"`     // what the response says of itself
}

// Confidence is how certain a finding is.
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

// Mention is a position in the text. Line and Column count from 1, Column in characters. Snippet is the text around it,
// at most 160 characters, with card numbers masked.
type Mention struct {
	File    string `json:"file,omitempty"` // name of the Source
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Text    string `json:"text"`
	Snippet string `json:"snippet"`

	masked int
}

// Unknown is a word that looks like a code and is not known.
type Unknown struct {
	Mention
	Count    int             `json:"count"`
	Of       string          `json:"of,omitempty"`       // the vendor whose code it seems to be
	Foreign  bool            `json:"foreign,omitempty"`  // the catalog does not have that vendor
	Families []resolve.Entry `json:"families,omitempty"` // that a code without an entry belongs to
}

// Limits that bound the memory of a search, whatever the size of the text.
const (
	maxLine     = 16 << 10 // bytes of a line that are read together
	lineSlack   = 1 << 10  // bytes before that limit in which a good position to cut is looked for
	maxMentions = 5
	maxUnknown  = 20
	maxSnippet  = 160
	hintReach   = 120 // words over which a hint counts
	hintNear    = 40  // words over which it counts double
	hintClose   = 8   // words over which, on one line, it counts most
)

// Finder finds codes in texts. It is safe for use by several goroutines.
type Finder struct {
	entries  []resolve.Entry
	resolver *resolve.Resolver

	index   func()            // makes what only texts need: names to numbers, wordless and own
	names   map[string][]name // by first word, longest first
	folds   map[string]folded // by fold
	begins  map[string]bool   // see addBeginnings
	numbers map[string][]int  // names that are numbers, to entries

	wordless map[string][]name   // names without a word, by their first characters
	heads    map[string]bool     // what comes before the first dot of a name
	own      map[string][]int    // ids and addresses, see indexOwn
	common   map[string]bool     // words of names that many vendors have
	failing  map[string]bool     // words of names that look like codes
	prefixes map[string]string   // what numbered names start with, to vendors
	phrases  map[string][]phrase // by last word

	messages []*message
	vendor   string         // whose every code is, "": of any
	known    int            // entries of the catalog; those behind are failures
	vendors  map[string]int // to the first of their failures

	hints  []hint
	byWord map[[2]byte][]int // first two letters of the last word of a hint, in lower case, to hints
}

// New returns a finder of the resolver's entries and of their messages. It derives further hints from their names.
func New(r *resolve.Resolver, hints []Hint, messages ...Message) *Finder {
	f := &Finder{
		entries: r.Entries(), resolver: r, names: map[string][]name{}, wordless: map[string][]name{}, folds: map[string]folded{}, begins: map[string]bool{}, numbers: map[string][]int{},
		heads: map[string]bool{}, byWord: map[[2]byte][]int{}, own: map[string][]int{}, common: tables.Words("common"), failing: tables.Words("failing"),
		prefixes: map[string]string{}, phrases: map[string][]phrase{}, vendors: map[string]int{},
	}
	f.index = sync.OnceFunc(func() {
		var own sync.WaitGroup
		own.Go(f.indexOwn) // a third of the time
		f.indexNames()
		own.Wait()
	})
	f.known = len(f.entries)
	f.indexHeads()
	f.indexHints(hints)
	f.indexMessages(messages)
	f.indexFailures()
	return f
}

// Source is a text with its name, which mentions have.
type Source struct {
	Name string
	io.Reader
}

// Find reads a text to its end and returns the codes in it. It keeps a few thousand words of the text at a time. Its
// errors are those of the reader, and ErrUnreadable; what was found before comes with them.
func (f *Finder) Find(r io.Reader) (Findings, error) { return f.FindIn(Source{"", r}) }

// FindIn is Find for several texts.
func (f *Finder) FindIn(sources ...Source) (Findings, error) {
	s := newScan(f)
	lines := 0
	for _, source := range sources {
		err := s.read(source)
		if err != nil && source.Name != "" {
			err = fmt.Errorf("read %s: %w", source.Name, err)
		}
		if lines += s.endText(); err != nil {
			return s.findings(lines), err
		}
	}
	return s.findings(lines), nil
}

// Of returns a finder that takes every code for one of a vendor, by its id.
func (f *Finder) Of(vendor string) *Finder {
	one := *f
	one.vendor = vendor
	return &one
}

// read scans a text.
func (s *scan) read(source Source) error {
	s.file = source.Name
	r, err := Text(source)
	if err != nil {
		return err
	}
	buf := make([]byte, 0, 4*maxLine)
	for {
		n, err := r.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		rest := s.lines(buf, err != nil)
		buf = buf[:copy(buf, rest)]
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// lines scans the complete lines of data and returns the rest.
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

// cutLine returns where a line that is too long is cut: after a mark that separates, otherwise at a space that is not
// inside a number, otherwise anywhere.
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

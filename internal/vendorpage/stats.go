package vendorpage

import (
	"strings"

	"github.com/errdocs/errdocs/internal/secret"
)

// stats describes the cells of a column: the evidence for what they are.
type stats struct {
	filled  int
	codes   [4]int // by shape: cells with a code of at least that shape
	ints    int    // only a whole number
	status  int    // cells that name an HTTP status
	names   int    // symbolic codes
	hex     int    // hexadecimal numbers
	answers int    // "yes" and "no"
	grpc    int    // names of gRPC statuses
	types   int    // names of JSON types
	pans    int    // card numbers
	phrase  int    // three words or more
	length  int    // of all cells
	unique  int    // different cells
	rank    int    // cells whose number is that of their row
	pairs   int    // names with their numbers
	doubt   int    // codes that could be names of fields or methods
}

var jsonTypes = wordSet("types")

// maxSample is the number of rows that are read to find out what a column is.
const maxSample = 2_000

func columnStats(t *table, col int) stats {
	var st stats
	seen := map[string]bool{}
	for i, r := range t.body()[:min(len(t.body()), maxSample)] {
		cell := r.cells[col]
		s := cell.line()
		if s == "" || r.isCarried(col) || col == 0 && len(r.cells) > 2 && r.empty(0) {
			continue // the last is a heading inside the table
		}
		st.filled++
		st.length += len(s)
		if !seen[s] {
			seen[s] = true
			st.unique++
		}
		if strings.Count(s, " ") >= 2 {
			st.phrase++
		}
		st.look(cell, s)
		if integer.MatchString(s) && s == itoa(i+1) {
			st.rank++
		}
	}
	return st
}

// look counts one cell.
func (st *stats) look(cell text, s string) {
	if _, ok := whole(s); ok {
		st.ints++
	}
	if hexNumber.MatchString(s) {
		st.hex++
	}
	if retryNo.MatchString(s) || retryYes.MatchString(s) {
		st.answers++
	}
	if len(s) < 60 && len(statuses(s)) > 0 {
		st.status++
	}
	if len(s) < 12 && jsonTypes[strings.ToLower(strings.TrimSuffix(s, "[]"))] {
		st.types++
	}
	if cardNumber(s) {
		st.pans++
		return
	}
	list := findCodes(cell)
	if len(list) == 0 {
		return
	}
	lowest := sure
	for _, f := range list {
		lowest = min(lowest, f.shape)
	}
	for sh := weak; sh <= lowest; sh++ {
		st.codes[sh]++
	}
	if doubtful(list[0].code) {
		st.doubt++
	}
	if f := list[0]; symbolic(f.code) && (f.alias != "" || f.number != nil) {
		st.pairs++
	}
	if symbolic(list[0].code) {
		st.names++
		if code := list[0].code; len(code) <= 20 && code == strings.ToUpper(code) && grpcName(code) != "" {
			st.grpc++
		}
	}
}

// most reports whether n is at least a share of the cells that are filled.
func (st *stats) most(n int, percent int) bool {
	return st.filled > 0 && n*100 >= st.filled*percent
}

// cardNumber reports whether a cell is a card number: 13 to 19 digits, perhaps in groups, with the right
// check digit (ISO/IEC 7812-1, annex B).
func cardNumber(s string) bool {
	var digits []byte
	for i := range len(s) {
		switch c := s[i]; {
		case '0' <= c && c <= '9':
			digits = append(digits, c-'0')
		case c != ' ' && c != '-':
			return false
		}
	}
	return len(digits) >= 13 && len(digits) <= 19 && secret.Luhn(digits)
}

// surroundings are the words around a table.
type surroundings struct {
	near   string // nearest heading, caption and lead
	all    string // all headings and the page's title as well
	errors bool   // near is about errors
	codes  bool   // near is about codes
	page   bool   // any of all is about errors
	http   bool   // near is about HTTP
	strict bool   // near says that it lists codes
}

func (p *Page) surroundings(t *table) surroundings {
	var s surroundings
	path := t.under.path()
	near := []string{t.caption}
	if p.Kind == JSON || p.Kind == YAML {
		near = append(near, p.Title)
	}
	if len(path) > 0 {
		near = append(near, path[len(path)-1].words)
	}
	if len(t.lead) < 400 {
		near = append(near, t.lead)
	}
	s.near = parted(strings.Join(near, "\n"))
	all := []string{s.near, p.Title, p.URL}
	for _, h := range path {
		all = append(all, h.words)
	}
	s.all = parted(strings.Join(all, "\n"))
	s.errors = aboutErrors.MatchString(s.near)
	s.codes = aboutCodes.MatchString(s.near)
	s.page = aboutErrors.MatchString(s.all) || aboutCodes.MatchString(s.all)
	s.http = aboutHTTP.MatchString(s.near)
	for _, words := range near {
		s.strict = s.strict || listsCodes.MatchString(parted(words))
	}
	return s
}

// believable reports whether cells can be codes although no header says so: all of them look like nothing else, or
// something around them is about errors or codes.
func (s surroundings) believable(st stats) bool {
	if s.errors || s.codes || s.strict {
		return true
	}
	if st.most(st.names, 100) && st.most(st.codes[sure], 80) {
		return s.page
	}
	return (st.most(st.status, 100) || st.most(st.codes[sure], 100) && st.unique == st.filled) && s.page
}

package vendorpage

import (
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/secret"
)

// stats describes the cells of a column: the evidence for what they are.
type stats struct {
	filled int    // cells
	codes  [4]int // by shape: cells with a code of at least that shape

	ints, hex, status, registered, grpc  int // whole and hexadecimal numbers, numbers from 100 to 599, those that RFC 9110 has, names of gRPC statuses
	names, pairs, doubt                  int // symbolic codes, with their numbers, those that could be names of fields or methods
	answers, types, pans, phrase, length int // "yes" and "no", names of JSON types, card numbers, three words or more, characters
	unique, rank                         int // different cells, those that number their row
}

var jsonTypes = wordSet("types")

// maxSample is the number of rows that are read to find out what a column is.
const maxSample = 2_000

// sample returns the first rows below the headers, without those that are about ranges.
func (t *table) sample() (rows []row) {
	for _, r := range t.body()[:min(len(t.body()), maxSample)] {
		if !slices.ContainsFunc(r.lines(), func(s string) bool { return len(s) < 24 && isRange(s) }) {
			rows = append(rows, r)
		}
	}
	return rows
}

func columnStats(rows []row, col int) (st stats) {
	seen := map[string]bool{}
	for i, r := range rows {
		cell := r.cells[col]
		s := cell.line()
		if s == "" || r.isCarried(col) || col == 0 && len(r.cells) > 2 && r.empty(0) {
			continue // the last is a heading inside the table
		}
		if st.look(cell, s); !seen[s] {
			seen[s] = true
			st.unique++
		}
		if s == itoa(i+1) {
			st.rank++
		}
	}
	return st
}

// look counts one cell.
func (st *stats) look(cell text, s string) {
	count := func(n *int, is bool) {
		if is {
			*n++
		}
	}
	_, number := whole(s)
	list := statuses(s)
	st.filled++
	st.length += len(s)
	count(&st.phrase, strings.Count(s, " ") >= 2)
	count(&st.ints, number)
	count(&st.hex, hexNumber.MatchString(s))
	count(&st.answers, retryNo.MatchString(s) || retryYes.MatchString(s))
	count(&st.status, len(s) < 60 && len(list) > 0)
	count(&st.registered, len(s) < 60 && len(list) > 0 && registered(list))
	count(&st.types, len(s) < 12 && jsonTypes[strings.ToLower(strings.TrimSuffix(s, "[]"))])
	if cardNumber(s) {
		st.pans++
		return
	}
	codes := findCodes(cell)
	if len(codes) == 0 {
		return
	}
	first, lowest := codes[0], sure
	for _, f := range codes {
		lowest = min(lowest, f.shape)
	}
	for sh := weak; sh <= lowest; sh++ {
		st.codes[sh]++
	}
	name := symbolic(first.code)
	count(&st.doubt, doubtful(first.code))
	count(&st.names, name)
	count(&st.pairs, name && (first.alias != "" || first.number != nil))
	count(&st.grpc, name && len(first.code) <= 20 && first.code == strings.ToUpper(first.code) && grpcName(first.code) != "")
}

// most reports whether n is at least a share of the cells that are filled.
func (st *stats) most(n int, percent int) bool {
	return st.filled > 0 && n*100 >= st.filled*percent
}

// cardNumber reports whether a cell is a card number: 13 to 19 digits, perhaps in groups, with the right
// check digit (ISO/IEC 7812-1, annex B).
func cardNumber(s string) bool {
	digits := strings.NewReplacer(" ", "", "-", "").Replace(s)
	return len(digits) >= 13 && len(digits) <= 19 && strings.Trim(digits, "0123456789") == "" && secret.Luhn([]byte(strings.Map(func(r rune) rune { return r - '0' }, digits)))
}

// surroundings are the words around a table.
type surroundings struct {
	near          string // nearest heading, caption and lead
	errors, codes bool   // near is about errors, or codes
	page          bool   // any heading or the page's title is
	http          bool   // near is about HTTP
	strict        bool   // near says that it lists codes
}

func (p *Page) surroundings(t *table) (s surroundings) {
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
	all := s.near + "\n" + p.Title + "\n" + p.URL
	for _, h := range path {
		all += "\n" + h.words
	}
	all = parted(all)
	s.errors, s.codes, s.http = aboutErrors.MatchString(s.near), aboutCodes.MatchString(s.near), aboutHTTP.MatchString(s.near)
	s.page = aboutErrors.MatchString(all) || aboutCodes.MatchString(all)
	s.strict = slices.ContainsFunc(near, func(words string) bool { return listsCodes.MatchString(parted(words)) })
	return s
}

// believable reports whether cells can be codes although no header says so: all of them look like nothing else, or
// something around them is about errors or codes.
func (s surroundings) believable(st stats) bool {
	return s.errors || s.codes || s.strict ||
		s.page && (st.most(st.names, 100) && st.most(st.codes[sure], 80) || st.most(st.status, 100) || st.most(st.codes[sure], 100) && st.unique == st.filled)
}

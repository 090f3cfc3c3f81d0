package vendorpage

import (
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/pattern"
	"github.com/errdocs/errdocs/internal/terms"
)

// look is something that a cell can look like.
type look uint8

const (
	anyCode, fairCode, sureCode = look(terms.Weak), look(terms.Fair), look(terms.Sure) // a code of at least this shape

	ints       look = iota + 4 // whole numbers
	hexInts                    // hexadecimal ones
	status                     // numbers from 100 to 599
	registered                 // those that RFC 9110 has
	grpc                       // names of gRPC statuses
	names                      // symbolic codes
	paired                     // with their numbers
	doubt                      // that could be names of fields or methods
	answers                    // "yes" and "no"
	typeNames                  // names of JSON types
	cards                      // card numbers
	phrase                     // three words or more
	looks
)

// stats describes the cells of a column: the evidence for what they are.
type stats struct {
	n            [looks]int
	cells        int // that are filled
	length       int // characters
	unique, rank int // different cells, those that number their row
}

var cardNumber = pattern.New(`^[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{1,7}$`)

var jsonTypes = terms.Words("types")

// maxSample is the number of rows that are read to find out what a column is.
const maxSample = 2_000

// sample returns the first rows below the headers, without those that are about ranges.
func (t *table) sample() []row {
	return lists.Filter(t.body()[:min(len(t.body()), maxSample)], func(r row) bool {
		return !slices.ContainsFunc(r.lines(), func(s string) bool { return len(s) < 24 && terms.IsRange(s) })
	})
}

func columnStats(rows []row, col int) (st stats) {
	seen := map[string]bool{}
	for i, r := range rows {
		cell := r.cells[col]
		s := cell.line()
		if s == "" || r.isCarried(col) || col == 0 && len(r.cells) > 2 && r.empty(0) {
			continue // the last is a heading inside the table
		}
		st.look(cell, s)
		seen[s] = true
		if s == itoa(i+1) {
			st.rank++
		}
	}
	st.unique = len(seen)
	return st
}

// look counts one cell.
func (st *stats) look(cell text, s string) {
	st.cells++
	st.length += len(s)
	_, number := terms.ParseNumber(s)
	list := terms.Statuses(s)
	short := len(s) < 60 && len(list) > 0
	is := [looks]bool{
		cards: cardNumber.MatchString(s), ints: number, hexInts: terms.IsHex(s), status: short, registered: short && terms.Registered(list), phrase: strings.Count(s, " ") >= 2,
		answers:   retryNo.MatchString(s) || retryYes.MatchString(s),
		typeNames: len(s) < 12 && jsonTypes()[strings.ToLower(strings.TrimSuffix(s, "[]"))],
	}
	if codes := findCodes(cell); len(codes) > 0 {
		first, lowest := codes[0], terms.Sure
		for _, f := range codes {
			lowest = min(lowest, f.shape)
		}
		name := terms.Symbolic(first.code)
		is[anyCode], is[fairCode], is[sureCode], is[names], is[doubt] = lowest >= terms.Weak, lowest >= terms.Fair, lowest >= terms.Sure, name, terms.Doubtful(first.code)
		is[paired] = name && (first.alias != "" || first.number != nil)
		is[grpc] = name && len(first.code) <= 20 && first.code == strings.ToUpper(first.code) && terms.GRPCName(first.code) != ""
	}
	for k, yes := range is {
		if yes {
			st.n[k]++
		}
	}
}

// most reports whether at least a share of the cells looks like something.
func (st *stats) most(k look, percent int) bool {
	return st.cells > 0 && st.n[k]*100 >= st.cells*percent
}

// distinct reports whether more than half of the cells are different, differ whether all are.
func (st *stats) distinct() bool { return st.unique*2 > st.cells }
func (st *stats) differ() bool   { return st.unique == st.cells }

// short reports whether the cells are no texts.
func (st *stats) short(length int) bool { return st.cells > 0 && st.length/st.cells <= length }

// surroundings are the words around a table.
type surroundings struct {
	near          string // nearest heading, caption and lead
	errors, codes bool   // near is about errors, or codes
	page          bool   // any heading or the page's title is
	http          bool   // near is about HTTP
	strict        bool   // near says that it lists codes
}

func (p *Page) surroundings(t *table) (s surroundings) {
	near := []string{t.caption, headingWords(t.under)}
	if p.Kind == JSON || p.Kind == YAML {
		near = append(near, p.Title)
	}
	if len(t.lead) < 400 {
		near = append(near, t.lead)
	}
	s.near = terms.Parted(strings.Join(near, "\n"))
	all := terms.Parted(s.near + "\n" + p.around(t.under))
	s.errors, s.codes, s.http = terms.AboutErrors(s.near), terms.AboutCodes(s.near), terms.AboutHTTP(s.near)
	s.page = terms.AboutErrors(all) || terms.AboutCodes(all)
	s.strict = slices.ContainsFunc(near, func(words string) bool { return terms.ListsCodes(terms.Parted(words)) })
	return s
}

// around returns the title of the page and the headings from the outermost to h.
func (p *Page) around(h *heading) string {
	words := p.Title + "\n" + p.URL
	for _, h := range h.path() {
		words += "\n" + h.words
	}
	return words
}

// believable reports whether cells can be codes although no header says so: all of them look like nothing else, or
// something around them is about errors or codes.
func (s surroundings) believable(c *Column) bool {
	return s.errors || s.codes || s.strict ||
		s.page && (c.most(names, 100) && c.most(sureCode, 80) || c.most(status, 100) || c.most(sureCode, 100) && c.differ())
}

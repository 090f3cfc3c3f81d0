// Package vendorpage turns a saved page of a vendor's docs into a table of codes.
//
// It goes by form, not by vendor: a table lists codes if one of its columns has short identifiers or numbers and its
// headers or headings do not say that these are something else. The same is true of lists, definition lists and runs
// of headings that start with a code: each becomes a table with a row for each code. The steps are
//
//	bytes → text →    Markdown → HTML →     tree → blocks → tables → sets → files
//	decode  plaintext goldmark   html.Parse walk   sections Draft    catalogfile
//
// A page enters at the step of its format. CSV, JSON, YAML, OpenAPI descriptions and source code with enums are tables at
// once. The steps after that do not depend on the page's format. What a string is, such as a code or a header, package terms says.
//
// Nothing is made up: an entry is a draft that has what the page states, with its words as evidence. What of a table or
// section reached no entry is in the Report with its line; it is found by subtraction, see listing.notReached. Import drafts set
// files, or compares existing ones with the page; package catalogfile writes them.
package vendorpage

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/plaintext"
	"github.com/errdocs/errdocs/internal/terms"
)

// Kind is the format of a page.
type Kind string

// The formats. With the empty Kind, Read finds out.
const (
	Markdown Kind = "md"
	HTML     Kind = "html"
	CSV      Kind = "csv"
	JSON     Kind = "json"
	YAML     Kind = "yaml"
	Source   Kind = "code" // enums and constants
	Text     Kind = "text"
)

// Kinds returns all formats.
func Kinds() []Kind { return []Kind{Markdown, HTML, CSV, JSON, YAML, Source, Text} }

// The limits of a page. Exceeding one is an error, except for the columns of a table: very wide tables are layout,
// so only the first columns are read.
const (
	MaxPage     = 16 << 20             // bytes of a page
	MaxRows     = plaintext.MaxRows    // rows of a table, the number of codes a set can have
	maxColumns  = plaintext.MaxColumns // columns of a table that are read
	maxText     = 4 << 10              // bytes of a cell or section that a draft uses
	maxTables   = 5_000                // tables, nested ones included
	maxElements = 500_000              // HTML elements; html.Parse allows 512 of them inside one another
)

// Error says why a page gives no draft, or not the requested one.
type Error struct {
	Message string
	Hint    string
	Usage   bool // errdocs was called in a wrong way
	Limit   bool // one of the limits was exceeded
}

func (e *Error) Error() string { return e.Message }

// Advice returns the hint.
func (e *Error) Advice() string { return e.Hint }

func usage(hint, format string, args ...any) *Error {
	return &Error{Message: fmt.Sprintf(format, args...), Hint: hint, Usage: true}
}

func limit(hint, format string, args ...any) *Error {
	return &Error{Message: fmt.Sprintf(format, args...), Hint: hint, Limit: true}
}

// Page is a vendor's page in reading order.
type Page struct {
	Kind     Kind
	Encoding string // "utf-8", "windows-1252", "utf-16"
	Title    string
	URL      string // where it is published, if the page says so
	Dropped  []Left // text that is not for readers

	blocks []block
	plain  string          // the page's text
	words  map[string]bool // of plain; see mentions
}

// Left is a part of a page that the draft leaves out.
type Left struct {
	Line int    `json:"line"` // of the page, from 1; 0 when it is not known
	What string `json:"what"` // "table", "row", "column", "section", "text"
	Text string `json:"text"` // its start
	Why  string `json:"why"`
}

// block is a part of a page.
type block struct {
	kind  blockKind
	level int // of a heading 1 to 6, 7 for a tab or fold; of an item its depth from 1
	line  int
	under *heading // its heading; for a heading: itself
	text  text     // of everything but tables and code
	code  string   // a code block's content
	table *table
}

type blockKind uint8

const (
	headingBlock blockKind = iota
	paragraphBlock
	itemBlock
	termBlock       // of a definition list
	definitionBlock // of a definition list
	codeBlock
	tableBlock
)

// heading is a heading and the headings above it.
type heading struct {
	text   text
	words  string // the text without marks
	level  int
	anchor string // its id on the page
	line   int
	parent *heading

	read  bool // whether codes are those of the words: see headingCodes
	codes []found
}

// path returns the headings from the outermost to h.
func (h *heading) path() []*heading {
	if h == nil {
		return nil
	}
	return append(h.parent.path(), h)
}

// above returns the nearest heading of a level less than the given one.
func (h *heading) above(level int) *heading {
	for h != nil && h.level >= level {
		h = h.parent
	}
	return h
}

// table is a grid of cells. Lists and sections have the same form.
type table struct {
	line    int
	shape   string // "table", "list", "sections" or "lines": its form on the page
	under   *heading
	lead    string // the paragraph before it
	caption string
	fields  []terms.Field // of the columns, if the reader knows them
	head    int           // how many of the rows are headers
	rows    []row
	left    []Left // sections next to those of the table
	facts   bool   // it has the facts of a section
}

// row is a row of a table. After square, all rows of a table have the same number of cells.
type row struct {
	line    int
	anchor  string
	cells   []text
	carried []bool               // whether the cell spans down from the row above; nil: none does
	codes   []found              // of a section
	parts   map[terms.Field]text // of a section or item, besides its code
	body    []block              // what it was read from
	head    bool                 // all its cells are header cells
	across  bool                 // it has a single cell across several columns
}

// square gives all rows the same number of cells, at most maxColumns.
func (t *table) square() {
	width := lists.Max(t.rows, func(r row) int { return len(r.cells) })
	for i := range t.rows {
		cells := t.rows[i].cells
		t.rows[i].cells = append(cells, make([]text, max(width-len(cells), 0))...)[:min(width, maxColumns)]
	}
}

func (t *table) tooLong() error {
	return limit("split the page", "more than %d rows in the %s of line %d", MaxRows, cmp.Or(t.shape, "table"), t.line)
}

func (t *table) width() int {
	if len(t.rows) == 0 {
		return 0
	}
	return len(t.rows[0].cells)
}

// body returns the rows below the headers.
func (t *table) body() []row { return t.rows[t.head:] }

// header returns the header of a column. Several header rows are read as one.
func (t *table) header(col int) string {
	var parts []string
	for _, r := range t.rows[:t.head] {
		if words := r.cells[col].line(); words != "" {
			parts = append(parts, words)
		}
	}
	return strings.Join(slices.Compact(parts), " ")
}

func (r *row) isCarried(col int) bool { return col < len(r.carried) && r.carried[col] }

// words returns the text of all cells and parts.
func (r *row) words() string {
	words := strings.Join(r.lines(), " ")
	for _, f := range terms.Fields() {
		words += " " + r.parts[f].line()
	}
	return squeeze(words)
}

// lines returns the text of each cell.
func (r *row) lines() []string {
	return lists.Each(r.cells, text.line)
}

// empty reports whether all cells except those of some columns are empty.
func (r *row) empty(except ...int) bool {
	for i, c := range r.cells {
		if !c.empty() && !slices.Contains(except, i) {
			return false
		}
	}
	return true
}

// outline collects the blocks of a page, each with its heading.
type outline struct {
	page *Page
	at   *heading
}

func (o *outline) heading(level, line int, t text, anchor string) {
	t = trimPermalink(t)
	words := t.line()
	if words == "" {
		return
	}
	o.at = &heading{text: t, words: words, level: level, anchor: anchor, line: line, parent: o.at.above(level)}
	o.page.blocks = append(o.page.blocks, block{kind: headingBlock, level: level, line: line, under: o.at, text: t})
	if o.page.Title == "" && level == 1 {
		o.page.Title = words
	}
}

func (o *outline) add(b block) {
	b.under = o.at
	o.page.blocks = append(o.page.blocks, b)
}

// place adds the block of a table, whose rows can follow later.
func (o *outline) place(t *table) {
	t.under = o.at
	if n := len(o.page.blocks); n > 0 && o.page.blocks[n-1].kind == paragraphBlock {
		t.lead = o.page.blocks[n-1].text.line()
	}
	o.page.blocks = append(o.page.blocks, block{kind: tableBlock, line: t.line, under: o.at, table: t})
}

// trimPermalink removes the permalink sign from a heading.
func trimPermalink(t text) text {
	sign := func(s span) bool { return strings.Trim(s.text, "#¶§🔗\u200b \n\t") == "" }
	for len(t) > 0 && sign(t[len(t)-1]) {
		t = t[:len(t)-1]
	}
	for len(t) > 0 && sign(t[0]) {
		t = t[1:]
	}
	return t
}

// Package vendorpage turns a saved page of a vendor's docs into a table of codes.
//
// It goes by form, not by vendor: a table lists codes if one of its columns has short identifiers or numbers and its
// headers or headings do not say that these are something else. The same is true of lists, definition lists and runs
// of headings that start with a code: each becomes a table with a row for each code. The steps are
//
//	bytes → text → Markdown → HTML → tree → blocks → tables → sets → files
//	decode  flat   goldmark   html.Parse  walk      heads    Draft  catalogfile
//
// Plain text is rewritten as Markdown, Markdown as HTML, and html.Parse makes the tree; a page enters at the step of
// its format. CSV, JSON, YAML, OpenAPI descriptions and source code with enums are tables at once. The steps after that do
// not depend on the page's format.
//
// Nothing is made up: an entry is a draft that has what the page states, with its words as evidence. What of a table or
// section reached no entry is in the Report with its line; it is found by subtraction, see part.lost. Import drafts set
// files, or compares existing ones with the page; package catalogfile writes them.
package vendorpage

import "fmt"

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
	MaxPage     = 16 << 20 // bytes of a page
	MaxRows     = 20_000   // rows of a table, the number of codes a set can have
	maxColumns  = 48       // columns of a table that are read
	maxText     = 4 << 10  // bytes of a cell or section that a draft uses
	maxTables   = 5_000    // tables, nested ones included
	maxElements = 500_000  // HTML elements; html.Parse allows 512 of them inside one another
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

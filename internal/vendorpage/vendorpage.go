// Package vendorpage turns a saved page of a vendor into the draft of a set file.
//
// It is built on shapes, not on names: a table lists codes if one of its columns holds short
// identifiers or numbers and its headers or headings do not say that these are something else. So are
// lists, definition lists and runs of headings that start with a code. The way of a page is
//
//	bytes → text → blocks → listings → sets → YAML
//	decode  read    find      Draft     YAML, Merge
//
// The readers of Markdown, HTML, plain text and CSV all end in the same blocks: headings, paragraphs,
// list items, code and tables. Everything after them knows nothing of the page's format.
//
// Nothing is made up. What the page does not say is not-stated; a title or summary is cut from the
// page's own words. What is left out of the draft is told in the Report with its reason.
package vendorpage

import "fmt"

// Kind is the format of a page.
type Kind string

// The formats. The empty Kind lets Read find out.
const (
	Markdown Kind = "md"
	HTML     Kind = "html"
	CSV      Kind = "csv"
	Text     Kind = "text"
)

// Kinds returns all formats.
func Kinds() []Kind { return []Kind{Markdown, HTML, CSV, Text} }

// The limits of a page. Each is told when it is passed, with one exception: of a table that is too
// wide the first columns are read, because such tables are layout and not codes.
const (
	MaxPage    = 16 << 20 // bytes of a page
	MaxRows    = 20_000   // rows of a table, the number of codes a set can have
	maxColumns = 48       // columns of a table that are read
	maxText    = 4 << 10  // bytes of a cell or section that a draft takes over
	maxTables  = 5_000    // tables, nested ones included
	maxOpen    = 512      // HTML elements open at a time; deeper ones are read as if they were not nested
)

// Error says why a page gives no draft, or not the one that was asked for.
type Error struct {
	Message string
	Hint    string
	Usage   bool // errdocs was called in a way that can't be done
	Limit   bool // one of the limits was passed
}

func (e *Error) Error() string { return e.Message }

func usage(hint, format string, args ...any) *Error {
	return &Error{Message: fmt.Sprintf(format, args...), Hint: hint, Usage: true}
}

func limit(hint, format string, args ...any) *Error {
	return &Error{Message: fmt.Sprintf(format, args...), Hint: hint, Limit: true}
}

package templates

import (
	"html/template"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
	"github.com/errdocs/errdocs/site/record"
)

// HTML is markup that package site has made safe: rendered Markdown or highlighted code.
type HTML = template.HTML

// The theme API: one struct per page type, each embedding Page. Every URL is ready for href: relative
// to the page that it is on, or absolute for other sites. Every string is plain text unless its type
// is HTML. A nil pointer, an empty slice and an empty string mean that there is nothing to show.

// Page is what every page has.
type Page struct {
	Site *Site

	Kind        string // the page type, also the body's class: "code", "set", "home" …
	Title       string // unique in the site, at most 70 characters
	Description string
	Root        string // from this page to the root of the site: "./", "../../../"; ends in "/"
	Path        string // from the root to this page: "", "thales/android/server-error/"
	Canonical   string // absolute address, empty when the site's address is not known
	NoIndex     bool   // search engines should not list the page
	Crumbs      []Link // from home to the parent of this page
	Alternates  []Alternate
	StructData  HTML     // the JSON-LD script element
	Script      string   // extra module of this page type: "find" loads page-find.js; empty: none
	Preloads    []string // the files of assets that this module imports

	theme *Theme // that renders the page
}

// Site is the same on every page.
type Site struct {
	Title    string
	Summary  string
	Version  string // of errdocs
	RepoURL  string
	IssueURL string   // address of a new issue, with {title} and {body}
	Codes    int      // how many codes there are
	Changes  bool     // there is a page of changes
	Seen     bool     // some answers are what we saw ourselves
	Vendors  []string // ids in order; used by nothing but the vendor menu's labels
	Assets   string   // path of the assets folder from the root: "assets/1f2e3d"
	NoIndex  bool     // search engines should list no page
	Icon     string   // path of the favicon in static/ from the root; empty: the theme's icon.svg
	Nav      []Link   // to pages of pages/, in the main navigation; addresses from the root
	Accent   string   // "#rrggbb"; package site adds it to style.css, with the colors of highlighted code
}

// Link is an address with its text.
type Link struct {
	Text string
	URL  string
	Note string // more words, shown small
}

// Alternate is the same page in another format.
type Alternate struct{ Type, Title, URL string }

// CodeRef is a code as lists show it.
type CodeRef struct {
	ID       string // "vendor/set/slug"
	Code     string
	Title    string
	Summary  string
	URL      string
	Vendor   string // the vendor's name
	VendorID string
	Set      string // the set's title
	Platform string // "Android"; empty: none, or the vendor has only one
	Number   string // numeric value where it differs from the code
	Name     string // symbolic name where the code is a number
	HTTP     []int
	GRPC     string
	Verdict  words.Value // no text: the code is a value, not an error
	By       *Mark       // who states the verdict; nil: nobody
	Next     words.Value // its text is the step in our words where there is one
	NextBy   content.Origin
	Fault    words.Value
	FaultBy  content.Origin
	Class    string
	Status   string // "Legacy", "Removed"; empty: active
	Retired  bool
	Concept  string // id of the concept, for filters
	Fields   string // "owner=team-a" for each field to filter by, a line each
	Match    string // how well a concept fits, only on comparisons: "exact"
}

// HomePage is "/".
type HomePage struct {
	Page
	Text     HTML // site.yaml's home text
	Vendors  []VendorCard
	Concepts []ConceptCard // the conditions that most vendors share
	Examples []Link        // searches to try
}

// VendorCard is a vendor on the home page.
type VendorCard struct {
	Name    string
	Product string
	Summary string
	URL     string
	Status  string // "Pilot"; empty: generally available
	Codes   int
	Sets    []Link // Note: "11 codes"
}

// ConceptCard is a concept in a list.
type ConceptCard struct {
	Title   string
	Summary string
	URL     string
	Codes   int
	Vendors int
}

// VendorPage is "/{vendor}/".
type VendorPage struct {
	Page
	Name      string
	Product   string
	Summary   string
	Status    string
	URL       string
	Codes     int
	Pages     []Link // of the vendor, besides those of its sets
	Sets      []SetCard
	Envelopes []Envelope
	Headers   []Header
	Classes   []Class
	Parity    *Parity
	Examples  []Example
	Support   *content.Support
	Note      HTML
	Sources   []content.Source
	Fields    []record.CustomField
	EditURL   string
}

// SetCard is a set on its vendor's page.
type SetCard struct {
	Title    string
	Summary  string
	URL      string
	Platform string
	Key      string
	Codes    int
	Kind     string
}

// Parity compares the platforms of a vendor: one row per concept, one column per platform.
type Parity struct {
	Columns []string
	Rows    []ParityRow
}

// ParityRow is one concept of a Parity table; Cells match its Columns.
type ParityRow struct {
	Concept Link
	Cells   []Cell
}

// Header is a response header with the codes that come with it.
type Header struct {
	content.Header
	Codes []CodeRef
}

// Class is a group of a vendor's codes.
type Class struct {
	ID      string
	Title   string
	Range   string // what its members have in common: "30000–39999"; empty: not said
	Summary string
	Advice  HTML // what to do with a member that has no entry
	Codes   int
	URL     string // of its page
}

// ClassPage is "/{vendor}/classes/{class}/".
type ClassPage struct {
	Page
	Vendor  Link
	Class   Class
	Tiles   []Tile // the answers for its codes that have no entry; none where it has no range
	Gaps    bool   // one of the four answers is missing
	Facts   Shared
	Codes   []CodeRef
	EditURL string
}

// Shared is what is true for every code of a set or class unless its page says otherwise.
type Shared struct {
	Facts []string // sentences
	Where []Where
}

// Where is a situation in which a code shows up, with the address of what else its operation returns.
type Where struct {
	content.Where
	URL string
}

// OperationsPage is "/{vendor}/operations/": what each request or call of a vendor can return.
type OperationsPage struct {
	Page
	Vendor     Link
	Operations []Operation
}

// Operation is a request or call.
type Operation struct {
	ID     string // of its section
	Name   string // "POST /otp"
	Codes  int
	Groups []OperationGroup
}

// OperationGroup is the codes of an operation that are in one set and arrive in the same way.
type OperationGroup struct {
	Set         Link
	DeliveredBy string // empty: not said
	Cell
}

// RunbookPage is "/{vendor}/runbook/": the answers of all codes of a vendor, to print.
type RunbookPage struct {
	Page
	Vendor Link
	Date   string // the newest day that the catalog names, "2026-11-21"
	Sets   []RunbookSet
}

// RunbookSet is the codes of a set that are errors.
type RunbookSet struct {
	ID    string
	Set   Link
	Codes []RunbookCode
}

// RunbookCode is a code with its answers.
type RunbookCode struct {
	CodeRef
	Answers record.Answers
}

// Family is what a page says of a code that stands for several.
type Family struct {
	Members string    // what they have in common; empty: the code says it
	Codes   []CodeRef // those with an entry
}

// SetPage is "/{vendor}/{set}/".
type SetPage struct {
	Page
	Vendor   Link
	SetTitle string
	Summary  string
	Key      string
	Platform string
	Note     HTML
	Defaults Shared
	Codes    []CodeRef
	Columns  SetColumns
	Facets   []Facet
	Classes  []Class
	Envelope *Envelope
	Sources  []content.Source
	CSV      string
	EditURL  string
}

// SetColumns says which optional columns of a set's table have any value.
type SetColumns struct{ Number, Name, HTTP, GRPC, Class, Status bool }

// Facet is a filter of a table: the values that occur with their counts. There is none where all rows
// have the same value.
type Facet struct {
	ID      string // "http", "retry", "next", "concept", "class" or "status": the data- attribute of the rows
	Title   string // "Retry"
	Options []FacetOption
}

// FacetOption is one value of a Facet.
type FacetOption struct {
	Key   string
	Text  string
	Count int
}

// ListPage is "/code/{slug}/" where several codes share a string.
type ListPage struct {
	Page
	Code       string
	Codes      []CodeRef
	Tell       []string // sentences: how to tell them apart
	CompareURL string   // the first of them side by side
}

// RedirectPage sends on to another page of the site.
type RedirectPage struct {
	Page
	Target Link
}

// CodesPage is "/codes/": every code, readable without JavaScript.
type CodesPage struct {
	Page
	Letters []Link // where there are many, one page per letter
	Parts   []Link // where a letter has many, its pages; Note: the first code there
	Part    int    // which of Parts this is, from 1
	Groups  []CodesGroup
}

// CodesGroup is the codes of one first letter.
type CodesGroup struct {
	Letter string // "A"; "0–9" for numbers
	Codes  []CodeRef
}

// ComparePage is "/compare/": concepts by vendors.
type ComparePage struct {
	Page
	Vendors []Link
	Rows    []CompareRow
	CSV     string
}

// CompareRow is one concept, status or policy; Cells match the page's Vendors.
type CompareRow struct {
	Head  Link // Note: one sentence
	Key   string
	Tone  words.Tone
	Group string // category of a concept
	Cells []Cell
}

// Cell is what one vendor or platform has for a row of a matrix.
type Cell struct {
	Codes []CodeRef // the first few
	More  []Link    // "and 12 more": where the others are; nil: there are none
}

// MatrixPage is "/compare/http/" and "/compare/retry/".
type MatrixPage struct {
	Page
	Heading string
	Intro   string
	Head    string // heading of the first column: "HTTP status"
	Vendors []Link
	Rows    []CompareRow
	Stated  []CompareRow // the same with only what the vendors state; nil: the rows do not depend on it
}

// ConceptPage is "/compare/{concept}/".
type ConceptPage struct {
	Page
	ConceptTitle string
	Summary      string
	Category     string
	Advice       HTML
	Vendors      []ConceptVendor
	Codes        int
	Prev, Next   *Link
	EditURL      string
}

// ConceptVendor is one vendor on a concept's page; no codes: it documents none.
type ConceptVendor struct {
	ID     string // for the anchor
	Vendor Link
	Cell
}

// SearchPage is "/search/".
type SearchPage struct {
	Page
	Examples []Link
}

// FindPage is "/find/": codes in a pasted text.
type FindPage struct{ Page }

// GoPage is "/go/?q=": the resolver for ticket macros.
type GoPage struct{ Page }

// HelpPage is "/help/".
type HelpPage struct {
	Page
	Example CodeRef // a code to show addresses with
	Recipes []Recipe
}

// Recipe is a text to paste into another tool.
type Recipe struct {
	ID    string
	Title string
	Intro string
	Code  string // exact text to copy; empty: only the intro
}

// GuidePage is "/pages/{name}/": a page of pages/.
type GuidePage struct {
	Page
	Heading  string
	Summary  string
	Text     HTML
	Markdown string // address of the .md
	EditURL  string
}

// GuidesPage is "/pages/": the list of the pages of pages/.
type GuidesPage struct {
	Page
	Guides []Link // Note: the summary
}

// NotFoundPage is "/404.html". Its links are absolute, since it answers at any depth.
type NotFoundPage struct{ Page }

// CoveragePage is "/coverage/": how complete the catalog is.
type CoveragePage struct {
	Page
	Columns []string
	Rows    []CoverageRow
	Answers []CoverageAnswers
	Stubs   []CodeRef
}

// CoverageAnswers is who answers the questions about the codes of a vendor.
type CoverageAnswers struct {
	Vendor Link
	Codes  int // that are errors or statuses
	Rows   []CoverageAnswer
}

// CoverageAnswer counts the answers to a question: by origin, those that are not stated by anybody, and those that
// nobody has looked for.
type CoverageAnswer struct {
	Question                               string
	Vendors, Ours, Seen, Unstated, Missing int
}

// Count adds the answer of a code.
func (a *CoverageAnswer) Count(key string, o content.Origin) {
	switch {
	case o == content.Vendors:
		a.Vendors++
	case o == content.Ours:
		a.Ours++
	case o == content.Observed:
		a.Seen++
	case key == content.NotStated:
		a.Unstated++
	default:
		a.Missing++
	}
}

// ChangesPage is "/changes/": what changed in the catalog, newest first.
type ChangesPage struct {
	Page
	Years []ChangesYear
	Feed  string // address of the Atom feed
}

// ChangesYear is the changes of one year.
type ChangesYear struct {
	Year    string
	Changes []Change
}

// Change is one entry of a ChangesPage.
type Change struct {
	ID    string      // for the anchor
	Date  string      // YYYY-MM-DD
	Kind  words.Value // "Added"
	Title string
	Text  HTML
	Codes []CodeRef
}

// CoverageRow is one vendor; Counts match the page's Columns.
type CoverageRow struct {
	Vendor Link
	Codes  int
	Counts []int
}

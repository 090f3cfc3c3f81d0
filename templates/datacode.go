package templates

import (
	"slices"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/site/record"
)

// CodePage is "/{vendor}/{set}/{slug}/": the record of the code, and what is markup or an address relative to the page.
type CodePage struct {
	Page
	Code        record.Code
	ShortURL    string  // "../../../e/mdes-invalid-pan/"
	Markdown    string  // address of the .md
	JSON        string  // address of the .json
	Untold      string  // lines of a ticket about the questions that have no tile; "Copy for ticket" has the others from the page
	Where       []Where // it appears, if not where all codes of its set or class do
	Badges      []Badge
	Family      *Family   // nil: it is a single code
	Tiles       []Tile    // the answers; none for a value
	Gaps        bool      // one of the four answers is missing
	Unanswered  string    // what neither the vendor's docs nor we say
	Delays      *Mark     // who states the delays
	Same        []CodeRef // other codes with the same string
	SameMore    int       // how many more of them SameURL lists
	SameURL     string    // the page that lists them
	Retired     bool      // the code is no longer to be expected
	Successor   *CodeRef  // the code to use instead
	Actors      []Actor
	Meaning     HTML
	Causes      []Item
	Samples     []Sample
	Sources     []content.Source // those that are not the set's
	Shared      []Link           // what all codes of the set or vendor have in common: "Response format"
	Note        HTML
	Equivalents *Equivalents
	Differences []HTML
	Related     []CodeRef
	Prev, Next  *Link
	EditURL     string
	ReportURL   string
	Read        string // day on which the sources were last read, "2025-11-20"
}

// HasDelays reports whether the page says more of the retry than the answer.
func (p *CodePage) HasDelays() bool {
	how := p.Code.Answers.Retry.How
	return how != nil && (len(how.Cases) > 0 || how.Backoff != nil || how.Header != "" || how.RepeatKey != "" || how.Limit.Max > 0 || how.Limit.Window != "" || how.Limit.Cost != "")
}

// HasMeaning reports whether the page says more of the meaning than the summary.
func (p *CodePage) HasMeaning() bool {
	return p.Meaning != "" || len(p.Causes)+len(p.Where)+len(p.Code.Parameters) > 0 || p.Code.StateAfter != nil
}

// OnlyCauses reports whether causes are all that the page says of the meaning.
func (p *CodePage) OnlyCauses() bool {
	return len(p.Causes) > 0 && p.Meaning == "" && len(p.Where)+len(p.Code.Parameters) == 0 && p.Code.StateAfter == nil
}

// HasAbout reports whether there are facts for the end of the page.
func (p *CodePage) HasAbout() bool {
	c := &p.Code
	return len(c.Aliases)+len(c.Formerly)+len(c.Fields)+len(c.Changes)+len(p.Sources) > 0 || c.Name != "" || c.OwnNumber() != "" || c.Lifecycle != nil || len(c.Parameters) == 0 && c.OwnSignature() != ""
}

// OurSteps reports whether a step without a mark is among what to do: our advice.
func (p *CodePage) OurSteps() bool {
	return slices.ContainsFunc(p.Actors, func(a Actor) bool { return ours(a.Steps) })
}

// OurCauses reports the same of the causes.
func (p *CodePage) OurCauses() bool { return ours(p.Causes) }

func ours(items []Item) bool {
	return slices.ContainsFunc(items, func(it Item) bool { return it.By == nil })
}

// Badge is a short fact next to the heading.
type Badge struct {
	Kind string // "platform", "class", "http", "grpc", "number", "status", "key"
	Text string
	URL  string // empty: not a link
}

// Actor is who does something: engineer, support, end user.
type Actor struct {
	ID    string // "engineer", "support", "user"
	Title string
	Steps []Item
}

// Item is a cause or a step.
type Item struct {
	Text HTML
	By   *Mark // who states it; nil: we do
}

// Mark says who states something.
type Mark struct {
	Kind string // "vendor", "ours", "observed"
	Text string // "Vendor", "Our advice", "Our wording", "Seen 2026-07-01"
}

// Tile is a question of the answer box with its answer.
type Tile struct {
	ID       string // "happened", "retry", "fix", "next", "customer"
	Question string
	Answer   record.Answer
	Marks    []Mark
	By       string // what a ticket says of the marks where there are several: "Token.io; pace: our advice"
	Why      []Why
	WhyID    string // of the tile that shows Why: this one, or an earlier one with the same
}

// Why is one line of what an answer rests on.
type Why struct {
	Who   string // "Token.io"
	Text  string
	Quote string // the source's words
	Link  *Link
}

// Sample is an example payload.
type Sample struct {
	record.Sample
	ID       string // for the anchor
	Language string // "JSON"
	Status   string // "HTTP/1.1 200 OK"; empty: none
	By       Mark
	Code     HTML // pre element, highlighted
}

// Envelope is the format in which an error response arrives.
type Envelope struct {
	content.Envelope
	URL    string
	Sample *Sample
	Note   HTML
}

// Example is handling code in several languages.
type Example struct {
	ID      string
	Title   string
	Summary string
	Tabs    []Tab
}

// Tab is one language of an Example.
type Tab struct {
	ID    string // "kotlin": the choice is remembered by it
	Title string
	Code  HTML
}

// Equivalents is the codes of the same concept, by vendor, as far as the record's Concept does not say it.
type Equivalents struct {
	URL     string // of the concept's page
	Vendors []VendorCodes
	More    int // how many more there are on the concept's page
}

// VendorCodes is codes of one vendor.
type VendorCodes struct {
	Name  string
	Codes []CodeRef
}

package templates

import "github.com/errdocs/errdocs/content/words"

// CodePage is "/{vendor}/{set}/{slug}/".
type CodePage struct {
	Page
	Ref         CodeRef // the code itself
	Signature   string  // display form with parameters, when it differs from the code
	Vendor      Link
	Set         Link
	ShortID     string // "MDES-INVALID-PAN"
	ShortURL    string // "../../../e/mdes-invalid-pan/"
	Markdown    string // address of the .md twin, empty: none
	JSON        string
	Badges      []Badge
	Same        []CodeRef // other codes with the same string
	SameMore    int       // how many more of them SameURL lists
	SameURL     string    // the page that lists them
	Retired     *Lifecycle
	Answer      Answer
	Actors      []Actor
	Meaning     HTML
	Causes      []HTML
	Where       []Where
	StateAfter  string
	Parameters  []Parameter
	Aliases     []string
	Backoff     *words.Delays
	Samples     []Sample
	Envelope    *Envelope
	Headers     []Header
	Examples    []Example
	Note        HTML
	Equivalents *Equivalents
	Lifecycle   *Lifecycle
	Differences []HTML
	Sources     []Source
	Related     []CodeRef
	Prev, Next  *Link
	Support     *Support
	EditURL     string
	ReportURL   string
}

// Badge is a short fact beside the heading.
type Badge struct {
	Kind string // "platform", "class", "http", "grpc", "number", "status", "key"
	Text string
	URL  string // empty: not a link
}

// Answer is the box that answers a ticket in ten seconds.
type Answer struct{ Retry, Side, Next, Customer AnswerItem }

// AnswerItem is one of the four answers.
type AnswerItem struct {
	words.Value
	Detail string // one sentence more; empty: none
	Quote  bool   // Detail is a text to be told word for word
	Note   string // more about it, too long for the box; empty: none
}

// Actor is who does something: engineer, support, end user.
type Actor struct {
	ID    string // "engineer", "support", "user"
	Title string
	Steps []HTML
	None  string // what to read instead when there are no steps
}

// Where is a place at which a code shows up.
type Where struct{ Operation, DeliveredBy string }

// Parameter is an associated value of a code.
type Parameter struct{ Name, Type, Summary string }

// Sample is an example payload.
type Sample struct {
	ID        string // for the anchor
	Title     string
	Language  string // "JSON"
	Status    string // "HTTP/1.1 200 OK"; empty: none
	Code      HTML   // pre element, highlighted
	Malformed string
	Note      string
	Lines     int
}

// Envelope is the format in which an error response arrives.
type Envelope struct {
	ID           string
	Title        string
	URL          string
	ReturnedWhen string
	MediaType    string
	Code         string // JSON Pointer
	Message      string
	Retryable    string
	Fields       []Field
	Sample       *Sample
	Note         HTML
}

// Field is one field of an Envelope.
type Field struct{ Name, Pointer, Type, Summary string }

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

// Equivalents is the same condition at every other vendor and platform.
type Equivalents struct {
	Concept Link
	Summary string
	Match   string // how well the concept fits this code
	Rows    []CodeRef
	More    int      // how many more there are on the concept's page
	Missing []string // vendors that document none
}

// Lifecycle tells whether a code is still in use.
type Lifecycle struct {
	Status    string // "Legacy"
	Sentence  string // "No longer returned since SDK 5.0.1."
	Note      string
	Successor *CodeRef
}

// Source is where a fact stands.
type Source struct {
	Title     string
	URL       string
	Retrieved string
	Quote     string
}

package record

import (
	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
)

// Code is all that is said about a code. Its JSON is "/{vendor}/{set}/{slug}.json"; every other form is written from
// it, too. Texts of type Text are Markdown, other strings are plain. The published schema comes from this type: about
// tags describe a field, enum tags name the closed list of its values, and key tags that of the key of an answer.
type Code struct {
	Entry *content.Code `json:"-"` // what the record was made from

	Schema string `json:"$schema" about:"Address of the schema of this document."`
	ID     string `json:"id" about:"vendor/set/slug: the identity of the code."`
	Code   string `json:"code" about:"The code as the vendor writes it."`
	URL    string `json:"url" about:"Its page."`
	Short  string `json:"short_id" about:"A name without spaces that is unique in the catalog, for tickets."`
	Link   string `json:"short_url" about:"The permanent link to the page."`
	MD     string `json:"markdown_url" about:"The same as Markdown."`

	Vendor Vendor `json:"vendor"`
	Set    Set    `json:"set"`

	Title         string           `json:"title" about:"A few words."`
	Summary       string           `json:"summary" about:"One sentence."`
	Answers       Answers          `json:"answers" about:"What a ticket asks first."`
	Description   Text             `json:"description,omitzero" about:"Markdown."`
	Number        *int             `json:"number,omitempty" about:"Numeric value."`
	Name          string           `json:"name,omitempty" about:"Symbolic name where the code is a number."`
	Signature     string           `json:"signature,omitempty" about:"Display form with parameters."`
	Parameters    []Parameter      `json:"parameters,omitempty"`
	Aliases       []string         `json:"aliases,omitempty" about:"Other spellings."`
	Class         string           `json:"class,omitempty" about:"Group of the vendor's codes."`
	Category      content.Category `json:"category,omitempty" enum:"category"`
	HTTP          []int            `json:"http,omitempty" about:"HTTP statuses that the vendor documents."`
	GRPC          content.GRPC     `json:"grpc,omitempty" enum:"grpc"`
	Retry         *Retry           `json:"retry_details,omitempty" about:"How to retry, where more is known than the policy."`
	Inherited     []string         `json:"inherited,omitempty" about:"Facts that hold for the whole set or class and come from there."`
	Actions       Actions          `json:"actions" about:"What to do, in order, by who does it. Markdown."`
	Causes        []Text           `json:"causes,omitempty" about:"Markdown."`
	Where         []Where          `json:"where,omitempty" about:"Where the code shows up."`
	StateAfter    string           `json:"state_after,omitempty"`
	Lifecycle     *Lifecycle       `json:"lifecycle,omitempty" about:"Absent for an active code of which nothing more is known."`
	Samples       []Sample         `json:"samples,omitempty"`
	Envelope      *Envelope        `json:"envelope,omitempty" about:"The format of the response around the code."`
	Headers       []Header         `json:"headers,omitempty" about:"Response headers that tell something about the code."`
	Examples      []Example        `json:"examples,omitempty" about:"Handling code."`
	Note          Text             `json:"note,omitzero" about:"Markdown."`
	Concept       *Concept         `json:"concept,omitempty" about:"The condition by which vendors are compared."`
	Related       []string         `json:"related,omitempty" about:"Ids of related codes."`
	Same          []string         `json:"same_string,omitempty" about:"Ids of the other codes with the same string."`
	Discrepancies []Text           `json:"discrepancies,omitempty" about:"What is odd in the source. Markdown."`
	Support       *Support         `json:"support,omitempty"`
	Sources       []Source         `json:"sources,omitempty"`
	Tags          []string         `json:"tags,omitempty"`
}

// These parts are the same in the catalog and in a record.
type (
	Parameter   = content.Parameter
	Where       = content.Where
	Field       = content.Field
	HeaderValue = content.HeaderValue
	Support     = content.Support
	Source      = content.Source
)

// Vendor is the vendor of a code.
type Vendor struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Product string `json:"product,omitempty"`
	URL     string `json:"url" about:"Its page."`
}

// Set is the set of a code.
type Set struct {
	ID       string           `json:"id"`
	Title    string           `json:"title"`
	Kind     content.Kind     `json:"kind,omitempty" enum:"kind"`
	Platform content.Platform `json:"platform,omitempty" enum:"platform"`
	URL      string           `json:"url" about:"Its page."`
}

// Answers are the four answers.
type Answers struct {
	Retry    Answer `json:"retry" key:"retry" about:"Whether the same request can succeed later."`
	Side     Answer `json:"side" key:"fault" about:"The side that has to change something."`
	Next     Answer `json:"next_step" key:"next" about:"The one thing to do first."`
	Customer Answer `json:"customer" key:"customer" about:"What to tell the customer. With the key say, detail is the text itself."`
}

// Answer is one answer.
type Answer struct {
	Key    string `json:"key" about:"Member of a closed list; empty: nobody has looked yet."`
	Text   string `json:"text" about:"The same in words."`
	Detail string `json:"detail,omitempty"`
	Note   string `json:"note,omitempty"`

	Tone  words.Tone `json:"-"`
	Quote bool       `json:"-"` // Detail is a text to be said word for word
}

// Retry is how to retry.
type Retry struct {
	Header  string   `json:"header,omitempty" about:"Response header that holds the delay."`
	Backoff *Backoff `json:"backoff,omitempty" about:"Retry n, from 0, waits base·factorⁿ and up to jitter milliseconds on top."`
}

// Backoff is an exponential back-off.
type Backoff struct {
	Base        int     `json:"base_ms"`
	Factor      float64 `json:"factor"`
	Jitter      int     `json:"jitter_ms"`
	MaxAttempts int     `json:"max_attempts,omitempty" about:"Absent: the vendor gives no limit."`
}

// Actions are what to do, by who does it.
type Actions struct {
	Engineer []Text `json:"engineer,omitempty"`
	Support  []Text `json:"support,omitempty"`
	User     []Text `json:"user,omitempty"`
}

// Lifecycle tells whether a code is still in use.
type Lifecycle struct {
	Status     content.Status `json:"status,omitempty" enum:"status"`
	Sentence   string         `json:"sentence,omitempty" about:"The same in words."`
	Since      string         `json:"since,omitempty"`
	Until      string         `json:"until,omitempty"`
	ReplacedBy string         `json:"replaced_by,omitempty" about:"Id of the code to use instead."`
	Note       string         `json:"note,omitempty"`
}

// Sample is an example payload.
type Sample struct {
	Title     string `json:"title"`
	Language  string `json:"language" enum:"language"`
	HTTP      int    `json:"http,omitempty"`
	Malformed string `json:"malformed,omitempty" about:"Why the payload does not parse."`
	Note      string `json:"note,omitempty"`
	Body      string `json:"body" about:"The exact text."`
}

// Envelope is the format in which an error response arrives.
type Envelope struct {
	ID           string  `json:"id"`
	Title        string  `json:"title"`
	ReturnedWhen string  `json:"returned_when,omitempty"`
	MediaType    string  `json:"media_type,omitempty"`
	Code         string  `json:"code,omitempty" about:"JSON Pointer to the code."`
	Message      string  `json:"message,omitempty" about:"JSON Pointer to the message."`
	Retryable    string  `json:"retryable,omitempty" about:"JSON Pointer to the flag that tells whether a retry can help."`
	Fields       []Field `json:"fields,omitempty"`
}

// Header is a response header.
type Header struct {
	Name        string        `json:"name"`
	Summary     string        `json:"summary,omitempty"`
	Values      []HeaderValue `json:"values,omitempty"`
	AbsentMeans string        `json:"absent_means,omitempty"`
}

// Example is handling code in several languages.
type Example struct {
	Title   string `json:"title"`
	Summary string `json:"summary,omitempty"`
	Tabs    []Tab  `json:"tabs"`
}

// Tab is one language of an example.
type Tab struct {
	Title    string `json:"title"`
	Language string `json:"language" enum:"language"`
	Body     string `json:"body"`
}

// Concept is the condition that a code expresses.
type Concept struct {
	ID          string        `json:"id"`
	Title       string        `json:"title"`
	Summary     string        `json:"summary"`
	Match       content.Match `json:"match,omitempty" enum:"match" about:"How well it fits."`
	URL         string        `json:"url" about:"Its page, with all codes of the condition."`
	Equivalents []Equivalent  `json:"equivalents,omitempty" about:"Codes of the same condition, as many as the page shows."`
	Missing     []string      `json:"none_at,omitempty" about:"Vendors that document none."`
}

// Equivalent is another code of the same condition.
type Equivalent struct {
	ID     string              `json:"id"`
	Code   string              `json:"code"`
	Vendor string              `json:"vendor"`
	Set    string              `json:"set"`
	Match  content.Match       `json:"match,omitempty" enum:"match"`
	HTTP   []int               `json:"http,omitempty"`
	Retry  content.RetryPolicy `json:"retry" enum:"retry"`
	URL    string              `json:"url"`
}

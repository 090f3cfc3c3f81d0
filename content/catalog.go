// Package content is the catalog of error codes: its data, its types, its loader and its rules.
//
// A content directory contains site.yaml, one folder per vendor and, optionally, concepts.yaml,
// changes.yaml and urls.lock. Load reads it from any fs.FS and returns a Catalog in which every reference
// is resolved and no rule is broken, or all the Problems that an author has to fix. The default catalog
// is compiled in: see Default.
//
// Words. A vendor is one vendor product. A set is a namespace in which code strings are unique. A
// code is one entry of a set. A concept is the one thing that codes of several vendors express. An
// envelope is the format in which an error response arrives. A sample is an example payload. A note
// is Markdown. Identity is "vendor/set/slug", never the bare code: SERVER_ERROR belongs to several
// vendors.
//
// Origin. The judged answers of a code (retry, fault, next_step, user_message, state_after, outcome, and http where a
// set or class gives it by default) say who states them: the vendor, we, or an observation of ours. An Answer has a
// short form, its value, and a long one with a Basis:
//
//	fault: client
//	fault: {is: client, origin: vendor, evidence: "likely client error"}
//
// What an answer does not say itself comes from origins of its class, then of its set; Load makes it final. Other
// fields have their origin by kind: code, name, message, where, lifecycle and discrepancies are the vendor's; causes,
// actions, notes and samples are ours, unless an Item says otherwise.
//
// Absence is data. "not-stated" says that we read the vendor's docs, they do not say, and we have no answer either. An
// answer of ours that is Silent says that they do not say. An empty field says that nobody has looked.
package content

import (
	"context"
	"strings"

	"github.com/errdocs/errdocs/internal/family"
	"github.com/errdocs/errdocs/internal/secret"
	"github.com/errdocs/errdocs/search/resolve"
)

// Catalog is everything that a content directory contains. The zero value is an empty catalog.
type Catalog struct {
	Site          Site
	Concepts      []*Concept      // in the order of concepts.yaml
	Vendors       []*Vendor       // in the order of site.yaml, then by id
	Announcements []*Announcement // changes.yaml, newest first
	Strings       Strings         // the texts of the theme, with those of strings.yaml
	Static        []Static        // the files of static/, by path
	Images        []*Image        // the files of images/, by path
	Pages         []*Page         // by id

	sources   *sources
	permitted map[secret.ID]bool          // secrets that comments permit
	later     func(context.Context) error // checks the rules that are put off
	fill      func(*Code) error           // nil: nothing is missing
	lock      func() []Address            // nil: there is none
	lockStamp string
	stamps    map[*Vendor]string
	resolver  func() *resolve.Resolver
	moves     *Moves
}

// Site is site.yaml: what the whole site says about itself.
type Site struct {
	Title    string         `yaml:"title" is:"required title"`     // name of the portal, shown in the header
	Summary  string         `yaml:"summary" is:"required summary"` // one sentence for the home page and link previews
	BaseURL  string         `yaml:"base_url" is:"url base-url"`    // where the site is published; ends with a slash, which Load adds where it is missing; empty: not known
	RepoURL  string         `yaml:"repo_url" is:"url"`             // the repository of the content
	EditURL  string         `yaml:"edit_url" is:"edit-url"`        // address of a content file in an editor, with {file} and {line}
	IssueURL string         `yaml:"issue_url" is:"issue-url"`      // address of a new issue, with {title} and {body}
	Language string         `yaml:"language" is:"locale"`          // of the catalog and the pages, a BCP 47 tag such as de or pt-BR; empty: en
	Accent   string         `yaml:"accent" is:"accent"`            // the accent color, "#rrggbb"
	Apology  string         `yaml:"apology" is:"local"`            // what "user_message: generic" tells the customer, or a mapping of languages
	In       []Saying       `yaml:"-"`                             // the apology by language, the site's first; nil where it is in one
	Home     Markdown       `yaml:"home"`                          // text of the home page, optional
	Vendors  []string       `yaml:"vendors" is:"id"`               // vendor ids in the order of pages; the others follow by id
	Nav      []string       `yaml:"nav" is:"max:6"`                // pages of pages/ in the main navigation, by name: on-call, payments/refunds
	Fields   []*CustomField `yaml:"fields" is:"max:20"`            // fields of your own
	Synonyms [][]string     `yaml:"synonyms" is:"max:200"`         // words and phrases that mean the same, in groups: [otp, one-time code, tan]; what has one of a group is found by the others
	Robots   Robots         `yaml:"robots"`                        // noindex: search engines list no page of the site
	Ignore   []string       `yaml:"ignore"`                        // names next to site.yaml that are not part of the catalog, with * and ? as in *.go

	Positions `yaml:"-"`
}

// settle fills in what a user_message tells the customer.
func (s *Site) settle(m *UserMessage) {
	switch m.Words = m.Say; m.Say {
	case "generic":
		m.Words, m.In = s.Apology, s.In
	case "nothing":
		m.Words = ""
	}
}

// Markdown is text that a page renders with goldmark; every other string is plain.
type Markdown string

// CodeSpan returns a text as Markdown code, whatever characters it contains.
func CodeSpan(s string) string {
	fence := "`"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") {
		s = " " + s + " "
	}
	return fence + s + fence
}

// Concept is what codes of several vendors express, and by what they are compared.
type Concept struct {
	ID       string   `yaml:"id" is:"required id"`
	Title    string   `yaml:"title" is:"required title"`
	Summary  string   `yaml:"summary" is:"required summary"`
	Category Category `yaml:"category" is:"required"`
	Advice   Markdown `yaml:"advice"`                       // what to do about it at any vendor
	Keywords []string `yaml:"keywords" is:"keyword max:20"` // words and phrases that its codes are searched with and that no text has: [clock is wrong]; not shown

	MovedFrom []string `yaml:"moved_from" is:"list max:20"` // ids that it had before; their addresses lead here

	Positions `yaml:"-"`
}

// Vendor is one vendor product: vendors/<id>/vendor.yaml and the sets it names.
type Vendor struct {
	Name          string              `yaml:"name" is:"required title"`
	Product       string              `yaml:"product"`
	URL           string              `yaml:"url" is:"url"`
	Summary       string              `yaml:"summary" is:"required summary"`
	ReleaseStatus ReleaseStatus       `yaml:"release_status"`
	EditURL       string              `yaml:"edit_url" is:"edit-url"` // like that of site.yaml, for a vendor whose files are in another repository
	SetIDs        []string            `yaml:"sets" is:"required id"`  // the set files without .yaml, in the order of pages; every one must be named
	Envelopes     []*Envelope         `yaml:"envelopes"`
	Headers       []*Header           `yaml:"headers"`
	Classes       []*Class            `yaml:"classes"`
	Support       Support             `yaml:"support"`
	Examples      []*Example          `yaml:"examples"`
	Sources       []Source            `yaml:"sources"`
	Fields        map[string][]string `yaml:"fields"`                      // fields of your own, which site.yaml declares: a text or a list of texts for each; all codes of the vendor have them
	MovedFrom     []string            `yaml:"moved_from" is:"list max:20"` // ids that it had before; their addresses lead here

	Positions `yaml:"-"`
	ID        string        `yaml:"-"` // the folder's name
	Sets      []*Set        `yaml:"-"`
	families  []*Family     // those of codes first, a narrower one before what contains it
	Custom    []CustomValue `yaml:"-"` // the values of Fields
	Note      *Note         `yaml:"-"` // notes.md, nil when there is none

	Strings *Strings `yaml:"-"` // the texts of the theme in the language of the site; nil: English
}

// Envelope is a format in which an error response of a vendor arrives.
type Envelope struct {
	ID           string   `yaml:"id" is:"required id" json:"id"`
	Title        string   `yaml:"title" is:"required title" json:"title"`
	ReturnedWhen string   `yaml:"returned_when" json:"returned_when,omitempty"`                                                                           // when a response has this format, in a sentence
	MediaType    string   `yaml:"media_type" json:"media_type,omitempty"`                                                                                 // such as application/json
	Code         string   `yaml:"code" is:"pointer" json:"code,omitempty" about:"JSON Pointer to the code."`                                              // JSON Pointer (RFC 6901) to the code
	Message      string   `yaml:"message" is:"pointer" json:"message,omitempty" about:"JSON Pointer to the message."`                                     // JSON Pointer to the message
	Retryable    string   `yaml:"retryable" is:"pointer" json:"retryable,omitempty" about:"JSON Pointer to the flag that says whether a retry can help."` // JSON Pointer to the flag that says whether a retry can help
	Fields       []Field  `yaml:"fields" json:"fields,omitempty"`
	Sample       *Sample  `yaml:"sample" json:"-"`
	Note         Markdown `yaml:"note" json:"-"`
}

// Field is one field of an envelope.
type Field struct {
	Name    string `yaml:"name" is:"required" json:"name"`
	Pointer string `yaml:"pointer" is:"pointer" json:"pointer,omitempty"` // JSON Pointer (RFC 6901)
	Type    string `yaml:"type" json:"type,omitempty"`
	Summary string `yaml:"summary" json:"summary,omitempty"`
}

// Header is a response header that says something about an error.
type Header struct {
	Name        string        `yaml:"name" is:"required" json:"name"`
	Summary     string        `yaml:"summary" json:"summary,omitempty"`
	Values      []HeaderValue `yaml:"values" json:"values,omitempty"`
	AbsentMeans string        `yaml:"absent_means" json:"absent_means,omitempty"` // what a response without the header means
	CodeRefs    []string      `yaml:"codes" json:"-"`                             // "set/slug"

	Codes []*Code `yaml:"-" json:"-"`
}

// HeaderValue is one value of a Header.
type HeaderValue struct {
	Value   string `yaml:"value" is:"required" json:"value"`     // verbatim
	Meaning string `yaml:"meaning" is:"required" json:"meaning"` // in plain words
}

// Class is a group of a vendor's codes, often a range of numbers. What it says of its members makes it the answer for
// codes without an entry, too.
type Class struct {
	ID       string   `yaml:"id" is:"required id"`
	Title    string   `yaml:"title" is:"required title"`
	Summary  string   `yaml:"summary" is:"summary"`
	Members  Members  `yaml:",inline"`
	Advice   Markdown `yaml:"advice"`  // what to do with a member that has no entry
	Origins  Origins  `yaml:"origins"` // who states the answers of its codes; wins over the set's
	Defaults Facts    `yaml:"defaults"`

	Fields  map[string][]string `yaml:"fields"` // fields of your own, which site.yaml declares: a text or a list of texts for each; all codes of the class have them
	Answers Facts               `yaml:"-"`      // Defaults with their origins, for numbers that have no entry
}

// Members says which codes belong to a class, or to a code that is a family: at most one of the three. All of them ignore
// case and separators, as lookups do.
type Members struct {
	Range   []Bound `yaml:"range"`   // first and last, both included: [30000, 39999], ["08000", "08999"]; the first alone: and above
	Prefix  string  `yaml:"prefix"`  // what they start with
	Pattern string  `yaml:"pattern"` // a regular expression (RE2) that matches the whole code

	family *family.Family // nil: none
}

// Bound is an end of a range: a number, or a code that ends in digits.
type Bound string

// Support says how to reach the vendor and what to send.
type Support struct {
	Contact string   `yaml:"contact" json:"contact,omitempty"`
	URL     string   `yaml:"url" is:"url" json:"url,omitempty"`
	Collect []string `yaml:"collect" json:"collect,omitempty"` // what to have at hand: the error code, the message, a stack trace
}

// Example is handling code, the same in several languages.
type Example struct {
	Title    string   `yaml:"title" is:"required title"`
	Summary  string   `yaml:"summary"`
	Tabs     []*Tab   `yaml:"tabs" is:"required"`
	CodeRefs []string `yaml:"codes"` // "set/slug": the codes whose pages show it

	Codes []*Code `yaml:"-"`
}

// Tab is one language of an Example.
type Tab struct {
	Title    string `yaml:"title"`                   // shown on the tab; empty: the language's name
	Language string `yaml:"language" is:"language"`  // what the extension of the file names
	File     string `yaml:"file" is:"required file"` // relative to the vendor's folder

	Text string `yaml:"-"` // the file's text
}

// Source is where a fact comes from.
type Source struct {
	Title     string     `yaml:"title" json:"title"`
	URL       string     `yaml:"url" is:"url" json:"url"`
	Retrieved string     `yaml:"retrieved" is:"date" json:"retrieved,omitempty"` // date of reading, YYYY-MM-DD
	Quote     string     `yaml:"quote" json:"quote,omitempty"`                   // the vendor's own words, short
	Edition   string     `yaml:"edition" json:"edition,omitempty"`               // version or date that the source gives itself
	Kind      SourceKind `yaml:"kind" json:"kind,omitempty" enum:"source"`       // empty: primary
}

// Set is a namespace of codes: one API, SDK, platform or table of a vendor.
type Set struct {
	Title    string              `yaml:"title" is:"required title"`
	Key      string              `yaml:"key" is:"required key"` // prefix of short ids, ^[A-Z][A-Z0-9]*$, unique in the catalog
	Kind     Kind                `yaml:"kind" is:"required"`
	Summary  string              `yaml:"summary" is:"required summary"`
	Platform Platform            `yaml:"platform"`
	Envelope string              `yaml:"envelope"` // id of one of the vendor's envelopes
	Source   Source              `yaml:"source"`
	Origins  Origins             `yaml:"origins"` // who states the answers that do not say so themselves
	Defaults Facts               `yaml:"defaults"`
	Note     Markdown            `yaml:"note"`
	Fields   map[string][]string `yaml:"fields"`                        // fields of your own, which site.yaml declares: a text or a list of texts for each; all codes of the set have them
	Weight   Weight              `yaml:"weight"`                        // how much its codes count in a search against others that match as well
	Codes    []*Code             `yaml:"codes" is:"required max:20000"` // in the order of the file

	MovedFrom  []string `yaml:"moved_from" is:"list max:20"`  // ids that it had before, "set" or "vendor/set"; their addresses lead here
	FormerKeys []string `yaml:"former_keys" is:"list max:20"` // keys that it had before; their short links lead here

	Positions `yaml:"-"`
	ID        string  `yaml:"-"` // the file's name without .yaml
	Vendor    *Vendor `yaml:"-"`

	slugs map[string]int // where in Codes a slug was when the set was loaded
}

// Facts are the fields that a set or a class may give to all its codes. A code's own field wins over
// its class's, and that over its set's.
type Facts struct {
	Category    Category        `yaml:"category"`
	GRPC        GRPC            `yaml:"grpc"`
	HTTP        HTTPAnswer      `yaml:"http"`  // HTTP statuses that come with it
	Fault       Answer[[]Fault] `yaml:"fault"` // who has to change something: one, several, or unclear
	NextStep    NextAnswer      `yaml:"next_step"`
	Retry       Retry           `yaml:"retry"`
	Outcome     Answer[Outcome] `yaml:"outcome"` // whether the operation happened, for those that change something
	UserMessage UserMessage     `yaml:"user_message"`
	StateAfter  Answer[string]  `yaml:"state_after"` // what is true after the error: "The session stays active."
	Actions     Actions         `yaml:"actions"`
	Where       []Where         `yaml:"where"`
}

// Code is one error code, status or value of a set.
type Code struct {
	Code          string      `yaml:"code" is:"required code"` // verbatim, the vendor's typos included
	Title         string      `yaml:"title" is:"required title"`
	Summary       string      `yaml:"summary" is:"required summary"`
	Message       []string    `yaml:"message" is:"block list max:20"` // the vendor's own error text, placeholders kept; several where it was reworded
	Description   Markdown    `yaml:"description"`
	Number        *int64      `yaml:"number"`    // numeric value, nil when there is none
	Name          string      `yaml:"name"`      // symbolic name where the code itself is a number
	Signature     string      `yaml:"signature"` // display form with its parameters
	Parameters    []Parameter `yaml:"parameters"`
	Members       Members     `yaml:",inline"`                     // of a code that stands for several; "08*" and "ORA-00600..00620" say it themselves
	Aliases       []string    `yaml:"aliases"`                     // other spellings that people search or link by
	Slug          string      `yaml:"slug" is:"id"`                // address segment; derived from the code when not given; needed where two codes of a set have one, differ only in case or separators, or have no letter a–z and no digit
	MovedFrom     []string    `yaml:"moved_from" is:"list max:20"` // ids that it had before: "CODE" in this set, "set/CODE" or "vendor/set/CODE"; their addresses lead here
	ClassID       string      `yaml:"class"`                       // id of one of the vendor's classes
	ConceptID     string      `yaml:"concept"`                     // id of the concept in concepts.yaml that the code expresses
	Match         Match       `yaml:"match"`                       // how well the concept fits
	Facts         `yaml:",inline"`
	Causes        []Item              `yaml:"causes"`                // what can lead to it
	Reproduce     []Markdown          `yaml:"reproduce" is:"max:20"` // how to trigger it in the vendor's sandbox, where the vendor says so
	Observed      string              `yaml:"observed" is:"date"`    // the day on which we saw it; the vendor's docs do not list it
	Reveal        *bool               `yaml:"reveal"`                // false: the reason never reaches a customer's text
	Lifecycle     Lifecycle           `yaml:"lifecycle"`
	Samples       []*Sample           `yaml:"samples"`
	RelatedRefs   []string            `yaml:"related"`       // "set/slug" or "vendor/set/slug"
	Discrepancies []Markdown          `yaml:"discrepancies"` // where the vendor contradicts itself or a standard
	Source        Source              `yaml:"source"`        // where it differs from the set's
	Digest        string              `yaml:"digest"`        // of the vendor's own text; errdocs import writes it and finds rewordings by it
	Visibility    Visibility          `yaml:"visibility"`
	Fields        map[string][]string `yaml:"fields"` // fields of your own, which site.yaml declares: a text or a list of texts for each
	Draft         bool                `yaml:"draft"`  // true: known, not documented yet; a site shows that it exists, and none of its texts
	Weight        Weight              `yaml:"weight"` // how much it counts in a search against others that match as well; empty: the set's
	Tags          []string            `yaml:"tags" is:"id"`
	Keywords      []string            `yaml:"keywords" is:"keyword max:20"` // words and phrases that it is searched with and that no text has: [phone was wiped]; not shown

	Positions `yaml:"-"`
	Set       *Set              `yaml:"-"`
	Class     *Class            `yaml:"-"` // nil when the code has none
	Concept   *Concept          `yaml:"-"` // nil when the code has none
	Related   []*Code           `yaml:"-"`
	Successor *Code             `yaml:"-"` // what Lifecycle.ReplacedBy names, nil when nothing
	Note      *Note             `yaml:"-"` // <set>/<slug>.md, nil when there is none
	Custom    []CustomValue     `yaml:"-"` // the values of Fields, with those of the class, the set and the vendor
	Inherited map[string]string `yaml:"-"` // YAML key of a fact to "set" or "class", where it came from defaults
	Stub      bool              `yaml:"-"` // a draft that was loaded without its texts, see Drafts

	id, shortID string // of a code that was loaded, since a build asks for them some seventy times
}

// ID returns "vendor/set/slug", the code's identity and the path of its page.
func (c *Code) ID() string {
	if c.id != "" {
		return c.id
	}
	return c.Set.Vendor.ID + "/" + c.Set.ID + "/" + c.Slug
}

// ShortID returns the set's key and the slug, lower case ("mdes-invalid-pan"): the code's short link.
func (c *Code) ShortID() string {
	if c.shortID != "" {
		return c.shortID
	}
	return strings.ToLower(c.Set.Key) + "-" + c.Slug
}

// Internal reports whether the code must stay out of a public build.
func (c *Code) Internal() bool { return c.Visibility == VisibilityInternal }

// Judged reports whether the questions of the answer box are asked of the code: not of a value, of a stub, or of a removed
// code that has no answers.
func (c *Code) Judged() bool {
	return c.Set.Kind != KindValue && !c.Stub && (c.Lifecycle.Status != StatusRemoved || c.Retry.Policy != "")
}

// Secret reports whether the reason must never reach a customer's text.
func (c *Code) Secret() bool { return c.Reveal != nil && !*c.Reveal }

// Parameter is an associated value of a code, as in TMGError.serverError(let httpStatusCode, …).
type Parameter struct {
	Name    string `yaml:"name" is:"required" json:"name"`
	Type    string `yaml:"type" json:"type,omitempty"`
	Summary string `yaml:"summary" json:"summary,omitempty"`
}

// Where is a situation in which a code shows up.
type Where struct {
	Operation   string `yaml:"operation" json:"operation,omitempty"`       // the request that fails, "POST /otp"; the page of the vendor's operations lists its codes
	DeliveredBy string `yaml:"delivered_by" json:"delivered_by,omitempty"` // the callback, field or handler that carries the code
}

// Lifecycle says whether a code is still in use. The zero value is an active code.
type Lifecycle struct {
	Status     Status `yaml:"status"`
	Since      string `yaml:"since"`       // version or date from which the status applies
	Until      string `yaml:"until"`       // last version or date that still returns the code
	ReplacedBy string `yaml:"replaced_by"` // code or slug in the same set, or "set/slug"
	Note       string `yaml:"note"`
}

// Retired reports whether the code is no longer to be expected from a current version.
func (l Lifecycle) Retired() bool {
	return l.Status == StatusLegacy || l.Status == StatusRemoved
}

// Sample is an example payload: a file of the vendor's folder, or a body written in the entry.
type Sample struct {
	Title     string `yaml:"title" is:"title"`
	File      string `yaml:"file" is:"file"`         // relative to the vendor's folder; its extension names the language
	Language  string `yaml:"language" is:"language"` // required with body; the extension of a file names it
	Body      string `yaml:"body" is:"block"`        // the payload itself, where it has no file
	HTTP      int    `yaml:"http" is:"http"`         // status line shown above; 0: none
	Origin    Origin `yaml:"origin"`                 // who wrote it; empty: ours, in the format of the vendor
	Malformed string `yaml:"malformed"`              // why the payload does not parse, where that is the point
	Note      string `yaml:"note"`

	Text string `yaml:"-"` // the exact bytes, from File or Body
}

// Note is a Markdown file that belongs to a code or a vendor. It may start with front matter, which has no keys: an
// entry says everything else.
type Note struct {
	File string
	Text Markdown // without front matter
	Head int      // lines of front matter before it
}

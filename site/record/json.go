package record

import (
	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/jsonfile"
)

// JSON returns the record as the .json of the code: one line.
func (c *Code) JSON() []byte { return append(jsonfile.Encode(c), '\n') }

// Index is "/api/codes.json": every code in short, for programs that look codes up.
type Index struct {
	Schema string  `json:"$schema" about:"The schema of this document, relative to it."`
	Title  string  `json:"title" about:"Name of the site."`
	URL    string  `json:"url" about:"Where the site is."`
	Count  int     `json:"count"`
	Codes  []Short `json:"codes" about:"In the order of the catalog."`
}

// Named is "/code/{slug}.json": the codes that have a name, for programs that do not know vendor and set. It is also the .json at
// a former address of a code.
type Named struct {
	Schema string      `json:"$schema" about:"The schema of this document, relative to it."`
	Codes  []Candidate `json:"codes" about:"In the order of the catalog."`
}

// Candidate is a code that has the name.
type Candidate struct {
	ID      string              `json:"id" about:"vendor/set/slug: the identity of the code."`
	Code    string              `json:"code" about:"The code as the vendor writes it."`
	Title   string              `json:"title"`
	URL     string              `json:"url" about:"Its page. With .json instead of the last slash, everything that is known about the code."`
	Retry   content.RetryPolicy `json:"retry,omitempty" enum:"retry"`
	Fault   string              `json:"fault,omitempty" about:"Who has to change something; several with spaces between."`
	Next    content.NextStep    `json:"next_step,omitempty" enum:"next"`
	Outcome content.Outcome     `json:"outcome,omitempty" enum:"outcome" about:"Whether the operation happened."`
	Origins Origins             `json:"origins" about:"Who states these answers. Absent: nobody does."`
}

// NewCandidate returns a code as one of several with a name. URL is the address of its page.
func NewCandidate(c *content.Code, url string) Candidate {
	return Candidate{c.ID(), c.Code, c.Title, url, c.Retry.Policy, content.FaultKey(c.Fault.Is), c.NextStep.Is, c.Outcome.Is, originsInShort(c)}
}

// originsInShort leaves out who states an answer that the lists of codes have not: the text for the customer.
func originsInShort(c *content.Code) Origins {
	origins := originsOf(c)
	origins.Customer = ""
	return origins
}

// Short is a code in short. Its JSON says everything.
type Short struct {
	ID       string              `json:"id" about:"vendor/set/slug: the identity of the code."`
	Code     string              `json:"code" about:"The code as the vendor writes it."`
	Title    string              `json:"title"`
	Summary  string              `json:"summary"`
	URL      string              `json:"url" about:"Its page. With .json instead of the last slash, everything that is known about the code."`
	Link     string              `json:"short_url" about:"The permanent link to the page. Its last part in upper case is the short id."`
	Vendor   string              `json:"vendor" about:"Id of the vendor."`
	Set      string              `json:"set" about:"Id of the set."`
	Platform content.Platform    `json:"platform,omitempty" enum:"platform"`
	Number   *int64              `json:"number,omitempty"`
	Name     string              `json:"name,omitempty"`
	Aliases  []string            `json:"aliases,omitempty"`
	Category content.Category    `json:"category,omitempty" enum:"category"`
	HTTP     []int               `json:"http,omitempty"`
	GRPC     content.GRPC        `json:"grpc,omitempty" enum:"grpc"`
	Retry    content.RetryPolicy `json:"retry,omitempty" enum:"retry"`
	Fault    string              `json:"fault,omitempty" about:"Who has to change something; several with spaces between."`
	Next     content.NextStep    `json:"next_step,omitempty" enum:"next"`
	Outcome  content.Outcome     `json:"outcome,omitempty" enum:"outcome" about:"Whether the operation happened."`
	Origins  Origins             `json:"origins" about:"Who states these answers. Absent: nobody does."`
	Verdict  *Verdict            `json:"verdict,omitempty"`
	Concept  string              `json:"concept,omitempty" about:"Id of the concept."`
	Match    content.Match       `json:"match,omitempty" enum:"match"`
	Fields   []CustomField       `json:"fields,omitempty" about:"Fields that the site declares itself."`
	Status   content.Status      `json:"status,omitempty" enum:"status" about:"Absent: active."`
}

// Origins says who states the answers of a code.
type Origins struct {
	Retry    content.Origin `json:"retry,omitempty" enum:"origin"`
	Pace     content.Origin `json:"pace,omitempty" enum:"origin" about:"Of how fast to repeat, where that is a statement of its own."`
	Fault    content.Origin `json:"fault,omitempty" enum:"origin"`
	Next     content.Origin `json:"next_step,omitempty" enum:"origin"`
	Customer content.Origin `json:"customer,omitempty" enum:"origin"`
	Outcome  content.Origin `json:"outcome,omitempty" enum:"origin"`
}

func originsOf(c *content.Code) Origins {
	return Origins{c.Retry.Origin, c.Retry.Pace.Origin, c.Fault.Origin, c.NextStep.Origin, c.UserMessage.Origin, c.Outcome.Origin}
}

// InShort returns the code in short.
func (c *Code) InShort() Short {
	e := c.Entry
	s := Short{
		ID: c.ID, Code: c.Code, Title: c.Title, Summary: c.Summary, URL: c.URL, Link: c.Link,
		Vendor: c.Vendor.ID, Set: c.Set.ID, Platform: c.Set.Platform, Number: c.Number, Name: c.Name,
		Aliases: c.Aliases, Category: c.Category, HTTP: c.HTTP, GRPC: c.GRPC, Retry: e.Retry.Policy, Fault: content.FaultKey(e.Fault.Is),
		Next: e.NextStep.Is, Outcome: e.Outcome.Is, Origins: originsInShort(e), Verdict: c.Answers.Verdict, Concept: e.ConceptID, Match: e.Match, Fields: c.Fields,
	}
	if e.Lifecycle.Status != content.StatusActive {
		s.Status = e.Lifecycle.Status
	}
	return s
}

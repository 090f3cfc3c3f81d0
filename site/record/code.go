// Package record has the one record of a code that every form of it is written from.
//
// New makes the record of an entry of the catalog for a site, and Brief as much of it as a table needs. Its renderings
// are the .json (JSON) and .md (Markdown) of a code, text for a terminal, a row of a CSV table, an entry of
// /api/codes.json (InShort) and a line of llms.txt. The page of a code takes its plain facts from the record, too, and
// only markup from elsewhere. A new field is added to Code and New; CONTRIBUTING.md lists the other files.
package record

import (
	"maps"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/site/prose"
)

// Code is all that is said about a code. Its JSON is "/{vendor}/{set}/{slug}.json"; every other form is written from
// it, too. Texts of type Text are Markdown, other strings are plain. The published schema comes from this type: about
// tags describe a field, enum tags name the closed list of its values, and key tags that of the key of an answer.
type Code struct {
	Entry *content.Code `json:"-"` // what the record was made from

	Schema string `json:"$schema" about:"The schema of this document, relative to it."`
	ID     string `json:"id" about:"vendor/set/slug: the identity of the code."`
	Code   string `json:"code" about:"The code as the vendor writes it."`
	URL    string `json:"url" about:"Its page."`
	Short  string `json:"short_id" about:"A name without spaces that is unique in the catalog, for tickets."`
	Link   string `json:"short_url" about:"The permanent link to the page."`
	MD     string `json:"-"` // address of the same as Markdown: with .md in place of the last slash of URL
	Whole  string `json:"-"` // address of everything that is known, of a record at another address, which has the answers

	Vendor Vendor `json:"vendor"`
	Set    Set    `json:"set"`

	Draft         bool                `json:"draft,omitempty" about:"true: the code is known, and not documented yet. A public site has none of its texts."`
	Title         string              `json:"title" about:"A few words."`
	Summary       string              `json:"summary" about:"One sentence."`
	Message       []string            `json:"message,omitempty" about:"The vendor's own error text as a response or log shows it, placeholders kept; several where it was reworded."`
	Answers       Answers             `json:"answers" about:"What a ticket asks first."`
	Description   Text                `json:"description,omitzero" about:"Markdown."`
	Number        *int64              `json:"number,omitempty" about:"Numeric value."`
	Name          string              `json:"name,omitempty" about:"Symbolic name where the code is a number."`
	Signature     string              `json:"signature,omitempty" about:"Display form with parameters."`
	Parameters    []content.Parameter `json:"parameters,omitempty"`
	Aliases       []string            `json:"aliases,omitempty" about:"Other spellings."`
	Formerly      []string            `json:"formerly,omitempty" about:"Its ids before it was moved."`
	Class         string              `json:"class,omitempty" about:"Group of the vendor's codes."`
	Category      content.Category    `json:"category,omitempty" enum:"category"`
	HTTP          []int               `json:"http,omitempty" about:"HTTP statuses that come with it."`
	HTTPOrigin    content.Origin      `json:"http_origin,omitempty" enum:"origin" about:"Who states them."`
	GRPC          content.GRPC        `json:"grpc,omitempty" enum:"grpc"`
	Inherited     []string            `json:"inherited,omitempty" about:"Facts that hold for the whole set or class and come from there."`
	Actions       Actions             `json:"actions" about:"What to do, in order, by who does it."`
	Causes        []Item              `json:"causes,omitempty" about:"What can lead to it."`
	Reproduce     []Text              `json:"reproduce,omitempty" about:"How to trigger it in the vendor's sandbox. Markdown."`
	Observed      string              `json:"observed,omitempty" about:"The day on which we saw it. The vendor's docs do not list it."`
	Reveal        *bool               `json:"reveal,omitempty" about:"false: the reason must not reach a customer."`
	Where         []content.Where     `json:"where,omitempty" about:"Where the code shows up."`
	StateAfter    *Answer             `json:"state_after,omitempty" about:"What is true after the error."`
	Lifecycle     *Lifecycle          `json:"lifecycle,omitempty" about:"Absent for an active code of which nothing more is known."`
	Changes       []Change            `json:"changes,omitempty" about:"What readers should know of, newest first."`
	Samples       []Sample            `json:"samples,omitempty"`
	Envelope      string              `json:"envelope,omitempty" about:"Id of the response format, which the document of the vendor describes."`
	Headers       []content.Header    `json:"headers,omitempty" about:"Response headers that tell something about the code."`
	Note          Text                `json:"note,omitzero" about:"Markdown."`
	Concept       *Concept            `json:"concept,omitempty" about:"The concept by which vendors are compared."`
	Related       []string            `json:"related,omitempty" about:"Ids of related codes."`
	Same          []string            `json:"same_string,omitempty" about:"Ids of the other codes with the same string."`
	Discrepancies []Text              `json:"discrepancies,omitempty" about:"What is odd in the source. Markdown."`
	Sources       []content.Source    `json:"sources,omitempty"`
	Tags          []string            `json:"tags,omitempty"`
	Fields        []CustomField       `json:"fields,omitempty" about:"Fields that the site declares itself."`
}

// Site is what a record needs to know about the site that the code is on. Only URL is required; without the others a
// record has neither the codes that it is compared with, nor rewritten links.
type Site struct {
	URL      func(path string) string // the address of a path from the root, for programs
	Shown    func(*content.Code) bool
	Internal bool                                // show the fields that are internal
	Same     func(*content.Code) []*content.Code // other codes with the same string
	Equals   func(*content.Code) []Equivalent    // other codes of the same concept, as many as a page shows, in a list of its own
	Changes  map[*content.Code][]*content.Announcement
	Links    func(content.Markdown) prose.Links
	Find     func(ref string, from *content.Code) *content.Code // the code that a reference in a text means, nil for none
}

// New returns the record of a code.
func New(c *content.Code, s Site) *Code {
	r := Brief(c, s.URL)
	if c.Stub {
		return r
	}
	if s.Internal {
		r.Fields = CustomFields(c.Custom)
	}
	r.Description, r.Causes, r.Discrepancies = s.text(c.Description, c), s.items(c.Causes, c), s.texts(c.Discrepancies, c)
	r.Actions = Actions{s.items(c.Actions.Engineer, c), s.items(c.Actions.Support, c), s.items(c.Actions.User, c)}
	r.Reproduce = s.texts(c.Reproduce, c)
	if c.Note != nil {
		r.Note = s.text(c.Note.Text, c)
	}
	r.Inherited = slices.Sorted(maps.Keys(c.Inherited))
	r.Lifecycle, r.Changes, r.Concept = s.lifecycle(c), s.changes(c), s.concept(c)
	r.Samples, r.Envelope, r.Headers = lists.Each(c.Samples, NewSample), c.Set.Envelope, headers(c)
	r.Related = IDs(slices.DeleteFunc(slices.Clone(c.Related), func(c *content.Code) bool { return !s.shows(c) }))
	if s.Same != nil {
		r.Same = IDs(s.Same(c))
	}
	r.Sources = sources(c)
	return r
}

// Brief returns as much of a record as lists and tables need: everything that has no text of its own on a page.
func Brief(c *content.Code, url func(path string) string) *Code {
	r := new(Code) // inlined: it takes no memory where the caller drops it at once
	r.brief(c, url)
	return r
}

func (r *Code) brief(c *content.Code, url func(path string) string) {
	v, s, id, short := c.Set.Vendor, c.Set, c.ID(), c.ShortID()
	*r = Code{
		Entry: c, Schema: "../../schema/code.json", ID: id, Code: c.Code, URL: url(id + "/"),
		Short: strings.ToUpper(short), Link: url("e/" + short + "/"),
		Vendor: Vendor{v.ID, v.Name, url(v.ID + "/"), "../vendor.json"},
		Set:    Set{s.ID, s.Title, s.Kind, s.Platform},
		Draft:  c.Draft, Title: c.Title, Summary: c.Summary, Message: c.Message, Answers: NewAnswers(c),
		Number: c.Number, Name: c.Name, Signature: c.Signature, Parameters: c.Parameters, Aliases: c.Aliases, Formerly: c.FormerIDs(),
		Category: c.Category, HTTP: c.HTTP.Is, HTTPOrigin: c.HTTP.Origin, GRPC: c.GRPC, Where: c.Where, Tags: c.Tags,
		Observed: c.Observed, Reveal: c.Reveal, Fields: CustomFields(content.PublicFields(c.Custom)),
	}
	if c.StateAfter.Is != "" {
		r.StateAfter = new(answer(words.Of(c), words.Value{Text: c.StateAfter.Is, Tone: words.None}, &c.StateAfter.Basis, strings.TrimSpace))
	}
	r.MD = markdownURL(r.URL)
	if c.Class != nil {
		r.Class = c.Class.Title
	}
}

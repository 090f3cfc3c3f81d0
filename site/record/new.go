package record

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
	"github.com/errdocs/errdocs/site/prose"
)

// Site is what a record needs to know about the site that the code is on. Only URL is required; without the others a
// record has neither the codes that it is compared with, nor rewritten links.
type Site struct {
	URL    func(path string) string // the address of a path from the root, for programs
	Shown  func(*content.Code) bool
	Same   func(*content.Code) []*content.Code // other codes with the same string
	Equals func(*content.Code) []*content.Code // other codes of the same concept, as many as a page shows
	Lacks  func(*content.Concept) []string     // the vendors without a code of the concept
	Links  func(content.Markdown) prose.Links
	Find   func(ref string, from *content.Code) *content.Code // the code that a reference in a text means, nil for none
}

// New returns the record of a code.
func New(c *content.Code, s Site) *Code {
	r := Brief(c, s.URL)
	r.Description, r.Causes, r.Discrepancies = s.text(c.Description, c), s.texts(c.Causes, c), s.texts(c.Discrepancies, c)
	r.Actions = Actions{s.texts(c.Actions.Engineer, c), s.texts(c.Actions.Support, c), s.texts(c.Actions.User, c)}
	if c.Note != nil {
		r.Note = s.text(c.Note.Text, c)
	}
	r.Inherited = slices.Sorted(maps.Keys(c.Inherited))
	r.Retry, r.Lifecycle, r.Concept = newRetry(c.Retry), s.lifecycle(c), s.concept(c)
	r.Samples, r.Envelope, r.Headers, r.Examples = samples(c), envelope(c.Set), headers(c), examples(c)
	r.Related = IDs(slices.DeleteFunc(slices.Clone(c.Related), func(c *content.Code) bool { return !s.shows(c) }))
	if s.Same != nil {
		r.Same = IDs(s.Same(c))
	}
	r.Sources, r.Support = sources(c), NewSupport(c.Set.Vendor.Support)
	return r
}

// Brief returns as much of a record as lists and tables need: everything that has no text of its own on a page.
func Brief(c *content.Code, url func(path string) string) *Code {
	v, s := c.Set.Vendor, c.Set
	r := &Code{
		Entry: c, Schema: url("schema/code.json"), ID: c.ID(), Code: c.Code, URL: url(c.ID() + "/"),
		Short: strings.ToUpper(c.ShortID()), Link: url("e/" + c.ShortID() + "/"),
		Vendor: Vendor{v.ID, v.Name, v.Product, url(v.ID + "/")},
		Set:    Set{s.ID, s.Title, s.Kind, s.Platform, url(v.ID + "/" + s.ID + "/")},
		Title:  c.Title, Summary: c.Summary, Answers: NewAnswers(c),
		Number: c.Number, Name: c.Name, Signature: c.Signature, Parameters: c.Parameters, Aliases: c.Aliases,
		Category: c.Category, HTTP: c.HTTP, GRPC: c.GRPC, Where: c.Where, StateAfter: c.StateAfter, Tags: c.Tags,
	}
	r.MD = markdownURL(r.URL)
	if c.Class != nil {
		r.Class = c.Class.Title
	}
	return r
}

// The representations of a page are next to its folder.
func pageURL(page string) string     { return page }
func markdownURL(page string) string { return strings.TrimSuffix(page, "/") + ".md" }
func jsonURL(page string) string     { return strings.TrimSuffix(page, "/") + ".json" }

// IDs returns the identities of codes.
func IDs(codes []*content.Code) []string {
	var list []string
	for _, c := range codes {
		list = append(list, c.ID())
	}
	return list
}

func newRetry(r content.Retry) *Retry {
	if r.Header == "" && r.Backoff == nil {
		return nil
	}
	return &Retry{r.Header, (*Backoff)(r.Backoff)}
}

// Delays returns the delays of the back-off, nil for none.
func (c *Code) Delays() *words.Delays {
	if c.Retry == nil {
		return nil
	}
	return words.NewDelays((*content.Backoff)(c.Retry.Backoff))
}

func (s Site) shows(c *content.Code) bool { return s.Shown == nil || s.Shown(c) }

// lifecycle returns nil for an active code of which nothing more is known.
func (s Site) lifecycle(c *content.Code) *Lifecycle {
	l := c.Lifecycle
	if l == (content.Lifecycle{}) || l == (content.Lifecycle{Status: content.StatusActive}) {
		return nil
	}
	t := &Lifecycle{Status: l.Status, Sentence: words.Lifecycle(l), Since: l.Since, Until: l.Until, Note: l.Note}
	if c.Successor != nil && s.shows(c.Successor) {
		t.ReplacedBy = c.Successor.ID()
	}
	return t
}

// Label returns the words for the status.
func (l *Lifecycle) Label() string { return words.StatusOrActive(l.Status) }

func (s Site) concept(c *content.Code) *Concept {
	if c.Concept == nil {
		return nil
	}
	t := &Concept{
		ID: c.Concept.ID, Title: c.Concept.Title, Summary: c.Concept.Summary, Match: c.Match,
		URL: s.URL("compare/" + c.Concept.ID + "/"),
	}
	if s.Lacks != nil {
		t.Missing = s.Lacks(c.Concept)
	}
	if s.Equals != nil {
		for _, o := range s.Equals(c) {
			id := o.ID()
			t.Equivalents = append(t.Equivalents, Equivalent{
				id, o.Code, o.Set.Vendor.Name, o.Set.Title, o.Match, o.HTTP, o.Retry.Policy, s.URL(id + "/"),
			})
		}
	}
	return t
}

func samples(c *content.Code) []Sample {
	var list []Sample
	for _, s := range c.Samples {
		list = append(list, NewSample(s))
	}
	return list
}

// NewSample returns an example payload.
func NewSample(s *content.Sample) Sample {
	title := s.Title
	if title == "" {
		title = "Sample"
	}
	return Sample{title, s.Language, s.HTTP, s.Malformed, s.Note, s.Text}
}

func envelope(s *content.Set) *Envelope {
	if e := EnvelopeOf(s); e != nil {
		return NewEnvelope(e)
	}
	return nil
}

// EnvelopeOf returns the format in which the errors of a set arrive, nil for none.
func EnvelopeOf(s *content.Set) *content.Envelope {
	for _, e := range s.Vendor.Envelopes {
		if e.ID == s.Envelope {
			return e
		}
	}
	return nil
}

// NewEnvelope returns the format in which an error response arrives.
func NewEnvelope(e *content.Envelope) *Envelope {
	return &Envelope{e.ID, e.Title, e.ReturnedWhen, e.MediaType, e.Code, e.Message, e.Retryable, e.Fields}
}

func headers(c *content.Code) []Header {
	var list []Header
	for _, h := range c.Set.Vendor.Headers {
		if slices.Contains(h.Codes, c) {
			list = append(list, NewHeader(h))
		}
	}
	return list
}

// NewHeader returns a response header.
func NewHeader(h *content.Header) Header { return Header{h.Name, h.Summary, h.Values, h.AbsentMeans} }

func examples(c *content.Code) []Example {
	var list []Example
	for _, e := range c.Set.Vendor.Examples {
		if slices.Contains(e.Codes, c) {
			list = append(list, NewExample(e))
		}
	}
	return list
}

// NewExample returns handling code in several languages.
func NewExample(e *content.Example) Example {
	x := Example{Title: e.Title, Summary: e.Summary}
	for _, t := range e.Tabs {
		title := t.Title
		if title == "" {
			title = words.Language(t.Language)
		}
		x.Tabs = append(x.Tabs, Tab{title, t.Language, t.Text})
	}
	return x
}

// sources returns where the facts of a code are from: its own source, completed from that of its set, and the set's.
func sources(c *content.Code) []Source {
	set, own := c.Set.Source, c.Source
	switch {
	case own == (Source{}) || own == set:
		return NewSources(set)
	case own.URL != "" && own.URL != set.URL:
		return NewSources(own, set)
	}
	// The docs of the set, with a quotation.
	own.URL = set.URL
	own.Title = cmp.Or(own.Title, set.Title)
	own.Retrieved = cmp.Or(own.Retrieved, set.Retrieved)
	return NewSources(own)
}

// NewSources returns the sources that have an address; the title is the address where there is none.
func NewSources(list ...Source) []Source {
	var all []Source
	for _, s := range list {
		if s.URL != "" {
			s.Title = cmp.Or(s.Title, s.URL)
			all = append(all, s)
		}
	}
	return all
}

// NewSupport returns how a vendor is reached, nil where nothing is known.
func NewSupport(s Support) *Support {
	if s.Contact == "" && s.URL == "" && len(s.Collect) == 0 {
		return nil
	}
	return &s
}

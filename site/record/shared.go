package record

import (
	"bytes"
	"cmp"
	"slices"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
	"github.com/errdocs/errdocs/internal/jsonfile"
	"github.com/errdocs/errdocs/internal/lists"
)

// Shared is what the codes of a vendor have in common. Its JSON is "/{vendor}/vendor.json", so that it is not in the document of
// each code.
type Shared struct {
	Entry *content.Vendor `json:"-"`
	words words.Words

	Schema    string             `json:"$schema" about:"The schema of this document, relative to it."`
	ID        string             `json:"id"`
	Name      string             `json:"name"`
	Product   string             `json:"product,omitempty"`
	Summary   string             `json:"summary,omitempty"`
	URL       string             `json:"url" about:"Its page."`
	Envelopes []content.Envelope `json:"envelopes,omitempty" about:"The formats of responses; the document of a code names one."`
	Examples  []Example          `json:"examples,omitempty" about:"Handling code."`
	Support   *content.Support   `json:"support,omitempty"`
	Sources   []content.Source   `json:"sources,omitempty"`
}

// NewShared returns what the codes of a vendor have in common. Examples name those of their codes that are shown.
func NewShared(v *content.Vendor, w words.Words, url func(path string) string, shown func(*content.Code) bool) *Shared {
	s := &Shared{
		Entry: v, words: w, Schema: "../schema/vendor.json", ID: v.ID, Name: v.Name, Product: v.Product, Summary: v.Summary,
		URL: url(v.ID + "/"), Support: NewSupport(v.Support), Sources: NewSources(v.Sources...),
	}
	s.Envelopes = lists.Each(v.Envelopes, func(e *content.Envelope) content.Envelope { return *e })
	s.Examples = lists.Each(v.Examples, func(e *content.Example) Example {
		x := NewExample(e)
		x.Codes = IDs(lists.Filter(e.Codes, shown))
		return x
	})
	return s
}

// JSON returns the document: one line.
func (s *Shared) JSON() []byte { return append(jsonfile.Encode(s), '\n') }

// Markdown returns the same as CommonMark with tables.
func (s *Shared) Markdown() []byte {
	var b bytes.Buffer
	if err := markdownIn(s.words).vendor.Execute(&b, s); err != nil {
		panic(err) // the template does not fit the type
	}
	return append(bytes.TrimSpace(b.Bytes()), '\n')
}

// SharedPart is a section of the vendor's page that is about a code, too.
type SharedPart struct{ Text, Anchor string }

// Shared lists what the vendor's page and its Markdown say about a code.
func (c *Code) Shared() []SharedPart {
	var list []SharedPart
	v, w := c.Entry.Set.Vendor, words.Of(c.Entry)
	if e := EnvelopeOf(c.Entry.Set); e != nil {
		list = append(list, SharedPart{w.Text("shared.envelope"), "envelope-" + e.ID})
	}
	if slices.ContainsFunc(v.Examples, func(e *content.Example) bool { return slices.Contains(e.Codes, c.Entry) }) {
		list = append(list, SharedPart{w.Text("shared.handling"), "handling"})
	}
	if NewSupport(v.Support) != nil {
		list = append(list, SharedPart{w.Text("vendor.support"), "support"})
	}
	return list
}

// EnvelopeOf returns the format in which the errors of a set arrive, nil for none.
func EnvelopeOf(s *content.Set) *content.Envelope {
	return lists.First(s.Vendor.Envelopes, func(e *content.Envelope) bool { return e.ID == s.Envelope })
}

// Example is handling code in several languages.
type Example struct {
	Title   string   `json:"title"`
	Summary string   `json:"summary,omitempty"`
	Tabs    []Tab    `json:"tabs"`
	Codes   []string `json:"codes,omitempty" about:"Ids of the codes that it is about."`
}

// Tab is one language of an example.
type Tab struct {
	Title    string `json:"title"`
	Language string `json:"language" enum:"language"`
	Body     string `json:"body"`
}

// NewExample returns handling code in several languages.
func NewExample(e *content.Example) Example {
	return Example{Title: e.Title, Summary: e.Summary, Tabs: lists.Each(e.Tabs, func(t *content.Tab) Tab {
		return Tab{cmp.Or(t.Title, content.LanguageName(t.Language)), t.Language, t.Text}
	})}
}

// NewSupport returns how a vendor is reached, nil where nothing is known.
func NewSupport(s content.Support) *content.Support {
	if s.Contact == "" && s.URL == "" && len(s.Collect) == 0 {
		return nil
	}
	return &s
}

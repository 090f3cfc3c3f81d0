package record

import (
	"cmp"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
	"github.com/errdocs/errdocs/internal/lists"
)

// Vendor is the vendor of a code.
type Vendor struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	URL  string `json:"-"`
	JSON string `json:"json_url" about:"Relative to this document: what is known of it, and what its codes have in common: response formats, handling code, support."`
}

// MD returns the address of the same as Markdown.
func (v Vendor) MD() string { return v.URL + "vendor.md" }

// Set is the set of a code.
type Set struct {
	ID       string           `json:"id"`
	Title    string           `json:"title"`
	Kind     content.Kind     `json:"kind,omitempty" enum:"kind"`
	Platform content.Platform `json:"platform,omitempty" enum:"platform"`
}

// Change is an announced change of a code.
type Change struct {
	ID    string                   `json:"-"` // of its heading
	Date  string                   `json:"date" about:"YYYY-MM-DD."`
	Kind  content.AnnouncementKind `json:"kind" enum:"change"`
	Title string                   `json:"title"`
	URL   string                   `json:"url" about:"Where it is announced."`
}

func (s Site) changes(c *content.Code) []Change {
	return lists.Each(s.Changes[c], func(n *content.Announcement) Change {
		return Change{n.ID(), n.Date, n.Kind, n.Title, s.URL("changes/#" + n.ID())}
	})
}

// Lifecycle says whether a code is still in use.
type Lifecycle struct {
	Status     content.Status `json:"status,omitempty" enum:"status"`
	Sentence   string         `json:"sentence,omitempty" about:"The same in words."`
	Since      string         `json:"since,omitempty"`
	Until      string         `json:"until,omitempty"`
	ReplacedBy string         `json:"replaced_by,omitempty" about:"Id of the code to use instead."`
	Note       string         `json:"note,omitempty"`
}

// lifecycle returns nil for an active code of which nothing more is known.
func (s Site) lifecycle(c *content.Code) *Lifecycle {
	l := c.Lifecycle
	if l == (content.Lifecycle{}) || l == (content.Lifecycle{Status: content.StatusActive}) {
		return nil
	}
	t := &Lifecycle{Status: l.Status, Sentence: words.Of(c).Lifecycle(l), Since: l.Since, Until: l.Until, Note: l.Note}
	if c.Successor != nil && s.shows(c.Successor) {
		t.ReplacedBy = c.Successor.ID()
	}
	return t
}

// Sample is an example payload.
type Sample struct {
	Title     string         `json:"title"`
	Language  string         `json:"language" enum:"language"`
	HTTP      int            `json:"http,omitempty"`
	Malformed string         `json:"malformed,omitempty" about:"Why the payload does not parse."`
	Origin    content.Origin `json:"origin" enum:"origin" about:"Who wrote it. Ours: written by us in the vendor's format."`
	Note      string         `json:"note,omitempty"`
	Body      string         `json:"body" about:"The exact text."`
}

// NewSample returns an example payload.
func NewSample(s *content.Sample) Sample {
	return Sample{cmp.Or(s.Title, "Sample"), s.Language, s.HTTP, s.Malformed, cmp.Or(s.Origin, content.Ours), s.Note, s.Text}
}

func headers(c *content.Code) []content.Header {
	own := lists.Filter(c.Set.Vendor.Headers, func(h *content.Header) bool { return slices.Contains(h.Codes, c) })
	return lists.Each(own, func(h *content.Header) content.Header { return *h })
}

// Concept is what a code has in common with codes of other vendors.
type Concept struct {
	ID          string        `json:"id"`
	Title       string        `json:"title"`
	Match       content.Match `json:"match,omitempty" enum:"match" about:"How well it fits."`
	URL         string        `json:"url" about:"Its page, with all codes of the concept, relative to this document."`
	Equivalents []Equivalent  `json:"equivalents,omitempty" about:"Codes of the same concept, as many as the page shows."`
}

// Equivalent is another code of the same concept.
type Equivalent struct {
	ID    string        `json:"id"`
	Code  string        `json:"-"`
	Match content.Match `json:"match,omitempty" enum:"match"`
	URL   string        `json:"-"`

	about string // what the Markdown says of it behind the link
}

// NewEquivalent returns a code as the records of others have it, without its address, which depends on where they are.
func NewEquivalent(c *content.Code) Equivalent {
	about := literal(c.Set.Vendor.Name + ", " + c.Set.Title)
	if c.Match != "exact" {
		about += " (" + words.Of(c).Match(c.Match) + ")"
	}
	if v := NewVerdict(c); v != nil {
		about += ": " + v.String()
	}
	return Equivalent{ID: c.ID(), Code: c.Code, Match: c.Match, about: about}
}

func (s Site) concept(c *content.Code) *Concept {
	if c.Concept == nil {
		return nil
	}
	t := &Concept{
		ID: c.Concept.ID, Title: c.Concept.Title, Match: c.Match,
		URL: "../../compare/" + c.Concept.ID + "/",
	}
	if s.Equals != nil {
		t.Equivalents = s.Equals(c)
		for i := range t.Equivalents {
			t.Equivalents[i].URL = s.URL(t.Equivalents[i].ID + "/")
		}
	}
	return t
}

// The representations of a page are next to its folder.
func pageURL(page string) string     { return page }
func markdownURL(page string) string { return strings.TrimSuffix(page, "/") + ".md" }

// IDs returns the identities of codes.
func IDs(codes []*content.Code) []string {
	return lists.Each(codes, (*content.Code).ID)
}

func (s Site) shows(c *content.Code) bool { return s.Shown == nil || s.Shown(c) }

// sources returns where the facts of a code are from: its own source, completed from that of its set, and the set's.
func sources(c *content.Code) []content.Source {
	set, own := c.Set.Source, c.Source
	switch {
	case own == (content.Source{}) || own == set:
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
func NewSources(list ...content.Source) []content.Source {
	return lists.Each(lists.Filter(list, func(s content.Source) bool { return s.URL != "" }), func(s content.Source) content.Source {
		s.Title = cmp.Or(s.Title, s.URL)
		return s
	})
}

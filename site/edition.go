package site

import (
	"cmp"
	"fmt"
	"slices"
	"sync"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/site/prose"
	"github.com/errdocs/errdocs/templates"
)

// codePath, setPath … return the addresses of pages from the root of the site.

func codePath(c *content.Code) string       { return c.ID() + "/" }
func setPath(s *content.Set) string         { return s.Vendor.ID + "/" + s.ID + "/" }
func vendorPath(v *content.Vendor) string   { return v.ID + "/" }
func conceptPath(c *content.Concept) string { return "compare/" + c.ID + "/" }
func shortPath(c *content.Code) string      { return "e/" + c.ShortID() + "/" }
func stringPath(slug string) string         { return "code/" + slug + "/" }

// edition is the catalog as one build shows it: without the internal entries in a public build, and without sets,
// vendors and concepts that have none left. It has everything that pages, records and lists read, is prepared once and
// does not change afterwards.
type edition struct {
	catalog *content.Catalog
	options Options
	theme   *templates.Theme
	prose   *prose.Renderer
	words   words.Words // the texts of the theme

	codes        []*content.Code // in catalog order
	hidden       []*content.Code // the internal ones of a public build
	hiddenGuides []*content.Page
	vendors      []*content.Vendor
	sets         map[*content.Vendor][]*content.Set
	platforms    map[*content.Vendor][]content.Platform
	bySet        map[*content.Set][]*content.Code
	concepts     []*content.Concept
	guides       []*content.Page // of pages/, by id
	byConcept    map[*content.Concept][]*content.Code

	lookup   func() lookup // all codes, hidden ones too
	same     lookup        // the shown codes by their own string
	prepared map[*content.Set]func() *preparedSet

	// Of each concept, the codes that the pages of its codes may list: one more than they show, since none lists itself.
	chosen     map[*content.Concept][]*content.Code
	equivalent sync.Map // such a code to what records say of it

	operations operations
	changes    map[*content.Code][]*content.Announcement

	examples []string // searches to try
	newest   string   // day
	many     bool     // codes, too many for one list of their texts
	site     templates.Site
	assets   []File              // styles and scripts, by name
	preloads map[string][]string // what a script imports
}

// newEdition parses the theme and prepares what all pages share.
func newEdition(c *content.Catalog, o Options) (*edition, error) {
	theme, err := templates.New(o.Templates, words.Words{Strings: &c.Strings})
	if err != nil {
		return nil, fmt.Errorf("load the theme: %w", err)
	}
	ed, err := newEntries(c, o)
	if err != nil {
		return nil, err
	}
	ed.theme = theme
	ed.prepare(o.prepared)
	ed.selectGuides()
	ed.examples = ed.searches()
	ed.operations = newOperations(ed.codes)
	ed.many, ed.newest = ed.manyTexts(), ed.lastDay()
	ed.describeSite()
	ed.gatherAssets()
	return ed, nil
}

// newEntries prepares what records read, and no more.
func newEntries(c *content.Catalog, o Options) (ed *edition, err error) {
	if o.BaseURL == "" {
		o.BaseURL = c.Site.BaseURL
	}
	if o.BaseURL, err = baseURL(o.BaseURL); err != nil {
		return nil, err
	}
	ed = &edition{catalog: c, options: o, prose: prose.New(&c.Strings), words: words.Words{Strings: &c.Strings}}
	ed.lookup = sync.OnceValue(func() lookup { return newLookup(c) })
	ed.selectShown()
	ed.compare()
	return ed, nil
}

// selectShown fills what the build shows of the catalog.
func (ed *edition) selectShown() {
	ed.sets, ed.platforms = map[*content.Vendor][]*content.Set{}, map[*content.Vendor][]content.Platform{}
	ed.bySet, ed.byConcept = map[*content.Set][]*content.Code{}, map[*content.Concept][]*content.Code{}
	for c := range ed.catalog.All() {
		if !ed.shows(c) {
			ed.hidden = append(ed.hidden, c)
			continue
		}
		ed.codes = append(ed.codes, c)
		ed.bySet[c.Set] = append(ed.bySet[c.Set], c)
		if c.Concept != nil {
			ed.byConcept[c.Concept] = append(ed.byConcept[c.Concept], c)
		}
	}
	for _, v := range ed.catalog.Vendors {
		for _, set := range v.Sets {
			if len(ed.bySet[set]) == 0 {
				continue
			}
			ed.sets[v] = append(ed.sets[v], set)
			if set.Platform != "" && !slices.Contains(ed.platforms[v], set.Platform) {
				ed.platforms[v] = append(ed.platforms[v], set.Platform)
			}
		}
		if len(ed.sets[v]) > 0 {
			ed.vendors = append(ed.vendors, v)
		}
	}
	ed.concepts = lists.Filter(ed.catalog.Concepts, func(c *content.Concept) bool { return len(ed.byConcept[c]) > 0 })
}

// compare fills what a record says of other codes and of changes.
func (ed *edition) compare() {
	ed.same = make(lookup, len(ed.codes))
	for _, c := range ed.codes {
		if fold := content.Fold(c.Code); fold != "" {
			ed.same.add(fold, c)
		}
	}
	ed.chosen = map[*content.Concept][]*content.Code{}
	for _, c := range ed.concepts {
		ed.chosen[c] = fairest(ed.byConcept[c], maxEquivalents+1)
	}
	ed.changes = ed.histories()
}

// describeSite fills what all pages say about the site.
func (ed *edition) describeSite() {
	announcements, _ := ed.announcements()
	ed.site = templates.Site{
		Title: ed.catalog.Site.Title, Summary: ed.catalog.Site.Summary, Version: ed.options.Version,
		RepoURL: ed.catalog.Site.RepoURL, IssueURL: ed.catalog.Site.IssueURL, Codes: len(ed.codes), Accent: ed.catalog.Site.Accent, Changes: len(announcements) > 0,
		Seen:    slices.ContainsFunc(ed.codes, seen),
		NoIndex: ed.catalog.Site.Robots != "", Nav: ed.navigation(),
	}
	for _, s := range ed.catalog.Static {
		if s.Path == "favicon.ico" || s.Path == "favicon.svg" || s.Path == "favicon.png" {
			ed.site.Icon = s.Path
		}
	}
	ed.site.Vendors = lists.Each(ed.vendors, func(v *content.Vendor) string { return v.ID })
}

// seen reports whether we saw the code, or what answers a question about it, ourselves.
func seen(c *content.Code) bool {
	return c.Observed != "" || slices.Contains([]content.Origin{
		c.HTTP.Origin, c.Fault.Origin, c.NextStep.Origin, c.Retry.Origin, c.Outcome.Origin, c.UserMessage.Origin, c.StateAfter.Origin,
	}, content.Observed)
}

// allSets lists the shown sets in catalog order.
func (ed *edition) allSets() []*content.Set {
	return lists.Joined(ed.vendors, func(v *content.Vendor) []*content.Set { return ed.sets[v] })
}

// from returns how documents in a directory of the site address its pages: with the whole address where the site's is
// known, relative to the directory elsewhere.
func (ed *edition) from(dir string) func(path string) string {
	root := cmp.Or(ed.options.BaseURL, upward(dir))
	return func(path string) string { return root + ed.published(path) }
}

// shows reports whether this build shows a code.
func (ed *edition) shows(c *content.Code) bool { return ed.options.Internal || !c.Internal() }

// visible returns those of the codes that this build shows.
func (ed *edition) visible(codes []*content.Code) []*content.Code {
	return lists.Filter(codes, ed.shows)
}

// newRef returns a code as lists show it, its address from the root. The platform is shown only where the
// vendor has several.
func (ed *edition) newRef(c *content.Code) templates.CodeRef {
	r := templates.CodeRef{
		ID: c.ID(), Code: c.Code, Title: c.Title, Summary: c.Summary, URL: codePath(c),
		Vendor: c.Set.Vendor.Name, VendorID: c.Set.Vendor.ID, Set: c.Set.Title,
		Name: c.Name, HTTP: c.HTTP.Is, GRPC: string(c.GRPC),
		Next: ed.words.Next(c.NextStep.Is), NextBy: c.NextStep.Origin, Fault: ed.words.Faults(c.Fault.Is), FaultBy: c.Fault.Origin,
		Status: ed.words.Status(c), Retired: c.Lifecycle.Retired(), Match: string(c.Match),
	}
	r.Next.Text = cmp.Or(c.NextStep.Do, r.Next.Text)
	r.Verdict, r.By = newVerdict(c), verdictMark(c)
	if n := c.NumberText(); n != c.Code {
		r.Number = n
	}
	if len(ed.platforms[c.Set.Vendor]) > 1 {
		r.Platform = ed.words.Platform(c.Set.Platform)
	}
	r.Fields = ed.fieldKeys(c)
	if c.Class != nil {
		r.Class = c.Class.Title
	}
	if c.Concept != nil {
		r.Concept = c.Concept.ID
	}
	return r
}

package site

import (
	"slices"
	"strconv"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/site/prose"
	"github.com/errdocs/errdocs/site/record"
	"github.com/errdocs/errdocs/templates"
)

// maxSame is how many of the codes with the same string a code's page names.
const maxSame = 6

// codePages adds the page of every code. Entries that stay out of the site are checked too.
func codePages(b *builder) {
	for _, set := range b.ed.allSets() {
		if b.same(set.Vendor) {
			continue
		}
		codes := b.ed.bySet[set]
		for i, c := range codes {
			of, prev, next := b.ed.of(c), at(codes, i-1), at(codes, i+1)
			h := of.head
			h.inputs = reading(textsOf{c}, prev, next)
			b.pageAt(of.url, of.page, upward(of.url), h, func(p *page) templates.View { return p.code(c, prev, next) })
		}
	}
	for _, c := range b.ed.hidden {
		if b.same(c.Set.Vendor) {
			continue
		}
		h := b.ed.of(c).head
		h.inputs = reading(textsOf{c})
		b.checkPage(codePath(c), h, func(p *page) templates.View { return p.code(c, nil, nil) })
	}
}

func (ed *edition) codeHead(c *content.Code) head {
	v, s := c.Set.Vendor, c.Set
	owner := v.Name + " " + s.Title
	var retry string
	if verdict := record.NewVerdict(c).String(); verdict != "" {
		retry = ed.words.Text("head.retry-sentence", "verdict", verdict)
	}
	return head{
		leads:       []string{c.ID()},
		titles:      []string{c.Code + " · " + owner + " · " + c.Title, c.Code + " · " + owner, c.Code + " · " + v.Name + " " + s.Key, c.Code},
		description: words.Sentences(c.Summary, retry),
		crumbs:      []templates.Link{ed.home(), {Text: v.Name, URL: vendorPath(v)}, {Text: s.Title, URL: setPath(s)}},
		alternates:  []templates.Alternate{{Type: "text/markdown", URL: markdownPath(c)}}, // the link to the .json is on the page
		noIndex:     c.Draft,
	}
}

func (p *page) code(c, prev, next *content.Code) *templates.CodePage {
	r := p.ed.record(c)
	p.record = r
	t := &templates.CodePage{
		Code:     *r,
		ShortURL: p.url(shortPath(c)), Markdown: p.url(markdownPath(c)), JSON: p.url(jsonPath(c)),
		Badges: p.badges(c), Family: p.family(c), Unanswered: unanswered(r), Retired: c.Lifecycle.Retired(), Actors: p.actors(c),
		Meaning:     p.text(scopeOf(c), c.Description, &c.Positions, "/description", prose.Text{ID: "about", Label: p.ed.words.Text("label.about"), Level: 3}),
		Causes:      p.items(c, c.Causes, &c.Positions, "/causes", "causes", p.ed.words.Text("label.causes")),
		Differences: p.htmlList(c, c.Discrepancies, &c.Positions, "/discrepancies", "discrepancies", p.ed.words.Text("label.discrepancies")),
		Samples:     p.samples(c),
		Equivalents: p.equivalents(c), Related: p.near(c, p.ed.visible(c.Related)),
		Prev: p.neighbor(prev), Next: p.neighbor(next),
		ReportURL: p.ed.catalog.Site.Issue(c.ID(), p.ed.words.Text("edit.question")+"\n"), // with nothing that a reader may have typed
		EditURL:   p.ed.edit(c.Pos("")), Read: lists.Max(r.Sources, func(s content.Source) string { return s.Retrieved }),
	}
	t.Tiles, t.Gaps, t.Untold = tiles(r)
	t.Delays = delaysMark(c)
	p.share(t, r)
	if s := c.Successor; s != nil && p.ed.shows(s) {
		t.Successor = new(p.ref(s))
	}
	if n := c.Note; n != nil {
		t.Note = p.html(scopeOf(c), prose.Text{Markdown: n.Text, At: n.Pos, Images: true, ID: "note", Label: p.ed.words.Text("code.notes"), Level: 3})
	}
	if same := p.ed.others(c); len(same) > 0 {
		t.SameMore = max(0, len(same)-maxSame)
		t.Same = p.allRefs(same[:len(same)-t.SameMore])
		if slug := stringSlug(c.Code); slug != "" {
			t.SameURL = p.url(stringPath(slug))
		}
	}
	return t
}

// near returns codes as the page of a code lists them: without the vendor and set of those that share them.
func (p *page) near(from *content.Code, codes []*content.Code) []templates.CodeRef {
	refs := p.allRefs(codes)
	for i, c := range codes {
		if c.Set == from.Set {
			refs[i].Vendor, refs[i].Set = "", ""
		}
	}
	return refs
}

// others returns the other codes with the same string.
func (ed *edition) others(c *content.Code) []*content.Code {
	return lists.Filter(ed.same[content.Fold(c.Code)], func(o *content.Code) bool { return o != c })
}

func (p *page) badges(c *content.Code) []templates.Badge {
	var badges []templates.Badge
	add := func(kind, text, url string) {
		if text != "" {
			badges = append(badges, templates.Badge{Kind: kind, Text: text, URL: url})
		}
	}
	if platform := p.ed.words.Platform(c.Set.Platform); !strings.Contains(c.Set.Title, platform) {
		add("platform", platform, p.url(setPath(c.Set)))
	}
	if c.Class != nil {
		add("class", c.Class.Title, p.url(classPath(c.Set.Vendor, c.Class)))
	}
	if len(c.HTTP.Is) > 0 {
		add("http", p.ed.words.Text("badge.http", "statuses", p.ed.words.HTTP(c.HTTP.Is)), p.url("compare/http/"))
	}
	if c.GRPC != "" {
		add("grpc", "gRPC "+string(c.GRPC), "")
	}
	if n := p.ed.ref(c).Number; n != "" {
		add("number", p.ed.words.Text("badge.number", "number", n), "")
	}
	add("status", p.ed.words.Status(c), "")
	return badges
}

// htmlList renders a list of Markdown texts of a code, from where they are written. The id and the label of each contain
// its number.
func (p *page) htmlList(c *content.Code, texts []content.Markdown, entry *content.Positions, pointer, id, label string) []templates.HTML {
	list := make([]templates.HTML, len(texts))
	for i, text := range texts {
		number := strconv.Itoa(i + 1)
		list[i] = p.text(scopeOf(c), text, entry, entry.ItemPointer(pointer, i), prose.Text{
			ID: id + "-" + number, Label: strings.ReplaceAll(label, "{number}", number), Level: 4, Tight: true,
		})
	}
	return list
}

// items renders causes or steps.
func (p *page) items(c *content.Code, items []content.Item, entry *content.Positions, pointer, id, label string) []templates.Item {
	texts := p.htmlList(c, content.Texts(items), entry, pointer, id, label)
	list := make([]templates.Item, len(texts))
	for i, t := range texts {
		list[i] = templates.Item{Text: t, By: itemMark(p.ed.words, items[i])}
	}
	return list
}

// actors returns who does what. Steps may come from the class or the set, and are written there then.
func (p *page) actors(c *content.Code) []templates.Actor {
	entry, pointer := factPositions(c, "actions")
	var list []templates.Actor
	for i, items := range [...][]content.Item{c.Actions.Engineer, c.Actions.Support, c.Actions.User} {
		if id := [...]string{"engineer", "support", "user"}[i]; len(items) > 0 {
			steps := p.items(c, items, entry, pointer+"/"+id, id, p.ed.words.Text("label.step-"+id))
			list = append(list, templates.Actor{ID: id, Title: p.ed.words.Text("role." + id), Steps: steps})
		}
	}
	return list
}

// share fills what is about this code alone, and leads to what it has in common with others of its set, class or vendor,
// which is on their pages.
func (p *page) share(t *templates.CodePage, r *record.Code) {
	c := r.Entry
	add := func(text, path, anchor string) {
		t.Shared = append(t.Shared, templates.Link{Text: text, URL: p.url(path) + "#" + anchor})
	}
	switch from := c.Inherited["where"]; {
	case from == "class" && c.Class != nil:
		add(p.ed.words.Text("code.where"), classPath(c.Set.Vendor, c.Class), "reach")
	case from == "set":
		add(p.ed.words.Text("code.where"), setPath(c.Set), "reach")
	default:
		t.Where = p.where(c.Set.Vendor, r.Where)
	}
	if i := slices.IndexFunc(r.Where, func(w content.Where) bool { return w.Operation != "" }); i >= 0 && t.Where == nil {
		if o := p.ed.operations.named[[2]string{c.Set.Vendor.ID, r.Where[i].Operation}]; o != nil {
			add(p.ed.words.Text("operations.operations"), operationsPath(c.Set.Vendor), o.id)
		}
	}
	for _, s := range r.Shared() {
		add(s.Text, vendorPath(c.Set.Vendor), s.Anchor)
	}
	if t.Sources = r.Sources; slices.Equal(r.Sources, record.NewSources(c.Set.Source)) && len(r.Sources) > 0 {
		t.Sources = nil
		add(p.ed.words.Text("sources.heading"), setPath(c.Set), "sources")
	}
}

// factPositions returns where a fact of a code is written: in its own entry or among the defaults that it
// came from.
func factPositions(c *content.Code, key string) (*content.Positions, string) {
	switch c.Inherited[key] {
	case "set":
		return &c.Set.Positions, "/defaults/" + key
	case "class":
		if i := slices.Index(c.Set.Vendor.Classes, c.Class); i >= 0 {
			return &c.Set.Vendor.Positions, classPointer(i) + "/defaults/" + key
		}
	}
	return &c.Positions, "/" + key
}

func (p *page) neighbor(c *content.Code) *templates.Link {
	if c == nil {
		return nil
	}
	return new(p.link(templates.Link{Text: c.Code, URL: codePath(c), Note: c.Title}))
}

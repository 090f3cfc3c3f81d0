package site

import (
	"encoding/xml"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/site/prose"
	"github.com/errdocs/errdocs/templates"
)

// maxFeed is how many changes the feed has, the newest ones.
const maxFeed = 50

const feedPath = "feed.xml"

// maxHistory is how many changes a code names, the newest ones.
const maxHistory = 10

// changesPages adds "/changes/", "/feed.xml" and "/{vendor}/feed.xml", where changes.yaml has any entry to show. All dates
// come from that file; no clock is read.
func changesPages(b *builder) {
	shown, hidden := b.ed.announcements()
	h := b.ed.onlyHead(inputs{}, "nav.changes", "changes.description")
	h.alternates = b.ed.feeds()
	view := func(announcements []*content.Announcement) func(*page) templates.View {
		return func(p *page) templates.View {
			return &templates.ChangesPage{Feed: p.url(feedPath), Years: p.years(announcements)}
		}
	}
	if len(shown) > 0 {
		h.inputs = b.ed.readsChanges(shown)
		b.page("changes/", h, view(shown))
		b.feed("", "changes/", b.ed.site.Title, shown)
	}
	for _, v := range b.ed.vendors {
		if some := b.ed.changesOf(v); len(some) > 0 {
			b.feed(vendorPath(v), vendorPath(v), v.Name, some)
		}
	}
	if len(hidden) > 0 {
		h.inputs = b.ed.readsChanges(hidden)
		b.checkPage("changes/", h, view(hidden))
	}
}

// readsChanges returns what a page of changes reads.
func (ed *edition) readsChanges(announcements []*content.Announcement) inputs {
	entries := anyOf(announcements)
	for _, n := range announcements {
		entries = append(entries, anyOf(ed.visible(n.Codes))...)
	}
	return reading(entries...)
}

// announcements returns the entries of changes.yaml that this build shows, and those that it leaves out because
// they are about internal codes only.
func (ed *edition) announcements() (shown, hidden []*content.Announcement) {
	internal := func(n *content.Announcement) bool { return n.Internal() && !ed.options.Internal }
	all := ed.catalog.Announcements
	return slices.DeleteFunc(slices.Clone(all), internal), lists.Filter(all, internal)
}

// changesOf returns the changes that readers of a vendor's pages should know of: those that name no code are about all.
func (ed *edition) changesOf(v *content.Vendor) []*content.Announcement {
	shown, _ := ed.announcements()
	return lists.Filter(shown, func(n *content.Announcement) bool {
		return len(n.Codes) == 0 || slices.ContainsFunc(ed.visible(n.Codes), func(c *content.Code) bool { return c.Set.Vendor == v })
	})
}

// histories returns the changes that name each code, the newest first.
func (ed *edition) histories() map[*content.Code][]*content.Announcement {
	all := map[*content.Code][]*content.Announcement{}
	shown, _ := ed.announcements()
	for _, n := range shown {
		for _, c := range n.Codes {
			if len(all[c]) < maxHistory {
				all[c] = append(all[c], n)
			}
		}
	}
	return all
}

// feeds returns the link to the feed, for pages that name it in their head.
func (ed *edition) feeds() []templates.Alternate {
	if !ed.site.Changes {
		return nil
	}
	return ed.feedAt(feedPath)
}

func (ed *edition) feedAt(path string) []templates.Alternate {
	return []templates.Alternate{{Type: "application/atom+xml", Title: ed.words.Text("nav.changes"), URL: path}}
}

func (p *page) years(announcements []*content.Announcement) []templates.ChangesYear {
	var years []templates.ChangesYear
	for _, n := range announcements {
		year, _, _ := strings.Cut(n.Date, "-")
		if k := len(years); k == 0 || years[k-1].Year != year {
			years = append(years, templates.ChangesYear{Year: year})
		}
		y := &years[len(years)-1]
		y.Changes = append(y.Changes, templates.Change{
			ID: n.ID(), Date: n.Date, Kind: p.ed.words.Announcement(n.Kind), Title: n.Title, Text: p.announcementText(n),
			Codes: p.allRefs(p.ed.visible(n.Codes)),
		})
	}
	return years
}

func (p *page) announcementText(n *content.Announcement) templates.HTML {
	return p.text(scope{internal: n.Internal()}, n.Summary, &n.Positions, "/summary", prose.Text{ID: n.ID(), Label: n.Title, Level: 4})
}

// The elements of an Atom feed (RFC 4287).

type atomFeed struct {
	XMLName  xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Language string      `xml:"xml:lang,attr"`
	Base     string      `xml:"xml:base,attr,omitempty"` // what the links in the entries' texts start from
	Title    string      `xml:"title"`
	Subtitle string      `xml:"subtitle"`
	ID       string      `xml:"id"`
	Updated  string      `xml:"updated"`
	Author   string      `xml:"author>name"`
	Links    []atomLink  `xml:"link"`
	Entries  []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	Title    string       `xml:"title"`
	ID       string       `xml:"id"`
	Updated  string       `xml:"updated"`
	Link     atomLink     `xml:"link"`
	Category atomCategory `xml:"category"`
	Content  atomText     `xml:"content"`
}

type atomCategory struct {
	Term  string `xml:"term,attr"`
	Label string `xml:"label,attr"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

// feed adds the newest changes as Atom to a directory, with the page that readers have in its place. Its texts are made
// for a page of the directory, so that their links are right.
func (b *builder) feed(dir, page, title string, announcements []*content.Announcement) {
	b.file(dir+feedPath, reading(anyOf(announcements)...), func() ([]byte, error) {
		at := b.newPage(dir, upward(dir))
		link := b.ed.from(dir)
		f := atomFeed{
			Language: b.ed.words.Tag(), Base: b.ed.absolute(dir), Title: b.ed.words.Text("changes.feed-title", "site", title), Subtitle: b.ed.site.Summary,
			ID: b.ed.feedID(dir + feedPath), Updated: midnight(announcements[0]), Author: b.ed.site.Title,
			Links: []atomLink{
				{"self", "application/atom+xml", link(dir + feedPath)},
				{"alternate", "text/html", link(page)},
			},
		}
		for _, n := range announcements[:min(len(announcements), maxFeed)] {
			address := "changes/#" + n.ID()
			kind := b.ed.words.Announcement(n.Kind)
			f.Entries = append(f.Entries, atomEntry{
				Title: n.Title, ID: b.ed.feedID(address), Updated: midnight(n), Link: atomLink{"alternate", "text/html", link(address)},
				Category: atomCategory{kind.Key, kind.Text}, Content: atomText{"html", string(at.announcementText(n))},
			})
		}
		if at.err != nil {
			return nil, at.err
		}
		return xmlFile(f)
	})
}

// feedID names the feed or an entry for good: by its address, or, where that is not known, by a tag
// (RFC 4151) of a domain that nobody can own (RFC 2606).
func (ed *edition) feedID(path string) string {
	if ed.options.BaseURL == "" {
		return "tag:errdocs.invalid,2000:" + strings.ReplaceAll(path, "#", "")
	}
	return ed.options.BaseURL + path
}

func midnight(n *content.Announcement) string { return n.Date + "T00:00:00Z" }

package site

import (
	"cmp"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/search"
	"github.com/errdocs/errdocs/site/prose"
	"github.com/errdocs/errdocs/templates"
)

const guidesPath = "pages/"

func guideMarkdown(p *content.Page) string { return strings.TrimSuffix(p.Path(), "/") + ".md" }

// selectGuides fills the pages of the author's own that the build shows, and what of them the navigation shows.
func (ed *edition) selectGuides() {
	hidden := func(p *content.Page) bool { return p.Internal() && !ed.options.Internal }
	ed.hiddenGuides = lists.Filter(ed.catalog.Pages, hidden)
	ed.guides = slices.DeleteFunc(slices.Clone(ed.catalog.Pages), hidden)
}

// navigation returns the links of the main navigation to pages of the author's own. The list of all is among them where it has more.
func (ed *edition) navigation() []templates.Link {
	var links []templates.Link
	for _, id := range ed.catalog.Site.Nav {
		if i := slices.IndexFunc(ed.guides, func(p *content.Page) bool { return p.ID == id }); i >= 0 {
			links = append(links, templates.Link{Text: ed.guides[i].Title, URL: ed.guides[i].Path()})
		}
	}
	if len(ed.guides) > len(links) {
		links = append(links, templates.Link{Text: ed.words.Text("guides.title"), URL: guidesPath})
	}
	return links
}

// guidePages adds the pages of pages/, each with its Markdown, and a list of them. Those that stay out of the site are
// checked too.
func guidePages(b *builder) {
	if len(b.ed.guides) > 0 {
		h := b.ed.onlyHead(reading(), "guides.title", "guides.summary")
		b.page(guidesPath, h, func(p *page) templates.View {
			return &templates.GuidesPage{Guides: lists.Each(p.ed.guides, p.guideLink)}
		})
	}
	for _, g := range b.ed.guides {
		b.page(g.Path(), b.ed.guideHead(g), func(p *page) templates.View { return p.guide(g) })
		b.file(guideMarkdown(g), reading(g), func() ([]byte, error) {
			return b.ed.guideText(g, "../"+strings.Repeat("../", strings.Count(g.ID, "/"))), nil
		})
	}
	for _, g := range b.ed.hiddenGuides {
		b.checkPage(g.Path(), b.ed.guideHead(g), func(p *page) templates.View { return p.guide(g) })
	}
}

func (ed *edition) guideHead(g *content.Page) head {
	return head{
		inputs: reading(g), titles: []string{g.Title + " · " + ed.site.Title, g.Title}, description: g.Summary,
		crumbs:     []templates.Link{ed.home(), {Text: ed.words.Text("guides.title"), URL: guidesPath}},
		alternates: []templates.Alternate{{Type: "text/markdown", Title: "Markdown", URL: guideMarkdown(g)}},
	}
}

func (p *page) guideLink(g *content.Page) templates.Link {
	return p.link(templates.Link{Text: g.Title, URL: g.Path(), Note: g.Summary})
}

func (p *page) guide(g *content.Page) *templates.GuidePage {
	return &templates.GuidePage{
		Heading: g.Title, Summary: g.Summary, Markdown: p.url(guideMarkdown(g)), EditURL: p.ed.edit(content.Pos{File: g.File(), Line: 1}),
		Text: p.html(scope{internal: g.Internal()}, prose.Text{Markdown: g.Note.Text, At: g.Note.Pos, Images: true, ID: "text", Label: g.Title, Level: 2}),
	}
}

// guideText returns the Markdown of a page. Root leads to the root of the site where its address is not known.
func (ed *edition) guideText(g *content.Page, root string) []byte {
	root = cmp.Or(ed.options.BaseURL, root)
	text := ed.prose.Links(g.Note.Text).Rewrite(g.Note.Text, func(ref string) (name, url string, ok bool) {
		c, mistake := ed.lookup().one(ref, scope{internal: g.Internal()}, ed.names)
		if mistake != nil {
			return "", "", false
		}
		return c.Code, root + markdownPath(c), true
	}, func(path string) string { return root + ed.published(path) })
	head := "# " + g.Title + "\n\n"
	if g.Summary != "" {
		head += "> " + g.Summary + "\n\n"
	}
	return []byte(head + text + "\n")
}

// guideDocument returns the search document of a page. It has no name that a query could be exactly, so that no page
// comes before a code that somebody types.
func guideDocument(w words.Words, g *content.Page) search.Document {
	return search.Document{
		ID: strings.TrimSuffix(g.Path(), "/"), URL: g.Path(), Label: w.Text("guides.kind"), Title: g.Title, Summary: g.Summary,
		Body: visibleText(func(add func(...string)) { add(string(g.Note.Text)) }), Facets: make([][]string, len(facets)),
	}
}

// llmsGuides lists the pages for language models.
func (ed *edition) llmsGuides() string {
	if len(ed.guides) == 0 {
		return ""
	}
	text, url := "## "+ed.words.Text("guides.title")+"\n\n", ed.from("")
	for _, g := range ed.guides {
		text += strings.TrimSuffix("- ["+g.Title+"]("+url(guideMarkdown(g))+"): "+g.Summary, ": ") + "\n"
	}
	return text + "\n"
}

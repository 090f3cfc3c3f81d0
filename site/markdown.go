package site

import (
	"fmt"
	"slices"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/site/prose"
	"github.com/errdocs/errdocs/templates"
)

// html renders a text onto the page.
func (p *page) html(from scope, t prose.Text) templates.HTML {
	t.URL = p.url
	markup, err := p.ed.prose.HTML(t, around{p, from})
	if err != nil {
		p.err = err
	}
	return markup
}

// text renders a text of a YAML file.
func (p *page) text(from scope, text content.Markdown, entry *content.Positions, pointer string, t prose.Text) templates.HTML {
	t.Markdown, t.At = text, func(offset int) content.Pos { return p.ed.catalog.PosIn(entry, pointer, string(text), offset) }
	return p.html(from, t)
}

// around is what a text can ask about the site around it.
type around struct {
	page *page
	from scope
}

func (a around) Code(ref string) (prose.Code, *content.Problem) {
	c, mistake := a.page.ed.lookup().one(ref, a.from, a.page.ed.names)
	if mistake != nil {
		return prose.Code{}, mistake
	}
	title := fmt.Sprintf("%s, %s: %s", c.Set.Vendor.Name, c.Set.Title, c.Title)
	return prose.Code{Name: c.Code, Title: title, Path: codePath(c)}, nil
}

func (a around) Page(path string) *content.Problem {
	if a.page.plan.has(path) {
		return nil
	}
	if slices.ContainsFunc(a.page.ed.hiddenGuides, func(g *content.Page) bool { return g.Path() == path }) {
		return &content.Problem{
			Rule: "markdown-link", Message: fmt.Sprintf("the page %q is internal, and this text is public", path),
			Hint: "link to a public page, or give this one visibility: internal",
		}
	}
	return &content.Problem{
		Rule: "markdown-link", Message: fmt.Sprintf("this site has no page %q", path),
		Hint: content.DidYouMean(path, a.page.plan.addresses(), prose.LinkHint),
	}
}

func (a around) Image(path string) (prose.Image, *content.Problem) {
	c := a.page.ed.catalog
	if m := c.Image(path); m != nil {
		return prose.Image{Path: imagePath(m), Width: m.Width, Height: m.Height}, nil
	}
	files := lists.Each(c.Images, func(m *content.Image) string { return m.File })
	return prose.Image{}, &content.Problem{
		Rule: "markdown-image", Message: fmt.Sprintf("there is no file %q", path), Hint: content.DidYouMean(path, files, content.ImageHint),
	}
}

func (a around) WantAnchor(path, id string, pos content.Pos) {
	a.page.anchors = append(a.page.anchors, anchor{path, id, pos})
}

func (a around) Report(p content.Problem) { a.page.found.problem(p) }

package site

import (
	"fmt"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/site/prose"
	"github.com/errdocs/errdocs/templates"
)

func classPath(v *content.Vendor, c *content.Class) string { return v.ID + "/classes/" + c.ID + "/" }

// classPages adds a page for each class of a vendor.
func classPages(b *builder) {
	for _, v := range b.ed.vendors {
		for i, c := range v.Classes {
			h := head{
				inputs:      noTexts,
				titles:      []string{b.ed.words.Text("set.heading", "vendor", v.Name, "set", c.Title), v.Name + " " + c.ID},
				description: c.Summary,
				crumbs:      []templates.Link{b.ed.home(), {Text: v.Name, URL: vendorPath(v)}},
			}
			b.page(classPath(v, c), h, func(p *page) templates.View { return p.class(v, i) })
		}
	}
}

func (p *page) class(v *content.Vendor, i int) *templates.ClassPage {
	c := v.Classes[i]
	t := &templates.ClassPage{
		Vendor: p.vendorLink(v), Class: templates.Class{ID: c.ID, Title: c.Title, Range: c.Members.Words(), Summary: c.Summary},
		Facts: p.defaultSentences(c.Answers), Codes: p.allRefs(p.ed.membersOf(v, func(f *content.Family) bool { return f.Class == c })),
		EditURL: p.ed.edit(v.Pos(fmt.Sprintf("/classes/%d", i))),
	}
	t.Class.Advice = p.html(scope{vendor: v}, prose.Text{
		Markdown: c.Advice, At: p.at(&v.Positions, fmt.Sprintf("/classes/%d/advice", i), c.Advice), ID: "advice", Label: c.Title, Level: 3,
	})
	return t
}

// membersOf returns the codes that the site shows of a family.
func (ed *edition) membersOf(v *content.Vendor, is func(*content.Family) bool) []*content.Code {
	for _, f := range v.Families() {
		if is(f) {
			return ed.visible(f.Codes())
		}
	}
	return nil
}

// family returns what a page says of a code that is a family, nil for other codes.
func (p *page) family(c *content.Code) *templates.Family {
	if !c.Family() {
		return nil
	}
	return &templates.Family{Members: c.Members.Words(), Codes: p.allRefs(p.ed.membersOf(c.Set.Vendor, func(f *content.Family) bool { return f.Entry == c }))}
}

package site

import (
	"fmt"
	"slices"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/site/prose"
	"github.com/errdocs/errdocs/site/record"
	"github.com/errdocs/errdocs/templates"
)

func classPointer(i int) string { return fmt.Sprintf("/classes/%d", i) }

func classPath(v *content.Vendor, c *content.Class) string { return v.ID + "/classes/" + c.ID + "/" }

// classPages adds a page for each class of a vendor.
func classPages(b *builder) {
	for _, v := range b.ed.vendors {
		for i, c := range v.Classes {
			from := codesAnd((&content.Family{Vendor: v, Class: c}).Codes(), v)
			h := b.ed.vendorHead(v, from, c.Summary, b.ed.words.Text("set.heading", "vendor", v.Name, "set", c.Title), v.Name+" "+c.ID)
			b.page(classPath(v, c), h, func(p *page) templates.View { return p.class(v, i) })
		}
	}
}

func (p *page) class(v *content.Vendor, i int) *templates.ClassPage {
	c := v.Classes[i]
	family := content.Family{Vendor: v, Class: c}
	facts := content.Facts{Category: c.Answers.Category, GRPC: c.Answers.GRPC, HTTP: c.Answers.HTTP, Where: c.Answers.Where}
	codes := p.ed.visible(family.Codes())
	refs := p.allRefs(codes)
	if len(codes) > 0 && !slices.ContainsFunc(codes, func(c *content.Code) bool { return c.Set != codes[0].Set }) {
		refs = p.near(codes[0], codes)
	}
	t := &templates.ClassPage{
		Vendor: p.vendorLink(v), Class: templates.Class{ID: c.ID, Title: c.Title, Range: c.Members.Words(), Summary: c.Summary},
		Facts: p.defaults(v, facts), Codes: refs,
		EditURL: p.ed.edit(v.Pos(classPointer(i))),
	}
	if c.Members.Any() {
		t.Tiles, t.Gaps, _ = tiles(record.Brief(family.Member(c.Title), p.ed.from("")))
	}
	t.Class.Advice = p.text(scope{vendor: v}, c.Advice, &v.Positions, classPointer(i)+"/advice", prose.Text{ID: "advice", Label: c.Title, Level: 3})
	return t
}

// family returns what a page says of a code that is a family, nil for other codes.
func (p *page) family(c *content.Code) *templates.Family {
	if !c.Family() {
		return nil
	}
	return &templates.Family{Members: c.Members.Words(), Codes: p.allRefs(p.ed.visible((&content.Family{Vendor: c.Set.Vendor, Entry: c}).Codes()))}
}

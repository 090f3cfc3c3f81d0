package site

import (
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/templates"
)

// maxCodesPage is how many codes "/codes/" lists on one page; beyond, each letter has its own.
const maxCodesPage = 1000

// codesPages adds "/codes/": every code in the order of the alphabet, without scripts.
func codesPages(b *builder) {
	groups := letters(b.codes)
	h := head{
		kind: "codes", titles: []string{"All codes · " + b.site.Title, "All codes"}, crumbs: []templates.Link{{Text: "Home"}},
		description: "Every code of every vendor in the order of the alphabet.",
	}
	if len(b.codes) <= maxCodesPage {
		b.page("codes/", h, func(p *page, base templates.Page) templates.View {
			return &templates.CodesPage{Page: base, Groups: p.groups(groups)}
		})
		return
	}
	b.page("codes/", h, func(p *page, base templates.Page) templates.View {
		return &templates.CodesPage{Page: base, Letters: p.letterLinks(groups)}
	})
	for _, g := range groups {
		h := head{
			kind: "codes", titles: []string{"Codes that start with " + g.letter}, description: "The codes that start with " + g.letter + ".",
			crumbs: []templates.Link{{Text: "Home"}, {Text: "All codes", URL: "codes/"}},
		}
		b.page(letterPath(g), h, func(p *page, base templates.Page) templates.View {
			return &templates.CodesPage{Page: base, Letters: p.letterLinks(groups), Groups: p.groups([]letterGroup{g})}
		})
	}
}

// letterGroup is the codes of one first letter.
type letterGroup struct {
	letter string // "A", or "0–9"
	codes  []*content.Code
}

const digits = "0–9"

func letterPath(g letterGroup) string {
	if g.letter == digits {
		return "codes/0-9/"
	}
	return "codes/" + strings.ToLower(g.letter) + "/"
}

// letters groups codes by the first letter or digit of their slugs and sorts them by their slugs.
func letters(codes []*content.Code) []letterGroup {
	sorted := slices.Clone(codes)
	slices.SortFunc(sorted, func(a, b *content.Code) int {
		if d := strings.Compare(content.Slug(a.Code), content.Slug(b.Code)); d != 0 {
			return d
		}
		return strings.Compare(a.ID(), b.ID())
	})
	var groups []letterGroup
	for _, c := range sorted {
		letter := digits
		if r := content.Slug(c.Code); r != "" && r[0] >= 'a' {
			letter = strings.ToUpper(r[:1])
		}
		if n := len(groups); n == 0 || groups[n-1].letter != letter {
			groups = append(groups, letterGroup{letter: letter})
		}
		g := &groups[len(groups)-1]
		g.codes = append(g.codes, c)
	}
	return groups
}

func (p *page) groups(groups []letterGroup) []templates.CodesGroup {
	var list []templates.CodesGroup
	for _, g := range groups {
		list = append(list, templates.CodesGroup{Letter: g.letter, Codes: p.allRefs(g.codes)})
	}
	return list
}

func (p *page) letterLinks(groups []letterGroup) []templates.Link {
	var links []templates.Link
	for _, g := range groups {
		links = append(links, p.link(templates.Link{Text: g.letter, URL: letterPath(g), Note: plural(len(g.codes), "code", "codes")}))
	}
	return links
}

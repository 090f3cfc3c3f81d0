package site

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/templates"
)

// maxCodesPage is how many codes a page below "/codes/" lists. More than that in all: each letter has its
// own page; more than that of a letter: it has several.
const maxCodesPage = 600

// maxPartName is how many characters of the first code on a page the link to that page shows.
const maxPartName = 40

// codesPages adds "/codes/": every code in the order of the alphabet, without scripts.
func codesPages(b *builder) {
	groups := letters(b.ed.codes)
	h := b.ed.onlyHead(reading(), "nav.codes", "codes.description")
	if len(b.ed.codes) <= maxCodesPage {
		h.inputs = codesAnd(b.ed.codes)
		b.page("codes/", h, func(p *page) templates.View {
			return &templates.CodesPage{Groups: p.groups(groups)}
		})
		return
	}
	b.page("codes/", h, func(p *page) templates.View {
		return &templates.CodesPage{Letters: p.letterLinks(groups)}
	})
	for _, g := range groups {
		for n := range g.parts() {
			b.letterPage(groups, g, n)
		}
	}
}

// letterPage adds a part of the codes that start with a letter; the first is 0.
func (b *builder) letterPage(groups []letterGroup, g letterGroup, n int) {
	title := b.ed.words.Text("codes.title", "letter", g.letter)
	if n > 0 {
		title = b.ed.words.Comma([]string{title, b.ed.words.Text("codes.part", "part", strconv.Itoa(n+1))})
	}
	h := b.ed.newHead(codesAnd(g.parts()[n]), b.ed.words.Text("codes.letter", "letter", g.letter), []string{title}, b.ed.codesLink())
	b.page(letterPath(g, n), h, func(p *page) templates.View {
		parts := g.parts()
		t := &templates.CodesPage{Letters: p.letterLinks(groups), Groups: p.groups([]letterGroup{{g.letter, parts[n]}})}
		if len(parts) > 1 {
			t.Part = n + 1
			for i, codes := range parts {
				t.Parts = append(t.Parts, p.link(templates.Link{Text: strconv.Itoa(i + 1), URL: letterPath(g, i), Note: words.Short(codes[0].Code, maxPartName)}))
			}
		}
		return t
	})
}

// letterGroup is the codes of one first letter.
type letterGroup struct {
	letter string // "A", or "0–9"
	codes  []*content.Code
}

const digits = "0–9"

// parts returns the codes of each page that they need.
func (g letterGroup) parts() [][]*content.Code {
	return slices.Collect(slices.Chunk(g.codes, maxCodesPage))
}

func letterPath(g letterGroup, part int) string {
	path := "codes/0-9/"
	if g.letter != digits {
		path = "codes/" + strings.ToLower(g.letter) + "/"
	}
	if part > 0 {
		path += strconv.Itoa(part+1) + "/"
	}
	return path
}

// letters groups codes by the first letter or digit of their slugs and sorts them by their slugs, numbers first and as numbers. A sign does not count.
func letters(codes []*content.Code) []letterGroup {
	type spelt struct {
		number   int
		slug, id string
		code     *content.Code
	}
	sorted := make([]spelt, len(codes))
	for i, c := range codes {
		slug := c.Slug
		if strings.HasPrefix(c.Code, "-") {
			slug = strings.TrimPrefix(slug, "minus-")
		}
		number, err := strconv.Atoi(slug)
		if err != nil {
			number = math.MaxInt
		}
		sorted[i] = spelt{number, slug, c.ID(), c}
	}
	slices.SortFunc(sorted, func(a, b spelt) int {
		return cmp.Or(cmp.Compare(a.number, b.number), strings.Compare(a.slug, b.slug), strings.Compare(a.id, b.id))
	})
	var groups []letterGroup
	for _, c := range sorted {
		letter := digits
		if c.slug != "" && c.slug[0] >= 'a' {
			letter = strings.ToUpper(c.slug[:1])
		}
		if n := len(groups); n == 0 || groups[n-1].letter != letter {
			groups = append(groups, letterGroup{letter: letter})
		}
		g := &groups[len(groups)-1]
		g.codes = append(g.codes, c.code)
	}
	return groups
}

func (p *page) groups(groups []letterGroup) []templates.CodesGroup {
	return lists.Each(groups, func(g letterGroup) templates.CodesGroup {
		return templates.CodesGroup{Letter: g.letter, Codes: p.allRefs(g.codes)}
	})
}

func (p *page) letterLinks(groups []letterGroup) []templates.Link {
	return lists.Each(groups, func(g letterGroup) templates.Link {
		return p.link(templates.Link{Text: g.letter, URL: letterPath(g, 0), Note: p.ed.words.Count("count.codes", len(g.codes))})
	})
}

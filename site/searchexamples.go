package site

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/templates"
)

// searches returns some that show what the search can do: the string that most vendors share, of equals the one of most codes; a
// number, rather a vendor's own than a status that everybody knows; and what a customer would say happened who has caused it and
// can fix it, or else the title of the concept that most vendors share.
func (ed *edition) searches() []string {
	shared := ed.best(func(c *content.Code) []int {
		same := ed.same[content.Fold(c.Code)]
		return []int{vendorsWith(same), len(same)}
	}, func(c *content.Code) bool { return !numeric(c) })
	number := ed.best(func(c *content.Code) []int {
		return []int{strings.Count(string(c.Set.Kind), string(content.KindError))}
	}, numeric)
	fixed := ed.best(func(c *content.Code) []int {
		return []int{vendorsWith(ed.byConcept[c.Concept]), -len(strings.Fields(c.Title))}
	}, func(c *content.Code) bool {
		return slices.Contains(c.Fault.Is, "end-user") && len(strings.Fields(c.Title)) > 1
	})
	if common := ed.common(); fixed.Title == "" && len(common) > 0 {
		fixed.Title = common[0].Title
	}
	text, _, _ := strings.Cut(shared.Code, "(")
	return present(text, number.Code, uncapital(fixed.Title))
}

// tryThese returns links to the searches.
func (p *page) tryThese() []templates.Link {
	return lists.Each(p.ed.examples, func(text string) templates.Link {
		return p.link(templates.Link{Text: text, URL: "search/?q=" + url.QueryEscape(text)})
	})
}

func numeric(c *content.Code) bool { return strings.Trim(c.Code, "0123456789") == "" }

// best returns the code with the greatest rank among those of faults in use that fit, the first of equals; an empty one for none.
func (ed *edition) best(rank func(*content.Code) []int, fits func(*content.Code) bool) content.Code {
	top, most := &content.Code{}, []int(nil)
	for _, c := range ed.codes {
		if c.Category == "success" || c.Category == "information" || slices.Contains(c.Fault.Is, "none") || !c.Judged() || c.Lifecycle.Retired() || !fits(c) {
			continue
		}
		if r := rank(c); slices.Compare(r, most) > 0 {
			top, most = c, r
		}
	}
	return *top
}

// uncapital returns a title as it is written within a sentence; a first word of capitals stays.
func uncapital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if next, _ := utf8.DecodeRuneInString(s[n:]); n == 0 || unicode.IsUpper(next) || unicode.IsDigit(next) {
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}

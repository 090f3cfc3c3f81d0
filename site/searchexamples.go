package site

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/templates"
)

// searches returns some that show what the search can do: the string that most vendors share, a
// number, and what a customer would say happened.
func (ed *edition) searches() []string {
	errors := ed.errors()
	return filter([]string{ed.sharedString(errors), errorNumber(errors), ed.customersWords(errors)}, func(text string) bool { return text != "" })
}

// tryThese returns links to the searches.
func (p *page) tryThese() []templates.Link {
	return each(p.ed.examples, func(text string) templates.Link {
		return p.link(templates.Link{Text: text, URL: "search/?q=" + url.QueryEscape(text)})
	})
}

// sharedString returns the string that the codes of most vendors share, of equals the one of most codes,
// then the first. Where vendors share none it is just a code.
func (ed *edition) sharedString(errors []*content.Code) string {
	c := best(errors, func(c *content.Code) []int {
		same := ed.same[content.Fold(c.Code)]
		return []int{vendorsWith(same), len(same)}
	}, func(c *content.Code) bool { return !numeric(c) })
	if c == nil {
		return ""
	}
	text, _, _ := strings.Cut(c.Code, "(")
	return text
}

// errorNumber returns a code that is a number: rather a vendor's own than a status that everybody knows.
func errorNumber(errors []*content.Code) string {
	c := best(errors, func(c *content.Code) []int {
		if c.Set.Kind == content.KindError {
			return []int{1}
		}
		return []int{0}
	}, numeric)
	if c == nil {
		return ""
	}
	return c.Code
}

// customersWords returns the title of a code that the customer has caused and can fix, of those one whose concept most
// vendors know. Where there is none it is that of the concept that most vendors share.
func (ed *edition) customersWords(errors []*content.Code) string {
	c := best(errors, func(c *content.Code) []int {
		vendors := 0
		if c.Concept != nil {
			vendors = vendorsWith(ed.byConcept[c.Concept])
		}
		return []int{vendors, -len(strings.Fields(c.Title))}
	}, func(c *content.Code) bool {
		return slices.Contains(c.Fault.Is, "end-user") && len(strings.Fields(c.Title)) > 1
	})
	if c != nil {
		return uncapital(c.Title)
	}
	if common := ed.common(); len(common) > 0 {
		return uncapital(common[0].Title)
	}
	return ""
}

// errors returns the codes of faults that are in use.
func (ed *edition) errors() []*content.Code {
	return filter(ed.codes, func(c *content.Code) bool {
		return c.Category != "success" && c.Category != "information" && !slices.Contains(c.Fault.Is, "none") && c.Judged() && !c.Lifecycle.Retired()
	})
}

func numeric(c *content.Code) bool { return strings.Trim(c.Code, "0123456789") == "" }

// best returns the code with the greatest rank among those that fit, the first of equals, nil for none.
func best(codes []*content.Code, rank func(*content.Code) []int, fits func(*content.Code) bool) *content.Code {
	if codes = filter(codes, fits); len(codes) == 0 {
		return nil
	}
	top, most := codes[0], rank(codes[0])
	for _, c := range codes[1:] {
		if r := rank(c); slices.Compare(r, most) > 0 {
			top, most = c, r
		}
	}
	return top
}

// uncapital returns a title as it is written within a sentence; a first word of capitals stays.
func uncapital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if next, _ := utf8.DecodeRuneInString(s[n:]); unicode.IsUpper(next) || unicode.IsDigit(next) {
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}

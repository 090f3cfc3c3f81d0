package site

import (
	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/templates"
)

// coverage is what a code may have, in the order of the columns of "/coverage/".
var coverage = []struct {
	title string
	has   func(*content.Code) bool
}{
	{"Next step", func(c *content.Code) bool { return c.NextStep.Is != "" && c.NextStep.Is != content.NotStated }},
	{"Retry", func(c *content.Code) bool { return c.Retry.Policy != "" && c.Retry.Policy != content.NotStated }},
	{"Side", func(c *content.Code) bool { return len(c.Fault.Is) > 0 && c.Fault.Is[0] != content.NotStated }},
	{"Customer message", func(c *content.Code) bool { return c.UserMessage.Say != "" }},
	{"Steps", hasSteps},
	{"Sample", func(c *content.Code) bool { return len(c.Samples) > 0 }},
	{"Note", func(c *content.Code) bool { return c.Note != nil }},
	{"Condition", func(c *content.Code) bool { return c.Concept != nil }},
}

func hasSteps(c *content.Code) bool {
	return len(c.Actions.Engineer)+len(c.Actions.Support)+len(c.Actions.User) > 0
}

// stub reports whether there is little to read about a code.
func stub(c *content.Code) bool {
	return !hasSteps(c) && c.Note == nil && c.Description == "" && len(c.Causes) == 0
}

// coveragePage adds "/coverage/".
func coveragePage(b *builder) {
	h := b.ed.onlyHead("Coverage", "How complete the entries of each vendor are.")
	h.inputs = allTexts
	b.page("coverage/", h, func(p *page) templates.View {
		t := &templates.CoveragePage{Stubs: p.allRefs(filter(p.ed.codes, stub))}
		for _, c := range coverage {
			t.Columns = append(t.Columns, c.title)
		}
		for _, v := range p.ed.vendors {
			row := templates.CoverageRow{
				Vendor: p.vendorLink(v), Codes: p.ed.codesOf(v), Counts: make([]int, len(coverage)),
			}
			for _, s := range p.ed.sets[v] {
				for i, c := range coverage {
					row.Counts[i] += len(filter(p.ed.bySet[s], c.has))
				}
			}
			t.Rows = append(t.Rows, row)
		}
		return t
	})
}

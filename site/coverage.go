package site

import (
	"strconv"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/site/record"
	"github.com/errdocs/errdocs/templates"
)

// coverage is what a code may have, in the order of the columns of "/coverage/".
var coverage = []struct {
	key string // of the title, in section coverage
	has func(*content.Code) bool
}{
	{"steps", hasSteps},
	{"sample", func(c *content.Code) bool { return len(c.Samples) > 0 }},
	{"note", func(c *content.Code) bool { return c.Note != nil }},
	{"concept", func(c *content.Code) bool { return c.Concept != nil }},
}

func hasSteps(c *content.Code) bool {
	return len(c.Actions.Engineer)+len(c.Actions.Support)+len(c.Actions.User) > 0
}

// stub reports whether there is little to read about a code.
func stub(c *content.Code) bool {
	return c.Draft || !hasSteps(c) && c.Note == nil && c.Description == "" && len(c.Causes) == 0
}

// coveragePage adds "/coverage/".
func coveragePage(b *builder) {
	stubs := lists.Filter(b.ed.codes, stub)
	from := codesAnd(stubs, b.ed.covered())
	from.all = theirAnswers
	b.page("coverage/", b.ed.onlyHead(from, "nav.coverage", "coverage.description"), func(p *page) templates.View {
		t := &templates.CoveragePage{Stubs: p.allRefs(stubs)}
		for _, c := range coverage {
			t.Columns = append(t.Columns, p.ed.words.Text("coverage."+c.key))
		}
		for _, v := range p.ed.vendors {
			row := templates.CoverageRow{Vendor: p.vendorLink(v), Codes: len(p.ed.codesIn(v)), Counts: make([]int, len(coverage))}
			var errors []*content.Code
			for _, s := range p.ed.sets[v] {
				for i, c := range coverage {
					row.Counts[i] += len(lists.Filter(p.ed.bySet[s], func(code *content.Code) bool { return !code.Draft && c.has(code) }))
				}
				if s.Kind != content.KindValue {
					errors = append(errors, p.ed.bySet[s]...)
				}
			}
			t.Rows = append(t.Rows, row)
			if len(errors) > 0 {
				t.Answers = append(t.Answers, templates.CoverageAnswers{Vendor: row.Vendor, Codes: len(errors), Rows: countAnswers(errors)})
			}
		}
		return t
	})
}

// covered says of each code what the page counts besides facts: which texts it has.
func (ed *edition) covered() string {
	b := make([]byte, 0, (len(coverage)+1)*len(ed.codes))
	for _, c := range ed.codes {
		for _, column := range coverage {
			b = strconv.AppendBool(b, column.has(c))
		}
		b = strconv.AppendBool(b, stub(c))
	}
	return string(b)
}

// countAnswers counts who answers the questions about codes. The outcome is asked only where an entry has it: most
// operations change nothing. Of a draft all are missing, whatever is written.
func countAnswers(codes []*content.Code) []templates.CoverageAnswer {
	var list []templates.CoverageAnswer
	index := map[string]int{}
	for _, c := range codes {
		var answers record.Answers
		if !c.Draft {
			answers = record.NewAnswers(c)
		}
		for _, q := range answers.Questions() {
			i, ok := index[q.ID]
			if !ok {
				i = len(list)
				index[q.ID] = i
				list = append(list, templates.CoverageAnswer{Question: words.Of(c).Text("question." + q.ID)})
			}
			list[i].Count(q.Key, q.Origin)
		}
	}
	return list
}

package site

import (
	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/site/record"
	"github.com/errdocs/errdocs/templates"
)

func runbookPath(v *content.Vendor) string { return vendorPath(v) + "runbook/" }

// runbooks adds the answers of each vendor that has any.
func runbooks(b *builder) {
	for _, v := range b.ed.vendors {
		sets := b.ed.runbook(v)
		if len(sets) == 0 {
			continue
		}
		from := codesAnd(b.ed.codesIn(v), v, b.ed.newest)
		h := b.ed.vendorHead(v, from, b.ed.words.Text("runbook.lead"), b.ed.words.Text("runbook.title", "vendor", v.Name), v.ID+" run-book")
		b.page(runbookPath(v), h, func(p *page) templates.View { return p.runbook(v, sets) })
	}
}

// answered are the codes of a set that have answers.
type answered struct {
	set   *content.Set
	codes []*content.Code
}

// runbook returns the codes of a vendor that are errors.
func (ed *edition) runbook(v *content.Vendor) []answered {
	var list []answered
	for _, s := range ed.sets[v] {
		if codes := lists.Filter(ed.bySet[s], (*content.Code).Judged); len(codes) > 0 {
			list = append(list, answered{s, codes})
		}
	}
	return list
}

func (p *page) runbook(v *content.Vendor, sets []answered) *templates.RunbookPage {
	t := &templates.RunbookPage{Vendor: p.vendorLink(v), Date: p.ed.newest}
	for _, s := range sets {
		set := templates.RunbookSet{ID: s.set.ID, Set: p.link(templates.Link{Text: s.set.Title, URL: setPath(s.set)})}
		set.Codes = lists.Each(s.codes, func(c *content.Code) templates.RunbookCode {
			return templates.RunbookCode{CodeRef: p.ref(c), Answers: record.NewAnswers(c)}
		})
		t.Sets = append(t.Sets, set)
	}
	return t
}

// lastDay returns the last day that the catalog names: of a change, of reading a source, or of seeing a code. A build
// reads no clock.
func (ed *edition) lastDay() string {
	shown, _ := ed.announcements()
	return max(
		lists.Max(shown, func(n *content.Announcement) string { return n.Date }),
		lists.Max(ed.codes, func(c *content.Code) string { return max(c.Source.Retrieved, c.Set.Source.Retrieved, c.Observed) }),
	)
}

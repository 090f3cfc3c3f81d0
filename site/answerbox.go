package site

import (
	"cmp"
	"reflect"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
	"github.com/errdocs/errdocs/site/record"
	"github.com/errdocs/errdocs/templates"
)

// tiles returns the answers of a code, none for a value that is not an error. The outcome is one of them only where
// it is unknown. What nobody answers has no tile, which leaves gaps.
func tiles(r *record.Code) (list []templates.Tile, gaps bool, untold string) {
	if !r.Entry.Judged() {
		return nil, false, ""
	}
	w, questions := words.Of(r.Entry), r.Answers.Questions()
	list = make([]templates.Tile, 0, len(questions))
	for _, q := range questions {
		if q.ID == "happened" && q.Key != string(content.OutcomeUnknown) || q.Key == "" || q.Key == content.NotStated {
			gaps = gaps || q.ID != "happened"
			untold += r.TicketLine(q) + "\n"
			continue
		}
		tile := templates.Tile{
			ID: q.ID, Question: w.Text("question." + q.ID), Answer: *q.Answer, Marks: marks(w, q.Answer), Why: why(r, q), WhyID: q.ID,
		}
		if len(tile.Marks) > 1 {
			tile.By = q.Whose(r.Vendor.Name)
		}
		if i := slices.IndexFunc(list, func(other templates.Tile) bool { return reflect.DeepEqual(other.Why, tile.Why) }); i >= 0 {
			tile.WhyID = list[i].ID
		}
		list = append(list, tile)
	}
	return list, gaps, strings.TrimSpace(untold)
}

// unanswered says what the vendor's docs do not say and we have no answer to either, "" for nothing.
func unanswered(r *record.Code) string {
	w, list := words.Of(r.Entry), []string(nil)
	for _, q := range r.Answers.Questions() {
		if q.Key == content.NotStated && r.Entry.Judged() {
			list = append(list, w.Text("silent."+q.ID))
		}
	}
	if len(list) == 0 {
		return ""
	}
	return w.Text("list.sentence", "text", words.Capital(w.Comma(list)))
}

// marks returns who states an answer.
func marks(w words.Words, a *record.Answer) []templates.Mark {
	var list []templates.Mark
	for _, o := range a.Marks() {
		m := mark(w, o, a.Date)
		if a.Quote && o == content.Ours {
			m.Text = w.Text("customer.say")
		}
		list = append(list, m)
	}
	return list
}

// mark returns the mark of an origin.
func mark(w words.Words, o content.Origin, date string) templates.Mark {
	m := templates.Mark{Kind: string(o), Text: w.Origin(o)}
	if o == content.Observed && date != "" {
		m.Text = w.Text("code.seen", "date", date)
	}
	return m
}

// why returns what an answer rests on: the vendor's words, what we add, what is not stated, other sources.
func why(r *record.Code, q record.Question) []templates.Why {
	w, vendor, a := words.Of(r.Entry), r.Vendor.Name, q.Answer
	var list []templates.Why
	switch a.Origin {
	case content.Vendors:
		list = append(list, stated(w, vendor, a.Evidence))
	case content.Observed:
		list = append(list, templates.Why{Text: w.Text("why.seen", "date", a.Date)})
	case content.Ours:
		list = append(list, ours(w, vendor, a))
	}
	if a.How != nil && a.How.Pace != nil && a.How.Pace.Origin == content.Vendors && a.How.Pace.Evidence != "" {
		list = append(list, templates.Why{Who: vendor, Quote: a.How.Pace.Evidence})
	}
	if added := added(r, a); added != "" && a.Origin != content.Ours {
		list = append(list, templates.Why{Who: w.Text("origin.ours"), Text: added})
	}
	for _, d := range a.Disagrees {
		w := templates.Why{Who: w.Text("why.another-source", "vendor", vendor), Text: d.Text, Quote: d.Evidence}
		if d.Source != nil && d.Source.URL != "" {
			w.Link = sourceLink(*d.Source)
		}
		list = append(list, w)
	}
	if q.ID == "fix" && a.Note != "" { // there is no room below a side
		list = append(list, templates.Why{Text: a.Note})
	}
	if a.Inherited != "" {
		list = append(list, templates.Why{Text: w.Text("why.inherited-" + a.Inherited)})
	}
	if a.Origin == content.Vendors {
		if a.Source != nil && a.Source.URL != "" {
			list[0].Link = sourceLink(*a.Source)
		} else if len(r.Sources) > 0 {
			list[0].Link = sourceLink(r.Sources[0])
		}
	}
	return list
}

// stated is the vendor's statement, in its words where the catalog has some.
func stated(w words.Words, vendor, evidence string) templates.Why {
	if evidence == "" {
		return templates.Why{Text: w.Text("why.stated", "vendor", vendor)}
	}
	return templates.Why{Who: vendor, Quote: evidence}
}

// ours says that an answer is not the vendor's.
func ours(w words.Words, vendor string, a *record.Answer) templates.Why {
	switch {
	case a.Silent:
		return templates.Why{Text: w.Text("why.silent", "vendor", vendor)}
	case a.Quote:
		return templates.Why{Text: w.Text("why.not-their-text", "vendor", vendor)}
	}
	return templates.Why{Text: w.Text("why.not-theirs", "vendor", vendor)}
}

// added says which parts of a retry answer of the vendor are ours, "" for none.
func added(r *record.Code, a *record.Answer) string {
	w, parts := words.Of(r.Entry), []string(nil)
	if o := r.Answers.Outcome; a == &r.Answers.Retry && a.Tone == words.Check && o != nil && o.Origin == content.Ours {
		parts = append(parts, w.Text("why.the-check"))
	}
	var silent string
	if a.How != nil && a.How.Pace != nil && a.How.Pace.Origin == content.Ours {
		if pace := a.How.Pace.Key; pace == content.WithBackoff || pace == content.AfterDelay {
			parts = append(parts, w.Text("why."+string(pace)))
		}
		if a.How.Pace.Silent {
			silent = w.Text("why.pace-silent", "vendor", r.Vendor.Name)
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return words.Sentences(w.Text("list.sentence", "text", w.And(parts)), silent)
}

func sourceLink(s content.Source) *templates.Link {
	return &templates.Link{Text: cmp.Or(s.Title, s.URL), URL: s.URL}
}

// itemMark returns who states a cause or a step, nil for us: the section says so once.
func itemMark(w words.Words, it content.Item) *templates.Mark {
	if it.Origin == content.Ours {
		return nil
	}
	return new(mark(w, it.Origin, ""))
}

// newVerdict returns what lists say of a code, without a text for a value that is not an error.
func newVerdict(c *content.Code) words.Value {
	if !c.Judged() {
		return words.Value{}
	}
	return words.Of(c).Verdict(c.Retry, c.Outcome.Is)
}

// chip returns the verdict as lists in the browser read it: a tone and who states it, with a dot between, a space and words.
func chip(c *content.Code) string {
	v := record.NewVerdict(c)
	if v == nil {
		return ""
	}
	by := ""
	if v.Origin != "" {
		by = "." + string(v.Origin)
	}
	return string(v.Tone) + by + " " + v.Label
}

// verdictMark returns who states what lists say of a code, nil where nobody does.
func verdictMark(c *content.Code) *templates.Mark {
	b := record.VerdictBasis(c)
	if b.Origin == "" || !c.Judged() {
		return nil
	}
	return new(mark(words.Of(c), b.Origin, b.Date))
}

// delaysMark returns who states the delays of a retry, nil where there are none.
func delaysMark(c *content.Code) *templates.Mark {
	r := c.Retry
	if r.Backoff == nil {
		return nil
	}
	b := &r.Basis
	if r.Pace.Policy != "" {
		b = &r.Pace.Basis
	}
	return new(mark(words.Of(c), b.Origin, b.Date))
}

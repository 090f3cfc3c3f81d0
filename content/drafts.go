package content

import (
	"cmp"
	"slices"
	"strings"
)

// Drafts says what becomes of the codes with "draft: true". They may lack what other codes need.
type Drafts int

const (
	StubDrafts  Drafts = iota // only what they are called is loaded, and Code.Stub is true
	ShowDrafts                // what is written of them is loaded
	JudgeDrafts               // the same; what they lack is a problem, as it will be when the draft is over
)

// What a draft is called where it has no title or summary, and always as a stub.
const (
	DraftTitle   = "Known, not documented yet"
	DraftSummary = "We know of this code and have not documented it yet."
)

// due reports whether an entry has to be complete.
func (l *loader) due(c *Code) bool { return !c.Draft || l.drafts == JudgeDrafts }

// checkDraft reports each draft, with what it lacks, where drafts are judged.
func checkDraft(r *ruleRun, c *Code) {
	if !c.Draft || !r.due(c) {
		return
	}
	lacks := "nothing"
	hint := "delete draft: true, and its texts are published"
	if missing := lacking(r, c); len(missing) > 0 {
		lacks, hint = strings.Join(missing, ", "), "write that, then delete draft: true"
	}
	r.at(&c.Positions, "", hint, "%s is a draft that lacks %s", quote(c.Code), lacks)
}

func (l *loader) hasDrafts() bool {
	return slices.ContainsFunc(slices.Collect(l.cat.All()), func(c *Code) bool { return c.Draft })
}

// settleDrafts removes from drafts what the catalog must not have of them. Their place in it remains.
func (l *loader) settleDrafts() {
	for _, v := range l.fresh() {
		for _, s := range v.Sets {
			for _, c := range s.Codes {
				switch {
				case c.Draft && l.drafts == StubDrafts:
					*c = c.stub()
				case c.Draft:
					c.Title, c.Summary = cmp.Or(c.Title, DraftTitle), cmp.Or(c.Summary, DraftSummary)
				}
			}
		}
	}
}

// stub returns a draft's code, other spellings, address and position. All other fields are left out by not being here,
// so that a new field cannot be published by mistake; one by which a code is found or addressed belongs here.
func (c *Code) stub() Code {
	return Code{
		Code: c.Code, Number: c.Number, Name: c.Name, Aliases: c.Aliases, Members: c.Members, Slug: c.Slug, MovedFrom: c.MovedFrom, Title: DraftTitle, Summary: DraftSummary,
		Visibility: c.Visibility, Draft: true, Stub: true, Positions: c.Positions, Set: c.Set,
	}
}

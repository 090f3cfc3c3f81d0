package main

import (
	"fmt"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/search/resolve"
	"github.com/errdocs/errdocs/site/record"
)

// memberCode is a code without an entry, and the family that it belongs to.
type memberCode struct {
	code string
	*content.Family
}

// membersOf returns a code with each of the families that were found for it.
func membersOf(cat *content.Catalog, code string, families []resolve.Entry) []memberCode {
	return lists.Each(families, func(e resolve.Entry) memberCode { return memberCode{code, cat.Family(e.ID)} })
}

// belongs says what the code belongs to.
func (m memberCode) belongs() string {
	if m.Entry != nil {
		return fmt.Sprintf("%s has no entry. It belongs to %s, %s, of %s.", m.code, m.Entry.Code, m.Entry.Title, m.Vendor.Name)
	}
	return fmt.Sprintf("%s has no entry. It belongs to %s (%s) of %s.", m.code, m.Class.Title, m.Class.Members.Words(), m.Vendor.Name)
}

// printFamilies prints the answers of each family that a code belongs to.
func (a *app) printFamilies(ans answer) {
	for i, m := range ans.members {
		r := familyRecord(ans.cat, m)
		if a.format == "json" {
			a.writeJSON(jsonAnswer{Query: ans.query, Kind: ans.Kind, Without: ans.Without, Family: new(newFamilyAnswer(m, r))})
			continue
		}
		if i > 0 {
			fmt.Fprintln(a.stdout)
		}
		text := m.belongs() + "\n\n" + r.Ticket()
		if m.Class != nil && m.Class.Advice != "" {
			text += "\n" + record.Text{Source: m.Class.Advice}.Plain() + "\n"
		}
		a.stdout.WriteString(text)
	}
}

// familyRecord returns the record of a code without an entry. Its address is that of the family.
func familyRecord(cat *content.Catalog, m memberCode) *record.Code {
	r := record.Brief(m.Member(m.code), func(path string) string { return address(cat, path) })
	r.Link = address(cat, m.Page())
	return r
}

type familyAnswer struct {
	ID      string         `json:"id"`
	Vendor  string         `json:"vendor"`
	Members string         `json:"members"` // what they have in common
	Title   string         `json:"title"`
	Summary string         `json:"summary,omitempty"`
	Answers record.Answers `json:"answers"`
	Advice  string         `json:"advice,omitempty"` // Markdown
	URL     string         `json:"url"`
}

// familyAnswers returns the answers of each of the families that were found for a code.
func familyAnswers(cat *content.Catalog, code string, families []resolve.Entry) []familyAnswer {
	return lists.Each(membersOf(cat, code, families), func(m memberCode) familyAnswer { return newFamilyAnswer(m, familyRecord(cat, m)) })
}

func newFamilyAnswer(m memberCode, r *record.Code) familyAnswer {
	f := familyAnswer{m.ID(), m.Vendor.Name, m.Name(), m.Title(), m.Member(m.code).Summary, r.Answers, "", r.Link}
	if m.Class != nil {
		f.Advice = string(m.Class.Advice)
	}
	return f
}

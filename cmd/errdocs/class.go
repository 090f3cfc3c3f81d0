package main

import (
	"fmt"
	"io"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/search/resolve"
	"github.com/errdocs/errdocs/site/record"
)

// printClass prints the answers of the class, or of the classes of several vendors, that a number belongs to.
func (a *app) printClass(ans answer, format string) error {
	for i, u := range ans.class {
		r := classRecord(ans.cat, u)
		if format == "json" {
			if err := a.writeJSON(jsonClass{ans.query, ans.kind, newClassAnswer(u, r)}); err != nil {
				return err
			}
			continue
		}
		if i > 0 {
			fmt.Fprintln(a.stdout)
		}
		text := r.Ticket()
		if advice := u.Class.Advice; advice != "" {
			text += "\n" + record.Text{Source: advice}.Plain() + "\n"
		}
		if _, err := io.WriteString(a.stdout, text); err != nil {
			return err
		}
	}
	return nil
}

// classRecord returns the record of a number without an entry. Its address is where the site explains the class.
func classRecord(cat *content.Catalog, u content.Unlisted) *record.Code {
	r := record.Brief(u.Code(), func(path string) string { return address(cat, path) })
	r.Link = address(cat, u.Vendor.ID+"/")
	if u.Set != nil {
		r.Link = address(cat, u.Vendor.ID+"/"+u.Set.ID+"/#classes")
	}
	return r
}

// jsonClass is the answer to a number without an entry.
type jsonClass struct {
	Query string       `json:"query"`
	Kind  resolve.Kind `json:"kind"` // class
	Class classAnswer  `json:"class"`
}

type classAnswer struct {
	ID      string         `json:"id"`
	Vendor  string         `json:"vendor"`
	Title   string         `json:"title"`
	Range   string         `json:"range"`
	Summary string         `json:"summary,omitempty"`
	Answers record.Answers `json:"answers"`
	Advice  string         `json:"advice,omitempty"` // Markdown
	URL     string         `json:"url"`
}

func newClassAnswer(u content.Unlisted, r *record.Code) classAnswer {
	c := u.Class
	return classAnswer{c.ID, u.Vendor.Name, c.Title, c.Numbers(), c.Summary, r.Answers, string(c.Advice), r.Link}
}

package vendorpage

import (
	"path"
	"path/filepath"
	"slices"

	"github.com/errdocs/errdocs/content"
)

// Report is what import shows: what of a page went where, and what did not.
type Report struct {
	Page    PageReport  `json:"page"`
	DryRun  bool        `json:"dry_run"`
	Sets    []SetReport `json:"sets"`
	LeftOut []Left      `json:"left_out"`
	Notes   []string    `json:"notes"`
	Written []string    `json:"written"` // files
}

// PageReport describes the page.
type PageReport struct {
	File     string `json:"file"`
	Kind     string `json:"kind"`
	Encoding string `json:"encoding"`
	Title    string `json:"title"`
	URL      string `json:"url"`
}

// SetReport describes a set that was drafted or updated.
type SetReport struct {
	ID      string       `json:"id"` // "vendor/set"
	Vendor  string       `json:"vendor"`
	Set     string       `json:"set"`
	Title   string       `json:"title"`
	Kind    content.Kind `json:"kind"`
	File    string       `json:"file"`
	Source  string       `json:"source"` // its URL in the vendor's docs
	Tables  []Listing    `json:"tables"`
	Codes   []CodeReport `json:"codes"`
	Drift   *Drift       `json:"drift,omitempty"` // nil for a draft
	Content string       `json:"content"`         // of the file
}

// CodeReport describes a code of the page. The first four fields are those of every command.
type CodeReport struct {
	ID      string       `json:"id"`
	Code    string       `json:"code"`
	Title   string       `json:"title"`
	URL     string       `json:"url"`
	Summary string       `json:"summary"`
	Number  *int         `json:"number"`
	Name    string       `json:"name"`
	HTTP    []int        `json:"http"`
	GRPC    content.GRPC `json:"grpc"`
	Line    int          `json:"line"` // of the page
	Digest  string       `json:"digest"`
}

// Drifted reports whether a set differs from the page.
func (r *Report) Drifted() bool {
	return slices.ContainsFunc(r.Sets, func(s SetReport) bool { return s.Drift != nil && s.Drift.Any() })
}

// Lossy reports whether the page has tables, rows or other texts about codes that reached no entry.
func (r *Report) Lossy() bool {
	return slices.ContainsFunc(r.LeftOut, func(l Left) bool { return l.Why != toPrograms })
}

// add adds what a draft left out and decided. Drafts of the same page leave the same lines out.
func (r *Report) add(d *Draft) {
	seen := map[Left]bool{}
	for _, l := range r.LeftOut {
		seen[l] = true
	}
	for _, l := range d.Left {
		if !seen[l] {
			seen[l] = true
			r.LeftOut = append(r.LeftOut, l)
		}
	}
	r.Notes = append(r.Notes, d.Notes...)
}

func (r *Report) addSet(j *Import, s *Set, file string, data []byte, drift *Drift) {
	set := SetReport{
		ID: path.Join(j.Vendor, s.ID), Vendor: j.Vendor, Set: s.ID, Title: s.Title, Kind: s.Kind, File: filepath.ToSlash(file),
		Source: s.Source.URL, Tables: s.Listings, Codes: []CodeReport{}, Drift: drift, Content: string(data),
	}
	for _, e := range s.Entries {
		id := path.Join(set.ID, firstOf(e.Slug, content.Slug(e.Code.Code)))
		set.Codes = append(set.Codes, CodeReport{
			ID: id, Code: e.Code.Code, Title: e.Title, URL: j.BaseURL + id + "/", Summary: e.Summary, Number: e.Number, Name: e.Name,
			HTTP: append([]int{}, e.HTTP.Is...), GRPC: e.GRPC, Line: e.Line, Digest: e.Digest,
		})
	}
	r.Sets = append(r.Sets, set)
}

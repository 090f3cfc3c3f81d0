package main

import (
	"cmp"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/vendorpage"
)

// importReport is what `import --format json` prints.
type importReport struct {
	Page    importedPage      `json:"page"`
	DryRun  bool              `json:"dry_run"`
	Sets    []importedSet     `json:"sets"`
	LeftOut []vendorpage.Left `json:"left_out"`
	Notes   []string          `json:"notes"`
	Written []string          `json:"written"`
}

type importedPage struct {
	File     string `json:"file"`
	Kind     string `json:"kind"`
	Encoding string `json:"encoding"`
	Title    string `json:"title"`
	URL      string `json:"url"`
}

type importedSet struct {
	ID      string               `json:"id"` // "vendor/set"
	Vendor  string               `json:"vendor"`
	Set     string               `json:"set"`
	Title   string               `json:"title"`
	Kind    content.Kind         `json:"kind"`
	File    string               `json:"file"`
	Source  string               `json:"source"` // where the vendor publishes it
	Tables  []vendorpage.Listing `json:"tables"`
	Codes   []importedCode       `json:"codes"`
	Drift   *vendorpage.Drift    `json:"drift,omitempty"`
	Content string               `json:"content"` // of the file
}

type importedCode struct {
	jsonCode
	Summary string       `json:"summary"`
	Number  *int         `json:"number"`
	Name    string       `json:"name"`
	HTTP    []int        `json:"http"`
	GRPC    content.GRPC `json:"grpc"`
	Line    int          `json:"line"` // of the page
	Digest  string       `json:"digest"`
}

func newImportReport(job *importJob, p *vendorpage.Page) *importReport {
	return &importReport{
		Page:   importedPage{job.file, string(p.Kind), p.Encoding, p.Title, cmp.Or(job.url, p.URL)},
		DryRun: job.dryRun, Sets: []importedSet{}, LeftOut: []vendorpage.Left{}, Notes: []string{}, Written: []string{},
	}
}

func (r *importReport) add(d *vendorpage.Draft) {
	seen := map[vendorpage.Left]bool{}
	for _, l := range append(r.LeftOut, d.Left...) {
		seen[l] = true
	}
	for _, l := range r.LeftOut {
		delete(seen, l)
	}
	for _, l := range d.Left {
		if seen[l] {
			delete(seen, l)
			r.LeftOut = append(r.LeftOut, l)
		}
	}
	r.Notes = append(r.Notes, d.Notes...)
}

func (r *importReport) addSet(job *importJob, s *vendorpage.Set, file string, data []byte, drift *vendorpage.Drift) {
	set := importedSet{
		ID: path.Join(job.vendor, s.ID), Vendor: job.vendor, Set: s.ID, Title: s.Title, Kind: s.Kind, File: filepath.ToSlash(file),
		Source: s.Source.URL, Tables: s.Listings, Codes: []importedCode{}, Drift: drift, Content: string(data),
	}
	for _, e := range s.Entries {
		slug := cmp.Or(e.Slug, content.Slug(e.Code.Code))
		c := importedCode{
			jsonCode: jsonCode{path.Join(job.vendor, s.ID, slug), e.Code.Code, e.Title, job.pageAddress(s.ID, slug)},
			Summary:  e.Summary, Number: e.Number, Name: e.Name, HTTP: e.HTTP, GRPC: e.GRPC, Line: e.Line, Digest: e.Digest,
		}
		if c.HTTP == nil {
			c.HTTP = []int{}
		}
		set.Codes = append(set.Codes, c)
	}
	r.Sets = append(r.Sets, set)
}

func (r *importReport) drifted() bool {
	for _, s := range r.Sets {
		if s.Drift != nil && s.Drift.Any() {
			return true
		}
	}
	return false
}

// print writes the report for people: what went where, what was left out, what was written.
func (r *importReport) print(a *app) {
	w, p := a.stdout, a.paint(0)
	fmt.Fprintf(w, "%s: %s\n", r.Page.File, strings.Join(nonEmpty([]string{r.Page.Kind, r.Page.Encoding, quotedTitle(r.Page.Title), r.Page.URL}), ", "))
	for i := range r.Sets {
		s := &r.Sets[i]
		fmt.Fprintf(w, "\n%s  %s, %s\n", p.strong(s.ID), plural(len(s.Codes), "code"), s.File)
		for _, t := range s.Tables {
			t.Print(w, p.quiet)
		}
		switch {
		case s.Drift != nil:
			printDrift(w, p, s.Drift)
		case r.DryRun:
			s.printCodes(w)
		}
	}
	if len(r.LeftOut) > 0 {
		fmt.Fprintf(w, "\n%s\n", p.strong("left out"))
		for _, l := range r.LeftOut {
			fmt.Fprintf(w, "  line %-5d %-8s %s: %s\n", l.Line, l.What, l.Text, l.Why)
		}
	}
	for _, n := range r.Notes {
		fmt.Fprintf(w, "\n%s %s\n", p.quiet("note:"), n)
	}
	for _, name := range r.Written {
		fmt.Fprintf(a.stderr, "wrote %s\n", name)
	}
}

func quotedTitle(s string) string {
	if s == "" {
		return ""
	}
	return "“" + s + "”"
}

func (s *importedSet) printCodes(w io.Writer) {
	width := 0
	for _, c := range s.Codes {
		width = max(width, min(columns(c.Code), 40))
	}
	for _, c := range s.Codes {
		var facts []string
		if c.Number != nil {
			facts = append(facts, strconv.Itoa(*c.Number))
		}
		for _, h := range c.HTTP {
			facts = append(facts, "HTTP "+strconv.Itoa(h))
		}
		if c.GRPC != "" {
			facts = append(facts, "gRPC "+string(c.GRPC))
		}
		fmt.Fprintf(w, "    %s%s  %-16s  %s\n", c.Code, strings.Repeat(" ", max(width-columns(c.Code), 0)), strings.Join(facts, ", "), c.Title)
	}
}

func printDrift(w io.Writer, p painter, d *vendorpage.Drift) {
	list := func(sign, word string, changes []vendorpage.Change, where string) {
		for _, c := range changes {
			text := c.To
			if c.From != "" {
				text = c.From + " → " + c.To
			}
			if text != "" {
				text = ": " + text
			}
			fmt.Fprintf(w, "    %s %-10s %s  %s%s\n", sign, word, p.strong(c.Code), p.quiet(fmt.Sprintf("%s %d", where, c.Line)), text)
		}
	}
	list("+", "added", d.Added, "page line")
	list("-", "removed", d.Removed, "line")
	list("~", "reworded", d.Reworded, "line")
	list("#", "renumbered", d.Renumbered, "line")
	if !d.Any() {
		fmt.Fprintln(w, "    the file agrees with the page")
	}
	if len(d.Removed) > 0 {
		fmt.Fprintf(w, "    %s\n", p.quiet("removed codes stay, because their addresses are public; give them lifecycle: {status: removed}"))
	}
	if d.Unknown > 0 {
		fmt.Fprintf(w, "    %s\n", p.quiet(plural(d.Unknown, "entry has", "entries have")+" no digest: their wording can't be compared"))
	}
}

package vendorpage

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/catalogfile"
	"github.com/errdocs/errdocs/internal/lists"
)

// Import says what becomes of a page.
type Import struct {
	Options
	Page    string                            // its file, for the report
	Dir     string                            // the content directory
	File    string                            // of the only set, if it is not in its place in Dir
	Update  bool                              // update existing set files instead of writing new ones
	DryRun  bool                              // new files can exist already
	BaseURL string                            // of the site
	Read    func(name string) ([]byte, error) // reads an existing file
}

// Result is the outcome of an import: what to write, and what to show.
type Result struct {
	Report  *Report
	Files   []catalogfile.File // with the names as the working directory has them
	Schemas bool               // new files name schemas
}

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
	Number  *int64       `json:"number"`
	Name    string       `json:"name"`
	HTTP    []int        `json:"http"`
	GRPC    content.GRPC `json:"grpc"`
	Line    int          `json:"line"` // of the page
	Digest  string       `json:"digest"`
}

// Listing describes a table, list or run of sections that a set was made from.
type Listing struct {
	Line    int      `json:"line"`
	Shape   string   `json:"shape"` // table, list or sections
	Heading string   `json:"heading"`
	Rows    int      `json:"rows"`
	Lost    int      `json:"lost"` // characters that reached no field
	Columns []Column `json:"columns"`
}

// Drifted reports whether a set differs from the page.
func (r *Report) Drifted() bool {
	return slices.ContainsFunc(r.Sets, func(s SetReport) bool { return s.Drift != nil && s.Drift.Any() })
}

// Lossy reports whether the page has tables, rows or other texts about codes that reached no entry.
func (r *Report) Lossy() bool {
	return slices.ContainsFunc(r.LeftOut, func(l Left) bool { return l.Why != toPrograms })
}

// Run drafts or updates the set files of a page.
func (j *Import) Run(p *Page) (*Result, error) {
	r := &Result{Report: &Report{
		Page:   PageReport{j.Page, string(p.Kind), p.Encoding, p.Title, cmp.Or(j.Source.URL, p.URL)},
		DryRun: j.DryRun, Sets: []SetReport{}, LeftOut: []Left{}, Notes: []string{}, Written: []string{},
	}}
	if j.Update {
		return r, j.update(p, r)
	}
	return r, j.draft(p, r)
}

func (j *Import) draft(p *Page, r *Result) error {
	draft, err := p.Draft(j.Options)
	if err != nil {
		return err
	}
	r.Report.add(draft)
	for _, s := range draft.Sets {
		name := j.setFile(s.ID)
		_, err := j.Read(name)
		data := j.begin(r, name, s.YAML())
		switch {
		case err == nil && !j.DryRun:
			return usage("--update brings it up to date, or choose another --set", "%s already exists", name)
		case err != nil && !errors.Is(err, fs.ErrNotExist) && !j.DryRun:
			return err
		case len(data) > content.MaxFile:
			return limit("split the page", "%s would have %d bytes, the limit is %d", name, len(data), content.MaxFile)
		}
		r.Report.addSet(j, s, name, data, nil)
	}
	if j.File != "" {
		return nil // its owner decides what is around it
	}
	site := filepath.Join(j.Dir, "site.yaml")
	err = j.addToVendor(p, draft, r)
	if _, missing := j.Read(site); errors.Is(missing, fs.ErrNotExist) {
		j.begin(r, site, catalogfile.SiteYAML())
	}
	return err
}

// update merges the page into existing set files.
func (j *Import) update(p *Page, r *Result) error {
	for _, id := range j.Sets {
		name := j.setFile(id)
		old, err := j.Read(name)
		if errors.Is(err, fs.ErrNotExist) {
			return usage("drop --update to create it", "there is no %s to update", name)
		}
		if err != nil {
			return fmt.Errorf("read set file: %w", err)
		}
		file, err := catalogfile.ParseSet(old)
		if err != nil {
			return err
		}
		draft, err := p.DraftFor(id, file, j.Options)
		if err != nil {
			return err
		}
		drift := draft.Sets[0].Merge(file, p)
		r.Report.add(draft)
		r.Report.addSet(j, draft.Sets[0], name, file.Bytes(), &drift)
		r.change(name, old, file.Bytes())
	}
	return nil
}

// change adds a file that differs from the existing one.
func (r *Result) change(name string, old, data []byte) {
	if string(data) != string(old) {
		r.Files = append(r.Files, catalogfile.File{Name: name, Data: data})
	}
}

// setFile returns where a set belongs.
func (j *Import) setFile(set string) string {
	if j.File != "" && slices.Equal(j.Sets, []string{set}) {
		return j.File
	}
	return filepath.Join(j.Dir, "vendors", j.Vendor, set+".yaml")
}

// addToVendor lists the sets in the file of their vendor.
func (j *Import) addToVendor(p *Page, draft *Draft, r *Result) error {
	name := filepath.Join(j.Dir, "vendors", j.Vendor, "vendor.yaml")
	old, err := j.Read(name)
	if errors.Is(err, fs.ErrNotExist) {
		v := p.Vendor(j.Vendor)
		v.SetIDs = lists.Each(draft.Sets, func(s *Set) string { return s.ID })
		j.begin(r, name, catalogfile.VendorYAML(v))
		return nil
	}
	if err != nil {
		return fmt.Errorf("read vendor.yaml: %w", err)
	}
	data := old
	for _, s := range draft.Sets {
		if data, err = catalogfile.AddSet(data, s.ID); err != nil {
			return err
		}
	}
	r.change(name, old, data)
	return nil
}

// begin adds a new file to the result and returns its content. In the content directory, its first line names its
// schema; elsewhere there is no schema to name.
func (j *Import) begin(r *Result, name string, data []byte) []byte {
	if rel, err := filepath.Rel(j.Dir, name); err == nil && filepath.IsLocal(rel) {
		r.Schemas = true
		data = catalogfile.New(filepath.ToSlash(rel), data).Data
	}
	r.Files = append(r.Files, catalogfile.File{Name: name, Data: data})
	return data
}

// add adds what a draft left out and decided. Drafts of the same page leave the same lines out.
func (r *Report) add(d *Draft) {
	seen := map[Left]bool{}
	r.LeftOut = slices.DeleteFunc(append(r.LeftOut, d.Left...), func(l Left) bool {
		was := seen[l]
		seen[l] = true
		return was
	})
	r.Notes = append(r.Notes, d.Notes...)
}

func (r *Report) addSet(j *Import, s *Set, file string, data []byte, drift *Drift) {
	set := SetReport{
		ID: path.Join(j.Vendor, s.ID), Vendor: j.Vendor, Set: s.ID, Title: s.Title, Kind: s.Kind, File: filepath.ToSlash(file),
		Source: s.Source.URL, Tables: s.Listings, Codes: []CodeReport{}, Drift: drift, Content: string(data),
	}
	for _, e := range s.Entries {
		id := path.Join(set.ID, cmp.Or(e.Slug, content.Slug(e.Code.Code)))
		set.Codes = append(set.Codes, CodeReport{
			ID: id, Code: e.Code.Code, Title: e.Title, URL: j.BaseURL + id + "/", Summary: e.Summary, Number: e.Number, Name: e.Name,
			HTTP: append([]int{}, e.HTTP.Is...), GRPC: e.GRPC, Line: e.Line, Digest: e.Digest,
		})
	}
	r.Sets = append(r.Sets, set)
}

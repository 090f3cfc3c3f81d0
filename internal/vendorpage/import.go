package vendorpage

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/catalogfile"
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

// Run drafts or updates the set files of a page.
func (j *Import) Run(p *Page) (*Result, error) {
	r := &Result{Report: &Report{
		Page:   PageReport{j.Page, string(p.Kind), p.Encoding, p.Title, firstOf(j.Source.URL, p.URL)},
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
		switch _, err := j.Read(name); {
		case j.DryRun || errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return err
		default:
			return usage("--update brings it up to date, or choose another --set", "%s already exists", name)
		}
		data := j.begin(r, name, s.YAML())
		if len(data) > content.MaxFile {
			return limit("split the page", "%s would have %d bytes, the limit is %d", name, len(data), content.MaxFile)
		}
		r.Report.addSet(j, s, name, data, nil)
	}
	if j.File != "" {
		return nil // its owner decides what is around it
	}
	if err := j.addToVendor(p, draft, r); err != nil {
		return err
	}
	site := filepath.Join(j.Dir, "site.yaml")
	if _, err := j.Read(site); errors.Is(err, fs.ErrNotExist) {
		j.begin(r, site, catalogfile.SiteYAML())
	}
	return nil
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
		merged := file.Bytes()
		r.Report.add(draft)
		r.Report.addSet(j, draft.Sets[0], name, merged, &drift)
		if string(merged) != string(old) {
			r.Files = append(r.Files, catalogfile.File{Name: name, Data: merged})
		}
	}
	return nil
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
		for _, s := range draft.Sets {
			v.SetIDs = append(v.SetIDs, s.ID)
		}
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
	if string(data) != string(old) {
		r.Files = append(r.Files, catalogfile.File{Name: name, Data: data})
	}
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

package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/publish"
	"github.com/errdocs/errdocs/internal/vendorpage"
)

// importFlags are the flags of import.
type importFlags struct {
	vendor    string
	sets      []string
	from      choice
	format    choice
	mapping   []string
	update    bool
	dryRun    bool
	url       string
	retrieved string
}

func (a *app) importCommand() *cobra.Command {
	f := &importFlags{
		from:   choice{value: "auto", of: []string{"auto"}},
		format: choice{value: "text", of: []string{"text", "json"}},
	}
	for _, k := range vendorpage.Kinds() {
		f.from.of = append(f.from.of, string(k))
	}
	cmd := &cobra.Command{
		Use:   "import <page|-> [set.yaml]",
		Short: "Make a set file of a vendor's page, or bring one up to it",
		Long: `Import reads a saved page of a vendor (HTML, Markdown, plain text or CSV), finds what lists codes in it and
writes set files: one for each set, in the folder of the vendor. It prints what went where and what was
left out. What the page does not say is not made up; read the draft before you publish it.

With --update it brings existing set files up to the page instead. New codes are inserted, and the digests
of reworded ones renewed; everything else in the files stays as it is. The differences are listed.

Exit status: 0 done, 1 no codes found, or --update found differences.`,
		Example: `  errdocs import errors.html --vendor acme --set api-errors
  errdocs import errors.md --vendor acme --set android --set ios --dry-run
  errdocs import errors.csv --vendor acme --set api --map 'Reason=code,Text=meaning'
  errdocs import errors.html --update content/vendors/acme/api-errors.yaml`,
		Args: wantArgs(1, 2, "a saved page"),
		RunE: func(cmd *cobra.Command, args []string) error { return a.importPage(f, args) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.vendor, "vendor", "", "`id` of the vendor: the name of its folder")
	flags.StringSliceVar(&f.sets, "set", nil, "`id` of the set; repeat it for a page with several, in its order or called like its headings")
	choose(cmd, &f.from, "from", "format of the page")
	flags.StringArrayVar(&f.mapping, "map", nil, "what a column holds, as `Header=field`; fields: "+fieldList())
	flags.StringVar(&f.url, "url", "", "`address` at which the vendor publishes the page (default: what the page says)")
	flags.StringVar(&f.retrieved, "retrieved", "", "`day` on which the page was saved, YYYY-MM-DD")
	flags.BoolVar(&f.update, "update", false, "bring existing set files up to the page")
	flags.BoolVar(&f.dryRun, "dry-run", false, "show what would be done and write nothing")
	choose(cmd, &f.format, "format", "how to print the report: text or json")
	return cmd
}

func fieldList() string {
	var list []string
	for _, f := range vendorpage.Fields() {
		list = append(list, string(f))
	}
	return strings.Join(list, ", ")
}

// importJob is one run of import.
type importJob struct {
	*importFlags
	file    string // the page
	target  string // the set file that was named, "" when none was
	dir     string // the content directory
	vendor  string
	cat     *content.Catalog // nil when there is none or it has problems
	opts    vendorpage.Options
	report  *importReport
	writing []write
	schemas []write // which the new files name
}

// write is a file to be written.
type write struct {
	name string
	data []byte
}

func (a *app) importPage(f *importFlags, args []string) error {
	job, err := a.newImport(f, args)
	if err != nil {
		return err
	}
	data, err := readPage(job.file)
	if err != nil {
		return err
	}
	kind := vendorpage.Kind(f.from.value)
	if f.from.value == "auto" {
		kind = ""
	}
	page, err := vendorpage.Read(data, kind, job.file)
	if err == nil {
		job.report = newImportReport(job, page)
		err = job.run(page)
	}
	if err != nil {
		return a.importFailed(err)
	}
	if !f.dryRun {
		for _, w := range slices.Concat(job.writing, job.schemas) {
			if err := writeFile(w.name, w.data); err != nil {
				return err
			}
			job.report.Written = append(job.report.Written, filepath.ToSlash(w.name))
		}
	}
	if job.report.drifted() {
		a.status = exitProblems
	}
	if f.format.value == "json" {
		return a.writeJSON(job.report)
	}
	job.report.print(a)
	return nil
}

// importFailed prints why a page gives no draft.
func (a *app) importFailed(err error) error {
	var refused *vendorpage.Error
	if !errors.As(err, &refused) {
		return err
	}
	if refused.Usage {
		return &usageError{refused.Message, refused.Hint}
	}
	a.complain(refused.Message, refused.Hint)
	a.status = exitProblems
	if refused.Limit {
		a.status = exitLimit
	}
	return nil
}

// newImport checks the call.
func (a *app) newImport(f *importFlags, args []string) (*importJob, error) {
	job := &importJob{importFlags: f, vendor: f.vendor, dir: cmp.Or(a.content, "content")}
	for _, arg := range args {
		if ext := filepath.Ext(arg); ext == ".yaml" || ext == ".yml" {
			job.target = arg
		} else if job.file == "" {
			job.file = arg
		} else {
			return nil, &usageError{fmt.Sprintf("errdocs import takes no argument %q", arg), "one page at a time, and the set file ends in .yaml"}
		}
	}
	if job.file == "" {
		return nil, &usageError{"errdocs import needs a saved page", "usage: errdocs import page.html --vendor V --set S"}
	}
	if strings.HasPrefix(job.file, "http://") || strings.HasPrefix(job.file, "https://") {
		return nil, &usageError{"errdocs reads no addresses, only files", "save the page first: curl -sLo page.html " + job.file}
	}
	if err := job.names(); err != nil {
		return nil, err
	}
	mapping, err := vendorpage.ParseMapping(f.mapping)
	if err != nil {
		return nil, a.importFailed(err)
	}
	job.opts = vendorpage.Options{Vendor: job.vendor, Sets: f.sets, Map: mapping, Source: content.Source{URL: f.url, Retrieved: f.retrieved}}
	job.openCatalog()
	return job, nil
}

// names checks the ids of the vendor and the sets. A set file that is named tells both.
func (job *importJob) names() error {
	if job.target != "" {
		set := strings.TrimSuffix(filepath.Base(job.target), filepath.Ext(job.target))
		if len(job.sets) > 1 || len(job.sets) == 1 && job.sets[0] != set {
			return &usageError{"a set file and another --set", "name the file, or the sets, not both"}
		}
		job.sets = []string{set}
		if abs, err := filepath.Abs(job.target); err == nil {
			job.vendor = cmp.Or(job.vendor, filepath.Base(filepath.Dir(abs)))
		}
	}
	if job.vendor == "" {
		return &usageError{"errdocs import needs --vendor", "the vendor's id, which is the name of its folder, such as --vendor acme"}
	}
	if job.update && len(job.sets) == 0 {
		return &usageError{"--update needs --set or a set file", "such as --update content/vendors/" + job.vendor + "/errors.yaml"}
	}
	for _, id := range append([]string{job.vendor}, job.sets...) {
		if id != content.Slug(id) || len(id) > content.MaxID || id == "" {
			return &usageError{fmt.Sprintf("%q can't be an id", id), "lower-case letters, digits and single hyphens, such as " + cmp.Or(vendorpage.SetID(id), "acme")}
		}
	}
	for i, id := range job.sets {
		if slices.Contains(job.sets[:i], id) {
			return &usageError{fmt.Sprintf("--set %s is given twice", id), "each set has a name of its own"}
		}
	}
	return nil
}

// openCatalog reads the catalog that the sets go into, if there is one: for the keys and concepts that it has,
// and its address.
func (job *importJob) openCatalog() {
	root, err := os.OpenRoot(job.dir)
	if err != nil {
		return
	}
	defer root.Close()
	cat, err := content.Load(root.FS())
	if err != nil {
		return // import works beside mistakes elsewhere; check tells them
	}
	job.cat = cat
	for _, v := range cat.Vendors {
		for _, s := range v.Sets {
			if v.ID != job.vendor || !slices.Contains(job.sets, s.ID) {
				job.opts.Keys = append(job.opts.Keys, s.Key)
			}
		}
	}
	for _, c := range cat.Concepts {
		job.opts.Concepts = append(job.opts.Concepts, c.ID)
	}
}

// readPage reads the page, or standard input for "-".
func readPage(name string) ([]byte, error) {
	var in io.Reader = os.Stdin
	if name != "-" {
		info, err := os.Stat(name)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, &usageError{fmt.Sprintf("there is no file %q", name), "paths are from the working directory"}
		}
		if err != nil {
			return nil, fmt.Errorf("reading the page: %w", err)
		}
		if info.IsDir() {
			return nil, &usageError{fmt.Sprintf("%q is a folder", name), "name the page in it"}
		}
		file, err := os.Open(name)
		if err != nil {
			return nil, fmt.Errorf("reading the page: %w", err)
		}
		defer file.Close()
		in = file
	}
	data, err := io.ReadAll(io.LimitReader(in, vendorpage.MaxPage+1))
	if err != nil {
		return nil, fmt.Errorf("reading the page: %w", err)
	}
	return data, nil
}

// run makes the drafts and what is to be written.
func (job *importJob) run(page *vendorpage.Page) error {
	if job.importFlags.update {
		return job.merge(page)
	}
	draft, err := page.Draft(job.opts)
	if err != nil {
		return err
	}
	job.report.add(draft)
	for _, s := range draft.Sets {
		name := job.setFile(s.ID)
		if _, err := os.Lstat(name); err == nil && !job.dryRun {
			return &usageError{name + " exists", "--update brings it up to the page, or choose another --set"}
		}
		data := job.begin(name, s.YAML())
		if len(data) > content.MaxFile {
			return &vendorpage.Error{Message: fmt.Sprintf("%s would have %s, more than a set file can", name, size(len(data))),
				Hint: "split the page", Limit: true}
		}
		job.writing = append(job.writing, write{name, data})
		job.report.addSet(job, s, name, data, nil)
	}
	return job.around(page, draft)
}

// setFile returns where a set belongs.
func (job *importJob) setFile(set string) string {
	if job.target != "" && len(job.sets) == 1 && job.sets[0] == set {
		return job.target
	}
	return filepath.Join(job.dir, "vendors", job.vendor, set+".yaml")
}

// merge brings existing set files up to the page.
func (job *importJob) merge(page *vendorpage.Page) error {
	for _, id := range job.sets {
		name := job.setFile(id)
		old, err := os.ReadFile(name)
		if errors.Is(err, fs.ErrNotExist) {
			return &usageError{"there is no " + name + " to update", "without --update it is written anew"}
		}
		if err != nil {
			return fmt.Errorf("reading the set file: %w", err)
		}
		draft, err := page.DraftFor(id, old, job.opts)
		if err != nil {
			return err
		}
		merged, drift, err := draft.Sets[0].Merge(old, page)
		if err != nil {
			return err
		}
		job.report.add(draft)
		job.report.addSet(job, draft.Sets[0], name, merged, &drift)
		if string(merged) != string(old) {
			job.writing = append(job.writing, write{name, merged})
		}
	}
	return nil
}

// around adds what the catalog needs besides the set files: the vendor's file with their names, and in an
// empty folder a site.yaml.
func (job *importJob) around(page *vendorpage.Page, draft *vendorpage.Draft) error {
	if job.target != "" {
		return nil // the file stands where its owner wants it
	}
	var ids []string
	for _, s := range draft.Sets {
		ids = append(ids, s.ID)
	}
	name := filepath.Join(job.dir, "vendors", job.vendor, "vendor.yaml")
	old, err := os.ReadFile(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		job.writing = append(job.writing, write{name, job.begin(name, page.VendorYAML(job.vendor, ids))})
	case err != nil:
		return fmt.Errorf("reading vendor.yaml: %w", err)
	default:
		data := old
		for _, id := range ids {
			if data, err = vendorpage.AddSet(data, id); err != nil {
				return err
			}
		}
		if string(data) != string(old) {
			job.writing = append(job.writing, write{name, data})
		}
	}
	if site := filepath.Join(job.dir, "site.yaml"); !isFile(site) {
		job.writing = append(job.writing, write{site, job.begin(site, vendorpage.SiteYAML())})
	}
	return nil
}

// begin puts the line that names its schema on top of a new file of the catalog, and has the schemas written
// that are not there. A file elsewhere has no schema beside it.
func (job *importJob) begin(name string, data []byte) []byte {
	rel, err := filepath.Rel(job.dir, name)
	if err != nil || !filepath.IsLocal(rel) {
		return data
	}
	if job.schemas == nil {
		job.schemas = missingSchemas(job.dir)
	}
	return append([]byte(content.SchemaLine(filepath.ToSlash(rel))), data...)
}

// writeFile writes a file in one step and makes the folders that it needs.
func writeFile(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	if err := publish.File(name, data); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}

// pageAddress returns where the site shows a code, or its path where that is not known.
func (job *importJob) pageAddress(set, slug string) string {
	p := path.Join(job.vendor, set, slug) + "/"
	if job.cat == nil {
		return p
	}
	return address(job.cat, p)
}

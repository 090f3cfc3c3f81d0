package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/catalogfile"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/terms"
	"github.com/errdocs/errdocs/internal/vendorpage"
)

// importFlags are the flags of import.
type importFlags struct {
	vendor    string
	sets      []string
	from      string
	format    string
	mapping   []string
	update    bool
	strict    bool
	dryRun    bool
	url       string
	retrieved string
}

func (a *app) importCommand() *cobra.Command {
	f := &importFlags{from: "auto", format: "text"}
	kinds := append([]string{"auto"}, lists.Each(vendorpage.Kinds(), func(k vendorpage.Kind) string { return string(k) })...)
	cmd := define("import", wantArgs(1, 2, "a saved page"), func(cmd *cobra.Command, args []string) error { return a.importPage(f, args) })
	flags := cmd.Flags()
	flags.StringVar(&f.vendor, "vendor", "", "`id` of the vendor: the name of its folder")
	flags.StringSliceVar(&f.sets, "set", nil, "`id` of the set; repeat it for a page with several, in the order of the page or named like its headings")
	choose(cmd, &f.from, "from", "format of the page: "+strings.Join(kinds, ", "), kinds...)
	flags.StringArrayVar(&f.mapping, "map", nil, "which field a column goes into, as `Header=field`; fields: "+fieldList())
	flags.StringVar(&f.url, "url", "", "`address` of the page in the vendor's docs (default: what the page says)")
	flags.StringVar(&f.retrieved, "retrieved", "", "`day` on which the page was saved, YYYY-MM-DD")
	flags.BoolVar(&f.update, "update", false, "update existing set files from the page")
	flags.BoolVar(&f.strict, "strict", false, "exit with 1 if any text of a table or section of codes is left out")
	flags.BoolVar(&f.dryRun, "dry-run", false, "show what would be written")
	choose(cmd, &f.format, "format", "how to print the report: text or json", "text", "json")
	return cmd
}

func fieldList() string {
	list := lists.Each(terms.Fields(), func(f terms.Field) string { return string(f) })
	return strings.Join(list, ", ")
}

// importPage drafts or updates the set files of a page and prints what it did.
func (a *app) importPage(f *importFlags, args []string) error {
	job, err := a.newImport(f, args)
	if err != nil {
		return err
	}
	data, err := a.readPage(job.Page)
	if err != nil {
		return err
	}
	page, err := vendorpage.Read(data, vendorpage.Kind(strings.TrimPrefix(f.from, "auto")), job.Page)
	if err != nil {
		return err
	}
	result, err := job.Run(page)
	if err != nil {
		return err
	}
	report := result.Report
	if !f.dryRun {
		if a.whole(func() { report.Written, err = writeImported(job.Dir, result) }); err != nil {
			return err
		}
	}
	if report.Drifted() || f.strict && report.Lossy() {
		a.status = exitProblems
	}
	if f.format == "json" {
		return a.writeJSON(report)
	}
	a.printImport(report)
	return nil
}

// writeImported writes the files of an import, and the schemas that they name.
func writeImported(dir string, result *vendorpage.Result) (written []string, err error) {
	files := result.Files
	if result.Schemas {
		for _, s := range catalogfile.MissingSchemas(dir) {
			files = append(files, catalogfile.File{Name: filepath.Join(dir, s.Name), Data: s.Data})
		}
	}
	written = []string{} // a list in JSON, even if nothing has changed
	for _, file := range files {
		if err := catalogfile.WriteFile(file.Name, file.Data); err != nil {
			return nil, err
		}
		written = append(written, filepath.ToSlash(file.Name))
	}
	return written, nil
}

// newImport checks flags and arguments.
func (a *app) newImport(f *importFlags, args []string) (*vendorpage.Import, error) {
	dir, err := a.oneFolder()
	if err != nil {
		return nil, err
	}
	job := &vendorpage.Import{Dir: cmp.Or(dir, "content"), Update: f.update, DryRun: f.dryRun, Read: os.ReadFile}
	for i, arg := range args {
		if isYAML(arg) && (i > 0 || len(args) > 1 && !isYAML(args[1]) || len(args) == 1 && f.update && len(f.sets) == 0) {
			job.File = arg
		} else if job.Page == "" {
			job.Page = arg
		} else {
			return nil, &usageError{fmt.Sprintf("unexpected argument %q", arg), "one page at a time; the name of a set file ends in .yaml"}
		}
	}
	if job.Page == "" {
		return nil, &usageError{"errdocs import needs a saved page", "usage: errdocs import page.html --vendor V --set S"}
	}
	if strings.HasPrefix(job.Page, "http://") || strings.HasPrefix(job.Page, "https://") {
		return nil, &usageError{"errdocs import reads files, not URLs", "save the page first: curl -sLo page.html " + job.Page}
	}
	if err := f.checkIDs(job.File); err != nil {
		return nil, err
	}
	mapping, err := vendorpage.ParseMapping(f.mapping)
	if err != nil {
		return nil, err
	}
	job.Options = vendorpage.Options{Vendor: f.vendor, Sets: f.sets, Map: mapping, Source: content.Source{URL: f.url, Retrieved: f.retrieved}}
	useCatalog(job)
	return job, nil
}

// isYAML reports whether a file can be a set file. It can also be a page, if it is the first of two, or alone.
func isYAML(name string) bool {
	ext := filepath.Ext(name)
	return ext == ".yaml" || ext == ".yml"
}

// checkIDs checks the ids of the vendor and the sets. The name of a set file can give both.
func (f *importFlags) checkIDs(file string) error {
	if file != "" {
		set := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
		if len(f.sets) > 1 || len(f.sets) == 1 && f.sets[0] != set {
			return &usageError{"--set conflicts with the set file given", "drop one of them"}
		}
		f.sets = []string{set}
		if abs, err := filepath.Abs(file); err == nil {
			f.vendor = cmp.Or(f.vendor, filepath.Base(filepath.Dir(abs)))
		}
	}
	if f.vendor == "" {
		return &usageError{"errdocs import needs --vendor", "the vendor's id, which is the name of its folder, such as --vendor acme"}
	}
	if f.update && len(f.sets) == 0 {
		return &usageError{"--update needs --set or a set file", "such as --update content/vendors/" + f.vendor + "/errors.yaml"}
	}
	for i, id := range append([]string{f.vendor}, f.sets...) {
		if err := checkID(id); err != nil {
			return err
		}
		if i > 0 && slices.Contains(f.sets[:i-1], id) {
			return &usageError{fmt.Sprintf("--set %s is given twice", id), "each set has a name of its own"}
		}
	}
	return nil
}

// useCatalog reads what the sets need from the catalog that they go into, if there is one: the keys and concepts that
// it has, and its URL. A catalog with problems does not prevent an import; errdocs check shows them.
func useCatalog(job *vendorpage.Import) {
	root, err := os.OpenRoot(job.Dir)
	if err != nil {
		return
	}
	defer root.Close()
	cat, err := content.Load(root.FS())
	if err != nil {
		return
	}
	job.BaseURL = cat.Site.BaseURL
	for _, v := range cat.Vendors {
		for _, s := range v.Sets {
			if v.ID != job.Vendor || !slices.Contains(job.Sets, s.ID) {
				job.Keys = append(job.Keys, s.Key)
			}
		}
	}
}

// readPage reads the page, or standard input for "-".
func (a *app) readPage(name string) ([]byte, error) {
	in := a.stdin
	if name != "-" {
		if isDir(name) {
			return nil, &usageError{fmt.Sprintf("%q is a folder", name), "name the page in it"}
		}
		file, err := os.Open(name)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, &usageError{fmt.Sprintf("there is no file %q", name), "paths are relative to the working directory"}
		}
		if err != nil {
			return nil, fmt.Errorf("read page: %w", err)
		}
		defer file.Close()
		in = file
	}
	data, err := io.ReadAll(io.LimitReader(in, vendorpage.MaxPage+1))
	if err != nil {
		return nil, fmt.Errorf("read page: %w", err)
	}
	return data, nil
}

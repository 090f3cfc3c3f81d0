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
	vendorpage.Import
	from    string
	mapping []string
	strict  bool
}

func (a *app) importCommand() *cobra.Command {
	f := &importFlags{from: "auto"}
	kinds := append([]string{"auto"}, lists.Each(vendorpage.Kinds(), func(k vendorpage.Kind) string { return string(k) })...)
	cmd := define("import", wantArgs(1, 2, "a saved page"), func(cmd *cobra.Command, args []string) error { return a.importPage(f, args) })
	flags := cmd.Flags()
	flags.StringVar(&f.Vendor, "vendor", "", "`id` of the vendor: the name of its folder")
	flags.StringSliceVar(&f.Sets, "set", nil, "`id` of the set; repeat it for a page with several, in the order of the page or named like its headings")
	choose(cmd, &f.from, "from", "format of the page: "+strings.Join(kinds, ", "), kinds...)
	flags.StringArrayVar(&f.mapping, "map", nil, "which field a column goes into, as `Header=field`; fields: "+fieldList())
	flags.StringVar(&f.Source.URL, "url", "", "`address` of the page in the vendor's docs (default: what the page says)")
	flags.StringVar(&f.Source.Retrieved, "retrieved", "", "`day` on which the page was saved, YYYY-MM-DD")
	flags.BoolVar(&f.Update, "update", false, "update existing set files from the page")
	flags.BoolVar(&f.strict, "strict", false, "exit with 1 if any text of a table or section of codes is left out")
	flags.BoolVar(&f.DryRun, "dry-run", false, "show what would be written")
	a.formats(cmd, "how to print the report: text or json", "text", "json")
	return cmd
}

func fieldList() string {
	list := lists.Each(terms.Fields(), func(f terms.Field) string { return string(f) })
	return strings.Join(list, ", ")
}

// importPage drafts or updates the set files of a page and prints what it did.
func (a *app) importPage(f *importFlags, args []string) error {
	err := a.completeImport(f, args)
	if err != nil {
		return err
	}
	data, err := a.readPage(f.Page)
	if err != nil {
		return err
	}
	page, err := vendorpage.Read(data, vendorpage.Kind(strings.TrimPrefix(f.from, "auto")), f.Page)
	if err != nil {
		return err
	}
	result, err := f.Run(page)
	if err != nil {
		return err
	}
	report := result.Report
	if !f.DryRun {
		if a.whole(func() { report.Written, err = writeImported(f.Dir, result) }); err != nil {
			return err
		}
	}
	if report.Drifted() || f.strict && report.Lossy() {
		a.status = exitProblems
	}
	if a.format == "json" {
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

// completeImport checks flags and arguments, and fills the rest of the import.
func (a *app) completeImport(f *importFlags, args []string) (err error) {
	if f.Dir, err = a.oneFolder(); err != nil {
		return err
	}
	f.Dir, f.Read = cmp.Or(f.Dir, "content"), os.ReadFile
	for i, arg := range args {
		if isYAML(arg) && (i > 0 || len(args) > 1 && !isYAML(args[1]) || len(args) == 1 && f.Update && len(f.Sets) == 0) {
			f.File = arg
		} else if f.Page == "" {
			f.Page = arg
		} else {
			return &usageError{fmt.Sprintf("unexpected argument %q", arg), "one page at a time; the name of a set file ends in .yaml"}
		}
	}
	if f.Page == "" {
		return &usageError{"errdocs import needs a saved page", "usage: errdocs import page.html --vendor V --set S"}
	}
	if strings.HasPrefix(f.Page, "http://") || strings.HasPrefix(f.Page, "https://") {
		return &usageError{"errdocs import reads files, not URLs", "save the page first: curl -sLo page.html " + f.Page}
	}
	if err := f.checkIDs(f.File); err != nil {
		return err
	}
	if f.Map, err = vendorpage.ParseMapping(f.mapping); err != nil {
		return err
	}
	useCatalog(&f.Import)
	return nil
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
		if len(f.Sets) > 1 || len(f.Sets) == 1 && f.Sets[0] != set {
			return &usageError{"--set conflicts with the set file given", "drop one of them"}
		}
		f.Sets = []string{set}
		if abs, err := filepath.Abs(file); err == nil {
			f.Vendor = cmp.Or(f.Vendor, filepath.Base(filepath.Dir(abs)))
		}
	}
	if f.Vendor == "" {
		return &usageError{"errdocs import needs --vendor", "the vendor's id, which is the name of its folder, such as --vendor acme"}
	}
	if f.Update && len(f.Sets) == 0 {
		return &usageError{"--update needs --set or a set file", "such as --update content/vendors/" + f.Vendor + "/errors.yaml"}
	}
	for i, id := range append([]string{f.Vendor}, f.Sets...) {
		if err := checkID(id); err != nil {
			return err
		}
		if i > 0 && slices.Contains(f.Sets[:i-1], id) {
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
	for s := range cat.Sets() {
		if s.Vendor.ID != job.Vendor || !slices.Contains(job.Sets, s.ID) {
			job.Keys = append(job.Keys, s.Key)
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

package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/vendorpage"
)

// newFlags are what is known of a new entry. Each belongs to some kinds of entry.
type newFlags struct {
	title, summary, url                    string
	key, kind, platform                    string
	category, grpc, fault, nextStep, retry string
	concept, match                         string
	number                                 int
	http                                   []int
}

// newFlagsOf lists the flags by what they belong to.
var newFlagsOf = map[string][]string{
	"vendor": {"title", "summary", "url"},
	"set":    {"title", "summary", "url", "key", "kind", "platform"},
	"code":   {"title", "summary", "number", "category", "concept", "match", "http", "grpc", "fault", "next-step", "retry"},
}

func (a *app) newCommand() *cobra.Command {
	f := &newFlags{}
	cmd := &cobra.Command{
		Use:   "new <vendor>[/<set>[/<code>]]",
		Short: "Add a vendor, a set or a code to the catalog",
		Long: `New writes an entry that passes check, with drafts where you have said nothing, and prints its file and
line. The rest of the files stays as it is. A code comes last in its set, or into its place where the codes of
the set are sorted; it may hold slashes.

Exit status: 1 the entry is there already, or would break a rule.`,
		Example: `  errdocs new acme --title 'Acme Payments'
  errdocs new acme/api --key ACME
  errdocs new acme/api/CARD_EXPIRED --http 402 --fault end-user --next-step ask-user`,
		Args: wantArgs(1, 1, "what to add, such as acme/api/CARD_EXPIRED"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.newEntry(cmd, f, args[0])
		},
		ValidArgsFunction: a.completeSets,
	}
	flags := cmd.Flags()
	flags.StringVar(&f.title, "title", "", "`words` that name it: the title of a set or code, the name of a vendor")
	flags.StringVar(&f.summary, "summary", "", "one `sentence` that says what it is")
	flags.StringVar(&f.url, "url", "", "vendor, set: `address` at which the vendor writes about it")
	flags.StringVar(&f.key, "key", "", "set: `prefix` of its short links, such as ACME")
	member(cmd, &f.kind, "kind", "set: what its entries are", content.Values[content.Kind]())
	member(cmd, &f.platform, "platform", "set: where its codes are seen", content.Values[content.Platform]())
	flags.IntVar(&f.number, "number", 0, "code: its `number`")
	member(cmd, &f.category, "category", "code: what kind of trouble", content.Values[content.Category]())
	flags.StringVar(&f.concept, "concept", "", "code: `id` of the condition that it expresses")
	member(cmd, &f.match, "match", "code: how well the condition fits", content.Values[content.Match]())
	flags.IntSliceVar(&f.http, "http", nil, "code: its HTTP `status`; several with commas")
	member(cmd, &f.grpc, "grpc", "code: its gRPC status", content.Values[content.GRPC]())
	member(cmd, &f.fault, "fault", "code: whose side has to act", content.Values[content.Fault]())
	member(cmd, &f.nextStep, "next-step", "code: what to do first", content.Values[content.NextStep]())
	member(cmd, &f.retry, "retry", "code: whether to send the request again", content.Values[content.RetryPolicy]())
	return cmd
}

// oneOf is a flag that takes a member of a closed list, and none at first.
type oneOf struct {
	value *string
	of    []string
}

func (m oneOf) String() string { return *m.value }
func (m oneOf) Type() string   { return "word" }

// Set takes the value from the command line.
func (m oneOf) Set(s string) error {
	if !slices.Contains(m.of, s) {
		return errors.New(nearest(s, m.of, "want one of "+strings.Join(m.of, ", ")))
	}
	*m.value = s
	return nil
}

// member gives a command a flag that takes a member of a closed list, with completion.
func member(cmd *cobra.Command, value *string, name, usage string, of []string) {
	cmd.Flags().Var(oneOf{value, of}, name, usage+": "+strings.Join(of, ", "))
	if err := cmd.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(of, cobra.ShellCompDirectiveNoFileComp)); err != nil {
		panic(err) // only if the flag isn't there
	}
}

// newEntry is one run of new.
func (a *app) newEntry(cmd *cobra.Command, f *newFlags, id string) error {
	src, err := a.openSource()
	if err != nil {
		return err
	}
	defer src.close()
	if src.dir == "" {
		return &usageError{"there is no catalog here to add to", "errdocs init starts one"}
	}
	part := append(strings.SplitN(id, "/", 3), "", "")[:3]
	n := &addition{src: src, flags: f, vendor: part[0], set: part[1], code: part[2]}
	if err := n.checkCall(cmd, id); err != nil {
		return err
	}
	switch {
	case n.code != "":
		err = n.addCode()
	case n.set != "":
		err = n.addSet()
	default:
		err = n.addVendor()
	}
	if err == nil {
		err = n.write()
	}
	var broken *problemsError
	if errors.As(err, &broken) {
		a.complain("nothing was written, for the catalog would then have a problem", "")
	}
	if err != nil {
		return a.importFailed(err)
	}
	fmt.Fprintln(a.stdout, n.place)
	return nil
}

// addition is an entry on its way into a catalog.
type addition struct {
	src               *source
	flags             *newFlags
	vendor, set, code string
	writing           []write // with paths inside the content directory
	place             string  // file:line of the entry
}

func (n *addition) checkCall(cmd *cobra.Command, id string) error {
	kind := "vendor"
	if n.set != "" {
		kind = "set"
	}
	if n.code != "" {
		kind = "code"
	}
	if strings.HasSuffix(id, "/") || !utf8.ValidString(id) {
		return &usageError{fmt.Sprintf("%q names no vendor, set or code", cut(id)), cmd.UseLine()}
	}
	for what, id := range map[string]string{"vendor": n.vendor, "set": n.set} {
		if id == "" && what == "set" && n.code == "" {
			continue
		}
		if id != content.Slug(id) || id == "" || len(id) > content.MaxID {
			return &usageError{fmt.Sprintf("%q can't be the id of a %s", cut(id), what),
				"lower-case letters, digits and single hyphens, such as " + cmp.Or(vendorpage.SetID(id), "acme")}
		}
	}
	for _, flag := range slices.Concat(newFlagsOf["vendor"], newFlagsOf["set"], newFlagsOf["code"]) {
		if cmd.Flags().Changed(flag) && !slices.Contains(newFlagsOf[kind], flag) {
			return &usageError{fmt.Sprintf("a %s takes no --%s", kind, flag), "it takes --" + strings.Join(newFlagsOf[kind], ", --")}
		}
	}
	return nil
}

// vendorFile and setFile are paths inside the content directory.
func (n *addition) vendorFile() string { return path.Join("vendors", n.vendor, "vendor.yaml") }
func (n *addition) setFile() string    { return path.Join("vendors", n.vendor, n.set+".yaml") }

// shown returns "file:line" from the working directory.
func (n *addition) shown(file string, line int) string {
	return fmt.Sprintf("%s:%d", filepath.ToSlash(filepath.Join(n.src.dir, file)), line)
}

// exists says that an entry is there already.
func (n *addition) exists(what, file string, line int) error {
	return &vendorpage.Error{Message: fmt.Sprintf("%s: %s is there already", n.shown(file, line), what), Hint: "edit it there"}
}

func (n *addition) has(file string) bool {
	_, err := fs.Stat(n.src.fsys, file)
	return err == nil
}

// begin prepares a file that is not there yet. Its first line names its schema.
func (n *addition) begin(file string, data []byte) {
	n.writing = append(n.writing, write{file, append([]byte(content.SchemaLine(file)), data...)})
	n.place = n.shown(file, 1)
}

func (n *addition) addVendor() error {
	if n.has(n.vendorFile()) {
		return n.exists("the vendor "+n.vendor, n.vendorFile(), 1)
	}
	n.begin(n.vendorFile(), vendorpage.NewVendor(n.vendor, content.Vendor{Name: n.flags.title, Summary: n.flags.summary, URL: n.flags.url}))
	return nil
}

func (n *addition) addSet() error {
	if n.has(n.setFile()) {
		return n.exists("the set "+n.set, n.setFile(), 1)
	}
	old, err := fs.ReadFile(n.src.fsys, n.vendorFile())
	if err != nil {
		return n.lacks("vendor", n.vendor, "vendors", n.vendor)
	}
	named, err := vendorpage.AddSet(old, n.set)
	if err != nil {
		return err
	}
	n.writing = append(n.writing, write{n.vendorFile(), named})
	var taken []string
	if cat, err := content.Load(n.src.fsys); err == nil {
		for _, v := range cat.Vendors {
			for _, s := range v.Sets {
				taken = append(taken, s.Key)
			}
		}
	}
	n.begin(n.setFile(), vendorpage.NewSet(n.vendor, n.set, content.Set{
		Title: n.flags.title, Summary: n.flags.summary, Key: n.flags.key,
		Kind: content.Kind(n.flags.kind), Platform: content.Platform(n.flags.platform), Source: content.Source{URL: n.flags.url},
	}, taken))
	return nil
}

func (n *addition) addCode() error {
	if !n.has(n.vendorFile()) {
		return n.lacks("vendor", n.vendor, "vendors", n.vendor)
	}
	old, err := fs.ReadFile(n.src.fsys, n.setFile())
	if err != nil {
		return n.lacks("set", n.set, path.Join("vendors", n.vendor), n.vendor+"/"+n.set)
	}
	line, err := vendorpage.FindCode(old, n.code)
	if err != nil {
		return n.in(n.setFile(), err)
	}
	if line > 0 {
		return n.exists(n.code, n.setFile(), line)
	}
	data, line, err := vendorpage.AddCode(old, n.entry())
	if err != nil {
		return n.in(n.setFile(), err)
	}
	n.writing = append(n.writing, write{n.setFile(), data})
	n.place = n.shown(n.setFile(), line)
	return nil
}

// in says which file an error is about.
func (n *addition) in(file string, err error) error {
	var e *vendorpage.Error
	if errors.As(err, &e) {
		return &vendorpage.Error{Message: filepath.ToSlash(filepath.Join(n.src.dir, file)) + ": " + e.Message, Hint: e.Hint, Limit: e.Limit}
	}
	return err
}

func (n *addition) entry() content.Code {
	f := n.flags
	c := content.Code{Code: n.code, Title: f.title, Summary: f.summary, ConceptID: f.concept, Match: content.Match(f.match), Facts: content.Facts{
		Category: content.Category(f.category), HTTP: f.http, GRPC: content.GRPC(f.grpc),
		Fault: content.Fault(f.fault), NextStep: content.NextStep(f.nextStep),
		Retry: content.Retry{Policy: content.RetryPolicy(f.retry)},
	}}
	if f.number != 0 {
		c.Number = &f.number
	}
	return c
}

// lacks says that what the entry belongs to is not there, and what may have been meant.
func (n *addition) lacks(what, id, folder, make string) error {
	var ids []string
	entries, _ := fs.ReadDir(n.src.fsys, folder) // where it can't be read there is nothing to propose
	for _, e := range entries {
		if base, isSet := strings.CutSuffix(e.Name(), ".yaml"); e.IsDir() == (what == "vendor") && isSet == (what == "set") && base != "vendor" {
			ids = append(ids, base)
		}
	}
	return &vendorpage.Error{Message: fmt.Sprintf("there is no %s %q", what, id), Hint: nearest(id, ids, "errdocs new "+make+" makes it")}
}

// write writes the files. Where the catalog then has a problem that it did not have, they are put back.
func (n *addition) write() error {
	before, err := n.problems()
	if err != nil {
		return err
	}
	var undo []func() error
	for _, w := range n.writing {
		name := filepath.Join(n.src.dir, filepath.FromSlash(w.name))
		old, err := os.ReadFile(name)
		back := func() error { return writeFile(name, old) }
		if errors.Is(err, fs.ErrNotExist) {
			back = func() error { return errors.Join(os.Remove(name), removeEmpty(filepath.Dir(name))) }
		}
		if err := writeFile(name, w.data); err != nil {
			return err
		}
		undo = append(undo, back)
	}
	after, err := n.problems()
	after = slices.DeleteFunc(after, func(p content.Problem) bool {
		return slices.ContainsFunc(before, func(o content.Problem) bool { return o.File == p.File && o.Rule == p.Rule && o.Message == p.Message })
	})
	if err == nil && len(after) == 0 {
		for _, w := range missingSchemas(n.src.dir) {
			if err := writeFile(w.name, w.data); err != nil {
				return err
			}
		}
		return nil
	}
	for _, back := range undo {
		err = errors.Join(err, back())
	}
	return errors.Join(err, withDir(after, n.src.dir))
}

// removeEmpty removes a folder that was made for a file, not one with other files.
func removeEmpty(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) > 0 {
		return err
	}
	return os.Remove(dir)
}

// problems returns what is wrong with the catalog.
func (n *addition) problems() (content.Problems, error) {
	_, err := content.Load(n.src.fsys)
	var problems content.Problems
	if err == nil || errors.As(err, &problems) {
		return problems, nil
	}
	return nil, err
}

// completeSets completes vendors and sets of the catalog.
func (a *app) completeSets(_ *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
	const noSpace = cobra.ShellCompDirectiveNoSpace | cobra.ShellCompDirectiveNoFileComp
	cat, _ := a.openCatalog() // a catalog with mistakes has names too
	if cat == nil || len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var all []string
	for _, v := range cat.Vendors {
		all = append(all, v.ID+"/")
		for _, s := range v.Sets {
			if strings.HasPrefix(word, v.ID+"/") {
				all = append(all, v.ID+"/"+s.ID+"/")
			}
		}
	}
	return all, noSpace
}

package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/catalogfile"
	"github.com/errdocs/errdocs/internal/lists"
)

// newFlags are the flags of new. Each belongs to some kinds of entries.
type newFlags struct {
	title, summary, url string
	set                 content.Set
	code                content.Code
	fault               content.Fault
	actions             []string
	number              int64
	parents             bool
}

// newFlagsOf lists the flags by kind of entry.
var newFlagsOf = map[string][]string{
	"vendor":  {"title", "summary", "url"},
	"set":     {"title", "summary", "url", "key", "kind", "platform"},
	"code":    {"title", "summary", "number", "category", "concept", "match", "http", "grpc", "fault", "next-step", "retry", "action"},
	"concept": {"title", "summary", "category"},
}

func (a *app) newCommand() *cobra.Command {
	f := &newFlags{}
	cmd := define("new", wantArgs(1, 1, "what to add, such as acme/api/CARD_EXPIRED"), func(cmd *cobra.Command, args []string) error {
		return a.newEntry(cmd, f, args[0])
	})
	cmd.ValidArgsFunction = a.completeSets
	flags := cmd.Flags()
	flags.BoolVarP(&f.parents, "parents", "p", false, "also add the vendor and the set if they are missing")
	flags.StringVar(&f.title, "title", "", "its `title`; for a vendor, its name")
	flags.StringVar(&f.summary, "summary", "", "one `sentence` about it")
	flags.StringVar(&f.url, "url", "", "vendor, set: `address` of the vendor's docs")
	flags.StringVar(&f.set.Key, "key", "", "set: `prefix` of its short links, such as ACME")
	member(cmd, &f.set.Kind, "kind", "set: what its entries are")
	member(cmd, &f.set.Platform, "platform", "set: where its codes are seen")
	flags.StringArrayVar(&f.actions, "action", nil, "code: what an engineer `does`; can be repeated")
	flags.Int64Var(&f.number, "number", 0, "code: its `number`")
	member(cmd, &f.code.Category, "category", "code, concept: what kind of error")
	flags.StringVar(&f.code.ConceptID, "concept", "", "code: `id` of the concept that it expresses")
	member(cmd, &f.code.Match, "match", "code: how well the concept fits")
	flags.IntSliceVar(&f.code.HTTP.Is, "http", nil, "code: its HTTP `status`; several with commas")
	member(cmd, &f.code.GRPC, "grpc", "code: its gRPC status")
	member(cmd, &f.fault, "fault", "code: who has to fix it")
	member(cmd, &f.code.NextStep.Is, "next-step", "code: what to do first")
	member(cmd, &f.code.Retry.Policy, "retry", "code: whether to retry")
	return cmd
}

// member gives a command a flag that takes a member of a closed list.
func member[T ~string](cmd *cobra.Command, value *T, name, usage string) {
	of := content.Values[T]()
	choose(cmd, value, name, usage+": "+strings.Join(of, ", "), of...)
}

// newEntry adds a vendor, a set or a code to the catalog, and what it is in if that is asked for.
func (a *app) newEntry(cmd *cobra.Command, f *newFlags, id string) error {
	src, err := a.openOwn("add to", "errdocs init starts one")
	if err != nil {
		return err
	}
	defer src.close()
	part := append(strings.SplitN(id, "/", 3), "", "")[:3]
	if err := checkNew(cmd, id, part); err != nil {
		return err
	}
	if f.parents {
		for _, parent := range [][]string{{part[0], "", ""}, {part[0], part[1], ""}} {
			if slices.Equal(parent, part) || isFile(filepath.Join(src.dir, "vendors", part[0], cmp.Or(parent[1], "vendor")+".yaml")) {
				continue
			}
			if err := a.addEntry(src, &newFlags{set: f.set}, parent); err != nil {
				return err
			}
		}
	}
	return a.addEntry(src, f, part)
}

// addEntry adds the entry with an id, which has three parts, and prints its position. A code that is not complete is a draft.
func (a *app) addEntry(src *source, f *newFlags, id []string) error {
	code := kindOf(id) == "code"
	change, err := a.writeEntry(src, f, id, code && f.summary == "")
	if code && lacks(err) {
		change, err = a.writeEntry(src, f, id, true)
	}
	if _, broken := errors.AsType[content.Problems](err); broken {
		hint := ""
		if lacks(err) {
			hint = "flags say what is missing: errdocs help new"
		}
		a.complain("nothing was written, because the entry would break a rule", hint)
	}
	if err != nil {
		return src.problems(err)
	}
	fmt.Fprintf(a.stdout, "%s:%d\n", src.path(change.Name), change.Line)
	if change.Key != "" {
		fmt.Fprintf(a.stderr, "short links of the set start with %s-: another key: is possible until they are published\n", change.Key)
	}
	return nil
}

// writeEntry writes the files of an entry, unless that would break a rule.
func (a *app) writeEntry(src *source, f *newFlags, id []string, draft bool) (*catalogfile.Change, error) {
	change, err := f.change(src.fsys, id, draft)
	if err == nil {
		a.whole(func() { err = catalogfile.Write(src.dir, change.Files) })
	}
	return change, err
}

// lacks reports whether keys that are required are among what is wrong.
func lacks(err error) bool {
	problems, _ := errors.AsType[content.Problems](err)
	return slices.ContainsFunc(problems, func(p content.Problem) bool { return p.Rule == "required" })
}

// change returns what adds the entry with an id, which has three parts.
func (f *newFlags) change(catalog fs.FS, id []string, draft bool) (*catalogfile.Change, error) {
	switch kindOf(id) {
	case "concept":
		return catalogfile.NewConcept(catalog, content.Concept{ID: id[1], Title: f.title, Summary: f.summary, Category: f.code.Category})
	case "vendor":
		return catalogfile.NewVendor(catalog, content.Vendor{ID: id[0], Name: f.title, Summary: f.summary, URL: f.url})
	case "set":
		s := f.set
		s.ID, s.Title, s.Summary, s.Source.URL = id[1], f.title, f.summary, f.url
		return catalogfile.NewSet(catalog, id[0], s)
	}
	c := f.code
	c.Code, c.Draft, c.Title, c.Summary = id[2], draft, f.title, f.summary
	c.Actions.Engineer = lists.Each(f.actions, func(does string) content.Item { return content.OurItems(content.Markdown(does))[0] })
	if f.fault != "" {
		c.Fault.Is = []content.Fault{f.fault}
	}
	if f.number != 0 {
		c.Number = &f.number
	}
	return catalogfile.NewCode(catalog, id[0], id[1], c)
}

// kindOf returns what an id of three parts is the id of.
func kindOf(id []string) string {
	switch {
	case id[0] == "compare":
		return "concept"
	case id[2] != "":
		return "code"
	case id[1] != "":
		return "set"
	}
	return "vendor"
}

// checkNew checks the parts of an id, and that its kind of entry has the flags.
func checkNew(cmd *cobra.Command, id string, part []string) error {
	kind := kindOf(part)
	if strings.HasSuffix(id, "/") || !utf8.ValidString(id) || kind == "concept" && part[2] != "" {
		return &usageError{fmt.Sprintf("%q is not the id of a vendor, set, code or concept", cut(id)), cmd.UseLine()}
	}
	ids := map[string][]string{"vendor": part[:1], "set": part[:2], "code": part[:2], "concept": part[1:2]}[kind]
	allowed := newFlagsOf[kind]
	if parents, _ := cmd.Flags().GetBool("parents"); parents && kind == "code" {
		allowed = append(slices.Clone(allowed), "key", "kind", "platform") // of the set
	}
	for _, id := range ids {
		if err := checkID(id); err != nil {
			return err
		}
	}
	for _, flag := range slices.Concat(newFlagsOf["vendor"], newFlagsOf["set"], newFlagsOf["code"]) {
		if cmd.Flags().Changed(flag) && !slices.Contains(allowed, flag) {
			return &usageError{fmt.Sprintf("--%s is not for a %s", flag, kind), "a " + kind + " has --" + strings.Join(allowed, ", --")}
		}
	}
	return nil
}

// checkID checks the id of a vendor or set.
func checkID(id string) error {
	if id == content.Slug(id) && id != "" && len(id) <= content.MaxID {
		return nil
	}
	return &usageError{fmt.Sprintf("invalid id %q", cut(id)),
		"lower-case letters, digits and single hyphens, such as " + cmp.Or(catalogfile.ID(id), "acme")}
}

// completeSets completes the ids of vendors and sets.
func (a *app) completeSets(_ *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
	const noSpace = cobra.ShellCompDirectiveNoSpace | cobra.ShellCompDirectiveNoFileComp
	cat, _ := a.openCatalog(content.StubDrafts) // a catalog with problems has ids too
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

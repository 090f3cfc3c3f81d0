package main

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
	"github.com/errdocs/errdocs/internal/terminal"
	"github.com/errdocs/errdocs/search/resolve"
)

func (a *app) explainCommand() *cobra.Command {
	format := choice{value: "text", of: []string{"text", "md", "json"}}
	var vendor string
	cmd := &cobra.Command{
		Use:   "explain <code>…",
		Short: "Print what a code means and what to do",
		Long: `Explain prints one entry of the catalog for each code. A code may be written in any case and with any
separators, as an id (vendor/set/code), a short id, or a page's address. What the catalog does not know may
be a rule of errdocs or an exit status, such as exit-3.

Exit status: 0 found, 1 unknown, 6 several vendors have the code.`,
		Example: `  errdocs explain INVALID_PAN
  errdocs explain server_error --vendor thales
  errdocs explain keyless/user/30004 --format md`,
		Args: wantArgs(1, -1, "a code"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.explain(args, vendor, format.value)
		},
		ValidArgsFunction: a.completeCodes,
	}
	cmd.Flags().StringVar(&vendor, "vendor", "", "whose code it is")
	choose(cmd, &format, "format", "how to print: text, md (Markdown, for a ticket) or json")
	if err := cmd.RegisterFlagCompletionFunc("vendor", a.completeVendors); err != nil {
		panic(err) // only if the flag isn't there
	}
	return cmd
}

// answer is what became of one argument.
type answer struct {
	query string
	kind  resolve.Kind
	codes []*content.Code // the code; all that share it; or the nearest
	cat   *content.Catalog
}

func (a *app) explain(args []string, vendor, format string) error {
	cat, err := a.openCatalog()
	if err != nil {
		return err
	}
	if err := checkVendor(cat, vendor); err != nil {
		return err
	}
	resolver := cat.Resolver(false)
	var answers []answer
	for _, arg := range args {
		found := resolver.Resolve(arg, vendor)
		ans := answer{query: arg, kind: found.Kind, cat: cat}
		for _, e := range found.Entries {
			ans.codes = append(ans.codes, cat.Code(e.ID))
		}
		if found.Kind != resolve.One && found.Kind != resolve.Several && vendor == "" {
			own, err := ownAnswer(arg)
			if err != nil {
				return err
			}
			if own != nil {
				answers = append(answers, *own)
				continue
			}
		}
		if found.Kind == resolve.Nothing {
			ans.codes = alike(cat, arg)
		}
		answers = append(answers, ans)
	}
	a.status = statusOf(answers)
	if format == "json" {
		return a.explainJSON(answers)
	}
	for i, ans := range answers {
		if i > 0 {
			fmt.Fprintln(a.stdout)
		}
		a.printAnswer(ans, format)
	}
	return nil
}

// ownAnswer returns the answer of errdocs' own catalog: its rules and exit statuses are codes too. It is nil
// where that knows nothing.
func ownAnswer(query string) (*answer, error) {
	book, err := openRulebook()
	if err != nil {
		return nil, err
	}
	found := book.cat.Resolver(false).Resolve(query, "")
	if found.Kind != resolve.One {
		return nil, nil
	}
	return &answer{query: query, kind: resolve.One, codes: []*content.Code{book.cat.Code(found.Entries[0].ID)}, cat: book.cat}, nil
}

// statusOf returns the exit status: an unknown code counts more than one that several vendors have.
func statusOf(answers []answer) int {
	status := exitDone
	for _, ans := range answers {
		switch {
		case ans.kind == resolve.Several && status == exitDone:
			status = exitAmbiguous
		case ans.kind != resolve.Several && ans.kind != resolve.One:
			status = exitProblems
		}
	}
	return status
}

// sheet returns what is printed of the one code. A rule of errdocs is shown as `rules` does.
func (ans answer) sheet() *sheet {
	c := ans.codes[0]
	if book, err := openRulebook(); err == nil && c.Set == book.set {
		return newRuleSheet(ans.cat, c)
	}
	return newSheet(ans.cat, c)
}

func (a *app) printAnswer(ans answer, format string) {
	switch {
	case ans.kind == resolve.One && format == "md":
		ans.sheet().writeMarkdown(a.stdout)
	case ans.kind == resolve.One:
		ans.sheet().writeText(a.stdout, a.paint(0))
	case ans.kind == resolve.Several:
		a.printShared(ans)
	default:
		var names []string
		for _, c := range ans.codes {
			names = append(names, fmt.Sprintf("%s (%s)", c.Code, c.ID()))
		}
		hint := "errdocs search finds codes by what they mean"
		if len(names) > 0 {
			hint = "did you mean " + strings.Join(names, ", ") + "?"
		}
		a.complain(fmt.Sprintf("no code is called %q", cut(ans.query)), hint)
	}
}

// printShared lists the codes that share a spelling with what tells them apart.
func (a *app) printShared(ans answer) {
	p := a.paint(0)
	fmt.Fprintf(a.stdout, "%s is the code of %d entries:\n", p.Strong(strconv.Quote(ans.query)), len(ans.codes))
	width := 0
	for _, c := range ans.codes {
		width = max(width, terminal.Columns(c.ID()))
	}
	for _, c := range ans.codes {
		pad := strings.Repeat(" ", width-terminal.Columns(c.ID()))
		retry := words.Retry(c.Retry.Policy)
		fmt.Fprintf(a.stdout, "\n  %s%s  %s\n", p.Strong(c.ID()), pad, c.Title)
		fmt.Fprintf(a.stdout, "  %s  Retry? %s\n", strings.Repeat(" ", width), tone(p, retry))
	}
	a.complain(fmt.Sprintf("%q is ambiguous", cut(ans.query)), "name one: errdocs explain "+ans.codes[0].ID())
}

// maxAlike is how many codes are named where none is near enough to be a misspelling, and leastAlike how much
// they have in common with the word: with less, what they share is chance.
const (
	maxAlike   = 3
	leastAlike = 0.5
)

// alike returns the public codes that have most pairs of letters in common with a word (Dice's
// coefficient), best first. It is for words that the resolver makes nothing of.
func alike(cat *content.Catalog, word string) []*content.Code {
	wanted := pairs(word)
	score := map[*content.Code]float64{}
	var found []*content.Code
	for c := range cat.All() {
		own := pairs(c.Code)
		both := 0
		for p := range wanted {
			if own[p] {
				both++
			}
		}
		if likeness := 2 * float64(both) / float64(len(wanted)+len(own)); likeness >= leastAlike && !c.Internal() {
			score[c] = likeness
			found = append(found, c)
		}
	}
	slices.SortStableFunc(found, func(a, b *content.Code) int { return cmp.Compare(score[b], score[a]) })
	return found[:min(len(found), maxAlike)]
}

// pairs returns the pairs of neighbouring letters and digits of a word.
func pairs(word string) map[string]bool {
	word = content.Fold(word)
	set := map[string]bool{}
	for i := 1; i < len(word); i++ {
		set[word[i-1:i+1]] = true
	}
	return set
}

// jsonCode is a code in JSON output. Every command gives the first four fields.
type jsonCode struct {
	ID    string `json:"id"`
	Code  string `json:"code"`
	Title string `json:"title"`
	URL   string `json:"url"`
}

func newJSONCode(cat *content.Catalog, c *content.Code) jsonCode {
	return jsonCode{c.ID(), c.Code, c.Title, address(cat, c.ID()+"/")}
}

// address returns where a page of the site is published, or its path where that is not known.
func address(cat *content.Catalog, path string) string { return cat.Site.BaseURL + path }

func (a *app) explainJSON(answers []answer) error {
	type result struct {
		Query string       `json:"query"`
		Kind  resolve.Kind `json:"kind"` // one, several, nearest or nothing
		Codes []any        `json:"codes"`
	}
	results := []result{}
	for _, ans := range answers {
		r := result{ans.query, ans.kind, []any{}}
		for _, c := range ans.codes {
			if ans.kind == resolve.One {
				r.Codes = append(r.Codes, newSheet(ans.cat, c).json())
			} else {
				r.Codes = append(r.Codes, newJSONCode(ans.cat, c))
			}
		}
		results = append(results, r)
	}
	return a.writeJSON(map[string]any{"results": results})
}

// checkVendor refuses the name of a vendor that the catalog has not: the resolver takes a vendor as a
// wish, but a person who names one must be told.
func checkVendor(cat *content.Catalog, vendor string) error {
	if vendor == "" {
		return nil
	}
	var ids []string
	for _, v := range cat.Vendors {
		if strings.Contains(content.Fold(v.ID+v.Name), content.Fold(vendor)) {
			return nil
		}
		ids = append(ids, v.ID)
	}
	return &usageError{fmt.Sprintf("the catalog has no vendor %q", vendor),
		nearest(vendor, ids, "one of: "+strings.Join(ids, ", "))}
}

// completeCodes completes codes as they are written, and ids once a vendor is typed.
func (a *app) completeCodes(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	cat, err := a.openCatalog()
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var list []string
	for c := range cat.All() {
		name := c.Code
		if strings.Contains(typed, "/") || strings.ContainsAny(name, " \t(") {
			name = c.ID()
		}
		if len(name) >= len(typed) && strings.EqualFold(name[:len(typed)], typed) {
			list = append(list, name+"\t"+c.Set.Vendor.Name+": "+c.Title)
		}
	}
	slices.Sort(list)
	return slices.Compact(list), cobra.ShellCompDirectiveNoFileComp
}

func (a *app) completeVendors(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	cat, err := a.openCatalog()
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var list []string
	for _, v := range cat.Vendors {
		list = append(list, v.ID+"\t"+v.Name)
	}
	return list, cobra.ShellCompDirectiveNoFileComp
}

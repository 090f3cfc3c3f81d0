package main

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/terminal"
	"github.com/errdocs/errdocs/search/ask"
	"github.com/errdocs/errdocs/search/resolve"
	"github.com/errdocs/errdocs/site"
	"github.com/errdocs/errdocs/site/record"
)

func (a *app) explainCommand() *cobra.Command {
	cmd := a.lookup("explain", wantArgs(1, -1, "a code"), content.StubDrafts, a.explain)
	cmd.ValidArgsFunction = a.completing(codesLike)
	a.vendors(cmd, "whose code it is")
	a.formats(cmd, "how to print: text, md (Markdown, for a ticket) or json", "text", "md", "json")
	return cmd
}

// answer is what became of one argument.
type answer struct {
	ask.Answer // has Without, if the vendors that are named do not document it
	query      string
	codes      []*content.Code // the code; all that share it; or the nearest
	record     *record.Code    // of the one code
	members    []memberCode    // of a code without an entry
	cat        *content.Catalog
}

func (a *app) explain(cat *content.Catalog, args []string) error {
	if err := checkVendor(cat, a.vendor); err != nil {
		return err
	}
	resolver := cat.Resolver(false)
	records := sync.OnceValues(func() (func(*content.Code) *record.Code, error) { return site.Records(cat, site.Options{}) })
	var answers []answer
	for _, arg := range args {
		ans, err := a.answerTo(arg, cat, resolver)
		if err == nil && ans.Kind == resolve.One {
			var of func(*content.Code) *record.Code
			if of, err = records(); err == nil {
				err = cat.Fill(ans.codes[0])
			}
			if err == nil {
				ans.record = of(ans.codes[0])
			}
		}
		if err != nil {
			return err
		}
		answers = append(answers, ans)
	}
	a.status = statusOf(answers)
	for i, ans := range answers {
		if i > 0 && a.format != "json" {
			fmt.Fprintln(a.stdout)
		}
		a.printAnswer(ans)
	}
	return nil
}

// answerTo looks a code up in the catalog.
func (a *app) answerTo(query string, cat *content.Catalog, resolver *resolve.Resolver) (ans answer, err error) {
	name, vendor := "", a.vendor
	if called := lists.Filter(cat.Vendors, func(v *content.Vendor) bool { return v.Called(vendor) }); vendor != "" && len(called) == 1 {
		name = called[0].Name
	}
	found := resolver.Resolve(query, cmp.Or(name, vendor))
	ans = answer{query: query, cat: cat}
	switch found.Kind {
	case resolve.Member:
		ans.members = membersOf(cat, found.Code, found.Entries)
	case resolve.Nothing:
		if ans.codes, found.Entries, err = a.meant(cat, query); err != nil {
			return ans, err
		}
	default:
		ans.codes = lists.Each(found.Entries, func(e resolve.Entry) *content.Code { return cat.Code(e.ID) })
	}
	ans.Answer = ask.OfOthers(resolver, query, name, found)
	isHit := found.Kind == resolve.One || found.Kind == resolve.Several
	if isHit && slices.ContainsFunc(ans.codes, func(c *content.Code) bool { return c.Set.Vendor.Called(vendor) }) {
		return ans, nil
	}
	members := ans.members
	if found.Kind != resolve.Member { // a code of another vendor, or of none
		members = membersOf(cat, query, resolver.Members(query, vendor))
	}
	if own := lists.Filter(members, func(m memberCode) bool { return m.Vendor.Called(vendor) }); len(own) > 0 {
		ans.Kind, ans.members = resolve.Member, own
	}
	return ans, nil
}

// statusOf returns the exit status: an unknown code counts more than one that several vendors have.
func statusOf(answers []answer) int {
	status := exitDone
	for _, ans := range answers {
		switch {
		case ans.Kind == resolve.Several && status == exitDone:
			status = exitAmbiguous
		case ans.Kind == resolve.Member && len(ans.members) > 1 && status == exitDone:
			status = exitAmbiguous
		case ans.Kind == resolve.Nearest || ans.Kind == resolve.Nothing:
			status = exitProblems
		}
	}
	return status
}

func (a *app) printAnswer(ans answer) {
	isElsewhere := len(ans.Without) > 0
	switch isHit := ans.Kind != resolve.Nearest && ans.Kind != resolve.Nothing; {
	case isHit && isElsewhere:
		a.printWithout(ans.Answer)
	case isHit:
		a.printForeign(ans.cat, ans.query, ans.Answer)
	}
	switch {
	case ans.Kind == resolve.One && (a.format != "json" || !isElsewhere):
		a.printRecord(ans.record)
	case ans.Kind == resolve.Member:
		a.printFamilies(ans)
	case a.format == "json":
		a.writeJSON(jsonAnswer{Query: ans.query, Kind: ans.Kind, Without: ans.Without, Codes: newJSONCodes(ans.cat, ans.codes)})
	case ans.Kind == resolve.Several:
		a.printShared(ans)
	default:
		names := lists.Each(ans.codes, func(c *content.Code) string { return fmt.Sprintf("%s (%s)", c.Code, c.ID()) })
		isNumber := ans.Kind == resolve.Nearest && ans.Code != "" && strings.Trim(ans.Code, "-0123456789") == ""
		hint := "errdocs search finds codes by what they mean"
		switch {
		case len(names) > 0 && (isNumber || isElsewhere):
			hint = nearHint(ans.Without, ans.Exact)
		case len(names) > 0:
			hint = "did you mean " + strings.Join(names, ", ") + "?"
		}
		a.complain(fmt.Sprintf("no code is called %q", cut(cmp.Or(ans.Code, ans.query))), hint)
		a.printReport(ans.cat, cmp.Or(ans.Code, ans.query), nil)
	}
}

// textWidth is how wide text is set, whatever the terminal: longer lines are hard to read.
const textWidth = 88

// printRecord prints a code as the site publishes it, or as text for a terminal.
func (a *app) printRecord(r *record.Code) {
	switch a.format {
	case "json":
		a.stdout.Write(r.JSON())
	case "md":
		a.stdout.Write(r.Markdown())
	default:
		a.stdout.WriteString(r.Terminal(textWidth, a.paint(0)))
	}
}

// printShared lists the codes that share a spelling, and how they differ.
func (a *app) printShared(ans answer) {
	p := a.paint(0)
	fmt.Fprintf(a.stdout, "%s is the code of %d entries:\n", p.Strong(strconv.Quote(cmp.Or(ans.Code, ans.query))), len(ans.codes))
	width := lists.Max(ans.codes, func(c *content.Code) int { return terminal.Columns(c.ID()) })
	for _, c := range ans.codes {
		fmt.Fprintf(a.stdout, "\n  %s  %s\n", terminal.Pad(p.Strong(c.ID()), width), c.Title)
		if v := verdict(p, c); v != "" {
			fmt.Fprintf(a.stdout, "  %s  %s\n", terminal.Pad("", width), v)
		}
	}
	a.complain(fmt.Sprintf("%q is ambiguous", cut(cmp.Or(ans.Code, ans.query))), "name one: errdocs explain "+ans.codes[0].ID())
}

// maxMeant is how many codes are named that may be meant by words.
const maxMeant = 3

// meant returns the codes that a search for the words gives first, also as entries with what a hint says of them.
func (a *app) meant(cat *content.Catalog, words string) (codes []*content.Code, entries []resolve.Entry, err error) {
	found, err := a.askCatalog(cat, words, maxMeant)
	for _, h := range hitsOf(cat, found, maxMeant) {
		if h.code != nil {
			codes, entries = append(codes, h.code), append(entries, resolve.Entry{Name: h.code.Code, VendorName: h.code.Set.Vendor.Name})
		}
	}
	return codes, entries, err
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

// newJSONCodes returns a list for JSON, which is not null for no codes.
func newJSONCodes(cat *content.Catalog, codes []*content.Code) []jsonCode {
	list := make([]jsonCode, len(codes))
	for i, c := range codes {
		list[i] = newJSONCode(cat, c)
	}
	return list
}

// address returns where a page of the site is published, or its path where that is not known.
func address(cat *content.Catalog, path string) string { return cat.Site.BaseURL + path }

// jsonAnswer is the answer where there is not just one code, or where it is one of another vendor than was asked for.
type jsonAnswer struct {
	Query   string        `json:"query"`
	Kind    resolve.Kind  `json:"kind"`              // one, several, nearest, nothing or member
	Without []string      `json:"without,omitempty"` // vendors that are asked for and document none; the codes are of others
	Codes   []jsonCode    `json:"codes,omitzero"`
	Family  *familyAnswer `json:"family,omitempty"` // of a member, which has no entry
}

// checkVendor refuses a vendor that the catalog does not have. The resolver only prefers the codes of a vendor, but
// a person who names one expects no others.
func checkVendor(cat *content.Catalog, vendor string) error {
	if vendor == "" || slices.ContainsFunc(cat.Vendors, func(v *content.Vendor) bool { return v.Called(vendor) }) {
		return nil
	}
	ids := lists.Each(cat.Vendors, vendorID)
	return &usageError{fmt.Sprintf("the catalog has no vendor %q", vendor),
		nearest(vendor, ids, "one of: "+strings.Join(ids, ", "))}
}

func vendorID(v *content.Vendor) string { return v.ID }

// completing returns what completes an argument, or a flag, with lines about what the catalog has.
func (a *app) completing(list func(cat *content.Catalog, typed string) []string) cobra.CompletionFunc {
	return func(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		cat, err := a.openCatalog(content.StubDrafts)
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return list(cat, typed), cobra.ShellCompDirectiveNoFileComp
	}
}

// codesLike lists codes as they are written, and ids once a vendor is typed.
func codesLike(cat *content.Catalog, typed string) (list []string) {
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
	return slices.Compact(list)
}

func vendorsOf(cat *content.Catalog, _ string) []string {
	return lists.Each(cat.Vendors, func(v *content.Vendor) string { return v.ID + "\t" + v.Name })
}

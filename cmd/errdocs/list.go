package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/terminal"
	"github.com/errdocs/errdocs/site/record"
)

// part is something that an entry may have.
type part struct {
	name string // the key of the catalog
	has  func(*content.Code) bool
}

// answered is a part that counts only if it says something: "not-stated" is no answer.
func answered(name string, of func(record.Answers) record.Answer) part {
	return part{name, func(c *content.Code) bool { return of(record.NewAnswers(c)).Origin != "" }}
}

// parts are what list --missing asks for and stats counts.
var parts = []part{
	answered("retry", func(a record.Answers) record.Answer { return a.Retry }),
	answered("fault", func(a record.Answers) record.Answer { return a.Fault }),
	answered("next_step", func(a record.Answers) record.Answer { return a.Next }),
	answered("user_message", func(a record.Answers) record.Answer { return a.Customer }),
	{"causes", func(c *content.Code) bool { return len(c.Causes) > 0 }},
	{"actions", func(c *content.Code) bool {
		return len(c.Actions.Engineer)+len(c.Actions.Support)+len(c.Actions.User) > 0
	}},
	{"message", func(c *content.Code) bool { return len(c.Message) > 0 }},
	{"samples", func(c *content.Code) bool { return len(c.Samples) > 0 }},
	{"note", func(c *content.Code) bool { return c.Note != nil }},
	{"concept", func(c *content.Code) bool { return c.Concept != nil }},
}

func partNames() []string {
	return lists.Each(parts, func(p part) string { return p.name })
}

func (a *app) listCommand() *cobra.Command {
	var want listed
	cmd := a.lookup("list", wantArgs(0, 1, ""), content.ShowDrafts, func(cat *content.Catalog, args []string) error {
		return a.list(cat, strings.Join(args, ""), want)
	})
	cmd.ValidArgsFunction = a.completing(vendorsOf)
	choose(cmd, &want.missing, "missing", "only codes without this `field`: "+strings.Join(partNames(), ", "), partNames()...)
	cmd.Flags().StringVar(&want.operation, "operation", "", "only codes that this `operation` can return")
	cmd.Flags().BoolVar(&want.drafts, "drafts", false, "only drafts")
	a.formats(cmd, "how to print: text or json", "text", "json")
	return cmd
}

// listed says which codes are listed; the zero value lists all.
type listed struct {
	missing, operation string
	drafts             bool
}

func (l listed) fits(c *content.Code) bool {
	lacks := slices.IndexFunc(parts, func(p part) bool { return p.name == l.missing })
	return (!l.drafts || c.Draft) && (lacks < 0 || !parts[lacks].has(c)) && (l.operation == "" || slices.ContainsFunc(c.Where, func(w content.Where) bool {
		return strings.EqualFold(w.Operation, l.operation)
	}))
}

// checkOperation returns a *usageError if no code appears in the operation.
func checkOperation(cat *content.Catalog, operation string) error {
	names := lists.Joined(slices.Collect(cat.All()), func(c *content.Code) []string {
		return lists.Each(c.Where, func(w content.Where) string { return w.Operation })
	})
	if operation == "" || slices.ContainsFunc(names, func(name string) bool { return strings.EqualFold(name, operation) }) {
		return nil
	}
	return &usageError{fmt.Sprintf("no code names the operation %q", cut(operation)), nearest(operation, names, "operation in where of a code names one")}
}

func (a *app) list(cat *content.Catalog, where string, want listed) error {
	vendor, set, _ := strings.Cut(where, "/")
	if err := checkVendor(cat, vendor); err != nil {
		return err
	}
	if err := checkSet(cat, vendor, set); err != nil {
		return err
	}
	if err := checkOperation(cat, want.operation); err != nil {
		return err
	}
	codes := lists.Filter(slices.Collect(cat.All()), func(c *content.Code) bool {
		return (where == "" || c.Set.Vendor.Called(vendor)) && (set == "" || c.Set.ID == set) && want.fits(c)
	})
	if len(codes) == 0 {
		a.status = exitProblems
	}
	if a.format == "json" {
		return a.writeJSON(newJSONCodes(cat, codes))
	}
	a.printList(codes)
	return nil
}

// checkSet returns a *usageError if the vendor has no set with the id.
func checkSet(cat *content.Catalog, vendor, set string) error {
	sets := lists.Filter(slices.Collect(cat.Sets()), func(s *content.Set) bool { return s.Vendor.Called(vendor) })
	ids := lists.Each(sets, func(s *content.Set) string { return s.ID })
	if set == "" || slices.Contains(ids, set) {
		return nil
	}
	return &usageError{fmt.Sprintf("%s has no set %q", vendor, cut(set)), nearest(set, ids, "one of: "+strings.Join(ids, ", "))}
}

// printList prints a line for each code, with its verdict and title below those of the line before.
func (a *app) printList(codes []*content.Code) {
	p := a.paint(0)
	ids := lists.Each(codes, (*content.Code).ID)
	verdicts := lists.Each(codes, func(c *content.Code) string { return verdict(p, c) })
	idWidth, verdictWidth := lists.Max(ids, terminal.Columns), lists.Max(verdicts, terminal.Columns)
	for i, c := range codes {
		title := c.Title
		if c.Draft {
			title += " (draft)"
		}
		fmt.Fprintf(a.stdout, "%s  %s  %s\n", terminal.Pad(p.Strong(ids[i]), idWidth), terminal.Pad(verdicts[i], verdictWidth), title)
	}
	fmt.Fprintln(a.stderr, plural(len(codes), "code"))
}

// vendorStats is what a vendor has.
type vendorStats struct {
	Vendor  string                 `json:"vendor"` // its id
	Codes   int                    `json:"codes"`
	Drafts  int                    `json:"drafts"`
	Have    map[string]int         `json:"have"`    // codes that have a part
	Origins map[content.Origin]int `json:"origins"` // answers of each origin, of retry, fault, next_step and user_message
}

func (a *app) statsCommand() *cobra.Command {
	cmd := a.lookup("stats", wantArgs(0, 0, ""), content.ShowDrafts, a.stats)
	a.formats(cmd, "how to print: text or json", "text", "json")
	return cmd
}

func (a *app) stats(cat *content.Catalog, _ []string) error {
	all := []vendorStats{}
	for _, v := range cat.Vendors {
		s := vendorStats{Vendor: v.ID, Have: map[string]int{}, Origins: map[content.Origin]int{}}
		for _, set := range v.Sets {
			for _, c := range set.Codes {
				s.count(c)
			}
		}
		all = append(all, s)
	}
	if a.format == "json" {
		return a.writeJSON(all)
	}
	a.printStats(all)
	return nil
}

func (s *vendorStats) count(c *content.Code) {
	s.Codes++
	if c.Draft {
		s.Drafts++
	}
	for _, p := range parts {
		if p.has(c) {
			s.Have[p.name]++
		}
	}
	answers := record.NewAnswers(c)
	for _, answer := range []record.Answer{answers.Retry, answers.Fault, answers.Next, answers.Customer} {
		if answer.Origin != "" {
			s.Origins[answer.Origin]++
		}
	}
}

func (a *app) printStats(all []vendorStats) {
	p := a.paint(0)
	for _, s := range all {
		fmt.Fprintf(a.stdout, "%s  %s, %s\n", p.Strong(s.Vendor), plural(s.Codes, "code"), plural(s.Drafts, "draft"))
		for _, part := range parts {
			fmt.Fprintf(a.stdout, "  %-12s  %5s  %3d %%\n", part.name, grouped(s.Have[part.name]), percent(s.Have[part.name], s.Codes))
		}
		for _, origin := range slices.Sorted(maps.Keys(s.Origins)) {
			fmt.Fprintf(a.stdout, "  %-12s  %5s  answers\n", origin, grouped(s.Origins[origin]))
		}
	}
}

// percent rounds down, so that 100 means all.
func percent(n, of int) int { return 100 * n / max(of, 1) }

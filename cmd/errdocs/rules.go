package main

import (
	"cmp"
	"fmt"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/terminal"
	"github.com/errdocs/errdocs/site"
	"github.com/errdocs/errdocs/site/record"
)

func (a *app) rulesCommand() *cobra.Command {
	cmd := define("rules", nil, func(_ *cobra.Command, args []string) error { return a.rules(args) })
	cmd.ValidArgsFunction = completeRules
	a.formats(cmd, "how to print: text, md (Markdown) or json", "text", "md", "json")
	return cmd
}

func (a *app) rules(ids []string) error {
	book := openRulebook()
	chosen, err := book.choose(ids)
	if err != nil {
		return err
	}
	if len(ids) == 0 && a.format != "json" {
		book.list(a)
		return nil
	}
	for i, c := range chosen {
		if i > 0 && a.format != "json" {
			fmt.Fprintln(a.stdout)
		}
		a.printRecord(book.record(c))
	}
	return nil
}

// rulebook is errdocs' own catalog with its set of rules: all that commands say about a rule comes from it.
type rulebook struct {
	cat    *content.Catalog
	set    *content.Set
	record func(*content.Code) *record.Code
}

// openRulebook loads errdocs' own catalog, once.
var openRulebook = sync.OnceValue(func() *rulebook {
	cat, err := content.Load(content.Errdocs())
	records, recordsErr := site.Records(cat, site.Options{})
	if err = cmp.Or(err, recordsErr); err != nil {
		panic(err) // it is compiled in
	}
	return &rulebook{cat, cat.Vendor("errdocs").Set("rules"), records}
})

// rule returns the entry of a rule, nil when there is none.
func (b *rulebook) rule(id string) *content.Code { return b.cat.Code("errdocs/rules/" + id) }

// page returns the address of a rule's page.
func (b *rulebook) page(id string) string { return address(b.cat, "errdocs/rules/"+id+"/") }

// choose returns the rules with the ids, or all rules for none. An unknown id is a *usageError.
func (b *rulebook) choose(ids []string) ([]*content.Code, error) {
	if len(ids) == 0 {
		return b.set.Codes, nil
	}
	var chosen []*content.Code
	for _, id := range ids {
		c := b.rule(strings.Trim(strings.TrimSpace(id), "[]"))
		if c == nil {
			rules := lists.Each(b.set.Codes, func(c *content.Code) string { return c.Code })
			return nil, &usageError{fmt.Sprintf("there is no rule %q", cut(id)), nearest(id, rules, "errdocs rules lists them")}
		}
		chosen = append(chosen, c)
	}
	return chosen, nil
}

// list prints one line for each rule.
func (b *rulebook) list(a *app) {
	width := lists.Max(b.set.Codes, func(c *content.Code) int { return len(c.Code) })
	for _, c := range b.set.Codes {
		if a.format == "md" {
			fmt.Fprintf(a.stdout, "- [`%s`](%s): %s\n", c.Code, b.page(c.Code), c.Title)
		} else {
			fmt.Fprintf(a.stdout, "%s  %s\n", terminal.Pad(a.paint(0).Strong(c.Code), width), c.Title)
		}
	}
}

// completeRules completes the ids of rules.
func completeRules(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	list := lists.Each(openRulebook().set.Codes, func(c *content.Code) string { return c.Code + "\t" + c.Title })
	return list, cobra.ShellCompDirectiveNoFileComp
}

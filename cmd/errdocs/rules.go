package main

import (
	"fmt"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"github.com/errdocs/errdocs/content"
)

func (a *app) rulesCommand() *cobra.Command {
	format := choice{value: "text", of: []string{"text", "md", "json"}}
	cmd := &cobra.Command{
		Use:   "rules [id…]",
		Short: "Explain the rules of a catalog",
		Long: `Rules prints what a rule means, how it comes to be broken, what to do, and a wrong and a right example.
Without an id it lists all rules.

The texts are errdocs' own catalog, which is also published as a site; each ends with the address of its page.`,
		Example: `  errdocs rules
  errdocs rules yaml-syntax
  errdocs rules unknown-key --format md`,
		RunE: func(_ *cobra.Command, args []string) error {
			return a.rules(args, format.value)
		},
		ValidArgsFunction: completeRules,
	}
	choose(cmd, &format, "format", "how to print: text, md (Markdown) or json")
	return cmd
}

func (a *app) rules(ids []string, format string) error {
	book, err := openRulebook()
	if err != nil {
		return err
	}
	chosen, err := book.choose(ids)
	if err != nil {
		return err
	}
	switch {
	case format == "json":
		list := []jsonRule{}
		for _, c := range chosen {
			list = append(list, book.json(c))
		}
		return a.writeJSON(map[string]any{"rules": list})
	case len(ids) == 0:
		book.list(a, format)
		return nil
	}
	for i, c := range chosen {
		if i > 0 {
			fmt.Fprintln(a.stdout)
		}
		if s := newRuleSheet(book.cat, c); format == "md" {
			s.writeMarkdown(a.stdout)
		} else {
			s.writeText(a.stdout, a.paint(0))
		}
	}
	return nil
}

// rulebook is errdocs' own catalog with its set of rules: all that commands say about a rule comes from it.
type rulebook struct {
	cat *content.Catalog
	set *content.Set
}

// openRulebook loads errdocs' own catalog, once.
var openRulebook = sync.OnceValues(func() (*rulebook, error) {
	cat, err := content.Load(content.Errdocs())
	if err != nil {
		return nil, fmt.Errorf("reading errdocs' own catalog: %w", err)
	}
	return &rulebook{cat, cat.Vendor("errdocs").Set("rules")}, nil
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
			return nil, &usageError{fmt.Sprintf("there is no rule %q", cut(id)), nearest(id, b.ids(), "errdocs rules lists them")}
		}
		chosen = append(chosen, c)
	}
	return chosen, nil
}

func (b *rulebook) ids() []string {
	var ids []string
	for _, c := range b.set.Codes {
		ids = append(ids, c.Code)
	}
	return ids
}

// list prints one line for each rule.
func (b *rulebook) list(a *app, format string) {
	width := 0
	for _, c := range b.set.Codes {
		width = max(width, len(c.Code))
	}
	for _, c := range b.set.Codes {
		if format == "md" {
			fmt.Fprintf(a.stdout, "- [`%s`](%s): %s\n", c.Code, b.page(c.Code), c.Title)
		} else {
			fmt.Fprintf(a.stdout, "%s%s  %s\n", a.paint(0).Strong(c.Code), strings.Repeat(" ", width-len(c.Code)), c.Title)
		}
	}
}

// The titles of a rule's samples.
const (
	sampleWrong = "Wrong"
	sampleSays  = "What errdocs says"
	sampleRight = "Right"
)

// sampleOf returns the text of a rule's sample.
func sampleOf(c *content.Code, title string) string {
	for _, s := range c.Samples {
		if s.Title == title {
			return s.Text
		}
	}
	return ""
}

// newRuleSheet gathers what there is to say about a rule. Retry and the like don't matter here, but examples do.
func newRuleSheet(cat *content.Catalog, c *content.Code) *sheet {
	s := &sheet{cat: cat, code: c, labels: labels(c)}
	s.add("Meaning", false, content.Markdown(c.Summary)+"\n\n"+c.Description)
	s.add("Causes", false, bullets(c.Causes)...)
	s.add("What to do", false, bullets(c.Actions.Engineer)...)
	for _, sample := range c.Samples {
		s.add(sample.Title, false, content.Markdown("```"+sample.Language+"\n"+sample.Text+"```\n\n"+sample.Note))
	}
	return s
}

// jsonRule is a rule in `rules --format json`.
type jsonRule struct {
	jsonCode
	Summary     string             `json:"summary"`
	Description content.Markdown   `json:"description"`
	Causes      []content.Markdown `json:"causes"`
	Actions     []content.Markdown `json:"actions"`
	Wrong       string             `json:"wrong"`
	Says        string             `json:"says"` // what check prints of the wrong example
	Right       string             `json:"right"`
}

func (b *rulebook) json(c *content.Code) jsonRule {
	return jsonRule{newJSONCode(b.cat, c), c.Summary, c.Description, c.Causes, c.Actions.Engineer,
		sampleOf(c, sampleWrong), sampleOf(c, sampleSays), sampleOf(c, sampleRight)}
}

// completeRules completes the ids of rules.
func completeRules(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	book, err := openRulebook()
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	var list []string
	for _, c := range book.set.Codes {
		list = append(list, c.Code+"\t"+c.Title)
	}
	return list, cobra.ShellCompDirectiveNoFileComp
}

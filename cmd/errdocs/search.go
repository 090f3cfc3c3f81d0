package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/search"
	"github.com/errdocs/errdocs/search/resolve"
	"github.com/errdocs/errdocs/site"
	"github.com/errdocs/errdocs/site/record"
)

func (a *app) searchCommand() *cobra.Command {
	format := "text"
	var limit int
	cmd := &cobra.Command{
		Use:   "search <words>…",
		Short: "Find codes by name or meaning",
		Long: `Search ranks codes as the site does: an exact code comes first, whatever its case and separators; then codes
that start with the words; then those whose text contains them. Pages of content/pages/ are among the results. Of a code
without an entry, the family or class that it belongs to comes before them.

Exit status: 0 found, 1 nothing found.`,
		Example: `  errdocs search otp wrong
  errdocs search 429 --limit 5
  errdocs search too many requests --format json`,
		Args: wantArgs(1, -1, "a word"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if limit < 1 {
				return &usageError{"--limit must be at least 1", ""}
			}
			return a.search(strings.Join(args, " "), limit, format)
		},
	}
	cmd.Flags().IntVarP(&limit, "limit", "n", 10, "how many results to print at most")
	choose(cmd, &format, "format", "how to print: text or json", "text", "json")
	return cmd
}

func (a *app) search(words string, limit int, format string) error {
	cat, err := a.openCatalog()
	if err != nil {
		return err
	}
	ix, err := search.Build(site.Documents(cat, false))
	if err != nil {
		return fmt.Errorf("index the catalog: %w", err)
	}
	defer ix.Close()
	found, err := ix.Query(words, search.Options{Limit: limit})
	if err != nil {
		return fmt.Errorf("search: %w", err)
	}
	members := []memberCode(nil)
	if r := cat.Resolver(false).Resolve(words, ""); r.Kind == resolve.Member {
		members = membersOf(cat, r.Code, r.Entries)
		found.DidYouMean = ""
	}
	if found.Total == 0 && members == nil {
		a.status = exitProblems
	}
	if format == "json" {
		return a.writeHits(cat, words, found, members)
	}
	for _, m := range members {
		fmt.Fprintf(a.stdout, "%s\n    %s  %s\n", m.belongs(), a.paint(0).Quiet(m.ID()), verdict(a.paint(0), m.Member(m.code)))
	}
	if members == nil || found.Total > 0 {
		a.printHits(cat, words, found)
	}
	return nil
}

func (a *app) printHits(cat *content.Catalog, words string, found search.Result) {
	if found.Total == 0 {
		a.complain(fmt.Sprintf("nothing found for %q", cut(words)), "try fewer words")
		return
	}
	if found.DidYouMean != "" {
		fmt.Fprintf(a.stderr, "did you mean %q? nothing is spelled %q\n", found.DidYouMean, cut(words))
	}
	p := a.paint(0)
	for _, hit := range found.Hits {
		c := cat.Code(hit.Document.ID)
		if c == nil {
			fmt.Fprintf(a.stdout, "%s\n    %s\n", p.Strong(hit.Document.Title), p.Quiet(hit.Document.URL))
			continue
		}
		fmt.Fprintf(a.stdout, "%s  %s\n", p.Strong(c.Code), c.Title)
		fmt.Fprintf(a.stdout, "    %s  %s\n", p.Quiet(c.ID()), verdict(p, c))
	}
	if more := found.Total - len(found.Hits); more > 0 {
		fmt.Fprintf(a.stderr, "%s more; --limit shows them\n", grouped(more))
	}
}

func (a *app) writeHits(cat *content.Catalog, words string, found search.Result, members []memberCode) error {
	type hit struct {
		jsonCode
		Summary string `json:"summary"`
		Exact   bool   `json:"exact"` // the words are this code

		Verdict *record.Verdict `json:"verdict,omitempty"`
	}
	doc := struct {
		Query      string `json:"query"`
		DidYouMean string `json:"did_you_mean,omitempty"`
		Total      int    `json:"total"`
		Results    []hit  `json:"results"`

		Families []familyAnswer `json:"families,omitempty"` // of a code without an entry
	}{words, found.DidYouMean, found.Total, []hit{}, nil}
	for _, m := range members {
		doc.Families = append(doc.Families, newFamilyAnswer(m, familyRecord(cat, m)))
	}
	for _, h := range found.Hits {
		c := cat.Code(h.Document.ID)
		if d := h.Document; c == nil {
			doc.Results = append(doc.Results, hit{jsonCode: jsonCode{d.ID, "", d.Title, address(cat, d.URL)}, Summary: d.Summary})
			continue
		}
		doc.Results = append(doc.Results, hit{newJSONCode(cat, c), c.Summary, h.Exact, record.NewVerdict(c)})
	}
	return a.writeJSON(doc)
}

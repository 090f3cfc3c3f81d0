package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/search"
	"github.com/errdocs/errdocs/search/ask"
	"github.com/errdocs/errdocs/search/find"
	"github.com/errdocs/errdocs/search/resolve"
	"github.com/errdocs/errdocs/site/record"
)

func (a *app) searchCommand() *cobra.Command {
	var limit int
	cmd := define("search", wantArgs(1, -1, "a word"), func(cmd *cobra.Command, args []string) error {
		if limit < 1 {
			return &usageError{"--limit must be at least 1", ""}
		}
		return a.search(strings.Join(args, " "), limit)
	})
	cmd.Flags().IntVarP(&limit, "limit", "n", 10, "how many results to print at most")
	a.formats(cmd, "how to print: text or json", "text", "json")
	return cmd
}

func (a *app) search(words string, limit int) error {
	cat, err := a.openCatalog(content.StubDrafts, func(s *source) { s.before() })
	if err != nil {
		return err
	}
	found, err := a.askCatalog(cat, words, limit)
	if err != nil {
		return err
	}
	if found.Total == 0 {
		a.status = exitProblems
	}
	hits := hitsOf(cat, found, limit)
	if a.format == "json" {
		return a.writeHits(cat, words, found, hits)
	}
	a.printAside(cat, words, found)
	for _, m := range membersOf(cat, found.Code, found.Families) {
		fmt.Fprintf(a.stdout, "%s\n    %s  %s\n", m.belongs(), a.paint(0).Quiet(m.ID()), verdict(a.paint(0), m.Member(m.code)))
	}
	a.printHits(found, hits)
	return nil
}

// askCatalog answers a text with what a public site has.
func (a *app) askCatalog(cat *content.Catalog, words string, limit int) (ask.Answer, error) {
	ix, err := a.source.index(cat)
	if err != nil {
		return ask.Answer{}, fmt.Errorf("index the catalog: %w", err)
	}
	asker := ask.Asker{Index: ix, Resolver: cat.Resolver(false)}
	found, err := asker.Ask(words, search.Options{Limit: limit})
	if err != nil {
		return ask.Answer{}, fmt.Errorf("search: %w", err)
	}
	return found, nil
}

// searchHit is a code, or a page of pages/, that was found.
type searchHit struct {
	*search.Document
	code  *content.Code // nil: a page
	exact bool
}

// hitsOf returns the codes that the words are or contain, and then the others.
func hitsOf(cat *content.Catalog, found ask.Answer, limit int) []searchHit {
	list := lists.Each(found.Exact, func(e resolve.Entry) searchHit { return searchHit{code: cat.Code(e.ID), exact: true} })
	for _, h := range found.Hits {
		list = append(list, searchHit{h.Document, cat.Code(h.Document.ID), h.Match == search.Exact})
	}
	return list[:min(len(list), limit)]
}

// printAside says what was not found, or not as it was asked.
func (a *app) printAside(cat *content.Catalog, words string, found ask.Answer) {
	if found.Total > 0 {
		a.printForeign(cat, words, found)
	}
	switch {
	case len(found.Without) > 0:
		a.printWithout(found)
	case found.Code != "" && found.Families == nil:
		a.complain(fmt.Sprintf("no code is called %q", cut(found.Code)), nearHint(found.Vendors, found.Similar))
	case found.Total == 0:
		a.complain(fmt.Sprintf("nothing found for %q", cut(words)), "try fewer words")
	case found.DidYouMean != "":
		fmt.Fprintf(a.stderr, "did you mean %q? nothing is spelled %q\n", found.DidYouMean, cut(words))
	}
	if found.Total == 0 {
		a.printReport(cat, found.Code, found.Vendors)
	}
}

// printWithout says that the vendors in the words document none, and who does.
func (a *app) printWithout(found ask.Answer) {
	fmt.Fprintf(a.stderr, "%s; %s\n", agree(found.Without, "documents none", "document none"), haveIt(found.Owners()))
}

// printForeign says that the catalog does not have the vendor that the words name, and who has what is shown.
func (a *app) printForeign(cat *content.Catalog, words string, found ask.Answer) {
	known := lists.Joined(cat.Vendors, func(v *content.Vendor) []string { return []string{v.ID, v.Name} })
	if name := find.Foreign(known, words); name != "" && len(found.Vendors) == 0 {
		fmt.Fprintf(a.stderr, "%s is not in the catalog; %s\n", name, haveIt(found.Owners()))
	}
}

func haveIt(vendors []string) string { return agree(vendors, "has it", "have it") }

// agree returns names, and what one of them does or several do.
func agree(names []string, one, several string) string {
	if len(names) > 1 {
		one = several
	}
	return joinAnd(names) + " " + one
}

func (a *app) printHits(found ask.Answer, hits []searchHit) {
	p := a.paint(0)
	for _, h := range hits {
		if h.code == nil {
			fmt.Fprintf(a.stdout, "%s\n    %s\n", p.Strong(h.Title), p.Quiet(h.URL))
			continue
		}
		fmt.Fprintf(a.stdout, "%s  %s\n", p.Strong(h.code.Code), h.code.Title)
		fmt.Fprintf(a.stdout, "    %s  %s\n", p.Quiet(h.code.ID()), verdict(p, h.code))
	}
	if more := found.Total - len(found.Families) - len(hits); more > 0 {
		fmt.Fprintf(a.stderr, "%s more; --limit shows them\n", grouped(more))
	}
}

func (a *app) writeHits(cat *content.Catalog, words string, found ask.Answer, hits []searchHit) error {
	type hit struct {
		jsonCode
		Summary string `json:"summary"`
		Exact   bool   `json:"exact"` // the words are this code, or contain it

		Verdict *record.Verdict `json:"verdict,omitempty"`
	}
	doc := struct {
		Query      string     `json:"query"`
		DidYouMean string     `json:"did_you_mean,omitempty"`
		Unknown    string     `json:"unknown,omitempty"` // what no code is called
		Similar    []jsonCode `json:"similar,omitempty"` // codes that are spelled like it
		Without    []string   `json:"without,omitempty"` // vendors in the words that document none; the results are of others
		Total      int        `json:"total"`
		Results    []hit      `json:"results"`

		Families []familyAnswer `json:"families,omitempty"` // of a code without an entry
	}{Query: words, DidYouMean: found.DidYouMean, Without: found.Without, Total: found.Total, Results: []hit{}}
	doc.Families = familyAnswers(cat, found.Code, found.Families)
	if found.Families == nil {
		doc.Unknown = found.Code
	}
	for _, e := range found.Similar {
		doc.Similar = append(doc.Similar, newJSONCode(cat, cat.Code(e.ID)))
	}
	for _, h := range hits {
		if c := h.code; c != nil {
			doc.Results = append(doc.Results, hit{newJSONCode(cat, c), c.Summary, h.exact, record.NewVerdict(c)})
			continue
		}
		doc.Results = append(doc.Results, hit{jsonCode: jsonCode{h.ID, "", h.Title, address(cat, h.URL)}, Summary: h.Summary})
	}
	return a.writeJSON(doc)
}

// nearHint says which vendors have codes that are spelled like one that nobody has, and if those that are named have none.
func nearHint(named []string, similar []resolve.Entry) string {
	isNamed := func(e resolve.Entry) bool { return slices.Contains(named, e.VendorName) }
	if len(named) > 0 && len(similar) > 0 && !slices.ContainsFunc(similar, isNamed) {
		return agree(named, "has", "have") + " none like it; " + nearHint(nil, similar)
	}
	vendors := lists.Distinct(similar, func(e resolve.Entry) string { return e.VendorName })
	return strings.Join(lists.Each(vendors, func(vendor string) string {
		codes := lists.Filter(similar, func(e resolve.Entry) bool { return e.VendorName == vendor })
		return vendor + " has " + joinAnd(lists.Each(codes, func(e resolve.Entry) string { return e.Name }))
	}), "; ")
}

// joinAnd joins words as a sentence does: "500, 501 and 503".
func joinAnd(list []string) string {
	if n := len(list) - 1; n > 0 {
		return strings.Join(list[:n], ", ") + " and " + list[n]
	}
	return strings.Join(list, "")
}

// printReport says where a code that the catalog lacks can be reported, if site.yaml has an address for issues.
func (a *app) printReport(cat *content.Catalog, code string, vendors []string) {
	if url := cat.Report(code, vendors); url != "" {
		fmt.Fprintf(a.stderr, "  %s %s\n", a.paint(1).Quiet("report it:"), url)
	}
}

package main

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/position"
	"github.com/errdocs/errdocs/search/ask"
	"github.com/errdocs/errdocs/search/find"
	"github.com/errdocs/errdocs/search/resolve"
	"github.com/errdocs/errdocs/site/record"
)

func (a *app) findCommand() *cobra.Command {
	cmd := a.lookup("find", wantArgs(0, -1, "a file"), content.StubDrafts, a.find)
	a.vendors(cmd, "whose codes they are")
	a.formats(cmd, "how to print: text, json or ticket (a summary to paste)", "text", "json", "ticket")
	return cmd
}

func (a *app) find(cat *content.Catalog, names []string) error {
	if len(names) == 0 {
		names = []string{"-"}
	}
	resolver := cat.Resolver(false)
	finder := cat.Finder(resolver, false)
	if a.vendor != "" {
		v, err := oneVendor(cat, a.vendor)
		if err != nil {
			return err
		}
		finder = finder.Of(v.ID)
	}
	sources := make([]find.Source, len(names))
	for i, name := range names {
		sources[i].Reader = a.stdin
		if len(names) > 1 {
			sources[i].Name = name
		}
		if name != "-" {
			file, err := os.Open(name)
			if err != nil {
				return err
			}
			defer file.Close()
			sources[i].Reader = file
		}
	}
	found, err := finder.FindIn(sources...)
	if err != nil && len(names) == 1 {
		return fmt.Errorf("read %s: %w", names[0], err)
	}
	if err != nil {
		return err
	}
	a.status = statusOfFindings(found)
	switch a.format {
	case "json":
		return a.writeFindings(cat, found)
	case "ticket":
		a.stdout.WriteString(ticket(cat, found))
		return nil
	}
	shown := "line "
	if names[0] != "-" {
		shown = names[0] + ":"
	}
	a.printFindings(cat, resolver, found, shown)
	return nil
}

// oneVendor returns the vendor of a name or an id.
func oneVendor(cat *content.Catalog, name string) (*content.Vendor, error) {
	if v := cat.Vendor(name); v != nil {
		return v, nil
	}
	called := lists.Filter(cat.Vendors, func(v *content.Vendor) bool { return v.Called(name) })
	if len(called) == 1 {
		return called[0], nil
	}
	return nil, &usageError{fmt.Sprintf("no vendor %q", name), "the vendors are " + strings.Join(lists.Each(cat.Vendors, vendorID), ", ")}
}

func statusOfFindings(found find.Findings) int {
	if len(found.Found)+len(found.Unknown)+len(found.Said) == 0 {
		return exitProblems
	}
	if slices.ContainsFunc(found.Found, func(one find.Found) bool { return !one.Decided }) {
		return exitAmbiguous
	}
	return exitDone
}

func (a *app) printFindings(cat *content.Catalog, resolver *resolve.Resolver, found find.Findings, shown string) {
	p := a.paint(0)
	at := func(m find.Mention) string {
		if m.File != "" {
			return fmt.Sprintf("%s:%d", position.Clean(m.File), m.Line)
		}
		return fmt.Sprint(shown, m.Line)
	}
	for i, one := range found.Found {
		if i > 0 {
			fmt.Fprintln(a.stdout)
		}
		fmt.Fprintf(a.stdout, "%s  %s confidence. %s\n", p.Strong(one.Code), one.Confidence, one.Reason)
		if one.Without != "" {
			fmt.Fprintf(a.stdout, "    %s documents none; %s\n", one.Without, haveIt(lists.Distinct(one.Candidates, func(c find.Candidate) string { return c.VendorName })))
		}
		for n, c := range one.Candidates {
			if n == 1 && one.Decided {
				fmt.Fprintln(a.stdout, "    less likely:")
			}
			said := one.Headline + " (our advice)"
			if one.Headline == "" {
				said = verdict(p, cat.Code(c.ID))
			}
			fmt.Fprintf(a.stdout, "    %s  %s  %s\n", p.Quiet(c.ID), c.Title, said)
		}
		a.printSaid(one.Said)
		for _, m := range one.Mentions {
			fmt.Fprintf(a.stdout, "    %s: %s\n", at(m), position.Clean(m.Snippet))
		}
		if more := one.Count - len(one.Mentions); more > 0 {
			fmt.Fprintf(a.stdout, "    and %s more\n", grouped(more))
		}
	}
	reported := false
	for i, u := range found.Unknown {
		if m := unlisted(cat, u); m != nil {
			if i > 0 || len(found.Found) > 0 {
				fmt.Fprintln(a.stdout)
			}
			fmt.Fprintf(a.stdout, "%s  not listed\n    %s: %s\n", p.Strong(u.Text), at(u.Mention), position.Clean(u.Snippet))
			fmt.Fprintf(a.stdout, "    %s  %s\n", m.belongs(), verdict(p, m.Member(u.Text)))
			continue
		}
		fmt.Fprintf(a.stderr, "%s: %s %s\n", at(u.Mention), u.Text, whyUnknown(u)+alike(resolver, u))
		if !reported { // the address is long
			a.printReport(cat, u.Text, slices.DeleteFunc([]string{u.Of}, func(of string) bool { return of == "" }))
			reported = true
		}
	}
	a.printSaid(found.Said)
	if found.Masked > 0 {
		fmt.Fprintf(a.stderr, "%s masked\n", plural(found.Masked, "card number"))
	}
	if a.status == exitProblems {
		a.complain("no code found", "errdocs search WORDS… also searches the meanings")
	}
}

func (a *app) printSaid(list []find.Said) {
	if len(list) > 0 {
		fmt.Fprintf(a.stdout, "    the response itself says: %s\n", find.SaidText(list))
	}
}

func whyUnknown(u find.Unknown) string {
	switch {
	case u.Foreign:
		return "looks like a code of " + u.Of + ", which is not in the catalog"
	case u.Of != "":
		return "is not in the list of " + u.Of
	}
	return "looks like a code and is not in the catalog"
}

// alike says who has an unknown word as a code: its vendor, if it is mistyped, or else another one.
func alike(r *resolve.Resolver, u find.Unknown) string {
	switch found := r.Resolve(u.Text, u.Of); {
	case u.Foreign:
		return ""
	case found.Kind == resolve.Nearest:
		return "; " + nearHint(nil, found.Entries)
	case u.Of != "" && (found.Kind == resolve.One || found.Kind == resolve.Several):
		return "; " + haveIt((&ask.Answer{Exact: found.Entries}).Owners())
	}
	return ""
}

// unlisted returns the family that an unknown word belongs to, nil where there is not just one.
func unlisted(cat *content.Catalog, u find.Unknown) *memberCode {
	if list := membersOf(cat, u.Text, u.Families); len(list) == 1 {
		return &list[0]
	}
	return nil
}

// ticket returns findings as text to paste: the answers of every code, and of the family of a code without an entry.
func ticket(cat *content.Catalog, found find.Findings) string {
	text := find.Ticket(found, func(c find.Candidate) string {
		if cat.Code(c.ID) == nil { // a failed connection
			return fmt.Sprintf("%s: %s\n%s\n", c.VendorName, c.Title, address(cat, c.URL))
		}
		return record.Brief(cat.Code(c.ID), func(path string) string { return address(cat, path) }).Ticket()
	})
	for _, u := range found.Unknown {
		if m := unlisted(cat, u); m != nil {
			text += "\n" + familyRecord(cat, *m).Ticket()
		}
	}
	return text
}

// writeFindings adds to each candidate its address and verdict, and to each code without an entry its family.
func (a *app) writeFindings(cat *content.Catalog, found find.Findings) error {
	type candidate struct {
		find.Candidate
		Verdict *record.Verdict `json:"verdict,omitempty"`
	}
	type oneFound struct {
		find.Found
		Candidates     []candidate    `json:"candidates"`
		HeadlineOrigin content.Origin `json:"headline_origin,omitempty"`
	}
	type unknown struct {
		find.Unknown
		Families []familyAnswer `json:"families,omitempty"`
	}
	doc := struct {
		find.Findings
		Found   []oneFound `json:"found"`
		Unknown []unknown  `json:"unknown"`
	}{found, []oneFound{}, []unknown{}}
	for _, f := range found.Found {
		one := oneFound{Found: f}
		if f.Headline != "" {
			one.HeadlineOrigin = content.Ours
		}
		for _, c := range f.Candidates {
			c.URL = address(cat, c.URL)
			var v *record.Verdict
			if code := cat.Code(c.ID); code != nil {
				v = record.NewVerdict(code)
			}
			one.Candidates = append(one.Candidates, candidate{c, v})
		}
		doc.Found = append(doc.Found, one)
	}
	for _, u := range found.Unknown {
		doc.Unknown = append(doc.Unknown, unknown{u, familyAnswers(cat, u.Text, u.Families)})
	}
	return a.writeJSON(doc)
}

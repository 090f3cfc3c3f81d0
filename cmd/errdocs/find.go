package main

import (
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/search/find"
	"github.com/errdocs/errdocs/site/record"
)

func (a *app) findCommand() *cobra.Command {
	format := "text"
	cmd := &cobra.Command{
		Use:   "find [file]",
		Short: "Find the codes in a log or a payload",
		Long: `Find reads a log, a payload or a stack trace, of any size, and lists the codes in it as the site's page
"Find in a log" does. Without a file, or with "-", it reads the standard input. Card numbers are masked.

A code without an entry gets the answers of the family or class that it belongs to, if there is one.

Exit status: 0 found, 1 no code found, 6 the text does not say which vendor's code is meant.`,
		Example: `  errdocs find app.log
  adb logcat -d | errdocs find
  errdocs find response.json --format ticket`,
		Args: wantArgs(0, 1, "a file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			name := "-"
			if len(args) == 1 {
				name = args[0]
			}
			return a.find(name, format)
		},
	}
	choose(cmd, &format, "format", "how to print: text, json or ticket (a summary to paste)", "text", "json", "ticket")
	return cmd
}

func (a *app) find(name, format string) error {
	cat, err := a.openCatalog()
	if err != nil {
		return err
	}
	text, shown := a.stdin, "line "
	if name != "-" {
		file, err := os.Open(name)
		if err != nil {
			return err
		}
		defer file.Close()
		text, shown = file, name+":"
	}
	finder := cat.Finder(false)
	found, err := finder.Find(text)
	if err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	a.status = statusOfFindings(cat, found)
	switch format {
	case "json":
		return a.writeFindings(cat, found)
	case "ticket":
		_, err := io.WriteString(a.stdout, ticket(cat, found))
		return err
	}
	a.printFindings(cat, found, shown)
	return nil
}

func statusOfFindings(cat *content.Catalog, found find.Findings) int {
	if len(found.Found) == 0 && !slices.ContainsFunc(found.Unknown, func(u find.Unknown) bool { return unlisted(cat, u) != nil }) {
		return exitProblems
	}
	for _, one := range found.Found {
		if !one.Decided {
			return exitAmbiguous
		}
	}
	return exitDone
}

func (a *app) printFindings(cat *content.Catalog, found find.Findings, shown string) {
	p := a.paint(0)
	for i, one := range found.Found {
		if i > 0 {
			fmt.Fprintln(a.stdout)
		}
		fmt.Fprintf(a.stdout, "%s  %s confidence. %s\n", p.Strong(one.Code), one.Confidence, one.Reason)
		for _, c := range one.Candidates {
			fmt.Fprintf(a.stdout, "    %s  %s  %s\n", p.Quiet(c.ID), c.Title, verdict(p, cat.Code(c.ID)))
		}
		for _, m := range one.Mentions {
			fmt.Fprintf(a.stdout, "    %s%d: %s\n", shown, m.Line, m.Snippet)
		}
		if more := one.Count - len(one.Mentions); more > 0 {
			fmt.Fprintf(a.stdout, "    and %s more\n", grouped(more))
		}
	}
	for i, u := range found.Unknown {
		if m := unlisted(cat, u); m != nil {
			if i > 0 || len(found.Found) > 0 {
				fmt.Fprintln(a.stdout)
			}
			fmt.Fprintf(a.stdout, "%s  not listed\n    %s%d: %s\n", p.Strong(u.Text), shown, u.Line, u.Snippet)
			fmt.Fprintf(a.stdout, "    %s  %s\n", m.belongs(), verdict(p, m.Member(u.Text)))
			continue
		}
		fmt.Fprintf(a.stderr, "%s%d: %s looks like a code and is not in the catalog\n", shown, u.Line, u.Text)
	}
	if found.Masked > 0 {
		fmt.Fprintf(a.stderr, "%s masked\n", plural(found.Masked, "card number"))
	}
	if a.status == exitProblems {
		a.complain("no code found", "errdocs search WORDS… also searches the meanings")
	}
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
		Candidates []candidate `json:"candidates"`
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
		one := oneFound{f, nil}
		for _, c := range f.Candidates {
			c.URL = address(cat, c.ID+"/")
			one.Candidates = append(one.Candidates, candidate{c, record.NewVerdict(cat.Code(c.ID))})
		}
		doc.Found = append(doc.Found, one)
	}
	for _, u := range found.Unknown {
		one := unknown{u, nil}
		for _, m := range membersOf(cat, u.Text, u.Families) {
			one.Families = append(one.Families, newFamilyAnswer(m, familyRecord(cat, m)))
		}
		doc.Unknown = append(doc.Unknown, one)
	}
	return a.writeJSON(doc)
}

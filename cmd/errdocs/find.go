package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/search/find"
)

func (a *app) findCommand() *cobra.Command {
	format := "text"
	cmd := &cobra.Command{
		Use:   "find [file]",
		Short: "Find the codes in a log or a payload",
		Long: `Find reads a log, a payload or a stack trace, of any size, and lists the codes in it as the site's page
"Find in a log" does. Without a file, or with "-", it reads the standard input. Card numbers are masked.

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
			return a.find(cmd.Context(), name, format)
		},
	}
	choose(cmd, &format, "format", "how to print: text, json or ticket (a summary to paste)", "text", "json", "ticket")
	return cmd
}

func (a *app) find(ctx context.Context, name, format string) error {
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
	found, err := finder.Find(&readUntil{ctx, text})
	if err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	a.status = statusOfFindings(found)
	switch format {
	case "json":
		return a.writeFindings(cat, found)
	case "ticket":
		_, err := io.WriteString(a.stdout, find.Summary(found, cat.Site.BaseURL))
		return err
	}
	a.printFindings(found, shown)
	return nil
}

// readUntil reads until its context is canceled.
type readUntil struct {
	ctx context.Context
	r   io.Reader
}

func (r *readUntil) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.r.Read(p)
}

func statusOfFindings(found find.Findings) int {
	if len(found.Found) == 0 {
		return exitProblems
	}
	for _, one := range found.Found {
		if !one.Decided {
			return exitAmbiguous
		}
	}
	return exitDone
}

func (a *app) printFindings(found find.Findings, shown string) {
	p := a.paint(0)
	for i, one := range found.Found {
		if i > 0 {
			fmt.Fprintln(a.stdout)
		}
		fmt.Fprintf(a.stdout, "%s  %s confidence. %s\n", p.Strong(one.Code), one.Confidence, one.Reason)
		for _, c := range one.Candidates {
			fmt.Fprintf(a.stdout, "    %s  %s\n", p.Quiet(c.ID), c.Title)
		}
		for _, m := range one.Mentions {
			fmt.Fprintf(a.stdout, "    %s%d: %s\n", shown, m.Line, m.Snippet)
		}
		if more := one.Count - len(one.Mentions); more > 0 {
			fmt.Fprintf(a.stdout, "    and %s more\n", grouped(more))
		}
	}
	for _, u := range found.Unknown {
		fmt.Fprintf(a.stderr, "%s%d: %s looks like a code and is not in the catalog\n", shown, u.Line, u.Text)
	}
	if found.Masked > 0 {
		fmt.Fprintf(a.stderr, "%s masked\n", plural(found.Masked, "card number"))
	}
	if len(found.Found) == 0 {
		a.complain("no code found", "errdocs search WORDS… also searches the meanings")
	}
}

func (a *app) writeFindings(cat *content.Catalog, found find.Findings) error {
	for _, one := range found.Found {
		for i := range one.Candidates {
			c := &one.Candidates[i]
			c.URL = newJSONCode(cat, cat.Code(c.ID)).URL
		}
	}
	return a.writeJSON(found)
}

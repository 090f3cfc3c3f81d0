package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/site"
)

func (a *app) checkCommand() *cobra.Command {
	format := choice{value: "text", of: []string{"text", "json", "github"}}
	cmd := &cobra.Command{
		Use:   "check [path…]",
		Short: "Report every problem in the catalog",
		Long: `Check does all that build does, except that it publishes nothing, and reports every problem with its
file, line and column. What passes check builds.

With paths, only the problems in these files and folders are reported.`,
		Example: `  errdocs check
  errdocs check content/vendors/acme
  errdocs check --format github`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.check(cmd.Context(), format.value, args)
		},
	}
	choose(cmd, &format, "format", "how to print problems: text, json, or github (workflow annotations)")
	return cmd
}

func (a *app) check(ctx context.Context, format string, paths []string) error {
	src, err := a.openSource()
	if err != nil {
		return err
	}
	defer src.close()
	found, err := problemsOf(ctx, src)
	if err != nil {
		return err
	}
	all := len(found.Problems)
	if err := found.keep(paths); err != nil {
		return err
	}
	if len(found.Problems) > 0 {
		a.status = exitProblems
	}
	switch format {
	case "json":
		return a.writeJSON(map[string]any{"problems": found.json()})
	case "github":
		found.writeAnnotations(a.stdout)
	default:
		if len(found.Problems) > 0 {
			a.printProblems(a.stdout, a.paint(0), found)
		}
	}
	switch others := all - len(found.Problems); {
	case others > 0:
		fmt.Fprintf(a.stderr, "%s elsewhere in %s\n", plural(others, "problem"), src.shown())
	case all == 0 && format == "text":
		fmt.Fprintf(a.stderr, "no problems in %s\n", src.shown())
	}
	return nil
}

// problemsOf builds the site and drops it. Any error but problems comes back as such.
func problemsOf(ctx context.Context, src *source) (*problemsError, error) {
	cat, err := src.load()
	if err == nil {
		_, err = site.Build(ctx, cat, src.options())
		err = withDir(err, src.dir)
	}
	var found *problemsError
	if err == nil || errors.As(err, &found) {
		if found == nil {
			found = &problemsError{dir: src.dir}
		}
		return found, nil
	}
	return nil, err
}

// keep drops the problems that are in none of the paths. No paths keep all.
func (e *problemsError) keep(paths []string) error {
	if len(paths) == 0 {
		return nil
	}
	var wanted []string
	for _, p := range paths {
		if _, err := os.Stat(p); err != nil {
			return &usageError{fmt.Sprintf("there is no file %q", p), "paths are from the working directory"}
		}
		abs, err := filepath.Abs(p)
		if err != nil {
			return err
		}
		wanted = append(wanted, abs)
	}
	var kept content.Problems
	for _, p := range e.Problems {
		abs, err := filepath.Abs(e.file(p))
		if err != nil {
			return err
		}
		for _, w := range wanted {
			if abs == w || strings.HasPrefix(abs, w+string(filepath.Separator)) {
				kept = append(kept, p)
				break
			}
		}
	}
	e.Problems = kept
	return nil
}

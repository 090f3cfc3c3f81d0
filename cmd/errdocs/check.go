package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/site"
)

func (a *app) checkCommand() *cobra.Command {
	format := choice{value: "text", of: []string{"text", "json", "github", "sarif"}}
	var f filter
	cmd := &cobra.Command{
		Use:   "check [path…]",
		Short: "Report every problem in the catalog",
		Long: `Check does all that build does, except that it publishes nothing, and reports every problem with its
file, line and column. What passes check builds.

With paths, only the problems in these files and folders are reported; with --select only those of the
rules that it names; with --ignore not those of the rules that it names. The exit status and the summary
speak of the problems that are reported, and how many were left out is said apart. Build has no such flags:
a catalog with any problem is never published.

errdocs rules lists the rules.`,
		Example: `  errdocs check
  errdocs check content/vendors/acme --ignore summary,title-length
  errdocs check --format github
  errdocs check --format sarif > errdocs.sarif`,
		RunE: func(cmd *cobra.Command, args []string) error {
			f.paths = args
			return a.check(cmd.Context(), format.value, f)
		},
	}
	choose(cmd, &format, "format", "how to print problems: text, json, github (workflow annotations) or sarif (2.1.0)")
	cmd.Flags().StringSliceVar(&f.selected, "select", nil, "report only the problems of these `rules`, separated by commas")
	cmd.Flags().StringSliceVar(&f.ignored, "ignore", nil, "leave out the problems of these `rules`, separated by commas")
	for _, name := range []string{"select", "ignore"} {
		if err := cmd.RegisterFlagCompletionFunc(name, completeRules); err != nil {
			panic(err) // only if the flag isn't there
		}
	}
	return cmd
}

func (a *app) check(ctx context.Context, format string, f filter) error {
	if err := f.prepare(); err != nil {
		return err
	}
	src, err := a.openSource()
	if err != nil {
		return err
	}
	defer src.close()
	found, err := problemsOf(ctx, src)
	if err != nil {
		return err
	}
	left, err := found.keep(f)
	if err != nil {
		return err
	}
	if len(found.Problems) > 0 {
		a.status = exitProblems
	}
	if err := a.report(format, found, left); err != nil {
		return err
	}
	if left.rules > 0 {
		fmt.Fprintf(a.stderr, "%s of other rules in %s\n", plural(left.rules, "problem"), src.shown())
	}
	if left.paths > 0 {
		fmt.Fprintf(a.stderr, "%s elsewhere in %s\n", plural(left.paths, "problem"), src.shown())
	}
	if len(found.Problems)+left.rules+left.paths == 0 && format == "text" {
		fmt.Fprintf(a.stderr, "no problems in %s\n", src.shown())
	}
	return nil
}

// report writes the problems that a filter kept.
func (a *app) report(format string, e *problemsError, left leftOut) error {
	switch format {
	case "json":
		list, err := e.json()
		if err != nil {
			return err
		}
		return a.writeJSON(map[string]any{"problems": list, "left_out": left.rules + left.paths})
	case "sarif":
		return a.writeSARIF(e)
	case "github":
		e.writeAnnotations(a.stdout)
	default:
		if len(e.Problems) > 0 {
			a.printProblems(a.stdout, a.paint(0), e)
		}
	}
	return nil
}

// filter says which problems are reported. The zero value reports all.
type filter struct {
	paths             []string // files and folders, from the working directory
	selected, ignored []string // ids of rules; none selected: all
}

// leftOut counts the problems that a filter drops, each once.
type leftOut struct {
	rules int // those of rules that were ignored or not selected
	paths int // the others, that lie in none of the paths
}

// prepare makes the paths absolute and refuses what does not exist.
func (f *filter) prepare() error {
	if ids := slices.Concat(f.selected, f.ignored); len(ids) > 0 {
		book, err := openRulebook()
		if err != nil {
			return err
		}
		if _, err := book.choose(ids); err != nil {
			return err
		}
	}
	for i, p := range f.paths {
		if _, err := os.Stat(p); err != nil {
			return &usageError{fmt.Sprintf("there is no file %q", p), "paths are from the working directory"}
		}
		abs, err := filepath.Abs(p)
		if err != nil {
			return err
		}
		f.paths[i] = abs
	}
	return nil
}

// wants reports whether problems of a rule are reported.
func (f *filter) wants(rule string) bool {
	return (len(f.selected) == 0 || slices.Contains(f.selected, rule)) && !slices.Contains(f.ignored, rule)
}

// covers reports whether a file is in one of the paths.
func (f *filter) covers(file string) bool {
	return len(f.paths) == 0 || slices.ContainsFunc(f.paths, func(p string) bool {
		return file == p || strings.HasPrefix(file, strings.TrimSuffix(p, string(filepath.Separator))+string(filepath.Separator))
	})
}

// keep drops the problems that a filter does not want, and counts them.
func (e *problemsError) keep(f filter) (leftOut, error) {
	var kept content.Problems
	var left leftOut
	for _, p := range e.Problems {
		abs, err := filepath.Abs(e.file(p))
		if err != nil {
			return left, err
		}
		switch {
		case !f.wants(p.Rule):
			left.rules++
		case !f.covers(abs):
			left.paths++
		default:
			kept = append(kept, p)
		}
	}
	e.Problems = kept
	return left, nil
}

// problemsOf builds the site and drops it. Any error but problems comes back as such.
func problemsOf(ctx context.Context, src *source) (*problemsError, error) {
	found := &problemsError{dir: src.dir}
	cat, err := src.load()
	if err != nil && !errors.As(err, &found) {
		return nil, err
	}
	if len(cat.Vendors) == 0 {
		return found, nil
	}
	_, err = site.Check(ctx, cat, src.options())
	var ofPages *problemsError
	err = src.problems(err)
	switch {
	case err == nil:
	case errors.As(err, &ofPages) && len(found.Problems) == 0:
		found.Problems = ofPages.Problems
	case errors.As(err, &ofPages):
		found.add(ofPages.Problems)
	case len(found.Problems) == 0 || ctx.Err() != nil:
		return nil, err
	}
	return found, nil
}

// ofOneText are the rules that are broken by a text alone, whatever else the catalog holds.
var ofOneText = []string{"markdown-alert", "markdown-html", "markdown-image", "markdown-language"}

// add adds those problems of pages that don't depend on files which have problems of their own: a link may
// lead to what is in one of them.
func (e *problemsError) add(ofPages content.Problems) {
	for _, p := range ofPages {
		if slices.Contains(ofOneText, p.Rule) {
			e.Problems = append(e.Problems, p)
		}
	}
	e.Problems = e.Problems.Sort()
}

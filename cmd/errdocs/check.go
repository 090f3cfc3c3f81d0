package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/publish"
	"github.com/errdocs/errdocs/internal/report"
	"github.com/errdocs/errdocs/internal/terminal"
	"github.com/errdocs/errdocs/site"
)

func (a *app) checkCommand() *cobra.Command {
	var f report.Filter
	drafts, noCache := false, false
	cmd := define("check", nil, func(cmd *cobra.Command, args []string) error {
		f.Paths = args
		return a.check(cmd.Context(), f, drafts, noCache)
	})
	a.formats(cmd, "how to print problems: text, json, github (workflow annotations) or sarif (2.1.0)", "text", "json", "github", "sarif")
	cmd.Flags().BoolVar(&drafts, "drafts", false, "also report drafts, and what each still lacks")
	cmd.Flags().BoolVar(&noCache, "no-cache", false, "check everything again, also pages that passed the last check and are unchanged")
	cmd.Flags().StringSliceVar(&f.Select, "select", nil, "report only the problems of these `rules`, separated by commas")
	cmd.Flags().StringSliceVar(&f.Ignore, "ignore", nil, "leave out the problems of these `rules`, separated by commas")
	complete(cmd, "select", completeRules)
	complete(cmd, "ignore", completeRules)
	return cmd
}

func (a *app) check(ctx context.Context, f report.Filter, drafts, noCache bool) error {
	if err := checkFilter(f); err != nil {
		return err
	}
	src, err := a.openSource()
	if err != nil {
		return err
	}
	defer src.close()
	if src.anew = noCache; drafts {
		src.drafts = content.JudgeDrafts
	}
	found, err := problemsOf(ctx, src, noCache)
	if err != nil {
		return err
	}
	hidden := found.Filter(f)
	if len(found.Problems) > 0 {
		a.status = exitProblems
	}
	a.report(found, hidden)
	if hidden.ByRule > 0 {
		fmt.Fprintf(a.stderr, "%s hidden by --select or --ignore in %s\n", plural(hidden.ByRule, "problem"), src.shown())
	}
	if hidden.ByPath > 0 {
		fmt.Fprintf(a.stderr, "%s elsewhere in %s\n", plural(hidden.ByPath, "problem"), src.shown())
	}
	if len(found.Problems)+hidden.ByRule+hidden.ByPath == 0 && a.format == "text" {
		fmt.Fprintf(a.stderr, "no problems in %s\n", src.shown())
	}
	return nil
}

// checkFilter makes the paths absolute and refuses files and rules that do not exist.
func checkFilter(f report.Filter) error {
	if ids := slices.Concat(f.Select, f.Ignore); len(ids) > 0 {
		if _, err := openRulebook().choose(ids); err != nil {
			return err
		}
	}
	for i, p := range f.Paths {
		if _, err := os.Stat(p); err != nil {
			return &usageError{fmt.Sprintf("there is no file %q", p), "paths are from the working directory"}
		}
		abs, err := filepath.Abs(p)
		if err != nil {
			return err
		}
		f.Paths[i] = abs
	}
	return nil
}

// report writes problems to stdout.
func (a *app) report(e *report.Problems, hidden report.Hidden) {
	book := openRulebook()
	switch a.format {
	case "json":
		a.writeJSON(map[string]any{"problems": e.JSON(book.page), "left_out": hidden.ByRule + hidden.ByPath})
	case "sarif":
		a.writeJSON(e.SARIF(report.Tool{Version: release(), Address: book.cat.Site.RepoURL}, book.describe))
	case "github":
		e.WriteAnnotations(a.stdout)
	default:
		if len(e.Problems) > 0 {
			e.WriteText(a.stdout, a.paint(0))
			a.countProblems(e)
		}
	}
}

// countProblems says how many problems there are and where their rules are explained.
func (a *app) countProblems(e *report.Problems) {
	fmt.Fprintf(a.stderr, "%s in %s; errdocs rules %s explains the rule\n", plural(len(e.Problems), "problem"),
		plural(e.Files(), "file"), e.Problems[0].Rule)
}

// describe returns what a report says about a rule.
func (b *rulebook) describe(id string) report.Rule {
	r := b.record(b.rule(id))
	return report.Rule{
		Title: r.Title, Summary: r.Summary + " " + r.Description.Plain(),
		Text: r.Terminal(textWidth, terminal.Paint{}), Markdown: string(r.Body()), Address: r.URL,
	}
}

// problemsOf builds the site and drops it. The error is any other than a problem.
func problemsOf(ctx context.Context, src *source, noCache bool) (*report.Problems, error) {
	found := &report.Problems{Dir: src.dir}
	cat, err := src.load()
	if err != nil && !errors.As(err, &found) {
		return nil, err
	}
	if len(cat.Vendors) == 0 {
		return found, nil
	}
	err = checkPages(ctx, src, cat, err == nil && !noCache)
	var ofPages *report.Problems
	switch err = src.problems(err); {
	case err == nil:
	case errors.As(err, &ofPages) && len(found.Problems) == 0:
		found = ofPages
	case errors.As(err, &ofPages):
		// A link may lead to something in a file that has problems of its own.
		alone := lists.Filter(ofPages.Problems, func(p content.Problem) bool { return slices.Contains(ofOneText, p.Rule) })
		found.Problems = append(found.Problems, alone...).Sort()
	case len(found.Problems) == 0 || ctx.Err() != nil:
		return nil, err
	}
	return found, nil
}

// checkPages makes the pages of a catalog and drops them; with a cache, those that the last check has not passed.
func checkPages(ctx context.Context, src *source, cat *content.Catalog, cached bool) error {
	opts := src.options()
	var cache publish.Cache
	if cached && src.dir != "" {
		cache = publish.OpenCache("checks", src.dir)
		opts.Tool = program()
		opts.Before, _ = readRecord(cache)
	}
	s, err := site.Check(ctx, cat, opts)
	if err != nil || opts.Before == nil {
		return err
	}
	cache.Store(s.Record(), time.Time{})
	return nil
}

// ofOneText are the rules that a text breaks by itself, whatever else is in the catalog.
var ofOneText = []string{"markdown-alert", "markdown-html", "markdown-image", "markdown-table"}

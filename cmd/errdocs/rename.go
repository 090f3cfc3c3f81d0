package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/catalogfile"
	"github.com/errdocs/errdocs/site"
)

func (a *app) renameCommand() *cobra.Command {
	dryRun := false
	cmd := define("rename", wantArgs(2, 2, "the old and the new id"), func(cmd *cobra.Command, args []string) error {
		return a.rename(cmd.Context(), args[0], args[1], dryRun)
	})
	cmd.ValidArgsFunction = a.completeSets
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, "list the files and write nothing")
	return cmd
}

func (a *app) rename(ctx context.Context, old, now string, dryRun bool) error {
	src, err := a.openOwn("change", "errdocs init starts one")
	if err != nil {
		return err
	}
	defer src.close()
	if !dryRun {
		finished, err := catalogfile.Finish(src.dir)
		if err != nil {
			return err
		}
		if finished {
			fmt.Fprintln(a.stderr, "errdocs: finished the rename that was interrupted")
		}
	}
	cat, loadError := content.Load(src.fsys)
	problems, ok := errors.AsType[content.Problems](loadError)
	if loadError != nil && !ok {
		return fmt.Errorf("read the catalog: %w", loadError)
	}
	r, err := catalogfile.Rename(src.fsys, cat, old, now, site.Means(cat))
	if _, refused := errors.AsType[*catalogfile.Error](err); refused && len(problems) > 0 {
		err = problems // the catalog lacks what is in files with problems
	} else if err == nil {
		err = a.checkRenamed(ctx, src, cat, loadError, r)
	}
	if err != nil {
		return src.problems(err)
	}
	if !dryRun {
		if err := r.Apply(src.dir); err != nil {
			return err
		}
	}
	for _, f := range r.Files {
		fmt.Fprintln(a.stdout, "wrote  ", src.path(f.Name))
	}
	for _, name := range r.Removed {
		fmt.Fprintln(a.stdout, "removed", src.path(name))
	}
	fmt.Fprintf(a.stderr, "%s %s is %s%s\n", r.What, r.Old, r.New, map[bool]string{true: "; nothing was written", false: ""}[dryRun])
	return nil
}

// checkRenamed makes sure that the change breaks no rule, and that a code that has moved says what it said. Problems that
// the catalog had before stay: each may need a rename of its own.
func (a *app) checkRenamed(ctx context.Context, src *source, was *content.Catalog, before error, r *catalogfile.Renaming) error {
	if before == nil {
		_, before = site.Check(ctx, was, src.options())
	}
	is, after := content.Load(r.FS())
	if after == nil {
		_, after = site.Check(ctx, is, src.options())
	}
	if err := newProblems(before, after); err != nil {
		a.complain("nothing was written, because this would break a rule", "")
		return err
	}
	if fields := r.Differs(was, is); len(fields) > 0 {
		return &catalogfile.Error{Message: "the defaults of its new set would change " + strings.Join(fields, ", "),
			Hint: "give the code these keys itself first"}
	}
	return nil
}

// newProblems returns the problems after a change that were not there before, or its other error.
func newProblems(before, after error) error {
	var old, now content.Problems
	if !errors.As(after, &now) {
		return after
	}
	known := map[string]bool{}
	if errors.As(before, &old) {
		known["lost-address"] = true // what was in their way is named now, or with others
	}
	for _, p := range old {
		known[p.Rule+p.Message] = true
	}
	now = slices.DeleteFunc(now, func(p content.Problem) bool { return known[p.Rule] || known[p.Rule+p.Message] })
	if len(now) == 0 {
		return nil
	}
	return now
}

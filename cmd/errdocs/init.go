package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/scaffold"
	"github.com/errdocs/errdocs/site"
	"github.com/errdocs/errdocs/templates"
)

func (a *app) initCommand() *cobra.Command {
	var theme, texts, parts bool
	cmd := define("init", wantArgs(0, 1, ""), func(cmd *cobra.Command, args []string) error {
		return a.init(cmd.Context(), strings.Join(args, ""), theme, texts, parts)
	})
	cmd.Flags().BoolVar(&theme, "templates", false, "also copy the theme to templates/")
	cmd.Flags().BoolVar(&texts, "strings", false, "also copy the texts of the theme to content/strings.yaml, to translate them")
	cmd.Flags().BoolVar(&parts, "matrix", false, "write a workflow that builds a large site in parts, on several machines")
	return cmd
}

func (a *app) init(ctx context.Context, dir string, theme, texts, parts bool) error {
	if len(a.content) > 0 {
		return &usageError{"init does not accept --content", "it creates content/ in DIR: errdocs init DIR"}
	}
	if dir == "" {
		dir = "."
	}
	var copied fs.FS
	if theme {
		copied = templates.Default()
	}
	files := scaffold.Files(release(), parts, copied)
	if texts {
		files = append(files, scaffold.File{Name: "content/strings.yaml", Data: content.EnglishYAML(), Mode: 0o644})
	}
	report := func(name, note string, wrote bool) {
		fmt.Fprintln(a.stdout, map[bool]string{true: "wrote", false: "kept "}[wrote], name+note)
	}
	if err := scaffold.Write(dir, files, report); err != nil {
		return err
	}
	if err := writeLock(ctx, dir, report); err != nil {
		return err
	}
	a.nextSteps(dir, theme)
	return nil
}

// writeLock writes the urls.lock of a new portal. A catalog with problems gets it by the first build that passes.
func writeLock(ctx context.Context, dir string, report func(name, note string, wrote bool)) error {
	const name = "content/" + lockName
	file := filepath.Join(dir, filepath.FromSlash(name))
	if _, err := os.Lstat(file); err == nil {
		report(name, "", false)
		return nil
	}
	cat, err := content.Load(os.DirFS(filepath.Dir(file)))
	if err == nil {
		var s *site.Site
		if s, err = site.Check(ctx, cat, site.Options{}); err == nil {
			err = extendLock(file, s)
			report(name, "", err == nil)
		}
	}
	if _, ok := errors.AsType[content.Problems](err); ok {
		return nil
	}
	return err
}

func (a *app) nextSteps(dir string, theme bool) {
	say := func(command, what string) {
		fmt.Fprintln(a.stdout, strings.TrimRight(fmt.Sprintf("  %-36s %s", command, what), " "))
	}
	fmt.Fprintf(a.stdout, "\nNext\n")
	if filepath.Clean(dir) != "." {
		say("cd "+dir, "")
	}
	say("errdocs build", "the site, in public/")
	say("errdocs new VENDOR", "your own vendor; then delete content/vendors/acme and content/urls.lock, which build writes")
	say("errdocs check", "what is wrong, with file and line")
	say("git config core.hooksPath .githooks", "check before each commit")
	if theme {
		say("templates/", "delete the files that you do not change, so that updates apply to them")
	}
}

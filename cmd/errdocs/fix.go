package main

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/catalogfile"
)

func (a *app) fixCommand() *cobra.Command {
	var origin content.Origin
	dryRun := false
	cmd := define("fix", wantArgs(0, 0, ""), func(*cobra.Command, []string) error {
		if origin == "" {
			return &usageError{"fix needs --origins", "--origins ours: nobody has checked these answers against the vendor's docs"}
		}
		return a.fixOrigins(origin, dryRun)
	})
	cmd.ValidArgsFunction = cobra.NoFileCompletions
	choose(cmd, &origin, "origins", "who states the answers that do not say it: ours, vendor", string(content.Ours), string(content.Vendors))
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, "list the files and write nothing")
	return cmd
}

// fixOrigins adds origins to the catalog's set files and prints their names.
func (a *app) fixOrigins(origin content.Origin, dryRun bool) error {
	src, err := a.openOwn("fix", "errdocs init starts one")
	if err != nil {
		return err
	}
	defer src.close()
	files, err := catalogfile.FixOrigins(src.fsys, origin)
	if err != nil {
		return err
	}
	for _, f := range files {
		name := filepath.Join(src.dir, filepath.FromSlash(f.Name))
		if !dryRun {
			if err := catalogfile.WriteFile(name, f.Data); err != nil {
				return err
			}
		}
		fmt.Fprintln(a.stdout, filepath.ToSlash(name))
	}
	return nil
}

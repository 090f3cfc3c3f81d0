package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/catalogfile"
	"github.com/errdocs/errdocs/internal/lists"
)

func (a *app) schemaCommand() *cobra.Command {
	var write bool
	cmd := define("schema", wantArgs(0, 1, ""), func(cmd *cobra.Command, args []string) error {
		if write {
			if len(args) > 0 {
				return &usageError{"--write writes all schemas", "leave out the name"}
			}
			return a.writeSchemas()
		}
		return a.printSchema(args)
	})
	cmd.ValidArgs = lists.Each(content.Schemas(), func(s content.SchemaFile) string { return s.Name })
	cmd.Flags().BoolVar(&write, "write", false, "write all schemas into the catalog's folder .schema")
	return cmd
}

func (a *app) printSchema(args []string) error {
	var names []string
	for _, s := range content.Schemas() {
		names = append(names, s.Name)
		if len(args) == 0 {
			fmt.Fprintf(a.stdout, "%-9s %s\n", s.Name, s.Files)
		} else if args[0] == s.Name {
			_, err := a.stdout.Write(s.JSON)
			return err
		}
	}
	if len(args) == 0 {
		return nil
	}
	return &usageError{fmt.Sprintf("there is no schema %q", cut(args[0])), nearest(args[0], names, "errdocs schema lists them")}
}

// writeSchemas writes the schemas into the catalog and prints the names of those that changed.
func (a *app) writeSchemas() error {
	src, err := a.openOwn("write schemas for", "run it next to content/, or name a folder with --content")
	if err != nil {
		return err
	}
	src.close()
	for _, s := range content.Schemas() {
		name := filepath.Join(src.dir, content.SchemaDir, s.Name+".json")
		if old, err := os.ReadFile(name); err == nil && string(old) == string(s.JSON) {
			continue
		}
		if err := catalogfile.WriteFile(name, s.JSON); err != nil {
			return err
		}
		fmt.Fprintln(a.stdout, filepath.ToSlash(name))
	}
	return nil
}

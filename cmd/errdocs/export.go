package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/errdocs/errdocs/internal/publish"
	"github.com/errdocs/errdocs/site"
	"github.com/errdocs/errdocs/site/record"
)

func (a *app) exportCommand() *cobra.Command {
	var f exportFlags
	var names []string
	list := ""
	for _, f := range site.ExportFormats() {
		names = append(names, f.ID)
		list += fmt.Sprintf("\n  %-15s %s", f.ID, f.Summary)
	}
	cmd := define("export", wantArgs(1, 1, "a format"), func(cmd *cobra.Command, args []string) error {
		return a.export(cmd.Context(), args[0], f, names)
	})
	cmd.ValidArgsFunction = cobra.FixedCompletions(names, cobra.ShellCompDirectiveNoFileComp)
	cmd.Long += "\n" + list
	cmd.Flags().StringVarP(&f.out, "out", "o", "", "file or, for techdocs, folder to write to (default: standard output)")
	cmd.Flags().StringVar(&f.base, "base-url", "", "address of the site for links (default: base_url in site.yaml)")
	cmd.Flags().BoolVar(&f.excel, "excel", false, "with csv: for a double click in Excel, with formulas disarmed")
	return cmd
}

type exportFlags struct {
	out, base string
	excel     bool
}

func (a *app) export(ctx context.Context, name string, f exportFlags, names []string) error {
	var format site.ExportFormat
	for _, each := range site.ExportFormats() {
		if each.ID == name {
			format = each
		}
	}
	switch {
	case format.ID == "":
		return &usageError{fmt.Sprintf("there is no export format %q", name), nearest(name, names, "one of: "+strings.Join(names, ", "))}
	case f.excel && name != "csv":
		return &usageError{"--excel is for csv", ""}
	case format.Folder && f.out == "":
		return &usageError{name + " consists of several files", "-o names the folder for them"}
	}
	src, err := a.openSource()
	if err != nil {
		return err
	}
	defer src.close()
	cat, err := src.load()
	if err != nil {
		return err
	}
	files, err := site.Export(ctx, cat, site.Options{BaseURL: f.base}, name)
	if errors.Is(err, site.ErrNoBaseURL) {
		return &usageError{fmt.Sprintf("the %s export needs the site's URL", name), "set --base-url, or base_url in site.yaml"}
	}
	if err != nil {
		return err
	}
	if f.excel {
		if files[0].Data, err = record.ForExcel(files[0].Data); err != nil {
			return fmt.Errorf("write the export: %w", err)
		}
	}
	return a.writeExport(ctx, format, files, f.out, src.dir)
}

func (a *app) writeExport(ctx context.Context, format site.ExportFormat, files []site.File, out, content string) error {
	switch {
	case format.Folder:
		res, err := publish.Dir(ctx, out, (&site.Site{Files: files}).All(), publish.Options{Content: content, Edited: a.replacing(out)})
		if err != nil {
			return err
		}
		fmt.Fprintf(a.stderr, "%s in %s\n", publishCounts(res), out)
		return nil
	case out == "":
		_, err := a.stdout.Write(files[0].Data)
		return err
	}
	if in := within(content, out); in != "" && in != "static" && isFile(out) {
		return &usageError{fmt.Sprintf("%s is a file of the catalog", out), "-o names a file outside of the content directory, or in static/"}
	}
	if err := publish.File(out, files[0].Data); err != nil {
		return fmt.Errorf("write the export: %w", err)
	}
	return nil
}

package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/publish"
	"github.com/errdocs/errdocs/site"
	"github.com/errdocs/errdocs/site/record"
)

func (a *app) exportCommand() *cobra.Command {
	var f exportFlags
	formats := site.ExportFormats()
	names := lists.Each(formats, func(f site.ExportFormat) string { return f.ID })
	cmd := define("export", wantArgs(1, 1, "a format"), func(cmd *cobra.Command, args []string) error {
		at := slices.Index(names, args[0])
		if at < 0 {
			return &usageError{fmt.Sprintf("there is no export format %q", args[0]), nearest(args[0], names, "one of: "+strings.Join(names, ", "))}
		}
		return a.export(cmd.Context(), formats[at], f)
	})
	cmd.ValidArgsFunction = cobra.FixedCompletions(names, cobra.ShellCompDirectiveNoFileComp)
	cmd.Long += "\n"
	for _, format := range formats {
		cmd.Long += fmt.Sprintf("\n  %-15s %s", format.ID, format.Summary)
	}
	cmd.Flags().StringVarP(&f.out, "out", "o", "", "file or, for techdocs, folder to write to (default: standard output)")
	cmd.Flags().StringVar(&f.base, "base-url", "", "address of the site for links (default: base_url in site.yaml)")
	cmd.Flags().BoolVar(&f.excel, "excel", false, "with csv: for a double click in Excel, with formulas disarmed")
	return cmd
}

type exportFlags struct {
	out, base string
	excel     bool
}

func (a *app) export(ctx context.Context, format site.ExportFormat, f exportFlags) error {
	switch {
	case f.excel && format.ID != "csv":
		return &usageError{"--excel is for csv", ""}
	case format.Folder && f.out == "":
		return &usageError{format.ID + " consists of several files", "-o names the folder for them"}
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
	files, err := site.Export(ctx, cat, site.Options{BaseURL: f.base}, format.ID)
	if errors.Is(err, site.ErrNoBaseURL) {
		return &usageError{fmt.Sprintf("the %s export needs the site's URL", format.ID), "set --base-url, or base_url in site.yaml"}
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

package main

import (
	"fmt"

	"github.com/errdocs/errdocs/content"
)

// printReport says where a code that the catalog lacks can be reported, if site.yaml has an address for issues.
func (a *app) printReport(cat *content.Catalog, code string, vendors []string) {
	if url := cat.Report(code, vendors); url != "" {
		fmt.Fprintf(a.stderr, "  %s %s\n", a.paint(1).Quiet("report it:"), url)
	}
}

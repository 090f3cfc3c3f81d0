package main

import (
	"fmt"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/search/ask"
)

// printReport says where a code that the catalog lacks can be reported, if site.yaml has an address for issues.
func (a *app) printReport(cat *content.Catalog, found ask.Answer) {
	if url := cat.Report(found.Code, found.Vendors); url != "" {
		fmt.Fprintf(a.stderr, "  %s %s\n", a.paint(1).Quiet("report it:"), url)
	}
}

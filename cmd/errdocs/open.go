package main

import (
	"fmt"
	"net/url"

	"github.com/spf13/cobra"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/search/resolve"
)

func (a *app) openCommand() *cobra.Command {
	var vendor string
	var printOnly bool
	cmd := define("open", wantArgs(1, 1, "a code"), func(_ *cobra.Command, args []string) error {
		return a.openPage(args[0], vendor, printOnly)
	})
	cmd.ValidArgsFunction = a.completing(codesLike)
	cmd.Flags().StringVar(&vendor, "vendor", "", "whose code it is")
	cmd.Flags().BoolVar(&printOnly, "print", false, "print the address instead")
	complete(cmd, "vendor", a.completing(vendorsOf))
	return cmd
}

func (a *app) openPage(query, vendor string, printOnly bool) error {
	cat, err := a.openCatalog(content.StubDrafts)
	if err != nil {
		return err
	}
	if err := checkVendor(cat, vendor); err != nil {
		return err
	}
	if cat.Site.BaseURL == "" {
		return &usageError{"it is not known where the site is published", "set base_url in site.yaml; errdocs serve --open shows it on this machine"}
	}
	ans, err := a.answerTo(query, vendor, cat, cat.Resolver(false))
	if err != nil {
		return err
	}
	var page string
	switch ans.kind {
	case resolve.One:
		page = address(ans.cat, ans.codes[0].ID()+"/")
	case resolve.Several:
		page = address(cat, "go/?"+url.Values{"q": {query}, "vendor": {vendor}}.Encode())
	case resolve.Member:
		page = familyRecord(cat, ans.members[0]).Link
	default:
		a.status = statusOf([]answer{ans})
		return a.printAnswer(ans, "text")
	}
	if !printOnly {
		a.openBrowser(page)
	}
	fmt.Fprintln(a.stdout, page)
	return nil
}

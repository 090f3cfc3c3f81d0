package main

import (
	"fmt"
	"net/url"

	"github.com/spf13/cobra"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/search/resolve"
)

func (a *app) openCommand() *cobra.Command {
	var printOnly bool
	cmd := a.lookup("open", wantArgs(1, 1, "a code"), content.StubDrafts, func(cat *content.Catalog, args []string) error {
		return a.openPage(cat, args[0], printOnly)
	})
	cmd.ValidArgsFunction = a.completing(codesLike)
	a.vendors(cmd, "whose code it is")
	cmd.Flags().BoolVar(&printOnly, "print", false, "print the address instead")
	return cmd
}

func (a *app) openPage(cat *content.Catalog, query string, printOnly bool) error {
	if err := checkVendor(cat, a.vendor); err != nil {
		return err
	}
	if cat.Site.BaseURL == "" {
		return &usageError{"it is not known where the site is published", "set base_url in site.yaml; errdocs serve --open shows it on this machine"}
	}
	ans, err := a.answerTo(query, cat, cat.Resolver(false))
	if err != nil {
		return err
	}
	var page string
	switch ans.Kind {
	case resolve.One:
		page = address(ans.cat, ans.codes[0].ID()+"/")
	case resolve.Several:
		page = address(cat, "go/?"+url.Values{"q": {query}, "vendor": {a.vendor}}.Encode())
	case resolve.Member:
		page = familyRecord(cat, ans.members[0]).Link
	default:
		a.status = statusOf([]answer{ans})
		a.printAnswer(ans)
		return nil
	}
	if !printOnly {
		a.openBrowser(page)
	}
	fmt.Fprintln(a.stdout, page)
	return nil
}

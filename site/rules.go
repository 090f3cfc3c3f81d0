package site

import (
	"slices"

	"github.com/errdocs/errdocs/content"
)

var rules = []content.Rule{
	{ID: "lost-address", Summary: "An address of urls.lock stays, and leads where it led."},
	{ID: "markdown-alert", Summary: "An alert is NOTE, TIP, IMPORTANT, WARNING or CAUTION."},
	{ID: "markdown-code", Summary: "A link to a code means exactly one code, and a public text names no internal one."},
	{ID: "markdown-heading", Summary: "A link to a heading leads to one that is there."},
	{ID: "markdown-html", Summary: "Of HTML, Markdown has only br, kbd, sub, sup, details and comments."},
	{ID: "markdown-image", Summary: "An image is a file of images/, is described in words, and is in a note."},
	{ID: "markdown-link", Summary: "A link leads to https, http, mailto, a code, a heading or a page of the site."},
	{ID: "markdown-table", Summary: "No row of a table has more cells than its header."},
	{ID: "static-clash", Summary: "A file of static/ has an address that nothing else of the site has."},
	{ID: "theme", Summary: "The files of a theme can be used, and hold nothing that the pages' security policy blocks."},
}

// Rules returns the rules for what pages are made of, by id. Those of the format itself are
// content.Rules.
func Rules() []content.Rule { return slices.Clone(rules) }

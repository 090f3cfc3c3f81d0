package site

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/errdocs/errdocs/content"
)

// edit returns the address at which the line of a content file can be edited, "" when site.yaml
// gives none.
func (b *builder) edit(pos content.Pos) string {
	if b.catalog.Site.EditURL == "" || pos.File == "" {
		return ""
	}
	segments := strings.Split(pos.File, "/")
	for i, s := range segments {
		segments[i] = url.PathEscape(s)
	}
	return strings.NewReplacer("{file}", strings.Join(segments, "/"), "{line}", strconv.Itoa(pos.Line)).
		Replace(b.catalog.Site.EditURL)
}

// report returns the address of a new issue about a code, "" when site.yaml gives none. It carries
// where the code is, and nothing that a reader may have typed.
func (b *builder) report(c *content.Code) string {
	if b.catalog.Site.IssueURL == "" {
		return ""
	}
	body := "Code: " + c.ID() + "\n"
	if b.options.BaseURL != "" {
		body += "Page: " + b.options.BaseURL + codePath(c) + "\n"
	}
	body += "\nWhat is wrong or missing (no customer data, please):\n"
	return strings.NewReplacer("{title}", queryEscape(c.Code+" ("+c.Set.Vendor.Name+", "+c.Set.Title+")"), "{body}", queryEscape(body)).
		Replace(b.catalog.Site.IssueURL)
}

// queryEscape escapes a query value with %20 for a space, which every tracker understands.
func queryEscape(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }

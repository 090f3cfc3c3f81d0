package site

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/errdocs/errdocs/content"
)

// edit returns the address at which the line of a content file can be edited, "" when site.yaml
// gives none.
func (ed *edition) edit(pos content.Pos) string {
	if ed.catalog.Site.EditURL == "" || pos.File == "" {
		return ""
	}
	segments := strings.Split(pos.File, "/")
	for i, s := range segments {
		segments[i] = url.PathEscape(s)
	}
	return strings.NewReplacer("{file}", strings.Join(segments, "/"), "{line}", strconv.Itoa(pos.Line)).
		Replace(ed.catalog.Site.EditURL)
}

// report returns the address of a new issue about a code, "" when site.yaml gives none. It carries
// where the code is, and nothing that a reader may have typed.
func (ed *edition) report(c *content.Code) string {
	return ed.issue(c, "What is wrong or missing (no customer data, please):")
}

// solved is the same about what helped.
func (ed *edition) solved(c *content.Code) string {
	return ed.issue(c, "Did the page solve it? What helped, what was missing (no customer data, please):")
}

func (ed *edition) issue(c *content.Code, question string) string {
	if ed.catalog.Site.IssueURL == "" {
		return ""
	}
	body := "Code: " + c.ID() + "\n"
	if ed.options.BaseURL != "" {
		body += "Page: " + ed.options.BaseURL + codePath(c) + "\n"
	}
	body += "\n" + question + "\n"
	return strings.NewReplacer("{title}", queryEscape(c.Code+" ("+c.Set.Vendor.Name+", "+c.Set.Title+")"), "{body}", queryEscape(body)).
		Replace(ed.catalog.Site.IssueURL)
}

// queryEscape escapes a query value with %20 for a space, which every tracker understands.
func queryEscape(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }

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
	if ed.catalog.Site.IssueURL == "" {
		return ""
	}
	body := ed.options.BaseURL + c.ID() + "/\n\nDid the page solve it? What helped, what is wrong or missing (no customer data, please):\n"
	return strings.NewReplacer("{title}", queryEscape(c.Code+" ("+c.Set.Vendor.Name+", "+c.Set.Title+")"), "{body}", queryEscape(body)).
		Replace(ed.catalog.Site.IssueURL)
}

// queryEscape escapes a query value with %20 for a space, which every tracker understands, and leaves what needs no escape.
func queryEscape(s string) string { return unescaped.Replace(url.QueryEscape(s)) }

var unescaped = strings.NewReplacer("+", "%20", "%2C", ",", "%3A", ":", "%2F", "/", "%3F", "?")

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
	body := ed.options.BaseURL + c.ID() + "/\n\nDid the page solve it? What helped, what is wrong or missing (no customer data, please):\n"
	return ed.catalog.Site.Issue(c.Code+" ("+c.Set.Vendor.Name+", "+c.Set.Title+")", body)
}

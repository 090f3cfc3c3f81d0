package site

import (
	"cmp"
	"net/url"
	"strconv"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/lists"
)

// edit returns the address at which the line of a content file can be edited, "" when neither its vendor nor site.yaml
// gives one.
func (ed *edition) edit(pos content.Pos) string {
	address, segments := ed.catalog.Site.EditURL, strings.Split(pos.File, "/")
	if len(segments) > 2 && segments[0] == "vendors" {
		if v := ed.catalog.Vendor(segments[1]); v != nil {
			address = cmp.Or(v.EditURL, address)
		}
	}
	if address == "" || pos.File == "" {
		return ""
	}
	file := strings.Join(lists.Each(segments, url.PathEscape), "/")
	return strings.ReplaceAll(strings.ReplaceAll(address, "{file}", file), "{line}", strconv.Itoa(pos.Line))
}

package site

import (
	"encoding/xml"

	"github.com/errdocs/errdocs/content/words"
)

type openSearch struct {
	XMLName     xml.Name      `xml:"http://a9.com/-/spec/opensearch/1.1/ OpenSearchDescription"`
	Name        string        `xml:"ShortName"`
	Description string        `xml:"Description"`
	Encoding    string        `xml:"InputEncoding"`
	URL         openSearchURL `xml:"Url"`
}

type openSearchURL struct {
	Type     string `xml:"type,attr"`
	Template string `xml:"template,attr"`
}

// opensearch adds "/opensearch.xml", by which a browser offers the site's search in its address bar.
func opensearch(b *builder) {
	b.file("opensearch.xml", reading(), func() ([]byte, error) {
		return xmlFile(openSearch{
			// The specification allows 16 characters.
			Name: words.Short(b.ed.site.Title, 16), Description: b.ed.site.Summary, Encoding: "UTF-8",
			URL: openSearchURL{"text/html", b.ed.options.BaseURL + "search/?q={searchTerms}"},
		})
	})
}

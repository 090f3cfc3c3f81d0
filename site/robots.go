package site

import (
	"bytes"
	"encoding/xml"
	"slices"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/lists"
)

// robots adds the files for crawlers and for GitHub Pages.
func robots(b *builder) {
	b.file(".nojekyll", reading(), func() ([]byte, error) { return []byte{}, nil })
	if !slices.ContainsFunc(b.ed.catalog.Static, func(s content.Static) bool { return s.Path == "robots.txt" }) {
		b.file("robots.txt", reading(), func() ([]byte, error) {
			text := "User-agent: *\nAllow: /\n"
			if b.ed.listed() {
				text += "\nSitemap: " + b.ed.options.BaseURL + "sitemap.xml\n"
			}
			return []byte(text), nil
		})
	}
	b.file("sitemap.xml", reading(), b.sitemap)
}

// listed reports whether the site map names pages: not where the site's address is unknown, and not with robots:
// noindex. robots.txt allows everything in that case, too. A crawler that may not read a page does not see its
// noindex, and lists the address all the same:
// https://developers.google.com/search/docs/crawling-indexing/block-indexing
func (ed *edition) listed() bool { return ed.options.BaseURL != "" && !ed.site.NoIndex }

type sitemapXML struct {
	XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	URLs    []sitemapURL `xml:"url"`
}

type sitemapURL struct {
	Location string `xml:"loc"`
}

// sitemap lists the pages that search engines should know: no redirects, no tools without content of
// their own. Its addresses are absolute, as the format demands; without a known address it is empty.
func (b *builder) sitemap() ([]byte, error) {
	var m sitemapXML
	if b.ed.listed() {
		m.URLs = lists.Each(slices.Sorted(slices.Values(b.plan.indexed)), func(path string) sitemapURL { return sitemapURL{b.ed.options.BaseURL + path} })
	}
	return xmlFile(m)
}

func xmlFile(v any) ([]byte, error) {
	body, err := xml.Marshal(v)
	if err != nil {
		return nil, err
	}
	for _, item := range []string{"<url>", "<entry>"} { // one on each line
		body = bytes.ReplaceAll(body, []byte(item), []byte("\n"+item))
	}
	return append([]byte(xml.Header), append(body, '\n')...), nil
}

package site_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/errdocs/errdocs/site"
	"golang.org/x/net/html"
)

// TestSamplesAreExact compares the samples on pages, whose text the copy buttons copy, with the
// catalog, byte for byte.
func TestSamplesAreExact(t *testing.T) {
	c := site.DefaultCatalog(t)
	s := site.DefaultSite(t)
	seen := 0
	for code := range allCodes(c) {
		doc, err := html.Parse(bytes.NewReader(s.File(code.ID() + "/index.html")))
		if err != nil {
			t.Fatal(err)
		}
		shown := preformatted(doc)
		for _, sample := range code.Samples {
			seen++
			if !slices.Contains(shown, sample.Text) {
				t.Errorf("%s: no sample on the page is exactly %q", code.ID(), sample.Text)
			}
		}
	}
	if seen < 30 {
		t.Errorf("%d samples, want at least 30", seen)
	}
}

// preformatted returns the texts of the <pre> elements of a page.
func preformatted(doc *html.Node) []string {
	var texts []string
	for pre := range doc.Descendants() {
		if pre.Type != html.ElementNode || pre.Data != "pre" {
			continue
		}
		var b strings.Builder
		for n := range pre.Descendants() {
			if n.Type == html.TextNode {
				b.WriteString(n.Data)
			}
		}
		texts = append(texts, b.String())
	}
	return texts
}

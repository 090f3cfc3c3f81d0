package site

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/errdocs/errdocs/internal/lists"
)

// TestPages parses every page of the default site and looks at what a reader's software relies on.
func TestPages(t *testing.T) {
	s := defaultSite(t)
	titles := map[string]string{}
	pages := 0
	for path, data := range s.All() {
		if !strings.HasSuffix(path, ".html") {
			continue
		}
		pages++
		d := readHTMLPage(t, path, data)
		if d.redirect() {
			d.checkRedirect()
			continue
		}
		d.checkPage()
		if other, taken := titles[d.title]; taken {
			t.Errorf("%s and %s have the same title %q", path, other, d.title)
		}
		titles[d.title] = path
	}
	if want := s.Counts.Pages + s.Counts.Redirects; pages != want {
		t.Errorf("found %d pages, the counts say %d", pages, want)
	}
}

// htmlPage is a parsed page.
type htmlPage struct {
	t        *testing.T
	path     string
	size     int
	elements []*html.Node
	title    string
}

func readHTMLPage(t *testing.T, path string, data []byte) *htmlPage {
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	d := &htmlPage{t: t, path: path, size: len(data)}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			d.elements = append(d.elements, n)
		}
	}
	if list := d.all("title"); len(list) > 0 {
		d.title = textOf(list[0])
	}
	return d
}

func (d *htmlPage) errorf(format string, args ...any) {
	d.t.Helper()
	d.t.Errorf("%s: %s", d.path, fmt.Sprintf(format, args...))
}

func (d *htmlPage) all(names ...string) []*html.Node {
	return lists.Filter(d.elements, func(n *html.Node) bool { return slices.Contains(names, n.Data) })
}

func (d *htmlPage) redirect() bool {
	return slices.ContainsFunc(d.all("meta"), func(n *html.Node) bool { return attr(n, "http-equiv") == "refresh" })
}

func (d *htmlPage) meta(key, name string) string {
	for _, n := range d.all("meta", "link") {
		if attr(n, key) == name {
			return attr(n, "content") + attr(n, "href")
		}
	}
	return ""
}

func (d *htmlPage) checkRedirect() {
	if d.size > 900 {
		d.errorf("%d bytes, a redirect may have 900", d.size)
	}
	if d.title == "" || strings.HasPrefix(d.path, "e/") != (d.meta("property", "og:description") != "") {
		d.errorf("lacks a title or, in a short link, Open Graph data")
	}
	refresh, scripts, links := d.meta("http-equiv", "refresh"), d.all("script"), d.all("a")
	if len(scripts) != 1 || len(links) != 1 {
		d.errorf("wants one script and one link")
		return
	}
	target := attr(links[0], "href")
	if refresh != "0; url="+target {
		d.errorf("refresh and link disagree: %q %q", refresh, target)
	}
}

func (d *htmlPage) checkPage() {
	if n := len(d.all("h1")); n != 1 {
		d.errorf("%d h1 elements", n)
	}
	if n := utf8.RuneCountInString(d.title); n == 0 || n > maxTitle {
		d.errorf("title %q has %d characters", d.title, n)
	}
	if d.meta("name", "description") == "" || d.meta("property", "og:description") == "" {
		d.errorf("no description")
	}
	if attr(d.all("html")[0], "lang") == "" {
		d.errorf("no language")
	}
	d.checkHeadings()
	d.checkIDs()
	d.checkTables()
	d.checkInline()
	for _, n := range d.all("img") {
		if !has(n, "alt") {
			d.errorf("an image without alt")
		}
	}
}

// checkHeadings wants no level left out on the way down.
func (d *htmlPage) checkHeadings() {
	last := 0
	for _, n := range d.all("h1", "h2", "h3", "h4", "h5", "h6") {
		level := int(n.Data[1] - '0')
		if level > last+1 {
			d.errorf("the heading %q leaps from level %d to %d", textOf(n), last, level)
		}
		last = level
	}
}

func (d *htmlPage) checkIDs() {
	seen := map[string]bool{}
	for _, n := range d.elements {
		id := attr(n, "id")
		if id != "" && seen[id] {
			d.errorf("two elements with the id %q", id)
		}
		seen[id] = true
	}
	for _, n := range d.elements {
		for _, key := range []string{"for", "aria-labeledby", "aria-describedby", "aria-controls"} {
			for _, id := range strings.Fields(attr(n, key)) {
				if !seen[id] {
					d.errorf("%s=%q refers to nothing", key, id)
				}
			}
		}
	}
}

func (d *htmlPage) checkTables() {
	labels := map[string]bool{}
	for _, n := range d.all("th") { // what a head is for follows from HTML if it is in thead, or the first of its row
		first := n.PrevSibling
		for first != nil && first.Type != html.ElementNode {
			first = first.PrevSibling
		}
		if attr(n, "scope") == "" && first != nil && n.Parent.Parent.Data != "thead" {
			d.errorf("the table header %q has no scope", textOf(n))
		}
	}
	for _, n := range d.all("table") {
		region, classes := n.Parent, strings.Fields(attr(n, "class"))
		switch {
		case slices.Contains(classes, "codes") || slices.Contains(classes, "matrix"):
			region = n
			if attr(n, "aria-label") == "" {
				d.errorf("a table without a label")
			}
		case slices.Contains(classes, "flow") || slices.Contains(classes, "plain"): // below a heading, and without a scrollbar
			continue
		case attr(region, "role") != "region" || attr(region, "tabindex") != "0" || attr(region, "aria-label") == "":
			d.errorf("a table outside a labeled region that the keyboard reaches")
		}
		label := attr(region, "aria-label")
		if labels[label] {
			d.errorf("two tables labeled %q", label)
		}
		labels[label] = true
	}
	for _, n := range d.all("pre") {
		if attr(n, "tabindex") != "0" {
			d.errorf("a pre that the keyboard does not reach")
		}
	}
}

// checkInline wants nothing that the content security policy would block.
func (d *htmlPage) checkInline() {
	for _, n := range d.elements {
		if n.Data == "style" || n.Data == "script" && attr(n, "src") == "" && attr(n, "type") != "application/ld+json" {
			d.errorf("an inline %s", n.Data)
		}
		for _, a := range n.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") || strings.Contains(strings.ToLower(a.Val), "javascript:") {
				d.errorf("<%s %s=%q>", n.Data, a.Key, a.Val)
			}
		}
		if has(n, "target") {
			d.errorf("a link that opens a window: %q", attr(n, "href"))
		}
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

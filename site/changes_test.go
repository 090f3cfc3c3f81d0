package site

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"net/url"
	"path"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/net/html"

	"github.com/errdocs/errdocs/content"
)

var someNews = txtar.File{Name: "changes.yaml", Data: []byte(`- date: 2026-02-01
  title: Slower & <safer>
  kind: changed
  summary: |
    Wait **longer**, see [[TOO_MANY]] and [the comparison](compare/slow-down/).

    ## Why

    Because.
  codes: [acme/api/too-many, acme/api/quokka-mode]
- {date: 2026-02-01, title: A quokka, kind: added, summary: "The quokka is here, see [[QUOKKA_MODE]].", codes: [acme/api/quokka-mode]}
- {date: 2025-12-31, title: The first codes, kind: note, summary: Two vendors.}
`)}

func TestChanges(t *testing.T) {
	s := build(t, catalogOf(t, "tiny.txtar", someNews), Options{})
	page := s.File("changes/index.html")
	expect(t, "golden/changes.html", mainPart(page))
	expect(t, "golden/feed.xml", string(s.File("feed.xml")))
	for name, data := range s.All() {
		if bytes.Contains(bytes.ToLower(data), []byte("quokka")) {
			t.Errorf("%s speaks of an internal entry", name)
		}
	}
	if !bytes.Contains(s.File("acme/index.html"), []byte(`<a href=../changes/>Changes</a>`)) {
		t.Error("the footer does not lead to the changes")
	}
	if !bytes.Contains(s.File("index.html"), []byte(`title=Changes href=./feed.xml>`)) {
		t.Error("the home page does not name the feed")
	}
	if !bytes.Contains(s.File("sitemap.xml"), []byte("/tiny/changes/<")) {
		t.Error("the sitemap does not name the changes")
	}
	internal := build(t, catalogOf(t, "tiny.txtar", someNews), Options{Internal: true})
	if !bytes.Contains(internal.File("changes/index.html"), []byte("A quokka")) {
		t.Error("an internal build does not mention internal codes")
	}
}

// A vendor has a feed of what is about its codes or about all; a code has its history, in every form.
func TestChangesOfVendorsAndCodes(t *testing.T) {
	s := build(t, catalogOf(t, "tiny.txtar", someNews), Options{})
	expect(t, "golden/vendor-feed.xml", string(s.File("acme/feed.xml")))
	for address, want := range map[string]int{"acme/feed.xml": 2, "zeta/feed.xml": 1} {
		if n := bytes.Count(s.File(address), []byte("<entry>")); n != want {
			t.Errorf("%s has %d entries, want %d", address, n, want)
		}
	}
	for address, text := range map[string]string{
		"acme/index.html":              `<a href=./feed.xml>Feed of changes</a>`,
		"acme/api/too-many/index.html": `<time datetime=2026-02-01>2026-02-01</time> <a href=../../../changes/#2026-02-01-slower-safer>Slower &amp; &lt;safer&gt;</a>`,
		"zeta/index.html":              `title=Changes href=./feed.xml>`,
		"acme/api/too-many.json":       `"changes":[{"date":"2026-02-01","kind":"changed","title":"Slower`,
		"acme/api/too-many.md":         "](<https://errors.example.com/tiny/changes/#2026-02-01-slower-safer>)",
	} {
		if !bytes.Contains(s.File(address), []byte(text)) {
			t.Errorf("%s lacks %s", address, text)
		}
	}
	if bytes.Contains(s.File("acme/api/server-error/index.html"), []byte("#2026-02-01")) || bytes.Contains(s.File("acme/api/server-error.md"), []byte("## Changes")) {
		t.Error("a code has the changes of another")
	}
	local := build(t, catalogOf(t, "tiny.txtar", someNews, txtar.File{Name: "site.yaml", Data: []byte("title: Tiny\nsummary: Local.\nvendors: [acme, zeta]\n")}), Options{})
	if feed := local.File("acme/feed.xml"); !bytes.Contains(feed, []byte(`href="../changes/#2026-02-01-slower-safer"`)) || !bytes.Contains(feed, []byte(`href=&#34;../compare/slow-down/&#34;`)) {
		t.Errorf("without an address of the site, the links of a feed lead elsewhere: %s", feed)
	}
}

// A code that changes often names the newest changes.
func TestLongHistory(t *testing.T) {
	var news strings.Builder
	for n := range 30 {
		fmt.Fprintf(&news, "- {date: 2026-01-01, title: Change %d, kind: changed, summary: Again., codes: [acme/api/too-many]}\n", n)
	}
	s := build(t, catalogOf(t, "tiny.txtar", txtar.File{Name: "changes.yaml", Data: []byte(news.String())}), Options{})
	page := s.File("acme/api/too-many/index.html")
	if n := bytes.Count(page, []byte("changes/#2026")); n != maxHistory || !bytes.Contains(page, []byte("Change 0<")) || bytes.Contains(page, []byte("Change 10<")) {
		t.Errorf("the page names %d changes, want the newest %d", n, maxHistory)
	}
}

// mainPart returns the page's own part.
func mainPart(page []byte) string { return inLines(string(page[bytes.Index(page, []byte("<main")):])) }

var lineStart = regexp.MustCompile(`(.)(<(?:article|div|d[ldt]|figure|footer|form|h[1-6]|header|html|li|link|main|meta|nav|p|pre|script|section|t[rhd]|table|title|[ou]l)\b)`)

// inLines breaks a page where a reader of its expected text would.
func inLines(page string) string { return lineStart.ReplaceAllString(page, "$1\n$2") }

// Without changes there is no page that says so, and nothing leads to one.
func TestNoChanges(t *testing.T) {
	for name, data := range build(t, catalogOf(t, "tiny.txtar"), Options{}).All() {
		if strings.HasPrefix(name, "changes/") || name == feedPath || strings.HasSuffix(name, ".html") && bytes.Contains(data, []byte("feed.xml")) {
			t.Errorf("there is %s", name)
		}
	}
}

// Mistakes in changes are reported at their position, also in those that the build leaves out.
func TestChangesProblems(t *testing.T) {
	news := bytes.Replace(someNews.Data, []byte("compare/slow-down/"), []byte("compare/slow-dwn/"), 1)
	news = bytes.Replace(news, []byte("see [[QUOKKA_MODE]]"), []byte("see [[NOWHERE]]"), 1)
	news = bytes.Replace(news, []byte("Two vendors."), []byte(`"Not [[QUOKKA_MODE]]."`), 1)
	_, err := Build(context.Background(), catalogOf(t, "tiny.txtar", txtar.File{Name: "changes.yaml", Data: news}), Options{})
	var problems content.Problems
	if !errors.As(err, &problems) {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, p := range problems {
		fmt.Fprintln(&b, p)
	}
	want := `changes.yaml:5:43: this site has no page "compare/slow-dwn/" [markdown-link]
changes.yaml:11:86: no code is called "NOWHERE" [markdown-code]
changes.yaml:12:72: "QUOKKA_MODE" is an internal entry [markdown-code]
`
	if b.String() != want {
		t.Errorf("got:\n%s\nwant:\n%s", &b, want)
	}
}

// TestFeed checks the feed against RFC 4287: what must be there is there, once, and names are permanent.
func TestFeed(t *testing.T) {
	var news bytes.Buffer
	for i := range 60 {
		day := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, -i).Format(time.DateOnly)
		fmt.Fprintf(&news, "- {date: %s, title: Change %d, kind: note, summary: \"See [[SERVER_ERROR]] & more.\"}\n", day, i)
	}
	many := txtar.File{Name: "changes.yaml", Data: bytes.ReplaceAll(news.Bytes(), []byte("[[SERVER_ERROR]]"), []byte("[[acme/api/SERVER_ERROR]]"))}
	known := txtar.File{Name: "site.yaml", Data: []byte("title: Tiny\nsummary: Small.\nbase_url: https://errors.example.com/tiny/\n")}
	unknown := txtar.File{Name: "site.yaml", Data: []byte("title: Tiny\nsummary: Small.\n")}
	for _, site := range []txtar.File{known, unknown} {
		s := build(t, catalogOf(t, "tiny.txtar", many, site), Options{})
		f := checkFeed(t, s)
		if len(f.Entries) != maxFeed || f.Entries[0].Title != "Change 0" || f.Updated != "2026-03-01T00:00:00Z" {
			t.Errorf("%d entries, the first is %q, updated %s", len(f.Entries), f.Entries[0].Title, f.Updated)
		}
	}
}

func checkFeed(t *testing.T, s *Site) atomFeed {
	t.Helper()
	var f atomFeed
	if err := xml.Unmarshal(s.File(feedPath), &f); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, e := range f.Entries {
		u, err := url.Parse(e.ID)
		if err != nil || !u.IsAbs() || seen[e.ID] || e.ID == f.ID {
			t.Errorf("the name %q is none, or taken", e.ID)
		}
		seen[e.ID] = true
		if _, err := time.Parse(time.RFC3339, e.Updated); err != nil || e.Title == "" || e.Content.Type != "html" {
			t.Errorf("entry %+v, %v", e, err)
		}
		checkLinks(t, s, e)
	}
	return f
}

// checkLinks follows the links of an entry and of its text, which are relative to the site's root.
func checkLinks(t *testing.T, s *Site, e atomEntry) {
	t.Helper()
	leads := func(address string) {
		page, anchor, _ := strings.Cut(strings.TrimPrefix(address, "https://errors.example.com/tiny/"), "#")
		file := s.File(path.Join(page, "index.html"))
		if file == nil || !bytes.Contains(file, []byte(` id=`+anchor+`>`)) && anchor != "" {
			t.Errorf("%s: %q leads nowhere", e.Title, address)
		}
	}
	leads(e.Link.Href)
	doc, err := html.Parse(strings.NewReader(e.Content.Text))
	if err != nil {
		t.Fatal(err)
	}
	links := 0
	for n := range doc.Descendants() {
		for _, a := range n.Attr {
			if a.Key == "href" {
				leads(a.Val)
				links++
			}
		}
	}
	if links == 0 {
		t.Errorf("%s has no link", e.Title)
	}
}

// The feed of the default catalog parses, and its newest entry is the newest of the catalog.
func TestDefaultFeed(t *testing.T) {
	c, s := defaultCatalog(t), defaultSite(t)
	var f atomFeed
	if err := xml.Unmarshal(s.File(feedPath), &f); err != nil {
		t.Fatal(err)
	}
	if f.Updated != c.Announcements[0].Date+"T00:00:00Z" || f.Entries[0].ID != c.Site.BaseURL+"changes/#"+c.Announcements[0].ID() {
		t.Errorf("updated %s, first %s", f.Updated, f.Entries[0].ID)
	}
}

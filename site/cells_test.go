package site

import (
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/jobs"
)

// partOf builds some outputs of a site only.
func partOf(t *testing.T, c *content.Catalog, outputs ...func(*builder)) *Site {
	t.Helper()
	b, err := newBuilder(c, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, output := range outputs {
		output(b)
	}
	sink := newMemory(nil)
	runner := jobs.Runner{Sink: sink, Inspect: b.inspect}
	record, err := runner.Run(t.Context(), b.jobs)
	if err != nil {
		t.Fatal(err)
	}
	s, err := b.finish(t.Context(), record)
	if err != nil {
		t.Fatal(err)
	}
	s.Files = sink.sorted()
	return s
}

// The comparisons of 10,000 codes stay pages that a browser shows at once, whether many vendors have few
// codes each or one has all.
func TestComparisonsStaySmall(t *testing.T) {
	for _, test := range []struct{ vendors, codesEach, matrix int }{{100, 100, 1000 << 10}, {1, 10_000, 200 << 10}} {
		s := partOf(t, manyCodes(t, test.vendors, test.codesEach), comparePages)
		for file, data := range s.All() {
			most := 200 << 10
			switch file {
			case "compare/index.html", "compare/http/index.html", "compare/retry/index.html":
				most = test.matrix
			}
			if len(data) > most {
				t.Errorf("%d vendors: %s has %d bytes, want at most %d", test.vendors, file, len(data), most)
			}
		}
		t.Logf("%d vendors: conditions %d bytes, statuses %d, policies %d, a condition %d", test.vendors, len(s.File("compare/index.html")),
			len(s.File("compare/http/index.html")), len(s.File("compare/retry/index.html")), len(s.File("compare/condition-7/index.html")))
	}
}

func TestCellSize(t *testing.T) {
	for _, test := range []struct{ rows, columns, want int }{
		{0, 0, maxCell}, {40, 5, maxCell}, {20, 25, 4}, {25, 100, 1}, {100, 100, 1},
	} {
		if got := cellSize(test.rows, test.columns); got != test.want {
			t.Errorf("%d by %d cells: %d codes, want %d", test.rows, test.columns, got, test.want)
		}
	}
}

var moreText = regexp.MustCompile(`^and (\d+) more( in (.+))?$`)

// Every cell names few codes, and with the links to the others as many as there are: each link leads to a
// page that has the codes that it promises.
func TestCellsLeadToTheRest(t *testing.T) {
	small := defaultSite(t)
	for name, s := range map[string]*Site{"default": small, "1,000 codes": manySite(t)} {
		links, several := 0, 0
		read := pageReader(t, s)
		for file, data := range s.All() {
			if path.Dir(path.Dir(file)) != "compare" && file != "compare/index.html" {
				continue
			}
			for _, td := range readHTMLPage(t, file, data).all("td") {
				codes := 0
				for a := range td.Descendants() {
					m := moreText.FindStringSubmatch(textOf(a))
					switch {
					case a.Data == "code":
						codes++
					case a.Data == "a" && m != nil:
						links++
						if m[2] != "" {
							several++
						}
						n, _ := strconv.Atoi(m[1])
						if have := codesBehind(t, read, file, attr(a, "href")); have < n {
							t.Errorf("%s: %s: %q leads to %d codes", name, file, textOf(a), have)
						}
					}
				}
				if codes > maxCell {
					t.Errorf("%s: a cell names %d codes", file, codes)
				}
			}
		}
		if links == 0 || name == "default" && several == 0 {
			t.Errorf("%s: %d links to the rest, %d of them by set", name, links, several)
		}
	}
}

// pageReader returns what reads pages of a site, each once.
func pageReader(t *testing.T, s *Site) func(file string) *htmlPage {
	pages := map[string]*htmlPage{}
	return func(file string) *htmlPage {
		if pages[file] == nil {
			pages[file] = readHTMLPage(t, file, s.File(file))
		}
		return pages[file]
	}
}

// codesBehind counts the codes at an address as the page shows them: the rows of a vendor on a concept's
// page, or those of a set's table that pass the filter.
func codesBehind(t *testing.T, read func(file string) *htmlPage, from, href string) int {
	t.Helper()
	address, anchor, _ := strings.Cut(href, "#")
	address, query, _ := strings.Cut(address, "?")
	d := read(path.Join(path.Dir(from), address, "index.html"))
	codes := 0
	if anchor != "" {
		for _, body := range d.all("tbody") {
			if attr(body, "id") == anchor {
				codes = len(slices.DeleteFunc(slices.Collect(body.Descendants()), func(n *html.Node) bool { return n.Data != "tr" }))
			}
		}
		return codes
	}
	filter, err := url.ParseQuery(query)
	if err != nil {
		t.Error(err)
	}
	for _, row := range d.all("tr") {
		fits := has(row, "data-retry")
		for facet, values := range filter {
			fits = fits && slices.Contains(strings.Fields(attr(row, "data-"+facet)), values[0])
		}
		if fits {
			codes++
		}
	}
	return codes
}

// Where a concept has more codes than its page lists, those that fit best are there, and the sets' tables, filtered by
// the concept, have the rest.
func TestManyCodesOfOneCondition(t *testing.T) {
	s := partOf(t, manyCodes(t, 1, 10_000), comparePages)
	file := "compare/condition-7/index.html"
	links := 0
	for _, a := range readHTMLPage(t, file, s.File(file)).all("a") {
		if moreText.MatchString(textOf(a)) {
			links++
			if got, want := textOf(a)+" "+attr(a, "href"), "and 150 more ../../vendor-0/api/?concept=condition-7"; got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		}
	}
	if links != 1 {
		t.Errorf("%d links to the rest", links)
	}
}

func TestBestFit(t *testing.T) {
	var codes []*content.Code
	for _, match := range []content.Match{"narrower", "close", "exact", "broader", "exact"} {
		codes = append(codes, &content.Code{Match: match})
	}
	got := bestFit(codes, 3)
	if want := []*content.Code{codes[1], codes[2], codes[4]}; !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
}

func TestPlatformShownOnlyWhenVendorHasSeveral(t *testing.T) {
	c, s := defaultCatalog(t), defaultSite(t)
	several := map[string]bool{}
	for _, v := range c.Vendors {
		seen := map[content.Platform]bool{}
		for _, set := range v.Sets {
			if set.Platform != "" {
				seen[set.Platform] = true
			}
		}
		several[v.ID] = len(seen) > 1
	}
	told, silent := 0, 0
	for _, file := range []string{"compare/index.html", "compare/http/index.html", "compare/retry/index.html"} {
		for _, li := range readHTMLPage(t, file, s.File(file)).all("li") {
			if li.Parent == nil || attr(li.Parent, "class") != "cell" {
				continue
			}
			vendor, where := "", ""
			for n := range li.Descendants() {
				switch {
				case n.Data == "a":
					vendor, _, _ = strings.Cut(strings.TrimLeft(attr(n, "href"), "./"), "/")
				case n.Type == html.ElementNode && n.Data == "small":
					where = textOf(n)
				}
			}
			if where != "" && !several[vendor] {
				t.Errorf("%s: a code of %s has the platform %s", file, vendor, where)
			}
			if where != "" {
				told++
			} else {
				silent++
			}
		}
	}
	if told == 0 || silent == 0 {
		t.Errorf("%d codes with their platform, %d without", told, silent)
	}
}

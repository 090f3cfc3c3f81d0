package site

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/search"
	"github.com/errdocs/errdocs/site/record"
)

// Every .md has the facts of its page, word for word.
func TestMarkdownHasTheFactsOfThePage(t *testing.T) {
	c, s := defaultCatalog(t), defaultSite(t)
	for code := range c.All() {
		page := readHTMLPage(t, codePath(code)+"index.html", s.File(codePath(code)+"index.html"))
		twin := s.File(markdownPath(code))
		have := onlyLetters(string(twin))
		for _, fact := range page.facts() {
			if words := onlyLetters(fact); words != "" && !strings.Contains(have, words) {
				t.Errorf("%s.md lacks %q", code.ID(), fact)
			}
		}
		for _, only := range []string{"](code:", "[[" + code.Code} {
			if bytes.Contains(twin, []byte(only)) {
				t.Errorf("%s.md has a link that only errdocs understands: %s", code.ID(), only)
			}
		}
	}
}

// theme are the classes of what the theme says of who states something, in other words than the Markdown, and of an
// empty cell.
var theme = []string{"o", "evidence", "basis", "none"}

// facts returns what the page says in its answers, steps, texts, tables and samples.
func (d *htmlPage) facts() []string {
	var facts []string
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode {
			if slices.ContainsFunc(strings.Fields(attr(n, "class")), func(c string) bool { return slices.Contains(theme, c) }) {
				return
			}
			if theirs := attr(n, "id") == "" && (n.Data == "h3" || n.Data == "h4"); theirs || attr(n, "scope") == "col" ||
				strings.Contains("none alert-title", attr(n, "class")) && attr(n, "class") != "" {
				return // words of the theme
			}
			switch n.Data {
			case "nav", "figcaption", "button", "h2", "sup", "dt":
				return
			case "h1", "h3", "h4", "h5", "p", "li", "td", "th", "pre", "strong", "q", "dd":
				if !slices.ContainsFunc(slices.Collect(n.Descendants()), func(c *html.Node) bool {
					return c.Type == html.ElementNode && slices.Contains([]string{"p", "li", "dd", "td", "pre", "sup", "strong", "a"}, c.Data)
				}) {
					facts = append(facts, statement(n))
					return
				}
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	for _, n := range d.all("article") {
		walk(n)
	}
	return facts
}

// statement returns the text of an element without buttons and the marks of who states it.
func statement(n *html.Node) string {
	var b strings.Builder
	for c := range n.ChildNodes() {
		switch {
		case c.Type == html.TextNode:
			b.WriteString(c.Data)
		case c.Data != "button" && !slices.ContainsFunc(strings.Fields(attr(c, "class")), func(c string) bool { return slices.Contains(theme, c) }):
			b.WriteString(statement(c))
		}
	}
	return b.String()
}

// onlyLetters keeps the letters and digits of a text, so that markup and spaces make no difference.
func onlyLetters(s string) string {
	return strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) || r >= utf8.RuneSelf && !unicode.IsSpace(r) && r != '…' && r != '–' {
			return r
		}
		return -1
	}, strings.ToLower(s))
}

// The CSV files parse, have a row for each code, and no cell that a spreadsheet would run.
func TestCSV(t *testing.T) {
	s := defaultSite(t)
	files := 0
	for path, data := range s.All() {
		if !strings.HasSuffix(path, "codes.csv") {
			continue
		}
		files++
		rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
		if err != nil {
			t.Errorf("%s: %v", path, err)
		}
		if !bytes.Contains(data, []byte("\r\n")) {
			t.Errorf("%s: RFC 4180 wants CRLF", path)
		}
		want := s.Counts.Codes
		if set := strings.TrimSuffix(path, "codes.csv") + "index.html"; strings.Count(path, "/") == 2 {
			want = codeRows(readHTMLPage(t, set, s.File(set)))
		} else if strings.Count(path, "/") == 1 {
			continue
		}
		if len(rows)-1 != want {
			t.Errorf("%s has %d rows, the table %d", path, len(rows)-1, want)
		}
	}
	if files == 0 {
		t.Error("no CSV files")
	}
	data := record.Table([][]string{{"=1+1", "+1-1", "-1+1", "-32600", "+2.5", "-", "@a", "\tx", "plain", "a=b", ""}})
	if string(data) != "=1+1,+1-1,-1+1,-32600,+2.5,-,@a,\"\tx\",plain,a=b,\r\n" {
		t.Errorf("%q", data)
	}
	data, err := record.ForExcel(data)
	if err != nil || string(data) != "\ufeff'=1+1,'+1-1,'-1+1,-32600,+2.5,'-,'@a,'\tx,plain,a=b,\r\n" {
		t.Errorf("%q %v", data, err)
	}
}

// codeRows counts the codes in a set's table.
func codeRows(d *htmlPage) int {
	n := 0
	for _, row := range d.all("tr") {
		if has(row, "data-retry") {
			n++
		}
	}
	return n
}

func TestXMLFilesParse(t *testing.T) {
	s := defaultSite(t)
	for _, path := range []string{"sitemap.xml", "opensearch.xml"} {
		if err := xml.Unmarshal(s.File(path), new(struct{})); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
	var m sitemapXML
	if err := xml.Unmarshal(s.File("sitemap.xml"), &m); err != nil {
		t.Fatal(err)
	}
	c := defaultCatalog(t)
	for _, u := range m.URLs {
		path := strings.TrimPrefix(u.Location, c.Site.BaseURL)
		if s.File(path+"index.html") == nil {
			t.Errorf("the sitemap names %s, which is not a page", u.Location)
		}
	}
	if len(m.URLs) < s.Counts.Codes {
		t.Errorf("the sitemap names %d pages", len(m.URLs))
	}
}

// The entrance for language models stays within its limit; a big catalog gets a list for each vendor.
func TestLLMs(t *testing.T) {
	s := defaultSite(t)
	if n := utf8.RuneCount(s.File("llms.txt")); n > maxLLMs || n < 1000 {
		t.Errorf("llms.txt has %d characters", n)
	}
	c := defaultCatalog(t)
	full := string(s.File("llms-full.txt"))
	for code := range c.All() {
		if !strings.Contains(full, "\n### "+code.Code+": "+code.Title+"\n\n"+code.Summary+"\n") {
			t.Errorf("llms-full.txt lacks %s", code.ID())
		}
	}
}

// In a big catalog the list for language models names one for each vendor.
func TestManyCodesForModels(t *testing.T) {
	s := manySite(t)
	root, vendor := s.File("llms.txt"), s.File("vendor-2/llms.txt")
	if utf8.RuneCount(root) > maxLLMs || !bytes.Contains(root, []byte("vendor-2/llms.txt")) || !bytes.Contains(vendor, []byte("[CODE_NUMBER_249]")) {
		t.Errorf("%.500s\n%.200s", root, vendor)
	}
}

// Keywords of a code and of its concept are searched, and shown nowhere.
func TestKeywordsAreShownNowhere(t *testing.T) {
	cat := catalogOf(t, "tiny.txtar")
	c, s := cat.Code("acme/api/too-many"), build(t, cat, Options{})
	_, docs := Documents(cat, false)
	i := slices.IndexFunc(docs, func(d search.Document) bool { return d.ID == c.ID() })
	for _, word := range append(c.Keywords, c.Concept.Keywords...) {
		if !strings.Contains(docs[i].Body, word) {
			t.Errorf("search does not know %q", word)
		}
		for _, f := range s.Files {
			if bytes.Contains(f.Data, []byte(word)) && !strings.HasPrefix(f.Path, "search/") {
				t.Errorf("%s shows %q", f.Path, word)
			}
		}
	}
}

// A plain field of a code is on its page, in every representation, in what is searched and in the text for a ticket.
// CONTRIBUTING.md says which files a new one touches.
func TestFieldIsEverywhere(t *testing.T) {
	cat := catalogOf(t, "tiny.txtar")
	c := cat.Code("acme/api/too-many")
	c.Message = []string{"Slow down, {user}: a <quokka> a day"}
	s := build(t, cat, Options{})
	page := string(s.File(codePath(c) + "index.html"))
	if want := `<q translate=no>Slow down, {user}: a &lt;quokka&gt; a day</q>`; !strings.Contains(page, want) {
		t.Errorf("the page lacks %s", want)
	}
	for name, want := range map[string]string{
		markdownPath(c): `The error text: “Slow down, {user}: a \<quokka> a day”`,
		jsonPath(c):     `"message":["Slow down, {user}: a \u003cquokka> a day"]`,
	} {
		if !strings.Contains(string(s.File(name)), want) {
			t.Errorf("%s lacks %s", name, want)
		}
	}
	_, docs := Documents(cat, false)
	if !slices.ContainsFunc(docs, func(d search.Document) bool { return d.ID == c.ID() && strings.Contains(d.Body, c.Message[0]) }) {
		t.Error("search does not know it")
	}
}

// What is percent-encoded in a sample is not a part of the words next to it.
func TestSamplesAreDecoded(t *testing.T) {
	cat := catalogOf(t, "tiny.txtar")
	c := cat.Code("acme/api/too-many")
	c.Samples = []*content.Sample{{Text: "grpc-message: refused%20by%20Quokka%2fBank, 100% of them"}}
	_, docs := Documents(cat, false)
	i := slices.IndexFunc(docs, func(d search.Document) bool { return d.ID == c.ID() })
	if want := "refused by Quokka Bank, 100% of them"; !strings.Contains(docs[i].Body, want) {
		t.Errorf("search does not know %q: %s", want, docs[i].Body)
	}
}

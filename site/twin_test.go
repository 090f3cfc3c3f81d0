package site

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/tools/txtar"
)

// validate checks a decoded JSON value against as much of JSON Schema as the site's schemas use, and
// returns what is wrong with it.
func validate(s *Schema, v any, at string) []string {
	wrong := func(format string, args ...any) []string { return []string{at + ": " + fmt.Sprintf(format, args...)} }
	switch v := v.(type) {
	case string:
		if s.Type != "string" || s.Enum != nil && !slices.Contains(s.Enum, v) {
			return wrong("%q is not a %s out of %v", v, s.Type, s.Enum)
		}
	case float64:
		if s.Type != "number" && (s.Type != "integer" || v != float64(int(v))) {
			return wrong("%v is not a %s", v, s.Type)
		}
	case []any:
		if s.Type != "array" {
			return wrong("a list is not a %s", s.Type)
		}
		var all []string
		for i, x := range v {
			if s.Items.Type != "" && s.Items.Items == nil && s.Items.Type == "array" {
				if _, ok := x.([]any); !ok {
					return wrong("element %d is no list", i)
				}
				continue
			}
			all = append(all, validate(s.Items, x, fmt.Sprintf("%s/%d", at, i))...)
		}
		return all
	case map[string]any:
		if s.Type != "object" {
			return wrong("an object is not a %s", s.Type)
		}
		return validateObject(s, v, at)
	default:
		return wrong("%v of %T", v, v)
	}
	return nil
}

func validateObject(s *Schema, v map[string]any, at string) []string {
	var all []string
	for _, name := range s.Required {
		if _, ok := v[name]; !ok {
			all = append(all, at+" lacks "+name)
		}
	}
	for name, x := range v {
		if p := s.Properties[name]; p != nil {
			all = append(all, validate(p, x, at+"/"+name)...)
		} else if s.Additional != nil && !*s.Additional {
			all = append(all, at+" has an unknown "+name)
		}
	}
	return all
}

// Every JSON document of the site validates against its published schema.
func TestJSONIsValid(t *testing.T) {
	s, err := defaultSite()
	if err != nil {
		t.Fatal(err)
	}
	schemas := map[string]*Schema{}
	for _, name := range []string{"code", "codes", "resolve"} {
		schemas[name] = new(Schema)
		if err := json.Unmarshal(s.File(schemaPath(name)), schemas[name]); err != nil {
			t.Fatal(err)
		}
	}
	twins := 0
	for path, data := range s.All() {
		if !strings.HasSuffix(path, ".json") {
			continue
		}
		var v any
		if err := json.Unmarshal(data, &v); err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		schema := ""
		switch {
		case path == "api/codes.json":
			schema = "codes"
		case path == "api/resolve.json":
			schema = "resolve"
		case strings.Count(path, "/") == 2 && !strings.HasPrefix(path, "search/"):
			schema = "code"
			twins++
		default:
			continue
		}
		if wrong := validate(schemas[schema], v, path); len(wrong) > 0 {
			t.Errorf("%s", strings.Join(wrong, "\n"))
		}
	}
	if twins < s.Counts.Codes {
		t.Errorf("%d JSON twins of %d codes", twins, s.Counts.Codes)
	}
}

// The validator finds what it is there to find.
func TestSchemaRefuses(t *testing.T) {
	s := new(Schema)
	data := build(t, catalogOf(t, "tiny.txtar"), Options{}).File(schemaPath("code"))
	if err := json.Unmarshal(data, s); err != nil {
		t.Fatal(err)
	}
	good := map[string]any{}
	data = build(t, catalogOf(t, "tiny.txtar"), Options{}).File("acme/api/too-many.json")
	for name, change := range map[string]func(){
		"nothing":          func() {},
		"missing title":    func() { delete(good, "title") },
		"unknown property": func() { good["surprise"] = "!" },
		"wrong type":       func() { good["http"] = "429" },
		"no integer":       func() { good["http"] = []any{429.5} },
		"no member":        func() { good["answers"].(map[string]any)["retry"].(map[string]any)["key"] = "perhaps" },
	} {
		if err := json.Unmarshal(data, &good); err != nil {
			t.Fatal(err)
		}
		change()
		if wrong := validate(s, good, name); (len(wrong) == 0) != (name == "nothing") {
			t.Errorf("%s: %v", name, wrong)
		}
		clear(good)
	}
}

// Every .md holds the facts of its page: what a reader sees there is in the twin too, word for word.
func TestMarkdownTwinHoldsThePage(t *testing.T) {
	c, err := defaultCatalog()
	if err != nil {
		t.Fatal(err)
	}
	s, err := defaultSite()
	if err != nil {
		t.Fatal(err)
	}
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

// facts returns what the page says in its answers, steps, texts, tables and samples.
func (d *htmlPage) facts() []string {
	var facts []string
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode {
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
					facts = append(facts, textOf(n))
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

// onlyLetters keeps the letters and digits of a text, so that markup and spaces make no difference.
func onlyLetters(s string) string {
	return strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf && wordByte(byte(r)) && r != '_' || r >= utf8.RuneSelf && r != '…' && r != '–' {
			return r
		}
		return -1
	}, strings.ToLower(s))
}

// The CSV files parse, have a row for each code, and no cell that a spreadsheet would run.
func TestCSV(t *testing.T) {
	s, err := defaultSite()
	if err != nil {
		t.Fatal(err)
	}
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
	data, err := csvFile([][]string{{"=1+1", "+1", "-1", "@a", "\tx", "plain", "a=b", ""}})
	if err != nil || string(data) != "'=1+1,'+1,'-1,'@a,'\tx,plain,a=b,\r\n" {
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
	s, err := defaultSite()
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"sitemap.xml", "opensearch.xml"} {
		if err := xml.Unmarshal(s.File(path), new(struct{})); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
	var m sitemapXML
	if err := xml.Unmarshal(s.File("sitemap.xml"), &m); err != nil {
		t.Fatal(err)
	}
	c, _ := defaultCatalog()
	for _, u := range m.URLs {
		path := strings.TrimPrefix(u.Location, c.Site.BaseURL)
		if s.File(path+"index.html") == nil {
			t.Errorf("the sitemap names %s, which is no page", u.Location)
		}
	}
	if len(m.URLs) < s.Counts.Codes {
		t.Errorf("the sitemap names %d pages", len(m.URLs))
	}
}

// The entrance for language models stays within its limit; a big catalog gets a list for each vendor.
func TestLLMs(t *testing.T) {
	s, err := defaultSite()
	if err != nil {
		t.Fatal(err)
	}
	if n := utf8.RuneCount(s.File("llms.txt")); n > maxLLMs || n < 1000 {
		t.Errorf("llms.txt has %d characters", n)
	}
	c, _ := defaultCatalog()
	full := string(s.File("llms-full.txt"))
	for code := range c.All() {
		if !strings.Contains(full, "\nid: \""+code.ID()+"\"\n") {
			t.Errorf("llms-full.txt lacks %s", code.ID())
		}
	}
}

// In a big catalog the list for language models names one for each vendor, and "/codes/" a page for each
// letter.
func TestManyCodes(t *testing.T) {
	var set strings.Builder
	set.WriteString("title: Core\nkey: ZETA\nkind: value\nsummary: Many.\ncodes:\n")
	for i := range 1100 {
		fmt.Fprintf(&set, "  - {code: CODE_NUMBER_%d, title: One of many, summary: Just one., category: information, fault: none, next_step: none, "+
			"retry: {policy: not-applicable}, actions: {engineer: [Nothing.]}}\n", i)
	}
	s := build(t, catalogOf(t, "tiny.txtar", txtar.File{Name: "vendors/zeta/core.yaml", Data: []byte(set.String())},
		txtar.File{Name: "vendors/acme/api.yaml", Data: []byte(strings.Replace(tinyFile(t, "vendors/acme/api.yaml"), "Compare [[zeta/core/SERVER_ERROR]].", "", 1))},
		txtar.File{Name: "site.yaml", Data: []byte("title: Tiny\nsummary: Small.\n")}), Options{})
	root, vendor := s.File("llms.txt"), s.File("zeta/llms.txt")
	if utf8.RuneCount(root) > maxLLMs || !bytes.Contains(root, []byte("zeta/llms.txt")) || !bytes.Contains(vendor, []byte("CODE_NUMBER_1099")) {
		t.Errorf("%.500s\n%.200s", root, vendor)
	}
	if s.File("codes/c/index.html") == nil || s.File("codes/0-9/index.html") != nil || bytes.Contains(s.File("codes/index.html"), []byte("CODE_NUMBER_7")) {
		t.Error("the codes are not on a page for each letter")
	}
}

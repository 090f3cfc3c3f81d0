package prose

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/golden"
	"github.com/errdocs/errdocs/internal/testenv"
)

func TestMain(m *testing.M) {
	testenv.Cheap()
	m.Run()
}

// testSite is a site of a few codes and pages. What a text reports or wants ends up in its lists.
type testSite struct {
	problems []content.Problem
	anchors  []string
}

var testCodes = func() map[string]Code {
	codes := map[string]Code{}
	add := func(name, title, path string, refs ...string) {
		for _, ref := range refs {
			codes[ref] = Code{name, title, path}
		}
	}
	add("TOO_MANY", "Acme, HTTP API: Too many requests", "acme/api/too-many/", "TOO_MANY", "too-many")
	add("SERVER_ERROR", "Acme, HTTP API: Server out of order", "acme/api/server-error/", "Out of order")
	add("SERVER_ERROR", "Acme, Android SDK: Server out of order", "acme/droid/server-error/", "droid/SERVER_ERROR")
	add("SERVER_ERROR", "Zeta, Core: Core is down", "zeta/core/server-error/", "zeta/core/server-error")
	add("404", "Zeta, Core: Not there", "zeta/core/404/", "zeta/core/404", "GONE_AWAY")
	return codes
}()

func (s *testSite) Code(ref string) (Code, *content.Problem) {
	if c, ok := testCodes[ref]; ok {
		return c, nil
	}
	return Code{}, &content.Problem{Rule: "markdown-code", Message: "no code " + ref}
}

func (s *testSite) Page(path string) *content.Problem {
	switch path {
	case "compare/slow-down/", "help/", "search/":
		return nil
	}
	return &content.Problem{Rule: "markdown-link", Message: "no page " + path}
}

func (s *testSite) Image(path string) (Image, *content.Problem) {
	if path == "images/x.png" {
		return Image{"assets/images/x-123.png", 3, 2}, nil
	}
	return Image{}, &content.Problem{Rule: "markdown-image", Message: "no image " + path}
}

func (s *testSite) WantAnchor(path, id string, _ content.Pos) {
	s.anchors = append(s.anchors, path+"#"+id)
}

func (s *testSite) Report(p content.Problem) { s.problems = append(s.problems, p) }

// atByte is the position of a byte in a text of one line.
func atByte(offset int) content.Pos { return content.Pos{File: "note.md", Line: 1, Col: offset + 1} }

// TestMarkdown renders each text of testdata/markdown.txtar and compares the markup in the file after it.
func TestMarkdown(t *testing.T) {
	a, r, site := golden.Open(t, "testdata/markdown.txtar"), New(nil), &testSite{}
	for i := 0; i+1 < len(a.Files); i += 2 {
		text, want := a.Files[i], &a.Files[i+1]
		got, err := r.HTML(Text{
			Markdown: content.Markdown(text.Data), At: atByte, URL: func(path string) string { return "../../../" + path }, Images: true,
			ID: "n", Label: "Notes", Level: 3, Tight: strings.HasPrefix(text.Name, "tight"),
		}, site)
		if err != nil {
			t.Error(err)
		}
		a.Compare(t, want, string(got)+"\n")
	}
	if len(site.problems) > 0 {
		t.Error(site.problems)
	}
	if got := strings.Join(site.anchors, " "); got != "zeta/core/server-error/#do help/#recipes" {
		t.Errorf("anchors that texts link to: %s", got)
	}
}

// A problem is reported at the byte of the text where it is.
func TestProblemsHavePositions(t *testing.T) {
	for text, want := range map[string]string{
		"See [[GONE]].":                    `1:5 no code GONE`,
		"See [x](code:GONE#do).":           `1:5 no code GONE`,
		"[x](nowhere/)":                    `1:1 no page nowhere/`,
		"a <b>":                            `1:3 HTML in Markdown is not rendered`,
		"<KBD>a":                           `1:1 <kbd> is never closed`,
		"<kbd>a **b</kbd>**":               `1:11 </kbd> closes nothing that is open here`,
		"<kbd><sub>a</kbd></sub>":          `1:12 </kbd> closes nothing that is open here`,
		"a <br class=x>":                   `1:3 HTML in Markdown is not rendered`,
		"a <kbd onclick=x>":                `1:3 HTML in Markdown is not rendered`,
		"<details>":                        `1:1 this cannot be read as the start or end of details`,
		"<details><summary>a</summary>b":   `1:30 this cannot be read as the start or end of details`,
		"<details><summary>a</summary>":    `1:1 <details> is never closed`,
		"<details ontoggle=x><summary>a":   `1:1 HTML in Markdown is not rendered`,
		"</details>":                       `1:1 </details> closes nothing that is open here`,
		"<!-- a --><b>":                    `1:11 HTML in Markdown is not rendered`,
		"<script>a</script>":               `1:1 HTML in Markdown is not rendered`,
		"a|b\n-|-\nc|d|e":                  `1:12 this row has more cells than the table has columns`,
		"a|b\n-|-\nc|`d|e`|":               `1:13 this row has more cells than the table has columns`,
		":::note":                          `1:1 an alert is written in another way here`,
		"!!! danger \"x\"\n    y":          `1:1 an alert is written in another way here`,
		"![](images/x.png)":                "1:1 an image needs words for those who cannot see it",
		"![a](images/../x.png)":            `1:1 "images/../x.png" is not an image of this catalog`,
		"![a](/images/x.png)":              `1:1 "/images/x.png" is not an image of this catalog`,
		"![a](https://a.example/x.png)":    `1:1 "https://a.example/x.png" is not an image of this catalog`,
		"![a](images/%2e%2e/x.png)":        `1:1 "images/%2e%2e/x.png" is not an image of this catalog`,
		"![a](images/y.png)":               `1:1 no image images/y.png`,
		"ab ![x](y)":                       `1:4 "y" is not an image of this catalog`,
		"[see [[TOO_MANY]]](https://a.bc)": `1:6 a link inside a link`,
	} {
		site := &testSite{}
		if _, err := New(nil).HTML(Text{Markdown: content.Markdown(text), At: atByte, Images: true, ID: "n", Level: 3}, site); err != nil {
			t.Error(err)
		}
		if len(site.problems) == 0 {
			t.Errorf("%q: no problem", text)
			continue
		}
		p := site.problems[0]
		if got := strings.TrimPrefix(p.Pos.String(), "note.md:") + " " + p.Message; got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

// TestRewrite rewrites the links of texts for other programs.
func TestRewrite(t *testing.T) {
	code := func(ref string) (name, url string, ok bool) {
		c, ok := testCodes[ref]
		return c.Name, "https://e.example/" + c.Path, ok
	}
	page := func(path string) string { return "https://e.example/" + path }
	for text, want := range map[string]string{
		" no link \n":                                       "no link",
		"[[TOO_MANY]], [[GONE]] `[[TOO_MANY]]`":             "[`TOO_MANY`](https://e.example/acme/api/too-many/), [[GONE]] `[[TOO_MANY]]`",
		"[x](code:TOO_MANY#do \"t\")":                       "[x](https://e.example/acme/api/too-many/ \"t\")",
		"[x](help/#keys) [y](./search/) [z](#top)":          "[x](https://e.example/help/#keys) [y](https://e.example/search/) [z](#top)",
		"[x][r] [y][r]\n\n[r]: help/":                       "[x][r] [y][r]\n\n[r]: https://e.example/help/",
		"a ![b](images/x.png) <!-- c -->d\n\n<!-- e\nf -->": "a ![b](https://e.example/images/x.png) d",
		"    [[TOO_MANY]]":                                  "[[TOO_MANY]]",
	} {
		if got := New(nil).Links(content.Markdown(text)).Rewrite(content.Markdown(text), code, page); got != want {
			t.Errorf("%q becomes\n%q, want\n%q", text, got, want)
		}
	}
}

// What is not parsed comes out as if it were.
func TestPlainTextIsNotParsed(t *testing.T) {
	word := rapid.OneOf(rapid.StringMatching(`[a-zA-Z0-9 ,.;()'/?%-]{0,6}`), rapid.SampledFrom([]string{"http", "www.", "a", "1.", "- ", "--", "  ", ". ", "(c)", "a.b", "x/y", "ftp.", "`", "`a`", "``", "`a_b`", " `x y` ", "_",
		"*", "**", " **ab**", " **a** ", "**a b**", "[", "](", ")", "](https://", "[ab](https://a.b/c-d)", "[a](https://a.b/c) ", "[a](http://b)", "[](https://a)", "https://a.b", "[[", "!"}))
	plain := 0
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(word, 1, 8).Draw(t, "words"), "")
		if s == "" {
			return
		}
		if _, ok := plainMarkup(s); !ok {
			return
		}
		plain++
		r := New(nil)
		for _, tight := range []bool{false, true} {
			text := Text{Markdown: content.Markdown(s), At: atByte, ID: "x", Level: 3, Tight: tight}
			got, _ := r.HTML(text, &testSite{})
			site := &testSite{}
			want, err := r.parse(text, site)
			if err != nil || got != want || len(site.problems) > 0 {
				t.Errorf("%q, tight %t: %q, parsed %q (%v, %v)", s, tight, got, want, err, site.problems)
			}
			if links, _ := r.links.Load(text.Markdown); links != nil && len(links.(Links)) > 0 {
				t.Errorf("%q has links: %v", s, links)
			}
		}
	})
	if plain == 0 {
		t.Error("no text was plain")
	}
}

// A text without bare addresses comes out as if they had been looked for.
func TestBareAddressesAreNotMissed(t *testing.T) {
	same := func(t interface{ Errorf(string, ...any) }, s string) (bare bool) {
		if mayHaveBareAddress(s) {
			return false
		}
		text := Text{Markdown: content.Markdown(s), At: atByte, URL: strings.Clone, ID: "x", Level: 3}
		r, all, one, other := New(nil), New(nil), &testSite{}, &testSite{}
		all.unlinked = all.markdown.Parser()
		got, err := r.parse(text, one)
		want, failed := all.parse(text, other)
		if err != nil || failed != nil || got != want || !slices.Equal(one.problems, other.problems) || !slices.Equal(r.Links(text.Markdown), all.Links(text.Markdown)) {
			t.Errorf("%q: %q, with addresses %q (%v, %v)", s, got, want, one.problems, other.problems)
		}
		return true
	}
	traps := []string{"a@b.cd", "www.a.b", "https://a.bc", "ftp://a.bc ", "a    \n*", "a \t\nb", "a \f\nb", "a \v\nb", "\\[ab](https://a.bc/d)", "\n- [x](https://a.bc)", "[ab](https://a.bc/d)](https://a.bc)", "`[a`](https://a.bc)"}
	for _, s := range traps {
		if same(t, "b "+s) {
			t.Errorf("%q has no bare address", s)
		}
	}
	word := rapid.OneOf(rapid.StringMatching(`[a-zA-Z0-9 ,.;()'/:?%-]{0,6}`), rapid.SampledFrom(append(traps, []string{
		"\n", "\n\n", " ", "  ", "\t", "    ", "\n- ", "\n- [ ] ", "\n> ", "\n> [!NOTE] a\n> ", "\n: ", "\n# ", "\n|", "|", "|-|-|\n", "a|b\n-|-\n", "\n```\n", "`", "``", "*", "**", "_", "~~", "~", "\\", "\\\n", "&amp;",
		"[", "![", "]", "(", ")", "](", "[^1]", "\n[^1]: ", "\n[a]: ", "[[TOO_MANY]]", "[[", "]]", "<", ">", "<br>", "<kbd>", "</kbd>", "<!--", "-->", "[ab](https://a.bc/d)", "[ab](http://a.bc)", "](https://a.bc)", "://",
	}...)))
	bare := 0
	rapid.Check(t, func(t *rapid.T) {
		if s := strings.Join(rapid.SliceOfN(word, 1, 14).Draw(t, "words"), ""); s != "" && same(t, s) {
			bare++
		}
	})
	if bare == 0 {
		t.Error("each text may have an address")
	}
}

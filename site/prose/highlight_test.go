package prose

import (
	"encoding/json"
	"html/template"
	"math"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/bench/catalog"
	"github.com/errdocs/errdocs/internal/testenv"
)

// preText returns the text that a browser copies from a pre element.
func preText(t interface{ Fatal(...any) }, markup template.HTML) string {
	root, err := html.Parse(strings.NewReader(string(markup)))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data == "code" {
			var text strings.Builder
			for d := range n.Descendants() {
				if d.Type == html.TextNode {
					text.WriteString(d.Data)
				}
			}
			return text.String()
		}
	}
	t.Fatal("no code element in", markup)
	return ""
}

// The text of a highlighted sample is the sample, byte for byte: it is what people copy.
func TestHighlightIsExact(t *testing.T) {
	c, err := content.Load(content.Default())
	if err != nil {
		t.Fatal(err)
	}
	r := New(nil)
	samples := 0
	for code := range c.All() {
		for _, s := range code.Samples {
			samples++
			if got := preText(t, r.Sample(s.Language, s.Text, Mark{Words: []string{code.Code}})); got != s.Text {
				t.Errorf("%s, %s: the text is not the sample:\n%q\n%q", code.ID(), s.Title, got, s.Text)
			}
		}
	}
	if samples == 0 {
		t.Error("no samples")
	}
}

// JSON is highlighted as chroma's lexer does it.
func TestJSONAsChroma(t *testing.T) {
	c, err := content.Load(catalog.Synthetic(testenv.Times(400, 1_000)))
	if err != nil {
		t.Fatal(err)
	}
	texts := []string{`{}`, `[]`, `"a"`, " -1.5E+3\n", `[{"a":[{}, {"b\\":"\""}],"c":null},-0,1e5,1.25,true,false]`, "{\"\":\r\n\t[\"<&\\u2028\"] }\n"}
	for code := range c.All() {
		for _, s := range code.Samples {
			if s.Language == "json" && json.Valid([]byte(s.Text)) && !slices.Contains(texts, s.Text) {
				texts = append(texts, s.Text)
			}
		}
	}
	if len(texts) < 100 {
		t.Errorf("only %d texts", len(texts))
	}
	for _, text := range texts {
		if got, want := markup(lexJSON(text)), markup(lex("json", text)); got != want {
			t.Errorf("%q:\ngot  %q\nwant %q", text, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		text, err := json.MarshalIndent(anyJSON(t, 4), "", rapid.SampledFrom([]string{"", " ", "\t"}).Draw(t, "indent"))
		if err != nil {
			t.Fatal(err)
		}
		if got, want := markup(lexJSON(string(text))), markup(lex("json", string(text))); got != want {
			t.Fatalf("%q:\ngot  %q\nwant %q", text, got, want)
		}
	})
}

// anyJSON draws a value that JSON can have.
func anyJSON(t *rapid.T, depth int) any {
	switch kind := rapid.IntRange(0, 5).Draw(t, "kind"); {
	case kind == 0:
		return rapid.Float64().Draw(t, "number")
	case kind == 1:
		return rapid.SampledFrom([]any{nil, true, false, 0, -7, 12}).Draw(t, "value")
	case kind < 4 || depth == 0:
		return rapid.String().Draw(t, "text")
	}
	list, object := []any{}, map[string]any{}
	for range rapid.IntRange(0, 3).Draw(t, "length") {
		list = append(list, anyJSON(t, depth-1))
		object[rapid.String().Draw(t, "key")] = anyJSON(t, depth-1)
	}
	return rapid.SampledFrom([]any{list, object}).Draw(t, "list")
}

// Any text in any language comes out as it went in, in bounded time. The alphabet is what makes lexers
// change their state.
func TestHighlightAnything(t *testing.T) {
	text := rapid.StringOf(rapid.OneOf(
		rapid.RuneFrom([]rune("{}[]()<>\"'`\\/*#$%&;:,.=-+|!?@~^_ \t\n\r019aAzZné\u00a0")),
		rapid.Rune(),
	))
	rapid.Check(t, func(t *rapid.T) {
		language, s := rapid.SampledFrom(content.LanguageIDs()).Draw(t, "language"), text.Draw(t, "text")
		if strings.ContainsRune(s, 0) {
			t.Skip("the loader lets no NUL through")
		}
		if got := preText(t, new(highlighter).pre(language, s, Mark{Words: []string{"a"}})); got != s {
			t.Fatalf("%s: got %q, want %q", language, got, s)
		}
	})
}

// TestHighlightLimit has samples of each language at its limit and one byte above, and code blocks of a note.
func TestHighlightLimit(t *testing.T) {
	fill := func(start, end string, n int) string { return start + strings.Repeat(" ", n-len(start)-len(end)) + end }
	for _, test := range []struct {
		language, start, end string
		limit                int
	}{
		{"json", `{"a": 1`, "}", maxHighlight}, {"json", `{"a": 1`, "", maxUnparsed}, {"xml", "<a>", "</a>", maxHighlight}, {"xml", "<a>", "&", maxUnparsed},
		{"http", "HTTP/1.1 200 OK\nA: b", "", maxHighlight}, {"yaml", "a: 1", "", maxYAML}, {"go", "var a = 1", "", maxUnparsed},
		{"java", "int a = 1;", "", maxUnparsed}, {"kotlin", "val a = 1", "", maxUnparsed}, {"swift", "let a = 1", "", maxUnparsed}, {"bash", "if a; then", "", maxUnparsed},
		{"dart", "var a = 1;", "", maxUnparsed}, {"python", "a = 'b'", "", maxUnparsed}, {"javascript", "let a = 1", "", maxUnparsed}, {"typescript", "let a = 1", "", maxUnparsed},
	} {
		for _, above := range []int{0, 1} {
			text := fill(test.start, test.end, test.limit+above)
			if got := new(highlighter).pre(test.language, text, Mark{}); strings.Contains(string(got), "<span") != (above == 0) {
				t.Errorf("%s, %d bytes and %d: highlighted: %v", test.language, test.limit, above, above == 1)
			}
		}
	}
}

func TestMarkedLine(t *testing.T) {
	for _, test := range []struct {
		text string
		mark Mark
		want int
	}{
		{"a\nCODE\nCODE", Mark{Words: []string{"CODE"}}, 1},
		{"a\nerror: CODE\nreason: CODE", Mark{Words: []string{"CODE"}, Key: "reason"}, 2},
		{"a\nMY_CODE\nCODES\nCODE2", Mark{Words: []string{"CODE"}}, -1},
		{"status 4011\n401", Mark{Words: []string{"401"}}, 1},
		{"x\nalias", Mark{Words: []string{"CODE", "", "alias"}}, 1},
		{"", Mark{Words: []string{"CODE"}}, -1},
		{"CODE", Mark{}, -1},
	} {
		if got := test.mark.line(test.text); got != test.want {
			t.Errorf("line of %+v in %q = %d, want %d", test.mark, test.text, got, test.want)
		}
	}
}

func TestHTTPBodyIsHighlightedByWhatItIs(t *testing.T) {
	h := new(highlighter)
	got := string(h.pre("http", "HTTP/1.1 401 Unauthorized\r\nContent-Type: text/x-brainfuck\r\n\r\n{\"code\": 7}\n", Mark{}))
	if !strings.Contains(got, `<span class="nt">"code"</span>`) || !strings.Contains(got, `<span class="m">401</span>`) {
		t.Errorf("head or body is not highlighted: %s", got)
	}
}

// Every color of the two styles is readable: 4.5:1 (WCAG 2.2, 1.4.3) against the backgrounds of samples
// and of marked lines, which are tokens of the theme.
func TestColorsAreReadable(t *testing.T) {
	css, err := os.ReadFile("../../templates/assets/style.css")
	if err != nil {
		t.Fatal(err)
	}
	for _, token := range []string{"--surface", "--mark"} {
		m := regexp.MustCompile(token + `: light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)`).FindSubmatch(css)
		if m == nil {
			t.Fatalf("style.css has no token %s", token)
		}
		for _, c := range colors {
			if r := contrast(c.light, string(m[1])); r < 4.5 {
				t.Errorf("light %s %s on %s %s: %.2f:1", c.class, c.light, token, m[1], r)
			}
			if r := contrast(c.dark, string(m[2])); r < 4.5 {
				t.Errorf("dark %s %s on %s %s: %.2f:1", c.class, c.dark, token, m[2], r)
			}
		}
	}
}

// contrast is the contrast ratio of two colors (WCAG 2.2).
func contrast(a, b string) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(color string) float64 {
	v, _ := strconv.ParseUint(strings.TrimPrefix(color, "#"), 16, 32)
	channel := func(shift int) float64 {
		c := float64(v>>shift&0xff) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(16) + 0.7152*channel(8) + 0.0722*channel(0)
}

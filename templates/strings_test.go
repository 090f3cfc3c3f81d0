package templates

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
)

// shownNames are names that are the same in every language.
var shownNames = regexp.MustCompile(`^(HTTP|gRPC|CSV|JSON|Markdown|errdocs|Ctrl|Enter|Esc|K|go/\?q=|\?q=|&vendor=|vendor=|errdocs find FILE|server_error|Server Error|serverError)$`)

var (
	action  = regexp.MustCompile(`(?s)\{\{.*?\}\}`)
	letter  = regexp.MustCompile(`\p{L}`)
	visible = map[string]bool{"aria-label": true, "title": true, "placeholder": true, "alt": true}
)

// Every text of the templates comes from en.yaml: with the texts taken away, no words are left.
func TestTemplatesHaveNoWords(t *testing.T) {
	for _, name := range templatesIn(files) {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			t.Fatal(err)
		}
		out, err := words.Words{}.Template(string(text), func(string) string { return " " })
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		look := func(s string) {
			for _, part := range strings.Split(s, "\x00") {
				if s := strings.Trim(part, " \n·:.,–↑↓/"); letter.MatchString(s) && !shownNames.MatchString(s) {
					t.Errorf("%s: %q has no key in en.yaml", name, s)
				}
			}
		}
		for z := html.NewTokenizer(strings.NewReader(strings.ReplaceAll(action.ReplaceAllString(out, "\x00"), "noscript>", "div>"))); z.Next() != html.ErrorToken; {
			switch token := z.Token(); token.Type {
			case html.TextToken:
				look(token.Data)
			case html.StartTagToken:
				for _, a := range token.Attr {
					if visible[a.Key] {
						look(a.Val)
					}
				}
			}
		}
	}
}

// scriptString is a string of a script.
var scriptString = regexp.MustCompile("\"((?:[^\"\\\\\n]|\\\\.)*)\"|`([^`]*)`")

// scriptText is a string that people may read: a word with a large letter, or several words.
var scriptText = regexp.MustCompile(`^[^a-z]*[A-Z][a-z]+[.…:!?]?$|[A-Za-z“”] [A-Za-z“”{$]|[a-z] [a-z]+[.:]|[a-z]…`)

// scriptNames are what scripts say to the browser, not to people.
var scriptNames = regexp.MustCompile(`^(Arrow(Down|Up|Left|Right)|Escape|Enter|Home|End|(chip|tone) .*|table\.flow.*|main :is.*|\(max-width.*|o \$.*|matrix versus flow|main a:.*|[.#][a-z]+ .*|\?codes=.*|\.sources time|\[.*|Other spelling|Exact spelling|HTTP status|gRPC status|Number (with its name|in a sentence)|ID or address of this catalog|No answer|Message of the vendor|pre code|input, button|\$\{root\}.*)$`)

var comment = regexp.MustCompile(`(?m)(^|\s)//.*$`)

// Every text of the scripts is t("key").
func TestScriptsHaveNoWords(t *testing.T) {
	names, err := fs.Glob(files, "assets/*.js")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range scriptString.FindAllSubmatch(comment.ReplaceAll(text, nil), -1) {
			if s := string(m[1]) + string(m[2]); scriptText.MatchString(s) && !scriptNames.MatchString(s) {
				t.Errorf("%s: %q has no key in en.yaml", name, s)
			}
		}
		if left := regexp.MustCompile(`\bt\("[^"]*"\)`).Find(words.Words{}.Script(text)); left != nil {
			t.Errorf("%s: %s is no key of en.yaml", name, left)
		}
	}
}

// A user's theme may use the texts, too; in its files they are safe in attributes of any quotes.
func TestTextsAreEscaped(t *testing.T) {
	w := words.Words{}
	theme := &Theme{own: map[string]string{"home.html": "<p title='x'>"}}
	for file, want := range map[string]string{
		"home.html": "Inconsistencies in the vendor&#39;s docs", "code.html": "Inconsistencies in the vendor's docs",
	} {
		if got, err := w.Template(`{{t "code.discrepancies"}}`, theme.escaper(file)); got != want || err != nil {
			t.Errorf("%s: %q, %v", file, got, err)
		}
	}
	if got := theme.escaper("code.html")(`<b a="x">&`); got != "&lt;b a=&#34;x&#34;&gt;&amp;" {
		t.Error(got)
	}
	for _, bad := range []string{`{{t "no.such"}}`, "{{t \"code.use\" code=`x", `{{t "code.use" code}}`, `{{t "code.use" =x}}`} {
		if _, err := w.Template(bad, strings.TrimSpace); err == nil {
			t.Errorf("%s is no problem", bad)
		}
	}
	if content.Dir("ar-EG") != "rtl" || content.Dir("ur") != "rtl" || content.Dir("he") != "rtl" || content.Dir("fa") != "rtl" || content.Dir("de") != "ltr" || content.Dir("az-Arab") != "rtl" {
		t.Error("wrong direction")
	}
}

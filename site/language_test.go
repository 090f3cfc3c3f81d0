package site

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/net/html"

	"github.com/errdocs/errdocs/content"
)

// A catalog in another language has translated texts, its lang and dir, and sentences that end as they do there.
func TestLanguages(t *testing.T) {
	for _, test := range []struct {
		language, html string
		says           map[string][]string
	}{
		{"de", `<html lang=de data-root`, map[string][]string{
			"acme/api/card-declined/index.html": {"Erneut versuchen?", "Nein", "Wer behebt es?", "Bitte eine andere Karte verwenden.", `<blockquote lang=en dir=auto>Please use another card.`, "Anbieter"},
			"acme/api/index.html":               {"2 Codes", "Bedeutung"},
			"acme/api/card-declined.md":         {"Was zu tun ist", "  - en: “Please use another card.”", "Wer behebt es?"},
			"acme/api/card-declined.json":       {`"languages":[{"language":"de","text":"Bitte eine andere Karte verwenden."},{"language":"en"`},
			"index.html":                        {"Anbieter</h2>", "2 Codes"},
		}},
		{"ja", `<html lang=ja data-root`, map[string][]string{
			"acme/api/card-declined/index.html": {"再試行", "カードが拒否されました。"},
			"acme/api/index.html":               {"2件のコード"},
		}},
		{"ar", `<html lang=ar dir=rtl data-root`, map[string][]string{
			"acme/api/card-declined/index.html": {"هل نعيد المحاولة؟", `<h1 translate=no>CARD_<wbr>DECLINED</h1>`},
			"acme/api/index.html":               {"رمزان"},
		}},
	} {
		t.Run(test.language, func(t *testing.T) {
			s := build(t, catalogOf(t, "languages/"+test.language+".txtar"), Options{})
			files := map[string]string{}
			for _, f := range s.Files {
				files[f.Path] = string(f.Data)
			}
			for file, says := range test.says {
				if strings.HasSuffix(file, ".html") && !strings.Contains(files[file], test.html) {
					t.Errorf("%s lacks %s", file, test.html)
				}
				for _, text := range says {
					if !strings.Contains(files[file], text) {
						t.Errorf("%s does not say %q:\n%s", file, text, files[file])
					}
				}
			}
		})
	}
}

// Whatever a page says besides the catalog is in strings.yaml: with each text in brackets, no word of the theme is
// outside of any.
func TestEveryTextIsTranslated(t *testing.T) {
	s := build(t, catalogOf(t, "tiny.txtar", txtar.File{Name: "strings.yaml", Data: bracketed(t)}), Options{})
	written := catalogText(t)
	for _, f := range s.Files {
		if !strings.HasSuffix(f.Path, ".html") {
			continue
		}
		for _, left := range outside(shownTexts(t, f.Data)) {
			if !strings.Contains(strings.ToLower(written), strings.ToLower(left)) && !properNames.MatchString(left) {
				t.Errorf("%s: %q is in no catalog and no strings.yaml", f.Path, left)
			}
		}
	}
}

// bracketed returns a strings.yaml with every text in brackets.
func bracketed(t *testing.T) []byte {
	var b strings.Builder
	section := ""
	for _, key := range content.StringKeys() {
		name, rest, _ := strings.Cut(key, ".")
		if name != section {
			section = name
			fmt.Fprintf(&b, "%s:\n", name)
		}
		forms := map[string]string{}
		for category, text := range (*content.Strings)(nil).Forms(key) {
			forms[category] = "⟦" + text + "⟧"
		}
		text, err := json.Marshal(forms)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "  %s: %s\n", rest, text)
	}
	return []byte(b.String())
}

var spaces = regexp.MustCompile(`\s+`)

// catalogText is everything that the small catalog says, in one line.
func catalogText(t *testing.T) string {
	var b strings.Builder
	fsys := archiveFS(t, "tiny.txtar")
	err := fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		b.WriteString(name + " " + string(data) + " ")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return spaces.ReplaceAllString(b.String(), " ")
}

// boundary is between two nodes of a page.
const boundary = "\x01"

// shownTexts is what a page shows and says in its attributes, with a boundary between nodes. A text of the theme may go
// on over several of them.
func shownTexts(t *testing.T, page []byte) string {
	root, err := html.Parse(strings.NewReader(string(page)))
	if err != nil {
		t.Fatal(err)
	}
	var shown, said strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.TextNode && !slices.Contains([]string{"script", "code", "pre", "kbd"}, n.Parent.Data) {
			shown.WriteString(n.Data + boundary)
		}
		for _, a := range n.Attr {
			if slices.Contains([]string{"aria-label", "placeholder", "title"}, a.Key) {
				said.WriteString(a.Val + boundary)
			}
		}
	}
	return shown.String() + said.String()
}

// properNames are the same in every language.
var properNames = regexp.MustCompile(`^(Markdown|Kotlin|Swift|Jira|Zendesk|ServiceNow|Slack|Backstage|GitHub|Text|errdocs.*|Service Unavailable|Not Found|Internal Server Error|(Acme|Zeta) .*|Something in there & <nobody> knows what. Compare)$`)

// outside returns the parts of a text that are in no brackets and have words.
func outside(text string) []string {
	var list []string
	for {
		n := regexp.MustCompile(`⟦[^⟦⟧]*⟧`).ReplaceAllString(text, "\x00")
		if n == text {
			break
		}
		text = n
	}
	text = regexp.MustCompile(`https?://\S+`).ReplaceAllString(text, "\x00") // an address has no language
	for _, part := range regexp.MustCompile(`[⟦⟧\x00\x01·:,()]`).Split(text, -1) {
		if part = strings.Trim(spaces.ReplaceAllString(strings.ReplaceAll(part, "\u00a0", " "), " "), " .,:;“”()–"); letters3.MatchString(part) {
			list = append(list, part)
		}
	}
	return list
}

var letters3 = regexp.MustCompile(`[A-Za-z][a-z]{2,}`)

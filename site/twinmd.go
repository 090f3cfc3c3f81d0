package site

import (
	"bytes"
	_ "embed"
	"strconv"
	"strings"
	"text/template"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
	"github.com/errdocs/errdocs/site/prose"
	"github.com/errdocs/errdocs/templates"
)

//go:embed twin.md.tmpl
var twinTemplate string

var twinMarkdown = template.Must(template.New("twin.md").Funcs(template.FuncMap{
	"yaml":    strconv.Quote, // a JSON string is a YAML string
	"literal": literal,
	"cell":    func(s string) string { return strings.ReplaceAll(literal(s), "|", `\|`) },
	"indent":  func(s string) string { return strings.ReplaceAll(s, "\n", "\n   ") },
	"join":    func(list []string) string { return strings.Join(list, ", ") },
	"inc":     func(i int) int { return i + 1 },
	"http":    words.HTTP,
	"number":  ownNumber,
	"status":  func(key string) string { return words.StatusOrActive(content.Status(key)) },
	"retry":   func(key string) string { return words.Retry(content.RetryPolicy(key)).Text },
	"fence":   fence,
	"row":     func(name, value string) templates.Label { return templates.Label{Name: name, Value: value} },
	"steps":   func(who string, list []string) twinSteps { return twinSteps{who, list} },
}).Parse(twinTemplate))

type twinSteps struct {
	Who   string
	Steps []string
}

// twinText is what the template is given: the twin, the delays that the page computes, and the rows of the
// table of equivalents.
type twinText struct {
	*Twin
	Delays      *words.Delays
	Equivalents []string
}

// markdownTwin writes the Markdown twin of a code's page. Its links are absolute where the site's address
// is known: people and programs take the text elsewhere.
func (p *page) markdownTwin(c *content.Code, links map[content.Markdown]prose.Links) ([]byte, error) {
	o := portable{
		prose: p.prose, lookup: p.lookup,
		code:  func(to *content.Code) string { return p.full(markdownPath(to)) },
		page:  p.full,
		found: links,
	}
	t := twinText{Twin: p.twin(c, o)}
	if c.Retry.Backoff != nil {
		t.Delays = words.NewDelays(c.Retry.Backoff)
	}
	for _, e := range t.Concept.equivalents() {
		row, err := p.fragments.get(fragment{"equivalent.md", e.ID, p.root}, func() (string, error) {
			var b strings.Builder
			e.URL = p.full(e.ID + ".md")
			err := twinMarkdown.ExecuteTemplate(&b, "equivalent", e)
			return b.String(), err
		})
		if err != nil {
			return nil, err
		}
		t.Equivalents = append(t.Equivalents, row)
	}
	var b bytes.Buffer
	err := twinMarkdown.Execute(&b, t)
	return append(bytes.TrimRight(b.Bytes(), "\n"), '\n'), err
}

// ownNumber returns a code's number where the code itself does not say it.
func ownNumber(t twinText) string {
	if t.Number == nil || strconv.Itoa(*t.Number) == t.Code {
		return ""
	}
	return strconv.Itoa(*t.Number)
}

func (c *TwinConcept) equivalents() []TwinEquivalent {
	if c == nil {
		return nil
	}
	return c.Equivalents
}

// literal escapes what Markdown would read as markup, in one line. An underscore inside a word is none,
// so that codes stay as they are.
func literal(s string) string {
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		word := i > 0 && wordByte(s[i-1]) && i+1 < len(s) && wordByte(s[i+1])
		switch {
		case c == '\n':
			c = ' '
		case strings.IndexByte("\\`*[<&", c) >= 0, c == '_' && !word, c == '#' && i == 0:
			b.WriteByte('\\')
		}
		b.WriteByte(c)
	}
	return b.String()
}

// fence returns a code block whose fence is longer than any inside.
func fence(language, text string) string {
	ticks := "```"
	for strings.Contains(text, ticks) {
		ticks += "`"
	}
	if language == "text" {
		language = ""
	}
	return ticks + language + "\n" + strings.TrimSuffix(text, "\n") + "\n" + ticks
}

func wordByte(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c >= 0x80
}

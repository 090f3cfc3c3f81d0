package record

import (
	"bytes"
	_ "embed"
	"strconv"
	"strings"
	"sync/atomic"
	"text/template"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
	"github.com/errdocs/errdocs/internal/execute"
	"github.com/errdocs/errdocs/internal/terminal"
	"github.com/errdocs/errdocs/site/prose"
)

// markdownText is the template of a code; the one of a vendor is one of its parts.
var (
	//go:embed code.md.tmpl
	markdownText string
	//go:embed vendor.md.tmpl
	vendorText string
)

// written is the template in one language. Several catalogs of different languages at once are rare, so that only the last
// one is kept.
type written struct {
	words        words.Words
	code, vendor *execute.Template
}

var lastWritten atomic.Pointer[written]

// markdownIn returns the template with the words of a site.
func markdownIn(w words.Words) *written {
	if w.Plain() {
		w = words.Words{} // each catalog has its own
	}
	if last := lastWritten.Load(); last != nil && last.words == w {
		return last
	}
	text, err := w.Template(markdownText+vendorText, literal)
	if err != nil {
		panic(err) // a key in the template is wrong
	}
	parsed := template.Must(template.New("code.md").Funcs(functions(w).Map()).Parse(text))
	t := &written{w, execute.Text(parsed, "code.md", functions(w)), execute.Text(parsed, "vendor", functions(w))}
	lastWritten.Store(t)
	return t
}

// functions are those of the templates, and the methods that they call most.
func functions(w words.Words) execute.Funcs {
	return execute.Funcs{
		"yaml":       execute.Of1(strconv.Quote), // a JSON string is a YAML string
		"literal":    execute.Of1(literal),
		"cell":       execute.Of1(cell),
		"linked":     execute.Of1(linked),
		"indent":     execute.Of1(indented),
		"join":       execute.Of1(func(list []string) string { return strings.Join(list, ", ") }),
		"inc":        execute.Of1(func(i int) int { return i + 1 }),
		"plural":     execute.Of1(w.PluralOf),
		"http":       execute.Of1(w.HTTP),
		"match":      execute.Of1(w.Match),
		"fence":      execute.Of2(fence),
		"ownRow":     execute.Of2(func(title, value string) string { return "- " + literal(title) + ": " + literal(value) }),
		"row":        execute.Of2(func(key, value string) string { return "- " + w.Text("fact."+key) + ": " + literal(value) }),
		"equivalent": execute.Of1(func(e *Equivalent) string { return "- [" + linked(e.Code) + "](" + markdownURL(e.URL) + ") " + e.about }),
		"answer":     execute.Of3(answerLine),
		"item":       execute.Of1(func(it *Item) string { return indented(it.Text) + it.Mark(w) }),
		"whose":      execute.Of1(func(c Case) string { return c.Whose(w) }),
		"ours":       execute.Of2(func(list string, items []Item) string { return ours(w, list, items) }),
		"by":         execute.Of1(func(o content.Origin) string { return w.Text("md.by-" + string(o)) }),
		"role":       execute.Of1(func(key string) string { return w.Text("role." + key) }),
		"steps":      execute.Of2(func(who string, list []Item) steps { return steps{who, list} }),

		"content.Code.Judged":   execute.Of1((*content.Code).Judged),
		"record.Actions.All":    execute.Of1(Actions.All),
		"record.Code.OwnNumber": execute.Of1((*Code).OwnNumber),
		"record.Code.Shared":    execute.Of1((*Code).Shared),
		"record.Text.Markdown":  execute.Of1(Text.Markdown),
		"record.Vendor.MD":      execute.Of1(Vendor.MD),
	}
}

type steps struct {
	Who   string
	Steps []Item
}

func indented(t Text) string { return strings.ReplaceAll(t.Markdown(), "\n", "\n   ") }

// answerLine is an answer as an item of a list, with who states it.
func answerLine(question string, answer *Answer, c *Code) string {
	w := words.Of(c.Entry)
	text := "**" + literal(answer.Text) + "**"
	if answer.Quote {
		text = w.Text("md.quotation", "text", literal(answer.Text))
	}
	line := "- " + w.Text("md."+question) + " " + text
	if by := answer.Basis(""); by != "" {
		line += " (" + literal(by) + ")"
	}
	if answer.Note != "" {
		line += ". " + literal(answer.Note)
	}
	for _, s := range answer.In[min(1, len(answer.In)):] {
		line += "\n  - " + s.Language + ": " + w.Text("md.quotation", "text", literal(s.Text))
	}
	for _, d := range answer.Disagrees {
		said := literal(d.Text)
		if d.Evidence != "" {
			said += " (" + w.Text("md.quotation", "text", literal(d.Evidence)) + ")"
		}
		line += " " + w.Text("md.another-source", "answer", said)
	}
	return line
}

// Markdown returns the record as the .md of the code: front matter, then CommonMark with tables. Links between codes
// lead to their Markdown, since people and programs take the text elsewhere.
func (c *Code) Markdown() []byte {
	var b bytes.Buffer
	c.WriteMarkdown(&b)
	return b.Bytes()
}

// WriteMarkdown writes what Markdown returns to an empty buffer.
func (c *Code) WriteMarkdown(b *bytes.Buffer) {
	if err := markdownIn(words.Of(c.Entry)).code.Execute(b, c); err != nil {
		panic(err) // the template does not fit the type
	}
	b.Truncate(len(bytes.TrimRight(b.Bytes(), "\n")))
	b.WriteByte('\n')
}

// Body returns the Markdown without its front matter.
func (c *Code) Body() []byte {
	_, body, _ := bytes.Cut(c.Markdown(), []byte("\n---\n\n"))
	return body
}

// Terminal returns the record for a terminal: its Markdown in lines of at most width columns, and the address of the
// page.
func (c *Code) Terminal(width int, paint terminal.Paint) string {
	address := c.URL
	if !strings.Contains(address, "://") {
		address = c.ID + "/" // from the root, wherever that is
	}
	return prose.Terminal(c.Body(), width, paint) + "\n" + paint.Link(address) + "\n"
}

// OwnNumber returns the number where the code itself does not say it.
func (c *Code) OwnNumber() string { return c.unlessCode(c.number()) }

func (c *Code) number() string { return (&content.Code{Number: c.Number}).NumberText() }

// OwnSignature returns the display form with parameters where it differs from the code.
func (c *Code) OwnSignature() string { return c.unlessCode(c.Signature) }

func (c *Code) unlessCode(s string) string {
	if s == c.Code {
		return ""
	}
	return s
}

// linked is literal for the text of a link, which a bracket would end.
func linked(s string) string { return strings.ReplaceAll(literal(s), "]", `\]`) }

func cell(s string) string { return strings.ReplaceAll(literal(s), "|", `\|`) }

// literal escapes what Markdown would read as markup, in one line. An underscore inside a word is none, so that codes
// stay as they are.
func literal(s string) string {
	if !strings.ContainsAny(s, "\n\\`*[<&_#") {
		return s
	}
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

func wordByte(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c >= 0x80
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

package record

import (
	"bytes"
	_ "embed"
	"strconv"
	"strings"
	"text/template"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/content/words"
	"github.com/errdocs/errdocs/internal/terminal"
	"github.com/errdocs/errdocs/site/prose"
)

//go:embed code.md.tmpl
var markdownText string

var markdown = template.Must(template.New("code.md").Funcs(template.FuncMap{
	"yaml":       strconv.Quote, // a JSON string is a YAML string
	"literal":    literal,
	"cell":       cell,
	"indent":     indented,
	"join":       func(list []string) string { return strings.Join(list, ", ") },
	"inc":        func(i int) int { return i + 1 },
	"http":       words.HTTP,
	"fence":      fence,
	"row":        func(name, value string) string { return "| " + cell(name) + " | " + cell(value) + " |" },
	"equivalent": equivalent,
	"answer":     answerLine,
	"item":       func(it Item) string { return indented(it.Text) + it.Mark() },
	"ours":       ours,
	"by":         by,
	"steps":      func(who string, list []Item) steps { return steps{who, list} },
}).Parse(markdownText))

type steps struct {
	Who   string
	Steps []Item
}

func indented(t Text) string { return strings.ReplaceAll(t.Markdown(), "\n", "\n   ") }

// answerLine is an answer as an item of a list, with who states it.
func answerLine(question string, a any, c *Code) string {
	var answer Answer
	switch a := a.(type) {
	case Answer:
		answer = a
	case *Answer:
		answer = *a
	}
	text := "**" + literal(answer.Text) + "**"
	if answer.Quote {
		text = "“" + literal(answer.Text) + "”"
	}
	line := "- " + question + " " + text
	if by := answer.Basis(c.Vendor.Name); by != "" {
		line += " (" + literal(by) + ")"
	}
	if answer.Note != "" {
		line += ". " + literal(answer.Note)
	}
	for _, d := range answer.Disagrees {
		line += " Another source says: " + literal(d.Text)
		if d.Evidence != "" {
			line += " (“" + literal(d.Evidence) + "”)"
		}
		line += "."
	}
	return line
}

// by says who wrote something; ours is for what we did.
func by(o content.Origin, ours string) string {
	switch o {
	case content.Vendors:
		return "From the vendor's docs."
	case content.Observed:
		return "Seen by us."
	}
	return ours
}

// Markdown returns the record as the .md of the code: front matter, then CommonMark with tables. Links between codes
// lead to their Markdown, since people and programs take the text elsewhere.
func (c *Code) Markdown() []byte {
	var b bytes.Buffer
	if err := markdown.Execute(&b, c); err != nil {
		panic(err) // the template does not fit the type
	}
	return append(bytes.TrimRight(b.Bytes(), "\n"), '\n')
}

// Body returns the Markdown without its front matter.
func (c *Code) Body() []byte {
	_, body, _ := bytes.Cut(c.Markdown(), []byte("\n---\n\n"))
	return body
}

// Terminal returns the record for a terminal: its Markdown in lines of at most width columns, and the address of the
// page. What is long and the same for many codes is left to the page: handling code and the format of the response.
func (c *Code) Terminal(width int, paint terminal.Paint) string {
	short := *c
	short.Examples, short.Envelope = nil, nil
	address := c.URL
	if !strings.Contains(address, "://") {
		address = c.ID + "/" // from the root, wherever that is
	}
	return prose.Terminal(short.Body(), width, paint) + "\n" + paint.Link(address) + "\n"
}

// OwnNumber returns the number where the code itself does not say it.
func (c *Code) OwnNumber() string {
	if c.Number == nil || strconv.Itoa(*c.Number) == c.Code {
		return ""
	}
	return strconv.Itoa(*c.Number)
}

// OwnSignature returns the display form with parameters where it differs from the code.
func (c *Code) OwnSignature() string {
	if c.Signature == c.Code {
		return ""
	}
	return c.Signature
}

// equivalent is a row of the table of equivalents. It is not in the template because a large site has millions.
func equivalent(e Equivalent) string {
	return "| [" + cell(e.Code) + "](" + markdownURL(e.URL) + ") | " + cell(e.Vendor) + " | " + cell(e.Set) + " | " +
		string(e.Match) + " | " + words.HTTP(e.HTTP) + " | " + e.Verdict.String() + " |"
}

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

package prose

import (
	"encoding/json"
	"encoding/xml"
	"html/template"
	"io"
	"iter"
	"slices"
	"strings"
	"sync"

	"github.com/alecthomas/chroma/v2"
)

// How many bytes of a sample are highlighted; a longer one stays plain. The time that lexers need grows with the square
// or the cube of a text that they do not understand: at these sizes it is less than a second. They understand all
// of a text that a parser of its language accepts.
const (
	maxHighlight = 8 << 10 // of JSON and XML that parse, and of the head of an HTTP message
	maxUnparsed  = 2 << 10 // of other languages, and of JSON and XML that do not parse
	maxYAML      = 512     // of YAML, whose lexer is slower still
	maxNoteCode  = 2 << 10 // of all code blocks of a piece of Markdown that are not parsed
)

// parsed reports whether a text is in a language that is parsed before it is highlighted.
func parsed(language, text string) bool {
	switch language {
	case "json":
		return json.Valid([]byte(text))
	case "xml":
		d := xml.NewDecoder(strings.NewReader(text))
		for {
			if _, err := d.Token(); err != nil {
				return err == io.EOF
			}
		}
	}
	return language == "http"
}

// highlightLimit returns how many bytes of a text in a language are highlighted, if it is not one that parses.
func highlightLimit(language string) int {
	if language == "yaml" {
		return maxYAML
	}
	return maxUnparsed
}

// highlighter turns source code into markup. A text that several pages have is mostly tokenized once: it remembers the last
// ones. It is safe for concurrent use.
type highlighter struct {
	mu          sync.Mutex
	last, older map[snippet]func() string // what returns the markup
}

// remembered is how many texts are kept at least, and half of how many at most.
const remembered = 1000

type snippet struct{ language, text string }

// pre returns a pre element whose text content is exactly text. The line that m describes carries the
// class "hl".
func (h *highlighter) pre(language, text string, m Mark) template.HTML {
	before, line, after := h.code(language, text), "", ""
	if marked := m.line(text); marked >= 0 {
		from := 0
		for range marked {
			from += strings.IndexByte(before[from:], '\n') + 1
		}
		line = before[from:]
		if i := strings.IndexByte(line, '\n'); i >= 0 {
			line, after = line[:i], line[i:]
		}
		before, line = before[:from]+`<span class="hl">`, line+`</span>`
	}
	return template.HTML(`<pre class="chroma" tabindex="0"><code>` + before + line + after + `</code></pre>`)
}

// code returns the markup of a text, which has the lines that the text has.
func (h *highlighter) code(language, text string) string {
	h.mu.Lock()
	s := snippet{language, text}
	code, ok := h.last[s]
	if !ok {
		if code, ok = h.older[s]; !ok {
			code = sync.OnceValue(func() string { return markup(tokenize(language, text)) })
		}
		if h.last == nil || len(h.last) == remembered {
			h.last, h.older = map[snippet]func() string{}, h.last
		}
		h.last[s] = code
	}
	h.mu.Unlock()
	return code()
}

// markup writes tokens as spans, each in one line.
func markup(tokens iter.Seq[chroma.Token]) string {
	b := outputs.Get().(*output)
	defer outputs.Put(b)
	b.Reset()
	for t := range tokens {
		class, first := tokenClass(t.Type), true
		for part := range strings.SplitSeq(t.Value, "\n") {
			if !first {
				b.WriteByte('\n')
			}
			first = false
			if class == "" || strings.TrimSpace(part) == "" {
				codeEscaper.WriteString(b, part)
				continue
			}
			b.WriteString(`<span class="`)
			b.WriteString(class)
			b.WriteString(`">`)
			codeEscaper.WriteString(b, part)
			b.WriteString(`</span>`)
		}
	}
	return b.String()
}

// codeEscaper keeps carriage returns, which an HTML parser would turn into line feeds.
var codeEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#13;")

// tokenize yields tokens that together are exactly text.
func tokenize(language, text string) iter.Seq[chroma.Token] {
	switch valid := len(text) <= maxHighlight && parsed(language, text); {
	case !valid && len(text) > highlightLimit(language):
		return one(text)
	case valid && language == "json":
		return lexJSON(text)
	case language == "http":
		return tokenizeHTTP(text)
	}
	return lex(language, text)
}

// one yields a text as it is.
func one(text string) iter.Seq[chroma.Token] {
	return slices.Values([]chroma.Token{{Type: chroma.Text, Value: text}})
}

// lex gives a text to a lexer. A text without one, or that its lexer cannot split, is plain.
func lex(language, text string) iter.Seq[chroma.Token] {
	makeLexer, ok := patientLexers[language]
	if !ok || text == "" {
		return one(text)
	}
	if tokens := makeLexer().tokens(text); exact(&tokens, text) {
		return slices.Values(tokens)
	}
	return one(text)
}

// exact reports whether tokens are the text, and takes off the line break that some lexers add.
func exact(tokens *[]chroma.Token, text string) bool {
	rest := text
	for i, t := range *tokens {
		if after, ok := strings.CutPrefix(rest, t.Value); ok {
			rest = after
			continue
		}
		if last := i == len(*tokens)-1; last && t.Value == rest+"\n" {
			(*tokens)[i].Value = rest
			return true
		}
		return false
	}
	return rest == ""
}

// tokenizeHTTP gives the head and the body of a message to their own lexers. What the body
// is shows in its first character, whatever the message says in Content-Type.
func tokenizeHTTP(text string) iter.Seq[chroma.Token] {
	head, body := text, ""
	for _, gap := range []string{"\r\n\r\n", "\n\n"} {
		if i := strings.Index(text, gap); i >= 0 && i+len(gap) < len(head)+len(body) {
			head, body = text[:i+len(gap)], text[i+len(gap):]
			break
		}
	}
	line := strings.TrimRight(head, "\r\n")
	return func(yield func(chroma.Token) bool) {
		for _, part := range [...]iter.Seq[chroma.Token]{lex("http", line), one(head[len(line):]), tokenize(bodyLanguage(body), body)} {
			for t := range part {
				if !yield(t) {
					return
				}
			}
		}
	}
}

// bodyLanguage returns the language of a message's body, judged by its first character.
func bodyLanguage(body string) string {
	switch body = strings.TrimSpace(body); {
	case strings.HasPrefix(body, "<"):
		return "xml"
	case strings.HasPrefix(body, "{"), strings.HasPrefix(body, "["):
		return "json"
	}
	return "text"
}

// Mark says which line of a sample is marked: the first that contains one of the words as a whole word, the likeliest
// word first. Lines that also contain the key come before others. The zero value
// marks none.
type Mark struct {
	Words []string
	Key   string
}

// line returns the index of the marked line, -1 for none.
func (m Mark) line(text string) int {
	for _, word := range m.Words {
		found, next := -1, 0
		for line := range strings.SplitSeq(text, "\n") {
			i := next
			next++
			if indexWord(line, word) < 0 {
				continue
			}
			if m.Key == "" || indexWord(line, m.Key) >= 0 {
				return i
			}
			if found < 0 {
				found = i
			}
		}
		if found >= 0 {
			return found
		}
	}
	return -1
}

// indexWord returns where word is in text with no letter, digit or underscore next to it, -1 for nowhere.
func indexWord(text, word string) int {
	if word == "" {
		return -1
	}
	for from := 0; ; {
		at := strings.Index(text[from:], word)
		if at < 0 {
			return -1
		}
		at += from
		end := at + len(word)
		if (at == 0 || !wordByte(text[at-1])) && (end == len(text) || !wordByte(text[end])) {
			return at
		}
		from = at + 1
	}
}

func wordByte(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c >= 0x80
}

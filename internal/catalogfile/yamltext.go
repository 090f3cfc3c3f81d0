package catalogfile

import (
	"cmp"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/pattern"
)

// writer writes the plain block style that people write set files in. It is not the encoder of the YAML library:
// that one breaks long lines only behind their limit, and quotes less than YAML 1.1 readers need.
type writer struct{ b strings.Builder }

func (w *writer) raw(indent int, s string) {
	if s != "" {
		w.b.WriteString(strings.Repeat(" ", indent))
	}
	w.b.WriteString(s + "\n")
}

// line writes a key with a text, nothing for an empty one.
func (w *writer) line(indent int, key, value string) {
	if value != "" {
		w.raw(indent, key+": "+scalar(value, indent+2, len(key)+indent))
	}
}

// items writes causes ("is") or steps ("do"). Those of ours are plain texts.
func (w *writer) items(indent int, list, key string, items []content.Item) {
	if len(items) == 0 {
		return
	}
	w.raw(indent, list+":")
	for _, it := range items {
		text := string(it.Text)
		if it.Origin == content.Ours || it.Origin == "" {
			w.raw(indent+2, "- "+scalar(text, indent+4, indent+2))
			continue
		}
		w.raw(indent+2, "- "+key+": "+scalar(text, indent+6, indent+4+len(key)))
		w.basis(indent+4, content.Basis{Origin: it.Origin, Evidence: it.Evidence})
	}
}

// answer writes a judged answer: the value alone where it says nothing of its origin, and is not a text of its own for the customer.
func (w *writer) answer(indent int, key, value string, b content.Basis) {
	switch text := key == "user_message" && value != "generic" && value != "nothing"; {
	case value == "":
	case b.Origin == "" && b.Note == "" && !text:
		w.line(indent, key, value)
	default:
		is := map[string]string{"retry": "policy", "user_message": "say"}[key]
		w.raw(indent, key+":")
		w.line(indent+2, cmp.Or(is, "is"), value)
		w.basis(indent+2, b)
	}
}

func (w *writer) basis(indent int, b content.Basis) {
	w.line(indent, "origin", string(b.Origin))
	w.line(indent, "evidence", b.Evidence)
	w.line(indent, "note", b.Note)
}

func (w *writer) source(indent int, s content.Source) {
	if s == (content.Source{}) {
		return
	}
	w.raw(indent, "source:")
	w.line(indent+2, "title", s.Title)
	w.line(indent+2, "url", s.URL)
	if s.Retrieved != "" {
		w.raw(indent+2, "retrieved: "+doubleQuoted(s.Retrieved))
	}
	w.line(indent+2, "quote", s.Quote)
}

// code writes a code as an item of a list whose hyphens are in the column after indent.
func (w *writer) code(indent int, c *content.Code) {
	w.raw(indent, "- code: "+codeName(c.Code))
	indent += 2
	if c.Draft {
		w.raw(indent, "draft: true")
	}
	w.line(indent, "title", c.Title)
	w.line(indent, "summary", c.Summary)
	w.line(indent, "description", string(c.Description))
	if len(c.Message) == 1 {
		w.line(indent, "message", c.Message[0])
	} else {
		w.items(indent, "message", "", lists.Each(c.Message, func(m string) content.Item { return content.Item{Text: content.Markdown(m)} }))
	}
	if n := c.NumberText(); n != "" {
		w.raw(indent, "number: "+n)
	}
	w.line(indent, "name", c.Name)
	w.line(indent, "signature", c.Signature)
	if len(c.Aliases) > 0 {
		w.raw(indent, "aliases: ["+strings.Join(lists.Each(c.Aliases, doubleQuoted), ", ")+"]")
	}
	w.line(indent, "slug", c.Slug)
	w.facts(indent, c)
	if c.Lifecycle.Status != "" {
		w.raw(indent, "lifecycle:")
		w.line(indent+2, "status", string(c.Lifecycle.Status))
	}
	if len(c.Tags) > 0 {
		w.raw(indent, "tags: ["+strings.Join(lists.Each(c.Tags, inFlow), ", ")+"]")
	}
	w.items(indent, "discrepancies", "", content.OurItems(c.Discrepancies...))
	w.source(indent, c.Source)
	if c.Digest != "" {
		w.raw(indent, "digest: "+doubleQuoted(c.Digest))
	}
}

// facts writes what a set can give to all its codes, and the concept and causes that come between these facts.
func (w *writer) facts(indent int, c *content.Code) {
	w.line(indent, "category", string(c.Category))
	w.line(indent, "concept", c.ConceptID)
	w.line(indent, "match", string(c.Match))
	if len(c.HTTP.Is) > 0 {
		w.raw(indent, "http: ["+strings.Trim(strings.ReplaceAll(fmt.Sprint(c.HTTP.Is), " ", ", "), "[]")+"]")
	}
	w.line(indent, "grpc", string(c.GRPC))
	w.answer(indent, "fault", content.FaultKey(c.Fault.Is), c.Fault.Basis)
	w.answer(indent, "next_step", string(c.NextStep.Is), c.NextStep.Basis)
	w.answer(indent, "retry", string(c.Retry.Policy), c.Retry.Basis)
	w.items(indent, "causes", "is", c.Causes)
	if len(c.Actions.Engineer) > 0 {
		w.raw(indent, "actions:")
		w.items(indent+2, "engineer", "do", c.Actions.Engineer)
	}
	w.answer(indent, "user_message", c.UserMessage.Say, c.UserMessage.Basis)
}

var (
	plainStart = pattern.New(`^[A-Za-z][A-Za-z0-9_]*`)
	screaming  = pattern.New(`^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$`)
	yamlWord   = pattern.New(`(?i)^(?:y|n|yes|no|on|off|true|false|null|nan|inf|e[0-9]+|[0-9.eE+_-]+)$`)
)

// plain reports whether every version of YAML reads a text without quotes as that text.
func plain(s string) bool {
	return plainStart.MatchString(s) && !yamlWord.MatchString(s) && !strings.Contains(s, ": ") && !strings.Contains(s, " #") &&
		!strings.HasSuffix(s, ":") && !strings.ContainsAny(s, "\n\t") && strings.TrimSpace(s) == s
}

// codeName writes a code: plain if it is a word like MISSING_FIELD, else in quotes.
func codeName(s string) string {
	if plain(s) && screaming.MatchString(s) {
		return s
	}
	return doubleQuoted(s)
}

var quotes = strings.NewReplacer(`"`, `\"`, `\`, `\\`, "\n", `\n`, "\t", `\t`)

func doubleQuoted(s string) string { return `"` + quotes.Replace(s) + `"` }

// lineWidth is where long texts are folded.
const lineWidth = 110

// scalar writes a text after a key: plain, quoted, folded over several lines, or as a block of lines.
func scalar(s string, indent, used int) string {
	switch {
	case strings.Contains(s, "\n"):
		return literalBlock(s, indent)
	case used+utf8.RuneCountInString(s) > lineWidth && foldable(s):
		return ">-\n" + folded(s, indent)
	case plain(s):
		return s
	}
	return doubleQuoted(s)
}

// foldable reports whether folding and reading a text gives the same text: it has single spaces only.
func foldable(s string) bool {
	return strings.Contains(s, " ") && !strings.Contains(s, "  ") && strings.TrimSpace(s) == s && !strings.Contains(s, "\t")
}

func folded(s string, indent int) string {
	pad := strings.Repeat(" ", indent)
	var b strings.Builder
	used := lineWidth + indent // as if a full line came before the first word
	for word := range strings.SplitSeq(s, " ") {
		n := utf8.RuneCountInString(word)
		if used+1+n > lineWidth+indent/2 {
			if b.Len() > 0 {
				b.WriteByte('\n')
			}
			b.WriteString(pad)
			used = indent
		} else {
			b.WriteByte(' ')
			used++
		}
		b.WriteString(word)
		used += n
	}
	return b.String()
}

// literalBlock writes a text of several lines as they are.
func literalBlock(s string, indent int) string {
	s = strings.Trim(s, "\n")
	if strings.HasPrefix(s, " ") {
		return doubleQuoted(s)
	}
	pad := strings.Repeat(" ", indent)
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		if line = strings.TrimRight(line, " "); line != "" {
			line = pad + line
		}
		lines[i] = line
	}
	return "|-\n" + strings.Join(lines, "\n")
}

// VendorYAML returns a vendor.yaml. A missing summary says no more than the name: readers will see it.
func VendorYAML(v content.Vendor) []byte {
	w := &writer{}
	v.Name = cmp.Or(v.Name, Title(words(v.ID)))
	w.line(0, "name", v.Name)
	w.line(0, "url", v.URL)
	w.line(0, "summary", cmp.Or(v.Summary, "Error codes of "+strings.TrimRight(v.Name, ".")+"."))
	w.raw(0, "sets: ["+strings.Join(v.SetIDs, ", ")+"]")
	return []byte(w.b.String())
}

// SetYAML returns a set file. A missing summary says no more than the title. What an answer does not say of its origin is ours: nobody
// has checked it against the vendor's docs.
func SetYAML(s content.Set) []byte {
	w := &writer{}
	w.line(0, "title", cmp.Or(s.Title, Title(words(s.ID))))
	w.line(0, "key", s.Key)
	w.line(0, "kind", cmp.Or(string(s.Kind), string(content.KindError)))
	w.line(0, "summary", cmp.Or(s.Summary, "The codes of this set."))
	w.line(0, "platform", string(s.Platform))
	w.source(0, s.Source)
	w.line(0, "note", string(s.Note))
	w.raw(0, "origins: ours")
	defaults := &writer{}
	defaults.facts(2, &content.Code{Facts: s.Defaults})
	if defaults.b.Len() > 0 {
		w.raw(0, "defaults:")
		w.b.WriteString(defaults.b.String())
	}
	if len(s.Codes) == 0 {
		w.raw(0, "codes: []")
		return []byte(w.b.String())
	}
	w.raw(0, "codes:")
	for i, c := range s.Codes {
		if i > 0 {
			w.raw(0, "")
		}
		w.code(2, c)
	}
	return []byte(w.b.String())
}

package vendorpage

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/errdocs/errdocs/content"
)

// The texts that stand where the page says nothing and the format demands something.
const (
	noAdvice = "Draft: the vendor's page gives no advice. Write what an engineer does first."
	unknown  = "unknown"
)

// YAML returns the text of the set file. The facts that no code of the page has are defaults of the set.
func (s *Set) YAML() []byte {
	w := &yamlWriter{}
	w.line(0, "title", s.Title)
	w.raw(0, "key: "+s.Key)
	w.raw(0, "kind: "+string(s.Kind))
	w.line(0, "summary", s.Summary)
	w.line(0, "platform", string(s.Platform))
	w.source(0, s.Source)
	w.line(0, "note", string(s.Note))
	w.defaults(s.missing())
	w.raw(0, "codes:")
	for i, e := range s.Entries {
		if i > 0 {
			w.raw(0, "")
		}
		w.entry(2, e, nil)
	}
	return []byte(w.b.String())
}

// missing returns the keys that a code must have and some code of the set has not.
func (s *Set) missing() map[string]bool {
	m := map[string]bool{}
	for _, e := range s.Entries {
		m["category"] = m["category"] || e.Category == ""
		m["fault"] = m["fault"] || e.Fault == ""
		m["next_step"] = m["next_step"] || e.NextStep == ""
		m["retry"] = m["retry"] || e.Retry.Policy == ""
		m["actions"] = m["actions"] || len(e.Actions.Engineer) == 0
	}
	return m
}

// yamlWriter writes the plain block style that people write set files in.
type yamlWriter struct{ b strings.Builder }

func (w *yamlWriter) raw(indent int, s string) {
	if s != "" {
		w.b.WriteString(strings.Repeat(" ", indent))
	}
	w.b.WriteString(s + "\n")
}

// line writes a key with a text, nothing for an empty one.
func (w *yamlWriter) line(indent int, key, value string) {
	if value != "" {
		w.raw(indent, key+": "+scalar(value, indent+2, len(key)+indent))
	}
}

func (w *yamlWriter) list(indent int, key string, values []content.Markdown) {
	if len(values) == 0 {
		return
	}
	w.raw(indent, key+":")
	for _, v := range values {
		w.raw(indent+2, "- "+scalar(string(v), indent+4, indent+2))
	}
}

func (w *yamlWriter) source(indent int, s content.Source) {
	if s == (content.Source{}) {
		return
	}
	w.raw(indent, "source:")
	w.line(indent+2, "title", s.Title)
	w.line(indent+2, "url", s.URL)
	if s.Retrieved != "" {
		w.raw(indent+2, `retrieved: "`+s.Retrieved+`"`)
	}
	w.line(indent+2, "quote", s.Quote)
}

func (w *yamlWriter) defaults(missing map[string]bool) {
	if !slices.Contains([]bool{missing["category"], missing["fault"], missing["next_step"], missing["retry"], missing["actions"]}, true) {
		return
	}
	w.raw(0, "defaults:")
	w.line(2, "category", orMissing("", missing["category"], unknown))
	w.line(2, "fault", orMissing("", missing["fault"], content.NotStated))
	w.line(2, "next_step", orMissing("", missing["next_step"], content.NotStated))
	w.retry(2, orMissing("", missing["retry"], content.NotStated), "")
	if missing["actions"] {
		w.actions(2, []content.Markdown{noAdvice})
	}
}

// entry writes a code as an item of a list whose hyphen stands at the given column. What is missing is
// written as not-stated: see Set.missing.
func (w *yamlWriter) entry(indent int, e *Entry, missing map[string]bool) {
	w.raw(indent, "- code: "+quoted(e.Code.Code))
	indent += 2
	w.line(indent, "title", e.Title)
	w.line(indent, "summary", e.Summary)
	w.line(indent, "description", string(e.Description))
	if e.Number != nil {
		w.raw(indent, "number: "+strconv.Itoa(*e.Number))
	}
	w.line(indent, "name", e.Name)
	w.line(indent, "signature", e.Signature)
	if len(e.Aliases) > 0 {
		var list []string
		for _, a := range e.Aliases {
			list = append(list, doubleQuoted(a))
		}
		w.raw(indent, "aliases: ["+strings.Join(list, ", ")+"]")
	}
	w.line(indent, "slug", e.Slug)
	w.line(indent, "category", orMissing(string(e.Category), missing["category"], unknown))
	w.line(indent, "concept", e.ConceptID)
	w.line(indent, "match", string(e.Match))
	w.http(indent, e.HTTP)
	w.line(indent, "grpc", string(e.GRPC))
	w.line(indent, "fault", orMissing(string(e.Fault), missing["fault"], content.NotStated))
	w.line(indent, "next_step", orMissing(string(e.NextStep), missing["next_step"], content.NotStated))
	w.retry(indent, orMissing(string(e.Retry.Policy), missing["retry"], content.NotStated), e.Retry.Note)
	w.list(indent, "causes", e.Causes)
	if missing["actions"] && len(e.Actions.Engineer) == 0 {
		w.actions(indent, []content.Markdown{noAdvice})
	}
	w.actions(indent, e.Actions.Engineer)
	if e.UserMessage.Say != "" {
		w.raw(indent, "user_message:")
		w.line(indent+2, "say", e.UserMessage.Say)
	}
	if e.Lifecycle.Status != "" {
		w.raw(indent, "lifecycle:")
		w.line(indent+2, "status", string(e.Lifecycle.Status))
	}
	w.list(indent, "discrepancies", e.Differences)
	w.source(indent, e.Source)
	if e.Digest != "" {
		w.raw(indent, "digest: "+doubleQuoted(e.Digest))
	}
}

func orMissing(value string, missing bool, instead string) string {
	if value == "" && missing {
		return instead
	}
	return value
}

func (w *yamlWriter) retry(indent int, policy, note string) {
	if policy == "" {
		return
	}
	w.raw(indent, "retry:")
	w.line(indent+2, "policy", policy)
	w.line(indent+2, "note", note)
}

func (w *yamlWriter) actions(indent int, engineer []content.Markdown) {
	if len(engineer) > 0 {
		w.raw(indent, "actions:")
		w.list(indent+2, "engineer", engineer)
	}
}

func (w *yamlWriter) http(indent int, list []int) {
	if len(list) == 0 {
		return
	}
	var all []string
	for _, n := range list {
		all = append(all, strconv.Itoa(n))
	}
	w.raw(indent, "http: ["+strings.Join(all, ", ")+"]")
}

var (
	plainStart = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*`)
	yamlWord   = regexp.MustCompile(`(?i)^(?:y|n|yes|no|on|off|true|false|null|nan|inf|e[0-9]+|[0-9.eE+_-]+)$`)
)

// plain reports whether YAML reads a text as that text without quotes, in any version.
func plain(s string) bool {
	return plainStart.MatchString(s) && !yamlWord.MatchString(s) && !strings.Contains(s, ": ") && !strings.Contains(s, " #") &&
		!strings.HasSuffix(s, ":") && !strings.ContainsAny(s, "\n\t") && strings.TrimSpace(s) == s
}

// quoted writes a code: plain where it is a word like MISSING_FIELD, else in quotes.
func quoted(s string) string {
	if plain(s) && screaming.MatchString(s) {
		return s
	}
	return doubleQuoted(s)
}

// doubleQuoted writes a text in double quotes.
func doubleQuoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch r {
		case '"', '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case '\n':
			b.WriteString(`\n`)
		case '\t':
			b.WriteString(`\t`)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// lineWidth is where long texts are folded.
const lineWidth = 110

// scalar writes a text behind a key: plain, quoted, folded over several lines, or as a block of lines.
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

// foldable reports whether a text comes back from a folded block as it was: single spaces only.
func foldable(s string) bool {
	return strings.Contains(s, " ") && !strings.Contains(s, "  ") && strings.TrimSpace(s) == s && !strings.Contains(s, "\t")
}

func folded(s string, indent int) string {
	pad := strings.Repeat(" ", indent)
	var b strings.Builder
	used := 0
	for i, word := range strings.Split(s, " ") {
		n := utf8.RuneCountInString(word)
		switch {
		case i == 0:
			b.WriteString(pad)
			used = indent
		case used+1+n > lineWidth+indent/2:
			b.WriteString("\n" + pad)
			used = indent
		default:
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

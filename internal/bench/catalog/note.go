package catalog

import (
	"fmt"
	"strings"

	"github.com/errdocs/errdocs/content"
)

// note returns a Markdown note of some 1.5 KB: of a code, or of the vendor when code is empty. It links to
// codes of a set.
func (v *vendor) note(s *set, code string) string {
	var b strings.Builder
	section := func(title, text string) { fmt.Fprintf(&b, "## %s\n\n%s\n\n", title, text) }
	section(v.title(), v.wrap(v.markdown(3)))
	b.WriteString(v.table())
	section(v.title(), v.checklist())
	if v.chance(40) {
		language := pick(v.writer, []string{"json", "kotlin", "bash"})
		fmt.Fprintf(&b, "```%s\n%s```\n\n", language, v.snippet(language, code))
	}
	section(v.title(), v.neighbors(s, code))
	if v.chance(50) {
		fmt.Fprintf(&b, "> [!NOTE]\n> %s\n\n", v.markdown(1))
	}
	b.WriteString(v.wrap(v.markdown(2)) + "\n")
	return b.String()
}

// wrap breaks a paragraph into lines as people do.
func (v *vendor) wrap(text string) string {
	var b strings.Builder
	width := 0
	for i, word := range strings.Split(text, " ") {
		switch {
		case i == 0:
		case width+len(word) > 110:
			b.WriteByte('\n')
			width = 0
		default:
			b.WriteByte(' ')
		}
		b.WriteString(word)
		width += len(word) + 1
	}
	return b.String()
}

func (v *vendor) table() string {
	var b strings.Builder
	b.WriteString("| what you see | likely |\n|---|---|\n")
	for range 2 + v.IntN(3) {
		fmt.Fprintf(&b, "| %s | %s |\n", v.phrase(4, 60), v.phrase(5, 80))
	}
	return b.String() + "\n"
}

func (v *vendor) checklist() string {
	items := make([]string, 3+v.IntN(2))
	for i := range items {
		items[i] = "- [ ] " + v.markdown(1)
	}
	return strings.Join(items, "\n")
}

// neighbors returns a list of codes of the set, other than the one that the note is of. A note of the vendor, which is
// of none, names the set too: another set may have the same code.
func (v *vendor) neighbors(s *set, code string) string {
	var items []string
	for range 3 {
		i := v.IntN(len(s.codes))
		link := "[[" + s.codes[i] + "]]"
		if code == "" {
			link = "[[" + v.id + "/" + s.ref(i) + "]]"
		}
		switch {
		case s.codes[i] == code:
			continue
		case v.chance(30):
			link = fmt.Sprintf("[%s](code:%s/%s)", v.word(), v.id, s.ref(i))
		}
		items = append(items, "- "+link+" "+v.markdown(1))
	}
	if items == nil {
		return v.markdown(1)
	}
	return strings.Join(items, "\n")
}

// snippet returns a few lines of code.
func (v *vendor) snippet(language, code string) string {
	name, other := content.Slug(pick(v.writer, nouns)), pick(v.writer, nouns)
	switch language {
	case "json":
		return fmt.Sprintf("{\n  \"%s\": \"%s\",\n  \"%s\": {\"value\": %d, \"valid\": %v}\n}\n", name, code, other, v.IntN(1000), v.chance(50))
	case "bash":
		return fmt.Sprintf("curl -sS -X POST https://api.example.com/%s \\\n  -H 'Accept: application/json' \\\n  -d '{\"%s\": %d}'\n", name, other, v.IntN(1000))
	}
	return fmt.Sprintf("val %s = client.%s(%d)\nif (%s.isExpired()) {\n    renew(%s, retry = %v)\n}\n", name, other, v.IntN(1000), name, name, v.chance(50))
}

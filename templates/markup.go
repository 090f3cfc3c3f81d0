package templates

import (
	"regexp"
	"strings"
)

// markup looks through the markup of a template for what the pages' content security policy blocks, and for
// actions in places where html/template would have to escape for scripts or styles.
type markup struct {
	file, text string
	problems   []error
}

func checkMarkup(file, text string) []error {
	m := &markup{file: file, text: text}
	for at := 0; at < len(text); {
		rest := text[at:]
		switch {
		case strings.HasPrefix(rest, "{{"):
			at += actionEnd(rest)
		case strings.HasPrefix(rest, "<!--"):
			at += endOf(rest, "-->")
		case tagStart.MatchString(rest):
			at = m.tag(at)
		default:
			at++
		}
	}
	return m.problems
}

var (
	tagStart  = regexp.MustCompile(`^<[A-Za-z][A-Za-z0-9-]*`)
	attribute = regexp.MustCompile(`^[^\s"'<>/={}]+`)
	foreign   = regexp.MustCompile(`(?i)^\s*(https?:)?//`)
	runs      = regexp.MustCompile(`(?i)^\s*javascript:`)
	foreignIn = regexp.MustCompile(`(?i)(@import\s+|url\()\s*["']?\s*(https?:)?//`)
)

// actionEnd returns the length of the action that a text starts with.
func actionEnd(text string) int {
	if strings.HasPrefix(strings.TrimLeft(text[2:], "- "), "/*") {
		return endOf(text, "*/")
	}
	return endOf(text, "}}")
}

// endOf returns the length of the text up to and with an end mark; all of it where there is none.
func endOf(text, mark string) int {
	if i := strings.Index(text, mark); i >= 0 {
		return i + len(mark)
	}
	return len(text)
}

func (m *markup) report(at, width int, message, hint string) {
	m.problems = append(m.problems, problemAt(m.file, m.text, at, width, message, hint))
}

// tag checks the tag at an offset, and what follows up to its end where it is a script or a style. It returns
// where to go on.
func (m *markup) tag(at int) int {
	head := tagStart.FindString(m.text[at:])
	name := strings.ToLower(head[1:])
	attrs, end := m.attributes(at+len(head), name)
	switch name {
	case "iframe", "frame", "object", "embed":
		m.report(at, len(head), "the pages' security policy blocks <"+name+">", "link to it instead")
	case "style":
		m.report(at, len(head), "the pages' security policy blocks styles in a page", "put them into assets/custom.css")
	case "script":
		if _, ok := attrs["src"]; !ok && !strings.HasSuffix(strings.ToLower(attrs["type"]), "json") {
			m.report(at, len(head), "the pages' security policy blocks scripts in a page",
				`put it into assets/ and write <script type="module" src="{{.Root}}{{.Site.Assets}}/own.js"></script>`)
		}
	default:
		return end
	}
	body := len(m.text) - end
	if close := regexp.MustCompile("(?i)</" + name).FindStringIndex(m.text[end:]); close != nil {
		body = close[1]
	}
	if i := strings.Index(m.text[end:end+body], "{{"); i >= 0 {
		m.report(end+i, 2, "a template action inside <"+name+">", "give the script its data in a data- attribute of an element")
	}
	return end + body
}

// attributes checks the attributes of a tag, and returns them with where the tag ends. A value that contains an
// action is kept as it is written.
func (m *markup) attributes(at int, tag string) (map[string]string, int) {
	attrs := map[string]string{}
	for at < len(m.text) {
		rest := m.text[at:]
		switch {
		case rest[0] == '>':
			return attrs, at + 1
		case strings.HasPrefix(rest, "{{"):
			at += actionEnd(rest)
		case attribute.MatchString(rest):
			name := attribute.FindString(rest)
			value, length := attributeValue(rest[len(name):])
			m.attribute(at, tag, strings.ToLower(name), value)
			attrs[strings.ToLower(name)] = value
			at += len(name) + length
		default:
			at++
		}
	}
	return attrs, at
}

// attributeValue returns the value behind an attribute's name, and how much text it takes.
func attributeValue(text string) (value string, length int) {
	trimmed := strings.TrimLeft(text, " \t\r\n")
	if !strings.HasPrefix(trimmed, "=") {
		return "", 0
	}
	trimmed = strings.TrimLeft(trimmed[1:], " \t\r\n")
	start := len(text) - len(trimmed)
	quote := ""
	if trimmed != "" && strings.Contains(`"'`, trimmed[:1]) {
		quote = trimmed[:1]
		start++
	}
	for at := start; at < len(text); {
		switch rest := text[at:]; {
		case strings.HasPrefix(rest, "{{"):
			at += actionEnd(rest)
		case quote != "" && rest[:1] == quote:
			return text[start:at], at + 1
		case quote == "" && strings.Contains(" \t\r\n>", rest[:1]):
			return text[start:at], at
		default:
			at++
		}
	}
	return text[start:], len(text)
}

func (m *markup) attribute(at int, tag, name, value string) {
	loads := name == "src" || name == "srcset" || name == "poster" || tag == "link" && name == "href"
	switch {
	case name == "style":
		m.report(at, len(name), "the pages' security policy blocks style attributes", "give the element a class, and write its style into assets/custom.css")
	case len(name) > 2 && strings.HasPrefix(name, "on"):
		m.report(at, len(name), "the pages' security policy blocks "+name, "add the listener in a script of assets/")
	case runs.MatchString(value):
		m.report(at, len(name), "the pages' security policy blocks javascript: addresses", "add a listener in a script of assets/")
	case loads && foreign.MatchString(value):
		m.report(at, len(name), "the pages' security policy blocks what comes from another host", "put the file into assets/ and write {{.Root}}{{.Site.Assets}}/ in front of its name")
	}
}

// checkStyles looks for what a style sheet must not load.
func checkStyles(file, text string) []error {
	var all []error
	for _, at := range foreignIn.FindAllStringIndex(text, -1) {
		all = append(all, problemAt(file, text, at[0], at[1]-at[0], "the pages' security policy blocks what comes from another host",
			"put the file into assets/ and name it without a host"))
	}
	return all
}

// Package plaintext rewrites text, with the marks of any markup or none, as regular Markdown: titles with rules become
// marked headings, tables in any form become pipe tables with a header. Text without marks is read as Markdown whose headings
// and tables have to be recognized by their form, as in pages that were copied from a browser or converted.
package plaintext

import (
	"html"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/errdocs/errdocs/internal/pattern"
	"github.com/errdocs/errdocs/internal/terms"
)

// The limits of a table. A table with more rows is written with one of them more, so that its reader sees it.
const (
	MaxRows    = 20_000
	MaxColumns = 48
	maxText    = 4 << 10 // bytes of a cell that anybody reads
)

// Page is a text that was rewritten.
type Page struct {
	Markdown string
	Title    string   // in its front matter
	URLs     []string // at which it says that it is published, the surest first

	starts, lines []int // where each line of the Markdown starts, and the line of the text that it comes from
}

// Read rewrites a text.
func Read(src string) *Page {
	r := &reader{page: &Page{}, lines: strings.Split(src, "\n")}
	r.frontMatter()
	r.prepare()
	r.rewrite()
	r.page.Markdown = r.out.String()
	return r.page
}

// Line returns the line of the text, from 1, from which the Markdown at an offset comes, 0 if there is none.
func (p *Page) Line(offset int) int {
	k, found := slices.BinarySearch(p.starts, offset)
	if !found {
		k--
	}
	if k < 0 {
		return 0
	}
	return p.lines[k]
}

// reader reads the lines of a text.
type reader struct {
	page    *Page
	lines   []string
	base    int // the number of the line before the first
	out     strings.Builder
	last    string
	size    int   // bytes of the paragraph that is being written
	para    []int // lines of the open paragraph
	inItem  bool
	list    bool              // since the last heading, there is an item at the margin
	margin  string            // of the items of a list that has none there: far in, goldmark takes no items
	noTable int               // lines before it have gaps, and no codes
	tabEnd  int               // the line after the open tab of MkDocs
	fence   string            // of the open code block
	bare    bool              // the page has no marked headings
	dense   bool              // and no blank lines between paragraphs
	tables  map[int]flatTable // and these tables with a line for each cell, by their first lines
}

// What is longer is no running text: it is written without marks, and a paragraph is split. The time that goldmark
// takes for some marks grows with the square of their number (see content.MaxMarkdownLine).
const (
	maxLine     = 8 << 10
	maxBlock    = 16 << 10
	maxBrackets = 500 // of a line
)

// put writes a line that comes from line i of the page.
func (r *reader) put(i int, s string) {
	if s == "" && r.last == "" {
		return
	}
	if r.size += len(s) + 1; s == "" {
		r.size = 0
	} else if r.size > maxBlock && !strings.HasPrefix(s, "|") {
		r.put(i, "")
		r.size = len(s)
	}
	r.write(i, s)
	r.last = s
}

func (r *reader) write(i int, s string) {
	r.page.starts, r.page.lines = append(r.page.starts, r.out.Len()), append(r.page.lines, r.base+i+1)
	r.out.WriteString(s + "\n")
}

// alone writes a line with blank lines around it.
func (r *reader) alone(i int, s string) {
	r.end()
	r.list, r.margin = false, ""
	r.put(i, "")
	r.put(i, s)
	r.put(i, "")
}

var (
	atxHeading = pattern.New(`^ {0,3}(#{1,6})(?:[ \t]+(.*?))?[ \t]*$`)
	docHeading = pattern.New(`^(={1,6}) ([^="].*)$`) // AsciiDoc
	fenceMark  = pattern.New("^ {0,12}(```+|~~~+)([^`]*)$")
	setextRule = pattern.New(`^ {0,3}(=+|-+)[ \t]*$`)
	anyRule    = pattern.New("^(~~~+|\\^\\^\\^+|\\+\\+\\++|\"\"\"+|'''+|\\*\\*\\*\\*+|====*|----*)$")
	listItem   = pattern.New(`^(\s*)([-*+•·▪◦‣]|\d{1,3}[.)])(?:\s+(.*))?$`)
	moreMarks  = pattern.New(`^(?:[-*+]\s+)+`)
	htmlStart  = pattern.New(`^\s*</?(?i:table|dl|ul|ol|div|details|summary|section|article|h[1-6]|p|figure|center|tabs?|tabitem|body|html|main|thead|tbody|tr|td|th)\b`)
	tabStart   = pattern.New(`^\s*(?:\{%-?\s*tab\s+title="([^"]*)".*%\}|===\+?!?\s+"([^"]*)")\s*$`)
	tagLine    = pattern.New(`^\s*(?:\{%.*%\}|\{\{[<%].*[%>]\}\}|:::.*|import\s.*from\s.*|export\s+(?:const|default)\s.*|\[(?:(?:options|opts|cols|width)\s*=|%).*\])\s*$`)
	component  = pattern.New(`^\s*</?[A-Z][A-Za-z.]*(?:\s[^<>]*)?/?>\s*$`)
	templates  = pattern.New(`\{(?:%[^%{}]*%|\{[<%][^{}]*\}|[#:][^{}]*)\}`)
	// macros are links and roles of AsciiDoc and RST, of which their words stay.
	macros     = pattern.New("\\b(?:xref|link):[^\\s\\[\\]]+\\[([^\\]]+)\\]|<<[^<>,]+, *([^<>]+)>>|:[a-z:]+:`([^`<>]+?) *(?:<[^`<>]+>)?`|`([^`<>]+?) +<[^`<>]+>`__?|:[a-z:]+:`[~!]?([^`]+)`")
	sourceLine = pattern.New(`^(?i:source|url|canonical)\s*:\s*(https?://\S+)$`)
)

func fenceOf(line string) string {
	if c := firstByte(line); c == '`' || c == '~' {
		if m := fenceMark.FindStringSubmatch(line); m != nil {
			return m[1]
		}
	}
	return ""
}

// firstByte returns the first byte of a line that is not a space, 0 for a blank line. Most expressions are only
// tried on lines with a possible first byte.
func firstByte(line string) byte {
	if line = strings.TrimLeft(line, " \t"); line != "" {
		return line[0]
	}
	return 0
}

func indentOf(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

// itemOf returns the parts of a list item: its indentation, mark and text; nil for other lines.
func itemOf(line string) []string {
	if c := firstByte(line); strings.IndexByte("-*+", c) < 0 && (c < '0' || c > '9') && c < utf8.RuneSelf {
		return nil
	}
	return listItem.FindStringSubmatch(line)
}

// prepare finds out whether the page has marked headings.
func (r *reader) prepare() {
	fence, empty := "", 0
	r.bare = true
	for i, line := range r.lines {
		if strings.TrimSpace(line) == "" {
			empty++
		}
		f := fenceOf(line)
		switch {
		case f != "" && fence == "":
			fence = f
		case f != "" && strings.HasPrefix(f, fence):
			fence = ""
		case fence == "" && r.bare:
			m := atxHeading.FindStringSubmatch(line)
			r.bare = (m == nil || m[2] == "") && r.underlined(i) == 0 && !docHeading.MatchString(line)
		}
	}
	r.dense = (empty-1)*20 < len(r.lines)
	if r.bare {
		r.tables = lineTables(r.lines)
	}
}

// ruleMarks are the first characters of the lines above and below titles.
const ruleMarks = "=-~^+\"'*"

// underlined returns the level of the heading in line i that is marked by the line below, 0 for no heading.
func (r *reader) underlined(i int) int {
	if i+1 >= len(r.lines) || strings.IndexByte(ruleMarks, firstByte(r.lines[i+1])) < 0 {
		return 0
	}
	if i > 0 && strings.TrimSpace(r.lines[i-1]) != "" && !tagLine.MatchString(r.lines[i-1]) && !r.overline(i-1) {
		return 0
	}
	title, rule := strings.TrimSpace(r.lines[i]), strings.TrimRight(r.lines[i+1], " \t")
	if title == "" || len(title) > 200 || strings.Contains(title, "|") || itemOf(title) != nil || strings.HasPrefix(title, "+--") || len(rule) < 3 {
		return 0
	}
	if setextRule.MatchString(rule) {
		return 1 + strings.Count(strings.TrimSpace(rule)[:1], "-")
	}
	if d := len(rule) - utf8.RuneCountInString(title); anyRule.MatchString(rule) && d >= -2 && d <= 12 {
		return 3
	}
	return 0
}

// overline reports whether line i is a rule above a title with the same rule below.
func (r *reader) overline(i int) bool {
	if i+2 >= len(r.lines) || strings.IndexByte(ruleMarks, firstByte(r.lines[i])) < 0 {
		return false
	}
	rule := strings.TrimRight(r.lines[i], " \t")
	return len(rule) >= 3 && anyRule.MatchString(rule) && strings.TrimRight(r.lines[i+2], " \t") == rule && strings.TrimSpace(r.lines[i+1]) != "" &&
		(i == 0 || strings.TrimSpace(r.lines[i-1]) == "")
}

// rewrite writes all lines.
func (r *reader) rewrite() {
	for i := 0; i < len(r.lines); {
		if i > 0 && i == r.tabEnd {
			r.alone(i, "</details>")
		}
		n := r.structure(i)
		if n == 0 {
			r.ordinary(i)
			n = 1
		}
		i += n
	}
	r.end()
}

// structure writes what starts in line i if it is not running text, and returns how many lines it has.
func (r *reader) structure(i int) int {
	line := r.lines[i]
	c := firstByte(line)
	level := r.underlined(i)
	heading := docHeading.FindStringSubmatch(line)
	tab := tabStart.FindStringSubmatch(line)
	fence := fenceOf(line)
	if t := r.tables[i]; t.n > 0 {
		r.putTable(i, t)
		return t.n
	}
	switch {
	case r.fence == "" && fence != "":
		r.end()
		r.put(i, "")
		r.put(i, fence)
		r.fence = fence
	case r.fence != "" && strings.HasPrefix(fence, r.fence) && strings.Trim(strings.TrimSpace(line), fence[:1]) == "":
		r.put(i, r.fence)
		r.fence = ""
	case r.fence != "":
		r.write(i, line)
	case c == 0:
		r.end()
		r.inItem = false
		r.put(i, "")
	case c == '#' && atxHeading.MatchString(line):
		r.alone(i, line[:min(len(line), maxLine)])
	case heading != nil:
		r.alone(i, strings.Repeat("#", len(heading[1]))+" "+heading[2])
	case r.overline(i):
	case tab != nil:
		r.tab(i, tab[1]+tab[2], tab[2] != "")
	case c == '<' && component.MatchString(line):
		r.alone(i, line)
	case strings.IndexByte("{[:ie", c) >= 0 && tagLine.MatchString(line):
		r.end()
		if r.put(i, ""); strings.Contains(line, "endtab ") {
			r.alone(i, "</details>")
		}
	case level > 0:
		r.alone(i, strings.Repeat("#", level)+" "+strings.TrimSpace(line))
		return 2
	case c == '<' && htmlStart.MatchString(line):
		return r.rawHTML(i)
	default:
		return r.anyTable(i)
	}
	return 1
}

// tab writes the title of a tab. The tabs of MkDocs contain the indented lines below it.
func (r *reader) tab(i int, title string, indented bool) {
	r.alone(i, "<details><summary>"+html.EscapeString(title)+"</summary>")
	for k := i + 1; indented && k < len(r.lines); k++ {
		line := r.lines[k]
		if strings.TrimSpace(line) != "" && indentOf(line) < 4 {
			break
		}
		r.lines[k], r.tabEnd = line[min(len(line), 4):], k+1
	}
}

var (
	codeMarks   = pattern.New("`([^`<>\n]+)`")
	strongMarks = pattern.New(`\*\*([^*<>\n]+)\*\*`)
)

// rawHTML writes a piece of HTML: to the end of a table that starts in it, or else to the next blank line. Inside,
// backticks and stars are marks as elsewhere on the page.
func (r *reader) rawHTML(i int) (n int) {
	r.end()
	r.put(i, "")
	tables, ended := 0, false
	for ; i+n < len(r.lines) && !ended; n++ {
		line := r.lines[i+n]
		blank := strings.TrimSpace(line) == ""
		if tables == 0 && blank {
			break
		}
		lower := strings.ToLower(line)
		tables = max(tables+strings.Count(lower, "<table")-strings.Count(lower, "</table"), 0)
		ended = tables == 0 && strings.Contains(lower, "</table")
		if !blank {
			r.write(i+n, strongMarks.ReplaceAllString(codeMarks.ReplaceAllString(line, "<code>$1</code>"), "<b>$1</b>"))
		}
	}
	r.last = "<"
	r.put(i+n-1, "")
	return n
}

// ordinary adds a line to the open paragraph or item, or starts one.
func (r *reader) ordinary(i int) {
	line := strings.TrimRight(r.lines[i], " \t")
	hard := strings.HasSuffix(r.lines[i], "  ")
	for strings.HasPrefix(strings.TrimLeft(line, " "), ">") {
		line = strings.TrimPrefix(strings.TrimLeft(line, " "), ">")
	}
	m := sourceLine.FindStringSubmatch(strings.TrimSpace(line))
	if m != nil && (r.base+i < 3 || len(r.page.lines) == 0 && len(r.para) == 0) { // the page's URL, at its top
		r.page.URLs = append(r.page.URLs, m[1])
		return
	}
	if item := r.item(i, line); item != "" {
		r.end()
		if !r.inItem {
			r.put(i, "")
		}
		r.put(i, item)
		r.inItem = true
		return
	}
	if r.inItem && lineLabel(line) {
		line = "  <br>" + strings.TrimSpace(line)
	}
	r.lines[i] = line
	if r.bare && r.dense && i > 0 && (len(r.para) > 0 || r.inItem) && r.ownParagraph(i) {
		r.end()
		r.put(i, "")
		r.inItem = false
	}
	if hard {
		r.lines[i] += "  "
	}
	if r.inItem {
		r.put(i, bounded(r.lines[i]))
	} else {
		r.para = append(r.para, i)
	}
}

// item returns what is written for a line that starts an item: a marked one, or one that starts with a code. It is "" for
// other lines.
func (r *reader) item(i int, line string) string {
	if m := itemOf(line); m != nil {
		if len(m[1]) < 4 {
			r.list, r.margin = true, ""
		} else if !r.list && !r.inItem {
			r.margin = m[1]
		}
		return strings.TrimPrefix(m[1], r.margin) + "- " + bounded(moreMarks.ReplaceAllString(m[3], ""))
	}
	code, rest, ok := terms.CodeLine(strings.TrimSpace(line), true)
	if ok && (r.bare || i+1 < len(r.lines) && lineLabel(r.lines[i+1])) {
		return "- **" + code + "**: " + bounded(rest)
	}
	return ""
}

// bounded returns a line of Markdown without template tags; if it is very long or has very many brackets, its words
// without marks.
func bounded(line string) string {
	if len(line) > maxLine || strings.Count(line, "[") > maxBrackets {
		return "<p>" + html.EscapeString(strings.TrimSpace(line)) + "</p>"
	}
	if strings.Contains(line, "{") {
		line = templates.ReplaceAllString(line, "")
	}
	return macros.ReplaceAllString(line, "$1$2$3$4$5")
}

// end writes the open paragraph.
func (r *reader) end() {
	para := r.para
	if r.para = nil; len(para) == 0 {
		return
	}
	first := para[0]
	if len(para) == 1 && r.bare && r.looksLikeHeading(first) {
		level := "## "
		if terms.CodeShape(strings.TrimSpace(r.lines[first])) >= terms.Fair {
			level = "#### " // below the heading above it
		}
		r.alone(first, level+strings.TrimSpace(r.lines[first]))
		return
	}
	for _, i := range para {
		line := r.lines[i]
		if setextRule.MatchString(line) {
			line = ""
		}
		r.put(i, bounded(line))
	}
}

func lineLabel(line string) bool {
	label, _, ok := strings.Cut(line, ":")
	return ok && terms.IsLabel(strings.Trim(label, "* "))
}

// looksLikeHeading reports whether line i of a page without marks is a heading: a few words without the end of a
// sentence, followed by text.
func (r *reader) looksLikeHeading(i int) bool {
	line := strings.TrimSpace(r.lines[i])
	if len(line) > 80 || len(strings.Fields(line)) > 9 || strings.ContainsAny(line[max(len(line)-1, 0):], ".,;:!?|\\") || strings.Contains(line, "://") ||
		strings.Contains(line, "|") || strings.IndexFunc(line, unicode.IsLetter) < 0 {
		return false
	}
	if i > 0 && listItem.MatchString(strings.TrimSpace(r.lines[i-1])) && len(strings.TrimSpace(r.lines[i-1])) < 4 { // an item with its mark on the line above
		return false
	}
	return strings.TrimSpace(strings.Join(r.lines[i+1:min(i+4, len(r.lines))], "")) != ""
}

// ownParagraph reports whether line i of a page without marks starts a paragraph without a blank line before it:
// pages converted to text have one line for each paragraph.
func (r *reader) ownParagraph(i int) bool {
	above, line := strings.TrimSpace(r.lines[i-1]), strings.TrimSpace(r.lines[i])
	if above == "" || line == "" {
		return false
	}
	first, _ := utf8.DecodeRuneInString(line)
	if !unicode.IsUpper(first) && !unicode.IsDigit(first) && terms.CodeShape(strings.Fields(line)[0]) != terms.Fair {
		return false
	}
	return len(above) > 120 || strings.ContainsAny(above[len(above)-1:], ".:!?|") || len(above) < 60
}

var frontKey = pattern.New(`^(title|url|canonical|canonical_url|permalink)\s*:\s*(.+)$`)

// frontMatter takes the title and URL from the lines between --- at the top.
func (r *reader) frontMatter() {
	title, urls := "", []string(nil)
	for i, line := range r.lines[:min(len(r.lines), 200)] {
		line = strings.TrimRight(line, " \t")
		switch m := frontKey.FindStringSubmatch(line); {
		case i == 0 && line != "---":
			return
		case m != nil && m[1] == "title":
			title = strings.Trim(m[2], `"' `)
		case m != nil:
			urls = append([]string{strings.Trim(m[2], `"' `)}, urls...)
		case i > 0 && (line == "---" || line == "..."):
			r.page.Title, r.page.URLs = title, urls
			r.lines, r.base = r.lines[i+1:], i+1
			return
		}
	}
}

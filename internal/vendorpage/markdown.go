package vendorpage

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// mdReader reads Markdown and plain text: text without any marks is Markdown whose headings and tables have to be
// recognized by their form.
type mdReader struct {
	*outline
	lines []string
	base  int // the number of the line before the first
	refs  map[string]string
	para  []string // lines of the open paragraph or item
	began int      // index of its first line
	kind  blockKind
	depth int // of an item
	html  *htmlReader
	bare  bool          // the page has no marked headings
	kinds []lineKind    // of the lines: see kindOf
	stack []stackedLine // room for filled
	dense bool          // and no blank lines between paragraphs
}

func readMarkdown(p *Page, src string) error {
	r := &mdReader{outline: &outline{page: p}, kind: paragraphBlock}
	r.html = &htmlReader{outline: r.outline, kind: paragraphBlock, md: true}
	r.lines = strings.Split(unboxed(src), "\n")
	r.frontMatter()
	r.dropComments()
	r.prepare()
	if err := r.blocks(); err != nil {
		return err
	}
	if p.Title == "" {
		p.Title = p.firstHeading()
	}
	return nil
}

// unboxed replaces box-drawing characters in tables by ASCII.
func unboxed(src string) string {
	if !strings.Contains(src, "│") {
		return src
	}
	return boxes.Replace(src)
}

var boxes = strings.NewReplacer("│", "|", "║", "|", "─", "-", "━", "-", "═", "=", "┌", "+", "┬", "+", "┐", "+", "├", "+", "┼", "+", "┤", "+",
	"└", "+", "┴", "+", "┘", "+", "╔", "+", "╗", "+", "╚", "+", "╝", "+", "╞", "+", "╪", "+", "╡", "+", "╠", "+", "╬", "+", "╣", "+")

// firstHeading returns the first heading. A long run of headings without text at the top is a menu, and its last
// one is the title.
func (p *Page) firstHeading() string {
	const menu = 4
	var run []string
	for _, b := range p.blocks {
		if b.kind != headingBlock && len(run) > 0 {
			break
		} else if b.kind == headingBlock {
			run = append(run, b.under.words)
		}
	}
	switch n := len(run); {
	case n == 0:
		return ""
	case n >= menu:
		return run[n-1]
	}
	return run[0]
}

var frontKey = regexp.MustCompile(`^(title|url|canonical|canonical_url|permalink)\s*:\s*(.+)$`)

// frontMatter takes the title and URL from the lines between --- at the top.
func (r *mdReader) frontMatter() {
	if len(r.lines) == 0 || strings.TrimRight(r.lines[0], " \t") != "---" {
		return
	}
	for i := 1; i < len(r.lines) && i < 200; i++ {
		line := strings.TrimRight(r.lines[i], " \t")
		if line == "---" || line == "..." {
			for k := 1; k < i; k++ {
				if m := frontKey.FindStringSubmatch(r.lines[k]); m != nil {
					value := strings.Trim(strings.TrimSpace(m[2]), `"'`)
					if m[1] == "title" {
						r.page.Title = clean(value)
					} else if a := absolute(value); a != "" {
						r.page.URL = a
					}
				}
			}
			r.lines, r.base = r.lines[i+1:], r.base+i+1
			return
		}
	}
}

// dropComments removes HTML comments outside of code.
func (r *mdReader) dropComments() {
	inside, fence := false, ""
	for i, line := range r.lines {
		if !inside {
			fence = fenceAfter(line, fence)
		}
		if fence != "" || !inside && !strings.Contains(line, "<!--") {
			continue
		}
		r.html.comment(line)
		var kept strings.Builder
		for line != "" {
			if inside {
				_, rest, found := strings.Cut(line, "-->")
				inside, line = !found, rest
				continue
			}
			text, rest, found := strings.Cut(line, "<!--")
			kept.WriteString(text)
			inside, line = found, rest
		}
		r.lines[i] = kept.String()
	}
}

var (
	atxHeading   = regexp.MustCompile(`^ {0,3}(#{1,6})(?:[ \t]+(.*?))?[ \t]*$`)
	docHeading   = regexp.MustCompile(`^(={1,6}) ([^="].*)$`) // AsciiDoc
	closingMarks = regexp.MustCompile(`[ \t]+#+$`)
	headingID    = regexp.MustCompile(`\s*\{#([^{}\s]+)[^{}]*\}$`)
	fenceMark    = regexp.MustCompile("^ {0,12}(```+|~~~+)([^`]*)$")
	setextRule   = regexp.MustCompile(`^ {0,3}(=+|-+)[ \t]*$`)
	otherRule    = regexp.MustCompile("^(~~~+|\\^\\^\\^+|\\+\\+\\++|\"\"\"+|'''+|\\*\\*\\*\\*+|====+|----+)$")
	listItem     = regexp.MustCompile(`^(\s*)([-*+•·▪◦‣]|\d{1,3}[.)])(?:\s+(.*))?$`)
	linkRef      = regexp.MustCompile(`^ {0,3}\[([^\]^]+)\]:\s*<?(\S+?)>?(?:\s.*)?$`)
	htmlStart    = regexp.MustCompile(`^\s*</?(?i:table|dl|ul|ol|div|details|summary|section|article|h[1-6]|p|figure|center|tabs?|tabitem|body|html|main|thead|tbody|tr|td|th)\b`)
	tabStart     = regexp.MustCompile(`^\s*(?:\{%-?\s*tab\s+title="([^"]*)".*%\}|===\+?!?\s+"([^"]*)")\s*$`)
	tagLine      = regexp.MustCompile(`^\s*(?:\{%.*%\}|\{\{[<%].*[%>]\}\}|:::.*|</?[A-Z][A-Za-z.]*(?:\s[^<>]*)?/?>|import\s.*from\s.*|export\s+(?:const|default)\s.*)\s*$`)
	sourceLine   = regexp.MustCompile(`^(?i:source|url|canonical)\s*:\s*(https?://\S+)$`)
	captionLine  = regexp.MustCompile(`^(?:\[([^\[\]]+)\]|(?:[Tt]able)?:\s+(\S.*))$`)
)

func fenceOf(line string) string {
	if c := firstByte(line); c != '`' && c != '~' {
		return ""
	}
	if m := fenceMark.FindStringSubmatch(line); m != nil {
		return m[1]
	}
	return ""
}

// fenceAfter returns the fence that is open after a line, if fence was open before it.
func fenceAfter(line, fence string) string {
	f := fenceOf(line)
	switch {
	case fence == "":
		return f
	case f != "" && strings.HasPrefix(f, fence):
		return ""
	}
	return fence
}

// firstByte returns the first byte of a line that is not a space, 0 for a blank line. Most expressions are only
// tried on lines with a possible first byte.
func firstByte(line string) byte {
	for i := 0; i < len(line); i++ {
		if line[i] != ' ' && line[i] != '\t' {
			return line[i]
		}
	}
	return 0
}

// itemOf returns the parts of a list item: its indentation, mark and text; nil for other lines.
func itemOf(line string) []string {
	if c := firstByte(line); strings.IndexByte("-*+", c) < 0 && (c < '0' || c > '9') && c < utf8.RuneSelf {
		return nil
	}
	return listItem.FindStringSubmatch(line)
}

// prepare collects link references and finds out whether the page has marked headings.
func (r *mdReader) prepare() {
	r.refs = map[string]string{}
	r.bare = true
	fence, empty := "", 0
	for i, line := range r.lines {
		if strings.TrimSpace(line) == "" {
			empty++
		}
		was := fence
		if fence = fenceAfter(line, fence); was != "" || fence != "" {
			continue
		}
		c := firstByte(line)
		if c == '[' && len(r.refs) < maxRefs {
			if m := linkRef.FindStringSubmatch(line); m != nil {
				r.refs[strings.ToLower(m[1])] = m[2]
			}
		}
		if !r.bare {
			continue
		}
		if m := atxHeading.FindStringSubmatch(line); c == '#' && m != nil && m[2] != "" || r.underlined(i) > 0 || c == '=' && docHeading.MatchString(line) {
			r.bare = false
		}
	}
	r.dense = (empty-1)*20 < len(r.lines)
}

// maxRefs is the maximum number of link references of a page.
const maxRefs = 10_000

// underlined returns the level of the heading in line i that is marked by the line below, 0 for no heading.
func (r *mdReader) underlined(i int) int {
	if i+1 >= len(r.lines) || strings.IndexByte("=-~^+\"'*", firstByte(r.lines[i+1])) < 0 {
		return 0
	}
	if i > 0 && strings.TrimSpace(r.lines[i-1]) != "" && !tagLine.MatchString(r.lines[i-1]) && !r.overline(i-1) {
		return 0
	}
	title, rule := strings.TrimSpace(r.lines[i]), strings.TrimRight(r.lines[i+1], " \t")
	if title == "" || len(title) > 200 || strings.Contains(title, "|") || itemOf(title) != nil || strings.HasPrefix(title, "+--") {
		return 0
	}
	switch m := setextRule.FindStringSubmatch(rule); {
	case m != nil && len(rule) >= 3 && m[1][0] == '=':
		return 1
	case m != nil && len(rule) >= 3:
		return 2
	}
	if d := len(rule) - len([]rune(title)); otherRule.MatchString(rule) && d >= -2 && d <= 12 {
		return 3
	}
	return 0
}

// overline reports whether line i is a rule above a title with the same rule below.
func (r *mdReader) overline(i int) bool {
	if i < 0 || i+2 >= len(r.lines) {
		return false
	}
	if c := firstByte(r.lines[i]); c == 0 || c != firstByte(r.lines[i+2]) || strings.IndexByte("=-~^+\"'*", c) < 0 {
		return false
	}
	rule := strings.TrimRight(r.lines[i], " \t")
	return len(rule) >= 3 && otherRule.MatchString(rule) && strings.TrimRight(r.lines[i+2], " \t") == rule && strings.TrimSpace(r.lines[i+1]) != "" &&
		(i == 0 || strings.TrimSpace(r.lines[i-1]) == "")
}

// blocks reads all lines.
func (r *mdReader) blocks() error {
	for i := 0; i < len(r.lines); {
		n, err := r.structure(i)
		if err != nil {
			return err
		}
		if n > 0 {
			i += n
			continue
		}
		r.ordinary(i)
		i++
	}
	r.end()
	return nil
}

// structure reads what starts in line i if it is not running text, and returns how many lines it has.
func (r *mdReader) structure(i int) (int, error) {
	line := r.lines[i]
	if firstByte(line) == 0 {
		r.end()
		return 1, nil
	}
	if n, err := r.marked(i); n > 0 || err != nil {
		return n, err
	}
	if level := r.underlined(i); level > 0 {
		r.end()
		r.mark(level, i, strings.TrimSpace(line))
		return 2, nil
	}
	if n, err := r.anyTable(i); n > 0 || err != nil {
		return n, err
	}
	if firstByte(line) == '<' && htmlStart.MatchString(line) {
		r.end()
		n := htmlPiece(r.lines[i:])
		return n, r.html.read(strings.Join(r.lines[i:i+n], "\n"), r.number(i))
	}
	return r.plainShapes(i)
}

// marked reads a line that is recognized by its first character: a fence, a heading, a tab, a template tag.
func (r *mdReader) marked(i int) (int, error) {
	line := r.lines[i]
	c := firstByte(line)
	if fence := fenceOf(line); fence != "" {
		return r.fenced(i, fence), nil
	}
	if m := atxHeading.FindStringSubmatch(line); c == '#' && m != nil {
		r.end()
		r.mark(len(m[1]), i, closingMarks.ReplaceAllString(m[2], ""))
		return 1, nil
	}
	if m := docHeading.FindStringSubmatch(line); c == '=' && m != nil {
		r.end()
		r.mark(len(m[1]), i, m[2])
		return 1, nil
	}
	if r.overline(i) {
		r.end()
		return 1, nil
	}
	if m := tabStart.FindStringSubmatch(line); (c == '{' || c == '=') && m != nil {
		r.end()
		r.heading(7, r.number(i), text{{text: m[1] + m[2]}}, "")
		return 1, nil
	}
	if strings.IndexByte("{:<ie", c) < 0 || !tagLine.MatchString(line) {
		return 0, nil
	}
	r.end()
	if strings.Contains(line, "endtab") {
		r.at = r.at.above(7)
	}
	if htmlStart.MatchString(strings.ToLower(line)) { // <TabItem label="…">
		return 1, r.html.read(line, r.number(i))
	}
	return 1, nil
}

func (r *mdReader) number(i int) int { return r.base + i + 1 }

// mark adds a marked heading.
func (r *mdReader) mark(level, i int, s string) {
	anchor := ""
	if m := headingID.FindStringSubmatchIndex(s); m != nil {
		anchor, s = s[m[2]:m[3]], s[:m[0]]
	}
	r.heading(level, r.number(i), parseInline(s, r.refs), anchor)
}

func (r *mdReader) fenced(i int, fence string) int {
	r.end()
	n := 1
	var body []string
	for ; i+n < len(r.lines); n++ {
		line := r.lines[i+n]
		if f := fenceOf(line); strings.HasPrefix(f, fence) && strings.Trim(strings.TrimSpace(line), fence[:1]) == "" {
			n++
			break
		}
		body = append(body, line)
	}
	r.add(block{kind: codeBlock, line: r.number(i), code: strings.Join(body, "\n")})
	return n
}

// htmlPiece returns how many lines a piece of HTML has: to the end of a table that starts in it, or else to the
// next blank line.
func htmlPiece(lines []string) int {
	tables := 0
	for i, line := range lines {
		lower := strings.ToLower(line)
		if tables == 0 && strings.TrimSpace(line) == "" {
			return i
		}
		tables += strings.Count(lower, "<table") - strings.Count(lower, "</table")
		if tables < 0 {
			tables = 0
		}
		if tables == 0 && strings.Contains(lower, "</table") {
			return i + 1
		}
	}
	return len(lines)
}

// ordinary adds a line to the open paragraph or item, or starts one.
func (r *mdReader) ordinary(i int) {
	line := strings.TrimRight(r.lines[i], " \t")
	for strings.HasPrefix(strings.TrimLeft(line, " "), ">") {
		line = strings.TrimPrefix(strings.TrimLeft(line, " "), ">")
	}
	if len(r.page.blocks) <= 1 && len(r.para) == 0 {
		if m := sourceLine.FindStringSubmatch(strings.TrimSpace(line)); m != nil {
			r.page.URL = firstOf(r.page.URL, absolute(m[1]))
			return
		}
	}
	if firstByte(line) == '[' && linkRef.MatchString(line) {
		return
	}
	if len(r.para) == 0 && r.lastIs(tableBlock) {
		if m := captionLine.FindStringSubmatch(strings.TrimSpace(line)); m != nil && r.caption(firstOf(m[1], m[2])) {
			return
		}
	}
	if m := itemOf(line); m != nil {
		r.end()
		r.kind, r.depth, r.began = itemBlock, 1+min(len(m[1])/2, 5), i
		r.para = []string{m[3]}
		return
	}
	if rest, ok := strings.CutPrefix(strings.TrimLeft(line, " "), ": "); ok && (r.kind == paragraphBlock && len(r.para) == 1 || r.lastIs(definitionBlock) || r.lastIs(paragraphBlock) && len(r.para) == 0) {
		r.definition(i, rest)
		return
	}
	if len(r.para) == 0 {
		r.began = i
	} else if r.bare && r.dense && r.ownParagraph(i) {
		r.end()
		r.began = i
	}
	r.para = append(r.para, strings.TrimSpace(line))
}

// caption sets the caption of a table to a line right after it.
func (r *mdReader) caption(words string) bool {
	n := len(r.page.blocks)
	if n == 0 || r.page.blocks[n-1].kind != tableBlock || r.page.blocks[n-1].table.caption != "" {
		return false
	}
	r.page.blocks[n-1].table.caption = clean(words)
	return true
}

func (r *mdReader) lastIs(kind blockKind) bool {
	n := len(r.page.blocks)
	return n > 0 && r.page.blocks[n-1].kind == kind
}

// definition reads "term" and, below it, ": its meaning".
func (r *mdReader) definition(i int, rest string) {
	if len(r.para) == 1 {
		r.kind = termBlock
		r.end()
	} else if n := len(r.page.blocks); len(r.para) == 0 && n > 0 && r.page.blocks[n-1].kind == paragraphBlock {
		r.page.blocks[n-1].kind = termBlock
	}
	r.end()
	r.kind, r.began = definitionBlock, i
	r.para = []string{rest}
}

// end ends the open paragraph or item.
func (r *mdReader) end() {
	lines, kind, depth := r.para, r.kind, r.depth
	r.para, r.kind, r.depth = nil, paragraphBlock, 0
	if len(lines) == 0 {
		return
	}
	joined := strings.Join(lines, "\n")
	if kind == paragraphBlock && r.bare && len(lines) == 1 && r.looksLikeHeading(r.began) {
		level := 2
		if codeShape(squeeze(joined)) >= fair {
			level = 4 // below the heading above it
		}
		r.heading(level, r.number(r.began), parseInline(joined, r.refs), "")
		return
	}
	if kind == paragraphBlock && r.labeledLines(lines) {
		return
	}
	r.add(block{kind: kind, level: depth, line: r.number(r.began), text: parseInline(joined, r.refs)})
}

// labeledLines reads a paragraph that starts with a code and its message, followed by labeled lines: "Cause: …",
// "Action: …".
func (r *mdReader) labeledLines(lines []string) bool {
	if len(lines) < 2 || !lineLabel(lines[1]) {
		return false
	}
	code, message, ok := codeLine(strings.TrimSpace(lines[0]))
	if !ok {
		return false
	}
	r.heading(6, r.number(r.began), parseInline(code+": "+message, r.refs), "")
	first := 1
	for k := 2; k <= len(lines); k++ {
		if k == len(lines) || lineLabel(lines[k]) {
			r.add(block{kind: paragraphBlock, line: r.number(r.began + first), text: parseInline(strings.Join(lines[first:k], "\n"), r.refs)})
			first = k
		}
	}
	return true
}

func lineLabel(line string) bool {
	label, _, ok := strings.Cut(line, ":")
	return ok && isLabel(strings.Trim(label, "* "))
}

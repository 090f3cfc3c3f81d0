package vendorpage

import (
	"io"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// htmlReader reads HTML into blocks, from the tokenizer alone. html.Parse does not bound its work: it opens
// unclosed formatting elements again in every block, which makes 700 MB of 84 kB, and compares the attributes of
// every <body> with those before, which takes 16 s for 214 kB. A page is one call of read; a Markdown page is one
// call for each piece of HTML in it.
type htmlReader struct {
	*outline
	marks
	flow    inline    // the text outside of tables
	kind    blockKind // of the flow
	level   int       // of the flow, if it is a heading or item
	anchor  string    // of the heading
	line    int
	began   int // the line in which the flow began
	open    []element
	hidden  int // open elements that hide their content
	tables  []*gridReader
	count   int    // tables so far
	section string // the id of an element before a heading
	inTitle bool
	inHead  bool // in a heading
	fold    []*heading
	dl      int  // open definition lists
	pushed  bool // the element that begins is among the open ones
	md      bool // the HTML is in Markdown: its backticks are marks
}

// element is an open element.
type element struct {
	tag  string
	as   string // the tag, or the tag that its ARIA role is equivalent to
	hide bool
}

// void elements have no end tag.
var void = map[string]bool{
	"area": true, "base": true, "br": true, "col": true, "embed": true, "hr": true, "img": true, "input": true,
	"link": true, "meta": true, "param": true, "source": true, "track": true, "wbr": true,
}

// dropped elements have no content for readers of the page.
var dropped = map[string]bool{
	"script": true, "style": true, "template": true, "noscript": true, "iframe": true, "object": true, "svg": true,
	"math": true, "select": true, "textarea": true, "nav": true, "footer": true, "button": true, "head": true,
	"audio": true, "video": true, "canvas": true, "dialog": true, "menu": true,
}

// ariaRoles maps the roles of tables that are not made of table elements to tags.
var ariaRoles = map[string]string{
	"table": "table", "grid": "table", "treegrid": "table", "row": "tr", "cell": "td", "gridcell": "td",
	"columnheader": "th", "rowheader": "th", "heading": "h",
}

func readHTML(p *Page, src string) error {
	r := &htmlReader{outline: &outline{page: p}, kind: paragraphBlock}
	return r.read(src, 1)
}

// read reads a page, or a piece of one that starts at a line.
func (r *htmlReader) read(src string, line int) error {
	z := html.NewTokenizer(strings.NewReader(src))
	r.line, r.began = line, line
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			if err := z.Err(); err != io.EOF {
				return err
			}
			break
		}
		lines := strings.Count(string(z.Raw()), "\n")
		if err := r.token(z, kind); err != nil {
			return err
		}
		r.line += lines
	}
	r.finish()
	return nil
}

// finish closes what is still open at the end of a page or piece.
func (r *htmlReader) finish() {
	for len(r.tables) > 0 {
		r.closeTable()
	}
	r.flush()
	r.open, r.marks, r.hidden, r.dl = nil, marks{}, 0, 0
}

func (r *htmlReader) token(z *html.Tokenizer, kind html.TokenType) error {
	switch kind {
	case html.TextToken:
		r.text(string(z.Text()))
	case html.StartTagToken, html.SelfClosingTagToken:
		name, more := z.TagName()
		tag := string(name)
		var attrs attributes
		if more {
			attrs = readAttributes(z)
		}
		if err := r.start(tag, attrs); err != nil {
			return err
		}
		if kind == html.SelfClosingTagToken && !void[tag] {
			r.end(tag)
		}
	case html.EndTagToken:
		name, _ := z.TagName()
		r.end(string(name))
	case html.CommentToken:
		r.comment(string(z.Text()))
	}
	return nil
}

var savedFrom = regexp.MustCompile(`saved from url=\(\d+\)(https?://\S+)`)

// comment reads the URL that browsers note when they save a page.
func (r *htmlReader) comment(s string) {
	if m := savedFrom.FindStringSubmatch(s); m != nil && r.page.URL == "" {
		r.page.URL = absolute(m[1])
	}
}

// sink returns where text goes: the innermost open cell, or the flow. It is nil between cells.
func (r *htmlReader) sink() *inline {
	if n := len(r.tables); n > 0 {
		return r.tables[n-1].sink()
	}
	return &r.flow
}

func (r *htmlReader) text(s string) {
	if r.inTitle {
		if r.page.Title == "" {
			r.page.Title = squeeze(clean(s))
		}
		return
	}
	if r.hidden > 0 {
		return
	}
	b := r.sink()
	if b == nil { // between the cells of a table
		return
	}
	if len(r.tables) == 0 && r.flow.blank() {
		r.began = r.line
	}
	if r.md && r.literal == 0 && strings.ContainsAny(s, "`*") {
		for _, sp := range parseInline(s, nil) {
			b.add(sp.text, sp.style|r.style(), r.link())
		}
		return
	}
	b.add(s, r.style(), r.link())
}

// flush ends the block of the flow.
func (r *htmlReader) flush() {
	t := r.flow.take()
	kind, level := r.kind, r.level
	r.kind, r.level, r.inHead = paragraphBlock, 0, false
	if t.empty() {
		return
	}
	switch kind {
	case headingBlock:
		r.heading(level, r.began, t, r.anchor)
	case codeBlock:
		var code strings.Builder
		for _, s := range t {
			code.WriteString(s.text)
		}
		r.add(block{kind: codeBlock, line: r.began, code: code.String()})
	default:
		r.add(block{kind: kind, level: level, line: r.began, text: t})
	}
}

// start opens an element.
func (r *htmlReader) start(tag string, attrs attributes) error {
	switch tag {
	case "title":
		r.inTitle = r.page.Title == "" || r.page.Kind == HTML && len(r.page.blocks) == 0
		return nil
	case "meta", "link", "base":
		r.meta(tag, attrs)
		return nil
	case "body", "html":
		return nil
	}
	as := tag
	if role := ariaRoles[attrs["role"]]; role != "" && tag != "table" && tag != "tr" && tag != "td" && tag != "th" {
		as = role
		if role == "h" {
			as = "h" + headingLevel(attrs["aria-level"])
		}
	}
	r.implied(as)
	hide := dropped[tag] || attrs.hides() && as != "table"
	if hide {
		r.hidden++
	}
	shown := r.hidden == 0
	r.pushed = !void[tag] && len(r.open) < maxOpen
	if r.pushed {
		r.open = append(r.open, element{tag, as, hide})
	} else if hide {
		r.hidden--
	}
	if !shown {
		return nil
	}
	return r.begin(as, attrs)
}

func headingLevel(s string) string {
	if len(s) == 1 && s[0] >= '1' && s[0] <= '6' {
		return s
	}
	return "2"
}

// begin handles an element that is shown.
func (r *htmlReader) begin(as string, attrs attributes) error {
	if handled, err := r.beginTable(as, attrs); handled || err != nil {
		return err
	}
	if len(r.tables) > 0 {
		if b := r.sink(); b != nil {
			r.beginInCell(as, attrs, b)
		}
		return nil
	}
	if id := attrs["id"]; id != "" && (as == "section" || as == "a" || as == "span" || as == "div" && strings.Contains(attrs["class"], "section")) {
		r.section = id
	}
	switch as {
	case "h1", "h2", "h3", "h4", "h5", "h6", "summary":
		r.next(headingBlock, headingTag(as))
		r.inHead = true
		r.anchor, r.section = firstOf(attrs["id"], r.section, attrs["name"]), ""
	case "details":
		r.flush()
		r.fold = append(r.fold, r.at)
	case "tab", "tabitem", "tab-item":
		r.flush()
		if label := firstOf(attrs["label"], attrs["title"], attrs["name"]); label != "" {
			r.heading(7, r.line, text{{text: label}}, "")
		}
	case "li":
		r.next(itemBlock, max(len(r.lists), 1))
	case "dt":
		r.next(termBlock, r.dl)
	case "dd":
		r.next(definitionBlock, r.dl)
	case "pre":
		r.next(codeBlock, 0)
	case "ul", "ol":
		r.flush()
		r.lists = append(r.lists, as == "ol")
	case "br":
		r.flow.add(" ", 0, "")
	case "dl":
		r.flush()
		r.dl++
	case "p", "div", "section", "article", "main", "header", "aside", "blockquote", "figure", "form", "hr", "address", "fieldset":
		r.boundary()
	default:
		r.marks.open(as, attrs, &r.flow)
	}
	return nil
}

// next starts another block in the flow.
func (r *htmlReader) next(kind blockKind, level int) {
	r.flush()
	r.kind, r.level = kind, level
}

// headingTag returns the level of a heading; a summary is one of 7.
func headingTag(as string) int {
	if as == "summary" {
		return 7
	}
	return int(as[1] - '0')
}

// boundary ends a paragraph. Inside an item or a definition it starts another paragraph of it.
func (r *htmlReader) boundary() {
	switch {
	case r.inHead:
		r.flow.add(" ", 0, "")
	case r.kind == itemBlock || r.kind == definitionBlock || r.kind == termBlock:
		r.flow.begin(newParagraph, 0)
	default:
		r.flush()
	}
}

// end closes an element, and those inside it that were not closed.
func (r *htmlReader) end(tag string) {
	if tag == "title" {
		r.inTitle = false
		return
	}
	if tag == "table" && len(r.tables) > 0 && r.hidden == 0 {
		n := len(r.tables)
		r.popTo(r.tables[n-1].depth)
		if len(r.tables) == n { // opened when too many elements were open
			r.closeTable()
		}
		return
	}
	if tag == "br" || tag == "p" && r.find("p") < 0 { // browsers treat these as elements
		if r.hidden == 0 && r.sink() != nil {
			r.begin(tag, nil)
		}
		return
	}
	if i := r.find(tag); i >= 0 {
		r.popTo(i)
	}
}

// maxSearch is how many open elements are searched for the start of one.
const maxSearch = 64

// find returns the index of the nearest open element with a tag, -1 if it is not among the last maxSearch. Only
// parts of a table are found outside of the open cell.
func (r *htmlReader) find(tag string) int {
	part := tag == "table" || tag == "tr" || tag == "td" || tag == "th" || tag == "thead" || tag == "tbody" || tag == "tfoot"
	for i := len(r.open) - 1; i >= 0 && i >= len(r.open)-maxSearch; i-- {
		if r.open[i].tag == tag {
			return i
		}
		if as := r.open[i].as; as == "table" || !part && (as == "td" || as == "th") {
			return -1
		}
	}
	return -1
}

// popTo closes open elements down to and including the one with an index.
func (r *htmlReader) popTo(i int) {
	for len(r.open) > i {
		e := r.open[len(r.open)-1]
		r.open = r.open[:len(r.open)-1]
		if r.hidden == 0 {
			r.finishElement(e.as)
		}
		if e.hide {
			r.hidden--
		}
	}
}

// finishElement handles the end of an element that was shown.
func (r *htmlReader) finishElement(as string) {
	if r.finishTable(as) {
		return
	}
	if len(r.tables) > 0 {
		if b := r.sink(); b != nil {
			switch as {
			case "h1", "h2", "h3", "h4", "h5", "h6", "summary":
				r.headingInCell(as, b)
			default:
				r.marks.close(as, b)
			}
		}
		return
	}
	switch as {
	case "h1", "h2", "h3", "h4", "h5", "h6", "summary", "li", "dt", "dd", "pre":
		r.flush()
	case "details":
		r.flush()
		if n := len(r.fold); n > 0 {
			r.at, r.fold = r.fold[n-1], r.fold[:n-1]
		}
	case "ul", "ol":
		r.flush()
		r.lists = r.lists[:max(len(r.lists)-1, 0)]
	case "dl":
		r.flush()
		r.dl = max(r.dl-1, 0)
	case "p", "div", "section", "article", "main", "header", "aside", "blockquote", "figure", "form":
		r.boundary()
	default:
		r.marks.close(as, &r.flow)
	}
}

// implied closes elements whose end tags can be omitted.
func (r *htmlReader) implied(as string) {
	var ends, stops string
	switch as {
	case "td", "th":
		r.closeParts("td", "th")
		return
	case "tr":
		r.closeParts("tr", "td", "th")
		return
	case "thead", "tbody", "tfoot":
		r.closeParts("thead", "tbody", "tfoot", "tr", "td", "th")
		return
	case "li":
		ends, stops = " li ", " ul ol td th table "
	case "dt", "dd":
		ends, stops = " dt dd ", " dl td th table "
	case "p", "ul", "ol", "dl", "table", "div", "section", "article", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "details", "blockquote":
		ends, stops = " p ", " li dd div section article td th table blockquote details "
	default:
		return
	}
	for i := len(r.open) - 1; i >= 0 && i >= len(r.open)-maxSearch; i-- {
		switch as := " " + r.open[i].as + " "; {
		case strings.Contains(ends, as):
			r.popTo(i)
			return
		case strings.Contains(stops, as):
			return
		}
	}
}

// closeParts closes the parts of the innermost table that the next part ends.
func (r *htmlReader) closeParts(parts ...string) {
	if len(r.tables) == 0 {
		return
	}
	lowest := len(r.open)
	for i := len(r.open) - 1; i > r.tables[len(r.tables)-1].depth; i-- {
		if r.open[i].as == "table" { // one that is hidden
			return
		}
		if slices.Contains(parts, r.open[i].as) {
			lowest = i
		}
	}
	r.popTo(lowest)
}

// meta reads the URL at which the page is published.
func (r *htmlReader) meta(tag string, attrs attributes) {
	switch {
	case tag == "link" && strings.EqualFold(attrs["rel"], "canonical"):
		r.page.URL = firstOf(absolute(attrs["href"]), r.page.URL)
	case tag == "meta" && (attrs["property"] == "og:url" || attrs["name"] == "og:url") && r.page.URL == "":
		r.page.URL = absolute(attrs["content"])
	}
}

func firstOf(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}

package vendorpage

import (
	"strings"

	"golang.org/x/net/html"
)

// walker turns the tree of a page into blocks in reading order.
type walker struct {
	*outline
	flow    *inline // the text of the open block
	cell    bool    // the block is a cell of a table
	inHead  bool    // it is a heading
	kind    blockKind
	level   int    // of a heading or an item
	anchor  string // of a heading
	line    int    // of the innermost element
	began   int    // the line in which the block began
	section string // the id of an element before a heading
	lists   []bool // open lists, true for numbered ones
	dl      int    // open definition lists
	tables  int
	err     error
}

// mark is the style and link of running text.
type mark struct {
	style style
	link  string
}

func readHTML(p *Page, src string) error {
	tree, err := p.parseHTML(src)
	if err != nil {
		return err
	}
	w := &walker{outline: &outline{page: p}, flow: new(inline), kind: paragraphBlock, line: 1}
	w.children(tree, mark{})
	w.flush()
	return w.err
}

// dropped elements have no content for readers of the page.
var dropped = setOf("script style iframe object textarea nav footer button audio video canvas dialog menu")

// ariaRoles maps the roles of tables that are not made of table elements to tags.
var ariaRoles = map[string]string{
	"table": "table", "grid": "table", "treegrid": "table", "row": "tr", "cell": "td", "gridcell": "td",
	"columnheader": "th", "rowheader": "th", "heading": "h2",
}

// tagOf returns the tag of an element, or the one that its role is equivalent to.
func tagOf(n *html.Node) string {
	switch n.Data {
	case "table", "tr", "td", "th":
		return n.Data
	}
	role := ariaRoles[attr(n, "role")]
	if level := attr(n, "aria-level"); role == "h2" && len(level) == 1 && level[0] >= '1' && level[0] <= '6' {
		return "h" + level
	}
	return firstOf(role, n.Data)
}

// hides reports whether an element is hidden from readers. The panels of tabs are not: they are shown one at a time.
func hides(n *html.Node) bool {
	class := attr(n, "class")
	if dropped[n.Data] {
		return true
	}
	if len(n.Attr) == 0 || attr(n, "role") == "tabpanel" || strings.Contains(class, "tab") {
		return false
	}
	style := strings.ReplaceAll(strings.ToLower(attr(n, "style")), " ", "")
	return hasAttr(n, "hidden") || attr(n, "aria-hidden") == "true" || attr(n, "role") == "navigation" ||
		strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") ||
		strings.Contains(class, "sr-only") || strings.Contains(class, "visually-hidden")
}

func (w *walker) children(n *html.Node, m mark) {
	for c := n.FirstChild; c != nil && w.err == nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			w.text(c.Data, m)
		case html.ElementNode:
			w.element(c, m)
		}
	}
}

func (w *walker) text(s string, m mark) {
	if w.flow.blank() && strings.TrimSpace(s) != "" {
		w.began = w.line
	}
	w.flow.add(s, m.style, m.link)
}

func (w *walker) element(n *html.Node, m mark) {
	switch n.Data {
	case "head":
		w.head(n)
		return
	case "title":
		return
	}
	if hides(n) && tagOf(n) != "table" {
		return
	}
	w.line = atLine(attr(n, lineAttribute), w.line)
	switch tag := tagOf(n); {
	case tag == "div" && madeOfRows(n), tag == "ul" && rowsOfItems(n):
		w.readTable(n)
	case tag == "table" && !layout(n):
		w.readTable(n)
	case tag == "table" && w.cell:
		w.children(n, m)
	case inlineElement(tag):
		w.inline(tag, n, m)
	case w.cell:
		w.blockInCell(tag, n, m)
	default:
		w.block(tag, n, m)
	}
}

// head reads the title and the URL at which the page is published.
func (w *walker) head(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Data == "title" && c.FirstChild != nil && w.page.Title == "":
			w.page.Title = squeeze(clean(c.FirstChild.Data))
		case c.Data == "link" && strings.EqualFold(attr(c, "rel"), "canonical"):
			w.page.URL = firstOf(absolute(attr(c, "href")), w.page.URL)
		case c.Data == "meta" && (attr(c, "property") == "og:url" || attr(c, "name") == "og:url"):
			w.page.URL = firstOf(w.page.URL, absolute(attr(c, "content")))
		}
	}
}

// styles are the elements of running text that have a style.
var styles = map[string]style{
	"strong": strong, "b": strong, "em": emphasis, "i": emphasis, "cite": emphasis, "dfn": emphasis, "s": struck, "del": struck, "strike": struck,
	"code": literal, "kbd": literal, "samp": literal, "tt": literal, "var": literal,
}

func inlineElement(tag string) bool {
	return styles[tag] != 0 || tag == "a" || tag == "br" || tag == "sup" || tag == "sub"
}

func (w *walker) inline(tag string, n *html.Node, m mark) {
	switch tag {
	case "a":
		w.section = firstOf(attr(n, "id"), w.section)
		m.link = attr(n, "href")
	case "br":
		if w.inHead || w.kind == codeBlock {
			w.flow.add("\n", m.style, m.link)
		} else {
			w.flow.begin(newParagraph, 0)
		}
	case "sup", "sub":
		w.flow.add(" ", 0, "")
	}
	m.style |= styles[tag]
	w.children(n, m)
}

// block walks an element outside of tables.
func (w *walker) block(tag string, n *html.Node, m mark) {
	if id := attr(n, "id"); id != "" && (tag == "section" || tag == "span" || tag == "div" && strings.Contains(attr(n, "class"), "section")) {
		w.section = id
	}
	at := w.at
	switch tag {
	case "h1", "h2", "h3", "h4", "h5", "h6", "summary":
		w.next(headingBlock, headingLevel(tag))
		w.inHead = true
		w.anchor, w.section = firstOf(attr(n, "id"), w.section, attr(n, "name")), ""
	case "tab", "tabitem", "tab-item", "component":
		w.flush()
		if label := firstOf(attr(n, "label"), attr(n, "title"), attr(n, "name"), attr(n, "path")); label != "" {
			w.heading(7, w.line, text{{text: label}}, attr(n, "id"))
		}
	case "li":
		w.next(itemBlock, max(len(w.lists), 1))
	case "dt":
		w.next(termBlock, w.dl)
	case "dd":
		w.next(definitionBlock, w.dl)
	case "pre":
		w.next(codeBlock, 0)
	case "ul", "ol":
		w.flush()
		w.lists = append(w.lists, tag == "ol")
	case "dl":
		w.flush()
		w.dl++
	case "details":
		w.flush()
	default:
		if !boundaries[tag] {
			w.children(n, m)
			return
		}
		w.boundary()
	}
	w.children(n, m)
	w.endBlock(tag, at)
}

// boundaries are the elements that start and end a paragraph.
var boundaries = setOf("p div section article main header aside blockquote figure form hr address fieldset tr td th table")

func (w *walker) endBlock(tag string, at *heading) {
	if boundaries[tag] {
		w.boundary()
		return
	}
	w.flush()
	switch tag {
	case "details", "tab", "tabitem", "tab-item", "component":
		w.at = at
	case "ul", "ol":
		w.lists = w.lists[:max(len(w.lists)-1, 0)]
	case "dl":
		w.dl--
	}
}

// next starts another block.
func (w *walker) next(kind blockKind, level int) {
	w.flush()
	w.kind, w.level = kind, level
}

// headingLevel returns the level of a heading; a summary is one of 7.
func headingLevel(tag string) int {
	if tag == "summary" {
		return 7
	}
	return int(tag[1] - '0')
}

// boundary ends a paragraph. Inside an item or a definition it starts another paragraph of it.
func (w *walker) boundary() {
	switch {
	case w.inHead:
		w.flow.add(" ", 0, "")
	case w.cell || w.kind == itemBlock || w.kind == definitionBlock || w.kind == termBlock:
		w.flow.begin(newParagraph, 0)
	default:
		w.flush()
	}
}

// flush ends the open block.
func (w *walker) flush() {
	if w.cell {
		w.boundary()
		return
	}
	t := w.flow.take()
	kind, level := w.kind, w.level
	w.kind, w.level, w.inHead = paragraphBlock, 0, false
	if t.empty() {
		return
	}
	switch kind {
	case headingBlock:
		w.heading(level, w.began, t, w.anchor)
	case codeBlock:
		var code strings.Builder
		for _, s := range t {
			code.WriteString(s.text)
		}
		w.add(block{kind: codeBlock, line: w.began, code: code.String()})
	default:
		w.add(block{kind: kind, level: level, line: w.began, text: t})
	}
}

// blockInCell walks a block element inside a cell: a heading is a paragraph in bold, an item keeps its depth.
func (w *walker) blockInCell(tag string, n *html.Node, m mark) {
	switch tag {
	case "h1", "h2", "h3", "h4", "h5", "h6", "summary":
		m.style |= strong
	case "pre":
		m.style |= literal
	case "ul", "ol":
		w.lists = append(w.lists, tag == "ol")
		w.children(n, m)
		w.lists = w.lists[:len(w.lists)-1]
		w.flow.begin(newParagraph, 0)
		return
	case "li":
		g := newItem
		if len(w.lists) > 0 && w.lists[len(w.lists)-1] {
			g = newNumber
		}
		w.flow.begin(g, max(len(w.lists), 1))
		w.children(n, m)
		w.flow.begin(newParagraph, 0)
		return
	case "dl", "dt", "dd", "details":
	default:
		if !boundaries[tag] {
			w.children(n, m)
			return
		}
	}
	if len(w.lists) == 0 || !w.flow.blank() {
		w.flow.begin(newParagraph, 0)
	}
	w.children(n, m)
	w.flow.begin(newParagraph, 0)
}

func firstOf(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}

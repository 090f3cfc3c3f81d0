package vendorpage

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/errdocs/errdocs/internal/lists"
)

// walker turns the tree of a page into blocks in reading order.
type walker struct {
	*outline
	flow    inline // the text of the open block
	kind    blockKind
	level   int    // of a heading or an item
	anchor  string // of a heading
	line    int    // of the innermost element
	began   int    // the line in which the block began
	section string // the id of an element before a heading
	tables  int
	err     error
}

func readHTML(p *Page, src string) error {
	tree, err := p.parseHTML(src)
	if err != nil {
		return err
	}
	w := &walker{outline: &outline{page: p}, kind: paragraphBlock, line: 1}
	w.children(tree, span{})
	w.flush()
	return w.err
}

// dropped elements have no content for readers of the page.
var dropped = lists.Words("script style iframe object textarea nav footer button audio video canvas dialog menu")

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
	return cmp.Or(ariaRoles[attr(n, "role")], n.Data)
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
	return attrIndex(n, "hidden") >= 0 || attr(n, "aria-hidden") == "true" || attr(n, "role") == "navigation" ||
		strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") ||
		strings.Contains(class, "sr-only") || strings.Contains(class, "visually-hidden")
}

func (w *walker) children(n *html.Node, m span) {
	for c := n.FirstChild; c != nil && w.err == nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			w.text(c.Data, m)
		case html.ElementNode:
			w.element(c, m)
		}
	}
}

func (w *walker) text(s string, m span) {
	if w.flow.blank() && strings.TrimSpace(s) != "" {
		w.began = w.line
	}
	w.flow.add(s, m.style, m.link)
}

func (w *walker) element(n *html.Node, m span) {
	tag := tagOf(n)
	if tag == "head" {
		w.head(n)
	}
	if tag == "head" || tag == "title" || hides(n) && tag != "table" {
		return
	}
	w.line = atLine(attr(n, lineAttribute), w.line)
	switch {
	case tag == "div" && madeOfRows(n), tag == "ul" && rowsOfItems(n), tag == "table" && !layout(n):
		w.readTable(n)
	case styles[tag] != 0 || tag == "a" || tag == "br" || tag == "sup" || tag == "sub":
		w.inline(tag, n, m)
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
			w.page.URL = cmp.Or(absolute(attr(c, "href")), w.page.URL)
		case c.Data == "meta" && (attr(c, "property") == "og:url" || attr(c, "name") == "og:url"):
			w.page.URL = cmp.Or(w.page.URL, absolute(attr(c, "content")))
		}
	}
}

// styles are the elements of running text that have a style.
var styles = map[string]style{
	"strong": strong, "b": strong, "em": emphasis, "i": emphasis, "cite": emphasis, "dfn": emphasis, "s": struck, "del": struck, "strike": struck,
	"code": literal, "kbd": literal, "samp": literal, "tt": literal, "var": literal,
}

func (w *walker) inline(tag string, n *html.Node, m span) {
	switch tag {
	case "a":
		w.section = cmp.Or(attr(n, "id"), w.section)
		m.link = attr(n, "href")
	case "br":
		if w.kind == headingBlock || w.kind == codeBlock {
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
func (w *walker) block(tag string, n *html.Node, m span) {
	if id := attr(n, "id"); id != "" && (tag == "section" || tag == "span" || tag == "div" && strings.Contains(attr(n, "class"), "section")) {
		w.section = id
	}
	at := w.at
	if !boundaries[tag] && !blocks[tag] {
		w.children(n, m)
		return
	}
	if boundaries[tag] {
		w.boundary()
		w.children(n, m)
		w.boundary()
		return
	}
	w.flush()
	switch tag {
	case "h1", "h2", "h3", "h4", "h5", "h6", "summary":
		w.kind, w.level = headingBlock, strings.Index("0123456u", tag[1:2])
		w.anchor, w.section = cmp.Or(attr(n, "id"), w.section, attr(n, "name")), ""
	case "tab", "tabitem", "tab-item", "component":
		if label := cmp.Or(attr(n, "label"), attr(n, "title"), attr(n, "name"), attr(n, "path")); label != "" {
			w.heading(7, w.line, text{{text: label}}, attr(n, "id"))
		}
	case "li":
		w.kind, w.level = itemBlock, max(depth(n, "ul", "ol"), 1)
	case "dt":
		w.kind, w.level = termBlock, depth(n, "dl")
	case "dd":
		w.kind, w.level = definitionBlock, depth(n, "dl")
	case "pre":
		w.kind = codeBlock
	}
	w.children(n, m)
	if w.flush(); scopes[tag] {
		w.at = at
	}
}

// The elements that start and end a paragraph, those that start and end another block, and those whose headings are
// only above what is in them.
var (
	boundaries = lists.Words("p div section article main header aside blockquote figure form hr address fieldset tr td th table")
	blocks     = lists.Words("h1 h2 h3 h4 h5 h6 summary tab tabitem tab-item component li dt dd pre ul ol dl details")
	scopes     = lists.Words("details tab tabitem tab-item component")
)

// depth returns in how many elements with one of the tags an element of a cell or page is. It does not look far: pages
// can nest hundreds of elements around each item.
func depth(n *html.Node, tags ...string) (depth int) {
	steps := 0
	for a := range n.Ancestors() {
		tag := tagOf(a)
		if steps++; steps > 64 || tag == "td" || tag == "th" {
			break
		} else if slices.Contains(tags, tag) {
			depth++
		}
	}
	return depth
}

// boundary ends a paragraph. Inside an item or a definition it starts another paragraph of it.
func (w *walker) boundary() {
	switch w.kind {
	case headingBlock:
		w.flow.add(" ", 0, "")
	case itemBlock, definitionBlock, termBlock:
		w.flow.begin(newParagraph, 0)
	default:
		w.flush()
	}
}

// flush ends the open block.
func (w *walker) flush() {
	b := block{kind: w.kind, level: w.level, line: w.began, text: w.flow.take()}
	w.kind, w.level = paragraphBlock, 0
	switch {
	case b.text.empty():
	case b.kind == headingBlock:
		w.heading(b.level, b.line, b.text, w.anchor)
	case b.kind == codeBlock:
		for _, s := range b.text {
			b.code += s.text
		}
		w.add(block{kind: codeBlock, line: b.line, code: b.code})
	default:
		w.add(b)
	}
}

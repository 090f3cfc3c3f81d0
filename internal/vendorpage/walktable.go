package vendorpage

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/errdocs/errdocs/internal/lists"
)

// layout reports whether a table only arranges the parts of a page: its cells have headings, or it has tables in one
// or two rows.
func layout(n *html.Node) bool {
	rows, headings, inner := 0, 0, 0
	var look func(*html.Node)
	look = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch tag := tagOf(c); tag {
			case "tr":
				rows++
				look(c)
			case "table":
				inner++
			case "h1", "h2", "h3", "h4":
				headings++
			default:
				look(c)
			}
		}
	}
	look(n)
	return rows <= 2 && (headings > 0 || inner > 0) || headings > 0 && inner > 0
}

// madeOfRows reports whether an element is a table without its tags: at least four elements that have the same number
// of elements in them, which are short texts. Their tags are changed to those of a table.
func madeOfRows(n *html.Node) bool {
	rows := elementsOf(n)
	if len(rows) < 4 {
		return false
	}
	var cells [][]*html.Node
	for i, r := range rows {
		cells = append(cells, elementsOf(r))
		width := len(cells[i])
		if width < 2 || width > 12 || width != len(cells[0]) || r.Data != rows[0].Data || tagOf(r) != "div" && tagOf(r) != "li" ||
			slices.ContainsFunc(cells[i], func(c *html.Node) bool { return !shortTexts[tagOf(c)] || len(elementsOf(c)) > 1 }) {
			return false
		}
	}
	asTable(rows, cells)
	return true
}

var shortTexts = lists.Words("div span p code")

// rowsOfItems reports whether a list is a table: each item has a text and a list of as many items as the others, as
// RST and MDX write it. The tags are changed to those of a table.
func rowsOfItems(n *html.Node) bool {
	rows := elementsOf(n)
	var rest [][]*html.Node // the other cells of the rows
	for _, r := range rows {
		inner := elementsOf(r)
		if len(inner) == 0 || inner[len(inner)-1].Data != "ul" {
			return false
		}
		if rest = append(rest, elementsOf(inner[len(inner)-1])); len(rest[len(rest)-1]) != len(rest[0]) {
			return false
		}
	}
	if len(rows) < 3 || len(rest[0]) == 0 {
		return false
	}
	first := []string{ownText(rows[0])}
	for _, item := range rest[0] {
		first = append(first, ownText(item))
	}
	alone := n.Parent != nil && n.Parent.Data == "component" && len(elementsOf(n.Parent)) == 1 // in a component of MDX
	if !alone && headerCells(first) == 0 || strings.Contains(strings.Join(first, " "), ":") {
		return false
	}
	for i, r := range rows {
		list, cell := rest[i][0].Parent, &html.Node{Type: html.ElementNode}
		for c := r.FirstChild; c != list; c = r.FirstChild {
			r.RemoveChild(c)
			cell.AppendChild(c)
		}
		r.InsertBefore(cell, list)
		rest[i] = append(rest[i], cell)
	}
	asTable(rows, rest)
	return true
}

// asTable changes the tags of the rows of a table and of their cells.
func asTable(rows []*html.Node, cells [][]*html.Node) {
	for i, r := range rows {
		r.Data = "tr"
		for _, c := range cells[i] {
			c.Data = "td"
		}
	}
}

// ownText returns the text of an item without that of the lists in it.
func ownText(n *html.Node) (words string) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			words += c.Data
		} else if c.Data != "ul" {
			words += ownText(c)
		}
	}
	return squeeze(words)
}

// elementsOf returns the elements in an element.
func elementsOf(n *html.Node) (list []*html.Node) {
	for c := range n.ChildNodes() {
		if c.Type == html.ElementNode {
			list = append(list, c)
		}
	}
	return list
}

// gridReader reads the rows of a table into a grid: cells that span rows or columns are repeated.
type gridReader struct {
	w     *walker
	table *table
	carry []carried // by column: cells that span rows
}

// carried is a cell that continues in the rows below.
type carried struct {
	rows int // remaining rows
	text text
}

// readTable adds the block of a table and, after it, those of the tables in its cells.
func (w *walker) readTable(n *html.Node) {
	if w.tables++; w.tables > maxTables {
		w.err = limit("split the page", "the page has more than %d tables", maxTables)
		return
	}
	w.flush()
	t := &table{line: w.line, shape: "table"}
	w.place(t)
	g := &gridReader{w: w, table: t}
	g.parts(n, false)
	for t.head < len(t.rows) && t.rows[t.head].head {
		t.head++
	}
	if t.head == len(t.rows) && t.head > 1 { // header cells only: the first row is the header
		t.head = 1
	}
	if t.head == 1 && t.rows[0].empty() { // Markdown requires a header
		t.rows, t.head = t.rows[1:], 0
	}
	t.square()
}

// parts reads the rows below an element.
func (g *gridReader) parts(n *html.Node, thead bool) {
	for c := n.FirstChild; c != nil && g.w.err == nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		g.w.line = atLine(attr(c, lineAttribute), g.w.line)
		switch tag := tagOf(c); tag {
		case "tr":
			g.row(c, thead)
		case "caption":
			g.table.caption = g.w.inCell(c).line()
		case "table":
			g.w.element(c, span{})
		default:
			g.parts(c, thead || tag == "thead")
		}
	}
}

func (g *gridReader) row(n *html.Node, thead bool) {
	if len(g.table.rows) > MaxRows {
		g.w.err = g.table.tooLong()
		return
	}
	r := row{line: g.w.line, anchor: attr(n, "id")}
	heads, own, wide := 0, 0, 1
	var cells func(*html.Node)
	cells = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch tag := tagOf(c); {
			case tag == "td" || tag == "th":
				own++
				wide = spanOf(attr(c, "colspan"))
				if tag == "th" {
					heads++
				}
				g.cell(c, &r, tag == "th")
			case c.Type == html.ElementNode:
				cells(c)
			}
		}
	}
	cells(n)
	g.fill(&r)
	for col := len(r.cells); col < len(g.carry); col++ { // beyond the row's own cells
		g.carry[col].rows = max(g.carry[col].rows-1, 0)
	}
	r.head = thead || heads > 0 && heads == own
	r.across = own == 1 && wide > 1
	if len(r.cells) > 0 {
		g.table.rows = append(g.table.rows, r)
	}
}

// cell adds a cell to a row, once for each column that it spans. Only headers are repeated.
func (g *gridReader) cell(n *html.Node, r *row, head bool) {
	g.w.line = atLine(attr(n, lineAttribute), g.w.line)
	if len(r.cells) == 0 && len(r.anchor) == 0 {
		r.line = g.w.line
	}
	words := g.w.inCell(n)
	r.anchor = cmp.Or(r.anchor, attr(n, "id"))
	g.fill(r)
	col := len(r.cells)
	if rows := spanOf(attr(n, "rowspan")); rows > 1 && col < maxColumns {
		g.carry = append(g.carry, make([]carried, max(col+1-len(g.carry), 0))...)
		g.carry[col] = carried{rows - 1, words}
	}
	for range min(spanOf(attr(n, "colspan")), maxColumns-col) {
		r.cells, r.carried = append(r.cells, words), append(r.carried, false)
		if !head {
			words = nil
		}
	}
}

// fill adds the cells that span rows to the row that is being read.
func (g *gridReader) fill(r *row) {
	for col := len(r.cells); col < len(g.carry) && g.carry[col].rows > 0; col++ {
		g.carry[col].rows--
		r.cells, r.carried = append(r.cells, g.carry[col].text), append(r.carried, true)
	}
}

// inCell returns the text of a cell. Its blocks become paragraphs; tables in it follow as blocks
// of the page.
func (w *walker) inCell(n *html.Node) (t text) {
	c := &walker{outline: &outline{page: &Page{Kind: w.page.Kind}}, kind: paragraphBlock, line: w.line, tables: w.tables}
	c.children(n, span{})
	c.flush()
	w.line, w.tables, w.err = c.line, c.tables, c.err
	for _, b := range c.page.blocks {
		switch b.kind {
		case tableBlock:
			w.place(b.table)
		case codeBlock:
			t = t.below(text{{text: b.code, style: literal}})
		case itemBlock:
			b.text[0].gap, b.text[0].depth = newItem, b.level
			t = t.below(b.text)
		default:
			t = t.below(b.text)
		}
	}
	return t
}

// spanOf reads a rowspan or colspan, limited to MaxRows.
func spanOf(s string) int {
	n, _ := strconv.Atoi(strings.TrimSpace(s)) // 0 if it is not a number, and the largest if it is larger
	return min(max(n, 1), MaxRows)
}

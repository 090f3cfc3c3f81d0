package vendorpage

import (
	"strconv"
	"strings"
)

// gridReader is a table of an HTML page that is being read.
type gridReader struct {
	table   *table
	depth   int      // its index among the open elements; those inside it come after it
	at      *heading // the heading it is under
	row     *row
	cell    *inline // the open cell, nil between cells
	caption *inline
	headAt  int // where in the cell an open heading starts
	span    int // of the open cell: how many rows
	wide    int // of the open cell: how many columns
	isHead  bool
	heads   int // header cells of the row
	own     int // cells of the row, without those that span it from rows above
	thead   bool
	carry   []carried // by column: cells that span rows
	marks   marks     // those outside
}

// carried is a cell that continues in the rows below.
type carried struct {
	rows int // remaining rows
	text text
}

func (g *gridReader) sink() *inline {
	if g.caption != nil {
		return g.caption
	}
	return g.cell
}

// beginTable handles the parts of tables.
func (r *htmlReader) beginTable(as string, attrs attributes) (handled bool, err error) {
	if as == "table" {
		return true, r.openTable()
	}
	if len(r.tables) == 0 {
		return as == "tr" || as == "td" || as == "th" || as == "thead" || as == "tbody" || as == "caption", nil
	}
	g := r.tables[len(r.tables)-1]
	switch as {
	case "thead":
		g.endRow(r)
		g.thead = true
	case "tbody", "tfoot":
		g.endRow(r)
		g.thead = false
	case "tr":
		g.endRow(r)
		if len(g.table.rows) >= MaxRows {
			return true, g.table.tooLong()
		}
		g.row = &row{line: r.line, anchor: attrs["id"]}
	case "td", "th":
		g.endCell(r)
		if g.row == nil {
			g.row = &row{line: r.line}
		}
		g.cell, g.isHead = new(inline), as == "th"
		g.span, g.wide = spanOf(attrs["rowspan"]), spanOf(attrs["colspan"])
		if attrs["id"] != "" && g.row.anchor == "" {
			g.row.anchor = attrs["id"]
		}
	case "caption":
		g.caption = new(inline)
	case "colgroup", "col":
	default:
		if id := firstOf(attrs["id"], attrs["name"]); id != "" && as != "p" && g.row != nil && g.row.anchor == "" && g.cell != nil {
			g.row.anchor = id
		}
		return false, nil
	}
	return true, nil
}

// finishTable handles the end of parts of tables.
func (r *htmlReader) finishTable(as string) bool {
	if len(r.tables) == 0 {
		return as == "table" || as == "tr" || as == "td" || as == "th"
	}
	g := r.tables[len(r.tables)-1]
	switch as {
	case "table":
		r.closeTable()
	case "tr":
		g.endRow(r)
	case "td", "th":
		g.endCell(r)
	case "thead":
		g.endRow(r)
		g.thead = false
	case "tbody", "tfoot":
		g.endRow(r)
	case "caption":
		if g.caption != nil {
			g.table.caption = g.caption.take().line()
			g.caption = nil
		}
	default:
		return false
	}
	return true
}

// openTable starts a table. Its block is added right away, so that a table inside one of its cells comes after it.
func (r *htmlReader) openTable() error {
	if r.count++; r.count > maxTables {
		return limit("split the page", "the page has more than %d tables", maxTables)
	}
	if len(r.tables) == 0 {
		r.flush()
	}
	depth := len(r.open)
	if r.pushed {
		depth--
	}
	t := &table{line: r.line, shape: "table"}
	r.place(t)
	r.tables = append(r.tables, &gridReader{table: t, depth: depth, at: r.at, marks: r.marks})
	r.marks = marks{}
	return nil
}

// closeTable ends the innermost table.
func (r *htmlReader) closeTable() {
	g := r.tables[len(r.tables)-1]
	g.endRow(r)
	r.tables = r.tables[:len(r.tables)-1]
	r.at, r.marks = g.at, g.marks
	t := g.table
	if g.caption != nil {
		t.caption = g.caption.take().line()
	}
	for t.head < len(t.rows) && t.rows[t.head].head {
		t.head++
	}
	if t.head == len(t.rows) && t.head > 1 { // header cells only: the first row is the header
		t.head = 1
	}
	t.square()
}

func (g *gridReader) endCell(r *htmlReader) {
	if g.cell == nil {
		return
	}
	cell := g.cell.take()
	g.cell = nil
	r.marks = marks{}
	if g.row == nil {
		return
	}
	g.fill()
	g.own++
	if g.isHead {
		g.heads++
	}
	col := len(g.row.cells)
	if col < maxColumns {
		g.row.cells = append(g.row.cells, cell)
		g.row.carried = append(g.row.carried, false)
		for n := 1; n < g.wide && len(g.row.cells) < maxColumns; n++ {
			if !g.isHead {
				cell = nil
			}
			g.row.cells = append(g.row.cells, cell)
			g.row.carried = append(g.row.carried, false)
		}
		if g.span > 1 {
			for len(g.carry) <= col {
				g.carry = append(g.carry, carried{})
			}
			g.carry[col] = carried{g.span - 1, g.row.cells[col]}
		}
	}
}

// fill adds the cells that span rows to the row that is being read.
func (g *gridReader) fill() {
	for col := len(g.row.cells); col < len(g.carry) && g.carry[col].rows > 0; col++ {
		g.carry[col].rows--
		g.row.cells = append(g.row.cells, g.carry[col].text)
		g.row.carried = append(g.row.carried, true)
	}
}

func (g *gridReader) endRow(r *htmlReader) {
	g.endCell(r)
	row := g.row
	if row == nil {
		return
	}
	g.fill()
	for col := len(row.cells); col < len(g.carry); col++ { // beyond the row's own cells
		g.carry[col].rows = max(g.carry[col].rows-1, 0)
	}
	g.row = nil
	row.head = g.thead || g.heads > 0 && g.heads >= g.own
	row.across = g.own == 1 && g.wide > 1
	g.heads, g.own = 0, 0
	if len(row.cells) > 0 {
		g.table.rows = append(g.table.rows, *row)
	}
}

// spanOf reads a rowspan or colspan, limited to MaxRows.
func spanOf(s string) int {
	s = strings.TrimSpace(s)
	if len(s) > 9 && strings.Trim(s, "0123456789") == "" {
		return MaxRows
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		return 1
	}
	return min(max(n, 1), MaxRows)
}

// beginInCell handles an element inside a table cell. A heading there is a paragraph in bold, and also part of the
// outline: the table may be layout.
func (r *htmlReader) beginInCell(as string, attrs attributes, b *inline) {
	switch as {
	case "h1", "h2", "h3", "h4", "h5", "h6", "summary":
		b.begin(newParagraph, 0)
		r.strong++
		r.tables[len(r.tables)-1].headAt = len(b.spans)
	case "pre":
		b.begin(newParagraph, 0)
		r.literal++
	case "hr", "header", "main", "aside", "form", "figure", "address":
		b.begin(newParagraph, 0)
	default:
		r.marks.open(as, attrs, b)
	}
}

// headingInCell ends a heading inside a cell.
func (r *htmlReader) headingInCell(as string, b *inline) {
	r.strong = max(r.strong-1, 0)
	g := r.tables[len(r.tables)-1]
	b.settle()
	if g.headAt < len(b.spans) {
		r.heading(min(headingTag(as), 6), r.line, append(text{}, b.spans[g.headAt:]...), "")
	}
	b.begin(newParagraph, 0)
}

package prose

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"github.com/errdocs/errdocs/internal/terminal"
)

// Terminal returns Markdown set for a terminal: paragraphs, lists, quotations and tables are broken into lines of at
// most width columns, code keeps its lines, and a link is its text followed by its address, except in a table.
func Terminal(markdown []byte, width int, paint terminal.Paint) string {
	s := &screen{source: markdown, width: width, paint: paint}
	s.blocks(documents.Parser().Parse(text.NewReader(markdown)))
	return s.out.String()
}

// screen is Markdown on its way to a terminal.
type screen struct {
	out    strings.Builder
	source []byte
	width  int
	paint  terminal.Paint

	lead   string // starts the next line: the indentation and, for the first line of an item, its marker
	indent string // starts every line after that
	tight  bool   // no blank lines between blocks: the list around them has none
	cell   bool   // in a table, where addresses have no room
}

// blocks writes the blocks of a node.
func (s *screen) blocks(parent ast.Node) {
	first := true
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() == ast.KindLinkReferenceDefinition || n.Kind() == ast.KindHTMLBlock && s.summary(n) == "" {
			continue
		}
		if !first && !s.tight {
			s.line("")
		}
		s.block(n)
		first = false
	}
}

func (s *screen) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading:
		s.fill(s.inline(n, s.paint.Strong, strings.Repeat("#", n.Level)+" "))
	case *ast.FencedCodeBlock, *ast.CodeBlock:
		s.code(n)
	case *ast.HTMLBlock:
		s.fill(s.paint.Strong(s.summary(n)))
	case *ast.ThematicBreak:
		s.line("---")
	case *ast.List:
		s.list(n)
	case *ast.Blockquote:
		s.quote(n)
	case *extast.Table:
		s.table(n)
	case *extast.DefinitionDescription:
		s.nested("    ", "    ", n)
	case *extast.Footnote:
		s.nested(fmt.Sprintf("[%d] ", n.Index), "    ", n)
	case *extast.DefinitionList, *extast.FootnoteList:
		s.blocks(n)
	default: // a paragraph, the text of an item, a term
		s.fill(s.inline(n, unpainted, ""))
	}
}

// summary returns the title of details that start in lines of HTML, "" where none do.
func (s *screen) summary(n ast.Node) string {
	from, to := htmlSpan(n)
	m := blockHTML.FindSubmatch(s.source[from:to])
	if m == nil {
		return ""
	}
	return strings.TrimSpace(plain(m[4]))
}

// line writes a line as it is.
func (s *screen) line(text string) {
	s.out.WriteString(strings.TrimRight(s.lead+text, " ") + "\n")
	s.lead = s.indent
}

// nested writes the blocks of a node further in.
func (s *screen) nested(marker, indent string, n ast.Node) {
	before := s.indent
	s.lead, s.indent = s.lead+marker, s.indent+indent
	if !n.HasChildren() {
		s.line("")
	}
	s.blocks(n)
	s.lead, s.indent = before, before
}

func (s *screen) code(n ast.Node) {
	lead, indent := s.lead, s.indent
	s.lead, s.indent = lead+"    ", indent+"    "
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		s.line(strings.TrimRight(string(line.Value(s.source)), "\r\n"))
	}
	if s.indent = indent; n.Lines().Len() > 0 {
		s.lead = indent
	} else {
		s.lead = lead
	}
}

func (s *screen) list(n *ast.List) {
	tight := s.tight
	number := n.Start
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		if item.PreviousSibling() != nil && !n.IsTight {
			s.line("")
		}
		marker := "- "
		if n.IsOrdered() {
			marker = fmt.Sprintf("%d%c ", number, n.Marker)
			number++
		}
		s.tight = n.IsTight
		s.nested(marker, strings.Repeat(" ", len(marker)), item)
	}
	s.tight = tight
}

func (s *screen) quote(n *ast.Blockquote) {
	tight := s.tight
	s.tight = false
	marker := "> "
	if alertOf(n) != "" {
		marker += s.paint.Strong(alertTitle(nil, n)) + ": "
	}
	s.nested(marker, "> ", n)
	s.tight = tight
}

// fill breaks a text into lines.
func (s *screen) fill(text string) {
	for _, line := range wrap(text, s.width-terminal.Columns(s.indent)) {
		s.line(line)
	}
}

func (s *screen) table(n *extast.Table) {
	s.cell = true
	var rows [][]string
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		paint := unpainted
		if row.Kind() == extast.KindTableHeader {
			paint = s.paint.Strong
		}
		var cells []string
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			cells = append(cells, s.inline(cell, paint, ""))
		}
		rows = append(rows, cells)
	}
	s.cell = false
	for _, line := range layOut(rows, s.width-terminal.Columns(s.indent)) {
		s.line(line)
	}
}

func unpainted(s string) string { return s }

// inline returns the painted text of a node, after what it starts with.
func (s *screen) inline(parent ast.Node, paint func(string) string, start string) string {
	var b strings.Builder
	run := start // text that is painted as one
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		t, ok := n.(*ast.Text)
		if !ok {
			b.WriteString(paint(run) + s.text(n, paint))
			run = ""
			continue
		}
		run += plain(t.Segment.Value(s.source))
		if t.HardLineBreak() {
			run += "\n"
		} else if t.SoftLineBreak() {
			run += " "
		}
	}
	return b.String() + paint(run)
}

// text returns the painted text of a node that is not plain text.
func (s *screen) text(n ast.Node, paint func(string) string) string {
	switch n := n.(type) {
	case *ast.CodeSpan:
		return s.whole("`" + s.verbatim(n) + "`")
	case *ast.Emphasis:
		return s.inline(n, s.paint.Strong, "")
	case *ast.AutoLink:
		return s.whole(string(n.Label(s.source)))
	case *ast.Image:
		return "[image: " + s.inline(n, paint, "") + "]"
	case *ast.Link:
		text := s.inline(n, paint, "")
		if dest := plain(n.Destination); !s.cell && outward(dest) && dest != s.verbatim(n) {
			text += " " + s.whole("("+dest+")")
		}
		return text
	case *ast.RawHTML:
		if from, _ := htmlSpan(n); !s.cell && strings.HasPrefix(string(s.source[from:]), "<b") {
			return "\n"
		}
		return ""
	case *extast.TaskCheckBox:
		if n.IsChecked {
			return "[x] "
		}
		return "[ ] "
	case *extast.FootnoteLink:
		return fmt.Sprintf("[%d]", n.Index)
	case *extast.FootnoteBacklink:
		return ""
	}
	return s.inline(n, paint, "") // struck text
}

// whole returns an address or code, which no line break divides.
func (s *screen) whole(text string) string {
	return s.paint.Link(strings.ReplaceAll(text, " ", fixedSpace))
}

// verbatim returns the text in a node as it is written.
func (s *screen) verbatim(n ast.Node) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.Write(t.Segment.Value(s.source))
			if t.SoftLineBreak() {
				b.WriteByte(' ')
			}
		}
	}
	return b.String()
}

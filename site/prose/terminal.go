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
		if n.Kind() == ast.KindLinkReferenceDefinition {
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
		marks := fragment{strings.Repeat("#", n.Level) + " ", strong, false}
		s.fill(append([]fragment{marks}, s.inline(n, strong)...))
	case *ast.FencedCodeBlock, *ast.CodeBlock, *ast.HTMLBlock:
		s.code(n)
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
		s.fill(s.inline(n, normal))
	}
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
	if kind := alertOf(n); kind != "" {
		marker += s.paint.Strong(kind[:1]+strings.ToLower(kind[1:])) + ": "
	}
	s.nested(marker, "> ", n)
	s.tight = tight
}

// fill breaks fragments into lines.
func (s *screen) fill(all []fragment) {
	s.print(wrap(all, s.width-terminal.Columns(s.indent)))
}

func (s *screen) print(lines []printed) {
	for _, l := range lines {
		var b strings.Builder
		for _, f := range l.fragments {
			switch f.style {
			case strong:
				b.WriteString(s.paint.Strong(f.text))
			case linked:
				b.WriteString(s.paint.Link(f.text))
			default:
				b.WriteString(f.text)
			}
		}
		s.line(b.String())
	}
}

func (s *screen) table(n *extast.Table) {
	s.cell = true
	var rows [][][]fragment
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		as := normal
		if row.Kind() == extast.KindTableHeader {
			as = strong
		}
		var cells [][]fragment
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			cells = append(cells, s.inline(cell, as))
		}
		rows = append(rows, cells)
	}
	s.cell = false
	s.print(layOut(rows, s.width-terminal.Columns(s.indent)))
}

// inline returns the text of a node in fragments.
func (s *screen) inline(parent ast.Node, as style) []fragment {
	var all []fragment
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		all = append(all, s.fragments(n, as)...)
	}
	return all
}

func (s *screen) fragments(n ast.Node, as style) []fragment {
	switch n := n.(type) {
	case *ast.Text:
		end := ""
		if n.HardLineBreak() {
			end = "\n"
		} else if n.SoftLineBreak() {
			end = " "
		}
		return []fragment{{plain(n.Segment.Value(s.source)) + end, as, false}}
	case *ast.CodeSpan:
		return []fragment{{"`" + s.verbatim(n) + "`", linked, true}}
	case *ast.Emphasis:
		return s.inline(n, strong)
	case *ast.AutoLink:
		return []fragment{{string(n.Label(s.source)), linked, true}}
	case *ast.Link:
		all := s.inline(n, as)
		if dest := plain(n.Destination); !s.cell && outward(dest) && dest != s.verbatim(n) {
			all = append(all, fragment{text: " "}, fragment{"(" + dest + ")", linked, true})
		}
		return all
	case *extast.TaskCheckBox:
		if n.IsChecked {
			return []fragment{{text: "[x] "}}
		}
		return []fragment{{text: "[ ] "}}
	case *extast.FootnoteLink:
		return []fragment{{text: fmt.Sprintf("[%d]", n.Index)}}
	case *extast.FootnoteBacklink:
		return nil
	}
	return s.inline(n, as) // struck text
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

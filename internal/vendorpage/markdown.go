package vendorpage

import (
	"bytes"
	"cmp"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer/html"
	source "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/errdocs/errdocs/internal/plaintext"
)

// commonMark reads Markdown as vendors write it: with tables and definition lists, and with indented text that is
// not code.
var commonMark = goldmark.New(
	goldmark.WithParser(parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(parser.NewSetextHeadingParser(), 100), util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(parser.NewListParser(), 300), util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewATXHeadingParser(), 600), util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(parser.NewHTMLBlockParser(), 900), util.Prioritized(indentedParagraph{parser.NewParagraphParser()}, 1000)),
		parser.WithInlineParsers(parser.DefaultInlineParsers()...),
		parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
		parser.WithHeadingAttribute(),
	)),
	goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.DefinitionList),
	goldmark.WithRendererOptions(html.WithUnsafe()),
)

// indentedParagraph takes the lines that are code elsewhere. Without a block for them, goldmark ends the document there.
type indentedParagraph struct{ parser.BlockParser }

func (indentedParagraph) CanAcceptIndentedLine() bool { return true }

// readMarkdown reads Markdown and plain text. Its lines are rewritten as regular Markdown, from which goldmark makes
// HTML; then everything is as for HTML. The blocks of that HTML say in which line of the page they are.
func readMarkdown(p *Page, src string) error {
	plain := plaintext.Read(src)
	p.Title = plain.Title
	for _, u := range plain.URLs {
		p.URL = cmp.Or(p.URL, absolute(u))
	}
	made := []byte(plain.Markdown)
	var page bytes.Buffer
	doc := commonMark.Parser().Parse(source.NewReader(made))
	addLines(doc, func(n ast.Node) string {
		if line := plain.Line(n.Pos()); line > 0 {
			return itoa(line)
		}
		return ""
	})
	if err := commonMark.Renderer().Render(&page, made, doc); err != nil {
		return err
	}
	if err := readHTML(p, page.String()); err != nil {
		return err
	}
	for _, b := range p.blocks {
		if b.kind == headingBlock {
			p.Title = cmp.Or(p.Title, b.under.words)
		}
	}
	return nil
}

// addLines writes the line of each block into an attribute. Raw HTML and code have none, so a comment precedes them.
func addLines(parent ast.Node, line func(ast.Node) string) {
	for n := parent.FirstChild(); n != nil && n.Type() == ast.TypeBlock; n = n.NextSibling() {
		if n.Kind() == ast.KindHTMLBlock || n.Kind() == ast.KindFencedCodeBlock {
			note := ast.NewString([]byte("<!--line " + line(n) + "-->"))
			note.SetCode(true)
			parent.InsertBefore(parent, n, note)
		} else if s := line(n); s != "" {
			n.SetAttributeString(lineAttribute, []byte(s))
		}
		addLines(n, line)
	}
}

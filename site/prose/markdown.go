package prose

import (
	"bytes"
	"html/template"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/errdocs/errdocs/content"
)

// newMarkdown returns goldmark as pages need it. Everything that depends on the page is settled on the syntax tree
// before it is rendered: see tree.
func newMarkdown(h *highlighter, s *content.Strings, more ...goldmark.Extender) goldmark.Markdown {
	return goldmark.New(
		goldmark.WithExtensions(more...),
		goldmark.WithExtensions(
			extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignNone)),
			extension.Strikethrough,
			extension.TaskList,
			extension.DefinitionList,
			extension.NewFootnote(
				extension.WithFootnoteIDPrefixFunction(footnotePrefix),
				extension.WithFootnoteBacklinkTitle(s.Text("prose.back")),
			),
			alerts{s}, codeLinks{},
		),
		goldmark.WithRendererOptions(renderer.WithNodeRenderers(
			util.Prioritized(nodeRenderer{h, s}, 100),
		)),
	)
}

// Document returns the markup of a whole Markdown document that errdocs itself has written, for another site: headings
// have ids, nothing is checked. Each link's address is replaced by what link returns for it.
func Document(markdown []byte, link func(address string) string) (template.HTML, error) {
	doc := documents.Parser().Parse(text.NewReader(markdown))
	(&htmlPass{markdown, func(int, string, string) {}}).children(doc) // its texts were checked on their pages
	visit(doc, func(n ast.Node) {
		if l, ok := n.(*ast.Link); ok {
			l.Destination = []byte(link(string(l.Destination)))
		}
	})
	var b bytes.Buffer
	err := documents.Renderer().Render(&b, markdown, doc)
	return template.HTML(b.String()), err
}

var documents = goldmark.New(goldmark.WithParserOptions(parser.WithAutoHeadingID()), goldmark.WithExtensions(
	extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignNone)),
	extension.Strikethrough, extension.Linkify, extension.TaskList, extension.DefinitionList, extension.Footnote, alerts{nil},
))

func footnotePrefix(n ast.Node) []byte {
	prefix, _ := n.OwnerDocument().Meta()["prefix"].(string)
	return []byte(prefix + "-")
}

// nodeRenderer renders what pages show in another way than goldmark does.
type nodeRenderer struct {
	highlighter *highlighter
	strings     *content.Strings
}

func (r nodeRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindFencedCodeBlock, r.code)
	reg.Register(ast.KindCodeBlock, r.code)
	reg.Register(extast.KindTable, r.table)
	reg.Register(extast.KindTableCell, r.cell)
	reg.Register(extast.KindTaskCheckBox, r.task)
}

// code renders code blocks through the highlighter.
func (r nodeRenderer) code(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	language := ""
	if f, ok := n.(*ast.FencedCodeBlock); ok && !attribute[bool](n, plainAttribute) {
		language = content.LanguageNamed(string(f.Language(source)))
	}
	text := string(n.Lines().Value(source))
	_, err := w.WriteString(string(r.highlighter.pre(language, text, Mark{})) + "\n")
	return ast.WalkContinue, err
}

// plainAttribute marks code blocks that are not highlighted.
const plainAttribute = "plain"

// table renders wide tables inside a region that scrolls and that the keyboard reaches, others as part of the page.
func (nodeRenderer) table(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	start, end := "<table class=\"flow\">\n", "</table>\n"
	if attribute[[]string](n, "cards") != nil {
		start = "<table class=\"flow rows\">\n"
	}
	if label := attribute[string](n, "label"); label != "" {
		start, end = `<div class="scroll" role="region" tabindex="0" aria-label="`+escape(label)+"\"><table>\n", "</table></div>\n"
	}
	if !entering {
		start = end
	}
	_, err := w.WriteString(start)
	return ast.WalkContinue, err
}

// attribute returns what settling a tree has noted about a node by a name, the zero value for nothing.
func attribute[T any](n ast.Node, name string) (value T) {
	noted, _ := n.AttributeString(name)
	value, _ = noted.(T)
	return value
}

func (nodeRenderer) cell(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	// A header cell without words does not help anybody: it is an ordinary cell.
	name, open := "td", "<td"
	head := n.Parent().Kind() == extast.KindTableHeader
	if head && n.HasChildren() {
		name, open = "th", `<th scope="col"`
	}
	if !entering {
		_, err := w.WriteString("</" + name + ">\n")
		return ast.WalkContinue, err
	}
	switch n.(*extast.TableCell).Alignment {
	case extast.AlignCenter:
		open += ` class="center"`
	case extast.AlignRight:
		open += ` class="right"`
	}
	heads, i := attribute[[]string](n.Parent().Parent(), "cards"), 0
	for before := n.PreviousSibling(); before != nil; before = before.PreviousSibling() {
		i++
	}
	if !head && i > 0 && i < len(heads) && heads[i] != "" {
		open += ` data-label="` + escape(heads[i]) + `"`
	}
	_, err := w.WriteString(open + ">")
	return ast.WalkContinue, err
}

// task gives the check boxes of task lists a name.
func (r nodeRenderer) task(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	checked, key := "", "prose.to-do"
	if n.(*extast.TaskCheckBox).IsChecked {
		checked, key = " checked", "prose.done"
	}
	_, err := w.WriteString(`<input type="checkbox" disabled` + checked + ` aria-label="` + escape(r.strings.Text(key)) + `"> `)
	return ast.WalkContinue, err
}

package prose

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/pattern"
)

// alerts makes a block quotation that starts with a line such as "[!NOTE]" an alert, as GitHub does. A title may follow in
// the line.
type alerts struct{ strings *content.Strings }

// alertKinds are the alerts there are, in GitHub's order.
var alertKinds = []string{"NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"}

const (
	alertAttribute = "alert"
	titleAttribute = "alert-title"
)

func (a alerts) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(parser.WithParagraphTransformers(util.Prioritized(a, 100)))
	m.Renderer().AddOptions(renderer.WithNodeRenderers(util.Prioritized(a, 100)))
}

var alertLine = pattern.New(`^\[!([A-Za-z]+)\][ \t]*([^\n]*?)[ \t]*\n?$`)

// Transform takes the line off the first paragraph of a block quotation and remembers its word.
func (alerts) Transform(n *ast.Paragraph, reader text.Reader, _ parser.Context) {
	quote, ok := n.Parent().(*ast.Blockquote)
	if !ok || quote.FirstChild() != ast.Node(n) {
		return
	}
	first := n.Lines().At(0)
	m := alertLine.FindSubmatch(first.Value(reader.Source()))
	if m == nil {
		return
	}
	quote.SetAttributeString(alertAttribute, string(m[1]))
	quote.SetAttributeString(titleAttribute, plain(m[2]))
	quote.SetPos(first.Start)
	if n.Lines().Len() == 1 {
		quote.RemoveChild(quote, n)
		return
	}
	n.Lines().SetSliced(1, n.Lines().Len())
}

func (a alerts) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindBlockquote, a.render)
}

func (a alerts) render(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	open, end := "<blockquote>\n", "</blockquote>\n"
	if kind := alertOf(n); kind != "" {
		open = `<div class="alert alert-` + strings.ToLower(kind) + `" role="note"><p class="alert-title">` + escape(alertTitle(a.strings, n)) + "</p>\n"
		end = "</div>\n"
	}
	if !entering {
		open = end
	}
	_, err := w.WriteString(open)
	return ast.WalkContinue, err
}

// alertOf returns the kind of alert that a block quotation is, "" for none.
func alertOf(n ast.Node) string {
	return strings.ToUpper(attribute[string](n, alertAttribute))
}

// alertTitle returns what is above an alert: what its author wrote after the kind, or else that.
func alertTitle(s *content.Strings, n ast.Node) string {
	if title := attribute[string](n, titleAttribute); title != "" {
		return title
	}
	kind := alertOf(n)
	if !slices.Contains(alertKinds, kind) { // a problem, see tree
		return kind
	}
	return s.Text("prose." + strings.ToLower(kind))
}

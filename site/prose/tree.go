package prose

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"

	"github.com/errdocs/errdocs/content"
)

// tree is the syntax tree of a piece of prose. Settling it checks what an author can get wrong and
// puts everything that depends on the page into the nodes, so that renderers need no context.
type tree struct {
	Text
	site    Site
	source  []byte
	doc     ast.Node
	anchors map[string]string // as an author writes them, to the id on the page
	tables  map[string]int
	samples int // bytes of code blocks so far that no parser looks at
}

func (t *tree) settle() {
	var nodes []ast.Node
	_ = ast.Walk(t.doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			nodes = append(nodes, n)
		}
		return ast.WalkContinue, nil
	})
	t.headings(nodes)
	for _, n := range nodes {
		t.node(n)
	}
	if first := t.doc.FirstChild(); t.Tight && first != nil && first.NextSibling() == nil {
		tighten(first)
	}
}

func (t *tree) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.Link:
		t.link(n)
	case *ast.AutoLink:
		t.autoLink(n)
	case *codeLink:
		t.codeLink(n)
	case *ast.Image:
		t.problem(n.Pos(), "markdown-image", "say it in words, or show a code block", "images are not supported")
	case *ast.RawHTML:
		t.rawHTML(n.Segments.At(0).Start)
	case *ast.HTMLBlock:
		t.rawHTML(n.Lines().At(0).Start)
	case *ast.FencedCodeBlock:
		t.language(n)
	case *ast.Blockquote:
		t.alert(n)
	case *extast.Table:
		t.table(n)
	case *extast.TaskCheckBox:
		if item, ok := n.Parent().Parent().(*ast.ListItem); ok {
			item.SetAttributeString("class", "task-list-item")
		}
	}
}

// headings gives each heading an id and a level that leaves none out.
func (t *tree) headings(nodes []ast.Node) {
	ids := parser.NewContext().IDs()
	var open []int // the levels of the headings around, as written
	for _, n := range nodes {
		h, ok := n.(*ast.Heading)
		if !ok {
			continue
		}
		for len(open) > 0 && open[len(open)-1] >= h.Level {
			open = open[:len(open)-1]
		}
		open = append(open, h.Level)
		h.Level = min(t.Level+len(open)-1, 6)
		words := t.words(h)
		anchor := string(ids.Generate([]byte(words), ast.KindHeading))
		id := t.ID + "-" + anchor
		t.anchors[anchor] = id
		h.SetAttributeString("id", id)
		h.AppendChild(h, verbatim(` <a class="anchor" href="#`+id+`" aria-label="`+escape("Link to "+words)+`">#</a>`))
	}
}

func (t *tree) language(n *ast.FencedCodeBlock) {
	language := string(n.Language(t.source))
	if language == "" {
		return
	}
	ids := content.LanguageIDs()
	if slices.Contains(ids, language) {
		if text := string(n.Lines().Value(t.source)); !parsed(language, text) || language == "http" {
			t.samples += len(text)
		}
		if t.samples > maxNoteCode {
			n.SetAttributeString(plainAttribute, true)
		}
		return
	}
	t.problem(n.Info.Segment.Start, "markdown-language", DidYouMean(language, ids, "one of: "+strings.Join(ids, ", ")),
		"unknown language %q", language)
}

func (t *tree) alert(n *ast.Blockquote) {
	kind := alertOf(n)
	if kind == "" || slices.Contains(alertKinds, kind) {
		return
	}
	t.problem(n.Pos(), "markdown-alert", DidYouMean(kind, alertKinds, "one of: "+strings.Join(alertKinds, ", ")),
		"unknown alert %q", kind)
}

// table names a table by what it belongs to and its columns: the name of its scrolling region.
func (t *tree) table(n *extast.Table) {
	var heads []string
	for c := n.FirstChild().FirstChild(); c != nil; c = c.NextSibling() {
		if words := t.words(c); words != "" {
			heads = append(heads, words)
		}
	}
	label := t.Label + ": " + strings.Join(heads, ", ")
	t.tables[label]++
	if k := t.tables[label]; k > 1 {
		label = fmt.Sprintf("%s (%d)", label, k)
	}
	n.SetAttributeString("label", label)
}

func (t *tree) rawHTML(offset int) {
	t.problem(offset, "markdown-html", "write Markdown; for a literal < use a backslash before it, or backticks around the code",
		"HTML in Markdown is not rendered")
}

// words returns the text of a node without its markup, in one line.
func (t *tree) words(n ast.Node) string {
	var b bytes.Buffer
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text:
			b.Write(n.Value(t.source))
			if n.SoftLineBreak() || n.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *codeLink:
			b.WriteString(n.ref[strings.LastIndexByte(n.ref, '/')+1:])
		case *ast.AutoLink:
			b.Write(n.Label(t.source))
		}
		return ast.WalkContinue, nil
	})
	return strings.Join(strings.Fields(plain(b.Bytes())), " ")
}

// problem reports a mistake at a byte of the text.
func (t *tree) problem(offset int, rule, hint, format string, args ...any) {
	t.site.Report(content.Problem{
		Pos: t.At(max(offset, 0)), Rule: rule, Hint: hint, Message: fmt.Sprintf(format, args...),
	})
}

// tighten makes a paragraph a block of text without an element.
func tighten(n ast.Node) {
	p, ok := n.(*ast.Paragraph)
	if !ok {
		return
	}
	block := ast.NewTextBlock()
	for c := p.FirstChild(); c != nil; c = p.FirstChild() {
		block.AppendChild(block, c)
	}
	p.Parent().ReplaceChild(p.Parent(), p, block)
}

// plain resolves backslash escapes and character references.
func plain(b []byte) string {
	return string(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(b))))
}

// verbatim returns a node that is rendered as markup.
func verbatim(markup string) ast.Node {
	n := ast.NewString([]byte(markup))
	n.SetCode(true)
	return n
}

func escape(s string) string { return string(util.EscapeHTML([]byte(s))) }

// DidYouMean returns a hint that names the nearest of the candidates, or else the fallback.
func DidYouMean(word string, candidates []string, fallback string) string {
	if near := content.Nearest(word, candidates); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return fallback
}

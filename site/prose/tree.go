package prose

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/pattern"
)

// tree is the syntax tree of a piece of prose. Settling it checks what an author can get wrong and
// puts everything that depends on the page into the nodes, so that renderers need no context.
type tree struct {
	Text
	site    Site
	source  []byte
	doc     ast.Node
	anchors map[string]string // as an author writes them, to the id on the page
	repeats map[string]int    // how often a heading comes again
	tables  map[string]int
	samples int // bytes of code blocks so far that no parser looks at
}

func (t *tree) settle(nodes []ast.Node) {
	t.headings(nodes)
	(&htmlPass{t.source, func(offset int, hint, message string) { t.problem(offset, "markdown-html", hint, "%s", message) }}).children(t.doc)
	for _, n := range nodes {
		t.node(n)
	}
	if first := t.doc.FirstChild(); t.Tight && first != nil && first.NextSibling() == nil {
		tighten(first)
	}
}

// nodesOf appends the root of a tree and all that are in it, in the order of the text.
func nodesOf(root ast.Node, nodes []ast.Node) []ast.Node {
	visit(root, func(n ast.Node) { nodes = append(nodes, n) })
	return nodes
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
		t.image(n)
	case *ast.Paragraph:
		t.foreignAlert(n)
	case *extast.TableRow:
		t.row(n)
	case *ast.FencedCodeBlock:
		t.fence(n)
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
		anchor := t.anchor(words)
		id := t.ID + "-" + anchor
		if t.anchors == nil {
			t.anchors, t.repeats = map[string]string{}, map[string]int{}
		}
		t.anchors[anchor] = id
		h.SetAttributeString("id", id)
	}
}

// anchor returns the words of a heading as an anchor, which is unique in the text. It keeps letters, digits and marks of
// any script.
func (t *tree) anchor(words string) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case unicode.In(r, unicode.L, unicode.N, unicode.M):
			return unicode.ToLower(r)
		case unicode.IsSpace(r), r == '-', r == '_':
			return '-'
		}
		return -1
	}, words)
	if name == "" {
		name = "heading"
	}
	for anchor := name; ; {
		if _, taken := t.anchors[anchor]; !taken {
			return anchor
		}
		t.repeats[name]++
		anchor = fmt.Sprintf("%s-%d", name, t.repeats[name])
	}
}

// language leaves a code block plain when the text has too much code before it that no parser looks at.
func (t *tree) language(n *ast.FencedCodeBlock) {
	language := content.LanguageNamed(string(n.Language(t.source)))
	if text := string(n.Lines().Value(t.source)); language != "" && (!parsed(language, text) || language == "http") {
		t.samples += len(text)
	}
	if t.samples > maxNoteCode {
		n.SetAttributeString(plainAttribute, true)
	}
}

func (t *tree) alert(n *ast.Blockquote) {
	kind := alertOf(n)
	if kind == "" || slices.Contains(alertKinds, kind) {
		return
	}
	t.problem(n.Pos(), "markdown-alert", content.DidYouMean(kind, alertKinds, "one of: "+strings.Join(alertKinds, ", ")),
		"unknown alert %q", kind)
}

// maxCards is how many columns a table may have whose rows become cards in narrow windows. One with more scrolls.
const maxCards = 5

// narrowest is how many characters the words of a line may have that fits in the narrowest window.
const narrowest = 38

// table gives the cells of a table that fits in no narrow window the words that they have on cards. A wide table is named by
// what it belongs to and its columns: the name of its scrolling region.
func (t *tree) table(n *extast.Table) {
	heads, width := t.columns(n)
	if len(heads) <= maxCards {
		if width > narrowest {
			n.SetAttributeString("cards", heads)
		}
		return
	}
	heads = slices.DeleteFunc(heads, func(words string) bool { return words == "" })
	label := t.Label + ": " + strings.Join(heads, ", ")
	if t.tables == nil {
		t.tables = map[string]int{}
	}
	t.tables[label]++
	if k := t.tables[label]; k > 1 {
		label = fmt.Sprintf("%s (%d)", label, k)
	}
	n.SetAttributeString("label", label)
}

// columns returns the heads of a table, and how wide it is if every space is a line break.
func (t *tree) columns(n *extast.Table) (heads []string, width int) {
	longest := map[int]int{}
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		i := 0
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			words := t.words(c)
			if row == n.FirstChild() {
				heads = append(heads, words)
			}
			for word := range strings.FieldsSeq(words) {
				longest[i] = max(longest[i], utf8.RuneCountInString(word))
			}
			i++
		}
	}
	width = 3 * len(heads) // between the columns
	for _, n := range longest {
		width += n
	}
	return heads, width
}

// image replaces an image by its markup, with the size, so that the text does not move when it is loaded.
func (t *tree) image(n *ast.Image) {
	path, alt := strings.TrimPrefix(plain(n.Destination), "./"), t.words(n)
	replace := func(markup string) { n.Parent().ReplaceChild(n.Parent(), n, verbatim(markup)) }
	mistake := &content.Problem{Rule: "markdown-image", Hint: content.ImageHint}
	var image Image
	switch {
	case !t.Images:
		mistake.Message, mistake.Hint = "images are shown in notes and pages only", "move it into a note, or say it in words"
	case alt == "":
		mistake.Message, mistake.Hint = "an image needs words for those who cannot see it", "write between the brackets what it shows"
	case !strings.HasPrefix(path, "images/") || !inward(path) || strings.ContainsAny(path, "?#"):
		mistake.Message = fmt.Sprintf("%q is not an image of this catalog", path)
	default:
		image, mistake = t.site.Image(path)
	}
	if t.report(n.Pos(), mistake) {
		replace("")
		return
	}
	title := ""
	if n.Title != nil {
		title = ` title="` + escape(plain(n.Title)) + `"`
	}
	replace(fmt.Sprintf(`<img src="%s" alt="%s"%s width="%d" height="%d" loading="lazy">`,
		escape(t.URL(image.Path)), escape(alt), title, image.Width, image.Height))
}

// row reports what is in a row of a table after its last column: Markdown drops it.
func (t *tree) row(n *extast.TableRow) {
	last, ok := n.LastChild().(*extast.TableCell)
	if !ok || last.Lines().Len() == 0 {
		return // a short row
	}
	at := last.Lines().At(0).Stop
	line, _, _ := bytes.Cut(t.source[at:], []byte{'\n'})
	rest := bytes.TrimLeft(line, " \t")
	if extra := bytes.TrimSpace(bytes.TrimPrefix(rest, []byte{'|'})); len(extra) > 0 {
		t.problem(at+len(line)-len(rest), "markdown-table", `write \| for a | inside a cell, also in backticks; or add a column to the first row`,
			"this row has more cells than the table has columns")
	}
}

// foreignAlert reports a paragraph that is an alert in other programs.
func (t *tree) foreignAlert(n *ast.Paragraph) {
	if n.Lines().Len() == 0 || strings.IndexByte(":!?", t.source[n.Lines().At(0).Start]) < 0 {
		return
	}
	if m := foreignAlert.FindSubmatch(n.Lines().Value(t.source)); m != nil {
		kind := strings.ToUpper(string(m[1]))
		if !slices.Contains(alertKinds, kind) {
			kind = alertKinds[0]
		}
		t.problem(n.Lines().At(0).Start, "markdown-alert", "write > [!"+kind+"] and start each line of it with >", "an alert is written in another way here")
	}
}

var foreignAlert = pattern.New(`^(?:::+|!!!|\?\?\?\+?)[ \t]*\{?([A-Za-z]+)`)

// words returns the text of a node without its markup, in one line.
func (t *tree) words(n ast.Node) string {
	var b bytes.Buffer
	visit(n, func(n ast.Node) {
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
	})
	return strings.Join(strings.Fields(plain(b.Bytes())), " ")
}

// visit calls do with a node and all that are in it, in the order of the text.
func visit(n ast.Node, do func(ast.Node)) {
	do(n)
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		visit(c, do)
	}
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

package prose

import (
	"fmt"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/errdocs/errdocs/internal/pattern"
)

// HTML in Markdown is never passed on. A few elements without attributes are read, checked and written again: <br>,
// <kbd>, <sub> and <sup> in a line, and <details><summary>…</summary> and </details> on lines of their own. A comment
// is left out. Everything else is a problem.

const htmlHint = `write \< for a literal <, or backticks around code; of HTML only br, kbd, sub, sup, details and comments are read`

const detailsHint = "write <details><summary>Title</summary>, an empty line, the Markdown, an empty line, </details>"

// maxOpenHTML is how many elements may be inside one another.
const maxOpenHTML = 8

var (
	inlineHTML = pattern.New(`(?is)^(?:(<!--.*?-->)|<br ?/?>|<(/?)(kbd|sub|sup)>)$`)
	blockHTML  = pattern.New(`(?is)^\s*(?:(<!--.*?-->)|(<details( open)?>)\s*<summary>([^<]*)</summary>|</details>)`)
)

// htmlPass rewrites the HTML of a tree.
type htmlPass struct {
	source  []byte
	problem func(offset int, hint, message string)
}

// openHTML is an element that is not closed yet.
type openHTML struct {
	name   string
	offset int
}

// children rewrites the HTML directly in a node, where each element has to be closed, and in its children.
func (p *htmlPass) children(parent ast.Node) {
	var open []openHTML
	for n := parent.FirstChild(); n != nil; {
		next := n.NextSibling()
		from, to := htmlSpan(n)
		switch n.Kind() {
		case ast.KindRawHTML:
			p.replace(n, p.inline(string(p.source[from:to]), from, &open))
		case ast.KindHTMLBlock:
			p.replace(n, p.block(string(p.source[from:to]), from, &open))
		default:
			p.children(n)
		}
		n = next
	}
	for _, o := range open {
		p.problem(o.offset, "close it in the same paragraph, list item or cell; "+detailsHint, "<"+o.name+"> is never closed")
	}
}

func (p *htmlPass) replace(n ast.Node, markup string) {
	if markup == "" {
		n.Parent().RemoveChild(n.Parent(), n)
		return
	}
	n.Parent().ReplaceChild(n.Parent(), n, verbatim(markup))
}

// inline returns the markup of a tag or comment in a line.
func (p *htmlPass) inline(raw string, offset int, open *[]openHTML) string {
	m := inlineHTML.FindStringSubmatch(raw)
	switch {
	case m == nil:
		p.problem(offset, htmlHint, "HTML in Markdown is not rendered")
	case m[1] != "":
	case m[3] == "":
		return "<br>"
	default:
		return p.tag(strings.ToLower(m[3]), m[2] != "", offset, open)
	}
	return ""
}

// block returns the markup of lines of HTML.
func (p *htmlPass) block(raw string, offset int, open *[]openHTML) string {
	var b strings.Builder
	for strings.TrimSpace(raw) != "" {
		m := blockHTML.FindStringSubmatch(raw)
		at := offset + len(raw) - len(strings.TrimLeft(raw, " \t\r\n"))
		switch {
		case m == nil && strings.Contains(strings.ToLower(raw), "details>"), m == nil && len(*open) > 0:
			p.problem(at, detailsHint, "this cannot be read as the start or end of details")
			return ""
		case m == nil:
			p.problem(at, htmlHint, "HTML in Markdown is not rendered")
			return ""
		case m[1] != "":
		case m[2] != "":
			tag := p.tag("details", false, at, open)
			if m[3] != "" && tag != "" {
				tag = "<details open>"
			}
			b.WriteString(tag + "<summary>" + escape(plain([]byte(strings.TrimSpace(m[4])))) + "</summary>\n")
			if strings.TrimSpace(m[4]) == "" {
				p.problem(at, detailsHint, "a summary has no text")
			}
		default:
			b.WriteString(p.tag("details", true, at, open) + "\n")
		}
		raw, offset = raw[len(m[0]):], offset+len(m[0])
	}
	return b.String()
}

// tag returns the markup of the start or end of an element, and keeps what is open.
func (p *htmlPass) tag(name string, end bool, offset int, open *[]openHTML) string {
	last := len(*open) - 1
	switch {
	case !end && len(*open) == maxOpenHTML:
		p.problem(offset, "close the ones before first", fmt.Sprintf("more than %d HTML elements inside one another", maxOpenHTML))
		return ""
	case !end:
		*open = append(*open, openHTML{name, offset})
		return "<" + name + ">"
	case last < 0 || (*open)[last].name != name:
		p.problem(offset, "elements end in the reverse order of their start, in the same paragraph, list item or cell",
			"</"+name+"> closes nothing that is open here")
		return ""
	}
	*open = slices.Delete(*open, last, last+1)
	return "</" + name + ">"
}

// htmlSpan returns where the source of a node of HTML starts and ends.
func htmlSpan(n ast.Node) (from, to int) {
	switch n := n.(type) {
	case *ast.RawHTML:
		return n.Segments.At(0).Start, n.Segments.At(n.Segments.Len() - 1).Stop
	case *ast.HTMLBlock:
		from, to = n.ClosureLine.Start, n.ClosureLine.Stop
		if k := n.Lines().Len(); k > 0 {
			from, to = n.Lines().At(0).Start, max(n.Lines().At(k-1).Stop, to)
		}
	}
	return from, to
}

// comment reports whether a node is a comment, and where it starts and ends.
func comment(n ast.Node, source []byte) (from, to int, ok bool) {
	from, to = htmlSpan(n)
	text := strings.TrimSpace(string(source[from:to]))
	return from, to, strings.HasPrefix(text, "<!--") && strings.Index(text, "-->") == len(text)-len("-->")
}

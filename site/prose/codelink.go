package prose

import (
	"bytes"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// codeLinks understands links to codes: [[CODE]], [[set/CODE]] and [[vendor/set/CODE]].
type codeLinks struct{}

func (c codeLinks) Extend(m goldmark.Markdown) {
	// Before links (200) and after code spans (100).
	m.Parser().AddOptions(parser.WithInlineParsers(util.Prioritized(c, 150)))
}

func (codeLinks) Trigger() []byte { return []byte{'['} }

// Parse returns a codeLink, or nil where the brackets are something else.
func (codeLinks) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if !bytes.HasPrefix(line, []byte("[[")) {
		return nil
	}
	end := bytes.Index(line, []byte("]]"))
	if end < 3 || bytes.ContainsAny(line[2:end], "[]") || bytes.HasPrefix(line[end+2:], []byte("(")) {
		return nil
	}
	n := &codeLink{ref: string(bytes.TrimSpace(line[2:end])), length: end + 2}
	n.SetPos(segment.Start)
	block.Advance(end + 2)
	return n
}

// codeLink is a link to a code by its name. It is replaced by a link when the tree is settled.
type codeLink struct {
	ast.BaseInline
	ref    string
	length int // of the link in the source, in bytes
}

var kindCodeLink = ast.NewNodeKind("CodeLink")

func (n *codeLink) Kind() ast.NodeKind { return kindCodeLink }

func (n *codeLink) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Ref": n.ref}, nil)
}

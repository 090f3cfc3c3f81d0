package prose

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
)

// fence reports a code block without an end: all that follows is code then, to the end of the text, or of the list or quotation around it.
func (t *tree) fence(n *ast.FencedCodeBlock) {
	at := n.Pos()
	_, rest, _ := bytes.Cut(t.source[at:], []byte{'\n'})
	if lines := n.Lines(); lines.Len() > 0 {
		rest = t.source[lines.At(lines.Len()-1).Stop:]
	}
	length := len(t.source[at:]) - len(bytes.TrimLeft(t.source[at:], string(t.source[at])))
	last, _, _ := bytes.Cut(rest, []byte{'\n'})
	last = bytes.Trim(last, "> \t\r")
	if mark := t.source[at : at+length]; len(last) < length || len(bytes.Trim(last, string(mark[0]))) > 0 {
		t.problem(at, "markdown-fence", "write "+string(mark)+" in a line of its own where the code ends", "this code block has no end")
	}
}

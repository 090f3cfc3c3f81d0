package site

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/errdocs/errdocs/content"
)

// portable is Markdown on its way out of the site, into a file that other programs read. Links that
// only errdocs understands become ordinary ones; everything else stays as its author wrote it.
type portable struct {
	*builder
	code func(*content.Code) string // the address of a code in the file
	page func(path string) string   // the address of a page of the site
}

// edit replaces a part of the source.
type edit struct {
	from, to int
	with     string
}

// text returns a piece of Markdown with its links rewritten, without space at its ends.
func (o portable) text(m content.Markdown, from scope) string {
	if !strings.Contains(string(m), "[") {
		return strings.TrimSpace(string(m))
	}
	source := []byte(m)
	var edits []edit
	doc := o.markdown.goldmark.Parser().Parse(text.NewReader(source))
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *codeLink:
			if c := o.find(n.ref, from); c != nil {
				edits = append(edits, edit{n.Pos(), n.Pos() + n.length, "[`" + c.Code + "`](" + o.code(c) + ")"})
			}
		case *ast.Link:
			edits = append(edits, o.link(n, source, from)...)
		}
		return ast.WalkContinue, nil
	})
	slices.SortFunc(edits, func(a, b edit) int { return cmp.Compare(a.from, b.from) })
	edits = slices.Compact(edits) // a reference that is used twice is written once
	var b strings.Builder
	last := 0
	for _, e := range edits {
		b.Write(source[last:e.from])
		b.WriteString(e.with)
		last = e.to
	}
	b.Write(source[last:])
	return strings.TrimSpace(b.String())
}

// find returns the code that a reference means. Build has found out by now whether there is just one.
func (o portable) find(ref string, from scope) *content.Code {
	if found := o.lookup.find(ref, from); len(found) > 0 {
		return found[0]
	}
	return nil
}

// link returns the edit of a link's destination, nothing where it can stay.
func (o portable) link(n *ast.Link, source []byte, from scope) []edit {
	dest := string(n.Destination)
	with := ""
	switch {
	case strings.HasPrefix(dest, "code:"):
		ref, _, _ := strings.Cut(strings.TrimPrefix(dest, "code:"), "#")
		if c := o.find(ref, from); c != nil {
			with = o.code(c)
		}
	case !strings.HasPrefix(dest, "#") && inward(dest):
		with = o.page(strings.TrimPrefix(dest, "./"))
	}
	if with == "" {
		return nil
	}
	for _, before := range []string{"](", "](<", "]: ", "]: <"} {
		start := 0
		if n.Reference == nil {
			start = n.Pos()
		}
		if i := bytes.Index(source[start:], []byte(before+dest)); i >= 0 {
			at := start + i + len(before)
			return []edit{{at, at + len(dest), with}}
		}
	}
	return nil
}

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
	code  func(*content.Code) string // the address of a code in the file
	page  func(path string) string   // the address of a page of the site
	found portableLinks              // what was found in texts, for a second file of them; nil: it is not kept
}

// portableLinks are the links of texts that have to be rewritten.
type portableLinks map[content.Markdown][]portableLink

// portableLink is a link of a text: to a code, or to a page of the site.
type portableLink struct {
	from, to int           // what is replaced in the text
	code     *content.Code // nil: page is meant
	page     string
	whole    bool // the link is [[CODE]]: text and address are replaced
}

// text returns a piece of Markdown with its links rewritten, without space at its ends.
func (o portable) text(m content.Markdown, from scope) string {
	if !strings.Contains(string(m), "[") {
		return strings.TrimSpace(string(m))
	}
	links, known := o.found[m]
	if !known {
		links = o.links(m, from)
		if o.found != nil {
			o.found[m] = links
		}
	}
	var b strings.Builder
	last := 0
	for _, l := range links {
		b.WriteString(string(m[last:l.from]))
		switch {
		case l.whole:
			b.WriteString("[`" + l.code.Code + "`](" + o.code(l.code) + ")")
		case l.code != nil:
			b.WriteString(o.code(l.code))
		default:
			b.WriteString(o.page(l.page))
		}
		last = l.to
	}
	b.WriteString(string(m[last:]))
	return strings.TrimSpace(b.String())
}

// links finds what has to be rewritten, in the order of the text.
func (o portable) links(m content.Markdown, from scope) []portableLink {
	source := []byte(m)
	var links []portableLink
	doc := o.markdown.goldmark.Parser().Parse(text.NewReader(source))
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *codeLink:
			if c := o.find(n.ref, from); c != nil {
				links = append(links, portableLink{from: n.Pos(), to: n.Pos() + n.length, code: c, whole: true})
			}
		case *ast.Link:
			links = append(links, o.link(n, source, from)...)
		}
		return ast.WalkContinue, nil
	})
	slices.SortFunc(links, func(a, b portableLink) int { return cmp.Compare(a.from, b.from) })
	return slices.Compact(links) // a reference that is used twice is written once
}

// find returns the code that a reference means. Build has found out by now whether there is just one.
func (o portable) find(ref string, from scope) *content.Code {
	if found := o.lookup.find(ref, from); len(found) > 0 {
		return found[0]
	}
	return nil
}

// link returns what to replace of a link's destination, nothing where it can stay.
func (o portable) link(n *ast.Link, source []byte, from scope) []portableLink {
	dest := string(n.Destination)
	var l portableLink
	switch {
	case strings.HasPrefix(dest, "code:"):
		ref, _, _ := strings.Cut(strings.TrimPrefix(dest, "code:"), "#")
		if l.code = o.find(ref, from); l.code == nil {
			return nil
		}
	case !strings.HasPrefix(dest, "#") && inward(dest):
		l.page = strings.TrimPrefix(dest, "./")
	default:
		return nil
	}
	for _, before := range []string{"](", "](<", "]: ", "]: <"} {
		start := 0
		if n.Reference == nil {
			start = n.Pos()
		}
		if i := bytes.Index(source[start:], []byte(before+dest)); i >= 0 {
			l.from = start + i + len(before)
			l.to = l.from + len(dest)
			return []portableLink{l}
		}
	}
	return nil
}

package prose

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/errdocs/errdocs/content"
)

// Links are the links of a text that only errdocs understands, in the order of the text.
type Links []link

// link is a link to a code, or else to a page of the site.
type link struct {
	from, to int // the bytes of the text that are replaced
	code     string
	page     string
	comment  bool // it is none, but a comment, which is left out
	whole    bool // the link is [[CODE]]: text and address are replaced
}

// Links finds the links of a text that have to be rewritten before other programs read it.
func (r *Renderer) Links(m content.Markdown) Links {
	if !mayLink(m) {
		return nil
	}
	if _, plain := plainMarkup(string(m)); plain {
		return nil // its links lead to other sites
	}
	if links, ok := r.links.LoadAndDelete(m); ok {
		return links.(Links)
	}
	source := []byte(m)
	return linksIn(nodesOf(r.parser(m).Parse(text.NewReader(source)), nil), source)
}

// mayLink reports whether a text can have links that have to be rewritten.
func mayLink(m content.Markdown) bool {
	return strings.Contains(string(m), "[") || strings.Contains(string(m), "<!--")
}

// linksIn finds the links among the nodes of a text.
func linksIn(nodes []ast.Node, source []byte) Links {
	var links Links
	for _, n := range nodes {
		switch n := n.(type) {
		case *codeLink:
			links = append(links, link{from: n.Pos(), to: n.Pos() + n.length, code: n.ref, whole: true})
		case *ast.RawHTML, *ast.HTMLBlock:
			if from, to, ok := comment(n, source); ok {
				links = append(links, link{from: from, to: to, comment: true})
			}
		case *ast.Link:
			links = append(links, linkOf(string(n.Destination), n.Reference == nil, n.Pos(), source)...)
		case *ast.Image:
			links = append(links, linkOf(string(n.Destination), n.Reference == nil, n.Pos(), source)...)
		}
	}
	slices.SortFunc(links, func(a, b link) int { return cmp.Compare(a.from, b.from) })
	return slices.Compact(links) // a reference that is used twice is written once
}

// linkOf returns what to replace of the destination of a link or image at a position, nothing where it can stay. Here
// is false where a reference says it.
func linkOf(dest string, here bool, pos int, source []byte) Links {
	var l link
	switch {
	case strings.HasPrefix(dest, "code:"):
		if l.code, _, _ = strings.Cut(strings.TrimPrefix(dest, "code:"), "#"); l.code == "" {
			return nil
		}
	case !strings.HasPrefix(dest, "#") && inward(dest):
		l.page = strings.TrimPrefix(dest, "./")
	default:
		return nil
	}
	for _, before := range []string{"](", "](<", "]: ", "]: <"} {
		start := 0
		if here {
			start = pos
		}
		if i := bytes.Index(source[start:], []byte(before+dest)); i >= 0 {
			l.from = start + i + len(before)
			l.to = l.from + len(dest)
			return Links{l}
		}
	}
	return nil
}

// Rewrite returns the text without space at its ends, and with its links made ordinary ones; everything else stays
// as its author wrote it. A link stays, too, where code does not find what it refers to.
func (all Links) Rewrite(m content.Markdown, code func(ref string) (name, url string, ok bool), page func(path string) (url string)) string {
	if len(all) == 0 {
		return strings.TrimSpace(string(m))
	}
	var b strings.Builder
	b.Grow(len(m) + 64*len(all))
	last := 0
	for _, l := range all {
		url := ""
		if l.comment {
		} else if l.code == "" && !l.whole {
			url = page(l.page)
		} else {
			name, address, ok := code(l.code)
			if url = address; !ok {
				continue
			}
			if l.whole {
				url = "[`" + name + "`](" + address + ")"
			}
		}
		b.WriteString(string(m[last:l.from]))
		b.WriteString(url)
		last = l.to
	}
	b.WriteString(string(m[last:]))
	return strings.TrimSpace(b.String())
}

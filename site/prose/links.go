package prose

import (
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/pattern"
)

// An allow-list decides which links are rendered, after character references and percent signs are decoded: https, http
// and mailto; code:vendor/set/slug; "#heading" of the same text; and an address of this site from its root, such as
// "compare/rate-limited/". All but the outward ones must exist.

var scheme = pattern.New(`^[A-Za-z][A-Za-z0-9+.-]*:`)

// LinkHint says where a link may lead.
const LinkHint = "use https, http, mailto, code:vendor/set/slug, #heading, or an address of this site such as help/"

func (t *tree) link(n *ast.Link) {
	dest := strings.TrimSpace(plain(n.Destination))
	switch {
	case strings.HasPrefix(dest, "#"):
		t.fragment(n, dest)
	case strings.HasPrefix(dest, "code:"):
		t.codeTarget(n, strings.TrimPrefix(dest, "code:"))
	case outward(dest):
		n.Destination = []byte(dest)
	case inward(dest):
		t.inside(n, dest)
	default:
		t.problem(n.Pos(), "markdown-link", LinkHint, "the link %q is not allowed", dest)
	}
}

// autoLink checks an address in angle brackets or in running text.
func (t *tree) autoLink(n *ast.AutoLink) {
	if dest := string(n.URL(t.source)); n.AutoLinkType != ast.AutoLinkEmail && !outward(dest) {
		t.problem(n.Pos(), "markdown-link", LinkHint, "the link %q is not allowed", dest)
	}
}

// outward reports whether an address leads to another site or to a mailbox.
func outward(dest string) bool {
	if strings.ContainsFunc(dest, func(r rune) bool { return r <= ' ' || r == '\\' }) {
		return false
	}
	u, err := url.Parse(dest)
	if err != nil {
		return false
	}
	switch u.Scheme {
	case "http", "https":
		return u.Host != "" && u.User == nil
	case "mailto":
		return strings.Contains(u.Opaque, "@")
	}
	return false
}

// inward reports whether an address is one of this site, from its root.
func inward(dest string) bool {
	decoded, err := url.PathUnescape(dest)
	if err != nil || decoded != dest || dest == "" {
		return false
	}
	return !scheme.MatchString(dest) && !strings.HasPrefix(dest, "/") && !strings.HasPrefix(dest, "?") &&
		!strings.ContainsFunc(dest, func(r rune) bool { return r <= ' ' || r == '\\' || r == '"' }) &&
		!slices.Contains(strings.Split(dest[:strings.IndexAny(dest+"#", "?#")], "/"), "..")
}

func (t *tree) fragment(n *ast.Link, dest string) {
	anchor := dest[1:]
	id, ok := t.anchors[anchor]
	if decoded, err := url.PathUnescape(anchor); !ok && err == nil {
		id, ok = t.anchors[decoded]
	}
	if !ok {
		all := slices.Sorted(maps.Keys(t.anchors))
		hint := "this text has no headings"
		if len(all) > 0 {
			hint = content.DidYouMean(anchor, all, "its headings are: #"+strings.Join(all, ", #"))
		}
		t.problem(n.Pos(), "markdown-heading", hint, "there is no heading %q in this text", dest)
		return
	}
	n.Destination = []byte("#" + id)
}

// inside points a link at another page of the site.
func (t *tree) inside(n *ast.Link, dest string) {
	path, anchor, _ := strings.Cut(dest, "#")
	path, _, _ = strings.Cut(path, "?")
	if path = strings.TrimPrefix(path, "./"); t.report(n.Pos(), t.site.Page(path)) {
		return
	}
	if anchor != "" {
		t.site.WantAnchor(path, anchor, t.At(max(n.Pos(), 0)))
	}
	n.Destination = []byte(t.URL(strings.TrimPrefix(dest, "./")))
}

// codeTarget points a link at a code.
func (t *tree) codeTarget(n *ast.Link, ref string) {
	ref, anchor, _ := strings.Cut(ref, "#")
	c, mistake := t.site.Code(ref)
	if t.report(n.Pos(), mistake) {
		return
	}
	dest := t.URL(c.Path)
	if anchor != "" {
		t.site.WantAnchor(c.Path, anchor, t.At(max(n.Pos(), 0)))
		dest += "#" + anchor
	}
	n.Destination = []byte(dest)
	if n.Title == nil {
		n.Title = []byte(mdEscape(c.Title))
	}
}

// codeLink replaces [[CODE]] by a link.
func (t *tree) codeLink(n *codeLink) {
	for up := n.Parent(); up != nil; up = up.Parent() {
		if _, nested := up.(*ast.Link); nested {
			t.problem(n.Pos(), "markdown-code", "write the code in backticks instead", "a link inside a link")
			n.Parent().ReplaceChild(n.Parent(), n, verbatim(escape(n.ref)))
			return
		}
	}
	c, mistake := t.site.Code(n.ref)
	if t.report(n.Pos(), mistake) {
		n.Parent().ReplaceChild(n.Parent(), n, verbatim(escape(n.ref))) // nothing renders a codeLink
		return
	}
	link := ast.NewLink()
	link.Destination = []byte(t.URL(c.Path))
	link.Title = []byte(mdEscape(c.Title))
	link.AppendChild(link, verbatim(`<code translate="no">`+escape(c.Name)+"</code>"))
	n.Parent().ReplaceChild(n.Parent(), n, link)
}

// report reports a mistake at a byte of the text. It returns false where there is none.
func (t *tree) report(offset int, mistake *content.Problem) bool {
	if mistake == nil {
		return false
	}
	t.problem(offset, mistake.Rule, mistake.Hint, "%s", mistake.Message)
	return true
}

// mdEscape escapes what the renderer would resolve in a title.
func mdEscape(s string) string { return titleEscaper.Replace(s) }

var titleEscaper = strings.NewReplacer(`\`, `\\`, "&", `\&`)

package templates

import (
	"bytes"
	"slices"
	"strings"
)

// slim leaves out of a page, in its place, what HTML does not need: the end tags that what comes next implies, the quotes of
// attributes, and the line breaks next to elements that start on a line of their own anyway. A "<" that is no tag is
// escaped everywhere, also in attributes and scripts.
func slim(page []byte) []byte {
	w, verbatim := 0, false // how much is written; the text at hand must stay as it is
	for r := 0; r < len(page); {
		text := bytes.IndexByte(page[r:], '<')
		if text < 0 {
			text = len(page) - r
		}
		w += copy(page[w:], page[r:r+text])
		r += text
		tag := tagAt(page, r)
		if len(tag) > 0 && tag[0] == '/' {
			if follow := impliedBy[string(tag)]; follow != nil {
				if next := skipSpace(page, r+len("<>")+len(tag)); slices.Contains(follow, string(tagAt(page, next))) {
					r = next // white space would be the element's
					continue
				}
			}
		}
		start, script := w, string(tag) == "script" // before the bytes of the name move
		switch string(tag) {
		case "pre", "textarea":
			verbatim = true
		case "/pre", "/textarea":
			verbatim = false
		}
		if w, r = slimTag(page, w, r); script {
			length := max(0, bytes.Index(page[r:], []byte("</script")))
			w += copy(page[w:], page[r:r+length])
			r += length
		}
		if !verbatim && r < len(page) && page[r] == '\n' {
			if next := skipSpace(page, r); isBlock(tagAt(page, start)) || isBlock(tagAt(page, next)) {
				r = next
			}
		}
	}
	return page[:w]
}

// slimTag moves the tag at r to w, without the quotes that it does not need, and returns what follows both.
func slimTag(page []byte, w, r int) (written, rest int) {
	for r < len(page) {
		c := page[r]
		page[w] = c
		r++
		if c == '"' || c == '\'' {
			end, needed := r, false
			for end < len(page) && page[end] != c {
				needed = needed || isSpecial(page[end])
				end++
			}
			if end++; end > len(page) {
				return w + copy(page[w:], page[r-1:]), len(page)
			}
			switch {
			case end == r+1 && page[w-1] == '=':
				w-- // an attribute without a value has the empty one
			case needed || end < len(page) && !isSpecial(page[end]):
				w += copy(page[w:], page[r-1:end])
			default:
				w += copy(page[w:], page[r:end-1])
			}
			r = end
			continue
		}
		w++
		if c == '>' {
			break
		}
	}
	return w, r
}

// tagAt returns the name of the tag at r, with the slash of an end tag; empty where there is none.
func tagAt(page []byte, r int) []byte {
	if r >= len(page) || page[r] != '<' {
		return nil
	}
	to := r + 1
	for to < len(page) && !isSpecial(page[to]) {
		to++
	}
	return page[r+1 : to]
}

func skipSpace(page []byte, r int) int {
	for r < len(page) && (page[r] == ' ' || '\t' <= page[r] && page[r] <= '\r') {
		r++
	}
	return r
}

// isSpecial reports whether a byte is one of those that an attribute without quotes cannot contain.
func isSpecial(c byte) bool { return special[c] }

var special = func() (is [256]bool) {
	for _, c := range []byte(" \t\r\n\f\"'=<>`") {
		is[c] = true
	}
	return is
}()

// impliedBy has what comes after an end tag that can be left out.
var impliedBy = map[string][]string{
	"/li":     {"li", "/ul", "/ol"},
	"/dt":     {"dt", "dd"},
	"/dd":     {"dt", "dd", "/dl", "/div"},
	"/td":     {"td", "th", "/tr"},
	"/th":     {"td", "th", "/tr"},
	"/tr":     {"tr", "/tbody", "/thead", "/table"},
	"/tbody":  {"tbody", "/table"},
	"/thead":  {"tbody"},
	"/option": {"option", "/select"},
	"/p": strings.Fields("article blockquote details div dl figure footer form h2 h3 h4 h5 h6 header nav ol p pre section table ul " +
		"/article /aside /blockquote /dd /details /div /figure /footer /form /header /li /main /nav /section /td /th"),
}

// isBlock reports whether white space next to a tag is not shown.
func isBlock(tag []byte) bool {
	switch string(bytes.TrimPrefix(tag, []byte("/"))) {
	case "!doctype", "article", "blockquote", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "head",
		"header", "html", "li", "link", "main", "meta", "nav", "ol", "p", "pre", "script", "section", "summary", "table", "tbody", "td", "th", "thead", "title", "tr", "ul":
		return true
	}
	return false
}

package templates

import (
	"bytes"
	"slices"
	"strings"
)

// slim leaves out of a page, in its place, the end tags that HTML does not need, because what comes next implies them. A "<"
// that is no tag is escaped everywhere, also in attributes and scripts.
func slim(page []byte) []byte {
	out := page[:0]
	for {
		start := bytes.Index(page, []byte("</"))
		if start < 0 {
			return append(out, page...)
		}
		end := start + bytes.IndexByte(page[start:], '>') + 1
		out = append(out, page[:start]...)
		if name := page[start+2 : max(start+2, end-1)]; !slices.Contains(impliedBy[string(name)], nextTag(page[end:])) {
			out = append(out, page[start:max(start+2, end)]...)
		}
		page = page[max(start+2, end):]
	}
}

// nextTag returns what a text starts with after white space, up to the name of a tag: "<p" or "</div".
func nextTag(text []byte) string {
	text = bytes.TrimLeft(text, " \t\r\n")
	return string(text[:max(0, bytes.IndexAny(text, " \t\r\n>"))])
}

// impliedBy has what comes after the end tag of an element that can be left out.
var impliedBy = map[string][]string{
	"li":     {"<li", "</ul", "</ol"},
	"dt":     {"<dt", "<dd"},
	"dd":     {"<dt", "<dd", "</dl", "</div"},
	"td":     {"<td", "<th", "</tr"},
	"th":     {"<td", "<th", "</tr"},
	"tr":     {"<tr", "</tbody", "</thead", "</table"},
	"tbody":  {"<tbody", "</table"},
	"thead":  {"<tbody"},
	"option": {"<option", "</select"},
	"p": strings.Fields("<article <blockquote <details <div <dl <figure <footer <form <h2 <h3 <h4 <h5 <h6 <header <nav <ol <p <pre <section <table <ul " +
		"</article </aside </blockquote </dd </details </div </figure </footer </form </header </li </main </nav </section </td </th"),
}

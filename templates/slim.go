package templates

import (
	"bytes"
	"slices"
	"strings"
)

// slim leaves out of a page, in its place, the end tags that HTML does not need, because what comes next implies them, and the
// white space between. A "<" that is no tag is escaped everywhere, also in attributes and scripts.
func slim(page []byte) []byte {
	out := page[:0]
	for {
		start := bytes.Index(page, []byte("</"))
		if start < 0 {
			return append(out, page...)
		}
		end := start + bytes.IndexByte(page[start:], '>') + 1
		end = max(start+2, end)
		next := bytes.TrimLeft(page[end:], " \t\r\n")
		tag := next[:max(0, bytes.IndexAny(next, " \t\r\n>"))]
		if slices.Contains(impliedBy[string(page[start+2:max(start+2, end-1)])], string(tag)) {
			out = append(out, page[:start]...)
			page = next // white space would be the element's
		} else {
			out = append(out, page[:end]...)
			page = page[end:]
		}
	}
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

package site

import (
	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/site/prose"
)

// portable rewrites Markdown for files that other programs read.
type portable struct {
	prose  *prose.Renderer
	lookup lookup
	code   func(*content.Code) string       // the address of a code in the file
	page   func(path string) string         // the address of a page of the site
	found  map[content.Markdown]prose.Links // the links of texts, for a second file with the same; nil: none are kept
}

// text returns a piece of Markdown with its links rewritten, without space at its ends.
func (o portable) text(m content.Markdown, from scope) string {
	links, known := o.found[m]
	if !known {
		links = o.prose.Links(m)
		if o.found != nil {
			o.found[m] = links
		}
	}
	// A build has found out by now whether a reference means just one code.
	return links.Rewrite(m, func(ref string) (name, url string, ok bool) {
		found := o.lookup.find(ref, from)
		if len(found) == 0 {
			return "", "", false
		}
		return found[0].Code, o.code(found[0]), true
	}, o.page)
}

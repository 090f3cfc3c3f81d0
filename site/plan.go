package site

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/errdocs/errdocs/content/words"
)

// plan is what a site will consist of. The outputs fill it; when they are done, jobs and Lost read it.
type plan struct {
	paths   map[string]bool     // of all files with a known name
	titles  map[string]bool     // of all pages
	indexed []string            // paths of the pages that are meant to be found, from the root
	leads   map[string][]string // path of a page to the ids of the codes that it leads to
	heads   map[string]head     // of the pages that are not about one code
	sends   map[string]string   // path of a redirect or copy to that of what it leads to
	copies  map[string][]string // path of a file to further ones of the same bytes
	static  map[string]bool     // paths of the files of static/

	pages, redirects int

	odd   map[string]string // the titles of pages of which another page has the one that they would have
	known bool              // no titles are taken: the odd ones are those of the last build
	whole func() *plan      // the plan of everything, nil: this is it
}

// all returns the plan of everything.
func (l *plan) all() *plan {
	if l.whole != nil {
		return l.whole()
	}
	return l
}

// add adds a page at a path, in a file, and returns its title.
func (l *plan) add(path, file string, h head) string {
	if len(h.leads) != 1 {
		l.heads[path] = h
	}
	if h.canonical != "" {
		l.redirect(path, file, h.canonical, h.leads)
		return h.titles[0]
	}
	l.paths[file], l.leads[path] = true, h.leads
	l.pages++
	if !h.noIndex {
		l.indexed = append(l.indexed, path)
	}
	return l.titleOf(path, h.titles)
}

// titleOf returns the title of the page at a path.
func (l *plan) titleOf(path string, candidates []string) string {
	first := (&plan{}).title(candidates)
	if l.known {
		return cmp.Or(l.odd[path], first)
	}
	title := l.title(candidates)
	if title != first {
		l.odd[path] = title
	}
	return title
}

// redirect adds a redirect to another page, with the ids of the codes that it leads to.
func (l *plan) redirect(path, file, to string, leads []string) {
	l.paths[file], l.leads[path], l.sends[path] = true, leads, to
	l.redirects++
}

// title returns the first of the candidates that is short enough and not taken.
func (l *plan) title(candidates []string) string {
	last := candidates[len(candidates)-1]
	for _, t := range candidates {
		if utf8.RuneCountInString(t) <= maxTitle && !l.titles[t] {
			return l.take(t)
		}
	}
	for n := 1; ; n++ {
		suffix := ""
		if n > 1 {
			suffix = fmt.Sprintf(" (%d)", n)
		}
		if t := words.Short(last, maxTitle-len(suffix)) + suffix; !l.titles[t] {
			return l.take(t)
		}
	}
}

func (l *plan) take(title string) string {
	if l.titles != nil {
		l.titles[title] = true
	}
	return title
}

// has reports whether the site has a page or file at a path from its root.
func (l *plan) has(path string) bool {
	if path == "" || strings.HasSuffix(path, "/") {
		path += "index.html"
	}
	return l.all().paths[path]
}

// addresses lists the pages of the site, for hints.
func (l *plan) addresses() []string {
	var all []string
	for path := range l.all().paths {
		if dir, ok := strings.CutSuffix(path, "index.html"); ok {
			all = append(all, dir)
		}
	}
	slices.Sort(all)
	return all
}

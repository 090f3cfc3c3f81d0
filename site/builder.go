package site

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/site/prose"
	"github.com/errdocs/errdocs/templates"
)

// builder is a site on its way. Outputs add jobs one after the other; then the jobs run at once, and
// read from the builder what the outputs and prepare left there.
type builder struct {
	sink    Sink
	before  *Record // of an earlier build, nil for none
	digests digests
	catalog *content.Catalog
	options Options
	theme   *templates.Theme
	prose   *prose.Renderer

	*shown
	lookup lookup // all codes, hidden ones too
	same   lookup // the shown codes by their own string
	refs   map[*content.Code]templates.CodeRef

	// Of each condition, for the pages of its codes: the codes that they may list (one more than they
	// show, since none lists itself), and the vendors that have none.
	chosen  map[*content.Concept][]*content.Code
	lacking map[*content.Concept][]string

	texts     map[*content.Code]*twinMD // the Markdown twins
	fragments fragments
	many      bool // codes, too many for one list of their texts
	site      templates.Site
	assets    []File // styles and scripts, by name

	jobs    []job
	indexed []string            // paths of the pages that are meant to be found, from the root
	paths   map[string]bool     // of all files
	titles  map[string]bool     // of all pages
	leads   map[string][]string // path of a page to the ids of the codes that it leads to

	mu       sync.Mutex
	problems content.Problems
	errs     []error
	made     map[string]made // what has been made so far, by the name of the job
	counts   Counts
}

// anchor is a place on another page that a text links to. A record does not know the position of the link,
// which changes when something is written above it.
type anchor struct {
	path, id string
	pos      content.Pos
}

func (b *builder) phase(name string) {
	if b.options.Phase != nil {
		b.options.Phase(name)
	}
}

// file adds a file that is no page.
func (b *builder) file(path string, from reads, make func() ([]byte, error)) {
	b.add(path, from, func(o *output) error {
		data, err := make()
		if err != nil {
			return fmt.Errorf("make %s: %w", path, err)
		}
		o.file(path, data)
		return nil
	})
	b.paths[path] = true
}

// has reports whether the site has a page or file at a path from its root.
func (b *builder) has(path string) bool {
	if path == "" || strings.HasSuffix(path, "/") {
		path += "index.html"
	}
	return b.paths[path]
}

// addresses lists the pages of the site, for hints.
func (b *builder) addresses() []string {
	var all []string
	for path := range b.paths {
		if dir, ok := strings.CutSuffix(path, "index.html"); ok {
			all = append(all, dir)
		}
	}
	slices.Sort(all)
	return all
}

// names lists what codes are called, for hints.
func (b *builder) names() []string {
	names := make([]string, len(b.codes))
	for i, c := range b.codes {
		names[i] = c.Code
	}
	return names
}

// finish checks what only shows when everything is made.
func (b *builder) finish() (*Site, error) {
	s := &Site{Counts: b.counts, leads: b.leads, record: &Record{b.made}, builder: b}
	b.count(s)
	b.checkAnchors(s)
	b.checkLock(s)
	if len(b.errs) > 0 {
		slices.SortFunc(b.errs, func(x, y error) int { return cmp.Compare(x.Error(), y.Error()) })
		return nil, errors.Join(b.errs...)
	}
	if len(b.problems) > 0 {
		return nil, b.sortedProblems()
	}
	return s, nil
}

// count adds up the files. Two of one path, also where a file system ignores case, are a mistake of
// this package.
func (b *builder) count(s *Site) {
	seen := map[string]string{}
	for _, f := range s.record.files() {
		s.Counts.Files++
		s.Counts.Bytes += f.size
		if strings.HasPrefix(f.path, "search/") && strings.HasSuffix(f.path, ".json") {
			s.Counts.SearchBytes += f.size
			s.Counts.SearchFiles++
		}
		key := strings.ToLower(f.path)
		if other, ok := seen[key]; ok {
			b.fail(fmt.Errorf("two files at one path: %s and %s", other, f.path))
		}
		seen[key] = f.path
	}
}

// sortedProblems returns the problems in order, without doubles: a text may be on several pages.
func (b *builder) sortedProblems() content.Problems {
	b.problems = b.problems.Sort()
	var all content.Problems
	for _, p := range b.problems {
		switch {
		case strings.HasPrefix(p.File, "/"): // in a file of the site
			all = append(all, p)
		default:
			all = append(all, b.catalog.Problem(p.Pos, p.Width, p.Rule, p.Message, p.Hint))
		}
	}
	return all
}

// checkAnchors looks for the ids that texts link to on other pages.
func (b *builder) checkAnchors(s *Site) {
	for _, j := range b.jobs {
		missing := func(a anchor) bool { return !s.record.hasPlace(a.path+"index.html", a.id) }
		anchors := filter(b.made[j.name].anchors, missing)
		if len(anchors) > 0 && anchors[0].pos == (content.Pos{}) {
			anchors = filter(b.again(j).anchors, missing)
		}
		for _, a := range anchors {
			b.problem(content.Problem{
				Pos: a.pos, Rule: "markdown-heading", Message: fmt.Sprintf("the page %q has no place %q", a.path, "#"+a.id),
				Hint: "open the page and copy the address of the heading",
			})
		}
	}
}

func (b *builder) problem(p content.Problem) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.problems = append(b.problems, p)
}

func (b *builder) fail(err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.errs = append(b.errs, err)
}

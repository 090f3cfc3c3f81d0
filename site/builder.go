package site

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/jobs"
	"github.com/errdocs/errdocs/site/prose"
	"github.com/errdocs/errdocs/templates"
)

// builder is a site on its way. Outputs add jobs one after the other; then the jobs run at once, and
// read from the builder what the outputs and prepare left there.
type builder struct {
	digests *digests // nil: no record is kept
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

	texts  map[*content.Code]*markdownOf
	many   bool // codes, too many for one list of their texts
	site   templates.Site
	assets []File // styles and scripts, by name

	jobs    []jobs.Job
	indexed []string            // paths of the pages that are meant to be found, from the root
	paths   map[string]bool     // of all files
	titles  map[string]bool     // of all pages
	leads   map[string][]string // path of a page to the ids of the codes that it leads to

	mu       sync.Mutex
	problems content.Problems
	anchors  map[string][]anchor // that texts link to, by the name of the job that made them
	counts   Counts
}

func (b *builder) phase(name string) {
	if b.options.Phase != nil {
		b.options.Phase(name)
	}
}

// add adds a job.
func (b *builder) add(name string, from reads, make func(*jobs.Output) error) {
	b.jobs = append(b.jobs, jobs.Job{Name: name, Key: b.digests.key(from), Make: make})
}

// file adds a file that is not a page.
func (b *builder) file(path string, from reads, make func() ([]byte, error)) {
	b.add(path, from, func(o *jobs.Output) error {
		data, err := make()
		if err != nil {
			return fmt.Errorf("make %s: %w", path, err)
		}
		o.File(path, data)
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
func (b *builder) finish(ctx context.Context, r *Record) (*Site, error) {
	s := &Site{Counts: b.counts, leads: b.leads, record: r}
	for _, f := range r.Files() {
		s.Counts.Files++
		s.Counts.Bytes += f.Size
		if strings.HasPrefix(f.Path, "search/") && strings.HasSuffix(f.Path, ".json") {
			s.Counts.SearchBytes += f.Size
			s.Counts.SearchFiles++
		}
	}
	if err := b.checkAnchors(ctx, r); err != nil {
		return nil, err
	}
	b.checkLock(s)
	if len(b.problems) > 0 {
		return nil, b.sortedProblems()
	}
	return s, nil
}

// inspect looks for card numbers and credentials in a finished file, and notes the anchors of a page. What the author
// wrote is checked already, with its position; here shows what several texts make together. The search index is left
// out: it consists of single words, and of long rows of numbers that mean something else.
func (b *builder) inspect(path string, data []byte) (note string) {
	if !strings.HasPrefix(path, "search/") || !strings.HasSuffix(path, ".json") {
		for _, p := range b.catalog.Leaks("/"+path, data) {
			b.problem(p)
		}
	}
	if strings.HasSuffix(path, ".html") {
		return anchorsOf(data)
	}
	return ""
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

// want notes the anchors that the texts of a job link to.
func (b *builder) want(job string, anchors []anchor) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.anchors[job] = anchors
}

func (b *builder) problem(p content.Problem) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.problems = append(b.problems, p)
}

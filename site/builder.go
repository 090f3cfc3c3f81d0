package site

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/templates"
)

// builder is a site on its way. Outputs add jobs one after the other; then the jobs run at once, and
// read from the builder what the outputs and prepare left there.
type builder struct {
	catalog     *content.Catalog
	options     Options
	theme       *templates.Theme
	highlighter *highlighter
	markdown    *markdown

	codes  []*content.Code // those that are shown, in catalog order
	hidden []*content.Code // the internal ones, where they are not shown
	lookup lookup          // all codes, hidden ones too
	same   lookup          // the shown codes by their own string
	refs   map[*content.Code]templates.CodeRef
	site   templates.Site
	assets string // path of the assets folder

	jobs   []job
	paths  map[string]bool // of all files
	titles map[string]bool // of all pages

	mu       sync.Mutex
	problems []content.Problem
	errs     []error
	anchors  []anchor
	counts   Counts
}

// job makes one file. A job with an empty path only checks.
type job struct {
	path string
	make func() ([]byte, error)
	data []byte
}

// anchor is a place on another page that a text links to.
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
func (b *builder) file(path string, make func() ([]byte, error)) {
	b.claim(path)
	b.jobs = append(b.jobs, job{path: path, make: make})
}

// claim notes that a file will exist. Two files of one path are a mistake of this package.
func (b *builder) claim(path string) {
	key := strings.ToLower(path)
	if b.paths[key] {
		b.errs = append(b.errs, fmt.Errorf("two files at %s", path))
	}
	b.paths[key] = true
}

// has reports whether the site has a page or file at a path from its root.
func (b *builder) has(path string) bool {
	if path == "" || strings.HasSuffix(path, "/") {
		path += "index.html"
	}
	return path == strings.ToLower(path) && b.paths[path]
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

// run makes all files.
func (b *builder) run(ctx context.Context) error {
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(b.jobs)) {
		wait.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(b.jobs) {
					return
				}
				j := &b.jobs[i]
				data, err := j.make()
				if err != nil {
					b.fail(fmt.Errorf("make %s: %w", j.path, err))
				}
				j.data = data
			}
		})
	}
	wait.Wait()
	return ctx.Err()
}

// finish gathers the files, or the problems.
func (b *builder) finish() (*Site, error) {
	s := &Site{Counts: b.counts}
	for _, j := range b.jobs {
		if j.path != "" {
			s.Files = append(s.Files, File{j.path, j.data})
			s.Counts.Bytes += len(j.data)
		}
	}
	slices.SortFunc(s.Files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	b.checkAnchors(s)
	if len(b.errs) > 0 {
		slices.SortFunc(b.errs, func(x, y error) int { return cmp.Compare(x.Error(), y.Error()) })
		return nil, errors.Join(b.errs...)
	}
	if len(b.problems) > 0 {
		return nil, b.sortedProblems()
	}
	return s, nil
}

// sortedProblems returns the problems in order, without doubles: a text may be on several pages.
func (b *builder) sortedProblems() content.Problems {
	slices.SortFunc(b.problems, func(x, y content.Problem) int {
		return cmp.Or(cmp.Compare(x.File, y.File), cmp.Compare(x.Line, y.Line), cmp.Compare(x.Col, y.Col),
			cmp.Compare(x.Rule, y.Rule), cmp.Compare(x.Message, y.Message))
	})
	var all content.Problems
	for i, p := range b.problems {
		if i == 0 || p != b.problems[i-1] {
			all = append(all, b.catalog.Problem(p.Pos, p.Width, p.Rule, p.Message, p.Hint))
		}
	}
	return all
}

// checkAnchors looks for the ids that texts link to on other pages.
func (b *builder) checkAnchors(s *Site) {
	for _, a := range b.anchors {
		if !bytes.Contains(s.File(a.path+"index.html"), []byte(` id="`+escape(a.id)+`"`)) {
			b.problem(content.Problem{
				Pos: a.pos, Rule: "anchor", Message: fmt.Sprintf("the page %q has no place %q", a.path, "#"+a.id),
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

func (b *builder) wantAnchor(path, id string, pos content.Pos) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.anchors = append(b.anchors, anchor{path, id, pos})
}

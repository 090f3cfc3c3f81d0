package site

import (
	"strings"
	"sync"

	"github.com/errdocs/errdocs/content"
)

// findings collect what jobs find out about the catalog. They are safe for concurrent use.
type findings struct {
	mu       sync.Mutex
	problems content.Problems
	anchors  map[string][]anchor // that texts link to, by the name of the job that made them
}

func (f *findings) problem(p content.Problem) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.problems = append(f.problems, p)
}

// want notes the anchors that the texts of a job link to.
func (f *findings) want(job string, anchors []anchor) {
	if len(anchors) == 0 {
		return // as of most
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.anchors[job] = anchors
}

// any reports whether there is a problem.
func (f *findings) any() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.problems) > 0
}

// sorted returns the problems in order, each once: a text may be on several pages.
func (f *findings) sorted(c *content.Catalog) content.Problems {
	all := f.problems.Sort()
	for i, p := range all {
		if !strings.HasPrefix(p.File, "/") { // not in a file of the site
			all[i] = c.Problem(p.Pos, p.Width, p.Rule, p.Message, p.Hint)
		}
	}
	return all
}

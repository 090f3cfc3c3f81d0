package serve

import (
	"bytes"
	"context"
	"fmt"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"github.com/errdocs/errdocs/site"
)

// maxStopped is how many builds in a row are stopped by newer changes. Then one may finish, so that files that change
// all the time, faster than the site is built, are still shown.
const maxStopped = 3

// building is one build that runs.
type building struct {
	changes []Change
	cancel  context.CancelFunc
	started time.Time
	done    chan struct{} // closed when the result is there
	built   Built
	err     error
	stopped bool // it ended because it was canceled
}

// loop builds once, and then whenever files change, until the context ends. There is one build at a time.
func (s *Server) loop(ctx context.Context) {
	w := newWatcher(s.options.Watch)
	changes := make(chan []Change)
	var watching sync.WaitGroup
	watching.Go(func() { w.run(ctx, changes) })
	defer watching.Wait()
	var (
		waiting []Change // what no build has seen
		stopped int      // builds in a row
		running = s.start(ctx, nil)
	)
	for {
		var done chan struct{}
		if running != nil {
			done = running.done
		}
		select {
		case <-ctx.Done():
			if running != nil {
				<-running.done
			}
			return
		case c := <-changes:
			waiting = merge(waiting, c)
			if running != nil && stopped < maxStopped {
				running.cancel()
			}
		case <-done:
			running.cancel()
			if running.stopped {
				stopped++
				waiting = merge(running.changes, waiting)
			} else {
				stopped = 0
				s.finish(running)
			}
			running = nil
		}
		if running == nil && len(waiting) > 0 {
			running, waiting = s.start(ctx, waiting), nil
		}
	}
}

func (s *Server) start(ctx context.Context, changes []Change) *building {
	ctx, cancel := context.WithCancel(ctx)
	b := &building{changes: changes, cancel: cancel, started: time.Now(), done: make(chan struct{})}
	go func() {
		defer close(b.done)
		b.built, b.err = s.build(ctx)
		b.stopped = b.err != nil && ctx.Err() != nil
	}()
	return b
}

// build runs the build function; a panic in it becomes an error, since the next save may fix its cause.
func (s *Server) build(ctx context.Context) (b Built, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = &PanicError{Cause: cause, Stack: debug.Stack()}
		}
	}()
	return s.options.Build(ctx)
}

// PanicError is a bug in errdocs that a build ran into.
type PanicError struct {
	Cause any
	Stack []byte
}

func (e *PanicError) Error() string {
	return fmt.Sprintf("internal error: %v; this is a bug in errdocs", e.Cause)
}

// finish serves the result of a build and reports it with what is different from the site before.
func (s *Server) finish(b *building) {
	r := Report{Changes: b.changes, Err: b.err, Took: time.Since(b.started)}
	before, _ := s.now.get()
	s.now.set(before.next(b.built, b.err))
	r.Kept = before.built.Site != nil
	if b.err == nil {
		r.Built = b.built
		r.Fixed = before.failure != nil
		r.Pages = differentPages(before.built.Site, b.built.Site)
	}
	s.options.Report(r)
}

// differentPages returns the paths of the HTML files that are not the same in both sites.
func differentPages(before, now *site.Site) []string {
	if before == nil {
		return nil
	}
	var paths []string
	differs := func(f site.File) {
		if strings.HasSuffix(f.Path, ".html") {
			paths = append(paths, f.Path)
		}
	}
	for old, new := before.Files, now.Files; len(old) > 0 || len(new) > 0; {
		switch {
		case len(old) == 0 || len(new) > 0 && new[0].Path < old[0].Path:
			differs(new[0])
			new = new[1:]
		case len(new) == 0 || old[0].Path < new[0].Path:
			differs(old[0])
			old = old[1:]
		default:
			if !bytes.Equal(old[0].Data, new[0].Data) {
				differs(new[0])
			}
			old, new = old[1:], new[1:]
		}
	}
	return paths
}

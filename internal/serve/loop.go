package serve

import (
	"bytes"
	"context"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/errdocs/errdocs/site"
)

// maxStopped is how many builds in a row are stopped by newer changes. Then one is let finish, so that
// files which change all the time, faster than the site is built, are still seen.
const maxStopped = 3

// maxRest bounds how long the build of everything waits after a touch: as long as it took last time. So who
// saves every few seconds sees each text at once, and the machine is not kept busy.
const maxRest = 5 * time.Second

// building is one build that runs.
type building struct {
	changes []Change
	cancel  context.CancelFunc
	started time.Time
	begun   chan struct{} // closed when there is nothing to wait for any more
	done    chan struct{} // closed when the result is there
	built   Built
	err     error
	touched bool // some of it was shown before
	stopped bool // it ended because it was to
}

// loop builds once, and then whenever files change, until the context ends. There is one build at a time.
func (s *Server) loop(ctx context.Context) {
	w := newWatcher(s.options.Watch, s.options.Poll)
	changes := make(chan []Change)
	watched := make(chan struct{})
	go func() {
		defer close(watched)
		w.run(ctx, func(c []Change) {
			select {
			case changes <- c:
			case <-ctx.Done():
			}
		}, s.options.Notice)
	}()
	defer func() { <-watched }()
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
			if running != nil && (running.rests() || stopped < maxStopped) {
				running.cancel()
			}
		case <-done:
			running.cancel()
			if running.stopped {
				if !running.rests() {
					stopped++
				}
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
	b := &building{changes: changes, cancel: cancel, started: time.Now(), begun: make(chan struct{}), done: make(chan struct{})}
	go func() {
		defer close(b.done)
		if b.touched = s.touch(ctx, b); b.touched {
			select {
			case <-time.After(min(s.took, maxRest)):
			case <-ctx.Done():
				b.stopped = true
				return
			}
		}
		close(b.begun)
		b.started = time.Now()
		b.built, b.err = s.build(ctx)
		b.stopped = b.err != nil && ctx.Err() != nil
	}()
	return b
}

// rests reports whether a build waits for the author to pause.
func (b *building) rests() bool {
	select {
	case <-b.begun:
		return false
	default:
		return true
	}
}

// touch shows what can be had quickly of a build that begins. It does nothing while something is wrong: what
// is wrong has to stay on the page until a build of everything says that it is mended.
func (s *Server) touch(ctx context.Context, b *building) (done bool) {
	before, _ := s.now.get()
	if s.options.Touch == nil || before.failure != nil || before.built.Site == nil || len(b.changes) == 0 {
		return false
	}
	defer func() {
		if recover() != nil {
			done = false // the build that follows tells, if it is still so
		}
	}()
	built, ok := s.options.Touch(ctx, b.changes)
	if ok {
		s.show(Report{Changes: b.changes, Took: time.Since(b.started), Built: built})
	}
	return ok
}

// build runs the build function; a panic in it becomes an error, since the next save may mend it.
func (s *Server) build(ctx context.Context) (b Built, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = &PanicError{Cause: cause, Stack: debug.Stack()}
		}
	}()
	return s.options.Build(ctx)
}

// PanicError is a mistake in errdocs that a build ran into.
type PanicError struct {
	Cause any
	Stack []byte
}

func (e *PanicError) Error() string {
	return fmt.Sprintf("internal error: %v; this is a mistake in errdocs", e.Cause)
}

// finish shows the result of a build of everything.
func (s *Server) finish(b *building) {
	took := time.Since(b.started)
	if b.err == nil {
		s.took = took
	}
	s.show(Report{Changes: b.changes, Err: b.err, Took: took, Built: b.built, Touched: b.touched})
}

// show makes a result the current moment and reports it with what it is beside the one before.
func (s *Server) show(r Report) {
	before, _ := s.now.get()
	s.now.set(before.next(r.Built, r.Err))
	r.Kept = before.built.Site != nil
	if r.Err == nil {
		r.Mended = before.failure != nil
		r.Pages = differentPages(before.built.Site, r.Built.Site)
	} else {
		r.Built = Built{}
	}
	s.options.Report(r)
}

// differentPages returns the paths of the HTML files that are not the same in both sites.
func differentPages(before, now *site.Site) []string {
	if before == nil {
		return nil
	}
	var paths []string
	for path, data := range now.All() {
		if strings.HasSuffix(path, ".html") && !bytes.Equal(data, before.File(path)) {
			paths = append(paths, path)
		}
	}
	for path := range before.All() {
		if strings.HasSuffix(path, ".html") && now.File(path) == nil {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	return paths
}

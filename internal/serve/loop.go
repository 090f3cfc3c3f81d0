package serve

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"
	"time"
)

// maxStopped is how many builds in a row are stopped by newer changes. Then one may finish, so that files that change
// all the time, faster than the site is built, are still shown.
const maxStopped = 3

// maxUnchecked is the same for builds of which only the check is stopped: their pages are shown.
const maxUnchecked = 30

// building is one build that runs.
type building struct {
	Report  // of which finish makes the rest; Shown is 0 where pages do not show it yet
	cancel  context.CancelFunc
	since   time.Time     // the first sign of the newest change
	done    chan struct{} // closed when the result is there
	stopped bool          // it ended because it was canceled
}

// loop builds once, and then whenever files change, until the context ends. There is one build at a time.
func (s *Server) loop(ctx context.Context) {
	w := newWatcher(s.options.Watch)
	changes := make(chan found)
	var watching sync.WaitGroup
	watching.Go(func() { w.run(ctx, changes) })
	defer watching.Wait()
	var (
		waiting []Change // what no build has seen
		since   = time.Now()
		untold  []Change // what builds have seen that were stopped
		stopped int      // of these, in a row
		running = s.start(ctx, nil, nil, since)
		warmed  = make(chan error, 1)
		cool    = func() {} // ends warming
	)
	defer func() { cool() }()
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
			waiting, since = merge(waiting, c.changes), c.since
			if now, _ := s.now.get(); running != nil && (stopped < maxStopped || now.open && stopped < maxUnchecked) {
				running.cancel()
			}
		case <-done:
			running.cancel()
			if running.stopped {
				stopped++
				untold = running.Changes
			} else {
				stopped, untold = 0, nil
				s.finish(running)
				cool = s.warm(ctx, running, warmed)
			}
			running = nil
		case err := <-warmed:
			s.finish(&building{Report: Report{Err: err}, since: time.Now()})
		}
		if running == nil && len(waiting) > 0 {
			cool()
			running, waiting = s.start(ctx, waiting, untold, since), nil
		}
	}
}

// start starts a build after changes. It will report these and untold ones.
func (s *Server) start(ctx context.Context, changes, untold []Change, since time.Time) *building {
	ctx, cancel := context.WithCancel(ctx)
	b := &building{Report: Report{Changes: merge(untold, changes)}, cancel: cancel, since: since, done: make(chan struct{})}
	go func() {
		defer close(b.done)
		b.Err = tried(func() (err error) {
			if b.Built, err = s.options.Build(ctx, changes); err != nil {
				s.recheck(ctx)
				return err
			}
			if s.open(ctx, b.Built) {
				b.Shown = time.Since(since)
			}
			b.Pages, err = b.Built.Site.Check(ctx)
			return err
		})
		b.stopped = b.Err != nil && ctx.Err() != nil
	}()
	return b
}

// tried runs a function; a panic in it becomes an error, since the next save may fix its cause.
func tried(f func() error) (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = &PanicError{Cause: cause, Stack: debug.Stack()}
		}
	}()
	return f()
}

// recheck checks what is shown, if a change has stopped that: it stays if it is good.
func (s *Server) recheck(ctx context.Context) {
	before, _ := s.now.get()
	if !before.open {
		return
	}
	if _, err := before.shown.Site.Check(ctx); err == nil {
		s.now.set(&state{good: before.shown, shown: before.shown, serial: before.serial})
	}
}

// open shows a site that is not checked yet, unless it has to wait for that.
func (s *Server) open(ctx context.Context, b Built) bool {
	before, _ := s.now.get()
	next := before.early(b)
	if next == nil || ctx.Err() != nil {
		return false
	}
	s.now.set(next)
	return true
}

// PanicError is a bug in errdocs that a build ran into.
type PanicError struct {
	Cause any
	Stack []byte
}

func (e *PanicError) Error() string {
	return fmt.Sprintf("internal error: %v; this is a bug in errdocs", e.Cause)
}

// warm makes a new site ready for its first reader, unless it is ended. An error goes to failed.
func (s *Server) warm(ctx context.Context, b *building, failed chan<- error) (end context.CancelFunc) {
	ctx, end = context.WithCancel(ctx)
	if b.Err == nil {
		go func() {
			if err := tried(func() error { return b.Built.Site.Warm(ctx) }); err != nil && ctx.Err() == nil {
				select {
				case failed <- err:
				case <-ctx.Done():
				}
			}
		}()
	}
	return end
}

// finish serves the result of a build and reports it with what is different from the site before.
func (s *Server) finish(b *building) {
	before, _ := s.now.get()
	s.now.set(before.next(b.Built, b.Err))
	r := b.Report
	r.Checked, r.Kept, r.Fixed = time.Since(b.since), before.good.Site != nil, b.Err == nil && before.failed()
	if b.Err != nil {
		r.Built, r.Pages = Built{}, nil
	}
	if b.Err != nil || r.Shown == 0 {
		r.Shown = r.Checked
	}
	s.options.Report(r)
}

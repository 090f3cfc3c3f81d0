package serve

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

const (
	quiet     = 50 * time.Millisecond  // without an event, before the folders are looked at
	patience  = 500 * time.Millisecond // after the first event they are looked at in any case
	rounds    = 2 * time.Second        // between looks without any event
	pollPause = 500 * time.Millisecond // between looks where there are no events
	// effort bounds what looking without events costs: one part in so many of the time.
	effort = 20
)

// watcher reports changed files of the folders. Events of the system only say when to look; the changes are the
// difference of two snapshots. So a lost event, or an unusual way of saving, delays a change and never loses it: there
// is a look every two seconds anyway.
type watcher struct {
	roots  []string
	system *fsnotify.Watcher // nil: no events
	lost   error             // why the system has no events for us
	seen   snapshot
	cost   time.Duration // of the last look
}

// newWatcher takes the first snapshot: later changes are reported.
func newWatcher(roots []string, poll bool) *watcher {
	w := &watcher{}
	for _, r := range roots {
		w.roots = append(w.roots, filepath.Clean(r))
	}
	if !poll {
		w.system, w.lost = fsnotify.NewWatcher()
	}
	w.seen = w.look()
	return w
}

func (w *watcher) close() {
	if w.system != nil {
		_ = w.system.Close() // nothing in it can be lost
		w.system = nil
	}
}

// look takes a snapshot. Each folder is registered for events before it is read, so that nothing happens
// between; so are the parents of the roots, which may go and come.
func (w *watcher) look() snapshot {
	start := time.Now()
	for _, r := range w.roots {
		w.register(filepath.Dir(r))
	}
	next := scan(w.roots, w.seen, w.register)
	if w.lost != nil {
		w.close()
	}
	w.cost = time.Since(start)
	return next
}

// register asks the system for the events of a folder. What fails otherwise than because the folder is
// gone or closed is a limit, and the end of asking.
func (w *watcher) register(dir string) {
	if w.system == nil || w.lost != nil {
		return
	}
	if err := w.system.Add(dir); err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrPermission) {
		if isFolder(dir) {
			w.lost = err
		}
	}
}

// run calls changed with the changes of each look that finds any, until the context ends.
func (w *watcher) run(ctx context.Context, changed func([]Change), notice func(text, hint string)) {
	defer w.close()
	timer := time.NewTimer(w.pause())
	defer timer.Stop()
	var first time.Time // of the events since the last look
	noticed := false
	for {
		if w.lost != nil && !noticed {
			noticed = true
			notice("no file events from the system ("+w.lost.Error()+"); polling twice a second instead",
				"on Linux, raise fs.inotify.max_user_watches or fs.inotify.max_user_instances with sysctl")
		}
		events, failures := w.channels()
		select {
		case <-ctx.Done():
			return
		case e := <-events:
			if !w.matters(e.Name) {
				continue
			}
		case <-failures: // events were lost, or worse: look
		case <-timer.C:
			if next := w.look(); !w.unfinished(next, first) {
				w.report(next, changed)
				first = time.Time{}
				timer.Reset(w.pause())
				continue
			}
		}
		if first.IsZero() {
			first = time.Now()
		}
		timer.Reset(max(0, min(quiet, time.Until(first.Add(patience)))))
	}
}

// channels returns where events come from; nil channels, which never do, where there are none.
func (w *watcher) channels() (<-chan fsnotify.Event, <-chan error) {
	if w.system == nil {
		return nil, nil
	}
	return w.system.Events, w.system.Errors
}

// pause is how long to wait for events before looking without one.
func (w *watcher) pause() time.Duration {
	pause := rounds
	if w.system == nil {
		pause = pollPause
	}
	return max(pause, effort*w.cost)
}

// matters reports whether an event is about a root or something in it that may be content.
func (w *watcher) matters(path string) bool {
	return slices.ContainsFunc(w.roots, func(root string) bool {
		inside, err := filepath.Rel(root, path)
		if err != nil || inside == ".." || strings.HasPrefix(inside, ".."+string(filepath.Separator)) {
			return false
		}
		return inside == "." || !strings.HasPrefix(filepath.Base(path), ".")
	})
}

// unfinished reports whether an editor seems to be in the middle of saving a file, and there is still
// time to wait for it.
func (w *watcher) unfinished(next snapshot, first time.Time) bool {
	if !first.IsZero() && time.Since(first) >= patience {
		return false
	}
	for path, now := range next {
		before, was := w.seen[path]
		if !was && passing(path) || was && now.size == 0 && before.size > 0 && now.mode.IsRegular() {
			return true
		}
	}
	return false
}

func (w *watcher) report(next snapshot, changed func([]Change)) {
	changes := next.since(w.seen)
	w.seen = next
	if len(changes) > 0 {
		changed(changes)
	}
}

package serve

import (
	"context"
	"path/filepath"
	"time"
)

const (
	pause    = 200 * time.Millisecond // between two looks
	quiet    = 50 * time.Millisecond  // without a change, before one is reported
	patience = 500 * time.Millisecond // after the first change it is reported in any case
	// effort bounds what looking costs: one part in so many of the time.
	effort = 20
)

// watcher reports changed files of the folders, which are the difference of two snapshots. It polls: events of the
// system would say sooner that something has changed, but not what, not on network drives, and not reliably.
type watcher struct {
	roots []string
	seen  snapshot
}

// newWatcher takes the first snapshot: later changes are reported.
func newWatcher(roots []string) *watcher {
	w := &watcher{}
	for _, r := range roots {
		w.roots = append(w.roots, filepath.Clean(r))
	}
	w.seen = scan(w.roots, nil)
	return w
}

// run sends the changes that looks at the folders find, until the context ends. Changes within a short time are sent
// together.
func (w *watcher) run(ctx context.Context, changed chan<- []Change) {
	latest, wait := w.seen, pause
	var first time.Time // when a change was found that has not been reported yet
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(wait):
		}
		start := time.Now()
		next := scan(w.roots, w.seen)
		wait = max(pause, effort*time.Since(start))
		changes := next.since(w.seen)
		settled := len(next.since(latest)) == 0 && !w.unfinished(next)
		latest = next
		if len(changes) > 0 && first.IsZero() {
			first = start
		}
		if len(changes) > 0 && !settled && time.Since(first) < patience {
			wait = quiet
			continue
		}
		w.seen, first = next, time.Time{}
		if len(changes) > 0 {
			select {
			case <-ctx.Done():
				return
			case changed <- changes:
			}
		}
	}
}

// unfinished reports whether an editor seems to be in the middle of saving a file.
func (w *watcher) unfinished(next snapshot) bool {
	for path, now := range next {
		before, was := w.seen[path]
		if !was && passing(path) || was && now.size == 0 && before.size > 0 && now.mode.IsRegular() {
			return true
		}
	}
	return false
}

package serve

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"

	"github.com/errdocs/errdocs/internal/lists"
)

const (
	pause    = 200 * time.Millisecond // between two looks without events
	rounds   = time.Second            // between two looks at everything, where events say what has changed
	quiet    = 25 * time.Millisecond  // without a change, before one is reported
	comeback = 100 * time.Millisecond // in which a file that went away may come back: some editors save so
	patience = 500 * time.Millisecond // after the first change it is reported in any case
	// effort bounds what looking at everything costs: one part in so many of the time.
	effort = 20
	// maxWatched is how many files may be kept open for their events, on systems that want that.
	maxWatched = 4000
	// maxMissed is how often a look at everything may find what no event has told before events are not trusted any more.
	maxMissed = 2
)

// watcher reports changed files of the folders, which are the difference of two snapshots. Events of the system say what to look at.
// Everything is looked at now and then, too: there are no events of links and network drives, and some get lost. Where too many do, or
// the system has none, it only polls.
type watcher struct {
	roots  []string
	seen   snapshot // what has been reported
	latest snapshot // what the last look found
	cost   time.Duration
	events *fsnotify.Watcher // nil where there are none
	missed int               // changes that no event has told

	touched map[string]bool // by events since the last look
	first   time.Time       // sign of a change that has not been reported yet
	told    bool            // by an event
}

// newWatcher takes the first snapshot: later changes are reported.
func newWatcher(roots []string) *watcher {
	w := &watcher{roots: lists.Each(roots, filepath.Clean), touched: map[string]bool{}}
	w.events, _ = fsnotify.NewWatcher() // nil with an error
	w.look(nil)
	w.seen = w.latest
	return w
}

// found is what a look has found.
type found struct {
	changes []Change
	since   time.Time // the first sign of them
}

// run sends the changes that looks at the folders find, until the context ends. Changes within a short time are sent
// together.
func (w *watcher) run(ctx context.Context, changed chan<- found) {
	defer w.distrust()
	timer := time.NewTimer(w.pause())
	for w.wait(ctx, timer) {
		changes, next := w.check()
		timer.Reset(next)
		if len(changes.changes) > 0 {
			select {
			case <-ctx.Done():
				return
			case changed <- changes:
			}
		}
	}
}

// wait waits for the timer, which events set to an earlier time, and reports false when the context has ended.
func (w *watcher) wait(ctx context.Context, timer *time.Timer) bool {
	var events <-chan fsnotify.Event
	var lost <-chan error
	if w.events != nil {
		events, lost = w.events.Events, w.events.Errors
	}
	for {
		select {
		case <-ctx.Done():
			return false
		case e := <-events:
			if path := filepath.Clean(e.Name); w.matters(path) { // "./content" is next to "./templates"
				w.touched[path], w.told = true, true
				w.begin()
				timer.Reset(max(0, min(quiet, time.Until(w.first.Add(patience)))))
			}
		case <-lost: // some
			timer.Reset(quiet)
			clear(w.touched)
		case <-timer.C:
			return true
		}
	}
}

// begin notes the time of the first sign of a change.
func (w *watcher) begin() {
	if w.first.IsZero() {
		w.first = time.Now()
	}
}

// check looks at what events have named, or at everything, and returns the changes, unless they go on, and when to look again.
func (w *watcher) check() (now found, next time.Duration) {
	before := w.latest
	w.look(w.touched)
	clear(w.touched)
	changes := w.latest.since(w.seen)
	if len(changes) > 0 {
		w.begin()
		moving := !w.told && len(w.latest.since(before)) > 0
		if age := time.Since(w.first); age < patience && (moving || w.unfinished(age)) {
			for _, c := range changes {
				if w.told {
					w.touched[c.Path] = true
				}
			}
			return found{}, quiet
		}
		if !w.told {
			w.missed++
		}
		if w.missed > maxMissed {
			w.distrust()
		}
	}
	now = found{changes, w.first}
	w.seen, w.first, w.told = w.latest, time.Time{}, false
	return now, w.pause()
}

// pause is the time until everything is looked at again.
func (w *watcher) pause() time.Duration {
	if w.events == nil {
		return max(pause, effort*w.cost)
	}
	return max(rounds, 2*effort*w.cost)
}

// look takes a snapshot of everything, or looks only at some paths again.
func (w *watcher) look(paths map[string]bool) {
	s := scanner{before: w.latest, after: snapshot{}, now: time.Now(), enter: w.enter}
	if len(paths) > 0 {
		s.after = maps.Clone(w.latest)
		for path := range paths {
			s.again(path, slices.Contains(w.roots, path))
		}
		w.latest = s.after
		return
	}
	for _, root := range w.roots {
		w.enter(filepath.Dir(root))
		s.folder(root)
	}
	w.latest, w.cost = s.after, time.Since(s.now)
	if watchesFiles && len(w.latest) > maxWatched {
		w.distrust()
	}
}

// watchesFiles reports whether the system opens each file of a folder whose events are asked for.
var watchesFiles = !slices.Contains([]string{"linux", "windows", "illumos", "solaris"}, runtime.GOOS)

// enter asks for the events of a folder, before it is read. What fails otherwise than because the folder is gone or closed is a
// limit of the system.
func (w *watcher) enter(dir string) {
	if w.events == nil {
		return
	}
	if err := w.events.Add(dir); err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrPermission) {
		w.distrust()
	}
}

// distrust ends the events.
func (w *watcher) distrust() {
	if w.events != nil {
		_ = w.events.Close() // nothing in it can be lost
		w.events = nil
	}
}

// matters reports whether an event is about a root, or something in it that may be content.
func (w *watcher) matters(path string) bool {
	return slices.ContainsFunc(w.roots, func(root string) bool {
		inside, err := filepath.Rel(root, path)
		return err == nil && !slices.ContainsFunc(strings.Split(inside, string(filepath.Separator)), func(name string) bool { return name != "." && hidden(name) })
	})
}

// unfinished reports whether an editor seems to be in the middle of saving a file, some time after it began.
func (w *watcher) unfinished(age time.Duration) bool {
	for path, now := range w.latest {
		before, was := w.seen[path]
		empty := now.size == 0 && now.mode.IsRegular()
		if !was && (empty || passing(path)) || was && empty && before.size > 0 {
			return true
		}
	}
	if age >= comeback {
		return false
	}
	for path := range w.seen {
		if _, is := w.latest[path]; !is {
			return true
		}
	}
	return false
}

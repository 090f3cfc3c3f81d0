package publish

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// workDir is the work directory of an output while this process has its lock. It contains
//
//	lock      locked by the run that works, with its process id
//	manifest  the manifest of the new site while it is written
//	new       the site being written; after the exchange, the old site being removed
//	ready     a complete site that will become the output (only where directories cannot be exchanged)
//	old       the old site that is being removed (likewise)
//	spare     the site before the output, of a large one: see spare.go
//
// The lock file is created first and removed last, so that a work directory is never mistaken for somebody else's
// directory.
type workDir struct {
	target
	dir  string
	file *os.File
	slot string // where the new site is: new, or spare
	site *root  // the same, once it is there

	spares  bool // the old site is kept as the spare one
	swapped bool // the new site is the output
}

const spareSlot = "spare"

func (w *workDir) manifest() string { return filepath.Join(w.dir, "manifest") }
func (w *workDir) fresh() string    { return filepath.Join(w.dir, "new") }
func (w *workDir) ready() string    { return filepath.Join(w.dir, "ready") }
func (w *workDir) old() string      { return filepath.Join(w.dir, "old") }
func (w *workDir) spare() string    { return filepath.Join(w.dir, spareSlot) }

// lockPoll is how often a waiting run tries again.
const lockPoll = 20 * time.Millisecond

// exchange swaps two directories. Tests replace it to simulate a file system that cannot.
var exchange = exchangeDirs

// lock waits until this process is the only one that works on the output.
func (t target) lock(ctx context.Context, limit time.Duration) (*workDir, error) {
	if limit == 0 {
		limit = time.Minute
	}
	w := &workDir{target: t, slot: "new"}
	w.dir = filepath.Join(filepath.Dir(t.dir), "."+filepath.Base(t.dir)+".errdocs")
	for start := time.Now(); ; {
		ok, err := w.tryLock()
		if ok || err != nil {
			return w, err
		}
		if waited := time.Since(start); waited >= limit {
			return nil, &LockedError{Out: t.shown, Holder: w.holder(), Waited: waited.Round(time.Second)}
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(lockPoll):
		}
	}
}

// tryLock returns true if it got the lock, false if another run has it or just released it.
func (w *workDir) tryLock() (bool, error) {
	if err := os.Mkdir(w.dir, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return false, fmt.Errorf("publish %s: %w", w.shown, err)
	}
	if err := w.checkOurs(); err != nil {
		return false, err
	}
	name := filepath.Join(w.dir, "lock")
	file, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil // the other run has just removed the directory
	}
	if err != nil {
		os.Remove(w.dir) // fails if another run is there
		return false, fmt.Errorf("publish %s: %w", w.shown, err)
	}
	got, err := lockFile(file)
	if err == nil && got && sameFile(file, name) {
		w.file = file
		if err := w.sign(); err != nil {
			return false, errors.Join(fmt.Errorf("publish %s: %w", w.shown, err), w.release())
		}
		return true, nil
	}
	file.Close()
	if err != nil {
		return false, fmt.Errorf("lock %s: %w", name, err)
	}
	return false, nil
}

// checkOurs refuses a directory that has the name of the work directory and is not one.
func (w *workDir) checkOurs() error {
	info, err := os.Lstat(w.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	foreign := w.refuse("move that away, or choose another directory with --out", "needs %s to work in, which is not errdocs' own", w.dir)
	if !info.IsDir() {
		return foreign
	}
	entries, err := os.ReadDir(w.dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	locked := len(entries) == 0
	for _, e := range entries {
		lock := e.Name() == "lock" && e.Type().IsRegular()
		manifest := e.Name() == "manifest" && e.Type().IsRegular()
		slot := slices.Contains([]string{"new", "ready", "old", spareSlot}, e.Name()) && e.IsDir()
		if !lock && !manifest && !slot {
			return foreign
		}
		locked = locked || lock
	}
	if !locked {
		return foreign
	}
	return nil
}

// sameFile reports whether the open file still has that name. A run that waited may get the lock of a file that the
// previous run has removed; such a lock protects nothing.
func sameFile(file *os.File, name string) bool {
	mine, errMine := file.Stat()
	there, err := os.Lstat(name)
	return errMine == nil && err == nil && os.SameFile(mine, there)
}

// sign writes into the lock file which process has it.
func (w *workDir) sign() error {
	if err := w.file.Truncate(0); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w.file, "process %d\n", os.Getpid())
	return err
}

func (w *workDir) holder() string {
	text, err := os.ReadFile(filepath.Join(w.dir, "lock"))
	if name := strings.TrimSpace(string(text)); err == nil && name != "" && len(name) < 64 {
		return name
	}
	return "another process"
}

// release releases the lock and removes the work directory if nothing else is in it.
func (w *workDir) release() error {
	defer w.file.Close()
	entries, err := os.ReadDir(w.dir)
	if err != nil {
		return err
	}
	if len(entries) > 1 {
		return nil // the next run removes what is left
	}
	if err := removeLock(w.file); err != nil {
		return err
	}
	os.Remove(w.dir) // fails if the next run has already created its lock, as it should
	return nil
}

// recover finishes or removes what a killed run has left.
func (w *workDir) recover() error {
	if _, err := os.Lstat(w.ready()); err == nil {
		if err := w.replace(); err != nil {
			return err
		}
		if err := w.retire(w.old()); err != nil {
			return err
		}
	}
	return errors.Join(w.sweep(), w.remove(w.old()))
}

// sweep removes what is left of a new site, and a spare one that is none any more.
func (w *workDir) sweep() error {
	return errors.Join(removeName(w.dir, "manifest"), w.remove(w.fresh()), w.dropSpare())
}

// swap makes the new site the output and removes the old one.
func (w *workDir) swap(exists bool) error {
	site := w.staged(".")
	if !exists {
		if err := os.Rename(site, w.target.dir); err != nil {
			return err
		}
		w.swapped = true
		return errors.Join(undurable(syncDir(filepath.Dir(w.target.dir))), leftover(w.remove(w.spare())))
	}
	err := exchange(site, w.target.dir)
	if errors.Is(err, errors.ErrUnsupported) {
		w.spares = false
		if err = os.Rename(site, w.ready()); err == nil {
			err = w.replace()
		}
		site = w.old()
	}
	if err != nil {
		return err
	}
	w.swapped = true
	return w.retire(site)
}

// replace makes the ready site the output where directories cannot be exchanged. It can be repeated after a kill at any
// point: as long as there is a ready site, it continues.
func (w *workDir) replace() error {
	if err := w.makeRoom(); err != nil {
		return err
	}
	if err := os.Rename(w.ready(), w.target.dir); err != nil {
		return errors.Join(err, os.Rename(w.old(), w.target.dir))
	}
	return nil
}

// makeRoom moves the output to "old".
func (w *workDir) makeRoom() error {
	if _, err := os.Lstat(w.target.dir); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if _, err := w.look(time.Time{}); err != nil { // after a kill, somebody may have put something else there
		return err
	}
	if err := w.remove(w.old()); err != nil {
		return err
	}
	if err := os.Rename(w.target.dir, w.old()); err != nil {
		// An overlay file system can empty a directory of a lower layer, but not rename it.
		return w.remove(w.target.dir)
	}
	return nil
}

// retire keeps or removes the old site, which has been moved to dir. It stays where the exchange may not last: then the old one may be
// what a power failure leaves.
func (w *workDir) retire(dir string) error {
	// The originals of what stays, such as .gitignore, not their copies: they may have been edited since they were copied.
	var errs []error
	for _, name := range w.keep {
		if err := os.Rename(filepath.Join(dir, name), filepath.Join(w.target.dir, name)); !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	if err := errors.Join(syncDir(filepath.Dir(w.target.dir)), syncDir(w.dir)); err != nil {
		return errors.Join(append(errs, undurable(err))...)
	}
	return leftover(errors.Join(append(errs, w.keepSpare(dir))...))
}

// undurable says what it means when a directory cannot be synced.
func undurable(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("a power failure may bring the old one back: %w", err)
}

// leftover says what it means when the old site cannot be removed.
func leftover(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("the old one could not be removed; the next build tries again: %w", err)
}

package publish

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// fileMode and dirMode are the permissions of a site's files and directories, before the umask.
const (
	fileMode = 0o644
	dirMode  = 0o755
	readable = 0o444 // a web server has to read the site, so these permissions are set whatever the umask
)

// Stage is a site that is being written. Begin creates one; it ends with Commit or Abort.
type Stage struct {
	ctx  context.Context
	work *workDir
	undo func() // removes the parents that were created for the output and are empty
	old  *tree
	mode fs.FileMode // of the new site's files

	published *root                    // the old site
	listed    func() map[string]*entry // what its manifest lists, if there is one

	hidden bool      // the umask hides new files from other users
	since  time.Time // what of the old site has not changed since then is as its manifest says
	begun  time.Time // the same of what is compared now; zero: since says more, or it is not known
	edited func(paths []string)
	copied atomic.Bool // some kept file could not be linked

	busy sync.RWMutex // held by Commit and Abort, and shared by Add and Keep
	over bool         // Commit or Abort has been called

	mu     sync.Mutex // guards what follows, and which files of the old site are kept
	draft  *draft
	bytes  int64 // of all files so far
	failed error // the first error of Add
}

// Begin starts to replace out by a new site: it takes the lock, finishes or removes what a killed run has left, and
// checks what is in out. It creates missing parents of out. The error is a *RefusedError when out must not
// be replaced, a *LockedError when another run did not finish in time, and ctx.Err() when ctx ended.
func Begin(ctx context.Context, out string, opts Options) (*Stage, error) {
	t, err := findTarget(out, opts)
	if err != nil {
		return nil, err
	}
	if err := t.guard(); err != nil {
		return nil, err
	}
	undo, err := makeParents(t.dir)
	if err != nil {
		return nil, fmt.Errorf("publish %s: %w", out, err)
	}
	w, err := t.lock(ctx, opts.Wait)
	if err != nil {
		undo()
		return nil, err
	}
	st := &Stage{ctx: ctx, work: w, undo: undo, since: opts.Since, edited: opts.Edited}
	if err := st.open(); err != nil {
		return nil, st.close(err)
	}
	return st, nil
}

// open creates the directory of the new site with an unfinished manifest and copies of the foreign files that stay.
func (st *Stage) open() error {
	w := st.work
	if err := w.recover(); err != nil {
		return fmt.Errorf("clean up after an earlier build in %s: %w", w.dir, err)
	}
	var err error
	if st.old, err = w.look(st.since); err != nil {
		return err
	}
	st.since, st.published = st.old.since, openRoot(w.target.dir)
	st.listed = sync.OnceValue(func() map[string]*entry { return st.old.manifest.byPath() })
	if st.since.IsZero() && st.old.whole() {
		st.begun = w.done()
	}
	if err := st.makeTop(); err != nil {
		return fmt.Errorf("write the new site: %w", err)
	}
	return nil
}

func (st *Stage) makeTop() error {
	w := st.work
	if err := os.Mkdir(w.fresh(), dirMode); err != nil {
		return err
	}
	w.site = openRoot(w.fresh())
	var err error
	if st.draft, err = newDraft(w.staged(manifestName)); err != nil {
		return err
	}
	info, err := st.draft.file.Stat()
	if err != nil {
		return err
	}
	st.mode = info.Mode() | readable
	st.hidden = info.Mode() != st.mode
	for name, data := range st.old.kept {
		if err := w.create(name, data); err != nil {
			return err
		}
	}
	return nil
}

// Expect names files that will be added, so that not each of them has to be written down before it is created. It must come before Add, and
// the paths must not change. Of a site that replaces another most files are kept, so there it does nothing.
func (st *Stage) Expect(paths map[string]bool) error {
	st.mu.Lock()
	defer st.mu.Unlock()
	if st.over || st.old.manifest != nil {
		return nil
	}
	return st.draft.expect(paths)
}

// Add adds a file to the new site, with its SHA-256 sum. If the old site has the same bytes there, the file on disk is
// reused. The path is slash-separated and relative; data may be changed after Add has returned. Any number of goroutines
// may call Add and Keep. After an error, Commit returns that error, too.
func (st *Stage) Add(path string, data []byte, sum [sha256.Size]byte) error {
	return st.add(path, int64(len(data)), sum, func() error { return st.work.create(path, data) })
}

// Take adds a file of another directory that errdocs has published to, if it has the size and the sum. Both have the same file then, where
// the system allows that. It returns false for another file, or one that cannot be read. One that has not changed since a time is
// known to have the sum; a zero time says nothing.
func (st *Stage) Take(path, from string, size int64, sum [sha256.Size]byte, since time.Time) (bool, error) {
	at, err := stateOf(from)
	calm := err == nil && at.mode == st.mode && at.size == size && at.before(since)
	if !calm {
		if data, err := os.ReadFile(from); err != nil || sha256.Sum256(data) != sum {
			return false, nil
		}
	}
	return true, st.add(path, size, sum, func() error {
		to := st.work.staged(path)
		if st.work.site.withDirs(path, func() error { return linkName(from, to) }) == nil {
			if calm {
				return nil
			}
			if at, err := stateOf(to); err == nil && at.mode == st.mode && at.size == size {
				return nil
			}
			if err := os.Remove(to); err != nil {
				return err
			}
		}
		return st.copyFile(path, from, sum)
	})
}

// Since returns a time if nothing has been published to a directory since then, and one of its files has not changed either, and else the zero
// time.
func Since(dir, file string, done time.Time) time.Time {
	manifest, err := stateOf(filepath.Join(dir, manifestName))
	if err != nil || !manifest.changed.Equal(done) {
		return time.Time{}
	}
	if at, err := stateOf(filepath.Join(dir, file)); err != nil || !at.before(done) {
		return time.Time{}
	}
	return done
}

// add adds a file that create creates.
func (st *Stage) add(path string, size int64, sum [sha256.Size]byte, create func() error) error {
	st.busy.RLock()
	defer st.busy.RUnlock()
	kept, err := st.keep(path, sum)
	if err == nil && !kept {
		e := entry{path: path, sum: sum, size: size}
		err = st.record(func() error { return st.draft.add(e) }, e.size)
	}
	if err == nil && !kept {
		err = create()
	}
	if err == nil {
		return nil
	}
	st.mu.Lock()
	defer st.mu.Unlock()
	if failed := (*fs.PathError)(nil); errors.As(err, &failed) {
		err = fmt.Errorf("%s: %w", path, failed.Err) // without the work directory
	}
	if st.failed == nil { // two files with one path may be why
		err = cmp.Or(newManifest(st.draft.with(st.old.manifest), nil).clash(), err)
	}
	err = fmt.Errorf("write the new site: %w", err)
	st.failed = cmp.Or(st.failed, err)
	return err
}

// Keep adds a file that the old site has already: one at the same path with this SHA-256. It returns false if there is
// none, or if somebody else has changed it; add the file with Add then.
func (st *Stage) Keep(path string, sum [sha256.Size]byte) bool {
	st.busy.RLock()
	defer st.busy.RUnlock()
	kept, err := st.keep(path, sum)
	return kept && err == nil
}

// Read returns the bytes of a file of the old site, nil if it has none of that size. Others may have changed it.
func (st *Stage) Read(path string, size int) []byte {
	st.busy.RLock()
	defer st.busy.RUnlock()
	name := st.work.published(path)
	if at, err := stateOf(name); err != nil || !at.mode.IsRegular() || at.size != int64(size) {
		return nil
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil
	}
	return data
}

// keep keeps a file if it can be reused from the old site.
func (st *Stage) keep(path string, sum [sha256.Size]byte) (bool, error) {
	if st.old.manifest == nil {
		return false, nil
	}
	e := st.listed()[path]
	if e == nil || e.size < 0 || e.sum != sum {
		return false, nil
	}
	time, calm, ok := st.intact(e)
	if !ok {
		return false, nil
	}
	return true, st.record(func() error {
		if e.kept {
			return namedTwice(path)
		}
		e.kept, e.time, e.calm = true, time, calm
		return nil
	}, e.size)
}

// record records a file of a size.
func (st *Stage) record(note func() error, size int64) error {
	st.mu.Lock()
	defer st.mu.Unlock()
	if st.over {
		return errors.New("the site is already committed or aborted")
	}
	if err := st.ctx.Err(); err != nil {
		return err
	}
	st.bytes += size
	return note()
}

// Commit makes the new site the output: exactly the files added, a manifest, and the foreign files that stay, such as .gitignore. It
// waits until calls of Add and Keep have returned. After an error the old site is untouched, unless the error wraps ErrPublished: then
// only what comes after that has failed.
func (st *Stage) Commit() (Result, error) {
	st.busy.Lock()
	defer st.busy.Unlock()
	if st.over {
		return Result{}, errors.New("the site is already committed or aborted")
	}
	st.over = true
	res, err := st.commit()
	if err = st.close(err); err != nil && st.work.swapped {
		err = fmt.Errorf("publish %s: %w, but %w", st.work.shown, ErrPublished, err)
	}
	return res, err
}

// Abort discards the new site and leaves the old one as it is. After Commit or Abort it does nothing.
func (st *Stage) Abort() error {
	st.busy.Lock()
	defer st.busy.Unlock()
	if st.over {
		return nil
	}
	st.over = true
	return st.close(nil)
}

// close removes what is left of the new site and releases the lock. It returns err joined with what else went wrong.
func (st *Stage) close(err error) error {
	if st.draft != nil {
		st.draft.file.Close()
	}
	for _, r := range []*root{st.published, st.work.site} {
		if r != nil {
			r.close()
		}
	}
	if err == nil || !st.work.swapped { // else the next run tries again
		err = errors.Join(err, st.work.sweep())
	}
	err = errors.Join(err, st.work.release())
	st.undo()
	return err
}

func (w *workDir) staged(path string) string {
	return filepath.Join(w.dir, w.slot, filepath.FromSlash(path))
}
func (w *workDir) published(path string) string {
	return w.target.dir + string(filepath.Separator) + filepath.FromSlash(path)
}

// create creates a file of the new site.
func (w *workDir) create(path string, data []byte) error {
	return w.site.withDirs(path, func() error { return w.site.write(path, data) })
}

// withDirs creates a file in the directory by create, and the directories above it if that fails without them. Another
// goroutine may create them at the same time.
func (r *root) withDirs(rel string, create func() error) error {
	dir := folder(rel)
	if strings.HasSuffix(rel, "/index.html") { // mostly the first file of its directory
		r.mkdir(dir) // if it fails, so does the next call, which says more
	}
	err := create()
	if errors.Is(err, fs.ErrNotExist) {
		if err = r.mkdir(dir); err != nil { // mostly only the last one is missing
			err = os.MkdirAll(filepath.Join(r.dir, filepath.FromSlash(dir)), dirMode)
		}
		if err == nil {
			err = create()
		}
	}
	return err
}

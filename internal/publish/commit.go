package publish

import (
	"bufio"
	"errors"
	"fmt"
	"os"
)

// commit does the work of Commit.
func (st *Stage) commit() (Result, error) {
	if err := st.ctx.Err(); err != nil {
		return Result{}, err
	}
	if st.failed != nil {
		return Result{}, st.failed
	}
	m := newManifest(st.draft.with(st.old.manifest), st.old.manifest)
	if err := m.clash(); err != nil {
		return Result{}, fmt.Errorf("write the new site: %w", err)
	}
	written := st.draft.added
	res := Result{Files: len(m.entries), Bytes: st.bytes, Hash: m.hash, Written: written, Linked: len(m.entries) - written}
	if st.same(res) {
		if res.Unchanged, res.Done = true, st.since; res.Done.IsZero() {
			res.Done = st.begun
		}
		return res, nil
	}
	if edited := st.changes(m); len(edited) > 0 && st.edited != nil {
		st.edited(edited)
	}
	if err := st.complete(m); err != nil {
		return Result{}, err
	}
	st.work.spares = st.canSpare(m)
	switch err := st.swap(); {
	case st.work.swapped && err != nil:
		return res, err
	case err != nil:
		return Result{}, fmt.Errorf("publish %s: %w", st.work.shown, err)
	}
	res.Done = st.work.done()
	return res, nil
}

// same reports whether the old site equals the new one, with nothing to remove from it.
func (st *Stage) same(res Result) bool {
	old := st.old
	return old.manifest != nil && old.manifest.hash == res.Hash && old.found == res.Files &&
		res.Linked == res.Files && len(old.litter) == 0
}

// complete finishes the new site and makes it durable.
func (st *Stage) complete(m *manifest) error {
	w := st.work
	refilled, err := st.refill(m)
	if err == nil {
		// After every other new file, so that a file that somebody changes later is newer than the manifest.
		err = w.writeText(m.write)
	}
	if err == nil && !refilled {
		err = st.link(m)
	}
	if err == nil && st.hidden {
		err = st.show(m)
	}
	if err == nil && st.old.exists {
		err = os.Chmod(w.staged("."), st.old.mode)
	}
	if err != nil {
		return fmt.Errorf("write the new site: %w", err)
	}
	if err := syncTree(w.staged("."), m.dirs); err != nil {
		return fmt.Errorf("write the new site to disk: %w", err)
	}
	return st.ctx.Err()
}

// show gives the new site the permissions that the umask has taken.
func (st *Stage) show(m *manifest) error {
	dirs := append([]string{"."}, m.dirs...)
	for _, dir := range dirs {
		if err := os.Chmod(st.work.staged(dir), dirMode); err != nil {
			return err
		}
	}
	for _, e := range append(m.entries, entry{path: manifestName}) {
		if err := os.Chmod(st.work.staged(e.path), fileMode); err != nil {
			return err
		}
	}
	return nil
}

// writeText replaces the manifest of the new site.
func (w *workDir) writeText(write func(*bufio.Writer)) error {
	f, err := os.OpenFile(w.manifest(), os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return err
	}
	text := bufio.NewWriterSize(f, 64<<10)
	write(text)
	if err := errors.Join(text.Flush(), closeFile(f)); err != nil {
		return err
	}
	return os.Rename(w.manifest(), w.staged(manifestName))
}

// swap makes the new site the output. Building may have taken long, so the target is checked again.
func (st *Stage) swap() error {
	w := st.work
	if err := w.guard(); err != nil {
		return err
	}
	_, err := os.Lstat(w.target.dir)
	return w.swap(err == nil)
}

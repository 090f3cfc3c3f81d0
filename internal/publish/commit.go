package publish

import (
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
	l := newListing(st.claims.entries)
	res := Result{Files: len(l.entries), Bytes: st.claims.bytes, Hash: l.hash}
	for i := range l.entries {
		if l.entries[i].kept {
			res.Linked++
		}
	}
	res.Written = res.Files - res.Linked
	if st.same(res) {
		res.Unchanged = true
		return res, nil
	}
	if err := st.complete(l); err != nil {
		return Result{}, err
	}
	if err := st.swap(); err != nil {
		return Result{}, fmt.Errorf("publishing %s: %w", st.work.shown, err)
	}
	return res, nil
}

// same reports whether the old site is the new one, with nothing to take away from it.
func (st *Stage) same(res Result) bool {
	old := st.old
	return old.listing != nil && old.listing.hash == res.Hash && old.found == res.Files &&
		res.Linked == res.Files && len(old.litter) == 0
}

// complete makes the new site whole and durable.
func (st *Stage) complete(l *listing) error {
	w := st.work
	if err := w.mark(l); err != nil {
		return fmt.Errorf("writing the new site: %w", err)
	}
	if err := st.link(l); err != nil {
		return err
	}
	if st.old.exists {
		if err := os.Chmod(w.fresh(), st.old.mode); err != nil {
			return fmt.Errorf("writing the new site: %w", err)
		}
	}
	if err := syncTree(w.fresh(), l.dirs); err != nil {
		return fmt.Errorf("writing the new site to disk: %w", err)
	}
	return st.ctx.Err()
}

// mark puts the marker in the place of the claims. It is written after every other new file, so that a file that
// somebody changes later is younger than the marker.
func (w *work) mark(l *listing) error {
	f, err := os.OpenFile(w.marker(), os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return err
	}
	err = l.writeMarker(f)
	if err == nil && syncEach {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return err
	}
	return os.Rename(w.marker(), w.staged(markerName))
}

// swap makes the new site the output. Building may have taken long: the place is looked at again.
func (st *Stage) swap() error {
	w := st.work
	if err := w.guard(); err != nil {
		return err
	}
	_, err := os.Lstat(w.place.dir)
	return w.swap(err == nil)
}

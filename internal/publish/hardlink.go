package publish

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"time"

	"github.com/errdocs/errdocs/internal/parallel"
)

// intact reports whether a file of the old site is still as the manifest says, and when it was modified. Its bytes
// are compared, unless the system says that it has not changed since they were last compared: then it is calm.
func (st *Stage) intact(e *entry) (written int64, calm, ok bool) {
	at, err := st.published.stateOf(e.path)
	if err != nil || at.mode != st.mode || at.size != e.size {
		return 0, false, false
	}
	if st.calm(e, &at) {
		return at.written, true, true
	}
	data, err := os.ReadFile(st.work.published(e.path))
	return at.written, false, err == nil && sha256.Sum256(data) == e.sum
}

// calm reports whether a file of the old site has not changed since that was published, nor a directory that it is in.
func (st *Stage) calm(e *entry, at *fileState) bool {
	return at.before(st.since) && !st.old.moved(e.path)
}

// changes returns the files of the old site that somebody has changed, and that the new site replaces or lacks.
func (st *Stage) changes(m *manifest) []string {
	if st.old.manifest == nil {
		return nil
	}
	var replaced []*entry
	for e, now := range st.old.manifest.with(m) {
		if e != nil && (now == nil || !now.kept) && e.size >= 0 {
			replaced = append(replaced, e)
		}
	}
	edited := make([]string, len(replaced))
	parallel.Each(len(replaced), func(i int) {
		e := replaced[i]
		at, err := st.published.stateOf(e.path)
		if err != nil || at.size == e.size && st.calm(e, &at) {
			return
		}
		if data, err := os.ReadFile(st.work.published(e.path)); err == nil && sha256.Sum256(data) != e.sum {
			edited[i] = e.path
		}
	})
	return slices.DeleteFunc(edited, func(path string) bool { return path == "" })
}

// done returns the time for the next build's Options.Since: that of a change of the manifest, which it makes.
func (w *workDir) done() time.Time {
	name := w.published(manifestName)
	now := time.Now()
	if os.Chtimes(name, now, now) != nil {
		return time.Time{}
	}
	info, err := os.Lstat(name)
	if err != nil {
		return time.Time{}
	}
	return changed(info)
}

// diskWorkers is how many files are linked or removed at a time: more than there are processors, since most of the
// time goes into waiting for the disk.
const diskWorkers = 8

// link adds the kept files to the new site.
func (st *Stage) link(m *manifest) error {
	if !slices.ContainsFunc(m.entries, func(e entry) bool { return e.kept }) {
		return nil
	}
	for _, dir := range m.dirs { // each after the one that it is in
		if err := st.work.site.mkdir(dir); err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
	return parallel.Do(st.ctx, diskWorkers, len(m.entries), func(i int) error {
		if !m.entries[i].kept {
			return nil
		}
		return st.linkFile(&m.entries[i])
	})
}

// linkName gives a file a second name, and linkIn one in another directory. Tests replace both to simulate a file system without links.
var linkName, linkIn = os.Link, (*root).link

// linkFile links a kept file to the old one, or copies it where links are not supported. The two trees share the file,
// which is therefore never written to.
func (st *Stage) linkFile(e *entry) error {
	to := st.work.site
	link := func() error { return linkIn(st.published, e.path, to) }
	if link() != nil && to.withDirs(e.path, link) != nil {
		st.copied.Store(true)
		return st.copyFile(e.path, st.work.published(e.path), e.sum)
	}
	// A link is a change in itself, so this looks at the time of the last write.
	if at, err := to.stateOf(e.path); err != nil || at.mode != st.mode || at.size != e.size || at.written != e.time {
		return errors.Join(changedError(st.work.published(e.path)), os.Remove(st.work.staged(e.path)))
	}
	return nil
}

// copyFile is for file systems without links, and for a file that has too many.
func (st *Stage) copyFile(path, from string, sum [sha256.Size]byte) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	if sha256.Sum256(data) != sum {
		return changedError(from)
	}
	return st.work.create(path, data)
}

func changedError(name string) error {
	return fmt.Errorf("%s was changed while the site was built; build again", name)
}

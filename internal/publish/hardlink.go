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

// intact reports whether a file of the old site is still as the manifest says, and notes when it was modified. Its bytes
// are compared, unless the system says that it has not changed since they were last compared.
func (st *Stage) intact(name string, e *entry) bool {
	info, err := os.Lstat(name)
	if err != nil || info.Mode() != st.mode || info.Size() != e.size {
		return false
	}
	e.time = info.ModTime().UnixNano()
	if e.calm = before(info, st.since); e.calm {
		return true
	}
	data, err := os.ReadFile(name)
	return err == nil && sha256.Sum256(data) == e.sum
}

// before reports whether the system says that something has last changed before a time.
func before(info fs.FileInfo, since time.Time) bool {
	at := changed(info)
	return !at.IsZero() && at.Before(since)
}

// changes returns the files of the old site that somebody has changed, and that the new site replaces or lacks.
func (st *Stage) changes(m *manifest) []string {
	if st.old.manifest == nil {
		return nil
	}
	entries := st.old.manifest.entries
	edited := make([]string, len(entries))
	parallel.Each(len(entries), func(i int) {
		e := entries[i]
		if now := m.find(e.path); now != nil && now.kept || e.size < 0 {
			return
		}
		name := st.work.published(e.path)
		info, err := os.Lstat(name)
		if err != nil || info.Size() == e.size && before(info, st.since) {
			return
		}
		if data, err := os.ReadFile(name); err == nil && sha256.Sum256(data) != e.sum {
			edited[i] = e.path
		}
	})
	return slices.DeleteFunc(edited, func(path string) bool { return path == "" })
}

// done returns the time for the next build's Options.Since: that of a change of the manifest after all others.
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
	return parallel.Do(st.ctx, diskWorkers, len(m.entries), func(i int) error {
		e := &m.entries[i]
		if !e.kept {
			return nil
		}
		return st.linkFile(e)
	})
}

// linkName gives a file a second name. Tests replace it to simulate a file system without links.
var linkName = os.Link

// linkFile links a kept file to the old one, or copies it where links are not supported. The two trees share the file,
// which is therefore never written to.
func (st *Stage) linkFile(e *entry) error {
	from, to := st.work.published(e.path), st.work.staged(e.path)
	if withDirs(to, func() error { return linkName(from, to) }) != nil {
		return st.copyFile(e)
	}
	// A link is a change in itself, so this looks at the time of the last write.
	if info, err := os.Lstat(to); err != nil || info.Mode() != st.mode || info.Size() != e.size || info.ModTime().UnixNano() != e.time {
		return errors.Join(changedError(from), os.Remove(to))
	}
	return nil
}

// copyFile is for file systems without links, and for a file that has too many.
func (st *Stage) copyFile(e *entry) error {
	st.copied.Store(true)
	from := st.work.published(e.path)
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	if sha256.Sum256(data) != e.sum {
		return changedError(from)
	}
	return st.work.create(e.path, data)
}

func changedError(name string) error {
	return fmt.Errorf("%s was changed while the site was built; build again", name)
}

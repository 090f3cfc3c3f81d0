package publish

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/errdocs/errdocs/internal/parallel"
)

// clockStep is the coarsest step in which a file system counts time (FAT: two seconds). A file that is not older
// than the manifest by this much may have been changed since.
const clockStep = 2 * time.Second

// intact reports whether a file of the old site is still as the manifest says. The times are enough for nearly all
// files; the others are read.
func (st *Stage) intact(name string, e *entry) bool {
	info, err := os.Lstat(name)
	if err != nil || info.Mode() != st.mode || info.Size() != e.size {
		return false
	}
	if info.ModTime().Before(st.old.written.Add(-clockStep)) {
		return true
	}
	data, err := os.ReadFile(name)
	return err == nil && sha256.Sum256(data) == e.sum
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
		if err := st.linkFile(e); err != nil {
			return fmt.Errorf("write the new site: %w", err)
		}
		return nil
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
	if !st.intact(to, e) {
		return errors.Join(changedError(from), os.Remove(to))
	}
	return nil
}

// copyFile is for file systems without links, and for a file that has too many.
func (st *Stage) copyFile(e *entry) error {
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

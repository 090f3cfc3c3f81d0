package publish

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/errdocs/errdocs/internal/parallel"
)

var (
	// spareFrom is how many files a site has whose old tree is kept as the spare one: with fewer, a new tree costs little. Tests
	// change both.
	spareFrom = 4096

	// maxFresh is the share of the files, one of so many, up to which the spare tree is made into the new site. With more
	// new files, a new tree costs less.
	maxFresh = 8
)

// refill makes the spare tree into the new site, and reports whether it could. Most files of the spare tree are those of the old
// site under a second name: what has not changed there has not changed here. While it is worked on, its manifest is an
// unfinished one with the names of both sites, so that what a killed run leaves can be removed.
func (st *Stage) refill(m *manifest) (bool, error) {
	w := st.work
	fresh := 0
	for i := range m.entries {
		if !m.entries[i].kept {
			fresh++
		}
	}
	if st.since.IsZero() || len(m.entries) < spareFrom || fresh*maxFresh > len(m.entries) {
		return false, nil
	}
	spare, err := open(w.spare(), w.keep, st.old.manifest)
	if err != nil || !spare.whole() {
		return false, err
	}
	if !spare.dated.After(st.since) { // else somebody has touched its manifest
		spare.since = spare.dated // when it was published; the build after that has looked at it
	}
	if err := spare.read(w.spare()); err != nil {
		return false, err
	}
	if len(spare.foreign) > 0 {
		return false, nil // it is not removed, and the caller says so
	}
	w.slot = spareSlot
	w.site.close()
	w.site = openRoot(w.spare())
	err = w.writeText(func(text *bufio.Writer) { union(text, spare.manifest, m) })
	if err != nil {
		return false, err
	}
	missing, err := st.empty(spare, m)
	if err == nil {
		err = st.fill(missing)
	}
	return err == nil, err
}

// whole reports whether there is a complete manifest.
func (t *tree) whole() bool {
	return t.manifest != nil && !t.manifest.damaged && t.manifest.hash != unfinished
}

// union writes the unfinished manifest of a tree with files of two sites. Flush returns what fails.
func union(w *bufio.Writer, a, b *manifest) {
	w.WriteString(manifestHead + unfinished + "\n")
	w.WriteString(a.lines)
	for old, e := range a.with(b) {
		if old == nil {
			w.WriteString(e.path)
			w.WriteByte('\n')
		}
	}
}

// stays reports whether the spare tree has a file of the new site already: both trees have it from the build before the
// last or longer, and nobody has given either name to something else.
func (st *Stage) stays(spare *tree, was, e *entry) bool {
	if was == nil || e == nil || !e.kept || !e.calm || was.size != e.size || was.sum != e.sum {
		return false
	}
	dir := folder(e.path)
	return !st.old.restless[dir] && !spare.restless[dir]
}

// empty removes what the new site does not have from the spare tree, and returns what that does not have.
func (st *Stage) empty(spare *tree, m *manifest) (missing []*entry, err error) {
	names := spare.litter
	for was, e := range spare.manifest.with(m) {
		if st.stays(spare, was, e) {
			continue
		}
		if e != nil {
			missing = append(missing, e)
		}
		if was != nil {
			names = append(names, was.path)
		}
	}
	for _, d := range slices.Backward(spare.manifest.dirs) {
		if !m.hasDir(d) {
			names = append(names, d)
		}
	}
	return missing, removeNames(st.work.spare(), names)
}

// fill adds what is missing: links to files of the old site, and the new files.
func (st *Stage) fill(missing []*entry) error {
	w := st.work
	err := parallel.Do(st.ctx, diskWorkers, len(missing), func(i int) error {
		if missing[i].kept {
			return st.linkFile(missing[i])
		}
		return w.move(missing[i].path)
	})
	for name := range st.old.kept {
		err = errors.Join(err, w.move(name))
	}
	return err
}

// move moves a new file into the spare tree.
func (w *workDir) move(path string) error {
	return w.site.withDirs(path, func() error {
		return os.Rename(filepath.Join(w.fresh(), filepath.FromSlash(path)), w.staged(path))
	})
}

// canSpare reports whether the old tree may become the spare one: a path that has the same sum in both manifests has to be
// one file with two names.
func (st *Stage) canSpare(m *manifest) bool {
	if len(m.entries) < spareFrom || st.copied.Load() || !st.old.whole() {
		return false
	}
	for was, e := range st.old.manifest.with(m) {
		if was != nil && e != nil && !e.kept && was.sum == e.sum { // somebody has edited it
			return false
		}
	}
	return true
}

// keepSpare keeps the old tree, which has been moved to dir, for the next build, and removes the one before it. What somebody has
// put there since it was published is found by the next build.
func (w *workDir) keepSpare(dir string) error {
	if !w.spares {
		return errors.Join(w.remove(dir), w.remove(w.spare()))
	}
	if dir == w.spare() {
		return nil
	}
	if err := w.remove(w.spare()); err != nil {
		return err
	}
	return os.Rename(dir, w.spare())
}

// dropSpare removes a spare tree that a killed run has worked on.
func (w *workDir) dropSpare() error {
	head := make([]byte, len(manifestHead+unfinished))
	f, err := os.Open(filepath.Join(w.spare(), manifestName))
	if err == nil {
		_, err = io.ReadFull(f, head)
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			err = nil // the computer was switched off; what is in the tree is not known
		}
		err = errors.Join(err, f.Close())
	}
	if err == nil && string(head) != manifestHead+unfinished {
		return nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return w.remove(w.spare())
}

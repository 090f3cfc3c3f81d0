package publish

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/errdocs/errdocs/internal/parallel"
)

// tree is the content of a directory on disk, compared with its manifest.
type tree struct {
	exists   bool
	mode     fs.FileMode
	manifest *manifest         // nil if there is none
	dated    time.Time         // when that file last changed, zero if the system does not say
	since    time.Time         // what has not changed since then is as the manifest says; zero: that is not known
	restless map[string]bool   // directories that are not there, or in or above which a name has changed since then; always the top
	found    int               // how many of the listed files are there
	keep     []string          // names of foreign files at the top that stay
	kept     map[string][]byte // those that are there
	foreign  []string          // the first few names that errdocs did not write, relative
	litter   []string          // files that the system puts into every folder that is opened
}

// maxForeign is how many foreign names a message lists.
const maxForeign = 3

// now is the time. A test sets it back.
var now = time.Now

// scan reads the directory dir, which need not exist. It follows no symlink. Where nothing but its manifest has changed since
// a time, only the directories with names that have changed are read; a zero time reads all.
func scan(dir string, keep []string, since time.Time) (*tree, error) {
	t, err := open(dir, keep, nil)
	if err != nil || !t.exists {
		return t, err
	}
	if !t.dated.IsZero() && t.dated.Equal(since) && !since.After(now()) { // else the clock was ahead
		t.since = since
	}
	return t, t.read(dir)
}

// open reads the manifest of a directory, which need not exist. It may be much like a known one.
func open(dir string, keep []string, known *manifest) (*tree, error) {
	t := &tree{keep: keep, kept: map[string][]byte{}, restless: map[string]bool{}}
	info, err := os.Lstat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return t, nil
	}
	if err != nil {
		return nil, err
	}
	t.exists, t.mode = true, info.Mode().Perm()
	return t, t.readManifest(dir, known)
}

// readManifest loads the manifest, if there is one.
func (t *tree) readManifest(dir string, known *manifest) error {
	name := filepath.Join(dir, manifestName)
	at, err := stateOf(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil || !at.mode.IsRegular() {
		return err // read finds what it is
	}
	t.dated = at.changed
	text, err := readText(name, at.size)
	if err != nil {
		return err
	}
	m, ok := parseManifest(text, known)
	if !ok {
		m = &manifest{damaged: true}
	}
	t.manifest = m
	return nil
}

// readText reads a file of about a size as a string.
func readText(name string, size int64) (string, error) {
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	var b strings.Builder
	b.Grow(int(size))
	_, err = io.Copy(&b, f)
	return b.String(), err
}

// read sorts everything in the directory into listed and foreign.
func (t *tree) read(dir string) error {
	dirs := []string{"."}
	if t.manifest != nil {
		dirs = append(dirs, t.manifest.dirs...)
	}
	at, errs := make([]fileState, len(dirs)), make([]error, len(dirs))
	r := openRoot(dir)
	defer r.close()
	parallel.Each(len(dirs), func(i int) { at[i], errs[i] = r.stateOf(dirs[i]) })
	gone := map[string]bool{} // directories that are not there, or something else
	for i, rel := range dirs {
		if len(t.foreign) >= maxForeign {
			break
		}
		switch err := errs[i]; {
		case rel != "." && gone[folder(rel)], errors.Is(err, fs.ErrNotExist), err == nil && !at[i].mode.IsDir():
			gone[rel], t.restless[rel] = true, true
		case err != nil:
			return err
		case rel != "." && at[i].mount:
			t.foreign = append(t.foreign, rel+" (a mount point)")
			gone[rel], t.restless[rel] = true, true
		case rel != "." && at[i].before(t.since) && !t.moved(rel):
		default:
			t.restless[rel] = true
			if err := t.readDir(dir, rel); err != nil {
				return err
			}
		}
	}
	if t.manifest != nil {
		for i := range t.manifest.entries { // readDir has counted those in the others
			if !t.restless[folder(t.manifest.entries[i].path)] {
				t.found++
			}
		}
	}
	// A run that was killed while it wrote the manifest has written nothing else.
	if t.manifest != nil && t.manifest.damaged && len(t.foreign) > 0 {
		t.foreign = append([]string{manifestName + " (damaged)"}, t.foreign...)
	}
	return nil
}

// moved reports whether a file or directory may be another one than before, since a directory above it may be. The top is known by its manifest.
func (t *tree) moved(name string) bool {
	dir := folder(name)
	return dir != "." && t.restless[dir]
}

// readDir sorts the names in a directory.
func (t *tree) readDir(dir, rel string) error {
	entries, err := os.ReadDir(filepath.Join(dir, filepath.FromSlash(rel)))
	if err != nil {
		return err
	}
	for _, e := range entries {
		if err := t.sort(dir, path.Join(rel, e.Name()), e); err != nil {
			return err
		}
		if len(t.foreign) >= maxForeign {
			return nil
		}
	}
	return nil
}

func (t *tree) sort(dir, name string, e fs.DirEntry) (err error) {
	regular := e.Type().IsRegular()
	switch {
	case e.IsDir() && t.lists(name, true): // read comes to it
	case regular && t.lists(name, false):
		t.found++
	case regular && name == manifestName:
	case regular && slices.Contains(t.keep, name):
		t.kept[name], err = os.ReadFile(filepath.Join(dir, name))
	case regular && e.Name() == ".DS_Store":
		t.litter = append(t.litter, name)
	default:
		if at, err := stateOf(filepath.Join(dir, name)); err == nil && at.mount {
			name += " (a mount point)"
		}
		t.foreign = append(t.foreign, name)
	}
	return err
}

func (t *tree) lists(name string, dir bool) bool {
	if t.manifest == nil {
		return false
	}
	if dir {
		return t.manifest.hasDir(name)
	}
	return t.manifest.find(name) != nil
}

// remove deletes one of the trees of an output and everything in it that errdocs has written, and copies of what stays in the output. It
// deletes nothing if there is anything else. The manifest is deleted last, so that an interrupted removal can be resumed.
func (w *workDir) remove(dir string) error {
	t, err := open(dir, w.keep, nil)
	if err != nil || !t.exists {
		return err
	}
	refused := &RefusedError{Out: dir, Reason: "contains %s, not written by errdocs", Hint: "move that away and build again"}
	if t.manifest != nil && t.manifest.damaged {
		t.manifest = w.known()
		refused.Reason, refused.Hint = "contains %s, and its own list of its files is damaged", "move the whole folder away and build again"
	}
	if err := t.read(dir); err != nil {
		return err
	}
	if len(t.foreign) > 0 {
		refused.Reason = fmt.Sprintf(refused.Reason, t.foreign[0])
		return refused
	}
	if err := t.removeListed(dir); err != nil {
		return err
	}
	return removeNames(dir, slices.Concat(t.litter, w.keep, []string{manifestName, "."}))
}

// known returns a manifest of what all trees of the output have, as far as they say: a damaged one has mostly the same files.
func (w *workDir) known() *manifest {
	all := &manifest{}
	for _, dir := range []string{w.target.dir, w.fresh(), w.ready(), w.old(), w.spare()} {
		if t, err := open(dir, nil, nil); err == nil && t.manifest != nil && !t.manifest.damaged {
			var text strings.Builder
			w := bufio.NewWriter(&text)
			union(w, all, t.manifest)
			w.Flush() // a builder takes all
			all, _ = parseManifest(text.String(), nil)
		}
	}
	return all
}

// removeListed removes the listed files, several at a time, and then the directories, each after those in it.
func (t *tree) removeListed(dir string) error {
	if t.manifest == nil {
		return nil
	}
	entries := t.manifest.entries
	err := parallel.Do(context.Background(), diskWorkers, len(entries), func(i int) error { return removeName(dir, entries[i].path) })
	if err != nil {
		return err
	}
	for _, d := range slices.Backward(t.manifest.dirs) {
		if err := removeName(dir, d); err != nil {
			return err
		}
	}
	return nil
}

// removeNames removes files and empty directories, in their order.
func removeNames(dir string, names []string) error {
	for _, name := range names {
		if err := removeName(dir, name); err != nil {
			return err
		}
	}
	return nil
}

func removeName(dir, name string) error {
	err := os.Remove(filepath.Join(dir, filepath.FromSlash(name)))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

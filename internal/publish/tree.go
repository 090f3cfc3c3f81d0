package publish

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/errdocs/errdocs/internal/parallel"
)

// tree is the content of a directory on disk, compared with its manifest.
type tree struct {
	exists   bool
	mode     fs.FileMode
	manifest *manifest         // nil if there is none
	written  time.Time         // when the manifest was last changed in any way
	found    int               // how many of the listed files are there
	keep     []string          // names of foreign files at the top that stay
	kept     map[string][]byte // those that are there
	foreign  []string          // the first few names that errdocs did not write, relative
	litter   []string          // files that the system puts into every folder that is opened
}

// maxForeign is how many foreign names a message lists.
const maxForeign = 3

// scan reads the directory dir, which need not exist. It follows no symlink.
func scan(dir string, keep []string) (*tree, error) {
	t := &tree{keep: keep, kept: map[string][]byte{}}
	info, err := os.Lstat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return t, nil
	}
	if err != nil {
		return nil, err
	}
	t.exists, t.mode = true, info.Mode().Perm()
	torn, err := t.readManifest(dir)
	if err != nil {
		return nil, err
	}
	if err := t.walk(dir, ""); err != nil {
		return nil, err
	}
	// A run that was killed while it wrote the manifest has written nothing else.
	if torn && len(t.foreign) > 0 {
		t.foreign = append([]string{manifestName + " (damaged)"}, t.foreign...)
	}
	return t, nil
}

// readManifest loads the manifest, if there is one. torn is true if it is incomplete.
func (t *tree) readManifest(dir string) (torn bool, err error) {
	name := filepath.Join(dir, manifestName)
	info, err := os.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil || !info.Mode().IsRegular() {
		return false, err // walk finds what it is
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return false, err
	}
	t.written = changed(info)
	m, ok := parseManifest(string(text))
	if !ok {
		t.manifest = &manifest{}
		return true, nil
	}
	t.manifest = m
	return false, nil
}

// walk sorts everything below dir into listed and foreign.
func (t *tree) walk(dir, rel string) error {
	entries, err := os.ReadDir(filepath.Join(dir, filepath.FromSlash(rel)))
	if err != nil {
		return err
	}
	for _, e := range entries {
		name := e.Name()
		if rel != "" {
			name = rel + "/" + name
		}
		if err := t.sort(dir, name, e); err != nil {
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
	case e.IsDir() && isMountPoint(filepath.Join(dir, name)):
		t.foreign = append(t.foreign, name+" (a mount point)")
	case e.IsDir() && t.lists(name, true):
		return t.walk(dir, name)
	case regular && t.lists(name, false):
		t.found++
	case regular && name == manifestName:
	case regular && slices.Contains(t.keep, name):
		t.kept[name], err = os.ReadFile(filepath.Join(dir, name))
	case regular && e.Name() == ".DS_Store":
		t.litter = append(t.litter, name)
	default:
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

// remove deletes the directory dir and everything in it that errdocs has written, and copies of what stays in the output. It
// deletes nothing if there is anything else. The manifest is deleted last, so that an interrupted removal can be resumed.
func remove(dir string, keep []string) error {
	t, err := scan(dir, keep)
	if err != nil || !t.exists {
		return err
	}
	if len(t.foreign) > 0 {
		return &RefusedError{
			Out:    dir,
			Reason: "contains " + t.foreign[0] + ", not written by errdocs",
			Hint:   "move that away and build again",
		}
	}
	if err := t.removeListed(dir); err != nil {
		return err
	}
	for _, name := range slices.Concat(t.litter, keep, []string{manifestName, "."}) {
		if err := removeName(dir, name); err != nil {
			return err
		}
	}
	return nil
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

func removeName(dir, name string) error {
	err := os.Remove(filepath.Join(dir, filepath.FromSlash(name)))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

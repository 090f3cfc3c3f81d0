package publish

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/errdocs/errdocs/internal/parallel"
)

// tree is what stands in a directory on disk, seen against its marker.
type tree struct {
	exists  bool
	mode    fs.FileMode
	listing *listing  // nil when there is no marker
	written time.Time // when the marker was written
	found   int       // how many of the listed files are there
	ignore  []byte    // the .gitignore at the top, nil when there is none
	foreign []string  // the first few names that errdocs has not written, relative
	litter  []string  // files that the system drops into every folder that is looked at
}

// maxForeign is how many foreign names a message lists.
const maxForeign = 3

// scan reads the directory dir, which need not exist. It follows no symlink.
func scan(dir string) (*tree, error) {
	t := &tree{}
	info, err := os.Lstat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return t, nil
	}
	if err != nil {
		return nil, err
	}
	t.exists, t.mode = true, info.Mode().Perm()
	torn, err := t.readMarker(dir)
	if err != nil {
		return nil, err
	}
	if err := t.walk(dir, ""); err != nil {
		return nil, err
	}
	// A run that was killed while it wrote the marker has written nothing else.
	if torn && len(t.foreign) > 0 {
		t.foreign = append([]string{markerName + " (damaged)"}, t.foreign...)
	}
	return t, nil
}

// readMarker loads the marker, if there is one. torn is true when it is there and not whole.
func (t *tree) readMarker(dir string) (torn bool, err error) {
	name := filepath.Join(dir, markerName)
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
	t.written = info.ModTime()
	l, ok := parseMarker(string(text))
	if !ok {
		t.listing = &listing{}
		return true, nil
	}
	t.listing = l
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
		if err := t.place(dir, name, e); err != nil {
			return err
		}
		if len(t.foreign) >= maxForeign {
			return nil
		}
	}
	return nil
}

func (t *tree) place(dir, name string, e fs.DirEntry) (err error) {
	regular := e.Type().IsRegular()
	switch {
	case e.IsDir() && t.lists(name, true):
		return t.walk(dir, name)
	case regular && t.lists(name, false):
		t.found++
	case regular && name == markerName:
	case regular && name == ignoreName:
		t.ignore, err = os.ReadFile(filepath.Join(dir, name))
	case regular && e.Name() == ".DS_Store":
		t.litter = append(t.litter, name)
	default:
		t.foreign = append(t.foreign, name)
	}
	return err
}

func (t *tree) lists(name string, dir bool) bool {
	if t.listing == nil {
		return false
	}
	if dir {
		return t.listing.hasDir(name)
	}
	return t.listing.find(name) != nil
}

// remove deletes the directory dir and everything in it that errdocs has written. It deletes nothing when
// there is anything else. The marker goes last, so that an interrupted removal can be taken up again.
func remove(dir string) error {
	t, err := scan(dir)
	if err != nil || !t.exists {
		return err
	}
	if len(t.foreign) > 0 {
		return &RefusedError{
			Out:    dir,
			Reason: "holds " + t.foreign[0] + ", not written by errdocs",
			Hint:   "move that away and build again",
		}
	}
	if err := t.removeListed(dir); err != nil {
		return err
	}
	for _, name := range append(t.litter, ignoreName, markerName, ".") {
		if err := removeName(dir, name); err != nil {
			return err
		}
	}
	return nil
}

// removeListed removes the listed files, and then the directories from the deepest to the top.
func (t *tree) removeListed(dir string) error {
	if t.listing == nil {
		return nil
	}
	entries := t.listing.entries
	if err := removeAll(dir, len(entries), func(i int) string { return entries[i].path }); err != nil {
		return err
	}
	levels := map[int][]string{}
	for _, d := range t.listing.dirs {
		depth := strings.Count(d, "/")
		levels[depth] = append(levels[depth], d)
	}
	for _, depth := range slices.Backward(slices.Sorted(maps.Keys(levels))) {
		dirs := levels[depth]
		if err := removeAll(dir, len(dirs), func(i int) string { return dirs[i] }); err != nil {
			return err
		}
	}
	return nil
}

// removeAll removes n files or empty directories, several at a time.
func removeAll(dir string, n int, name func(i int) string) error {
	return parallel.Do(context.Background(), diskWorkers, n, func(i int) error { return removeName(dir, name(i)) })
}

func removeName(dir, name string) error {
	err := os.Remove(filepath.Join(dir, filepath.FromSlash(name)))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

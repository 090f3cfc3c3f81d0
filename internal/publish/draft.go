package publish

import (
	"fmt"
	"os"
	"slices"
	"strings"
)

// draft is the list of a site's new files while the site is being written. It is kept in an unfinished manifest, which names
// each file before the file is created, so that whatever a killed run leaves is known to be from errdocs.
type draft struct {
	file     *os.File
	entries  []entry
	dirs     []string
	names    map[string]int32 // a path in lower case: its index in entries, or ^index in dirs
	expected map[string]bool  // paths that the manifest names already
	line     []byte
	broken   error // why the manifest cannot be written to
}

// newDraft creates an unfinished manifest.
func newDraft(name string) (*draft, error) {
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL|os.O_APPEND, fileMode)
	if err != nil {
		return nil, err
	}
	if _, err := file.WriteString(manifestHead + unfinished + "\n"); err != nil {
		file.Close()
		return nil, err
	}
	return &draft{file: file, names: map[string]int32{}}, nil
}

// expect names files that may be added, with one write for all.
func (d *draft) expect(paths map[string]bool) error {
	size := 0
	for path := range paths {
		size += len(path) + 1
	}
	text := make([]byte, 0, size)
	for path := range paths {
		if checkPath(path) == nil { // else it will be refused
			text = append(append(text, path...), '\n')
		}
	}
	d.expected = paths
	if len(d.names) == 0 {
		d.names, d.entries = make(map[string]int32, 2*len(paths)), make([]entry, 0, len(paths)) // with directories
	}
	_, d.broken = d.file.Write(text)
	return d.broken
}

// add records a file.
func (d *draft) add(e entry) error {
	if err := checkPath(e.path); err != nil {
		return err
	}
	if err := d.reserve(e.path); err != nil {
		return err
	}
	d.entries = append(d.entries, e)
	if d.broken != nil {
		return d.broken // the last line may be cut off; a line after it would be lost
	}
	if d.expected[e.path] {
		return nil
	}
	d.line = append(append(d.line[:0], e.path...), '\n')
	_, d.broken = d.file.Write(d.line)
	return d.broken
}

// reserve refuses a path that some systems cannot distinguish from another, and a file that is also a directory.
func (d *draft) reserve(path string) error {
	key := strings.ToLower(path)
	if i, taken := d.names[key]; taken {
		return d.clash(path, false, i)
	}
	for end := strings.LastIndexByte(path, '/'); end > 0; end = strings.LastIndexByte(path[:end], '/') {
		i, taken := d.names[key[:end]]
		if taken && (i >= 0 || d.dirs[^i] != path[:end]) {
			return d.clash(path[:end], true, i)
		}
		if taken {
			break // and so are those above it
		}
		d.names[key[:end]] = ^int32(len(d.dirs))
		d.dirs = append(d.dirs, path[:end])
	}
	d.names[key] = int32(len(d.entries))
	return nil
}

func (d *draft) clash(path string, dir bool, i int32) error {
	if i < 0 {
		return clash(path, dir, d.dirs[^i], true)
	}
	return clash(path, dir, d.entries[i].path, false)
}

// with returns the new files and those that are kept of an old site, in order. It refuses what reserve refuses.
func (d *draft) with(old *manifest) ([]entry, error) {
	added := slices.Clone(d.entries)
	slices.SortFunc(added, comparePaths)
	if old == nil {
		return added, nil
	}
	capitals := old.capitals()
	for i := range added {
		dir := false
		for name := added[i].path; name != "."; name, dir = folder(name), true {
			low := strings.ToLower(name)
			for _, spelled := range []string{name, low, capitals[low]} {
				if file, folder := old.keeps(spelled); file || folder && (spelled != name || !dir) {
					return nil, clash(name, dir, spelled, folder)
				}
			}
		}
	}
	all := make([]entry, 0, len(old.entries)+len(added))
	for i := range old.entries {
		if e := &old.entries[i]; e.kept {
			for len(added) > 0 && added[0].path < e.path {
				all, added = append(all, added[0]), added[1:]
			}
			all = append(all, *e)
		}
	}
	return append(all, added...), nil
}

// capitals returns the paths of files and directories with a capital letter, by the same in lower case.
func (m *manifest) capitals() map[string]string {
	all := map[string]string{}
	add := func(name string) {
		if low := strings.ToLower(name); low != name {
			all[low] = name
		}
	}
	for i := range m.entries {
		add(m.entries[i].path)
	}
	for _, dir := range m.dirs {
		add(dir)
	}
	return all
}

// keeps reports whether a file of that name is kept, or one in a directory of that name.
func (m *manifest) keeps(name string) (file, dir bool) {
	i, found := m.search(name)
	if found && m.entries[i].kept {
		return true, false
	}
	for i, _ = m.search(name + "/"); i < len(m.entries) && strings.HasPrefix(m.entries[i].path, name+"/"); i++ {
		if m.entries[i].kept {
			return false, true
		}
	}
	return false, false
}

// clash returns an error that names both users of a path.
func clash(path string, dir bool, other string, otherDir bool) error {
	switch {
	case other != path:
		return fmt.Errorf("%s and %s differ only in upper and lower case", min(other, path), max(other, path))
	case dir || otherDir:
		return fmt.Errorf("%s is a file and a directory", path)
	}
	return fmt.Errorf("two files are named %s", path)
}

package publish

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"strings"
)

// draft is the list of a site's new files while the site is being written. It is kept in an unfinished manifest, which names
// each file before the file is created, so that whatever a killed run leaves is known to be from errdocs.
type draft struct {
	file     *os.File
	entries  [][]entry       // in blocks, so that those to come take no memory
	added    int             // how many these are
	expected map[string]bool // paths that the manifest names already
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
	return &draft{file: file}, nil
}

// expect names files that may be added, with few writes for all.
func (d *draft) expect(paths map[string]bool) error {
	text := bufio.NewWriterSize(d.file, 64<<10)
	for path := range paths {
		if checkPath(path) == nil { // else it will be refused
			text.WriteString(path)
			text.WriteByte('\n')
		}
	}
	d.expected, d.broken = paths, text.Flush()
	return d.broken
}

// add records a file.
func (d *draft) add(e entry) error {
	if err := checkPath(e.path); err != nil {
		return err
	}
	const block = 512
	if d.added%block == 0 {
		d.entries = append(d.entries, make([]entry, 0, block))
	}
	last := &d.entries[d.added/block]
	*last = append(*last, e)
	d.added++
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

// with returns the new files and those that are kept of an old site, in order.
func (d *draft) with(old *manifest) []entry {
	added := slices.Concat(d.entries...)
	slices.SortFunc(added, comparePaths)
	if old == nil {
		return added
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
	return append(all, added...)
}

// clash returns an error for two files with one path, a file that is also a directory, and two paths that some systems cannot
// distinguish.
func (m *manifest) clash() error {
	last, dirs := "", m.dirs
	for i := range m.entries {
		path := m.entries[i].path
		for len(dirs) > 0 && dirs[0] < path {
			dirs = dirs[1:]
		}
		switch {
		case path == last:
			return namedTwice(path)
		case len(dirs) > 0 && dirs[0] == path:
			return fmt.Errorf("%s is a file and a directory", path)
		}
		last = path
	}
	capitals := map[string]string{} // paths with a capital letter, by the same in lower case
	for i := range len(m.entries) + len(m.dirs) {
		name := m.pathAt(i)
		low := strings.ToLower(name)
		if low == name {
			continue
		}
		other := capitals[low]
		if capitals[low] = name; other == "" && (m.find(low) != nil || m.hasDir(low)) {
			other = low
		}
		if other != "" {
			return fmt.Errorf("%s and %s differ only in upper and lower case", min(other, name), max(other, name))
		}
	}
	return nil
}

// pathAt returns a path of all files and then of all directories.
func (m *manifest) pathAt(i int) string {
	if i < len(m.entries) {
		return m.entries[i].path
	}
	return m.dirs[i-len(m.entries)]
}

func namedTwice(path string) error { return fmt.Errorf("two files are named %s", path) }

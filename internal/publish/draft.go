package publish

import (
	"fmt"
	"os"
	"strings"
)

// draft is the list of a site's files while the site is being written. It is kept in an unfinished manifest, which names
// each file before the file is created, so that whatever a killed run leaves is known to be from errdocs.
type draft struct {
	file    *os.File
	entries []entry
	dirs    []string
	names   map[string]int32 // a path in lower case: its index in entries, or ^index in dirs
	bytes   int64
	line    []byte
	broken  error // why the manifest cannot be written to
}

// newDraft creates the unfinished manifest of a site that will have about so many files.
func newDraft(name string, files int) (*draft, error) {
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL|os.O_APPEND, fileMode)
	if err != nil {
		return nil, err
	}
	if _, err := file.WriteString(manifestHead + unfinished + "\n"); err != nil {
		file.Close()
		return nil, err
	}
	return &draft{file: file, names: make(map[string]int32, 2*files)}, nil
}

// add records a file. A kept one needs no line: it is linked when the manifest is complete.
func (d *draft) add(e entry) error {
	if err := checkPath(e.path); err != nil {
		return err
	}
	if err := d.reserve(e.path); err != nil {
		return err
	}
	d.entries = append(d.entries, e)
	d.bytes += e.size
	if e.kept {
		return nil
	}
	if d.broken != nil {
		return d.broken // the last line may be cut off; a line after it would be lost
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

// clash returns an error that names both users of a path.
func (d *draft) clash(path string, dir bool, i int32) error {
	other, otherDir := "", i < 0
	if otherDir {
		other = d.dirs[^i]
	} else {
		other = d.entries[i].path
	}
	switch {
	case other != path:
		return fmt.Errorf("%s and %s differ only in upper and lower case", min(other, path), max(other, path))
	case dir || otherDir:
		return fmt.Errorf("%s is a file and a directory", path)
	}
	return fmt.Errorf("two files are named %s", path)
}

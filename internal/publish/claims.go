package publish

import (
	"fmt"
	"os"
	"strings"
)

// claims are the paths of a site that is being written. The claims file, which is the site's marker for
// the time being, names each file before it is made: whatever a killed run leaves is known to be its own.
type claims struct {
	file    *os.File
	entries []entry
	dirs    []string
	names   map[string]int32 // a path in lower case: its index in entries, or ^index in dirs
	bytes   int64
	line    []byte
	broken  error // why the claims file can't be written to
}

// newClaims makes the claims file.
func newClaims(name string) (*claims, error) {
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL|os.O_APPEND, fileMode)
	if err != nil {
		return nil, err
	}
	if _, err := file.WriteString(markerHead + unfinished + "\n"); err != nil {
		file.Close()
		return nil, err
	}
	return &claims{file: file, names: map[string]int32{}}, nil
}

// add notes a file. One that is kept needs no line: it is linked when the marker is complete.
func (c *claims) add(e entry) error {
	if err := checkPath(e.path); err != nil {
		return err
	}
	if err := c.reserve(e.path); err != nil {
		return err
	}
	c.entries = append(c.entries, e)
	c.bytes += e.size
	if e.kept {
		return nil
	}
	if c.broken != nil {
		return c.broken // the last line may be cut off; a line after it would be lost
	}
	c.line = append(append(c.line[:0], e.path...), '\n')
	_, c.broken = c.file.Write(c.line)
	return c.broken
}

// reserve refuses a path that some systems take for another one, and a file that is also a directory.
func (c *claims) reserve(path string) error {
	key := strings.ToLower(path)
	if i, taken := c.names[key]; taken {
		return c.clash(path, false, i)
	}
	for end := strings.LastIndexByte(path, '/'); end > 0; end = strings.LastIndexByte(path[:end], '/') {
		i, taken := c.names[key[:end]]
		if taken && (i >= 0 || c.dirs[^i] != path[:end]) {
			return c.clash(path[:end], true, i)
		}
		if taken {
			break // and so are those above it
		}
		c.names[key[:end]] = ^int32(len(c.dirs))
		c.dirs = append(c.dirs, path[:end])
	}
	c.names[key] = int32(len(c.entries))
	return nil
}

// clash tells what stands where path would go.
func (c *claims) clash(path string, dir bool, i int32) error {
	other, otherDir := "", i < 0
	if otherDir {
		other = c.dirs[^i]
	} else {
		other = c.entries[i].path
	}
	switch {
	case other != path:
		return fmt.Errorf("%s and %s differ only in upper and lower case", min(other, path), max(other, path))
	case dir || otherDir:
		return fmt.Errorf("%s is a file and a directory", path)
	}
	return fmt.Errorf("two files are named %s", path)
}

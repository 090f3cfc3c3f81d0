package publish

import (
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// fileState is what the system says about a file or directory without opening it.
type fileState struct {
	mode    fs.FileMode
	size    int64
	written int64     // when it was last modified
	changed time.Time // when it last changed in any way, which nobody can set; zero: that is not known
	mount   bool      // something is mounted on it
	number  uint64    // of the file, whatever its name; 0: that is not known
}

// before reports whether the system says that something has last changed before a time.
func (s *fileState) before(since time.Time) bool {
	return !s.changed.IsZero() && s.changed.Before(since)
}

// anyState is stateOf on every system.
func anyState(name string) (fileState, error) {
	info, err := os.Lstat(name)
	if err != nil {
		return fileState{}, err
	}
	return fileState{info.Mode(), info.Size(), info.ModTime().UnixNano(), changed(info), info.IsDir() && otherDevice(name, filepath.Dir(name)), number(info)}, nil
}

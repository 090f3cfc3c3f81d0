package publish

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// File writes data to a file in one step: after a crash, name has the old content or the new one. The content goes to a
// temporary file next to it, which then takes its name. An existing file keeps its permissions, and a symlink
// still points to where it did. What is not a regular file, such as a pipe or /dev/stdout, is written to directly.
func File(name string, data []byte) error {
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return os.WriteFile(name, data, fileMode)
	}
	return replace(name, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// replace is File for a regular file, which write writes.
func replace(name string, write func(io.Writer) error) error {
	mode := fs.FileMode(fileMode)
	switch info, err := os.Stat(name); {
	case err == nil:
		mode = info.Mode().Perm()
		if name, err = filepath.EvalSymlinks(name); err != nil {
			return err
		}
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	temporary := filepath.Join(filepath.Dir(name), fmt.Sprintf(".errdocs-%016x", rand.Uint64()))
	f, err := os.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	err = write(f)
	if err == nil && mode != fileMode {
		err = f.Chmod(mode) // the umask has taken from it
	}
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(temporary, name)
	}
	if err != nil {
		return errors.Join(err, os.Remove(temporary))
	}
	return nil
}

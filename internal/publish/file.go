package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
)

// File writes data, one part after the other, to a file in one step: after a crash, name has the old content or the new one. The content goes to a
// temporary file next to it, which then takes its name. An existing file keeps its permissions, and a symlink
// still points to where it did. What is not a regular file, such as a pipe or /dev/stdout, is written to directly.
func File(name string, data ...[]byte) error {
	mode := fs.FileMode(fileMode)
	switch info, err := os.Stat(name); {
	case err == nil && !info.Mode().IsRegular():
		return os.WriteFile(name, slices.Concat(data...), mode)
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
	for _, part := range data {
		if err == nil {
			_, err = f.Write(part)
		}
	}
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

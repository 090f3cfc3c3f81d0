//go:build !linux

package publish

import (
	"errors"
	"os"
	"path/filepath"
)

// write creates a file in the directory that must not exist yet, and makes it durable.
func (r *root) write(rel string, data []byte) error {
	f, err := os.OpenFile(filepath.Join(r.dir, filepath.FromSlash(rel)), os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, closeFile(f))
}

// closeFile closes a file of the new site, and makes it durable.
func closeFile(f *os.File) error { return errors.Join(f.Sync(), f.Close()) }

// syncTree makes the directories in dir durable.
func syncTree(dir string, dirs []string) error {
	for _, d := range dirs {
		if err := syncDir(filepath.Join(dir, filepath.FromSlash(d))); err != nil {
			return err
		}
	}
	return syncDir(dir)
}

// stateOf returns the state of a file or directory, of a symlink itself.
func stateOf(name string) (fileState, error) { return anyState(name) }

// openBeneath is not available here.
func openBeneath(*os.File, string) *os.File { return nil }

// root is a directory in which much is done.
type root struct{ dir string }

func openRoot(dir string) *root { return &root{dir} }

func (r *root) close() {}

// stateOf returns the state of a file or directory in the directory.
func (r *root) stateOf(rel string) (fileState, error) {
	return anyState(filepath.Join(r.dir, filepath.FromSlash(rel)))
}

// mkdir creates a directory in the directory.
func (r *root) mkdir(rel string) error {
	return os.Mkdir(filepath.Join(r.dir, filepath.FromSlash(rel)), dirMode)
}

// link gives a file the same name in another directory.
func (r *root) link(rel string, to *root) error {
	name := filepath.FromSlash(rel)
	return os.Link(filepath.Join(r.dir, name), filepath.Join(to.dir, name))
}

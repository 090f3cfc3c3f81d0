package catalogfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/publish"
)

// Write writes files into a content directory, and the schemas that it lacks. If the catalog then has problems that
// it did not have before, the files are restored and these problems returned as content.Problems.
func Write(dir string, files []File) error {
	before, err := problems(dir)
	if err != nil {
		return err
	}
	restore, err := replace(dir, files)
	if err == nil {
		err = newProblems(dir, before)
	}
	if err == nil {
		_, err = replace(dir, MissingSchemas(dir))
		return err
	}
	if failed := restore(); failed != nil {
		return errors.Join(err, failed)
	}
	return err
}

// replace writes files, and returns what restores those that it has written.
func replace(dir string, files []File) (restore func() error, err error) {
	var undo []func() error
	restore = func() (err error) {
		for _, back := range undo {
			err = errors.Join(err, back())
		}
		return err
	}
	for _, f := range files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		old, err := os.ReadFile(name)
		back := func() error { return WriteFile(name, old) }
		if errors.Is(err, fs.ErrNotExist) {
			back = func() error { return errors.Join(os.Remove(name), removeEmpty(filepath.Dir(name))) }
		}
		if err := WriteFile(name, f.Data); err != nil {
			return restore, err
		}
		undo = append(undo, back)
	}
	return restore, nil
}

// WriteFile writes a file in one step and makes the folders that it needs.
func WriteFile(name string, data []byte) error {
	err := os.MkdirAll(filepath.Dir(name), 0o755)
	if err == nil {
		err = publish.File(name, data)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}

// removeEmpty removes a folder unless it has files.
func removeEmpty(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) > 0 {
		return err
	}
	return os.Remove(dir)
}

// newProblems returns the problems of a catalog that are not among those before, as content.Problems.
func newProblems(dir string, before content.Problems) error {
	after, err := problems(dir)
	if err != nil {
		return err
	}
	after = slices.DeleteFunc(after, func(p content.Problem) bool {
		return slices.ContainsFunc(before, func(o content.Problem) bool { return o.File == p.File && o.Rule == p.Rule && o.Message == p.Message })
	})
	if len(after) > 0 {
		return after
	}
	return nil
}

// problems returns what is wrong with the catalog in a directory.
func problems(dir string) (content.Problems, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	_, err = content.Load(root.FS())
	var problems content.Problems
	if err == nil || errors.As(err, &problems) {
		return problems, nil
	}
	return nil, err
}

// MissingSchemas returns the schemas that are named by the catalog's files and are not in the content directory.
func MissingSchemas(dir string) []File {
	var all []File
	for _, s := range content.Schemas() {
		name := path.Join(content.SchemaDir, s.Name+".json")
		if info, err := os.Stat(filepath.Join(dir, filepath.FromSlash(name))); err != nil || !info.Mode().IsRegular() {
			all = append(all, File{name, s.JSON})
		}
	}
	return all
}

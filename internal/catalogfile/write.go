package catalogfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing/fstest" // its MapFS, which has folders

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/publish"
)

// Write writes files into a content directory, and the schemas that it lacks, all or none. It writes nothing if the catalog
// would then have problems that it does not have now, and returns these as content.Problems.
func Write(dir string, files []File) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	change := &Renaming{Files: files, fsys: root.FS()}
	before, err := problems(root.FS())
	if err != nil {
		return err
	}
	after, err := problems(change.FS())
	if err != nil {
		return err
	}
	after = slices.DeleteFunc(after, func(p content.Problem) bool {
		return slices.ContainsFunc(before, func(o content.Problem) bool { return o.File == p.File && o.Rule == p.Rule && o.Message == p.Message })
	})
	if len(after) > 0 {
		return after
	}
	change.Files = slices.Concat(files, MissingSchemas(dir))
	return change.Apply(dir)
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

// problems returns what is wrong with a catalog.
func problems(fsys fs.FS) (content.Problems, error) {
	_, err := content.Load(fsys)
	if problems, ok := errors.AsType[content.Problems](err); ok {
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

// A renaming changes many files, and a reader must not see half of it for good. All new files are written to the folder
// stagedDir, which gets its name when it is complete; from then on the change is certain. Then the files are moved where
// they belong. Whatever is interrupted before that leaves the catalog as it was; what is interrupted later is finished by
// Finish.
const (
	stagedDir  = ".errdocs-rename"
	stagedGone = "gone" // in it: the names of the files to remove, one a line
	stagedNew  = "new"  // in it: the new files, below their names
)

// Apply writes the change into a content directory.
func (r *Renaming) Apply(dir string) error {
	temporary := filepath.Join(dir, stagedDir+".tmp")
	if err := os.RemoveAll(temporary); err != nil {
		return fmt.Errorf("stage the change: %w", err)
	}
	err := WriteFile(filepath.Join(temporary, stagedGone), []byte(strings.Join(r.Removed, "\n")))
	for _, f := range r.Files {
		if err == nil {
			err = WriteFile(filepath.Join(temporary, stagedNew, filepath.FromSlash(f.Name)), f.Data)
		}
	}
	if err == nil {
		err = os.Rename(temporary, filepath.Join(dir, stagedDir))
	}
	if err != nil {
		return errors.Join(fmt.Errorf("stage the change: %w", err), os.RemoveAll(temporary))
	}
	_, err = Finish(dir)
	return err
}

// Finish completes a change that was interrupted, and reports whether there was one.
func Finish(dir string) (bool, error) {
	staged := filepath.Join(dir, stagedDir)
	gone, err := os.ReadFile(filepath.Join(staged, stagedGone))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err == nil {
		err = moveInto(dir, filepath.Join(staged, stagedNew))
	}
	for name := range strings.SplitSeq(string(gone), "\n") {
		if file := filepath.Join(dir, filepath.FromSlash(name)); err == nil && name != "" {
			err = removeWithFolders(dir, file)
		}
	}
	if err == nil {
		err = os.RemoveAll(staged)
	}
	if err != nil {
		return true, fmt.Errorf("finish the change: %w", err)
	}
	return true, nil
}

// moveInto moves the files of a folder into another.
func moveInto(dir, from string) error {
	return filepath.WalkDir(from, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			if name == from && errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			return err
		}
		rel, err := filepath.Rel(from, name)
		if err != nil {
			return err
		}
		to := filepath.Join(dir, rel)
		if info, err := os.Stat(to); err == nil {
			if err := os.Chmod(name, info.Mode().Perm()); err != nil {
				return err
			}
		}
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		return os.Rename(name, to)
	})
}

// removeWithFolders removes a file, which may be gone, and the folders that are empty then.
func removeWithFolders(dir, file string) error {
	if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for file = filepath.Dir(file); len(file) > len(dir); file = filepath.Dir(file) {
		if os.Remove(file) != nil { // it has files, or is gone
			break
		}
	}
	return nil
}

// changed is a file system after a change.
type changed struct {
	fs.FS
	files fstest.MapFS
	gone  map[string]bool
}

// FS returns the catalog as it is after the change.
func (r *Renaming) FS() fs.FS {
	c := changed{r.fsys, fstest.MapFS{}, map[string]bool{}}
	for _, f := range r.Files {
		c.files[f.Name] = &fstest.MapFile{Data: f.Data, Mode: 0o644}
	}
	for _, name := range r.Removed {
		c.gone[name] = true
	}
	return c
}

// Open opens a file or a folder. ReadDir lists a folder, not what Open returns.
func (c changed) Open(name string) (fs.File, error) {
	if f, err := c.files.Open(name); err == nil {
		return f, nil
	}
	if c.gone[name] {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return c.FS.Open(name)
}

// ReadDir lists a folder. One whose files have all gone is no longer there.
func (c changed) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := c.files.ReadDir(name)
	old, oldErr := fs.ReadDir(c.FS, name)
	if err != nil && oldErr != nil {
		return nil, oldErr
	}
	for _, e := range old {
		at, have := path.Join(name, e.Name()), func(new fs.DirEntry) bool { return new.Name() == e.Name() }
		if !slices.ContainsFunc(entries, have) && !c.gone[at] && !(e.IsDir() && c.emptied(at)) {
			entries = append(entries, e)
		}
	}
	return entries, nil
}

// emptied reports whether a folder had files and has none any more.
func (c changed) emptied(dir string) bool {
	for name := range c.gone {
		if strings.HasPrefix(name, dir+"/") {
			left, err := c.ReadDir(dir)
			return err == nil && len(left) == 0
		}
	}
	return false
}

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

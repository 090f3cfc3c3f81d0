// Package scaffold writes a portal to start from: a small catalog, and the files around it.
package scaffold

import (
	"bytes"
	"cmp"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/content"
)

// portal has the files. A test runs errdocs init, check and build.
//
//go:embed all:portal
var portal embed.FS

// matrix is the workflow that builds in parts.
//
//go:embed matrix.yml
var matrix []byte

// Error says why nothing was written.
type Error struct{ Message, Hint string }

func (e *Error) Error() string { return e.Message }

// Advice returns the hint.
func (e *Error) Advice() string { return e.Hint }

// File is a file of a new portal.
type File struct {
	Name string // with slashes, inside the folder
	Data []byte
	Mode fs.FileMode
}

// Write writes files into a folder, which is created if needed, except those that exist. It reports each file, and
// the content folder if the sample catalog is left out; note says why then.
func Write(dir string, files []File, report func(name, note string, wrote bool)) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("create folder: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return fmt.Errorf("open folder: %w", err)
	}
	defer root.Close()
	for _, f := range files {
		if err := refuseLinks(root, f.Name); err != nil {
			return err
		}
	}
	own, err := ownFile(root, files)
	if err != nil {
		return fmt.Errorf("read content: %w", err)
	}
	if own != "" {
		report("content", " ("+own+" is yours)", false)
		files = withoutSample(files)
	}
	for _, f := range files {
		wrote, err := f.write(root)
		if err != nil {
			return fmt.Errorf("write %s: %w", f.Name, err)
		}
		report(f.Name, "", wrote)
	}
	return nil
}

// Files lists the files of a new portal by name. Its workflow installs a release of errdocs, the latest if release is
// "". With parts, it builds the site on several machines. theme has the files of the theme that is compiled in, nil if they are not copied.
func Files(release string, parts bool, theme fs.FS) []File {
	files := copyOf(portal, "portal", "")
	for i, f := range files {
		switch {
		case strings.HasPrefix(f.Name, ".githooks/"):
			files[i].Mode = 0o755
		case strings.HasPrefix(f.Name, ".github/workflows/"):
			if parts {
				f.Data = matrix
			}
			files[i].Data = bytes.ReplaceAll(f.Data, []byte("@latest"), []byte("@"+cmp.Or(release, "latest")))
		}
	}
	for _, s := range content.Schemas() {
		files = append(files, File{path.Join("content", content.SchemaDir, s.Name+".json"), s.JSON, 0o644})
	}
	if theme != nil {
		files = append(files, copyOf(theme, ".", "templates")...)
	}
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	return files
}

// copyOf lists the files below a folder of fsys, which is compiled in, for the folder to.
func copyOf(fsys fs.FS, from, to string) (files []File) {
	_ = fs.WalkDir(fsys, from, func(name string, d fs.DirEntry, err error) error {
		if !d.IsDir() {
			data, _ := fs.ReadFile(fsys, name)
			files = append(files, File{path.Join(to, strings.TrimPrefix(name, from+"/")), data, 0o644})
		}
		return err
	})
	return files
}

// refuseLinks makes sure that neither the file nor a folder above it is a symbolic link: init writes into the named
// folder and nowhere else.
func refuseLinks(root *os.Root, name string) error {
	parts := strings.Split(name, "/")
	for i := range parts {
		at := path.Join(parts[:i+1]...)
		info, err := root.Lstat(filepath.FromSlash(at))
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("stat %s: %w", at, err)
		}
		switch {
		case info.Mode()&fs.ModeSymlink != 0:
			return &Error{fmt.Sprintf("%s is a symbolic link; nothing was written", at), "init does not follow symbolic links: replace it by a folder or file"}
		case at != name && !info.IsDir():
			return &Error{fmt.Sprintf("%s is not a folder; nothing was written", at), "move it away: init writes " + name}
		}
	}
	return nil
}

// ownFile returns the first file in content/ that is not one of the sample's, "" if there is none: the sample is for an
// empty catalog only. After an interrupted Write, it is completed.
func ownFile(root *os.Root, files []File) (own string, err error) {
	sample := map[string][]byte{}
	for _, f := range files {
		sample[f.Name] = f.Data
	}
	err = fs.WalkDir(root.FS(), "content", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case strings.HasPrefix(d.Name(), ".") && d.IsDir():
			return fs.SkipDir
		case d.IsDir(), name == "content/urls.lock": // init writes it when all others are there
			return nil
		}
		data, err := root.ReadFile(filepath.FromSlash(name))
		if err == nil && !bytes.Equal(data, sample[name]) {
			own = name
			err = fs.SkipAll
		}
		return err
	})
	return own, err
}

// withoutSample returns the files that are not part of the sample catalog.
func withoutSample(files []File) []File {
	schemas := path.Join("content", content.SchemaDir) + "/"
	return slices.DeleteFunc(files, func(f File) bool {
		return strings.HasPrefix(f.Name, "content/") && !strings.HasPrefix(f.Name, schemas)
	})
}

// write creates the file and reports whether it did; existing files stay.
func (f File) write(root *os.Root) (bool, error) {
	name := filepath.FromSlash(f.Name)
	if err := root.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return false, err
	}
	file, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, f.Mode)
	if errors.Is(err, fs.ErrExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	_, err = file.Write(f.Data)
	if err = errors.Join(err, file.Close()); err != nil {
		return false, errors.Join(err, root.Remove(name)) // the next run would keep half a file
	}
	return true, nil
}

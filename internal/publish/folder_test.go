package publish

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// A folder is as os.Root sees it: a link inside of it is followed, and nothing leads out.
func TestFolderStaysInside(t *testing.T) {
	dir := t.TempDir()
	top := filepath.Join(dir, "top")
	for _, err := range []error{
		os.MkdirAll(filepath.Join(top, "a", "b"), 0o755),
		os.WriteFile(filepath.Join(top, "a", "b", "file"), []byte("inside"), 0o644),
		os.WriteFile(filepath.Join(dir, "secret"), []byte("outside"), 0o644),
		os.Symlink("../../secret", filepath.Join(top, "a", "up")),
		os.Symlink(filepath.Join(dir, "secret"), filepath.Join(top, "absolute")),
		os.Symlink("..", filepath.Join(top, "parent")),
		os.Symlink("a/b", filepath.Join(top, "short")),
		os.Symlink("loop", filepath.Join(top, "loop")),
	} {
		if err != nil {
			t.Skip(err)
		}
	}
	f, err := OpenFolder(top)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	root, err := os.OpenRoot(top)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	read := func(fsys fs.FS, name string) (string, error) {
		file, err := fsys.Open(name)
		if err != nil {
			return "", err
		}
		defer file.Close()
		data, err := io.ReadAll(file)
		return string(data), err
	}
	inside := 0
	for _, name := range []string{"a/b/file", "short/file", "a/up", "absolute", "parent/secret", "loop", "none", "a/b/file/x", "../secret", "/a", "a/", "", "a"} {
		got, err := read(f, name)
		want, wrong := read(root.FS(), name)
		if got != want || (err == nil) != (wrong == nil) || errors.Is(err, fs.ErrNotExist) != errors.Is(wrong, fs.ErrNotExist) {
			t.Errorf("%q: %q, %v, not %q, %v", name, got, err, want, wrong)
		}
		if got == "inside" {
			inside++
		}
	}
	if inside != 2 {
		t.Errorf("%d names lead to the file", inside)
	}
	if _, err := OpenFolder(filepath.Join(dir, "secret")); err == nil {
		t.Error("a file is a folder")
	}
}

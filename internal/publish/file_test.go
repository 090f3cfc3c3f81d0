package publish

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

func TestFileReplacesContentAndKeepsTheRest(t *testing.T) {
	dir := t.TempDir()
	name, link := filepath.Join(dir, "a"), filepath.Join(dir, "link")
	for i, text := range []string{"first", "second"} {
		if err := File(name, []byte(text)); err != nil {
			t.Fatal(err)
		}
		if got, _ := os.ReadFile(name); string(got) != text {
			t.Errorf("write %d: file has %q, want %q", i, got, text)
		}
	}
	if err := os.Chmod(name, 0o664); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("a", link); err != nil {
		t.Skip(err)
	}
	if err := File(link, []byte("third")); err != nil {
		t.Fatal(err)
	}
	info, err := os.Lstat(name)
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(name); string(got) != "third" || info.Mode() != 0o664 {
		t.Errorf("file has %q and mode %v, want %q and mode %v", got, info.Mode(), "third", fs.FileMode(0o664))
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 2 {
		t.Errorf("the directory contains %v", entries)
	}
}

func TestFileFailsAndLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "folder"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"folder", "none/file", "a\x00b"} {
		if err := File(filepath.Join(dir, name), []byte("x")); err == nil {
			t.Errorf("File(%q) succeeded", name)
		}
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("the directory contains %v", entries)
	}
}

// A pipe must not be replaced by a file.
func TestFileWritesToPipe(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	name := fmt.Sprintf("/dev/fd/%d", w.Fd())
	if _, err := os.Stat(name); err != nil {
		t.Skip(err)
	}
	if err := File(name, []byte("x")); err != nil {
		t.Fatal(err)
	}
	w.Close()
	if got, _ := io.ReadAll(r); string(got) != "x" {
		t.Errorf("the pipe got %q", got)
	}
}

//go:build unix

package publish

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestUmask publishes with an umask that hides new files: a web server can read the site all the same.
func TestUmask(t *testing.T) {
	out := filepath.Join(memoryDir(t), "public")
	for _, mask := range []int{0o077, 0o022, 0o077, 0o002, 0o027} {
		before := syscall.Umask(mask)
		publish(t, out, site(string(rune('a'+mask%26)), 3))
		syscall.Umask(before)
		filepath.WalkDir(out, func(name string, e fs.DirEntry, err error) error {
			want := fs.FileMode(fileMode)
			if e.IsDir() {
				want = dirMode
			}
			if info, err := os.Lstat(name); err != nil || info.Mode().Perm()&want != want {
				t.Errorf("umask %#o: %s is %v", mask, name, info.Mode())
			}
			return nil
		})
	}
}

// TestCacheIsAPipe has a pipe where the cache is: nothing waits for it.
func TestCacheIsAPipe(t *testing.T) {
	c := Cache{filepath.Join(t.TempDir(), "x")}
	if err := syscall.Mkfifo(c.name, 0o600); err != nil {
		t.Skip(err)
	}
	if data, done := c.Load(); data != "" || !done.IsZero() {
		t.Error("something is read")
	}
	c.Store(strings.NewReader("x"), stat(t, c.name).ModTime())
}

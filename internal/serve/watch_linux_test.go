package serve

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// Where the system has no room for another watch, the folders are looked at instead, and that is said.
func TestWatcherWithoutEvents(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "content")
	write(t, filepath.Join(dir, "a.yaml"), "1")
	var was syscall.Rlimit
	must(t, syscall.Getrlimit(syscall.RLIMIT_NOFILE, &was))
	none := was
	none.Cur = 3 // no new file, and so no inotify instance
	must(t, syscall.Setrlimit(syscall.RLIMIT_NOFILE, &none))
	w := watched(t, false, dir)
	must(t, syscall.Setrlimit(syscall.RLIMIT_NOFILE, &was))
	if text := <-w.notices; !strings.Contains(text, "too many open files") {
		t.Errorf("notice: %s", text)
	}
	write(t, filepath.Join(dir, "b.yaml"), "2")
	w.settled(dir)
}

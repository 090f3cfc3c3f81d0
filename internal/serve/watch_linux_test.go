package serve

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Where the system has no room for events, the folders are polled.
func TestWatcherWithoutEvents(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "content")
	write(t, filepath.Join(dir, "a.yaml"), "1")
	var was syscall.Rlimit
	must(t, syscall.Getrlimit(syscall.RLIMIT_NOFILE, &was))
	none := was
	none.Cur = 3 // no new file, and so no inotify instance
	must(t, syscall.Setrlimit(syscall.RLIMIT_NOFILE, &none))
	w := newWatcher([]string{dir})
	must(t, syscall.Setrlimit(syscall.RLIMIT_NOFILE, &was))
	if w.events != nil {
		t.Error("there are events")
	}
}

// Changes that no event tells, such as those behind a link, are found. After some of them events are not trusted any more.
func TestWatcherMissesEvents(t *testing.T) {
	dir := t.TempDir()
	target := filepath.Join(dir, "elsewhere", "a.yaml")
	write(t, target, "0")
	must(t, os.Mkdir(filepath.Join(dir, "content"), 0o755))
	must(t, os.Symlink(target, filepath.Join(dir, "content", "a.yaml")))
	w := newWatcher([]string{filepath.Join(dir, "content")})
	ctx, cancel := context.WithCancel(t.Context())
	changes, ended := make(chan found), make(chan struct{})
	go func() {
		defer close(ended)
		w.run(ctx, changes)
	}()
	for n := range maxMissed + 1 {
		write(t, target, strings.Repeat("x", n+2))
		select {
		case <-changes:
		case <-time.After(longest):
			t.Fatal("the change was not found")
		}
	}
	cancel()
	<-ended
	if w.missed <= maxMissed {
		t.Errorf("%d changes were missed", w.missed)
	}
}

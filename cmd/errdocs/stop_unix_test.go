//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// TestSignalsEndCommandsThatWait stops commands that wait for input, for a writer or reader of a pipe, and a build whose
// cache and theme have pipes in them. Each ends with the status of an interrupt.
func TestSignalsEndCommandsThatWait(t *testing.T) {
	dir := t.TempDir()
	pipe := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip(err)
	}
	for _, args := range [][]string{
		{"find"}, {"find", "-"}, {"find", pipe}, {"import", "-", "--vendor", "a", "--set", "b"}, {"import", pipe, "--vendor", "a", "--set", "b"},
		{"export", "json", "-o", pipe}, {"serve", "--addr", "127.0.0.1:0"},
	} {
		for _, sig := range []os.Signal{syscall.SIGTERM, os.Interrupt} {
			cmd := exec.Command("errdocs", args...)
			cmd.Dir, cmd.Env = dir, append(os.Environ(), "HOME="+dir)
			stdin, err := cmd.StdinPipe() // stays open
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			time.Sleep(300 * time.Millisecond) // it has begun to wait
			cmd.Process.Signal(sig)
			hung := time.AfterFunc(2*time.Minute, func() { cmd.Process.Kill() })
			cmd.Wait()
			hung.Stop()
			stdin.Close()
			if status := cmd.ProcessState.ExitCode(); status != exitInterrupted {
				t.Errorf("%q, %v: exit status %d, want %d", args, sig, status, exitInterrupted)
			}
		}
	}
}

// TestPipesInTheWay has pipes where files should be: nothing waits for them.
func TestPipesInTheWay(t *testing.T) {
	d := newDesk(t)
	d.build(t, "one", "public")
	records, err := filepath.Glob(filepath.Join(d.dir, "cache/errdocs/records/*"))
	if err != nil || len(records) == 0 {
		t.Fatal("no record", err)
	}
	pipes := append(records, filepath.Join(d.dir, "one/content/pages/x.md"), filepath.Join(d.dir, "one/content/.env"))
	for _, name := range pipes {
		os.Remove(name)
		os.MkdirAll(filepath.Dir(name), 0o755)
		if err := syscall.Mkfifo(name, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for catalog, want := range map[string]int{"one": exitProblems, "two": exitDone} { // a pipe in pages/ is a problem
		if status, text := ended(t, d.command(catalog, "public")); status != want {
			t.Errorf("%s: exit status %d: %s", catalog, status, text)
		}
	}
	theme := filepath.Join(d.dir, "two/templates/home.html")
	os.MkdirAll(filepath.Dir(theme), 0o755)
	if err := syscall.Mkfifo(theme, 0o600); err != nil {
		t.Fatal(err)
	}
	if status, text := ended(t, d.command("two", "public")); status == exitDone || status == -1 {
		t.Errorf("a theme with a pipe: exit status %d: %s", status, text)
	}
}

// ended is exitOf for a command that must not hang.
func ended(t *testing.T, cmd *exec.Cmd) (int, string) {
	t.Helper()
	hung := time.AfterFunc(2*time.Minute, func() { cmd.Process.Kill() })
	defer hung.Stop()
	return exitOf(cmd)
}

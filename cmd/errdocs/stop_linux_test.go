package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/errdocs/errdocs/internal/testenv"
)

// TestSignalsEndCommandsThatWait stops commands that wait for input, for a writer or reader of a pipe, and a build whose
// cache and theme have pipes in them. Each ends with the status of an interrupt.
func TestSignalsEndCommandsThatWait(t *testing.T) {
	dir := t.TempDir()
	pipe := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip(err)
	}
	for i, args := range [][]string{
		{"find"}, {"find", "-"}, {"find", pipe}, {"import", "-", "--vendor", "a", "--set", "b"}, {"import", pipe, "--vendor", "a", "--set", "b"},
		{"export", "json", "-o", pipe}, {"mcp"}, {"serve", "--addr", "127.0.0.1:0"},
	} {
		signals := []os.Signal{syscall.SIGTERM, os.Interrupt}
		if !testenv.Long() {
			signals = signals[i%2:][:1]
		}
		for _, sig := range signals {
			// A signal that comes before the program has started kills it; then it gets more time to start.
			status, hung := stopped(t, dir, args, sig, 300*time.Millisecond)
			for wait := time.Second; status == -1 && !hung && wait < time.Minute; wait *= 3 {
				status, hung = stopped(t, dir, args, sig, wait)
			}
			if status != exitInterrupted {
				t.Errorf("%q, %v: exit status %d, hung: %v, want %d", args, sig, status, hung, exitInterrupted)
			}
		}
	}
}

// stopped starts a command, whose standard input stays open, and sends it a signal after a while. It returns the exit
// status, -1 if it ended by a signal, and whether that was another one, because it went on.
func stopped(t *testing.T, dir string, args []string, sig os.Signal, wait time.Duration) (status int, hung bool) {
	t.Helper()
	cmd := exec.Command("errdocs", args...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "HOME="+dir)
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer stdin.Close()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(wait)
	cmd.Process.Signal(sig)
	kill := time.AfterFunc(2*time.Minute, func() { cmd.Process.Kill() })
	cmd.Wait()
	return cmd.ProcessState.ExitCode(), !kill.Stop()
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

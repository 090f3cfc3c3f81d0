package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

func TestPanicIsExplained(t *testing.T) {
	var stderr bytes.Buffer
	status := guard(&stderr, func() int {
		return []int{exitDone}[len(os.Args)+1]
	})
	if status != exitInternal {
		t.Errorf("exit status %d, want %d", status, exitInternal)
	}
	for _, want := range []string{
		"errdocs: internal error: runtime error: index out of range [", "app_test.go:", "please report", "errdocs version",
	} {
		if !strings.Contains(stderr.String(), want) {
			t.Errorf("message lacks %q:\n%s", want, stderr.String())
		}
	}
	if strings.Contains(stderr.String(), "goroutine") {
		t.Errorf("message is a raw trace:\n%s", stderr.String())
	}
}

// errdocs runs the command line in a process of its own: this test binary under another name.
func errdocs(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	name := filepath.Join(t.TempDir(), "errdocs")
	if err := os.Symlink(mustExecutable(t), name); err != nil {
		t.Skipf("no symlinks: %v", err)
	}
	cmd := exec.Command(name, args...)
	cmd.Dir = t.TempDir()
	return cmd
}

func mustExecutable(t *testing.T) string {
	t.Helper()
	name, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return name
}

// A program is known by the ID in its first bytes, as Go links it: what follows is not read. One without an ID is hashed.
func TestIdentity(t *testing.T) {
	file, err := os.ReadFile(mustExecutable(t))
	if err != nil {
		t.Fatal(err)
	}
	identityOf := func(bytes ...byte) string {
		name := filepath.Join(t.TempDir(), "program")
		if err := os.WriteFile(name, bytes, 0o600); err != nil {
			t.Fatal(err)
		}
		return identity(name)
	}
	own, without := file[:64<<10], make([]byte, 64<<10)
	if identityOf(own...) != program() || identityOf(append(own, 'b')...) != program() {
		t.Error("a program that Go has linked is not known by its ID")
	}
	id := linked().FindIndex(own)
	if own[id[1]-1] ^= 1; identityOf(own...) == program() {
		t.Error("two programs with other IDs are the same")
	}
	if identityOf(without...) == identityOf(append(without, 'b')...) {
		t.Error("two programs without an ID are the same")
	}
	if got := identity(""); got != "" {
		t.Errorf("a program that is not there: %q", got)
	}
}

// A build that is interrupted while it renders ends with 130 and leaves the old site.
func TestInterrupt(t *testing.T) {
	for _, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		cmd := errdocs(t, "build", "--out", "public")
		out := filepath.Join(cmd.Dir, "public")
		if err := os.Mkdir(out, 0o755); err != nil {
			t.Fatal(err)
		}
		stderr, err := cmd.StderrPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		text := make([]byte, 1)
		if _, err := stderr.Read(text); err != nil { // the first phase is over
			t.Fatal(err)
		}
		if err := cmd.Process.Signal(signal); err != nil {
			t.Fatal(err)
		}
		rest, _ := io.ReadAll(stderr)
		var exit *exec.ExitError
		if err := cmd.Wait(); !errors.As(err, &exit) || exit.ExitCode() != exitInterrupted {
			t.Errorf("%v: error %v, want exit status %d\n%s%s", signal, err, exitInterrupted, text, rest)
		}
		if !strings.Contains(string(rest), "errdocs: interrupted; nothing was changed\n") {
			t.Errorf("%v: stderr is\n%s%s", signal, text, rest)
		}
		entries, _ := os.ReadDir(cmd.Dir)
		inside, _ := os.ReadDir(out)
		if len(entries) != 1 || len(inside) != 0 {
			t.Errorf("%v: the build left %v and %v", signal, entries, inside)
		}
	}
}

// A result that can't be written is not a success.
func TestFullOutput(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip(err)
	}
	defer full.Close()
	cmd := errdocs(t, "explain", "30007")
	cmd.Stdout = full
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	var exit *exec.ExitError
	if err := cmd.Run(); !errors.As(err, &exit) || exit.ExitCode() != exitEnvironment {
		t.Errorf("error %v, want exit status %d", err, exitEnvironment)
	}
	if !strings.Contains(stderr.String(), "write the result: ") {
		t.Errorf("stderr is\n%s", stderr.String())
	}
}

func TestCanceledBeforeStart(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	t.Chdir(t.TempDir())
	if status := newApp(nil, io.Discard, io.Discard).run(ctx, []string{"build"}); status != exitInterrupted {
		t.Errorf("exit status %d, want %d", status, exitInterrupted)
	}
	if _, err := os.Stat("public"); err == nil {
		t.Error("published all the same")
	}
}

// The progress line shows after the delay, makes room for other text, and is gone at the end.
func TestProgress(t *testing.T) {
	for _, tt := range []struct {
		name string
		work time.Duration
		want string
	}{
		{"quick", progressDelay - time.Millisecond, "loaded\n"},
		{"slow", progressDelay + time.Millisecond, "\r\x1b[Kload …\r\x1b[Kloaded\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var b bytes.Buffer
				p := &phases{w: &b, terminal: true}
				p.say("load")
				time.Sleep(tt.work)
				p.print("loaded\n")
				time.Sleep(2 * progressDelay)
				p.print("")
				if b.String() != tt.want {
					t.Errorf("wrote %q, want %q", b.String(), tt.want)
				}
			})
		})
	}
	quiet := &phases{w: io.Discard}
	quiet.say("never shown")
	quiet.print("")
}

func TestNumbers(t *testing.T) {
	for n, want := range map[int]string{0: "0", 7: "7", 999: "999", 1000: "1,000", 1234567: "1,234,567"} {
		if got := grouped(n); got != want {
			t.Errorf("grouped(%d) = %q, want %q", n, got, want)
		}
	}
	for n, want := range map[int64]string{
		0: "0 bytes", 999: "999 bytes", 1000: "1.0 kB", 99_400: "99.4 kB", 169_900: "170 kB", 999_400: "999 kB",
		999_600: "1.0 MB", 4_123_456: "4.1 MB", 25_000_000_000: "25.0 GB",
	} {
		if got := size(n); got != want {
			t.Errorf("size(%d) = %q, want %q", n, got, want)
		}
	}
	for _, tt := range []struct {
		n     int
		forms []string
		want  string
	}{{1, nil, "1 page"}, {0, nil, "0 pages"}, {2, []string{"paging"}, "2 paging"}} {
		if got := plural(tt.n, "page", tt.forms...); got != tt.want {
			t.Errorf("plural(%d, %v) = %q, want %q", tt.n, tt.forms, got, tt.want)
		}
	}
}

// TestMessagesAreClean has a name with characters that steer a terminal, and one that is too long to print.
func TestMessagesAreClean(t *testing.T) {
	for _, name := range []string{"x\x1b[31mred", strings.Repeat("x", 100_000)} {
		var stderr bytes.Buffer
		newApp(nil, io.Discard, &stderr).run(t.Context(), []string{"build", "--content", name})
		if text := stderr.String(); strings.Contains(text, "\x1b") || len(text) > 2000 || !strings.Contains(text, "hint:") {
			t.Errorf("%.200q", text)
		}
	}
}

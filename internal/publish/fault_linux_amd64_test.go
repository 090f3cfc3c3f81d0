package publish

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/errdocs/errdocs/internal/testenv"
)

// faults are what happens at a file system call: 0 is a kill.
var faults = []syscall.Errno{0, syscall.ENOSPC, syscall.EIO, syscall.EACCES, syscall.EMFILE, syscall.EROFS}

// TestFaults strikes a publishing process at its file system calls, one call a process: at every call in the long
// run, otherwise at some. The output must be the old site or the new one, and the next run must find its way.
func TestFaults(t *testing.T) {
	t.Setenv(smallEnv, "1")
	counts := map[string]int{}
	step := testenv.Times(170, 1)
	for _, env := range []string{"", renamesEnv + "=1", spareEnv} {
		withSpare(t, env == spareEnv)
		for f, fault := range faults {
			parent := memoryDir(t)
			publish(t, filepath.Join(parent, "public"), crashSite(0))
			for at, version := 1+f*28%step, 1; ; at, version = at+step, 3-version {
				if !strike(t, parent, env, tracer{at: at, fault: fault}, version, counts) {
					break
				}
			}
		}
	}
	if counts["struck"] == 0 || counts["old"] == 0 || counts["new"] == 0 {
		t.Errorf("what came of the faults: %v; want old sites and new ones", counts)
	}
	report(t, "faults at system calls runs=%d faults=%[1]d old=%d new=%d repaired=%d", counts["struck"], counts["old"], counts["new"], counts["waiting"])
}

// TestFailedWrites lets each call fail by which a file gets its bytes, and by which things are made durable. A build
// must not say that it went well then.
func TestFailedWrites(t *testing.T) {
	t.Setenv(smallEnv, "1")
	struck := 0
	for _, tt := range []struct {
		name   string
		call   uint64
		fault  syscall.Errno
		least  int  // how many calls there are
		silent bool // the build goes on
	}{
		{"write", unix.SYS_WRITE, syscall.EIO, 5, false},
		{"syncfs", unix.SYS_SYNCFS, syscall.EIO, 1, false},
		{"fsync", unix.SYS_FSYNC, syscall.EIO, 2, false},
		{"fsync of a directory is not possible", unix.SYS_FSYNC, syscall.EINVAL, 2, true},
	} {
		counts := map[string]int{}
		parent := memoryDir(t)
		publish(t, filepath.Join(parent, "public"), crashSite(0))
		for at, version := 1, 1; strike(t, parent, "", tracer{at: at, fault: tt.fault, only: tt.call}, version, counts); at++ {
			version = 3 - version
		}
		if counts["struck"] < tt.least || counts["silent"] != 0 && !tt.silent || counts["silent"] != counts["struck"] && tt.silent {
			t.Errorf("%s: %v", tt.name, counts)
		}
		struck += counts["struck"]
	}
	report(t, "faults when writing runs=%d faults=%[1]d", struck)
}

// The first site of an output is made as durable as the later ones.
func TestFirstSiteIsDurable(t *testing.T) {
	t.Setenv(smallEnv, "1")
	for _, call := range []uint64{unix.SYS_SYNCFS, unix.SYS_FSYNC} {
		tr := tracer{dir: memoryDir(t), only: call}
		tr.run(t, child(filepath.Join(tr.dir, "public"), onceEnv+"=1"))
		if tr.calls != 1 || state(t, tr.dir) != 1 {
			t.Errorf("call %d was made %d times", call, tr.calls)
		}
	}
}

// since is when the output of strike was written.
var since time.Time

// strike publishes a version with a fault at one call, and then again without. It returns false when there are fewer
// calls than that.
func strike(t *testing.T, parent, env string, tr tracer, version int, counts map[string]int) bool {
	t.Helper()
	out := filepath.Join(parent, "public")
	before := state(t, parent)
	if env == spareEnv {
		env = fmt.Sprintf("%s=%d", env, since.UnixNano())
	}
	cmd := child(out, env, fmt.Sprintf("%s=%d", onceEnv, version))
	text, err := os.CreateTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer text.Close()
	cmd.Stdout, cmd.Stderr = text, text
	tr.dir = parent
	ws := tr.run(t, cmd)
	what := fmt.Sprintf("%s at call %d (%s)", tr.fault.Error(), tr.at, tr.hit)
	after := state(t, parent)
	said, err := os.ReadFile(text.Name())
	if err != nil {
		t.Fatal(err)
	}
	switch {
	case ws.ExitStatus() == 1 && strings.Contains(string(said), ErrPublished.Error()) != (after == version):
		t.Fatalf("%s: the output is site %d after %d, and of %d it says: %s", what, after, before, version, said)
	case ws.ExitStatus() == 0 && after != version:
		t.Fatalf("%s: published site %d, the output is site %d", what, version, after)
	case after == waiting && tr.fault != 0:
		t.Fatalf("%s: the output is missing", what)
	case after != waiting && after != before && after != version:
		t.Fatalf("%s: the output is site %d, neither the old nor the new", what, after)
	case ws.ExitStatus() == 2:
		t.Fatalf("%s: it broke down: %s", what, said)
	}
	next := (version + 2) % crashSites
	for _, v := range []int{next, (next + 1) % crashSites} { // the second one with a spare tree
		res, err := keepOrAdd(out, crashSite(v), since)
		if err != nil {
			t.Fatalf("%s: the next run: %v", what, err)
		}
		since = res.Done
		wantSite(t, out, crashSite(v))
		wantNothingElse(t, parent)
	}
	if tr.hit == "" {
		return false
	}
	counts["struck"]++
	if ws.ExitStatus() == 0 {
		counts["silent"]++
	}
	counts[map[int]string{before: "old", version: "new", waiting: "waiting"}[after]]++
	return true
}

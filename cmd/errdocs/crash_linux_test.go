package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/errdocs/errdocs/internal/publish"
	"github.com/errdocs/errdocs/internal/testenv"
)

// The tests of this file run the whole command and harm it. The output must be one of two sites, whole, whatever
// happens, and the next build must leave nothing next to it. With ERRDOCS_LONG set they run much longer.

// desk is a folder with two catalogs, "one" and "two", whose sites are known.
type desk struct {
	dir   string
	sites map[string]string // the hash of a site: its catalog
}

// knownSites are the sites of the two catalogs, built once.
var knownSites struct {
	sync.Once
	hashes map[string]string
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{dir: t.TempDir()}
	t.Setenv("HOME", d.dir)
	t.Setenv("XDG_CACHE_HOME", filepath.Join(d.dir, "cache"))
	for _, name := range []string{"one", "two"} {
		if err := unpack("testdata/small.txtar", filepath.Join(d.dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	site := filepath.Join(d.dir, "two/content/site.yaml")
	text, err := os.ReadFile(site)
	if err != nil {
		t.Fatal(err)
	}
	changed := bytes.Replace(text, []byte("title: "), []byte("title: The Second "), 1)
	if err := os.WriteFile(site, changed, 0o644); err != nil || bytes.Equal(text, changed) {
		t.Fatal("the second catalog is not another one", err)
	}
	knownSites.Do(func() {
		knownSites.hashes = map[string]string{}
		for _, name := range []string{"one", "two"} {
			d.build(t, name, "known-"+name)
			knownSites.hashes[hashTree(t, filepath.Join(d.dir, "known-"+name))] = name
		}
	})
	if d.sites = knownSites.hashes; len(d.sites) != 2 {
		t.Fatal("both catalogs make the same site")
	}
	return d
}

// command is a build of a catalog.
func (d *desk) command(catalog, out string) *exec.Cmd {
	cmd := exec.Command("errdocs", "build", "--content", catalog+"/content", "--out", out)
	cmd.Dir = d.dir
	return cmd
}

// limited is a build that a shell starts after a command of its own. A redirection may follow.
func (d *desk) limited(before, catalog, out, redirection string) *exec.Cmd {
	cmd := exec.Command("sh", "-c", before+`; exec errdocs build --content "$0" --out "$1" `+redirection, catalog+"/content", out)
	cmd.Dir = d.dir
	return cmd
}

// build demands that a build works out and leaves nothing besides the output. It is in this process, which takes half as long.
func (d *desk) build(t *testing.T, catalog, out string) {
	t.Helper()
	var text bytes.Buffer
	args := []string{"build", "--content", filepath.Join(d.dir, catalog, "content"), "--out", filepath.Join(d.dir, out)}
	if status := start(args, strings.NewReader(""), &text, &text); status != exitDone {
		t.Fatalf("building %s: exit status %d\n%s", catalog, status, &text)
	}
	d.wantClean(t, out)
}

func (d *desk) wantClean(t *testing.T, out string) {
	t.Helper()
	work := filepath.Join(d.dir, filepath.Dir(out), "."+filepath.Base(out)+".errdocs")
	if _, err := os.Lstat(work); !errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("%s is left behind", work)
	}
}

// want demands that the output is the site of a catalog, of any when there is no name, and returns which.
func (d *desk) want(t *testing.T, out, catalog string) string {
	t.Helper()
	got := d.sites[hashTree(t, filepath.Join(d.dir, out))]
	if got == "" || catalog != "" && got != catalog {
		t.Fatalf("the output is site %q, want %q (%s)", got, catalog, exec.Command("ls", "-laR", filepath.Join(d.dir, out)))
	}
	return got
}

// exitOf runs a command and returns its exit status, -1 when it ended by a signal, and what it wrote to stderr.
func exitOf(cmd *exec.Cmd) (int, string) {
	var text bytes.Buffer
	cmd.Stderr = &text
	cmd.Run()
	return cmd.ProcessState.ExitCode(), text.String()
}

// hashTree returns a hash over the names and contents of all files below dir.
func hashTree(t *testing.T, dir string) string {
	t.Helper()
	hash, err := hashFS(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	return hash
}

func hashFS(tree fs.FS) (string, error) {
	h := sha256.New()
	err := fs.WalkDir(tree, ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := fs.ReadFile(tree, p)
		fmt.Fprintf(h, "%q %d ", p, len(text))
		h.Write(text)
		return err
	})
	return fmt.Sprintf("%x", h.Sum(nil)), err
}

// reportLong logs a line that the table of the long suite is made from. Whatever is torn or left behind ends a test at
// once; so a test that reports has seen none.
func reportLong(t *testing.T, format string, args ...any) {
	if !t.Failed() {
		t.Logf("long: "+format+" torn=0 leftovers=0", args...)
	}
}

// TestBuildIsStopped sends signals at random moments of a build.
func TestBuildIsStopped(t *testing.T) {
	d := newDesk(t)
	began := time.Now()
	if text, err := d.command("one", "public").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	usual := time.Since(began)
	runs := testenv.Times(2, 100)
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGKILL} {
		ended, aimed := map[int]int{}, 0
		for i := range runs {
			old := d.want(t, "public", "")
			next := []string{"one", "two"}[i%2]
			cmd := d.command(next, "public")
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			if i%3 == 0 {
				time.Sleep(time.Duration(rand.Int64N(int64(usual))))
			} else if d.atExchange(cmd, "public") {
				time.Sleep(time.Duration(rand.Int64N(int64(20 * time.Millisecond))))
				aimed++
			}
			cmd.Process.Signal(sig)
			cmd.Wait()
			status := cmd.ProcessState.ExitCode()
			ended[status]++
			if status != 0 && status != exitInterrupted && status != -1 {
				t.Fatalf("%v: exit status %d", sig, status)
			}
			if got := d.want(t, "public", ""); got != old && got != next || status == 0 && got != next || status == exitInterrupted && got != old {
				t.Fatalf("%v: exit status %d, and site %s after %s when %s was built", sig, status, got, old, next)
			}
			if status != -1 {
				d.wantClean(t, "public")
			}
			if i%4 == 2 {
				d.build(t, "one", "public")
			}
		}
		d.build(t, "one", "public")
		reportLong(t, "builds stopped (%v) runs=%d faults=%[2]d finished=%d at_exchange=%d", sig, runs, ended[0], aimed)
	}
}

// atExchange waits until a build writes the manifest of the new site, the last step before it exchanges the directories. It
// returns false if the build has ended or the moment was missed.
func (d *desk) atExchange(cmd *exec.Cmd, out string) bool {
	work := filepath.Join(d.dir, filepath.Dir(out), "."+filepath.Base(out)+".errdocs")
	for range 100_000 {
		if _, err := os.Lstat(filepath.Join(work, "manifest")); err == nil {
			return true
		}
		head := make([]byte, 64)
		if f, err := os.Open(filepath.Join(work, "new/.errdocs")); err == nil {
			n, _ := f.Read(head)
			f.Close()
			if n > 0 && !bytes.Contains(head[:n], []byte("unfinished")) {
				return true
			}
		}
		if isZombie(cmd) {
			return false
		}
		time.Sleep(50 * time.Microsecond)
	}
	return false
}

// isZombie reports whether a process has ended and nobody has waited for it.
func isZombie(cmd *exec.Cmd) bool {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", cmd.Process.Pid))
	return err != nil || bytes.Contains(stat, []byte(") Z "))
}

// TestBuildWithoutOutput closes what the build prints to.
func TestBuildWithoutOutput(t *testing.T) {
	d := newDesk(t)
	for i, redirection := range []string{">&-", "2>&-", ">&- 2>&- <&-", "| true", "2>&1 | true", ">/dev/full", "2>/dev/full"} {
		catalog := []string{"one", "two"}[i%2]
		cmd := d.limited(":", catalog, "public", redirection)
		status, text := exitOf(cmd)
		if _, err := os.Stat(filepath.Join(d.dir, "public")); err == nil {
			d.want(t, "public", "")
		} else if status == 0 {
			t.Errorf("%s: exit status 0, and no site", redirection)
		}
		if strings.Contains(text, "internal error") {
			t.Errorf("%s: %s", redirection, text)
		}
		d.build(t, catalog, "public")
		d.want(t, "public", catalog)
	}
}

// TestBuildWithFewFiles lets a build have only so many open files.
func TestBuildWithFewFiles(t *testing.T) {
	d := newDesk(t)
	d.build(t, "one", "public")
	failed, done := 0, 0
	for n := 4; n < testenv.Times(20, 40); n += testenv.Times(6, 1) { // it fails with 5 to 11
		status, text := exitOf(d.limited(fmt.Sprintf("ulimit -n %d", n), "two", "public", ""))
		switch {
		case status == 0:
			done++
			d.want(t, "public", "two")
		case status == exitEnvironment:
			failed++
			left := "one"
			if strings.Contains(text, publish.ErrPublished.Error()) {
				left = "two"
			}
			d.want(t, "public", left)
		case strings.Contains(text, "internal error"):
			t.Errorf("%d files: exit status %d: %s", n, status, text)
		default: // the program could not start
			d.want(t, "public", "one")
		}
		d.build(t, "one", "public")
	}
	if failed == 0 || done == 0 {
		t.Errorf("%d builds failed and %d did not; want both", failed, done)
	}
	reportLong(t, "builds with few open files runs=%d faults=%d", failed+done, failed)
}

// mountAt mounts a file system in memory on a folder of the desk, or skips the test.
func (d *desk) mountAt(t *testing.T, name, options string) string {
	t.Helper()
	target := filepath.Join(d.dir, name)
	if err := os.MkdirAll(target, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", target, "tmpfs", 0, options); err != nil {
		t.Skipf("a file system can be mounted by root only: %v", err)
	}
	t.Cleanup(func() { syscall.Unmount(target, syscall.MNT_DETACH) })
	return target
}

// TestBuildOnFullDisk gives the new site less room than it needs, down to nothing.
func TestBuildOnFullDisk(t *testing.T) {
	d := newDesk(t)
	disk := d.mountAt(t, "disk", "size=64m")
	d.build(t, "one", "disk/public")
	used := 0
	for room := 0; ; room += testenv.Times(256, 4) << 10 {
		var st syscall.Statfs_t
		if err := syscall.Statfs(disk, &st); err != nil {
			t.Fatal(err)
		}
		fill := int64(st.Bfree)*int64(st.Bsize) - int64(room)
		if err := os.WriteFile(filepath.Join(disk, "fill"), make([]byte, max(fill, 0)), 0o644); err != nil {
			t.Fatal(err)
		}
		status, text := exitOf(d.command("two", "disk/public"))
		d.wantClean(t, "disk/public")
		os.Remove(filepath.Join(disk, "fill"))
		if status == 0 {
			d.want(t, "disk/public", "two")
			break
		}
		used++
		d.want(t, "disk/public", "one")
		if status != exitEnvironment || !strings.Contains(text, "no space left on device") {
			t.Fatalf("%d bytes free: exit status %d: %s", room, status, text)
		}
	}
	if used == 0 {
		t.Error("no disk was full")
	}
	reportLong(t, "builds on a full disk runs=%d faults=%d", used+1, used)
}

// TestBuildOnReadOnlyDisk must say so and leave everything as it is.
func TestBuildOnReadOnlyDisk(t *testing.T) {
	d := newDesk(t)
	disk := d.mountAt(t, "disk", "")
	d.build(t, "one", "disk/public")
	if err := syscall.Mount("", disk, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	for _, out := range []string{"disk/public", "disk/fresh", "disk/a/b"} {
		status, text := exitOf(d.command("two", out))
		if status != exitEnvironment || !strings.Contains(text, "read-only file system") {
			t.Errorf("%s: exit status %d: %s", out, status, text)
		}
	}
	d.want(t, "disk/public", "one")
}

// TestBuildsAtOnce starts many builds of both catalogs on one output while a reader hashes the site.
func TestBuildsAtOnce(t *testing.T) {
	d := newDesk(t)
	d.build(t, "one", "public")
	builds := testenv.Times(4, 50)
	var done, waited atomic.Int32
	var wg sync.WaitGroup
	for i := range builds {
		wg.Go(func() {
			switch status, text := exitOf(d.command([]string{"one", "two"}[i%2], "public")); {
			case status == 0:
				done.Add(1)
			case status == exitEnvironment && strings.Contains(text, "is being published by process "):
				waited.Add(1)
			default:
				t.Errorf("exit status %d: %s", status, text)
			}
		})
	}
	stopped := make(chan struct{})
	go func() { wg.Wait(); close(stopped) }()
	seen := d.read(t, "public", stopped)
	d.want(t, "public", "")
	d.wantClean(t, "public")
	reportLong(t, "builds at once runs=%d done=%d gave_up=%d snapshots=%d", builds, done.Load(), waited.Load(), seen)
}

// TestReader hashes the site while it is built again and again.
func TestReader(t *testing.T) {
	d := newDesk(t)
	d.build(t, "one", "public")
	builds := testenv.Times(2, 100)
	stopped := make(chan struct{})
	var failed atomic.Value
	go func() {
		defer close(stopped)
		for i := range builds {
			if status, text := exitOf(d.command([]string{"two", "one"}[i%2], "public")); status != 0 {
				failed.Store(text)
				return
			}
		}
	}()
	seen := d.read(t, "public", stopped)
	if text := failed.Load(); text != nil {
		t.Fatal(text)
	}
	reportLong(t, "builds with a reader runs=%d snapshots=%d", builds, seen)
}

// read hashes the site over and over, and demands that it is one of the two. Reading many files takes time: when the
// site has been replaced meanwhile, that reading proves nothing.
func (d *desk) read(t *testing.T, out string, stopped <-chan struct{}) (seen int) {
	t.Helper()
	name := filepath.Join(d.dir, out)
	for {
		select {
		case <-stopped:
			if seen == 0 {
				t.Error("the reader never saw a site")
			}
			return seen
		default:
		}
		before, err := os.Stat(name)
		if err != nil {
			t.Fatalf("the output is not there: %v", err)
		}
		hash, err := hashFS(os.DirFS(name))
		after, serr := os.Stat(name)
		if serr != nil {
			t.Fatalf("the output is not there: %v", serr)
		}
		if !os.SameFile(before, after) || !before.ModTime().Equal(after.ModTime()) {
			continue // a later directory may get the number of an earlier one
		}
		if err != nil || d.sites[hash] == "" {
			t.Fatalf("the reader saw a site that was never built: %v", err)
		}
		seen++
	}
}

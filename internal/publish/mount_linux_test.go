package publish

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// mount mounts a file system for the time of a test, or skips the test where that is not allowed.
func mount(t *testing.T, source, target, kind, data string) {
	t.Helper()
	var flags uintptr
	if kind == "bind" {
		flags = unix.MS_BIND
	}
	if err := unix.Mount(source, target, kind, flags, data); err != nil {
		t.Skipf("mounting %s: %v", kind, err)
	}
	t.Cleanup(func() {
		if err := unix.Unmount(target, unix.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
}

func mkdirs(t *testing.T, parent string, names ...string) {
	t.Helper()
	for _, name := range names {
		if err := os.MkdirAll(filepath.Join(parent, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
}

// A container's work tree is an overlay: a directory of a lower layer can be neither exchanged nor
// renamed there.
func TestOverlay(t *testing.T) {
	dir := t.TempDir()
	mkdirs(t, dir, "lower", "upper", "scratch", "merged")
	publish(t, filepath.Join(dir, "lower/public"), site("one", 30))
	write(t, filepath.Join(dir, "lower/public/.gitignore"), "*\n")
	mount(t, "overlay", filepath.Join(dir, "merged"), "overlay",
		"lowerdir="+dir+"/lower,upperdir="+dir+"/upper,workdir="+dir+"/scratch")
	for _, v := range []string{"two", "three"} {
		publish(t, filepath.Join(dir, "merged/public"), site(v, 20))
		wantSite(t, filepath.Join(dir, "merged/public"), site(v, 20), ".gitignore")
		wantNames(t, filepath.Join(dir, "merged"), "public")
	}
}

// A bind mount of the same file system does not show in the device number.
func TestMountPoint(t *testing.T) {
	dir := t.TempDir()
	mkdirs(t, dir, "elsewhere", "bound", "fresh")
	mount(t, filepath.Join(dir, "elsewhere"), filepath.Join(dir, "bound"), "bind", "")
	mount(t, "tmpfs", filepath.Join(dir, "fresh"), "tmpfs", "")
	for _, name := range []string{"bound", "fresh"} {
		var refused *RefusedError
		err := Check(filepath.Join(dir, name), Options{})
		if !errors.As(err, &refused) || !strings.Contains(err.Error(), "is a mount point") {
			t.Errorf("%s: error %v, want it refused as a mount point", name, err)
		}
		publish(t, filepath.Join(dir, name, "public"), site("one", 3))
	}
}

func TestOtherDevice(t *testing.T) {
	dir := t.TempDir()
	mkdirs(t, dir, "sub")
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"/proc", "/", true},
		{filepath.Join(dir, "sub"), dir, false},
		{filepath.Join(dir, "missing"), "/proc", false},
		{"/proc", filepath.Join(dir, "missing"), false},
	} {
		if got := otherDevice(tt.a, tt.b); got != tt.want {
			t.Errorf("%s and %s are on different devices: %v", tt.a, tt.b, got)
		}
	}
}

// A full disk leaves the old site, and no leftovers.
func TestDiskFull(t *testing.T) {
	dir := t.TempDir()
	mount(t, "tmpfs", dir, "tmpfs", "size=1m")
	out := filepath.Join(dir, "public")
	small := site("one", 20)
	publish(t, out, small)
	big := site("two", 20)
	big["big.html"] = strings.Repeat("0123456789abcdef", 1<<17)
	_, err := Dir(t.Context(), out, filesOf(big), Options{})
	if !errors.Is(err, unix.ENOSPC) {
		t.Errorf("error %v, want a full disk", err)
	}
	wantSite(t, out, small)
	wantNames(t, dir, "public")
}

// A full disk may cut off a line of the unfinished manifest. While room comes and goes, files of a site that cannot be completed
// are added; all of them must be known when it is swept.
func TestClaimIsCutOff(t *testing.T) {
	dir := t.TempDir()
	mount(t, "tmpfs", dir, "tmpfs", "size=256k")
	st := begin(t, filepath.Join(dir, "public"))
	ballast := filepath.Join(dir, "ballast")
	failed := 0
	for i := range 200 {
		if i == 150 {
			os.Remove(ballast)
		}
		if i == 20 {
			os.WriteFile(ballast, make([]byte, 1<<20), 0o644) // takes what there is
		}
		if err := add(st, fmt.Sprintf("%s-%d", strings.Repeat("long", 50), i), nil); err != nil {
			failed++
		}
	}
	if failed == 0 {
		t.Error("the disk was never full")
	}
	if err := st.Abort(); err != nil {
		t.Error(err)
	}
	wantNames(t, dir)
}

// A mount inside the output is refused before anything is written, as it could be neither moved nor removed.
func TestMountInside(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "public")
	publish(t, out, site("one", 3))
	mkdirs(t, dir, "elsewhere/a")
	write(t, filepath.Join(dir, "elsewhere/a/page"), "not of errdocs")
	var sub string
	for name := range site("one", 3) {
		if filepath.Dir(name) != "." {
			sub = filepath.Join(out, filepath.Dir(name))
		}
	}
	mount(t, filepath.Join(dir, "elsewhere"), sub, "bind", "")
	before := readAll(t, filepath.Join(dir, "elsewhere"))
	if _, err := Dir(t.Context(), out, filesOf(site("two", 3)), Options{}); !isRefused(err) || !strings.Contains(err.Error(), "(a mount point)") {
		t.Errorf("error %v, want a refusal", err)
	}
	if len(readAll(t, filepath.Join(dir, "elsewhere"))) != len(before) {
		t.Error("something was removed from the mounted folder")
	}
}

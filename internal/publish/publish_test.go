package publish

import (
	"bufio"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"
)

// site is a small site with directories in directories.
func site(version string, pages int) map[string]string {
	files := map[string]string{"index.html": "home " + version, "404.html": "lost", "app/main.js": "// " + version}
	for i := range pages {
		files[fmt.Sprintf("vendor-%d/set/code-%d/index.html", i%7, i)] = strings.Repeat(version+" ", i%50)
	}
	return files
}

func filesOf(site map[string]string) Files {
	return func(yield func(string, []byte) bool) {
		for p, text := range site {
			if !yield(p, []byte(text)) {
				return
			}
		}
	}
}

// readAll returns every regular file below dir with its text, and every other thing with its mode.
func readAll(t testing.TB, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, p)
		if err != nil || rel == "." {
			return err
		}
		switch {
		case d.Type().IsRegular():
			text, err := os.ReadFile(p)
			all[filepath.ToSlash(rel)] = string(text)
			return err
		case !d.IsDir():
			all[filepath.ToSlash(rel)] = d.Type().String()
		}
		return nil
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return all
}

// wantSite checks that dir contains exactly the site, its manifest and what else is named.
func wantSite(t testing.TB, dir string, site map[string]string, extra ...string) {
	t.Helper()
	got := readAll(t, dir)
	if _, ok := parseManifest(got[manifestName], nil); !ok {
		t.Errorf("%s has no good manifest: %q", dir, got[manifestName])
	}
	delete(got, manifestName)
	for _, name := range extra {
		delete(got, name)
	}
	if diff := cmp.Diff(site, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", dir, diff)
	}
}

// wantNames checks that dir contains exactly these entries at its top, hidden ones included.
func wantNames(t testing.TB, dir string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("names in %s (-want +got):\n%s", dir, diff)
	}
}

func publish(t testing.TB, out string, site map[string]string) Result {
	t.Helper()
	res, err := Dir(t.Context(), out, filesOf(site), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return res
}

func write(t testing.TB, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// memoryDir returns a temporary directory in memory where the system has such a place: tests that publish
// hundreds of times would wait for the disk otherwise.
func memoryDir(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "publish-test-")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

// modes runs a test with the exchange and with the pair of renames that replaces it.
func modes(t *testing.T, test func(t *testing.T)) {
	t.Run("exchange", test)
	t.Run("renames", func(t *testing.T) {
		withoutExchange(t)
		test(t)
	})
}

func withoutExchange(t *testing.T) {
	exchange = func(a, b string) error { return errors.ErrUnsupported }
	t.Cleanup(func() { exchange = exchangeDirs })
}

func TestDir(t *testing.T) {
	modes(t, func(t *testing.T) {
		parent := t.TempDir()
		out := filepath.Join(parent, "deep", "er", "public")
		for _, s := range []map[string]string{
			site("one", 30), site("two", 60), site("three", 5), {"index.html": "alone"}, {},
		} {
			res := publish(t, out, s)
			wantSite(t, out, s)
			wantNames(t, filepath.Dir(out), "public")
			if res.Unchanged || res.Files != len(s) {
				t.Errorf("result %+v for %d files", res, len(s))
			}
		}
	})
}

func TestKeepsGitignoreAndMode(t *testing.T) {
	modes(t, func(t *testing.T) {
		out := filepath.Join(t.TempDir(), "public")
		const ignore = "*\n!.gitignore\n"
		write(t, filepath.Join(out, ".gitignore"), ignore)
		if err := os.Chmod(out, 0o750); err != nil {
			t.Fatal(err)
		}
		for _, v := range []string{"one", "two"} {
			s := site(v, 3)
			publish(t, out, s)
			s[".gitignore"] = ignore
			wantSite(t, out, s)
		}
		if info, err := os.Stat(out); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o750 {
			t.Errorf("mode %v, %v; want 0750 kept", info.Mode(), err)
		}
	})
}

// The new site has the .gitignore from its first moment on, and an edit made meanwhile is not lost.
func TestGitignoreIsNeverMissing(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	write(t, filepath.Join(out, ".gitignore"), "*\n")
	looked := false
	exchange = func(a, b string) error {
		looked = true
		if text, err := os.ReadFile(filepath.Join(a, ".gitignore")); string(text) != "*\n" {
			t.Errorf("the new site's .gitignore is %q, %v", text, err)
		}
		write(t, filepath.Join(b, ".gitignore"), "edited\n")
		return exchangeDirs(a, b)
	}
	t.Cleanup(func() { exchange = exchangeDirs })
	publish(t, out, site("one", 1))
	if !looked {
		t.Error("nothing was exchanged")
	}
	if text, err := os.ReadFile(filepath.Join(out, ".gitignore")); string(text) != "edited\n" {
		t.Errorf("after an edit, the .gitignore is %q, %v", text, err)
	}
}

func TestUnchangedIsLeftAlone(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	s := site("one", 20)
	first := publish(t, out, s)
	before, _ := os.Stat(filepath.Join(out, "index.html"))
	again := publish(t, out, s)
	after, _ := os.Stat(filepath.Join(out, "index.html"))
	if !again.Unchanged || again.Hash != first.Hash || !os.SameFile(before, after) {
		t.Errorf("an unchanged site was written again: %+v", again)
	}

	// What is on disk counts, not what the manifest says.
	write(t, filepath.Join(out, "index.html"), "edited by hand")
	if res := publish(t, out, s); res.Unchanged {
		t.Error("an edited page counted as unchanged")
	}
	wantSite(t, out, s)
	os.Remove(filepath.Join(out, "404.html"))
	if res := publish(t, out, s); res.Unchanged {
		t.Error("a missing page counted as unchanged")
	}
	wantSite(t, out, s)
}

func TestHash(t *testing.T) {
	hash := func(s map[string]string) string {
		return newManifest(entriesOf(s), nil).hash
	}
	base := map[string]string{"a": "x", "b": "y"}
	seen := map[string]bool{hash(base): true}
	for _, other := range []map[string]string{
		{"a": "y", "b": "x"}, {"a": "x"}, {"a": "x", "b": "y", "c": ""}, {"a": "xy", "b": ""}, {"a": "x", "c": "y"}, {},
	} {
		if h := hash(other); seen[h] {
			t.Errorf("%v has the hash of another site", other)
		} else {
			seen[h] = true
		}
	}
	if hash(maps.Clone(base)) != hash(base) {
		t.Error("the hash depends on the order of files")
	}
}

func TestPaths(t *testing.T) {
	for _, tt := range []struct {
		paths string // separated by spaces, "%20" is a space
		want  string // part of the error; "" means allowed
	}{
		{"index.html a/b/c.html .nojekyll a/.well-known/x", ""},
		{"A/M/Z b/amz c/059 d1/.well-known/-_.~+", ""},
		{"a@", "contains '@'"},
		{"a[", "contains '['"},
		{"a`", "contains '`'"},
		{"a{", "contains '{'"},
		{"/etc/passwd", "not relative"},
		{"../x", "not relative"},
		{"a/../../x", "not relative"},
		{"a/./b", "not relative"},
		{"a//b", "not relative"},
		{"a/", "not relative"},
		{".", "not relative"},
		{"", "not relative"},
		{".errdocs", "reserved"},
		{".gitignore", "reserved"},
		{`a\b`, "contains '\\\\'"},
		{"c:", "contains ':'"},
		{"a%20b", "contains ' '"},
		{"é", "contains 'é'"},
		{"a.", "cannot store"},
		{"a./b", "cannot store"},
		{strings.Repeat("a", 256), "cannot store"},
		{strings.Repeat("a", 255), ""},
		{"a/index.html A/index.html", "differ only in upper and lower case"},
		{"a/x A/y", "differ only in upper and lower case"},
		{"a a/b", "is a file and a directory"},
		{"a A/b", "differ only in upper and lower case"},
		{"a a", "two files are named a"},
	} {
		list := strings.Split(tt.paths, " ")
		files := func(yield func(string, []byte) bool) {
			for _, p := range list {
				if !yield(strings.ReplaceAll(p, "%20", " "), nil) {
					return
				}
			}
		}
		out := filepath.Join(t.TempDir(), "public")
		_, err := Dir(t.Context(), out, files, Options{})
		if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
			t.Errorf("paths %q: error %v, want %q", tt.paths, err, tt.want)
		}
		if _, err := os.Lstat(out); tt.want != "" && err == nil {
			t.Errorf("paths %q: published all the same", tt.paths)
		}
	}
}

func TestCancel(t *testing.T) {
	modes(t, func(t *testing.T) {
		parent := memoryDir(t)
		out := filepath.Join(parent, "public")
		one := site("one", 30)
		publish(t, out, one)
		two := site("two", 300)
		for stop := 0; stop < 400; stop += 37 {
			ctx, cancel := context.WithCancel(t.Context())
			n := 0
			files := func(yield func(string, []byte) bool) {
				for p, data := range filesOf(two) {
					if n++; n == stop {
						cancel()
					}
					if !yield(p, data) {
						return
					}
				}
			}
			_, err := Dir(ctx, out, files, Options{})
			cancel()
			wantNames(t, parent, "public")
			if err == nil {
				wantSite(t, out, two)
				if stop != 0 && stop <= len(two) {
					t.Errorf("published although canceled at file %d of %d", stop, len(two))
				}
				publish(t, out, one)
				continue
			}
			if !errors.Is(err, context.Canceled) {
				t.Errorf("canceled at %d: %v", stop, err)
			}
			wantSite(t, out, one)
		}
		// Parents that were made for nothing go too.
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := Dir(ctx, filepath.Join(parent, "a/b/c"), filesOf(one), Options{}); !errors.Is(err, context.Canceled) {
			t.Errorf("error %v, want canceled", err)
		}
		wantNames(t, parent, "public")
	})
}

func TestWaitNamesTheHolder(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	pl, err := findTarget(out, Options{})
	if err != nil {
		t.Fatal(err)
	}
	w, err := pl.lock(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		_, err = Dir(t.Context(), out, filesOf(site("one", 1)), Options{})
	})
	var locked *LockedError
	if !errors.As(err, &locked) || locked.Holder != fmt.Sprintf("process %d", os.Getpid()) {
		t.Fatalf("error %v, want one that names process %d", err, os.Getpid())
	}
	if !strings.Contains(err.Error(), "waited 1m0s") {
		t.Errorf("error %v does not say how long it waited", err)
	}
	if err := w.release(); err != nil {
		t.Fatal(err)
	}
	publish(t, out, site("one", 1))
	wantNames(t, filepath.Dir(out), "public")
}

// What the lock file says is shown only if a run has written it.
func TestHolder(t *testing.T) {
	w := &workDir{dir: memoryDir(t)}
	for _, tt := range []struct{ text, want string }{
		{"process 4711\n", "process 4711"},
		{strings.Repeat("x", 63), strings.Repeat("x", 63)},
		{strings.Repeat("x", 64), "another process"},
		{"", "another process"},
		{" \n", "another process"},
	} {
		write(t, filepath.Join(w.dir, "lock"), tt.text)
		if got := w.holder(); got != tt.want {
			t.Errorf("the holder in %q is %q, want %q", tt.text, got, tt.want)
		}
	}
	os.Remove(filepath.Join(w.dir, "lock"))
	if got := w.holder(); got != "another process" {
		t.Errorf("without a lock file, the holder is %q", got)
	}
}

func textOf(m *manifest) string {
	var text strings.Builder
	w := bufio.NewWriter(&text)
	m.write(w)
	w.Flush()
	return text.String()
}

func FuzzManifest(f *testing.F) {
	l := newManifest(entriesOf(site("one", 3)), nil)
	text := textOf(l)
	f.Add(text)
	f.Add(text[:40])
	f.Add(text[:300])
	f.Add(manifestHead + l.hash + "\n../x\n")
	f.Add(manifestHead + l.hash + "\na/b\nindex.html\n")
	f.Add(manifestHead + unfinished + "\nindex.html\na/b\nhalf")
	f.Fuzz(func(t *testing.T, text string) {
		l, ok := parseManifest(text, nil)
		if !ok {
			return
		}
		if got := textOf(l); got != text && l.hash != unfinished {
			t.Errorf("%q read and written is %q", text, got)
		}
		paths := slices.Clone(l.dirs)
		for _, e := range l.entries {
			paths = append(paths, e.path)
			if l.find(e.path) == nil {
				t.Errorf("%q is not found", e.path)
			}
		}
		for _, p := range paths {
			if !filepath.IsLocal(filepath.FromSlash(p)) {
				t.Errorf("the manifest may name %q", p)
			}
			if dir := path.Dir(p); dir != "." && !l.hasDir(dir) {
				t.Errorf("%q is not known as a directory", dir)
			}
		}
	})
}

func entriesOf(site map[string]string) (entries []entry) {
	for p, text := range site {
		entries = append(entries, entry{path: p, sum: sha256.Sum256([]byte(text)), size: int64(len(text))})
	}
	slices.SortFunc(entries, comparePaths)
	return entries
}

// Files that are expected are in the unfinished manifest before any of them is created, and of the site only if they are added.
func TestExpect(t *testing.T) {
	parent := memoryDir(t)
	out := filepath.Join(parent, "public")
	unfinishedManifest := func(st *Stage) string {
		text, err := os.ReadFile(st.work.staged(manifestName))
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(string(text), "\n")
		slices.Sort(lines)
		return strings.Join(lines, " ")
	}
	expected := map[string]bool{"a": true, "b/c": true, "d": true, "../x\n": true}
	st := begin(t, out)
	if err := st.Expect(expected); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"a", "b/c", "e"} {
		if err := add(st, path, []byte(path)); err != nil {
			t.Fatal(err)
		}
	}
	if got, want := unfinishedManifest(st), " a b/c d e "+manifestHead+unfinished; got != want {
		t.Errorf("the unfinished manifest has %q, want %q", got, want)
	}
	left := filepath.Join(parent, "left")
	if err := os.Rename(st.work.fresh(), left); err != nil { // as after a kill
		t.Fatal(err)
	}
	st.Abort()
	wantNames(t, parent, "left")
	if err := st.work.remove(left); err != nil {
		t.Error(err)
	}
	wantNames(t, parent)

	st = begin(t, out)
	if err := errors.Join(st.Expect(expected), add(st, "a", []byte("a"))); err != nil {
		t.Fatal(err)
	}
	if _, err := st.Commit(); err != nil {
		t.Fatal(err)
	}
	wantSite(t, out, map[string]string{"a": "a"})
	st = begin(t, out)
	if err := st.Expect(expected); err != nil || unfinishedManifest(st) != " "+manifestHead+unfinished {
		t.Errorf("of a site that replaces another all files are expected: %v", err)
	}
	st.Abort()
}

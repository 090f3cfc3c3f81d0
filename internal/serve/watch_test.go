package serve

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// watched runs a watcher on folders, with or without events, and returns what it reports.
func watched(t *testing.T, events bool, roots ...string) *reported {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	w := newWatcher(roots)
	if !events {
		w.distrust()
	}
	got := &reported{t: t, changes: make(chan found, 10_000)}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		w.run(ctx, got.changes)
	}()
	t.Cleanup(func() {
		cancel()
		<-ended
	})
	return got
}

type reported struct {
	t       *testing.T
	changes chan found
}

// all collects changes until the wanted ones have been reported, and fails when others are.
func (w *reported) all(root string, want ...string) {
	w.t.Helper()
	var got []Change
	var list []string
	for limit := time.After(longest); ; {
		list = nil
		for _, c := range got {
			path, err := filepath.Rel(root, c.Path)
			if err != nil {
				w.t.Fatal(err)
			}
			if c.Kind == Removed && strings.HasSuffix(path, "~") {
				continue // the watcher looked in the middle of save
			}
			list = append(list, fmt.Sprintf("%s %s", filepath.ToSlash(path), c.Kind))
		}
		if slices.Equal(list, want) {
			return
		}
		select {
		case more := <-w.changes:
			got = merge(got, more.changes)
		case <-limit:
			w.t.Fatalf("reported other changes than wanted:\n%s", cmp.Diff(want, list))
		}
	}
}

// TestWatcher does what editors and other tools do to files.
func TestWatcher(t *testing.T) {
	for _, test := range []struct {
		name string
		do   func(t *testing.T, dir string)
		want []string
	}{
		{"write in place", func(t *testing.T, dir string) { write(t, filepath.Join(dir, "a.yaml"), "2") }, []string{"a.yaml changed"}},
		{"same size at once", func(t *testing.T, dir string) { write(t, filepath.Join(dir, "a.yaml"), "9") }, []string{"a.yaml changed"}},
		{"rename over", func(t *testing.T, dir string) { save(t, filepath.Join(dir, "a.yaml"), "2") }, []string{"a.yaml changed"}},
		{"vim", saveLikeVim, []string{"v/api.yaml changed"}},
		{"away and back", func(t *testing.T, dir string) {
			must(t, os.Remove(filepath.Join(dir, "v", "api.yaml")))
			time.Sleep(comeback / 4)
			write(t, filepath.Join(dir, "v", "api.yaml"), "2")
		}, []string{"v/api.yaml changed"}},
		{"a temporary file elsewhere", func(t *testing.T, dir string) {
			write(t, filepath.Join(dir, "..", "t"), "2")
			must(t, os.Rename(filepath.Join(dir, "..", "t"), filepath.Join(dir, "a.yaml")))
		}, []string{"a.yaml changed"}},
		{"a folder of files moved in", func(t *testing.T, dir string) {
			write(t, filepath.Join(dir, "..", "w", "x", "b.yaml"), "1")
			must(t, os.Rename(filepath.Join(dir, "..", "w"), filepath.Join(dir, "w")))
			time.Sleep(4 * quiet)
			write(t, filepath.Join(dir, "w", "x", "c.yaml"), "1")
		}, []string{"w/x/b.yaml added", "w/x/c.yaml added"}},
		{"remove", func(t *testing.T, dir string) { must(t, os.Remove(filepath.Join(dir, "a.yaml"))) }, []string{"a.yaml removed"}},
		{"new file", func(t *testing.T, dir string) { write(t, filepath.Join(dir, "v", "b.yaml"), "1") }, []string{"v/b.yaml added"}},
		{"new folders", func(t *testing.T, dir string) {
			write(t, filepath.Join(dir, "w", "samples", "deep", "b.json"), "1")
			time.Sleep(100 * time.Millisecond) // a file in a folder that is already known
			write(t, filepath.Join(dir, "w", "samples", "deep", "c.json"), "1")
		}, []string{"w/samples/deep/b.json added", "w/samples/deep/c.json added"}},
		{"lost folder", func(t *testing.T, dir string) { must(t, os.RemoveAll(filepath.Join(dir, "v"))) },
			[]string{"v/api.yaml removed", "v/samples/s.json removed"}},
		{"renamed folder", func(t *testing.T, dir string) {
			must(t, os.Rename(filepath.Join(dir, "v"), filepath.Join(dir, "w")))
			time.Sleep(200 * time.Millisecond)
			write(t, filepath.Join(dir, "w", "samples", "s.json"), "22")
		}, nil}, // see settled: what is reported depends on the timing
		{"root away, back, and an edit", func(t *testing.T, dir string) {
			must(t, os.Rename(dir, dir+"-away"))
			time.Sleep(3 * quiet)
			must(t, os.Rename(dir+"-away", dir))
			time.Sleep(3 * quiet)
			write(t, filepath.Join(dir, "v", "samples", "s.json"), "22")
		}, nil},
		{"another root in its place", func(t *testing.T, dir string) {
			write(t, filepath.Join(dir+"-new", "b.yaml"), "1")
			must(t, os.Rename(dir, dir+"-away"))
			must(t, os.Rename(dir+"-new", dir))
			time.Sleep(100 * time.Millisecond)
			write(t, filepath.Join(dir, "b.yaml"), "2")
		}, nil},
	} {
		for _, events := range []bool{true, false} {
			t.Run(fmt.Sprintf("%s, events %t", test.name, events), func(t *testing.T) {
				t.Parallel()
				dir := filepath.Join(t.TempDir(), "content")
				write(t, filepath.Join(dir, "a.yaml"), "1")
				write(t, filepath.Join(dir, "v", "api.yaml"), "1")
				write(t, filepath.Join(dir, "v", "samples", "s.json"), "1")
				w := watched(t, events, dir)
				test.do(t, dir)
				if test.want != nil {
					w.all(dir, test.want...)
				} else {
					w.settled(dir)
				}
			})
		}
	}
}

// settled waits until the reported changes add up to what is in the folder now.
func (w *reported) settled(dir string) {
	w.t.Helper()
	now := newWatcher([]string{dir})
	defer now.distrust()
	want := now.latest
	seen := map[string]ChangeKind{}
	limit := time.After(longest)
	for {
		fits := len(seen) > 0
		for path, kind := range seen {
			_, is := want[path]
			fits = fits && is == (kind != Removed)
		}
		if fits {
			return
		}
		select {
		case changes := <-w.changes:
			for _, c := range changes.changes {
				seen[c.Path] = c.Kind
			}
		case <-limit:
			w.t.Fatalf("told of %v, there is %v", seen, want)
		}
	}
}

// saveLikeVim is what strace shows of `:w` with backup and writebackup: a probe, a swap file, the old
// file renamed to a backup, the new one written, the backup removed.
func saveLikeVim(t *testing.T, dir string) {
	v := filepath.Join(dir, "v")
	write(t, filepath.Join(v, ".api.yaml.swp"), "swap")
	write(t, filepath.Join(v, "4913"), "")
	must(t, os.Remove(filepath.Join(v, "4913")))
	must(t, os.Rename(filepath.Join(v, "api.yaml"), filepath.Join(v, "api.yaml~")))
	time.Sleep(2 * quiet) // a slow disk
	write(t, filepath.Join(v, "api.yaml"), "2")
	must(t, os.Remove(filepath.Join(v, "api.yaml~")))
	must(t, os.Remove(filepath.Join(v, ".api.yaml.swp")))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// Names that start with a dot, and files next to the folders, are ignored.
func TestWatcherIsQuiet(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "content")
	write(t, filepath.Join(dir, "a.yaml"), "1")
	w := watched(t, true, dir)
	write(t, filepath.Join(dir, ".a.yaml.swp"), "1")
	write(t, filepath.Join(dir, ".git", "index"), "1")
	write(t, filepath.Join(filepath.Dir(dir), "other.txt"), "1")
	time.Sleep(4 * quiet)
	write(t, filepath.Join(dir, "a.yaml"), "2")
	w.all(dir, "a.yaml changed")
}

// A root that is missing at first is found when it comes.
func TestWatcherWaitsForAFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "templates")
	w := watched(t, true, dir)
	write(t, filepath.Join(dir, "assets", "style.css"), "a{}")
	w.all(dir, "assets/style.css added")
	must(t, os.RemoveAll(dir))
	w.all(dir, "assets/style.css removed")
	write(t, filepath.Join(dir, "assets", "style.css"), "b{}")
	w.all(dir, "assets/style.css added")
}

// What comes in the working directory is called as it was named.
func TestWatcherNamesWhatComes(t *testing.T) {
	t.Chdir(t.TempDir())
	w := watched(t, true, "templates")
	page := filepath.Join("templates", "page.html")
	write(t, page, "1")
	for seen := false; !seen; {
		for _, c := range (<-w.changes).changes {
			if seen = seen || c.Path == page; c.Path != filepath.Clean(c.Path) {
				t.Errorf("reported %s", c.Path)
			}
		}
	}
}

// A file that is created before its text is written is reported with that.
func TestWatcherWaitsForTheText(t *testing.T) {
	dir := t.TempDir()
	w := newWatcher([]string{dir})
	defer w.distrust()
	name := filepath.Join(dir, "new.yaml")
	write(t, name, "")
	w.touched[name], w.told = true, true // by its event
	if now, _ := w.check(); len(now.changes) > 0 {
		t.Errorf("reported %v", now.changes)
	}
	write(t, name, "1")
	for {
		if now, _ := w.check(); len(now.changes) > 0 {
			if want := []Change{{name, Added}}; !slices.Equal(now.changes, want) {
				t.Errorf("reported %v, want %v", now.changes, want)
			}
			return
		}
	}
}

// Many files at once, as git checkout changes them, are reported together or in few parts.
func TestWatcherReportsManyTogether(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "content")
	var want []string
	for i := range 500 {
		name := fmt.Sprintf("v%d/s%03d.yaml", i%10, i)
		write(t, filepath.Join(dir, filepath.FromSlash(name)), "1")
		want = append(want, name+" changed")
	}
	slices.Sort(want)
	w := watched(t, true, dir)
	for _, name := range want {
		save(t, filepath.Join(dir, strings.TrimSuffix(name, " changed")), "22")
	}
	w.all(dir, want...)
}

// A file that is written without a pause is still reported.
func TestWatcherDoesNotStarve(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "content")
	path := filepath.Join(dir, "a.yaml")
	write(t, path, "1")
	w := watched(t, true, dir)
	stop := make(chan struct{})
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			case <-time.After(quiet / 10):
				_ = os.WriteFile(path, fmt.Append(nil, i), 0o644) // a test of what is reported, not of the disk
			}
		}
	}()
	w.all(dir, "a.yaml changed")
	close(stop)
	<-ended
}

// The last of many saves is reported, whatever the timing of the looks.
func TestWatcherSeesTheLastOfManySaves(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "content")
	path := filepath.Join(dir, "a.yaml")
	write(t, path, "0000")
	b := &latest{path: path}
	p := run(t, Options{Watch: []string{dir}, Build: b.build})
	p.next()
	for i := 1; i <= 1000; i++ {
		text := fmt.Sprintf("%04d", i)
		if i%2 == 0 {
			write(t, path, text)
		} else {
			save(t, path, text)
		}
	}
	p.until("the last save", func(r Report) bool {
		return r.Err == nil && strings.Contains(shows(r), "1000")
	})
}

type latest struct{ path string }

func (l *latest) build(context.Context, []Change) (Built, error) {
	data, err := os.ReadFile(l.path)
	return small(string(data)), err
}

func TestMerge(t *testing.T) {
	got := merge([]Change{{"a", Added}, {"b", Changed}}, []Change{{"a", Changed}, {"c", Removed}})
	want := []Change{{"a", Changed}, {"b", Changed}, {"c", Removed}}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

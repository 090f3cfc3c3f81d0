package publish

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func add(st *Stage, path string, data []byte) error { return st.Add(path, data, sha256.Sum256(data)) }

// age sets the times of everything in a published site back, as if it had been published long ago.
func age(t testing.TB, out string, by time.Duration) {
	t.Helper()
	then := time.Now().Add(-by)
	for name := range readAll(t, out) {
		if err := os.Chtimes(filepath.Join(out, name), then.Add(-time.Minute), then.Add(-time.Minute)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chtimes(filepath.Join(out, manifestName), then, then); err != nil {
		t.Fatal(err)
	}
}

func sumOf(text string) [sha256.Size]byte { return sha256.Sum256([]byte(text)) }

func begin(t testing.TB, out string) *Stage {
	t.Helper()
	st, err := Begin(t.Context(), out, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Abort() })
	return st
}

func stat(t testing.TB, name string) os.FileInfo {
	t.Helper()
	info, err := os.Lstat(name)
	if err != nil {
		t.Fatal(err)
	}
	return info
}

// An unchanged file stays the same inode, whatever its times and the trees next to it.
func TestSameBytesAreLinked(t *testing.T) {
	modes(t, func(t *testing.T) {
		out := filepath.Join(memoryDir(t), "public")
		publish(t, out, map[string]string{"a/same": "same", "a/other": "one", "gone": "x"})
		age(t, out, time.Hour)
		before := stat(t, filepath.Join(out, "a/same"))
		res := publish(t, out, map[string]string{"a/same": "same", "a/other": "two", "b/new": "new"})
		if res.Linked != 1 || res.Written != 2 || res.Files != 3 || res.Bytes != 10 || res.Unchanged {
			t.Errorf("result %+v, want one file linked and two written", res)
		}
		if after := stat(t, filepath.Join(out, "a/same")); !os.SameFile(before, after) || !after.ModTime().Equal(before.ModTime()) {
			t.Error("the file that stayed the same was written again")
		}
	})
}

// TestKeep asks for files in every state that a file of the old site can be in.
func TestKeep(t *testing.T) {
	const path, text = "a/page", "the text"
	for _, tt := range []struct {
		name   string
		change func(t *testing.T, name string)
		want   bool
	}{
		{"as it was", func(*testing.T, string) {}, true},
		{"touched", func(t *testing.T, name string) { os.Chtimes(name, time.Now(), time.Now()) }, true},
		{"written again", func(t *testing.T, name string) { write(t, name, text) }, true},
		{"edited", func(t *testing.T, name string) { write(t, name, "the next") }, false},
		{"edited just after the manifest", func(t *testing.T, name string) {
			write(t, name, "the next")
			manifest := stat(t, filepath.Join(name, "../../.errdocs")).ModTime()
			os.Chtimes(name, manifest.Add(-time.Second), manifest.Add(-time.Second))
		}, false},
		{"longer, with an old date", func(t *testing.T, name string) {
			write(t, name, text+"!")
			os.Chtimes(name, time.Unix(1, 0), time.Unix(1, 0))
		}, false},
		{"missing", func(t *testing.T, name string) { os.Remove(name) }, false},
		{"of another mode", func(t *testing.T, name string) { os.Chmod(name, 0o600) }, runtime.GOOS == "windows"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			out := filepath.Join(memoryDir(t), "public")
			site := map[string]string{path: text, "b": "b"}
			publish(t, out, site)
			age(t, out, time.Hour)
			tt.change(t, filepath.Join(out, path))
			st := begin(t, out)
			if got := st.Keep(path, sumOf(text)); got != tt.want {
				t.Errorf("kept: %v, want %v", got, tt.want)
			} else if !got {
				if err := add(st, path, []byte(text)); err != nil {
					t.Fatal(err)
				}
			}
			if st.Keep("b", sumOf("B")) || st.Keep("c", sumOf("b")) || !st.Keep("b", sumOf("b")) {
				t.Error("kept what the old site has not, or not what it has")
			}
			if st.bytes != int64(len(text)+1) {
				t.Errorf("%d bytes", st.bytes)
			}
			res, err := st.Commit()
			if err != nil {
				t.Fatal(err)
			}
			if res.Unchanged != tt.want {
				t.Errorf("result %+v", res)
			}
			wantSite(t, out, site)
			if mode := stat(t, filepath.Join(out, path)).Mode(); mode != stat(t, filepath.Join(out, "b")).Mode() {
				t.Errorf("mode %v", mode)
			}
		})
	}
}

// A file that somebody changes between Keep and Commit must not get into the new site.
func TestChangedDuringTheBuild(t *testing.T) {
	for name, change := range map[string]func(name string) error{
		"edited":             func(name string) error { return os.WriteFile(name, []byte("edited"), 0o644) },
		"edited, of a size":  func(name string) error { return os.WriteFile(name, []byte("pagE"), 0o644) },
		"removed":            os.Remove,
		"now a directory":    func(name string) error { return errors.Join(os.Remove(name), os.Mkdir(name, 0o755)) },
		"now a symlink":      func(name string) error { return errors.Join(os.Remove(name), os.Symlink("b", name)) },
		"edited, not linked": func(name string) error { return os.WriteFile(name, []byte("pagE"), 0o644) },
	} {
		t.Run(name, func(t *testing.T) {
			if strings.HasSuffix(name, "not linked") {
				withoutLinks(t)
			}
			parent := memoryDir(t)
			out := filepath.Join(parent, "public")
			publish(t, out, map[string]string{"page": "page", "b": "b"})
			age(t, out, time.Hour)
			st := begin(t, out)
			if !st.Keep("page", sumOf("page")) {
				t.Fatal("not kept")
			}
			if err := errors.Join(add(st, "b", []byte("new")), change(filepath.Join(out, "page"))); err != nil {
				t.Fatal(err)
			}
			changed := readAll(t, out)
			if _, err := st.Commit(); err == nil {
				t.Error("published all the same")
			}
			if !maps.Equal(changed, readAll(t, out)) {
				t.Error("the old site was touched")
			}
			wantNames(t, parent, "public")
		})
	}
}

func withoutLinks(t *testing.T) {
	linkName = func(from, to string) error {
		return &os.LinkError{Op: "link", Old: from, New: to, Err: errors.ErrUnsupported}
	}
	linkIn = func(from *root, rel string, to *root) error { return linkName(from.dir+rel, to.dir+rel) }
	t.Cleanup(func() { linkName, linkIn = os.Link, (*root).link })
}

// Where there are no links, the kept files are copied.
func TestWithoutLinks(t *testing.T) {
	withoutLinks(t)
	out := filepath.Join(memoryDir(t), "public")
	publish(t, out, site("one", 20))
	before := stat(t, filepath.Join(out, "404.html"))
	res := publish(t, out, site("two", 20))
	wantSite(t, out, site("two", 20))
	if res.Linked == 0 || os.SameFile(before, stat(t, filepath.Join(out, "404.html"))) {
		t.Errorf("result %+v", res)
	}
}

// A file of another site is one file with it where there are links, and a copy elsewhere; one with another sum is not taken.
func TestTake(t *testing.T) {
	for _, links := range []bool{true, false} {
		if !links {
			withoutLinks(t)
		}
		parent := memoryDir(t)
		part, out := filepath.Join(parent, "part"), filepath.Join(parent, "public")
		publish(t, part, map[string]string{"a/x": "one"})
		from := filepath.Join(part, "a/x")
		st := begin(t, out)
		one, long := sha256.Sum256([]byte("one")), stat(t, from).ModTime().Add(-time.Hour)
		if taken, err := st.Take("a/x", from, 3, sha256.Sum256([]byte("two")), long); taken || err != nil {
			t.Errorf("with another sum: %v, %v", taken, err)
		}
		if taken, err := st.Take("a/x", from, 3, one, time.Time{}); !taken || err != nil {
			t.Errorf("%v, %v", taken, err)
		}
		if _, err := st.Commit(); err != nil {
			t.Fatal(err)
		}
		wantSite(t, out, map[string]string{"a/x": "one"})
		if same := os.SameFile(stat(t, from), stat(t, filepath.Join(out, "a/x"))); same != links {
			t.Errorf("one file: %v, want %v", same, links)
		}
	}
}

// A file that has not changed since the other site was published is not read, unless it has another size or the site was published again.
func TestTakeUnread(t *testing.T) {
	for _, links := range []bool{true, false} {
		if !links {
			withoutLinks(t)
		}
		parent := memoryDir(t)
		part := filepath.Join(parent, "part")
		files := map[string]string{"x": "one", "y": "two"}
		publish(t, part, files)
		time.Sleep(20 * time.Millisecond) // the clock of files goes on
		done := publish(t, part, files).Done
		if done.IsZero() {
			t.Skip("the system does not say when files change")
		}
		if !Since(part, "x", done).Equal(done) || !Since(part, "x", done.Add(1)).IsZero() || !Since(part, "z", done).IsZero() {
			t.Error("a file that has not changed has, or one that is not there has not")
		}
		st, wrong := begin(t, filepath.Join(parent, "public")), sha256.Sum256([]byte("six"))
		from := filepath.Join(part, "x")
		if taken, _ := st.Take("x", from, 4, wrong, done); taken {
			t.Error("a file of another size is taken")
		}
		if taken, err := st.Take("x", from, 3, wrong, done); !taken || links != (err == nil) {
			t.Errorf("with links %v: %v, %v", links, taken, err)
		}
		write(t, filepath.Join(part, "y"), "six")
		if taken, _ := st.Take("y", filepath.Join(part, "y"), 3, sha256.Sum256([]byte("two")), done); taken {
			t.Error("a file that has changed is taken")
		}
		if !Since(part, "y", done).IsZero() {
			t.Error("the file has changed since then")
		}
		publish(t, part, map[string]string{"x": "two"})
		if !Since(part, "x", done).IsZero() {
			t.Error("the site was published again")
		}
	}
}

// The manifest depends on the site alone, not on what was linked or in which order it came.
func TestMarkerIsDeterministic(t *testing.T) {
	s := site("two", 40)
	var manifests []string
	for _, first := range []map[string]string{{}, site("one", 30), s} {
		out := filepath.Join(memoryDir(t), "public")
		publish(t, out, first)
		publish(t, out, s)
		text, err := os.ReadFile(filepath.Join(out, manifestName))
		if err != nil {
			t.Fatal(err)
		}
		manifests = append(manifests, string(text))
	}
	if len(slices.Compact(manifests)) != 1 {
		t.Errorf("manifests differ: %q", manifests)
	}
}

// TestOldSiteNeverLeaksIn publishes random sites over each other, with files changed by hand in between.
func TestOldSiteNeverLeaksIn(t *testing.T) {
	test := func(t *testing.T) {
		top := memoryDir(t)
		rapid.Check(t, func(r *rapid.T) {
			parent, err := os.MkdirTemp(top, "p")
			if err != nil {
				r.Fatal(err)
			}
			defer os.RemoveAll(parent)
			out := filepath.Join(parent, "public")
			var since time.Time
			for range rapid.IntRange(2, 5).Draw(r, "builds") {
				s := map[string]string{}
				for i := range rapid.IntRange(0, 6).Draw(r, "files") {
					s[fmt.Sprintf("%s/%d", drawName(r), i)] = rapid.SampledFrom([]string{"aaa", "bbb", "c"}).Draw(r, "text")
				}
				res, err := keepOrAdd(out, s, since)
				if err != nil {
					r.Fatal(err)
				}
				since = res.Done
				wantSite(t, out, s)
				wantNothingElse(t, parent)
				if rapid.Bool().Draw(r, "old") {
					age(t, out, time.Hour)
				}
				if names := slices.Sorted(maps.Keys(s)); len(names) > 0 && rapid.Bool().Draw(r, "edit") {
					tree := rapid.SampledFrom([]string{"public", ".public.errdocs/spare"}).Draw(r, "tree")
					name := filepath.Join(parent, tree, rapid.SampledFrom(names).Draw(r, "name"))
					if text := rapid.SampledFrom([]string{"xxx", "aaa", ""}).Draw(r, "edited"); exists(name) {
						write(t, name, text)
					}
				}
			}
		})
	}
	modes(t, test)
	t.Run("spare", func(t *testing.T) {
		withSpare(t, true)
		test(t)
	})
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// After an error of Add there is nothing to commit; after Commit or Abort nothing can be added.
func TestStageIsOver(t *testing.T) {
	parent := memoryDir(t)
	out := filepath.Join(parent, "public")
	st := begin(t, out)
	clash := add(st, "../x", nil)
	if clash == nil {
		t.Fatal("a path that leads out was added")
	}
	if _, err := st.Commit(); !errors.Is(err, clash) {
		t.Errorf("error %v, want %v", err, clash)
	}
	wantNames(t, parent)
	st = begin(t, out)
	if err := errors.Join(add(st, "a", nil), st.Abort(), st.Abort()); err != nil {
		t.Error(err)
	}
	if err := add(st, "b", nil); err == nil {
		t.Error("added after Abort")
	}
	if _, err := st.Commit(); err == nil {
		t.Error("committed after Abort")
	}
	wantNames(t, parent)
	st = begin(t, out)
	if err := add(st, "a", nil); err != nil {
		t.Fatal(err)
	}
	if _, err := st.Commit(); err != nil {
		t.Fatal(err)
	}
	if _, err := st.Commit(); err == nil || st.Abort() != nil || st.Keep("a", sumOf("")) {
		t.Error("a stage did something after Commit")
	}
	wantSite(t, out, map[string]string{"a": ""})
	wantNames(t, parent, "public")
}

// TestSince trusts what has not changed since the last build, as far as the system says when a file has changed, and
// nothing that somebody has touched.
func TestSince(t *testing.T) {
	out := filepath.Join(memoryDir(t), "public")
	all := map[string]string{"page": "page", "b": "b"}
	done := publish(t, out, all).Done
	name := filepath.Join(out, "page")
	if done.IsZero() != changed(stat(t, name)).IsZero() {
		t.Fatal("no time of the last build")
	}
	keeps := func(since time.Time) bool {
		st, err := Begin(t.Context(), out, Options{Since: since})
		if err != nil {
			t.Fatal(err)
		}
		defer st.Abort()
		return st.Keep("page", sumOf("page"))
	}
	then := stat(t, name).ModTime()
	if !keeps(done) || !keeps(time.Time{}) {
		t.Error("an unchanged file is not kept")
	}
	write(t, name, "pagE")
	os.Chtimes(name, then, then)
	if keeps(done) || keeps(time.Time{}) {
		t.Error("other bytes with the old time are kept")
	}
	os.Chtimes(filepath.Join(out, manifestName), time.Now(), time.Now())
	if keeps(time.Now().Add(time.Hour)) || keeps(done) {
		t.Error("other bytes are kept after somebody has touched the manifest")
	}

	publish(t, out, all)
	res := publish(t, out, all) // nobody knows since when, and all is compared
	if !res.Unchanged || res.Done.IsZero() != done.IsZero() || !keeps(res.Done) {
		t.Errorf("%+v: the next build does not know that all was compared", res)
	}
	write(t, name, "pagE")
	os.Chtimes(name, then, then)
	if keeps(res.Done) {
		t.Error("other bytes are kept after the site was compared")
	}
}

// What has not changed is not where it was when the folder has another name.
func TestSinceFoldersChangePlaces(t *testing.T) {
	out := filepath.Join(memoryDir(t), "public")
	all := map[string]string{"a/deep/page": "page a", "b/deep/page": "page b"}
	done := publish(t, out, all).Done
	a, b, aside := filepath.Join(out, "a"), filepath.Join(out, "b"), filepath.Join(out, "aside")
	if err := errors.Join(os.Rename(a, aside), os.Rename(b, a), os.Rename(aside, b)); err != nil {
		t.Fatal(err)
	}
	if _, err := keepOrAdd(out, all, done); err != nil {
		t.Fatal(err)
	}
	wantSite(t, out, all)
}

// A build on a clock that was ahead says nothing of what has been edited since it was set right.
func TestSinceTheFuture(t *testing.T) {
	out := filepath.Join(memoryDir(t), "public")
	all := map[string]string{"page": "page"}
	done := publish(t, out, all).Done
	write(t, filepath.Join(out, "page"), "pagE")
	now = func() time.Time { return done.Add(-time.Minute) }
	defer func() { now = time.Now }()
	st, err := Begin(t.Context(), out, Options{Since: done})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Abort()
	if !st.since.IsZero() {
		t.Error("the time of the last build counts")
	}
}

// TestEdited names the files that somebody has changed and that would be lost, before they are.
func TestEdited(t *testing.T) {
	modes(t, func(t *testing.T) {
		out := filepath.Join(memoryDir(t), "public")
		publish(t, out, map[string]string{"same": "1", "changed": "1", "gone": "1", "d/edited": "1", "d/missing": "1", "new": "1"})
		write(t, filepath.Join(out, "changed"), "mine")
		write(t, filepath.Join(out, "gone"), "2")
		write(t, filepath.Join(out, "d/edited"), "3")
		os.Remove(filepath.Join(out, "d/missing"))
		var named []string
		edited := func(paths []string) {
			named = paths
			if got := readAll(t, out)["gone"]; got != "2" {
				t.Errorf("it is named when it is %q", got)
			}
		}
		next := filesOf(map[string]string{"same": "1", "changed": "2", "d/edited": "1", "d/missing": "1", "new": "2"})
		if _, err := Dir(t.Context(), out, next, Options{Edited: edited}); err != nil {
			t.Fatal(err)
		}
		if want := []string{"changed", "d/edited", "gone"}; !slices.Equal(named, want) {
			t.Errorf("named %q, want %q", named, want)
		}
	})
}

// TestKeepOption keeps a foreign file at the top through changes, failures and a killed run.
func TestKeepOption(t *testing.T) {
	modes(t, func(t *testing.T) {
		out := filepath.Join(memoryDir(t), "public")
		write(t, filepath.Join(out, ".git"), "gitdir: ../x\n")
		opts := Options{Keep: []string{".git"}}
		for i := range 3 {
			pages := site(fmt.Sprint("v", i), 3)
			if _, err := Dir(t.Context(), out, filesOf(pages), opts); err != nil {
				t.Fatal(err)
			}
			wantSite(t, out, pages, ".git")
		}
		// Killed after the exchange: the old site is in the work directory, with its file.
		work := filepath.Join(filepath.Dir(out), ".public.errdocs")
		if err := os.CopyFS(filepath.Join(work, "new"), os.DirFS(out)); err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(work, "lock"), "process 1\n")
		pages := site("last", 3)
		if _, err := Dir(t.Context(), out, filesOf(pages), opts); err != nil {
			t.Fatal(err)
		}
		wantSite(t, out, pages, ".git")
		wantNames(t, filepath.Dir(out), "public")
		if err := Check(out, Options{}); err == nil {
			t.Error("without the option it is not refused")
		}
	})
}

package publish

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// withSpare keeps a spare tree of any site, and makes it into any other one.
func withSpare(t *testing.T, on bool) {
	from, fresh := spareFrom, maxFresh
	t.Cleanup(func() { spareFrom, maxFresh = from, fresh })
	if on {
		spareFrom, maxFresh = 1, 1
	}
}

// wantNothingElse checks that next to the output there is nothing but a whole spare tree, where one is kept.
func wantNothingElse(t testing.TB, parent string) {
	t.Helper()
	work := filepath.Join(parent, ".public.errdocs")
	if _, err := os.Lstat(work); spareFrom > 1 || err != nil {
		wantNames(t, parent, "public")
		return
	}
	wantNames(t, parent, ".public.errdocs", "public")
	wantNames(t, work, "lock", spareSlot)
	spare, err := scan(filepath.Join(work, spareSlot), []string{ignoreName}, time.Time{})
	if err != nil || !spare.whole() || len(spare.foreign) > 0 || spare.found != len(spare.manifest.entries) {
		t.Errorf("the spare tree is not a whole site: %+v, %v", spare, err)
	}
}

// TestSpare publishes sites one after the other, as builds with a cache do, while somebody else changes files in both trees.
func TestSpare(t *testing.T) {
	withSpare(t, true)
	parent := memoryDir(t)
	out, spare := filepath.Join(parent, "public"), filepath.Join(parent, ".public.errdocs", spareSlot)
	site := map[string]string{"index.html": "home", "a/x": "x", "a/y": "y", "b/c/z": "z", "d": "a file"}
	var since time.Time
	next := func(what string, edit map[string]string) Result {
		t.Helper()
		maps.Copy(site, edit)
		maps.DeleteFunc(site, func(_, text string) bool { return text == "" })
		res, err := keepOrAdd(out, site, since)
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		since = res.Done
		wantSite(t, out, site, ignoreName)
		wantNothingElse(t, parent)
		return res
	}
	if res := next("first", nil); res.Done.IsZero() {
		t.Skip("this system does not say when a file has changed")
	}
	next("second", map[string]string{"index.html": "home 2"})
	tree := stat(t, spare)
	next("one edit", map[string]string{"a/x": "x 2"})
	if !os.SameFile(tree, stat(t, out)) {
		t.Error("the spare tree was not made into the site")
	}
	if !os.SameFile(stat(t, filepath.Join(out, "b/c/z")), stat(t, filepath.Join(spare, "b/c/z"))) {
		t.Error("the trees do not share a file that is the same")
	}
	next("back", map[string]string{"a/x": "x"})
	next("a directory for a file", map[string]string{"d": "", "d/e": "now"})
	next("a file for a directory", map[string]string{"b/c/z": "", "b": "now"})
	for _, tt := range []struct {
		name   string
		change func()
	}{
		{"edited in the site", func() { write(t, filepath.Join(out, "a/y"), "mine") }},
		{"edited in the site and put back", func() {
			write(t, filepath.Join(out, "a/y"), "mine")
			os.Remove(filepath.Join(out, "a/y"))
			write(t, filepath.Join(out, "a/y"), "y")
		}},
		{"edited in the spare tree", func() { write(t, filepath.Join(spare, "a/y"), "mine") }},
		{"replaced in the spare tree", func() {
			os.Remove(filepath.Join(spare, "a/y"))
			write(t, filepath.Join(spare, "a/y"), "mine")
		}},
		{"gone from the spare tree", func() { os.Remove(filepath.Join(spare, "a/y")) }},
		{"a folder gone from the spare tree", func() { os.RemoveAll(filepath.Join(spare, "a")) }},
		{"the site removed", func() { write(t, filepath.Join(out, "a/y"), "mine"); os.RemoveAll(out) }},
		{"the spare tree removed", func() { os.RemoveAll(spare) }},
		{"litter", func() {
			write(t, filepath.Join(out, "a/.DS_Store"), "dust")
			write(t, filepath.Join(out, ignoreName), "*")
		}},
	} {
		tt.change()
		for _, text := range []string{"one", "two", "three"} { // the change comes into the other tree, and back
			next(tt.name+", "+text, map[string]string{"index.html": tt.name + text})
		}
	}
	for _, text := range []string{"", "err", manifestHead + "x", manifestHead + unfinished} {
		write(t, filepath.Join(spare, manifestName), text)
		next("damaged, "+text, map[string]string{"index.html": text + "with a damaged spare tree", "new": text})
		next("repaired, "+text, map[string]string{"index.html": text + "repaired"})
	}
	next("and edited", map[string]string{"index.html": "again"})
	write(t, filepath.Join(spare, "a/precious"), "mine")
	for _, damage := range []string{"", "damaged"} {
		if damage != "" {
			write(t, filepath.Join(spare, manifestName), damage)
		}
		_, err := keepOrAdd(out, map[string]string{"index.html": "last" + damage}, since)
		if !errors.Is(err, ErrPublished) || !strings.Contains(err.Error(), spare) || !strings.Contains(err.Error(), damage) || !strings.Contains(err.Error(), "contains a") {
			t.Errorf("something foreign in the spare tree: %v", err)
		}
		if _, err := os.Stat(filepath.Join(spare, "a/precious")); err != nil {
			t.Error(err)
		}
	}
	if err := os.Rename(spare, filepath.Join(parent, "moved away")); err != nil {
		t.Fatal(err)
	}
	if _, err := keepOrAdd(out, map[string]string{"index.html": "and on"}, since); err != nil {
		t.Error(err)
	}
}

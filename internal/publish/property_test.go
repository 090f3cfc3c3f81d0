package publish

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestNothingForeignIsDeleted publishes over random directories: some grown on an earlier site, some
// with things of the work directory's names, some whose manifest lists anything.
func TestNothingForeignIsDeleted(t *testing.T) {
	modes(t, func(t *testing.T) {
		outside, err := filepath.EvalSymlinks(memoryDir(t))
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(outside, "precious/index.html"), "precious")
		runs, files := 0, 0
		rapid.Check(t, func(r *rapid.T) {
			parent, err := os.MkdirTemp(outside, "p")
			if err != nil {
				r.Fatal(err)
			}
			defer os.RemoveAll(parent)
			foreign := map[string]string{}
			if rapid.Bool().Draw(r, "published") {
				publish(t, filepath.Join(parent, "public"), drawSite(r, "old"))
			}
			killed := rapid.Bool().Draw(r, "killed")
			if killed {
				write(t, filepath.Join(parent, ".public.errdocs/lock"), "process 1\n")
				halfWritten(t, r, filepath.Join(parent, ".public.errdocs/new"))
			}
			for i := range rapid.IntRange(0, 4).Draw(r, "foreign") {
				addForeign(r, parent, filepath.Join(outside, "precious"), i, foreign)
			}
			runs, files = runs+1, files+len(foreign)
			before := readAll(t, parent)
			s := drawSite(r, "new")
			_, err = Dir(t.Context(), filepath.Join(parent, "public"), filesOf(s), Options{})
			after := readAll(t, parent)
			for name, text := range foreign {
				if after[name] != text {
					r.Errorf("%s was %q, is %q (error %v)", name, text, after[name], err)
				}
			}
			if err == nil {
				wantSite(t, filepath.Join(parent, "public"), s, ".gitignore")
			} else if !isRefused(err) {
				r.Errorf("unexpected error: %v", err)
			} else if diff := cmp.Diff(before, after); diff != "" && !killed {
				r.Errorf("refused (%v) and yet changed:\n%s", err, diff)
			}
		})
		if got := readAll(t, filepath.Join(outside, "precious")); got["index.html"] != "precious" {
			t.Errorf("files outside were touched: %v", got)
		}
		report(t, "foreign files, %s runs=%d files=%d deleted=0", filepath.Base(t.Name()), runs, files)
	})
}

// halfWritten makes what a killed run leaves of a new site: the unfinished manifest, and some of the files they name.
func halfWritten(t *testing.T, r *rapid.T, dir string) {
	if !rapid.Bool().Draw(r, "half written") {
		return
	}
	unfinishedText := manifestHead + unfinished + "\n"
	for name, text := range drawSite(r, "half") {
		unfinishedText += name + "\n"
		if rapid.Bool().Draw(r, "made") {
			write(t, filepath.Join(dir, name), text)
		}
	}
	write(t, filepath.Join(dir, manifestName), unfinishedText+rapid.SampledFrom([]string{"", "a", "b/x/y.h"}).Draw(r, "cut off"))
}

func isRefused(err error) bool {
	var refused *RefusedError
	return errors.As(err, &refused)
}

func drawName(r *rapid.T) string {
	return rapid.SampledFrom([]string{"a", "b", "x", ".well-known"}).Draw(r, "name")
}

func drawSite(r *rapid.T, text string) map[string]string {
	s := map[string]string{}
	for range rapid.IntRange(0, 8).Draw(r, "pages") {
		p := drawName(r) + "/" + drawName(r) + "/" + drawName(r) + ".html"
		s[p] = text
	}
	s["index.html"] = text
	return s
}

// addForeign puts something into or next to the output that a person may have put there, and notes it.
// Something that is in the way already is left alone.
func addForeign(r *rapid.T, parent, precious string, i int, foreign map[string]string) {
	top := rapid.SampledFrom([]string{
		"public", "public", "public", "public/" + drawName(r), "public/" + drawName(r) + "/" + drawName(r),
		".public.errdocs", ".public.errdocs/new", "other",
	}).Draw(r, "where")
	base := rapid.SampledFrom([]string{"mine.txt", ".gitignore", "CNAME", "new", "lock2", "index.html.gz"}).Draw(r, "base")
	name := filepath.Join(parent, filepath.FromSlash(top), base)
	if os.MkdirAll(filepath.Dir(name), 0o755) != nil {
		return
	}
	if real, err := filepath.EvalSymlinks(filepath.Dir(name)); err != nil || real != filepath.Dir(name) {
		return // a symlink from an earlier round leads out
	}
	rel := top + "/" + base
	if _, err := os.Lstat(name); err == nil || rel == ".public.errdocs/new/.gitignore" {
		return // the latter is a copy of the output's
	}
	switch rapid.IntRange(0, 3).Draw(r, "kind") {
	case 0:
		if os.Symlink(precious, name) == nil {
			foreign[rel] = os.ModeSymlink.String()
		}
	default:
		text := fmt.Sprint("mine ", i)
		if os.WriteFile(name, []byte(text), 0o644) == nil {
			foreign[rel] = text
		}
	}
}

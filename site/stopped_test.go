package site

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/errdocs/errdocs/internal/bench/catalog"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/testenv"
	"github.com/errdocs/errdocs/search"
)

// A build keeps its search index before it is done. Where it is stopped then, the index is newer than the record and the files of the last
// build, and the next one comes out as one that is made from nothing.
func TestIndexOfAStoppedBuild(t *testing.T) {
	first := readAll(t, catalog.Synthetic(40))
	files := maps.Clone(first)
	title := regexp.MustCompile(`(?m)^    title: .*`)
	sets := lists.Filter(slices.Sorted(maps.Keys(files)), func(file string) bool {
		return path.Ext(file) == ".yaml" && strings.Count(file, "/") == 2 && title.MatchString(files[file])
	})
	retitle := func(n int, text string) {
		at := title.FindStringIndex(first[sets[n]])
		files[sets[n]] = first[sets[n]][:at[0]] + "    title: " + text + first[sets[n]][at[1]:]
	}
	c, err := loadStamped(files)
	if err != nil {
		t.Fatal(err)
	}
	old, err := Rebuild(t.Context(), nil, c, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for n, edit := range []struct{ stopped, then string }{
		{"Zebra crossing", "Another zebra"}, {"Yellow zebra", ""}, {"Zebra crossing", "Zebra crossing"}, {"Zebra, zebra", "Zebra"},
	}[:testenv.Times(2, 4)] {
		retitle(0, edit.stopped)
		if c, err = loadStamped(files); err != nil {
			t.Fatal(err)
		}
		kept, _ := indexes.Load(old)
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		_, err := Write(ctx, c, Options{Before: old.record, Index: kept.(*search.Cache), KeepIndex: func(made *search.Cache) {
			if made.Whole() {
				t.Error("the index is made from nothing")
			}
			indexes.Store(old, made)
			stop()
		}}, newMemory(nil))
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("the build ends with %v", err)
		}
		if files = maps.Clone(first); edit.then != "" {
			retitle(1, edit.then)
		}
		if c, err = loadStamped(files); err != nil {
			t.Fatal(err)
		}
		now, err := Rebuild(t.Context(), old, c, Options{})
		if err != nil {
			t.Fatal(err)
		}
		want, err := Build(t.Context(), c, Options{})
		if err != nil {
			t.Fatal(err)
		}
		sameFiles(t, fmt.Sprint("edit ", n), now, want)
		old = now
	}
}

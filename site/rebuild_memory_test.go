package site

import (
	"fmt"
	"maps"
	"path"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/bench/catalog"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/testenv"
)

// TestPreviewsKeepNothing counts the bytes that are live after edits, as serve makes them: nothing keeps an older preview, catalog or index.
func TestPreviewsKeepNothing(t *testing.T) {
	live := func() int {
		var m runtime.MemStats
		runtime.GC()
		runtime.GC() // what a finalizer kept
		runtime.ReadMemStats(&m)
		return int(m.HeapAlloc)
	}
	others := live() // what other tests share
	files := readAll(t, catalog.Synthetic(12))
	notes := lists.Filter(slices.Sorted(maps.Keys(files)), func(path string) bool { return strings.HasSuffix(path, ".md") && !strings.HasSuffix(path, "/notes.md") })
	titles := regexp.MustCompile(`(?m)^(title: ).*`)
	var decoded content.Decoded
	var preview *Preview
	edit := func(n int) {
		t.Helper()
		note := notes[n%len(notes)]
		text, _, _ := strings.Cut(files[note], "\nEdit")
		files[note] = fmt.Sprintf("%s\nEdit %d.\n", text, n)
		set := path.Dir(note) + ".yaml"
		files[set] = titles.ReplaceAllString(files[set], fmt.Sprintf("${1}Edit %d", n))
		c, err := content.LoadDecoded(mapFS(files), content.ShowDrafts, &decoded)
		if err != nil {
			t.Fatal(err)
		}
		if preview, err = NewPreview(preview, c, Options{}); err != nil {
			t.Fatal(err)
		}
		if _, err := preview.Check(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := preview.Warm(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	for n := range 3 {
		edit(n)
	}
	before := live() - others
	edits := testenv.Times(8, 500)
	for n := range edits {
		edit(n)
	}
	after := live() - others
	t.Logf("%d bytes were live, and %d after %d edits; the files have %d", before, after, edits, preview.Counts.Bytes)
	if after > before+before/5 {
		t.Errorf("%d bytes were live, and %d after %d edits", before, after, edits)
	}
}

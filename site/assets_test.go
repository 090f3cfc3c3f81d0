package site

import (
	"io/fs"
	"path"
	"slices"
	"testing"

	"github.com/errdocs/errdocs/internal/golden"
	"github.com/errdocs/errdocs/internal/script"
)

// All scripts of the default theme are ready, as script.Small would make them now.
func TestScriptsAreReady(t *testing.T) {
	b, err := newBuilder(defaultCatalog(t), Options{})
	if err != nil {
		t.Fatal(err)
	}
	joined, _ := joinScripts(b.ed.sources())
	var want []string
	for _, a := range joined {
		if path.Ext(a.Path) == ".js" {
			want = append(want, "ready/"+a.Path)
			golden.File(t, "ready/"+a.Path, string(madeFrom(a.Data))+script.Small(string(a.Data)))
		}
	}
	slices.Sort(want)
	if got, err := fs.Glob(ready, "ready/*"); err != nil || !*golden.Update && !slices.Equal(got, want) {
		t.Errorf("ready are %q, want %q (%v)", got, want, err)
	}
}

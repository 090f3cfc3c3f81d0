package site

import (
	"io/fs"
	"slices"
	"testing"

	"github.com/errdocs/errdocs/internal/golden"
)

// What is small in the default theme is ready, as package script would make it now.
func TestAssetsAreReady(t *testing.T) {
	b, err := newBuilder(defaultCatalog(t), Options{})
	if err != nil {
		t.Fatal(err)
	}
	joined, _ := joinScripts(b.ed.sources())
	var want []string
	for _, a := range joined {
		if small := toMake(a.Path); small != nil {
			want = append(want, "ready/"+a.Path)
			golden.File(t, "ready/"+a.Path, string(madeFrom(a.Data))+small(string(a.Data)))
		}
	}
	slices.Sort(want)
	if got, err := fs.Glob(ready, "ready/*"); err != nil || !*golden.Update && !slices.Equal(got, want) {
		t.Errorf("ready are %q, want %q (%v)", got, want, err)
	}
}

package site

import (
	"bytes"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/errdocs/errdocs/internal/golden"
	"github.com/errdocs/errdocs/internal/jsonfile"
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

// The address of a new issue is put into scripts that are small already. They are what they would be if it had been there before.
func TestIssueURLInSmallScripts(t *testing.T) {
	for _, address := range []string{"", "https://tracker.example/new?a=1&title={title}&body={body}#it's", "mailto:a@example.com?subject={title}&body={body}"} {
		c := catalogOf(t, "tiny.txtar")
		c.Site.IssueURL = address
		b, err := newBuilder(c, Options{})
		if err != nil {
			t.Fatal(err)
		}
		sources := b.ed.sources()
		for i, f := range sources {
			if f.Path == "nothing.js" {
				sources[i].Data = bytes.Replace(f.Data, newIssue, jsonfile.Encode(address), 1)
			}
		}
		want, _ := joinScripts(sources)
		makeSmall(want)
		for i, f := range want {
			if f.Path != "style.css" && !bytes.Equal(b.ed.assets[i].Data, f.Data) {
				t.Errorf("%q: %s differs", address, f.Path)
			}
		}
	}
}

// A script of a theme keeps its texts, even one like that which nothing.js has in place of the address.
func TestIssueURLIsNotInScriptsOfThemes(t *testing.T) {
	theme := fstest.MapFS{"assets/own.js": {Data: []byte(`show("{title}{body}");`)}}
	b, err := newBuilder(catalogOf(t, "tiny.txtar"), Options{Templates: theme})
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(b.ed.assets, func(f File) bool { return f.Path == "own.js" })
	if got := string(b.ed.assets[at].Data); !strings.Contains(got, `"{title}{body}"`) {
		t.Errorf("own.js is %q", got)
	}
}

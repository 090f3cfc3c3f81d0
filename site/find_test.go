package site

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/errdocs/errdocs/search/find"
)

// TestFind looks for codes in the labeled texts of search/find/testdata/corpus with nothing but what the default
// catalog tells: all of them are found, and next to nothing else. For each text, NAME.want lists line and
// short ids of the codes in it.
func TestFind(t *testing.T) {
	c := defaultCatalog(t)
	finder := c.Finder(false)
	archives, err := filepath.Glob("../search/find/testdata/corpus/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal("no labeled texts", err)
	}
	wanted, wrong := 0, 0
	for _, name := range archives {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i+1 < len(a.Files); i += 2 {
			found, err := finder.Find(strings.NewReader(string(a.Files[i].Data)))
			if err != nil {
				t.Fatal(err)
			}
			got, want := places(c.Code, found), labels(string(a.Files[i+1].Data))
			for _, w := range want {
				wanted++
				if !slices.Contains(got, w) {
					t.Errorf("%s, %s: not found: %s (but %v)", filepath.Base(name), a.Files[i].Name, w, got)
				}
			}
			for _, g := range got {
				if !slices.Contains(want, g) {
					wrong++
					t.Logf("%s, %s: found and not wanted: %s", filepath.Base(name), a.Files[i].Name, g)
				}
			}
		}
	}
	if wrong*100 > 2*(wanted+wrong) {
		t.Errorf("%d findings besides the %d wanted: precision under 98 %%", wrong, wanted)
	}
}

// labels returns the lines of a .want file with the short ids of each in order.
func labels(text string) []string {
	var list []string
	for _, row := range strings.Split(strings.TrimSpace(text), "\n") {
		if line, ids, ok := strings.Cut(row, " "); ok {
			parts := strings.Split(ids, "|")
			slices.Sort(parts)
			list = append(list, line+" "+strings.Join(parts, "|"))
		}
	}
	return list
}

// places returns findings in the form of labels.
func places[C interface{ ShortID() string }](code func(string) C, found find.Findings) []string {
	var list []string
	for _, one := range found.Found {
		var names []string
		for _, c := range one.Candidates {
			names = append(names, code(c.ID).ShortID())
		}
		if one.Decided {
			names = names[:1]
		}
		slices.Sort(names)
		for _, m := range one.Mentions {
			list = append(list, fmt.Sprint(m.Line, " ", strings.Join(names, "|")))
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

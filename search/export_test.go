package search

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/errdocs/errdocs/internal/testenv"
)

// TestExportIsDeterministic builds the same documents in another order and with another number of
// processors: not a byte may change.
func TestExportIsDeterministic(t *testing.T) {
	for _, size := range []int{0, 1, 152, 1000} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			docs := synthDocs(size)
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
			want := mustBuild(t, synthFacets, docs).Export()
			runtime.GOMAXPROCS(8)
			shuffled := slices.Clone(docs)
			rand.New(rand.NewPCG(1, 1)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
			got := mustBuild(t, synthFacets, shuffled).Export()
			if len(got) != len(want) {
				t.Fatalf("%d files, then %d", len(want), len(got))
			}
			for i := range want {
				if got[i].Path != want[i].Path || !bytes.Equal(got[i].Data, want[i].Data) {
					t.Errorf("%s differs from %s", got[i].Path, want[i].Path)
				}
			}
		})
	}
}

// TestExportBounds checks the size, the number and the names of files.
func TestExportBounds(t *testing.T) {
	type bounds struct {
		ix             *Index
		files, largest int
	}
	thousand := mustBuild(t, synthFacets, synthDocs(1000))
	tests := map[string]bounds{
		"none":           {mustBuild(t, synthFacets, nil), 1, 5 << 10}, // most of it stop words
		"eleven":         {mustBuild(t, synthFacets, synthDocs(11)), 14, 16 << 10},
		"a thousand":     {thousand, 300, 256 << 10},
		"of a large one": {sized(thousand, smallIndex+1), 1180, 64 << 10},
	}
	if testenv.Long() {
		tests["large"] = bounds{mustBuild(t, synthFacets, synthDocs(smallIndex+1)), 1300, 64 << 10}
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			files := test.ix.Export()
			if len(files) > test.files || files[0].Path != "search/root.json" {
				t.Errorf("%d files from %s, want %d at most", len(files), files[0].Path, test.files)
			}
			total, largest := 0, 0
			for i, f := range files {
				total += len(f.Data)
				largest = max(largest, len(f.Data))
				if sum := sha256.Sum256(f.Data); i > 0 && f.Path != fmt.Sprintf("search/%x.json", sum[:hashDigits/2]) {
					t.Errorf("%s has the hash %x", f.Path, sum)
				}
				if !json.Valid(f.Data) {
					t.Errorf("%s is not JSON", f.Path)
				}
			}
			if largest > test.largest {
				t.Errorf("largest file has %d bytes, want %d at most", largest, test.largest)
			}
			t.Logf("%d files, %d bytes, largest %d", len(files), total, largest)
		})
	}
}

// TestEditTouchesFewFiles changes one document at a time: only files with what it changes are new.
func TestEditTouchesFewFiles(t *testing.T) {
	docs := synthDocs(400)
	before := site(sized(mustBuild(t, synthFacets, docs), smallIndex+1).Export())
	d := &docs[201]
	for _, test := range []struct {
		what string
		most int
		edit func()
	}{
		{"another word in a body", 5, func() { d.Body = strings.Replace(d.Body, " service ", " casement ", 1) }},
		{"a facet", 2, func() { d.Facets[5] = []string{"legacy"} }},
		{"a word more in the summary", 40, func() { d.Summary += " Casement" }},
		{"retired", 1, func() { d.Retired = true }},
	} {
		was := *d
		d.Facets = slices.Clone(was.Facets)
		test.edit()
		files := sized(mustBuild(t, synthFacets, docs), smallIndex+1).Export()
		*d = was
		var changed []string
		for _, f := range files {
			if old := before[f.Path]; old == nil || !bytes.Equal(old.Data, f.Data) {
				changed = append(changed, f.Path)
			}
		}
		if len(changed) == 0 || len(changed) > test.most {
			t.Errorf("%s: %d files of %d change, want %d at most", test.what, len(changed), len(files), test.most)
		}
		t.Logf("%s: %d files of %d", test.what, len(changed), len(files))
	}
}

func TestBuildRefuses(t *testing.T) {
	for _, test := range []struct {
		want string
		docs []Document
	}{
		{"no id", []Document{{Names: []string{"A"}}}},
		{`two documents have the id "a"`, []Document{{ID: "a"}, {ID: "b"}, {ID: "a"}}},
		{`"a" has the weight -1`, []Document{{ID: "a", Weight: -1}}},
		{"values for 2 facets of 1", []Document{{ID: "a", Facets: [][]string{{"x"}, {"y"}}}}},
	} {
		_, err := Build([]Facet{{"f", "F"}}, test.docs)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("error %v, want one with %q", err, test.want)
		}
	}
}

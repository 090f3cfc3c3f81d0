package search

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
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
	for _, test := range []struct{ size, files, largest int }{
		{0, 2, 1 << 10},
		{11, 2, 32 << 10}, // one bundle
		{1000, 150, 32 << 10},
		{10000, 1000, 64 << 10},
	} {
		t.Run(fmt.Sprint(test.size), func(t *testing.T) {
			files := mustBuild(t, synthFacets, synthDocs(test.size)).Export()
			if len(files) > test.files {
				t.Errorf("%d files, want %d at most", len(files), test.files)
			}
			var m meta
			if err := json.Unmarshal(files[0].Data, &m); err != nil || files[0].Path != "search/meta.json" {
				t.Fatalf("first file %s: %v", files[0].Path, err)
			}
			total, largest := 0, 0
			for i, f := range files {
				total += len(f.Data)
				largest = max(largest, len(f.Data))
				if i > 0 && !strings.HasPrefix(f.Path, "search/"+m.Dir+"/") {
					t.Errorf("%s is not in the folder %s", f.Path, m.Dir)
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

// TestExportFolderNamesContent changes one letter of one document: every address changes.
func TestExportFolderNamesContent(t *testing.T) {
	folder := func(docs []Document) string {
		var m meta
		if err := json.Unmarshal(mustBuild(t, nil, docs).Export()[0].Data, &m); err != nil {
			t.Fatal(err)
		}
		return m.Dir
	}
	changed := slices.Clone(fewDocs)
	changed[3].Summary += "."
	if a, b := folder(fewDocs), folder(changed); a == b {
		t.Errorf("both indexes are in the folder %s", a)
	}
}

// TestTermSizes checks that shards grow and long postings stay in them once there are too many files.
func TestTermSizes(t *testing.T) {
	var terms []*entry
	for range 3000 {
		terms = append(terms, &entry{term: "term", lists: []list{{fieldBody, make([]byte, 10<<10)}}})
	}
	target, long := termSizes(terms)
	var m meta
	if n := len(termShards(&m, terms)); n > maxShards+maxLong+1 || m.Long > maxLong {
		t.Errorf("%d files, %d of them of postings; shards of %d, postings of %d", n, m.Long, target, long)
	}
}

// TestPostingsInPieces checks that postings too long for a file are cut.
func TestPostingsInPieces(t *testing.T) {
	var m meta
	shards := termShards(&m, []*entry{{term: "a", lists: []list{{fieldBody, make([]byte, 3*pieceMax-1)}}}})
	if m.Long != 3 || len(shards) != 4 {
		t.Fatalf("%d pieces in %d files", m.Long, len(shards))
	}
	if got := shards[0].strings[1]; got != "b*03" {
		t.Errorf("reference %q", got)
	}
}

func TestBuildRefuses(t *testing.T) {
	for _, test := range []struct {
		want string
		docs []Document
	}{
		{"no id", []Document{{Names: []string{"A"}}}},
		{`two documents have the id "a"`, []Document{{ID: "a"}, {ID: "b"}, {ID: "a"}}},
		{"values for 2 facets of 1", []Document{{ID: "a", Facets: [][]string{{"x"}, {"y"}}}}},
	} {
		ix, err := Build([]Facet{{"f", "F"}}, test.docs)
		if err == nil {
			ix.Close()
		}
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("error %v, want one with %q", err, test.want)
		}
	}
}

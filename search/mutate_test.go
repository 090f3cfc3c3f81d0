package search

import (
	"flag"
	"testing"

	"github.com/errdocs/errdocs/internal/golden"
)

var mutate = flag.Bool("mutate", false, "change every number in the client's scripts; takes minutes")

// TestEveryNumberMatters changes each number in the client's scripts and demands that some answer
// changes with it, but for those of testdata/mutants.tsv.
func TestEveryNumberMatters(t *testing.T) {
	if !*mutate {
		t.Skip("runs with -mutate")
	}
	docs := synthDocs(1000)
	ix := mustBuild(t, synthFacets, docs)
	queries := newSynth(3).queries(docs, 2000)
	var got struct {
		Tried     int      `json:"tried"`
		Survivors []string `json:"survivors"`
	}
	runNode(t, queries, &got, "mutate.mjs", writeSources(t), writeExport(t, ix))
	t.Logf("%d numbers, %d survivors", got.Tried, len(got.Survivors))
	survived, excused := map[string]bool{}, map[string]bool{}
	for _, row := range golden.Rows(t, "testdata/mutants.tsv", 0) {
		excused[row[0]] = true
	}
	for _, s := range got.Survivors {
		survived[s] = true
		if !excused[s] {
			t.Errorf("makes no difference: %s", s)
		}
	}
	for s := range excused {
		if !survived[s] {
			t.Errorf("excused, but makes a difference or is gone: %s", s)
		}
	}
}

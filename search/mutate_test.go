package search

import (
	"flag"
	"testing"
)

var mutate = flag.Bool("mutate", false, "change every number in the client's scripts; takes minutes")

// TestEveryNumberMatters changes each number in the client's scripts and demands that some answer
// changes with it.
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
	runNode(t, queries, &got, "mutate.mjs", writeSources(t), writeExport(t, mustExport(t, ix)))
	t.Logf("%d numbers, %d survivors", got.Tried, len(got.Survivors))
	for _, s := range got.Survivors {
		t.Error(s)
	}
}

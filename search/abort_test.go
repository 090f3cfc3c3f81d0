package search

import (
	"slices"
	"testing"

	"github.com/errdocs/errdocs/internal/testenv"
)

// TestAbortedQueryFetchesNoMore checks that a query that is aborted ends the fetching of its files, unless the next one needs
// them, and that later queries find what they should.
func TestAbortedQueryFetchesNoMore(t *testing.T) {
	testenv.Node(t)
	docs := synthDocs(400)
	ix := mustBuild(t, synthFacets, docs)
	var got struct {
		First, Second, Aborted []string
		One                    string
		Total, Again           int
	}
	const first, second = "token zen", "token service"
	runNode(t, map[string]string{"first": first, "second": second}, &got, "abort.mjs", writeScripts(t), writeExport(t, sized(ix, smallIndex+1)))
	for _, f := range got.First {
		// What both need is fetched once.
		if slices.Contains(got.Second, f) {
			t.Errorf("%s is fetched twice", f)
		}
	}
	if len(got.First) < 2 || len(got.Aborted) == 0 || len(got.Aborted) >= len(got.First) || got.One != "search is unavailable" {
		t.Errorf("%+v", got)
	}
	for _, f := range got.Aborted {
		if !slices.Contains(got.First, f) {
			t.Errorf("%s is not of the first query", f)
		}
	}
	for text, total := range map[string]int{first: got.Again, second: got.Total} {
		if want, err := ix.Query(text, Options{}); err != nil || want.Total != total {
			t.Errorf("%q: %d results, want %d (%v)", text, total, want.Total, err)
		}
	}
}

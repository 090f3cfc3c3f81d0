package search

import (
	"fmt"
	"math"
	"testing"

	"github.com/errdocs/errdocs/internal/testenv"
)

// clientResult is what client.js answers.
type clientResult struct {
	Total int `json:"total"`
	Hits  []struct {
		URL     string  `json:"url"`
		Name    string  `json:"name"`
		Label   string  `json:"label"`
		Title   string  `json:"title"`
		Summary string  `json:"summary"`
		Retired bool    `json:"retired"`
		Score   float64 `json:"score"`
		Match   Match   `json:"match"`
		Cover   int     `json:"cover"`
	} `json:"hits"`
	Facets []struct {
		ID     string `json:"id"`
		Title  string `json:"title"`
		Values []struct {
			Value string `json:"value"`
			N     int    `json:"n"`
		} `json:"values"`
	} `json:"facets"`
	DidYouMean string `json:"didYouMean"`
	Whole      int    `json:"whole"`
}

// question is what query.mjs is asked: an index and queries.
type question struct {
	Index   string       `json:"index"`
	Queries []synthQuery `json:"queries"`
}

// kinds are numbers of documents for which exports differ: of a small, a large and a huge index.
var kinds = []int{1, smallIndex + 1, 300 * bestDocs}

// askClient asks the client, all questions in one process.
func askClient(t *testing.T, questions ...question) [][]clientResult {
	t.Helper()
	var got [][]clientResult
	runNode(t, questions, &got, "query.mjs", writeScripts(t))
	return got
}

// TestClientEqualsBleve checks that the browser's half finds the same documents as bleve in the same order, with the same
// scores to the last bit, the same totals, facets and suggestions.
func TestClientEqualsBleve(t *testing.T) {
	testenv.Node(t)
	defer func(n int) { mostBodies = n }(mostBodies)
	sizes, n := []int{0, 40, 152}, 250
	if long {
		sizes, n = []int{0, 40, 152, 1000, 10000}, 2000
	}
	var indexes []*Index
	var questions []question
	for _, size := range sizes {
		if mostBodies = 1 << 14; size == 152 {
			mostBodies = 40
		}
		docs := synthDocs(size)
		ix := mustBuild(t, synthFacets, docs)
		if size == 0 {
			docs = synthDocs(100)
		}
		indexes = append(indexes, ix)
		queries := newSynth(99).queries(docs, n)
		for _, as := range kinds {
			questions = append(questions, question{writeExport(t, sized(ix, as)), queries})
		}
	}
	for i, got := range askClient(t, questions...) {
		ix := sized(indexes[i/len(kinds)], kinds[i%len(kinds)])
		t.Run(fmt.Sprint(len(ix.docs), " as of ", kinds[i%len(kinds)]), func(t *testing.T) { sameAnswers(t, ix, questions[i].Queries, got) })
	}
}

// sameAnswers compares answers of the client with bleve's.
func sameAnswers(t *testing.T, ix *Index, queries []synthQuery, got []clientResult) {
	if len(got) != len(queries) {
		t.Fatalf("%d answers to %d queries", len(got), len(queries))
	}
	same, empty := 0, 0
	for i, q := range queries {
		want, err := ix.Query(q.Text, q.options())
		if err != nil {
			t.Fatalf("%q: %v", q.Text, err)
		}
		if want.Total == 0 {
			empty++
		}
		if diff := diff(plain(want), plainClient(got[i])); diff != "" {
			t.Errorf("%.300q %+v (bleve -, client +):\n%s", q.Text, q.Options, diff)
			continue
		}
		same++
	}
	t.Logf("%d of %d the same; %d of them without a result", same, len(queries), empty)
}

// plain writes a result as lines to compare, floats by their bits.
func plain(r Result) []string {
	out := []string{fmt.Sprintf("total %d, did you mean %q, whole %d", r.Total, r.DidYouMean, r.Whole)}
	for _, h := range r.Hits {
		d := h.Document
		out = append(out, fmt.Sprintf("%016x %q %s %d retired %t", math.Float64bits(h.Score),
			[]string{d.URL, d.name(), d.Label, d.Title, d.Summary}, h.Match, h.Cover, d.Retired))
	}
	for _, f := range r.Facets {
		for _, c := range f.Values {
			out = append(out, fmt.Sprintf("%s %s: %s %d", f.ID, f.Title, c.Value, c.N))
		}
	}
	return out
}

func plainClient(r clientResult) []string {
	out := []string{fmt.Sprintf("total %d, did you mean %q, whole %d", r.Total, r.DidYouMean, r.Whole)}
	for _, h := range r.Hits {
		out = append(out, fmt.Sprintf("%016x %q %s %d retired %t", math.Float64bits(h.Score),
			[]string{h.URL, h.Name, h.Label, h.Title, h.Summary}, h.Match, h.Cover, h.Retired))
	}
	for _, f := range r.Facets {
		for _, c := range f.Values {
			out = append(out, fmt.Sprintf("%s %s: %s %d", f.ID, f.Title, c.Value, c.N))
		}
	}
	return out
}

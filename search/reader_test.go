package search

import (
	"context"
	"testing"

	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/collector"
	index "github.com/blevesearch/bleve_index_api"

	"github.com/google/go-cmp/cmp"

	"github.com/errdocs/errdocs/internal/testenv"
)

// TestScoresOfOneBleveIndex compares scores with those of a bleve index that has all documents in one segment.
func TestScoresOfOneBleveIndex(t *testing.T) {
	for _, size := range []int{1, 2, 152, testenv.Times(600, 10000)} {
		docs := synthDocs(size)
		ix := mustBuild(t, synthFacets, docs)
		t2 := newTally()
		for _, f := range scoredFields {
			for i, term := range ix.postings[f].terms {
				t2[f][term] = decoded(ix.postings[f].lists[i], f)
			}
		}
		whole, err := newBleve(size, t2)
		if err != nil {
			t.Fatal(err)
		}
		found := 0
		for _, q := range newSynth(uint64(size)).queries(docs, testenv.Times(200, 2000)) {
			p := compile(ix.vocab(), q.Text, q.options(), true)
			for _, r := range []reach{narrow, wide} {
				tree := p.tree(r)
				if tree == nil {
					continue
				}
				got, err := ix.score(tree)
				if err != nil {
					t.Fatal(err)
				}
				scores := map[int]float64{}
				for _, h := range got {
					scores[h.doc] = h.score
				}
				if diff := cmp.Diff(scoresOf(t, whole, tree, size), scores); diff != "" {
					t.Fatalf("%d documents, %q (bleve -, here +):\n%s", size, q.Text, diff)
				}
				found += len(got)
			}
		}
		if found == 0 {
			t.Errorf("%d documents: nothing is found", size)
		}
		if err := whole.Close(); err != nil {
			t.Error(err)
		}
	}
}

// scoresOf returns the scores of a bleve index by document.
func scoresOf(t *testing.T, b index.Index, tree *node, docs int) map[int]float64 {
	t.Helper()
	r, err := b.Reader()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	numbers, err := documentNumbers(r)
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.WithValue(context.Background(), search.GetScoringModelCallbackKey, search.GetScoringModelCallbackFn(func() string { return index.BM25Scoring }))
	searcher, err := tree.query().Searcher(ctx, r, nil, search.SearcherOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer searcher.Close()
	found := collector.NewTopNCollector(docs, 0, search.SortOrder{&search.SortScore{Desc: true}})
	if err := found.Collect(ctx, searcher, r); err != nil {
		t.Fatal(err)
	}
	scores := map[int]float64{}
	for _, m := range found.Results() {
		scores[int(numbers[m.IndexInternalID.Value()])] = m.Score
	}
	return scores
}

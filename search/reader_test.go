package search

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/collector"
	index "github.com/blevesearch/bleve_index_api"

	"github.com/errdocs/errdocs/internal/testenv"
)

// TestScoresOfOneBleveIndex compares scores with those of a bleve index that has all documents in one segment.
func TestScoresOfOneBleveIndex(t *testing.T) {
	for _, size := range []int{1, 2, 152, testenv.Times(600, 10000)} {
		docs := synthDocs(size)
		ix := mustBuild(t, synthFacets, docs)
		a := newAnalyst(english, english.synonyms().with(english, nil))
		for _, d := range slices.SortedFunc(slices.Values(docs), func(a, b Document) int { return strings.Compare(a.ID, b.ID) }) {
			d.Names = plainNames(d.Names)
			a.add(&d)
		}
		a.spellOut()
		whole, err := newBleve(a.docs)
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
				if diff := diff(scoresOf(t, whole, tree, size), scores); diff != "" {
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

// spellOut gives bleve the words themselves.
func (a *analyst) spellOut() {
	texts := map[string]string{}
	for text, w := range a.words {
		texts[w.key] = text
	}
	for _, list := range a.fields {
		for _, f := range list {
			terms := index.TokenFrequencies{}
			for key, freq := range f.terms {
				terms[texts[key]] = freq
			}
			f.terms = terms
		}
	}
	for _, w := range a.used {
		for i, l := range w.lone {
			if l.count > 0 {
				a.fields[i][l.doc].terms[w.text] = freq(int(l.count))
			}
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

// newBleve makes a bleve index in memory. All documents go in one batch, which gives one segment, in which each term is once.
func newBleve(docs []index.Document) (index.Index, error) {
	b, err := scorch.NewScorch(scorch.Name, map[string]any{"path": ""}, index.NewAnalysisQueue(runtime.GOMAXPROCS(0)))
	if err != nil {
		return nil, err
	}
	if err := b.Open(); err != nil {
		return nil, err
	}
	batch := index.NewBatch()
	for _, d := range docs {
		batch.Update(d)
	}
	if err := b.Batch(batch); err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return b, nil
}

// documentNumbers returns the numbers of the documents by bleve's internal ones.
func documentNumbers(r index.IndexReader) (map[uint64]int32, error) {
	ids, err := r.DocIDReaderAll()
	if err != nil {
		return nil, err
	}
	numbers := map[uint64]int32{}
	for {
		id, err := ids.Next()
		if err != nil || id == nil {
			return numbers, errors.Join(err, ids.Close())
		}
		name, err := r.ExternalID(id)
		if err != nil {
			return nil, err
		}
		n, err := strconv.Atoi(name)
		if err != nil {
			return nil, err
		}
		numbers[id.Value()] = int32(n)
	}
}

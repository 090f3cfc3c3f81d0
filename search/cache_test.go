package search

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/errdocs/errdocs/internal/testenv"
)

// TestChangedIndexIsABuild edits, adds and removes documents. An index that takes over what it can from the last one is
// the same as one that is built from nothing.
func TestChangedIndexIsABuild(t *testing.T) {
	docs := synthDocs(300)
	others := synthDocs(330)[300:]
	random := rand.New(rand.NewPCG(1, 2))
	var old *Cache
	taken := 0
	for n := range testenv.Times(12, 100) {
		what := ""
		for range 1 + random.IntN(3) {
			i := random.IntN(len(docs))
			switch way := random.IntN(8); {
			case way == 0 && n%4 == 0:
				docs = append(docs[:i], docs[i+1:]...)
				what += fmt.Sprint(" removed ", i)
			case way == 1 && len(others) > 0:
				docs, others = append(docs, others[0]), others[1:]
				what += " added one"
			case way < 5:
				docs[i].Body += fmt.Sprintf(" never seen%d again", n)
				what += fmt.Sprint(" body of ", i)
			case way < 7:
				docs[i].Title = fmt.Sprintf("%s timeout%d", docs[i].Title, n%3)
				what += fmt.Sprint(" title of ", i)
			default:
				docs[i].Names = append(docs[i].Names, fmt.Sprintf("NAME_%d", n))
				docs[i].Retired = !docs[i].Retired
				what += fmt.Sprint(" names of ", i)
			}
		}
		want := mustBuild(t, synthFacets, docs)
		got, err := BuildOn(old, "x", "en", synthFacets, docs)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(want.postings, got.postings) {
			t.Fatalf("edit %d,%s: the postings differ:\n%.2000s", n, what, cmp.Diff(want.postings, got.postings, cmp.AllowUnexported(posting{})))
		}
		if a, b := want.Export(), got.Export(); !reflect.DeepEqual(a, b) {
			t.Fatalf("edit %d,%s: the exports differ:\n%.2000s", n, what, cmp.Diff(a, b))
		}
		if _, few := got.Cache().changed(old.decode()); few {
			taken++
		}
		for _, q := range newSynth(uint64(n)).queries(docs, 3) {
			a, _ := want.Query(q.Text, q.options())
			b, err := got.Query(q.Text, q.options())
			if diff := cmp.Diff(plain(a), plain(b)); diff != "" || err != nil {
				t.Fatalf("edit %d,%s: %.300q: %v\n%s", n, what, q.Text, err, diff)
			}
		}
		if err := got.Close(); err != nil {
			t.Fatal(err)
		}
		if old = got.Cache(); n%2 == 0 {
			old = reread(t, old)
		}
	}
	if taken == 0 {
		t.Error("nothing was taken over")
	}
}

func reread(t *testing.T, c *Cache) *Cache {
	t.Helper()
	data, err := c.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	back := &Cache{}
	if err := back.UnmarshalBinary(data); err != nil {
		t.Fatal(err)
	}
	return back
}

// A damaged cache, and that of another program, language or list of synonyms, has nothing.
func TestCacheOfAnother(t *testing.T) {
	docs := synthDocs(40)
	ix, err := BuildOn(nil, "x", "en", synthFacets, docs)
	if err != nil {
		t.Fatal(err)
	}
	defer ix.Close()
	data, err := ix.Cache().MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(data); i += 97 {
		damaged := bytes.Clone(data)
		damaged[i] ^= 1
		if c := (&Cache{encoded: damaged}).decode(); c.ids != nil {
			t.Fatalf("byte %d of %d changed, and the cache has %d documents", i, len(data), len(c.ids))
		}
		if c := (&Cache{encoded: data[:i]}).decode(); c.ids != nil {
			t.Fatalf("cut at %d, the cache has %d documents", i, len(c.ids))
		}
	}
	for _, other := range []struct {
		tool, tag string
		same      [][]string
		changed   int
	}{{"x", "en", nil, 0}, {"y", "en", nil, 40}, {"x", "de", nil, 40}, {"x", "en", [][]string{{"a", "b"}}, 40}} {
		again, err := BuildOn(nil, other.tool, other.tag, synthFacets, synthDocs(40), other.same...)
		if err != nil {
			t.Fatal(err)
		}
		if list, _ := again.Cache().changed(ix.Cache()); len(list) != other.changed {
			t.Errorf("%+v: %d documents differ", other, len(list))
		}
		again.Close()
	}
}

package search

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/errdocs/errdocs/internal/jsonfile"
	"github.com/errdocs/errdocs/internal/testenv"
)

func TestMain(m *testing.M) {
	testenv.Cheap()
	m.Run()
}

// TestChangedIndexIsABuild edits, adds and removes documents. An index that takes over what it can from the last one is
// the same as one that is built from nothing, and so are its files.
func TestChangedIndexIsABuild(t *testing.T) {
	for _, as := range kinds {
		t.Run(fmt.Sprint("as of ", as), func(t *testing.T) { changeIndex(t, as) })
	}
}

func sourcesOf(docs []Document) []Source {
	list := make([]Source, len(docs))
	for i, d := range docs {
		list[i] = Source{d.ID, sha256.Sum256(fmt.Appendf(nil, "%#v", d)), func() Document { return d }}
	}
	return list
}

func changeIndex(t *testing.T, as int) {
	defer func(n int) { mostBodies = n }(mostBodies)
	mostBodies = 30
	docs := synthDocs(150)
	others := synthDocs(180)[150:]
	random := rand.New(rand.NewPCG(1, 2))
	var old *Cache
	taken, kept := 0, 0
	files := map[string][]byte{}
	for n := range testenv.Times(5, 100) {
		what := ""
		for range 1 + random.IntN(3) {
			i := random.IntN(len(docs))
			d := &docs[i]
			switch way := random.IntN(12); {
			case way == 0 && n%4 == 0:
				docs = append(docs[:i], docs[i+1:]...)
				what += fmt.Sprint(" removed ", i)
			case way == 1 && len(others) > 0:
				docs, others = append(docs, others[0]), others[1:]
				what += " added one"
			case way < 5:
				d.Body += fmt.Sprintf(" never seen%d again", n)
				what += fmt.Sprint(" body of ", i)
			case way < 7:
				d.Title = fmt.Sprintf("%s timeout%d", d.Title, n%3)
				what += fmt.Sprint(" title of ", i)
			case way == 7:
				d.Summary, d.Weight = d.Summary+" Card.", 2
				what += fmt.Sprint(" summary of ", i)
			case way == 8:
				d.URL += "x/"
				what += fmt.Sprint(" address of ", i)
			case way == 9:
				d.Verdict, d.Label = docs[random.IntN(len(docs))].Verdict, docs[random.IntN(len(docs))].Label
				what += fmt.Sprint(" verdict and label of ", i)
			default:
				d.Names = append(d.Names, fmt.Sprintf("NAME_%d", n))
				d.Retired = !d.Retired
				what += fmt.Sprint(" names of ", i)
			}
		}
		want := mustBuild(t, synthFacets, docs)
		got, err := BuildOn(old, "x", "en", synthFacets, sourcesOf(docs))
		if err != nil {
			t.Fatal(err)
		}
		if diff := diff(want.postings, got.postings, cmp.AllowUnexported(termList{})); diff != "" {
			t.Fatalf("edit %d,%s: the postings differ:\n%.2000s", n, what, diff)
		}
		want.as, got.as = as, as
		files = filesAfter(t, fmt.Sprint("edit ", n, what), files, want.Export(), got.export(func(path string) bool {
			_, ok := files[path]
			if ok = ok && random.IntN(20) > 0; ok {
				kept++
			}
			return ok
		}))
		if !got.Cache().Whole() {
			taken++
		}
		for _, q := range newSynth(uint64(n)).queries(docs, 3) {
			a, _ := want.Query(q.Text, q.options())
			b, err := got.Query(q.Text, q.options())
			if diff := diff(plain(a), plain(b)); diff != "" || err != nil {
				t.Fatalf("edit %d,%s: %.300q: %v\n%s", n, what, q.Text, err, diff)
			}
		}
		if old = got.Cache(); n%2 == 0 {
			old = reread(t, old)
		}
	}
	if taken == 0 || kept == 0 {
		t.Errorf("%d indexes and %d files were taken over", taken, kept)
	}
}

// filesAfter returns the files of a whole export, after it has checked that those that were made, and those of before that
// have the names of others, are the same.
func filesAfter(t *testing.T, what string, before map[string][]byte, whole, made []jsonfile.File) map[string][]byte {
	t.Helper()
	now, left := map[string][]byte{}, map[string]bool{}
	for _, f := range whole {
		now[f.Path] = f.Data
		if !slicesHas(made, f) && !bytes.Equal(before[f.Path], f.Data) {
			t.Fatalf("%s: %s is not made, and not what was there", what, f.Path)
		}
	}
	for _, f := range made {
		if left[f.Path] || !bytes.Equal(now[f.Path], f.Data) {
			t.Fatalf("%s: %s is not a file of a build:\n%.2000s", what, f.Path, cmp.Diff(string(now[f.Path]), string(f.Data)))
		}
		left[f.Path] = true
	}
	return now
}

func slicesHas(files []jsonfile.File, f jsonfile.File) bool {
	for _, other := range files {
		if other.Path == f.Path {
			return true
		}
	}
	return false
}

func reread(t *testing.T, c *Cache) *Cache {
	t.Helper()
	return ReadCache(string(encoded(t, c)))
}

func encoded(t testing.TB, c *Cache) []byte {
	t.Helper()
	var b bytes.Buffer
	if n, err := c.WriteTo(&b); err != nil || n != int64(b.Len()) {
		t.Fatalf("%d bytes of %d were written: %v", b.Len(), n, err)
	}
	return b.Bytes()
}

// A damaged cache, and that of another program, language or list of synonyms, has nothing.
func TestCacheOfAnother(t *testing.T) {
	docs := synthDocs(40)
	ix, err := BuildOn(nil, "x", "en", synthFacets, sourcesOf(docs))
	if err != nil {
		t.Fatal(err)
	}
	data := encoded(t, ix.Cache())
	for i := 0; i < len(data); i += 97 {
		damaged := bytes.Clone(data)
		damaged[i] ^= 1
		if c := ReadCache(string(damaged)).decode(); c.Index != nil {
			t.Fatalf("byte %d of %d changed, and the cache has %d documents", i, len(data), len(c.docs))
		}
		if c := ReadCache(string(data[:i])).decode(); c.Index != nil {
			t.Fatalf("cut at %d, the cache has %d documents", i, len(c.docs))
		}
	}
	for _, other := range []struct {
		tool, tag string
		same      [][]string
		taken     bool
	}{{"x", "en", nil, true}, {"y", "en", nil, false}, {"x", "de", nil, false}, {"x", "en", [][]string{{"a", "b"}}, false}} {
		again, err := BuildOn(nil, other.tool, other.tag, synthFacets, sourcesOf(synthDocs(40)), other.same...)
		if err != nil {
			t.Fatal(err)
		}
		if numbers, fresh := again.Cache().compare(ix.Cache()); (numbers != nil) != other.taken || len(fresh) > 0 {
			t.Errorf("%+v: taken over: %v, and %d documents differ", other, numbers != nil, len(fresh))
		}
	}
}

// The postings of any two runs come into one order.
func TestPostingsComeIntoOrder(t *testing.T) {
	var room []posting
	for bits := range 1 << 12 { // which of six documents is in neither run, the first, the second
		var first, second, want []posting
		for doc := range int32(6) {
			p := posting{doc: doc, freq: doc + 7}
			switch bits >> (2 * doc) & 3 {
			case 1:
				first, want = append(first, p), append(want, p)
			case 2:
				second, want = append(second, p), append(want, p)
			}
		}
		list := slices.Concat(first, second)
		if room = order(list, len(first), room); !slices.Equal(list, want) {
			t.Fatalf("%v and %v come into the order %v", first, second, list)
		}
	}
}

package site

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/nodetest"
	"github.com/errdocs/errdocs/internal/testenv/codeshapes"
	"github.com/errdocs/errdocs/search"
	"github.com/errdocs/errdocs/search/find"
	"github.com/errdocs/errdocs/search/resolve"
)

var loadShapes = sync.OnceValues(func() (*content.Catalog, error) { return content.Load(codeshapes.Catalog()) })

var buildShapes = sync.OnceValues(func() (*Site, error) {
	c, err := loadShapes()
	if err != nil {
		return nil, err
	}
	return Build(context.Background(), c, Options{BaseURL: "https://shapes.example/errdocs/", Version: "test"})
})

// Shapes is the site of the codes of internal/testenv/codeshapes.
func Shapes(t testing.TB) *Site {
	t.Helper()
	return orFatal(t, buildShapes)
}

// shapeAnswers are what the resolver and the search have for texts, and what find sees in others: ids, best first.
type shapeAnswers struct{ Resolved, Searched, Found []string }

// TestShapes looks up every code of the table in every spelling, searches for it and finds it in its log: in Go, and in
// the browser's scripts under node, which answer the same.
func TestShapes(t *testing.T) {
	c := orFatal(t, loadShapes)
	s := Shapes(t)
	asked, logs := []string{"*?!"}, []string{}
	for _, shape := range codeshapes.All() {
		asked = append(append(append(asked, shape.Code), shape.Typed...), shape.Nearby...)
		logs = append(logs, shape.Log)
	}
	pieces := slices.Concat(asked, logs)
	asked, logs = append(asked, mixed(pieces, 300)...), append(logs, mixed(pieces, 700)...)
	for _, f := range s.Files {
		if strings.HasPrefix(f.Path, "code/") && strings.Contains(string(f.Data), "0 codes") {
			t.Errorf("%s lists nothing", f.Path)
		}
	}
	answers := shapesInGo(t, c, asked, logs)
	checkShapes(t, asked, answers)
	files := map[string]string{}
	for _, f := range s.Files {
		if strings.HasSuffix(f.Path, ".json") {
			files[f.Path] = string(f.Data)
		}
	}
	scripts := slices.Concat(search.Scripts(), find.Scripts(), resolve.Scripts())
	var got shapeAnswers
	nodetest.Run(t, map[string]any{"files": files, "asked": asked, "texts": logs}, &got, "testdata/shapes.mjs", nodetest.Modules(t, scripts))
	for i, q := range asked {
		if got.Resolved[i] != answers.Resolved[i] || got.Searched[i] != answers.Searched[i] {
			t.Errorf("%q: Go has %s and %s, JavaScript %s and %s", q, answers.Resolved[i], answers.Searched[i], got.Resolved[i], got.Searched[i])
		}
	}
	for i, text := range logs {
		if got.Found[i] != answers.Found[i] {
			t.Errorf("%q: Go finds %s, JavaScript %s", text, answers.Found[i], got.Found[i])
		}
	}
}

// mixed returns n texts that are put together from pieces of others.
func mixed(texts []string, n int) []string {
	rng := rand.New(rand.NewPCG(7, 8))
	marks := strings.Split(" |: |=|, | code |error: |\"|(|) |-|[|]|%|%22|/|\\n|.|。|：|−|é|\n", "|")
	list := make([]string, n)
	for i := range list {
		for range 1 + rng.IntN(6) {
			piece := []rune(texts[rng.IntN(len(texts))])
			if len(piece) > 0 && rng.IntN(3) == 0 {
				piece = piece[rng.IntN(len(piece)):]
			}
			list[i] += string(piece) + marks[rng.IntN(len(marks))]
		}
	}
	return list
}

func shapesInGo(t *testing.T, c *content.Catalog, asked, logs []string) (a shapeAnswers) {
	t.Helper()
	ix, err := search.Build(Documents(c, false))
	if err != nil {
		t.Fatal(err)
	}
	resolver := c.Resolver(false)
	finder := c.Finder(resolver, false)
	for _, q := range asked {
		res := resolver.Resolve(q, "")
		a.Resolved = append(a.Resolved, strings.Join(append([]string{string(res.Kind)}, lists.Each(res.Entries, func(e resolve.Entry) string { return e.ID })...), " "))
		found, err := ix.Query(q, search.Options{Typing: true})
		if err != nil {
			t.Fatal(err)
		}
		a.Searched = append(a.Searched, strings.Join(lists.Each(found.Hits, func(h search.Hit) string { return h.Document.ID }), " "))
	}
	for _, text := range logs {
		found, err := finder.Find(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, one := range found.Found {
			for _, candidate := range one.Candidates {
				ids = append(ids, candidate.ID)
			}
		}
		a.Found = append(a.Found, strings.Join(ids, " "))
	}
	return a
}

// checkShapes checks the answers of Go: a code as it is written comes first, and in any other spelling it is among the
// codes that share it.
func checkShapes(t *testing.T, asked []string, a shapeAnswers) {
	t.Helper()
	at := map[string]int{}
	for i, q := range asked {
		at[q] = i
	}
	for i, s := range codeshapes.All() {
		if got := strings.Fields(a.Resolved[at[s.Code]]); len(got) < 2 || got[0] != "one" && got[0] != "several" || got[1] != s.ID() {
			t.Errorf("%s: %q resolves to %v", s.ID(), s.Code, got)
		}
		if got := strings.Fields(a.Searched[at[s.Code]]); len(got) == 0 || got[0] != s.ID() {
			t.Errorf("%s: the search for %q has %v", s.ID(), s.Code, got)
		}
		for _, q := range slices.Concat(s.Typed, s.Nearby) {
			if got := strings.Fields(a.Resolved[at[q]]); !slices.Contains(got, s.ID()) || got[0] == "nearest" != slices.Contains(s.Nearby, q) {
				t.Errorf("%s: %q resolves to %v", s.ID(), q, got)
			}
			if got := strings.Fields(a.Searched[at[q]]); !slices.Contains(got[:min(len(got), 3)], s.ID()) {
				t.Errorf("%s: the search for %q has %v", s.ID(), q, got)
			}
		}
		if got := strings.Fields(a.Found[i]); (s.Log == "" || len(got) != 1 || got[0] != s.ID()) && (s.Log != "" || len(got) > 0) {
			t.Errorf("%s: find sees %v in %q", s.ID(), got, s.Log)
		}
	}
	if got := a.Resolved[0]; got != "nothing" {
		t.Errorf("marks that are not a code resolve to %s", got)
	}
}

package resolve

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/errdocs/errdocs/internal/jsonfile"
	"github.com/errdocs/errdocs/internal/nodetest"
	"github.com/errdocs/errdocs/internal/testenv/codeshapes"
)

// query is what resolve.mjs is asked: Raw and Vendor, or Path and Base.
type query struct {
	Raw    string `json:"raw"`
	Vendor string `json:"vendor"`
	Path   string `json:"path,omitempty"`
	Base   string `json:"base"`
}

// answer is what it returns.
type answer struct {
	Target   string   `json:"target"`
	Kind     Kind     `json:"kind"`
	How      How      `json:"how"`
	Entries  []string `json:"entries"`
	Code     string   `json:"code"`
	Vendors  []string `json:"vendors"`  // that the text names
	Rest     string   `json:"rest"`     // of the text
	Requests []string `json:"requests"` // files that were fetched for it
}

// site is a set of files, and what is asked of them.
type site struct {
	Files   map[string]string `json:"files"`
	Queries []query           `json:"queries"`
	Names   [][2]string       `json:"names"` // what names a vendor
}

// inBrowser asks resolve.js, all sites in one process.
func inBrowser(t *testing.T, sites ...site) [][]answer {
	t.Helper()
	var got [][]answer
	nodetest.Run(t, sites, &got, "testdata/resolve.mjs", nodetest.Modules(t, Scripts()))
	return got
}

func texts(files []jsonfile.File) map[string]string {
	texts := map[string]string{}
	for _, f := range files {
		texts[f.Path] = string(f.Data)
	}
	return texts
}

// sameInBrowser reports where the answers of resolve.js differ from those here.
func sameInBrowser(t *testing.T, r *Resolver, queries []query) {
	t.Helper()
	got := inBrowser(t, site{texts(r.Export()), queries, r.VendorNames()})[0]
	wrong := 0
	for i, q := range queries {
		a := found{"", Resolution{}}
		if q.Path != "" {
			a = resolveAddress(r, q.Path, q.Base)
		} else {
			a.Resolution = r.Resolve(q.Raw, q.Vendor)
		}
		got[i].Requests = nil
		want := answer{Target: a.Target, Kind: a.Kind, How: a.How, Entries: ids(a.Resolution), Code: a.Code, Vendors: []string{}}
		if q.Path == "" {
			vendors, rest := r.Vendors(q.Raw)
			want.Vendors, want.Rest = append(want.Vendors, vendors...), rest
		}
		if diff := cmp.Diff(want, got[i]); diff != "" && wrong < 10 {
			wrong++
			t.Errorf("%q: Go and JavaScript differ:\n%s", q, diff)
		}
	}
}

// TestManyEntries spreads a large index over bounded files. Lookups fetch few of them and answer as Go does.
func TestManyEntries(t *testing.T) {
	entries := manyEntries(t, 10000)
	for _, s := range codeshapes.All() {
		entries = append(entries, Entry{ID: s.ID(), Name: s.Code, Short: s.Set + "-" + s.Slug, Vendor: "acme", VendorName: "Acme", Set: s.Set})
	}
	r := New(entries, testPages...)
	files := r.Export()
	total := 0
	for _, f := range files {
		total += len(f.Data)
		if len(f.Data) > 64<<10 {
			t.Errorf("%s has %d bytes", f.Path, len(f.Data))
		}
	}
	t.Logf("%d files, %d bytes, first %d", len(files), total, len(files[0].Data))
	rng := rand.New(rand.NewPCG(3, 4))
	var queries []query
	for range 100 {
		e := entries[rng.IntN(len(entries))]
		queries = append(queries,
			query{Raw: typo(rng, e.Name)},
			query{Raw: e.Name, Vendor: e.Vendor},
			query{Raw: strings.ToLower(e.Vendor + " " + e.Name)},
			query{Path: "/nobody/" + e.Set + "/" + e.slug() + ".html", Base: "/"},
			query{Raw: e.Short},
		)
	}
	for _, s := range codeshapes.All() {
		for _, raw := range append(append([]string{s.Code, s.Code + "X"}, s.Typed...), s.Nearby...) {
			queries = append(queries, query{Raw: raw})
		}
	}
	sameInBrowser(t, r, queries)
	one := inBrowser(t, site{texts(files), []query{{Raw: entries[7].Name}}, nil})[0][0]
	if len(one.Requests) > 2 {
		t.Errorf("looking up one code fetches %v", one.Requests)
	}
}

func TestExportIsDeterministic(t *testing.T) {
	one, two := New(testEntries(t), testPages...).Export(), New(testEntries(t), testPages...).Export()
	if diff := cmp.Diff(one, two); diff != "" {
		t.Error(diff)
	}
	if len(one) != 1 || len(one[0].Data) > 64<<10 {
		t.Errorf("%d files, the first with %d bytes", len(one), len(one[0].Data))
	}
}

func TestBrokenExportIsUnavailable(t *testing.T) {
	good := string(New(testEntries(t), testPages...).Export()[0].Data)
	many := texts(New(manyEntries(t, 1000)).Export())
	for path := range many {
		if path != "api/resolve.json" {
			many[path] = `{"__proto__": [1]}`
		}
	}
	one := func(data string) map[string]string { return map[string]string{"api/resolve.json": data} }
	var names []string
	var sites []site
	for name, files := range map[string]map[string]string{
		"missing":   {},
		"truncated": one(good[:len(good)/2]),
		"foreign":   one(`{"hello": "world"}`),
		"newer":     one(strings.Replace(good, `"version":4`, `"version":5`, 1)),
		"array":     one(`[]`),
		"null":      one(`null`),
		"no rows":   one(`{"version":4,"sets":[],"verdicts":[],"pages":[],"rows":[[9,"a","b"]]}`),
		"shards":    many,
	} {
		names = append(names, name)
		sites = append(sites, site{files, []query{{Raw: "SERVER_ERROR"}, {Path: "/x/y/z", Base: "/"}}, nil})
	}
	for i, answers := range inBrowser(t, sites...) {
		for _, a := range answers {
			if a.Kind != "unavailable" || len(a.Entries) > 0 {
				t.Errorf("%s index: got %+v", names[i], a)
			}
		}
	}
}

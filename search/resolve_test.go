package search

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// testEntries returns the entries of testdata/resolve_entries.tsv: the names of a real catalog.
func testEntries(t testing.TB) []Entry {
	t.Helper()
	var entries []Entry
	for _, f := range tableRows(t, "testdata/resolve_entries.tsv", 12) {
		entries = append(entries, Entry{
			ID: f[0] + "/" + f[2] + "/" + f[6], Name: f[7], Title: f[8], Short: f[4] + "-" + f[6],
			Vendor: f[0], VendorName: f[1], Set: f[2], SetTitle: f[3], Space: f[5],
			Retired: f[9] == "retired", Names: splitList(f[10]), Old: splitList(f[11]),
		})
	}
	if len(entries) < 150 {
		t.Fatalf("only %d entries", len(entries))
	}
	return entries
}

var testPages = []string{
	"find/", "compare/", "compare/http/", "compare/rate-limited/", "thales/", "thales/android/", "thales/ios/",
	"token-io/", "token-io/http/", "token-io/grpc/", "keyless/", "mastercard-mdes/", "visa-uctp/",
}

// tableRows reads a file of tab-separated fields; empty lines and those that start with "#" are left
// out. In a field, "\t", "\n" and "\u0000" are written as escapes of a quoted string.
func tableRows(t testing.TB, name string, fields int) [][]string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for n, line := range strings.Split(string(data), "\n") {
		if line == "" || strings.HasPrefix(line, "# ") {
			continue
		}
		row := strings.Split(line, "\t")
		if len(row) != fields {
			t.Fatalf("%s:%d: %d fields, want %d", name, n+1, len(row), fields)
		}
		rows = append(rows, row)
	}
	return rows
}

func splitList(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "|")
}

// resolveInNode asks resolve.js, which sees the files as a site.
func resolveInNode(t *testing.T, files map[string]string, queries []map[string]string, answers any) {
	t.Helper()
	runNode(t, map[string]any{"files": files, "queries": queries}, answers, "resolve.mjs")
}

// fileTexts returns files as node's scripts want them.
func fileTexts(files []File) map[string]string {
	texts := map[string]string{}
	for _, f := range files {
		texts[f.Path] = string(f.Data)
	}
	return texts
}

// resolved is an answer without the entries' details.
type resolved struct {
	Target  string   `json:"target"`
	Kind    Kind     `json:"kind"`
	How     How      `json:"how"`
	Entries []string `json:"entries"`
}

func ids(res Resolution) []string {
	list := []string{}
	for _, e := range res.Entries {
		list = append(list, e.ID)
	}
	return list
}

// inBrowser asks resolve.js the same as Go and reports where the answers differ.
func inBrowser(t *testing.T, r *Resolver, queries []map[string]string) {
	t.Helper()
	var got []resolved
	resolveInNode(t, fileTexts(r.Export()), queries, &got)
	wrong := 0
	for i, q := range queries {
		want := resolved{}
		if path, ok := q["path"]; ok {
			a := r.ResolveAddress(path, q["base"])
			want = resolved{a.Target, a.Kind, a.How, ids(a.Resolution)}
		} else {
			res := r.Resolve(q["raw"], q["vendor"])
			want = resolved{"", res.Kind, res.How, ids(res)}
		}
		if diff := cmp.Diff(want, got[i]); diff != "" && wrong < 10 {
			wrong++
			t.Errorf("%q: Go and JavaScript differ:\n%s", q, diff)
		}
	}
}

func TestResolveTable(t *testing.T) {
	r := NewResolver(testEntries(t), testPages...)
	var queries []map[string]string
	for _, row := range tableRows(t, "testdata/resolve.tsv", 4) {
		raw, vendor := unquoted(t, row[0]), row[1]
		res := r.Resolve(raw, vendor)
		if string(res.Kind) != row[2] || strings.Join(ids(res), " ") != row[3] {
			t.Errorf("%s (%s): got %s %s, want %s %s", row[0], vendor, res.Kind, strings.Join(ids(res), " "), row[2], row[3])
		}
		queries = append(queries, map[string]string{"raw": raw, "vendor": vendor})
	}
	inBrowser(t, r, queries)
}

func unquoted(t testing.TB, s string) string {
	t.Helper()
	if !strings.HasPrefix(s, "json:") {
		return s
	}
	if err := json.Unmarshal([]byte(s[len("json:"):]), &s); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestResolveAddressTable(t *testing.T) {
	r := NewResolver(testEntries(t), testPages...)
	var queries []map[string]string
	for _, row := range tableRows(t, "testdata/resolve_addresses.tsv", 5) {
		a := r.ResolveAddress(row[0], row[1])
		if a.Target != row[2] || string(a.Kind) != row[3] || strings.Join(ids(a.Resolution), " ") != row[4] {
			t.Errorf("%s: got %q %s %s, want %q %s %s", row[0], a.Target, a.Kind, strings.Join(ids(a.Resolution), " "), row[2], row[3], row[4])
		}
		queries = append(queries, map[string]string{"path": row[0], "base": row[1]})
	}
	inBrowser(t, r, queries)
}

// mutations are the wrong addresses that people make of a right one, "vendor/set/slug/".
func mutations(entries []Entry, e Entry) map[string]string {
	slug := e.slug()
	camel := strings.ReplaceAll(slug, "-", "_")
	m := map[string]string{
		"upper case":    strings.ToUpper(e.ID) + "/",
		"underscores":   strings.ReplaceAll(e.ID, "-", "_") + "/",
		"no slash":      e.Vendor + "/" + e.Set + "/" + camel,
		".html":         e.ID + ".html",
		"%2E":           e.Vendor + "/" + e.Set + "/" + strings.ReplaceAll(e.Name, ".", "%2E") + "%2E/",
		"parenthesis":   e.ID + "/)",
		"full stop":     e.ID + ".",
		"index.html":    e.ID + "/index.html,",
		"code verbatim": e.Vendor + "/" + e.Set + "/" + e.Name,
		"%5F":           strings.ReplaceAll(e.ID, "-", "%5F"),
		"short":         "e/" + strings.ToUpper(e.Short),
		"old base":      "docs/errors/" + e.ID + "/",
	}
	exists := map[string]bool{}
	for _, other := range entries {
		exists[other.ID] = true
	}
	for _, vendor := range []string{"visa-uctp", "keyless", "thales", "nobody"} {
		if wrong := vendor + "/" + e.Set + "/" + slug; vendor != e.Vendor && !exists[wrong] {
			m["vendor "+vendor] = wrong + "/"
		}
	}
	if wrong := e.Vendor + "/v2/" + slug; !exists[wrong] {
		m["wrong set"] = wrong
	}
	return m
}

// Every mutation of every address ends on the page or on a list that has it, after at most one step
// beyond the 404 page, and what it ends on leads nowhere else.
func TestMutatedAddresses(t *testing.T) {
	entries := testEntries(t)
	for _, base := range []string{"/", "/errors/"} {
		r := NewResolver(entries, testPages...)
		var queries []map[string]string
		pages, lists := 0, 0
		for _, e := range entries {
			for what, path := range mutations(entries, e) {
				path = base + path
				queries = append(queries, map[string]string{"path": path, "base": base})
				a := r.ResolveAddress(path, base)
				switch {
				case a.Target == e.ID+"/":
					pages++
				case a.Target == "" && (a.Kind == Several || a.Kind == One) && slices.Contains(ids(a.Resolution), e.ID):
					lists++
				default:
					t.Errorf("%s %s (%s): got %q %s %v", e.ID, path, what, a.Target, a.Kind, ids(a.Resolution))
				}
				if a.Target != "" {
					if next := r.ResolveAddress(base+a.Target, base); next.Target != "" {
						t.Errorf("%s leads to %s, that to %s", path, a.Target, next.Target)
					}
				}
			}
		}
		if pages < 10*len(entries) || lists == 0 {
			t.Errorf("%d addresses led to their page and %d to a list", pages, lists)
		}
		slices.SortFunc(queries, func(a, b map[string]string) int { return strings.Compare(a["path"], b["path"]) })
		inBrowser(t, r, queries)
	}
}

// Every name of every entry finds it, in five spellings, bare and with its vendor.
func TestResolveSpellings(t *testing.T) {
	entries := testEntries(t)
	r := NewResolver(entries)
	for _, e := range entries {
		for _, name := range append([]string{e.Name, e.Short, e.ID}, e.Names...) {
			for _, raw := range []string{
				name, strings.ToLower(name), strings.ToUpper(name), strings.ReplaceAll(name, "_", " "),
				strings.ReplaceAll(name, "_", "-"), strings.ReplaceAll(name, "_", ""), "`" + name + "`,", "(" + name + ").",
				name + "(let code, 400)",
			} {
				if res := r.Resolve(raw, ""); !slices.Contains(ids(res), e.ID) || res.Kind != One && res.Kind != Several {
					t.Errorf("%q: %s %v, want %s", raw, res.Kind, ids(res), e.ID)
				}
				if res := r.Resolve(raw, e.VendorName); res.Entries[0].Vendor != e.Vendor {
					t.Errorf("%q at %s: %v, want %s", raw, e.VendorName, ids(res), e.ID)
				}
				if strings.HasSuffix(raw, "400)") { // a call is understood on its own, or where its name looks like a code
					continue
				}
				if res := r.Resolve(e.VendorName+": "+raw, ""); res.Kind == Nothing || res.Entries[0].Vendor != e.Vendor {
					t.Errorf("%q after %q: %s %v, want %s", raw, e.VendorName, res.Kind, ids(res), e.ID)
				}
			}
		}
	}
}

// manyEntries returns n entries of made-up vendors, whose names are built from the words of the real ones.
func manyEntries(t testing.TB, n int) []Entry {
	var parts []string
	for _, e := range testEntries(t) {
		parts = append(parts, strings.Split(e.Name, "_")...)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	var entries []Entry
	seen := map[string]bool{}
	for len(entries) < n {
		v, s := rng.IntN(n/100+1), rng.IntN(4)
		name := parts[rng.IntN(len(parts))]
		for range rng.IntN(4) {
			name += "_" + parts[rng.IntN(len(parts))]
		}
		e := Entry{
			Name: name, Title: strings.ToLower(strings.ReplaceAll(name, "_", " ")),
			Vendor: fmt.Sprintf("vendor-%d", v), VendorName: fmt.Sprintf("Vendor %d", v),
			Set: fmt.Sprintf("set-%d", s), SetTitle: fmt.Sprintf("Set %d", s),
			Names: []string{fmt.Sprint(20000 + rng.IntN(40000))},
		}
		e.ID = e.Vendor + "/" + e.Set + "/" + addressWord(name)
		e.Short = fmt.Sprintf("v%ds%d-%s", v, s, e.slug())
		if !seen[e.ID] {
			seen[e.ID] = true
			entries = append(entries, e)
		}
	}
	return entries
}

// A large index is spread over bounded files; lookups fetch few of them and answer as Go does.
func TestResolveShards(t *testing.T) {
	entries := manyEntries(t, 10000)
	r := NewResolver(entries, testPages...)
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
	var queries []map[string]string
	for range 300 {
		e := entries[rng.IntN(len(entries))]
		queries = append(queries,
			map[string]string{"raw": typo(rng, e.Name)},
			map[string]string{"raw": e.Name, "vendor": e.Vendor},
			map[string]string{"raw": strings.ToLower(e.Vendor + " " + e.Name)},
			map[string]string{"path": "/nobody/" + e.Set + "/" + e.slug() + ".html", "base": "/"},
			map[string]string{"raw": e.Short},
		)
	}
	inBrowser(t, r, queries)

	var got []struct {
		Kind     Kind     `json:"kind"`
		Requests []string `json:"requests"`
	}
	e := entries[7]
	resolveInNode(t, fileTexts(files), []map[string]string{{"raw": e.Name}}, &got)
	if len(got[0].Requests) > 2 {
		t.Errorf("looking up one code fetches %v", got[0].Requests)
	}
}

func typo(rng *rand.Rand, s string) string {
	i, letter := rng.IntN(len(s)), string(rune('A'+rng.IntN(26)))
	switch rng.IntN(4) {
	case 0:
		return s[:i] + s[i+1:]
	case 1:
		return s[:i] + letter + s[i:]
	case 2:
		return s[:i] + letter + s[i+1:]
	}
	if i+2 > len(s) {
		return s
	}
	return s[:i] + s[i+1:i+2] + s[i:i+1] + s[i+2:]
}

// A mistyped code of a small catalog is among the nearest.
func TestResolveTypos(t *testing.T) {
	entries := testEntries(t)
	r := NewResolver(entries)
	rng := rand.New(rand.NewPCG(5, 6))
	found, all := 0, 0
	for _, e := range entries {
		for range 10 {
			if raw := typo(rng, e.Name); len(Fold(e.Name)) > 5 {
				all++
				if slices.Contains(ids(r.Resolve(raw, "")), e.ID) {
					found++
				}
			}
		}
	}
	if found*100 < all*97 {
		t.Errorf("%d of %d mistyped codes are found", found, all)
	}
}

// The same entries give the same bytes, and a broken index gives one answer.
func TestResolveExport(t *testing.T) {
	entries := testEntries(t)
	one, two := NewResolver(entries, testPages...).Export(), NewResolver(entries, testPages...).Export()
	if diff := cmp.Diff(one, two); diff != "" {
		t.Error(diff)
	}
	if len(one) != 1 || len(one[0].Data) > 64<<10 {
		t.Errorf("%d files, the first with %d bytes", len(one), len(one[0].Data))
	}
	good := string(one[0].Data)
	many := fileTexts(NewResolver(manyEntries(t, 1000)).Export())
	for path := range many {
		if path != "api/resolve.json" {
			many[path] = `{"__proto__": [1]}`
		}
	}
	for name, files := range map[string]map[string]string{
		"missing":   {},
		"truncated": {"api/resolve.json": good[:len(good)/2]},
		"foreign":   {"api/resolve.json": `{"hello": "world"}`},
		"newer":     {"api/resolve.json": strings.Replace(good, `"version":1`, `"version":2`, 1)},
		"array":     {"api/resolve.json": `[]`},
		"null":      {"api/resolve.json": `null`},
		"no rows":   {"api/resolve.json": `{"version":1,"sets":[],"pages":[],"rows":[[9,"a","b"]]}`},
		"shards":    many,
	} {
		var got []resolved
		resolveInNode(t, files, []map[string]string{{"raw": "SERVER_ERROR"}, {"path": "/x/y/z", "base": "/"}}, &got)
		for _, res := range got {
			if res.Kind != "unavailable" || len(res.Entries) > 0 {
				t.Errorf("%s index: got %+v", name, res)
			}
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, e := range testEntries(f) {
		f.Add(e.Name)
	}
	f.Fuzz(func(t *testing.T, s string) {
		fold := Fold(s)
		if Fold(fold) != fold || Fold(addressWord(s)) != fold {
			t.Errorf("%q folds to %q", s, fold)
		}
	})
}

func BenchmarkResolve(b *testing.B) {
	r := NewResolver(manyEntries(b, 10000))
	for name, raw := range map[string]string{"exact": "INVALID_PAN", "words": "vendor 7 INVALID_PAN", "typo": "INVALDI_PAN_TOKEN"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r.Resolve(raw, "")
			}
		})
	}
}

// Any input is an answer, and where an address leads it stays.
func FuzzResolve(f *testing.F) {
	r := NewResolver(testEntries(f), testPages...)
	for _, row := range tableRows(f, "testdata/resolve.tsv", 4) {
		f.Add(row[0], row[1])
	}
	f.Fuzz(func(t *testing.T, raw, vendor string) {
		if res := r.Resolve(raw, vendor); (res.Kind == Nothing) != (len(res.Entries) == 0) || res.Kind == Nearest && len(res.Entries) > maxNearest {
			t.Errorf("%q: %s with %d entries", raw, res.Kind, len(res.Entries))
		}
		if a := r.ResolveAddress(raw, "/"); a.Target != "" {
			if next := r.ResolveAddress("/"+strings.TrimPrefix(a.Target, "./"), "/"); next.Target != "" {
				t.Errorf("%q leads to %s, that to %s", raw, a.Target, next.Target)
			}
		}
	})
}

package site

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/testenv"
)

func build(t testing.TB, c *content.Catalog, o Options) *Site {
	t.Helper()
	s, err := Rebuild(context.Background(), nil, c, o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestGolden compares what the tiny catalog becomes with the files in testdata/golden. One page of each
// type is kept, and the list of all paths.
func TestGolden(t *testing.T) {
	s := build(t, catalogOf(t, "tiny.txtar"), Options{Version: "1.0"})
	var paths []string
	assets := ""
	for p := range s.All() {
		if rest, ok := strings.CutPrefix(p, "assets/"); ok {
			assets, _, _ = strings.Cut(rest, "/")
			continue
		}
		if !strings.HasPrefix(p, "search/") || p == "search/index.html" {
			paths = append(paths, p)
		}
	}
	expect(t, "golden/paths.txt", strings.Join(paths, "\n")+"\n")
	for name, p := range map[string]string{
		"home":     "index.html",
		"vendor":   "acme/index.html",
		"set":      "acme/api/index.html",
		"code":     "acme/api/server-error/index.html",
		"backoff":  "acme/api/too-many/index.html",
		"legacy":   "acme/api/old-one/index.html",
		"short":    "e/acme-server-error/index.html",
		"list":     "code/server-error/index.html",
		"codes":    "codes/index.html",
		"compare":  "compare/index.html",
		"http":     "compare/http/index.html",
		"retry":    "compare/retry/index.html",
		"concept":  "compare/broken/index.html",
		"coverage": "coverage/index.html",
		"notfound": "404.html",
		"sitemap":  "sitemap.xml",
	} {
		data := s.File(p)
		if data == nil {
			t.Errorf("there is no %s", p)
			continue
		}
		expect(t, filepath.Join("golden", name+path.Ext(p)), inLines(strings.ReplaceAll(string(data), "assets/"+assets, "assets/HASH")))
	}
}

// The same catalog gives the same bytes, whatever the number of workers.
func TestDeterministic(t *testing.T) {
	c, s := defaultCatalog(t), defaultSite(t)
	before := runtime.GOMAXPROCS(0)
	defer runtime.GOMAXPROCS(before)
	for _, n := range []int{1, 8, 3}[:testenv.Times(1, 3)] {
		if n == before {
			n = 5
		}
		runtime.GOMAXPROCS(n)
		equalSites(t, s, build(t, c, Options{Version: "test"}))
	}
}

func equalSites(t *testing.T, a, b *Site) {
	t.Helper()
	if len(a.Files) != len(b.Files) {
		t.Fatalf("%d files, then %d", len(a.Files), len(b.Files))
	}
	for i := range a.Files {
		if a.Files[i].Path != b.Files[i].Path || !bytes.Equal(a.Files[i].Data, b.Files[i].Data) {
			t.Errorf("%s differs between two builds", a.Files[i].Path)
		}
	}
}

// Internal entries appear in no public file, in no form.
func TestInternalStaysInternal(t *testing.T) {
	c := catalogOf(t, "tiny.txtar")
	canary := []byte("quokka")
	for p, data := range build(t, c, Options{}).All() {
		if bytes.Contains(bytes.ToLower(data), canary) || strings.Contains(p, "quokka") || strings.Contains(p, "quiet") {
			t.Errorf("%s speaks of an internal entry", p)
		}
	}
	s := build(t, c, Options{Internal: true})
	for _, p := range []string{"acme/api/quokka-mode/index.html", "zeta/quiet/index.html", "zeta/quiet/hush/index.html", "e/acme-quokka-mode/index.html"} {
		if s.File(p) == nil {
			t.Errorf("an internal build lacks %s", p)
		}
	}
}

// Mistakes in internal entries are found in a public build too.
func TestInternalIsChecked(t *testing.T) {
	c := catalogOf(t, "tiny.txtar", txtar.File{Name: "vendors/acme/api/quokka-mode.md", Data: []byte("See [[NOWHERE]].\n")})
	_, err := Build(context.Background(), c, Options{})
	var problems content.Problems
	if !errors.As(err, &problems) || len(problems) != 1 || problems[0].Rule != "markdown-code" {
		t.Errorf("got %v, want one problem", err)
	}
}

func TestBaseURL(t *testing.T) {
	c := catalogOf(t, "tiny.txtar")
	s := build(t, c, Options{BaseURL: "https://other.example.com"})
	if !bytes.Contains(s.File("index.html"), []byte(`href=https://other.example.com/ `)) {
		t.Error("the canonical address does not follow the option")
	}
	for _, bad := range []string{"other.example.com", "ftp://x/", "https://x/?q=1", "https://x/#a", "https:///x", "%"} {
		if _, err := Build(context.Background(), c, Options{BaseURL: bad}); err == nil {
			t.Errorf("the base address %q is taken", bad)
		}
	}
}

// A catalog that says nothing about where it is published builds, with nothing absolute in it.
func TestNoBaseURL(t *testing.T) {
	c := catalogOf(t, "tiny.txtar", txtar.File{Name: "site.yaml", Data: []byte("title: Tiny\nsummary: Nothing known.\n")})
	s := build(t, c, Options{})
	if page := s.File("acme/api/too-many/index.html"); bytes.Contains(page, []byte("canonical")) || bytes.Contains(page, []byte("Edit the entry")) {
		t.Error("a page names addresses that are not known")
	}
}

func TestUserTemplate(t *testing.T) {
	theme := fstest.MapFS{
		"go.html":        {Data: []byte(`{{define "main"}}<h1>Mine</h1>{{end}}`)},
		"assets/mine.js": {Data: []byte("// mine\n")},
	}
	s := build(t, catalogOf(t, "tiny.txtar"), Options{Templates: theme})
	if !bytes.Contains(s.File("go/index.html"), []byte("<h1>Mine</h1>")) {
		t.Error("the user's template is not used")
	}
	found := false
	for p := range s.All() {
		found = found || strings.HasPrefix(p, "assets/") && path.Base(p) == "mine.js"
	}
	if !found {
		t.Error("the user's asset is missing")
	}
	if _, err := Build(context.Background(), catalogOf(t, "tiny.txtar"), Options{Templates: os.DirFS(".")}); err != nil {
		t.Errorf("a folder without templates: %v", err)
	}
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Build(ctx, catalogOf(t, "tiny.txtar"), Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestCounts(t *testing.T) {
	var phases []string
	s := build(t, catalogOf(t, "tiny.txtar"), Options{Phase: func(p string) { phases = append(phases, p) }})
	if diff := cmp.Diff([]string{"prepare", "render"}, phases); diff != "" {
		t.Error(diff)
	}
	c := s.Counts
	if c.Vendors != 2 || c.Sets != 4 || c.Codes != 7 || c.Internal != 2 || c.SearchFiles == 0 || c.SearchBytes == 0 || c.Redirects == 0 {
		t.Errorf("%+v", c)
	}
}

// Handler returns a handler that answers as Hosting does with the files of the site.
func (s *Site) Handler(base string) http.Handler {
	h := Hosting{Base: base, File: func(path string) ([]byte, error) { return s.File(path), nil }}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _ = h.Answer(w, r) })
}

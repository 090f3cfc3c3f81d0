package site_test

import (
	"bytes"
	"compress/gzip"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/errdocs/errdocs/site"
)

// What the first visit to a code's page may weigh, in bytes after gzip.
const (
	maxHTML   = 9 << 10
	maxCSS    = 10 << 10
	maxScript = 10 << 10
)

var (
	styleOf  = regexp.MustCompile(`<link rel=stylesheet href=([^>]+)>`)
	scriptOf = regexp.MustCompile(`<script(?: type=module)? src=([^>]+)>`)
	importOf = regexp.MustCompile(`\bimport\b[^;("]*"(\.[^"]+)"`) // not import(), which waits for intent
)

// maxCode is how many bytes all files of the default site may have for each of its codes.
const maxCode = 28 << 10

// TestSiteIsLight weighs all files of the default site, as a host stores them: 1 GB of GitHub Pages is what there is.
func TestSiteIsLight(t *testing.T) {
	s := site.DefaultSite(t)
	kinds, total := map[string]int{}, 0
	for _, f := range s.Files {
		kinds[weighedWith(f)] += len(f.Data)
		total += len(f.Data)
	}
	each := total / s.Counts.Codes
	if each > maxCode {
		t.Errorf("%d bytes a code, want at most %d", each, maxCode)
	}
	t.Logf("long: weight files=%d bytes=%d each=%d", len(s.Files), total, each)
	byWeight := func(a, b string) int { return kinds[b] - kinds[a] }
	for _, kind := range slices.SortedFunc(maps.Keys(kinds), byWeight) {
		t.Logf("%7d %s", kinds[kind], kind)
	}
}

// weighedWith names what a file is weighed with: the pages of a kind, the redirects, the files of a folder or of an extension.
func weighedWith(f site.File) string {
	folder, _, _ := strings.Cut(f.Path, "/")
	switch m := kindOf.FindSubmatch(f.Data); {
	case m != nil:
		return "pages: " + string(m[1])
	case path.Ext(f.Path) == ".html":
		return "redirects"
	case strings.Contains(" api assets code schema search ", " "+folder+" "):
		return folder + "/ *" + path.Ext(f.Path)
	case strings.HasSuffix(f.Path, ".problem.json"):
		return "*.problem.json"
	}
	return "*" + path.Ext(f.Path)
}

// TestFirstLoadIsLight weighs what the browser fetches to show a code's page that it has never seen.
func TestFirstLoadIsLight(t *testing.T) {
	s := site.DefaultSite(t)
	w := scale{t: t, site: s, weights: map[string]int{}}
	var heaviest [3]int
	for _, f := range s.Files {
		if !bytes.Contains(f.Data, []byte(` data-kind=code>`)) {
			continue
		}
		page := zipped(f.Data)
		styles, scripts := w.assets(f, styleOf, nil), w.assets(f, scriptOf, importOf)
		for i, n := range []int{page, styles, scripts} {
			heaviest[i] = max(heaviest[i], n)
		}
		if page > maxHTML || styles > maxCSS || scripts > maxScript {
			t.Errorf("%s: HTML %d, CSS %d, scripts %d bytes; want at most %d, %d, %d", f.Path, page, styles, scripts, maxHTML, maxCSS, maxScript)
		}
	}
	if heaviest[0] == 0 {
		t.Fatal("no code's page was found")
	}
	t.Logf("heaviest: HTML %d, CSS %d, scripts %d bytes after gzip", heaviest[0], heaviest[1], heaviest[2])
}

// TestScriptsShareModules counts the scripts that have a text of a module: that of the dialog, which is one file, and one that others
// take it from.
func TestScriptsShareModules(t *testing.T) {
	for module, text := range map[string]string{"letters.js": "ðnooooo×", "parts.js": "All codes are listed here."} {
		n := 0
		for _, f := range site.DefaultSite(t).Files {
			if path.Ext(f.Path) == ".js" {
				n += bytes.Count(f.Data, []byte(text))
			}
		}
		if n != 2 {
			t.Errorf("%s is there %d times, want 2", module, n)
		}
	}
}

// scale weighs the files of a site, each once.
type scale struct {
	t       *testing.T
	site    *site.Site
	weights map[string]int
}

// assets returns the weight of the files that a page names, and of those that they import.
func (w *scale) assets(page site.File, named, imported *regexp.Regexp) int {
	total, seen := 0, map[string]bool{}
	var add func(from site.File, named *regexp.Regexp)
	add = func(from site.File, named *regexp.Regexp) {
		for _, m := range named.FindAllSubmatch(from.Data, -1) {
			name := path.Join(path.Dir(from.Path), string(m[1]))
			if seen[name] {
				continue
			}
			seen[name] = true
			file := site.File{Path: name, Data: w.site.File(name)}
			total += w.weigh(file)
			if imported != nil {
				add(file, imported)
			}
		}
	}
	add(page, named)
	if len(seen) == 0 {
		w.t.Errorf("%s names no file by %s", page.Path, named)
	}
	return total
}

func (w *scale) weigh(f site.File) int {
	if w.weights[f.Path] == 0 {
		if f.Data == nil {
			w.t.Errorf("there is no %s", f.Path)
		}
		w.weights[f.Path] = zipped(f.Data)
	}
	return w.weights[f.Path]
}

func zipped(data []byte) int {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write(data) // a buffer takes everything
	_ = w.Close()
	return b.Len()
}

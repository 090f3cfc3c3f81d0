package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const modulePath = "github.com/errdocs/errdocs/"

// mayImport is the architecture: what each package imports from errdocs and from outside of the standard
// library. An outside module belongs to one package, so that replacing it touches one folder. A package
// that is new has to be added here.
var mayImport = map[string][]string{
	"content": {
		modulePath + "search/find", modulePath + "search/resolve", modulePath + "internal/edit", modulePath + "internal/family", modulePath + "internal/lists",
		modulePath + "internal/parallel", modulePath + "internal/pattern", modulePath + "internal/position", modulePath + "internal/secret", modulePath + "internal/values", "go.yaml.in/yaml/v4", "golang.org/x/text/language", "golang.org/x/text/feature/plural",
	},
	"content/words": {modulePath + "content", modulePath + "internal/lists"},
	"templates":     {modulePath + "content", modulePath + "content/words", modulePath + "internal/execute", modulePath + "internal/lists", modulePath + "internal/pattern", modulePath + "internal/position", modulePath + "internal/script", modulePath + "site/record"},
	"search": {
		modulePath + "internal/parallel", modulePath + "internal/edit", modulePath + "internal/jsonfile", modulePath + "internal/letters", modulePath + "internal/lists", modulePath + "internal/script", modulePath + "internal/values",
		"github.com/blevesearch/bleve/v2", "github.com/blevesearch/bleve_index_api", "github.com/blevesearch/scorch_segment_api/v2", "github.com/blevesearch/zapx/v17",
		"github.com/blevesearch/go-porterstemmer",
	},
	"search/resolve":    {modulePath + "internal/edit", modulePath + "internal/family", modulePath + "internal/jsonfile", modulePath + "internal/letters", modulePath + "internal/lists", modulePath + "internal/pattern"},
	"search/ask":        {modulePath + "search", modulePath + "search/resolve", modulePath + "internal/jsonfile", modulePath + "internal/lists"},
	"search/find":       {modulePath + "search/resolve", modulePath + "internal/jsonfile", modulePath + "internal/letters", modulePath + "internal/lists", modulePath + "internal/pattern", modulePath + "internal/secret", "golang.org/x/text/encoding/unicode"},
	"internal/edit":     {},
	"internal/letters":  {},
	"internal/lists":    {},
	"internal/script":   {modulePath + "internal/pattern", "github.com/tdewolff/minify/v2"},
	"internal/execute":  {},
	"internal/family":   {modulePath + "internal/letters"},
	"internal/jsonfile": {},
	"internal/nodetest": {modulePath + "internal/jsonfile", modulePath + "internal/script", modulePath + "internal/testenv"}, // for tests only
	"internal/jobs":     {modulePath + "internal/lists", modulePath + "internal/parallel", modulePath + "internal/values"},
	"internal/parallel": {},
	"internal/pattern":  {},
	"internal/position": {modulePath + "internal/lists", modulePath + "internal/pattern"},
	"internal/publish":  {modulePath + "internal/parallel", "golang.org/x/sys"},
	"internal/serve":    {modulePath + "content", modulePath + "internal/lists", modulePath + "site", "github.com/fsnotify/fsnotify"},
	"internal/secret":   {modulePath + "internal/pattern"},
	"internal/licenses": {},
	"internal/values":   {},
	"internal/terminal": {"golang.org/x/text/width"},
	"internal/report":   {modulePath + "internal/position", modulePath + "internal/terminal"},
	"internal/golden":   {"github.com/google/go-cmp", "github.com/rogpeppe/go-internal"}, // for tests only
	"site": {
		modulePath + "content", modulePath + "internal/jsonfile", modulePath + "internal/jobs", modulePath + "internal/lists", modulePath + "internal/parallel", modulePath + "internal/pattern", modulePath + "internal/script", modulePath + "internal/values", modulePath + "search", modulePath + "site/prose", modulePath + "site/record", modulePath + "templates",
	},
	"site/record": {modulePath + "content", modulePath + "internal/execute", modulePath + "internal/jsonfile", modulePath + "internal/lists", modulePath + "internal/terminal", modulePath + "site/prose"},
	"site/prose":  {modulePath + "content", modulePath + "internal/pattern", modulePath + "internal/terminal", "github.com/yuin/goldmark", "github.com/alecthomas/chroma/v2", "github.com/dlclark/regexp2/v2"},
	"cmd/errdocs": {
		modulePath + "content", modulePath + "site", modulePath + "search", modulePath + "internal/publish",
		modulePath + "internal/licenses", modulePath + "internal/lists", modulePath + "internal/catalogfile", modulePath + "internal/parallel", modulePath + "internal/scaffold", modulePath + "internal/terms", modulePath + "internal/vendorpage", modulePath + "internal/serve", modulePath + "internal/position", modulePath + "internal/report", modulePath + "internal/terminal",
		modulePath + "templates", // init copies the theme
		"github.com/spf13/cobra", "github.com/spf13/pflag", "golang.org/x/term", "github.com/modelcontextprotocol/go-sdk",
	},
	"internal/scaffold":    {modulePath + "content"},
	"internal/catalogfile": {modulePath + "content", modulePath + "internal/lists", modulePath + "internal/pattern", modulePath + "internal/position", modulePath + "internal/publish", "go.yaml.in/yaml/v4"},
	"internal/terms":       {modulePath + "content", modulePath + "internal/lists", modulePath + "internal/pattern"},
	"internal/plaintext":   {modulePath + "internal/lists", modulePath + "internal/pattern", modulePath + "internal/terms"},
	"internal/vendorpage":  {modulePath + "content", modulePath + "internal/catalogfile", modulePath + "internal/lists", modulePath + "internal/pattern", modulePath + "internal/plaintext", modulePath + "internal/position", modulePath + "internal/terms", "golang.org/x/net/html", "github.com/yuin/goldmark"},
	// For tests only.
	"internal/testenv":            {},
	"internal/testenv/codeshapes": {},
	"internal/browsertest":        {modulePath + "internal/testenv", "github.com/chromedp/chromedp", "github.com/chromedp/cdproto"},
	// Comparisons and what they need, no part of errdocs.
	"internal/bench/catalog": {modulePath + "content"},
	"internal/bench/site": {
		modulePath + "content", modulePath + "site", modulePath + "search", modulePath + "internal/bench/catalog",
		"github.com/yuin/goldmark", "github.com/alecthomas/chroma/v2", "github.com/blevesearch/bleve/v2",
	},
	"internal/bench/search": {modulePath + "content", modulePath + "site", modulePath + "search", modulePath + "internal/bench/catalog"},
}

// testsMayImport is what test files may import besides.
var testsMayImport = []string{
	modulePath, "github.com/google/go-cmp", "pgregory.net/rapid", "github.com/rogpeppe/go-internal",
	"github.com/chromedp/chromedp", "github.com/chromedp/cdproto", "golang.org/x/net/html", "go.yaml.in/yaml/v4", "github.com/santhosh-tekuri/jsonschema/v6", "github.com/yuin/goldmark",
}

// forbidden lists packages of the standard library with the only packages that may import them.
var forbidden = map[string][]string{
	"os/exec":  {"cmd/errdocs", "internal/browsertest", "internal/nodetest", "internal/testenv", "internal/bench/search", "internal/bench/site"}, // git, for diff; the browser, for serve
	"plugin":   {},
	"unsafe":   {},
	"log":      {},
	"log/slog": {},
	"os":       {"cmd/errdocs", "internal/catalogfile", "internal/browsertest", "internal/golden", "internal/nodetest", "internal/publish", "internal/scaffold", "internal/serve", "internal/testenv", "internal/bench/search", "internal/bench/site"}, // the others read from fs.FS and write to io.Writer
	"flag":     {"cmd/errdocs", "internal/golden", "internal/testenv", "internal/bench/search", "internal/bench/site"},
	"net/http": {"site", "internal/serve", "internal/bench/site"}, // to serve a built site, and to ask one
}

type listedPackage struct {
	ImportPath   string
	Imports      []string
	TestImports  []string
	XTestImports []string
}

func listPackages(t *testing.T) map[string]listedPackage {
	t.Helper()
	cmd := exec.Command("go", "list", "-pgo=off", "-json=ImportPath,Imports,TestImports,XTestImports", modulePath+"...")
	out, err := cmd.Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			t.Fatalf("go list: %v\n%s", err, exit.Stderr)
		}
		t.Fatal(err)
	}
	all := map[string]listedPackage{}
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listedPackage
		if err := dec.Decode(&p); err == io.EOF {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all[strings.TrimPrefix(p.ImportPath, modulePath)] = p
	}
}

// covers reports whether a path is one of the modules or packages, or inside one.
func covers(list []string, path string) bool {
	return slices.ContainsFunc(list, func(m string) bool {
		return path == m || strings.HasPrefix(path, strings.TrimSuffix(m, "/")+"/")
	})
}

func standard(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return !strings.Contains(first, ".")
}

func TestImports(t *testing.T) {
	packages := listPackages(t)
	for name := range mayImport {
		if _, ok := packages[name]; !ok {
			t.Errorf("the table has a package %s, which does not exist", name)
		}
	}
	for name, p := range packages {
		allowed, ok := mayImport[name]
		if !ok {
			t.Errorf("package %s is not in the table: say what it may import", name)
			continue
		}
		for _, path := range p.Imports {
			if !standard(path) && !covers(allowed, path) {
				t.Errorf("%s must not import %s", name, path)
			}
			if by, banned := forbidden[path]; banned && !slices.Contains(by, name) {
				t.Errorf("%s must not import %s; only %v may", name, path, by)
			}
		}
		for _, path := range slices.Concat(p.TestImports, p.XTestImports) {
			if !standard(path) && !covers(allowed, path) && !covers(testsMayImport, path) {
				t.Errorf("the tests of %s must not import %s", name, path)
			}
		}
	}
}

// Modules that are no longer imported must not be in the table.
func TestImportTableIsInUse(t *testing.T) {
	packages := listPackages(t)
	for name, allowed := range mayImport {
		for _, m := range allowed {
			used := slices.ContainsFunc(packages[name].Imports, func(path string) bool { return covers([]string{m}, path) })
			if !used {
				t.Errorf("%s does not import %s any more", name, m)
			}
		}
	}
}

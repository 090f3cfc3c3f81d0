package site

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"go.yaml.in/yaml/v4"
	"pgregory.net/rapid"
)

// export returns the default catalog in a format.
func export(t *testing.T, format string) []File {
	t.Helper()
	c := defaultCatalog(t)
	files, err := Export(context.Background(), c, Options{}, format)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func exportJSON[T any](t *testing.T, format string) T {
	t.Helper()
	var v T
	if err := json.Unmarshal(export(t, format)[0].Data, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// pathOf returns the file of the default site that an absolute address leads to, or fails.
func pathOf(t *testing.T, address string) string {
	t.Helper()
	c, s := defaultCatalog(t), defaultSite(t)
	file, ok := strings.CutPrefix(address, c.Site.BaseURL)
	if file == "" || strings.HasSuffix(file, "/") {
		file += "index.html"
	}
	if !ok || s.File(file) == nil {
		t.Errorf("the site has no page at %s", address)
	}
	return file
}

// The exports that are files of the site, too, are the same bytes.
func TestExportIsTheSitesFile(t *testing.T) {
	s := defaultSite(t)
	for format, file := range map[string]string{"json": "api/codes.json", "csv": "codes.csv"} {
		if got := export(t, format); len(got) != 1 || !bytes.Equal(got[0].Data, s.File(file)) {
			t.Errorf("%s is not /%s", format, file)
		}
	}
}

func TestExportRefusals(t *testing.T) {
	c := catalogOf(t, "tiny.txtar", txtar.File{Name: "site.yaml", Data: []byte("title: Tiny\nsummary: Nothing known.\n")})
	for _, f := range ExportFormats() {
		_, err := Export(context.Background(), c, Options{}, f.ID)
		if f.links != errors.Is(err, ErrNoBaseURL) {
			t.Errorf("%s without an address: %v", f.ID, err)
		}
	}
	if _, err := Export(context.Background(), c, Options{}, "xml"); err == nil {
		t.Error("an unknown format is made")
	}
}

// Each format of the tiny catalog, but not the internal entries.
func TestExportGolden(t *testing.T) {
	for _, f := range ExportFormats() {
		files, err := Export(context.Background(), catalogOf(t, "tiny.txtar"), Options{}, f.ID)
		if err != nil {
			t.Fatal(err)
		}
		var all txtar.Archive
		for _, file := range files {
			if bytes.Contains(bytes.ToLower(file.Data), []byte("quokka")) || strings.Contains(file.Path, "quiet") {
				t.Errorf("%s: %s speaks of an internal entry", f.ID, file.Path)
			}
			all.Files = append(all.Files, txtar.File{Name: file.Path, Data: file.Data})
		}
		if f.ID != "json" && f.ID != "csv" && !f.Folder { // these have tests of their own
			expect(t, "golden/export-"+f.ID+".txtar", string(txtar.Format(&all)))
		}
		again, err := Export(context.Background(), catalogOf(t, "tiny.txtar"), Options{}, f.ID)
		if err != nil || !slices.EqualFunc(files, again, func(a, b File) bool { return a.Path == b.Path && bytes.Equal(a.Data, b.Data) }) {
			t.Errorf("%s differs the second time, %v", f.ID, err)
		}
	}
}

func TestProblemTypes(t *testing.T) {
	types := exportJSON[[]problemType](t, "problem-types")
	c := defaultCatalog(t)
	seen := map[string]bool{}
	for _, p := range types {
		code := c.Code(p.ID)
		if code == nil || code.Code != p.Code || code.Title != p.Title || seen[p.Type] {
			t.Errorf("%+v", p)
		}
		seen[p.Type] = true
		if file := pathOf(t, p.Type); file != shortPath(code)+"index.html" {
			t.Errorf("%s has the type %s", p.ID, p.Type)
		}
	}
	if len(types) != 152 {
		t.Errorf("%d types", len(types))
	}
}

func TestOpenAPI(t *testing.T) {
	type answer struct{ Is, Origin string }
	var doc struct {
		Types []struct {
			Type, ID, Code, Title string
			HTTP                  []int `yaml:"vendor-http"`
			Outcome, Retry        answer
			Next                  answer `yaml:"next-step"`
			Deprecated            bool
		} `yaml:"x-error-types"`
		Components struct {
			Schemas struct {
				ErrorType struct {
					Description, Type, Format string
					Enum                      []string
				} `yaml:"ErrorType"`
			}
		}
	}
	if err := yaml.Load(export(t, "openapi")[0].Data, &doc, yaml.WithKnownFields()); err != nil {
		t.Fatal(err)
	}
	c := defaultCatalog(t)
	var links []string
	for _, x := range doc.Types {
		code := c.Code(x.ID)
		if code == nil || x.Code != code.Code || x.Title != code.Title || x.Retry != (answer{string(code.Retry.Policy), string(code.Retry.Origin)}) || !slices.Equal(x.HTTP, code.HTTP.Is) {
			t.Fatalf("%+v", x)
		}
		if x.Deprecated != code.Lifecycle.Retired() {
			t.Errorf("%s: deprecated %v", x.ID, x.Deprecated)
		}
		pathOf(t, x.Type)
		links = append(links, x.Type)
	}
	if len(links) != 152 || !slices.Equal(links, doc.Components.Schemas.ErrorType.Enum) {
		t.Errorf("%d types, and the schema's are others", len(links))
	}
}

func TestExportGo(t *testing.T) {
	source := export(t, "go")[0].Data
	formatted, err := format.Source(source)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(formatted, source) {
		t.Error("it is not formatted as gofmt does")
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "codes.go", source, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	if !ast.IsGenerated(file) {
		t.Error("it does not say that it is generated")
	}
	pkg, err := new(types.Config).Check("errorcodes", fset, []*ast.File{file}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var values []string
	for _, name := range pkg.Scope().Names() {
		if constant, ok := pkg.Scope().Lookup(name).(*types.Const); ok {
			value, err := strconv.Unquote(constant.Val().ExactString())
			if err != nil {
				t.Fatal(err)
			}
			values = append(values, value)
		}
	}
	sameCodes(t, values)
}

// sameCodes compares a list with the codes of the default catalog.
func sameCodes(t *testing.T, got []string) {
	t.Helper()
	c := defaultCatalog(t)
	var want []string
	for code := range c.All() {
		want = append(want, code.Code)
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("%d codes, want %d: %q", len(got), len(want), got)
	}
}

// Two slugs never become the same name.
func TestCamel(t *testing.T) {
	for slug, want := range map[string]string{
		"invalid-pan": "InvalidPan", "server-error-100": "ServerError_100", "30001": "30001", "1-2": "1_2", "a1": "A1", "a-1": "A_1", "a-b": "AB", "ab": "Ab",
	} {
		if got := camel(slug); got != want {
			t.Errorf("%s: %s, want %s", slug, got, want)
		}
	}
	slug := rapid.StringMatching(`[a-c0-2]{1,3}(-[a-c0-2]{1,3}){0,2}`)
	rapid.Check(t, func(t *rapid.T) {
		a, b := slug.Draw(t, "a"), slug.Draw(t, "b")
		if (a == b) != (camel(a) == camel(b)) {
			t.Fatalf("%s and %s: %s and %s", a, b, camel(a), camel(b))
		}
	})
}

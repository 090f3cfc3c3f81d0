package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/search"
	"github.com/errdocs/errdocs/search/find"
	"github.com/errdocs/errdocs/search/resolve"
	"github.com/errdocs/errdocs/templates"

	"github.com/errdocs/errdocs/content/words"
)

// The catalog that the README shows must pass, for people copy it.
func TestReadmeCatalog(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	file := regexp.MustCompile("(?s)`([a-z/]+\\.yaml)`:\n\n```yaml\n(.*?)```")
	found := file.FindAllStringSubmatch(string(text), -1)
	if len(found) != 3 {
		t.Fatalf("the README shows %d files of a catalog, want 3", len(found))
	}
	for _, f := range found {
		name := filepath.Join(dir, filepath.FromSlash(f[1]))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(f[2]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := content.Load(os.DirFS(dir)); err != nil {
		t.Error(err)
	}
}

// The README says what each package is for, or at least that there is one.
func TestReadmeHasPackages(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, layout, _ := strings.Cut(string(text), "\n## Layout\n")
	layout, _, _ = strings.Cut(layout, "\n## ")
	for name := range mayImport {
		if inner, ok := strings.CutPrefix(name, "internal/"); ok {
			inner, _, _ = strings.Cut(inner, "/")
			if !strings.Contains(layout, "internal/"+inner+"/ ") && !strings.Contains(layout, "`"+inner+"`") {
				t.Errorf("the README does not name internal/%s", inner)
			}
		}
	}
}

// The themes that the README shows work as they are written: each example into the file that its text names, all in
// one portal.
func TestReadmeTheme(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, themes, _ := strings.Cut(string(text), "\n## Themes\n")
	themes, _, _ = strings.Cut(themes, "\n## ")
	example := regexp.MustCompile("(?s)`(templates/[a-z./]+)`[^`]*\n\n      ([^\n]+)\n")
	found := example.FindAllStringSubmatch(themes, -1)
	if len(found) != 3 {
		t.Fatalf("the README shows %d files of a theme, want 3", len(found))
	}
	build := errdocs(t, "init")
	run := func(args ...string) {
		t.Helper()
		cmd := exec.Command(build.Path, args...)
		cmd.Dir = build.Dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("errdocs %s: %v\n%s", args[0], err, out)
		}
	}
	write := func(name, data string) {
		t.Helper()
		name = filepath.Join(build.Dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	run("init")
	for _, f := range found {
		write(f[1], f[2]+"\n")
	}
	const logo = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z"/></svg>`
	write("templates/assets/logo.svg", logo)
	write("content/site.yaml", "title: Errors\nsummary: What errors mean.\naccent: \"#a03060\"\nhome: Ask *us* first.\n")
	run("check")
	run("build")

	page := func(name string) string {
		t.Helper()
		data, err := os.ReadFile(filepath.Join(build.Dir, "public", filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	home := page("index.html")
	logoAt := regexp.MustCompile(`<img src=\./(assets/[0-9a-f]+)/logo\.svg `).FindStringSubmatch(home)
	if logoAt == nil {
		t.Fatalf("the home page lacks the logo:\n%s", home)
	}
	for name, want := range map[string]string{
		"index.html":                       "<p>Ask <em>us</em> first.",
		"404.html":                         "<h1>Nothing here</h1>",
		logoAt[1] + "/logo.svg":            logo,
		"acme/api/card-expired/index.html": "/logo.svg",
	} {
		if !strings.Contains(page(name), want) {
			t.Errorf("%s lacks %s", name, want)
		}
	}
	bare := strings.NewReplacer("; }", "}", " ", "", "\n", "").Replace
	if css := bare(page(logoAt[1] + "/style.css")); !strings.Contains(css, "#a03060") || !strings.Contains(css, bare(found[1][2])) {
		t.Errorf("the styles lack the accent, or the site's own: %s", css)
	}
}

// A theme can't have an asset of the name of one of the search's scripts: templates knows them by name only.
func TestSearchScriptsAreNoAssets(t *testing.T) {
	files := slices.Concat(search.Scripts(), find.Scripts(), resolve.Scripts())
	if len(files) < 8 {
		t.Fatalf("only %d scripts", len(files))
	}
	for _, f := range files {
		_, err := templates.New(fstest.MapFS{"assets/" + f.Path: {}}, words.Words{})
		if len(templates.Problems(err)) != 1 {
			t.Errorf("%s: %v", f.Path, err)
		}
	}
}

package site

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
	"golang.org/x/net/html"
)

// TestTechDocs gives the folder to MkDocs, where there is one: it builds without a warning, there is a page for each code
// and alias whose links lead to pages, and the search index has every code. Without the plugin of TechDocs, MkDocs does its part.
func TestTechDocs(t *testing.T) {
	c, dir := defaultCatalog(t), t.TempDir()
	for _, f := range export(t, "techdocs") {
		name := filepath.Join(dir, f.Path)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	var info struct {
		Metadata struct {
			Name        string
			Annotations map[string]string
		}
	}
	if text, err := os.ReadFile(filepath.Join(dir, "catalog-info.yaml")); err != nil {
		t.Fatal(err)
	} else if err := yaml.Load(text, &info); err != nil || info.Metadata.Annotations["backstage.io/techdocs-ref"] != "dir:." || info.Metadata.Name == "" {
		t.Errorf("%v in %s", err, text)
	}
	addresses := map[string]string{}
	for code := range c.All() {
		addresses[codePath(code)] = code.Title
	}
	ed, err := newEdition(c, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range ed.allSets() {
		for _, a := range ed.prepared[s]().aliases {
			addresses[setPath(s)+a.slug+"/"] = a.code.Title
		}
	}
	for address := range addresses {
		if _, err := os.Stat(filepath.Join(dir, "docs", address, "index.md")); err != nil {
			t.Error(err)
		}
	}
	mkdocs(t, dir)
	pages := os.DirFS(filepath.Join(dir, "site"))
	for address, title := range addresses {
		checkDocPage(t, filepath.Join(dir, "site"), address, title)
	}
	var index struct {
		Docs []struct{ Location, Title, Text string }
	}
	data, err := os.ReadFile(filepath.Join(dir, "site/search/search_index.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &index); err != nil {
		t.Fatal(err)
	}
	for _, d := range index.Docs {
		delete(addresses, d.Location)
	}
	if len(addresses) > 0 {
		t.Errorf("the search index lacks %v of %v", addresses, pages)
	}
}

// mkdocs builds the sources in a folder, into its folder site.
func mkdocs(t *testing.T, dir string) {
	t.Helper()
	if _, err := exec.LookPath("mkdocs"); err != nil {
		t.Skip("skipped: ", err)
	}
	cmd := exec.Command("mkdocs", "build", "--strict", "--quiet")
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if bytes.Contains(out, []byte(`"techdocs-core" plugin is not installed`)) {
		t.Log("without the plugin techdocs-core")
		name := filepath.Join(dir, "mkdocs.yml")
		config, readErr := os.ReadFile(name)
		if readErr != nil {
			t.Fatal(readErr)
		}
		if err := os.WriteFile(name, bytes.Replace(config, []byte("techdocs-core"), []byte("search"), 1), 0o666); err != nil {
			t.Fatal(err)
		}
		cmd = exec.Command("mkdocs", "build", "--strict", "--quiet")
		cmd.Dir = dir
		out, err = cmd.CombinedOutput()
	}
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

// checkDocPage checks a page that MkDocs has made: its title is there, it has one main heading, and relative links lead to pages.
func checkDocPage(t *testing.T, site, address, title string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(site, address, "index.html"))
	if err != nil {
		t.Error(err)
		return
	}
	doc, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	text, headings := "", 0
	for n := range doc.Descendants() {
		if n.Type == html.TextNode {
			text += n.Data
		}
		if n.Type != html.ElementNode {
			continue
		}
		if n.Data == "h1" {
			headings++
		}
		for _, a := range n.Attr {
			if n.Data != "a" || a.Key != "href" || strings.HasPrefix(a.Val, "#") || strings.Contains(a.Val, ":") {
				continue
			}
			file, _, _ := strings.Cut(a.Val, "#")
			if _, err := os.Stat(filepath.Join(site, path.Join(address, file))); err != nil {
				t.Errorf("%s links to %s", address, a.Val)
			}
		}
	}
	if !strings.Contains(text, title) || headings != 1 {
		t.Errorf("%s has %d headings, and its title: %v", address, headings, strings.Contains(text, title))
	}
}

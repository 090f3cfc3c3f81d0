// Command search measures what a first search costs a reader, and how long queries take, compared with
// Pagefind, MiniSearch and lunr on the same texts. It prints a Markdown table. Before the first run: npm ci here.
//
//	go run ./internal/bench/search -codes 152,1000,10000
//	go run ./internal/bench/search -codes 100000 -pages=false -peers pagefind
//
// 152 codes are those of the default catalog; other numbers make a synthetic one.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"html"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/bench/catalog"
	"github.com/errdocs/errdocs/search"
	"github.com/errdocs/errdocs/site"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	codes := flag.String("codes", "152,1000,10000", "sizes, separated by commas")
	pages := flag.Bool("pages", true, "build the pages of errdocs, and let Pagefind index them")
	peers := flag.String("peers", "pagefind,minisearch,lunr", "other programs, separated by commas")
	flag.Parse()
	if err := run(ctx, *codes, plan{*pages, strings.Split(*peers, ",")}); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// plan says what is compared.
type plan struct {
	pages bool
	peers []string
}

func (p plan) has(peer string) bool { return slices.Contains(p.peers, peer) }

// engines returns names that engines.mjs knows.
func (p plan) engines() []string {
	names := []string{"errdocs"}
	if !p.pages {
		names = []string{"errdocs, index alone"} // the dialog is a script of the pages
	}
	if p.has("pagefind") && p.pages {
		names = append(names, "Pagefind, code pages")
	}
	for _, n := range [][2]string{{"pagefind", "Pagefind, bare texts"}, {"minisearch", "MiniSearch"}, {"lunr", "lunr"}} {
		if p.has(n[0]) {
			names = append(names, n[1])
		}
	}
	return names
}

func run(ctx context.Context, codes string, p plan) error {
	if _, err := os.Stat("internal/bench/search/measure.mjs"); err != nil {
		return fmt.Errorf("run it from the root of the repository: %w", err)
	}
	for i, s := range strings.Split(codes, ",") {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 || n > catalog.MaxCodes {
			return fmt.Errorf("-codes: %q is not a number of codes", s)
		}
		if err := compare(ctx, n, p, i == 0); err != nil {
			return fmt.Errorf("%d codes: %w", n, err)
		}
	}
	return nil
}

// compare prepares a folder with all that is to be searched and has it measured.
func compare(ctx context.Context, n int, p plan, header bool) error {
	dir, err := os.MkdirTemp("", "errdocs-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	w := workspace{dir}
	if err := w.prepare(ctx, n, p); err != nil {
		return err
	}
	if p.has("pagefind") && p.pages {
		if err := w.pagefind(ctx, "pages", "--root-selector", "main"); err != nil {
			return err
		}
	}
	if p.has("pagefind") {
		if err := w.pagefind(ctx, "texts"); err != nil {
			return err
		}
	}
	args := []string{"--max-old-space-size=12000", "internal/bench/search/measure.mjs", dir, strconv.Itoa(n), strconv.FormatBool(header)}
	return command(ctx, os.Stdout, "node", append(args, p.engines()...)...)
}

// workspace is a folder that is served as the root of a site.
//
//	site/          of errdocs: assets/ and search/
//	pages/         the pages of the codes as errdocs builds them, and Pagefind's output
//	texts/         pages with nothing but the texts of documents.json, and Pagefind's output
//	documents.json what errdocs, MiniSearch and lunr search
//	queries.json   what they are asked
type workspace struct{ dir string }

func (w workspace) prepare(ctx context.Context, n int, p plan) error {
	c, err := content.Load(catalog.Synthetic(n))
	if err != nil {
		return err
	}
	facets, docs := site.Documents(c, false)
	if len(docs) != n {
		return fmt.Errorf("the catalog has %d codes", len(docs))
	}
	if p.pages {
		err = w.site(ctx, c, docs)
	} else {
		err = w.index(facets, docs)
	}
	if err != nil {
		return err
	}
	if p.has("pagefind") {
		if err := w.texts(docs); err != nil {
			return err
		}
	}
	if err := w.json("documents.json", docs); err != nil {
		return err
	}
	return w.json("queries.json", queries(docs))
}

// site builds the whole site and writes what of it is searched.
func (w workspace) site(ctx context.Context, c *content.Catalog, docs []search.Document) error {
	s, err := site.Build(ctx, c, site.Options{})
	if err != nil {
		return err
	}
	for path, data := range s.All() {
		if strings.HasPrefix(path, "search/") || strings.HasPrefix(path, "assets/") {
			if err := w.write("site/"+path, data); err != nil {
				return err
			}
		}
	}
	for _, d := range docs {
		if err := w.write("pages/"+d.URL+"index.html", s.File(d.URL+"index.html")); err != nil {
			return err
		}
	}
	return nil
}

func (w workspace) texts(docs []search.Document) error {
	e := html.EscapeString
	for _, d := range docs {
		page := fmt.Sprintf("<!doctype html><html lang=en><title>%s</title><h1>%s</h1><h2>%s</h2><p>%s</p><p>%s</p><p>%s</p><p>%s</p>",
			e(d.Names[0]), e(strings.Join(d.Names, " ")), e(d.Title), e(d.Label), e(d.Summary), e(strings.Join(d.Tags, ", ")), e(d.Body))
		if err := w.write("texts/"+d.URL+"index.html", []byte(page)); err != nil {
			return err
		}
	}
	return nil
}

// index writes the same search files as site without building any page.
func (w workspace) index(facets []search.Facet, docs []search.Document) error {
	ix, err := search.Build(facets, docs)
	if err != nil {
		return err
	}
	for _, f := range ix.Export() {
		if err := w.write("site/"+f.Path, f.Data); err != nil {
			return err
		}
	}
	for _, f := range search.Scripts() {
		if err := w.write("site/assets/scripts/"+f.Path, f.Data); err != nil {
			return err
		}
	}
	return nil
}

func (w workspace) json(name string, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return w.write(name, data)
}

func (w workspace) write(path string, data []byte) error {
	name := filepath.Join(w.dir, filepath.FromSlash(path))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, data, 0o644)
}

func (w workspace) pagefind(ctx context.Context, folder string, args ...string) error {
	args = append([]string{"--site", filepath.Join(w.dir, folder), "--quiet"}, args...)
	return command(ctx, os.Stderr, "internal/bench/search/node_modules/.bin/pagefind", args...)
}

func command(ctx context.Context, stdout *os.File, name string, args ...string) error {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Stdout, cmd.Stderr = stdout, os.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

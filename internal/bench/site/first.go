package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/errdocs/errdocs/content"
)

// writeQueries writes some codes and beginnings of titles from all over a catalog.
func writeQueries(catalogDir, name string) error {
	c, err := content.Load(os.DirFS(catalogDir))
	if err != nil {
		return err
	}
	const each = 7
	codes := slices.Collect(c.All())
	var list []string
	for i := range each {
		code := codes[i*len(codes)/each]
		words := strings.Fields(strings.ToLower(code.Title))
		list = append(list, code.Code, strings.Join(words[:min(2, len(words))], " "))
	}
	data, err := json.Marshal(list)
	if err != nil {
		return err
	}
	return os.WriteFile(name, data, 0o644)
}

// firstQueries has a browser with an empty cache ask the searches and notes the bytes, compressed as a
// server does it. Without a browser there are none.
func (c *contest) firstQueries(ctx context.Context) error {
	for _, tool := range []string{"node", "chromium"} {
		if _, err := exec.LookPath(tool); err != nil {
			fmt.Fprintf(os.Stderr, "no %s: first queries are left out\n", tool)
			return nil
		}
	}
	// The folders that internal/bench/search/engines.mjs knows.
	if err := os.Symlink(c.out("errdocs", c.runs), c.path("site")); err != nil {
		return err
	}
	engines := map[string]string{nameFull: "errdocs"}
	if c.has("hugo") {
		engines[nameBoth] = "Pagefind, code pages"
		if err := os.Symlink(c.out("hugo-out", c.runs), c.path("pages")); err != nil {
			return err
		}
	}
	assets, err := filepath.Glob(c.path("site/assets/*"))
	if err != nil || len(assets) != 1 {
		return fmt.Errorf("one folder of assets wanted, there are %d: %w", len(assets), err)
	}
	for name, engine := range engines {
		first := program{path: "node", args: []string{"internal/bench/site/first.mjs", c.dir, "assets/" + filepath.Base(assets[0]), engine}}
		_, stdout, err := first.run(ctx)
		if err != nil {
			return err
		}
		if c.row(name).first, err = strconv.ParseFloat(strings.TrimSpace(stdout), 64); err != nil {
			return fmt.Errorf("first queries: %w", err)
		}
	}
	return nil
}

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// firstQueries has a browser with an empty cache ask both searches and notes the bytes, compressed as a
// server does it. Without a browser there are none.
func (c *contest) firstQueries(ctx context.Context) error {
	for _, tool := range []string{"node", "chromium"} {
		if _, err := exec.LookPath(tool); err != nil {
			fmt.Fprintf(os.Stderr, "no %s: first queries are left out\n", tool)
			return nil
		}
	}
	// The folders that search/bench/engines.mjs knows.
	for name, out := range map[string]string{"site": c.out("errdocs", c.runs), "pages": c.out("hugo-out", c.runs)} {
		if err := os.Symlink(out, c.path(name)); err != nil {
			return err
		}
	}
	assets, err := filepath.Glob(c.path("site/assets/*"))
	if err != nil || len(assets) != 1 {
		return fmt.Errorf("one folder of assets wanted, there are %d: %w", len(assets), err)
	}
	first := program{path: "node", args: []string{"site/bench/first.mjs", c.dir, "assets/" + filepath.Base(assets[0])}}
	_, stdout, err := first.run(ctx)
	if err != nil {
		return err
	}
	var bytes struct{ Errdocs, Pagefind float64 }
	if err := json.Unmarshal([]byte(stdout), &bytes); err != nil {
		return fmt.Errorf("first queries: %w", err)
	}
	c.row(nameFull).first, c.row(nameBoth).first = bytes.Errdocs, bytes.Pagefind
	return nil
}

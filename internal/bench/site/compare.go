package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// The names of the rows.
const (
	nameFull  = "errdocs, everything"
	nameSame  = "errdocs, nothing changed"
	nameCheck = "errdocs, check"
	nameFind  = "errdocs, search for two words"
	nameHugo  = "Hugo"
	nameJSON  = "Hugo with index.json"
	namePage  = "Pagefind on its output"
	nameBoth  = "Hugo + Pagefind"
	nameFloor = "floor"
)

func (p plan) run(ctx context.Context) error {
	dir, err := os.MkdirTemp("", "errdocs-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir) // at the end, because to delete a tree slows the disk down for a while
	t, err := makeTools(ctx, dir, p)
	if err != nil {
		return err
	}
	var all []*contest
	for _, n := range p.sizes {
		c := &contest{plan: p, tools: t, codes: n, dir: filepath.Join(dir, fmt.Sprint(n)), rows: map[string]*row{}}
		all = append(all, c)
		if err = c.run(ctx); err != nil {
			err = fmt.Errorf("%d codes: %w", n, err)
			break
		}
	}
	printTables(os.Stdout, all) // what there is of them, after an error too
	return err
}

// contest is the comparison at one size.
type contest struct {
	plan
	*tools
	codes int
	dir   string
	order []*row
	rows  map[string]*row
	parts string // what the floor consists of
}

func (c *contest) path(name string) string { return filepath.Join(c.dir, name) }

// out is a folder that is new in each round.
func (c *contest) out(name string, round int) string {
	return c.path(fmt.Sprintf("%s-%d", name, round))
}

func (c *contest) row(name string) *row {
	if c.rows[name] == nil {
		c.rows[name] = &row{codes: c.codes, name: name}
		c.order = append(c.order, c.rows[name])
	}
	return c.rows[name]
}

func (c *contest) run(ctx context.Context) error {
	if err := c.prepare(ctx); err != nil {
		return err
	}
	for round := range c.runs + 1 { // the first to warm up
		if err := c.round(ctx, round); err != nil {
			return err
		}
	}
	return c.firstQueries(ctx)
}

// prepare writes the catalog, a second time with a theme to be edited, and what the peers read.
func (c *contest) prepare(ctx context.Context) error {
	for _, name := range []string{"catalog", "edited/content"} {
		write := program{path: c.self, args: []string{"-codes", fmt.Sprint(c.codes), "-write", c.path(name)}}
		if _, _, err := write.run(ctx); err != nil {
			return err
		}
	}
	theme := c.path("edited/" + brandFile)
	if err := errors.Join(os.MkdirAll(filepath.Dir(theme), 0o755), os.WriteFile(theme, []byte(brand), 0o644)); err != nil {
		return err
	}
	if c.has("hugo") {
		if _, _, err := c.step("hugo", c.path("catalog"), c.path("hugo")).run(ctx); err != nil {
			return err
		}
	}
	_, _, err := c.step("queries", c.path("catalog"), c.path("queries.json")).run(ctx)
	return err
}

// round runs everything once.
func (c *contest) round(ctx context.Context, n int) error {
	out := c.out("errdocs", n)
	if _, err := c.take(ctx, n, nameFull, c.build(c.path("catalog"), out, "")); err != nil {
		return err
	}
	if n == 0 && c.has("floor") {
		if _, _, err := c.step("texts", c.path("catalog"), out, c.path("texts")).run(ctx); err != nil {
			return err
		}
	}
	if c.edits {
		if err := c.small(ctx, n); err != nil {
			return err
		}
	}
	if c.has("hugo") {
		if err := c.peer(ctx, n); err != nil {
			return err
		}
	}
	if c.has("floor") {
		parts, err := c.take(ctx, n, nameFloor, c.step("floor", c.path("texts"), c.out("floor", n)))
		if err != nil {
			return err
		}
		c.parts = parts
	}
	return c.weigh(n)
}

// small times edits, small commands and serve.
func (c *contest) small(ctx context.Context, n int) error {
	if err := c.again(ctx, n); err != nil {
		return err
	}
	for name, command := range map[string][]string{nameCheck: {"check"}, nameFind: {"search", "token", "expired"}} {
		p := program{path: c.errdocs, args: append(command, "--content", c.path("edited/content")), env: []string{"XDG_CACHE_HOME=" + c.path("cache")}}
		if _, _, err := p.run(ctx); err != nil { // fills its cache after the edits
			return err
		}
		if _, err := c.take(ctx, n, name, p); err != nil {
			return err
		}
	}
	return c.serve(ctx, n)
}

// take runs a program and notes its cost, unless it is there to warm up.
func (c *contest) take(ctx context.Context, round int, name string, p program) (stdout string, err error) {
	cost, stdout, err := p.run(ctx)
	if err == nil {
		c.note(round, name, cost)
	}
	return stdout, err
}

// note notes a cost, unless it is that of warming up.
func (c *contest) note(round int, name string, cost cost) {
	fmt.Fprintf(os.Stderr, "%d codes, run %d of %d: %.2f s CPU, %.2f s, %d MiB, %s\n", c.codes, round, c.runs,
		cost.cpu.Seconds(), cost.wall.Seconds(), cost.peak>>20, name)
	if round > 0 {
		r := c.row(name)
		r.costs = append(r.costs, cost)
	}
}

// peer runs Hugo, and Pagefind on what it wrote.
func (c *contest) peer(ctx context.Context, n int) error {
	out := c.out("hugo-out", n)
	build := func(config, out string) program {
		return program{path: c.hugo, args: []string{"--source", c.path("hugo"), "--config", config, "--destination", out, "--cacheDir", c.path("hugo-cache"), "--noBuildLock", "--quiet"}}
	}
	if _, err := c.take(ctx, n, nameHugo, build("hugo.yaml", out)); err != nil {
		return err
	}
	if _, err := c.take(ctx, n, nameJSON, build("hugo.yaml,index.yaml", c.out("hugo-json", n))); err != nil {
		return err
	}
	if n == c.runs {
		if err := weighRow(c.row(nameHugo), out); err != nil {
			return err
		}
	}
	if _, err := c.take(ctx, n, namePage, program{path: c.pagefind, args: []string{"--site", out, "--quiet"}}); err != nil || n == 0 {
		return err
	}
	hugo, pagefind, both := c.row(nameHugo).costs, c.row(namePage).costs, c.row(nameBoth)
	both.costs = append(both.costs, hugo[n-1].plus(pagefind[n-1]))
	return nil
}

// weigh counts what the last round wrote.
func (c *contest) weigh(n int) error {
	if n < c.runs {
		return nil
	}
	for name, out := range map[string]string{
		nameFull: c.out("errdocs", n), nameJSON: c.out("hugo-json", n), nameFloor: c.out("floor", n), nameBoth: c.out("hugo-out", n), namePage: c.out("hugo-out", n) + "/pagefind",
	} {
		if r := c.rows[name]; r != nil {
			if err := weighRow(r, out); err != nil {
				return err
			}
		}
	}
	return nil
}

func weighRow(r *row, out string) (err error) {
	r.files, r.bytes, err = weigh(out)
	return err
}

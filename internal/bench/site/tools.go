package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
)

// hugoVersion is the last that Go 1.26 builds.
const hugoVersion = "v0.165.0"

// tools are the programs that are compared, built into a folder.
type tools struct {
	errdocs, hugo, pagefind string
	self                    string
}

func makeTools(ctx context.Context, dir string, p plan) (*tools, error) {
	if _, err := os.Stat("internal/bench/site/hugo/hugo.yaml"); err != nil {
		return nil, fmt.Errorf("run it from the root of the repository: %w", err)
	}
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	t := &tools{self: self, errdocs: filepath.Join(dir, "errdocs"+exe()), hugo: filepath.Join(dir, "hugo"+exe())}
	if _, _, err := (program{path: "go", args: []string{"build", "-o", t.errdocs, "./cmd/errdocs"}}).run(ctx); err != nil {
		return nil, err
	}
	if !p.has("hugo") {
		return t, nil
	}
	install := program{path: "go", args: []string{"install", "github.com/gohugoio/hugo@" + hugoVersion}, env: []string{"GOBIN=" + dir, "CGO_ENABLED=0"}}
	if _, _, err := install.run(ctx); err != nil {
		return nil, err
	}
	// The program itself, without the script of npm that starts it.
	found, err := filepath.Glob("internal/bench/search/node_modules/@pagefind/*/bin/pagefind_extended" + exe())
	if err != nil || len(found) == 0 {
		return nil, errors.Join(errors.New("there is no Pagefind: npm ci --prefix internal/bench/search"), err)
	}
	t.pagefind = found[0]
	return t, nil
}

func exe() string {
	if runtime.GOOS == "windows" {
		return ".exe"
	}
	return ""
}

// step is a step of this program in a process of its own.
func (t *tools) step(name string, args ...string) program {
	return program{path: t.self, args: append([]string{"-step", name, "--"}, args...)}
}

// build is a build of errdocs. With a cache folder it uses that, else none.
func (t *tools) build(catalog, out, cache string) program {
	p := program{path: t.errdocs, args: []string{"build", "--content", catalog, "--out", out, "--max-bytes", "0"}}
	if cache == "" {
		p.args = append(p.args, "--no-cache")
	} else {
		p.env = []string{"XDG_CACHE_HOME=" + cache}
	}
	return p
}

package main

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/errdocs/errdocs/content"
)

// openVersion loads a catalog from a folder, or from its folder content, or else from a git revision.
func (a *app) openVersion(ctx context.Context, name string) (*content.Catalog, error) {
	dir := contentIn(name)
	if dir == "" && isDir(name) {
		return nil, &usageError{fmt.Sprintf("%s contains no catalog", name), "name a folder with site.yaml and vendors/, or one with content/"}
	}
	if dir != "" {
		src, err := a.open(dir)
		if err != nil {
			return nil, err
		}
		defer src.close()
		return src.load()
	}
	fsys, err := a.revision(ctx, name)
	if err != nil {
		return nil, err
	}
	return (&source{dir: name + ":" + a.tracked(), fsys: fsys}).load()
}

// contentIn returns the content directory that a folder is, or has, "" for none.
func contentIn(folder string) string {
	for _, dir := range []string{folder, filepath.Join(folder, "content")} {
		if isFile(filepath.Join(dir, "site.yaml")) || isDir(filepath.Join(dir, "vendors")) {
			return dir
		}
	}
	return ""
}

// tracked returns the content directory whose revisions are compared.
func (a *app) tracked() string {
	if a.content != "" {
		return a.content
	}
	if dir := contentIn("."); dir != "" {
		return dir
	}
	return "."
}

// revision returns the content directory as it was in a git revision. Apart from the browser that serve --open starts,
// git is the only program that errdocs runs. It archives a folder of its own repository. No text from a catalog reaches
// its command line.
func (a *app) revision(ctx context.Context, name string) (fs.FS, error) {
	commit, err := a.git(ctx, "rev-parse", "--verify", "--quiet", "--end-of-options", name+"^{commit}")
	if err != nil {
		if _, failed := errors.AsType[*exec.ExitError](err); failed {
			return nil, &usageError{fmt.Sprintf("%q is neither a folder nor a git revision", name),
				"name a folder with a catalog, or a branch, tag or commit"}
		}
		return nil, err
	}
	data, err := a.git(ctx, "archive", "--format=zip", strings.TrimSpace(string(commit)))
	if err != nil {
		return nil, err
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("read %s from git: %w", name, err)
	}
	return archive, nil
}

// git runs git in the content directory and returns what it prints.
func (a *app) git(ctx context.Context, args ...string) ([]byte, error) {
	var stderr bytes.Buffer
	cmd := exec.CommandContext(ctx, "git", append([]string{"-C", a.tracked()}, args...)...)
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("git %s: %w: %s", args[0], err, strings.TrimSpace(stderr.String()))
	}
	return out, nil
}

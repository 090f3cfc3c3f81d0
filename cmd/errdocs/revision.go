package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing/fstest" // its MapFS, which has folders

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
	if len(a.content) > 0 {
		return a.content[0]
	}
	if dir := contentIn("."); dir != "" {
		return dir
	}
	return "."
}

// maxRevision is how many bytes the files of a revision may have together.
const maxRevision = 512 << 20

// revision returns the content directory as it was in a git revision. Apart from the browser that serve --open starts,
// git is the only program that errdocs runs, and of git only plumbing that reads objects: whatever the configuration,
// the attributes and the promises of the repository say, nothing is filtered, left out, fetched or started. No text
// from a catalog reaches a command line.
func (a *app) revision(ctx context.Context, name string) (fs.FS, error) {
	commit, err := a.git(ctx, "", "rev-parse", "--verify", "--quiet", "--end-of-options", name+"^{commit}")
	if err != nil {
		if _, failed := errors.AsType[*exec.ExitError](err); failed {
			return nil, &usageError{fmt.Sprintf("%q is neither a folder nor a git revision", name),
				"name a folder with a catalog, or a branch, tag or commit"}
		}
		return nil, err
	}
	tree, err := a.git(ctx, "", "ls-tree", "-r", "-l", "-z", strings.TrimSpace(string(commit)))
	if err != nil {
		return nil, isPartial(name)
	}
	names, ids, files, err := readListing(name, string(tree))
	if err != nil {
		return nil, err
	}
	objects, err := a.git(ctx, ids, "cat-file", "--batch")
	if err != nil {
		return nil, err
	}
	if err := readObjects(objects, names, files); err != nil {
		return nil, fmt.Errorf("read %s from git: %w", name, err)
	}
	return files, nil
}

// readListing returns the files that git ls-tree lists, without their data: their names and object ids, one a line, in its order.
// Submodules are left out. It refuses a revision that is too large, and one that is not here as a whole.
func readListing(revision, tree string) (names []string, ids string, files fstest.MapFS, err error) {
	files = fstest.MapFS{}
	all := 0
	for line := range strings.SplitSeq(tree, "\x00") {
		info, name, _ := strings.Cut(line, "\t")
		var mode, kind, id, bytes string
		if n, _ := fmt.Sscan(info, &mode, &kind, &id, &bytes); n < 4 || kind != "blob" {
			continue
		}
		n, err := strconv.Atoi(bytes)
		if err != nil {
			return nil, "", nil, isPartial(revision)
		}
		if all += n; all > maxRevision {
			return nil, "", nil, &failure{fmt.Errorf("the files of %s have more than %s", revision, size(maxRevision)), exitLimit, "compare folders instead"}
		}
		files[name] = &fstest.MapFile{Mode: 0o644}
		if mode == "120000" {
			files[name].Mode = fs.ModeSymlink
		}
		names, ids = append(names, name), ids+id+"\n"
	}
	return names, ids, files, nil
}

// isPartial is the error for a revision of which files are missing: in a partial clone git fails at the first of them, elsewhere it has no
// size of them.
func isPartial(revision string) error {
	return &failure{fmt.Errorf("files of %s are missing in this clone", revision), exitEnvironment,
		"errdocs fetches nothing: clone without --filter, or check the revision out once"}
}

// readObjects gives files the data that git cat-file --batch printed, which is, for each, a line that ends in the size, the bytes, and
// a line break.
func readObjects(objects []byte, names []string, files fstest.MapFS) error {
	for _, name := range names {
		head, rest, _ := bytes.Cut(objects, []byte("\n"))
		size, err := strconv.Atoi(string(head[bytes.LastIndexByte(head, ' ')+1:]))
		if err != nil || size >= len(rest) {
			return fmt.Errorf("unexpected %q", head)
		}
		files[name].Data, objects = rest[:size], rest[size+1:]
	}
	return nil
}

// git runs git in the content directory and returns what it prints. It may not use the network, or fetch what a partial
// clone lacks, and nobody's replacements of objects count.
func (a *app) git(ctx context.Context, stdin string, args ...string) ([]byte, error) {
	var stderr bytes.Buffer
	cmd := exec.CommandContext(ctx, "git", append([]string{"--no-replace-objects", "-c", "core.fsmonitor=false", "-C", a.tracked()}, args...)...)
	cmd.Env = append(os.Environ(), "GIT_NO_LAZY_FETCH=1", "GIT_ALLOW_PROTOCOL=", "GIT_TERMINAL_PROMPT=0")
	cmd.Stdin, cmd.Stderr = strings.NewReader(stdin), &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("git %s: %w: %s", args[0], err, strings.TrimSpace(stderr.String()))
	}
	return out, nil
}

package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

// target is an output directory.
type target struct {
	shown string // as the caller gave it
	dir   string // absolute, without symlinks above its last element

	content string   // the directory the site was made from, or ""
	keep    []string // foreign files at the top that stay
}

// Check reports with a *RefusedError whether Begin would refuse to replace out. It refuses
//
//   - the root directory, the home directory, the working directory, opts.Content, and whatever
//     contains one of them;
//   - a git repository's root, unless opts.Keep has the file .git; a mount point, a symlink, and whatever is not a directory;
//   - a directory that contains anything that errdocs did not write, except a .gitignore and opts.Keep at its top.
//
// It changes nothing, so that a command can refuse before it starts to work. What is in an output whose manifest nobody has written
// since opts.Since is left to Begin.
func Check(out string, opts Options) error {
	t, err := findTarget(out, opts)
	if err != nil {
		return err
	}
	info, err := os.Lstat(filepath.Join(t.dir, manifestName))
	if err == nil && !opts.Since.IsZero() && changed(info).Equal(opts.Since) {
		return t.guard()
	}
	_, err = t.look(opts.Since)
	return err
}

func findTarget(out string, opts Options) (target, error) {
	if out == "" {
		return target{}, &RefusedError{Out: `""`, Reason: "is an empty name", Hint: "name a directory"}
	}
	abs, err := filepath.Abs(out)
	if err != nil {
		return target{}, fmt.Errorf("resolve %s: %w", out, err)
	}
	parent, base := filepath.Split(abs)
	parent, err = resolve(filepath.Clean(parent))
	if err != nil {
		return target{}, fmt.Errorf("resolve %s: %w", out, err)
	}
	return target{shown: out, dir: filepath.Join(parent, base), content: opts.Content, keep: append([]string{ignoreName}, opts.Keep...)}, nil
}

// resolve follows the symlinks of the part of dir that exists.
func resolve(dir string) (string, error) {
	real, err := filepath.EvalSymlinks(dir)
	if !errors.Is(err, fs.ErrNotExist) || dir == filepath.Dir(dir) {
		return real, err
	}
	if _, err := os.Lstat(dir); err == nil {
		return "", fmt.Errorf("%s is a dangling symlink", dir)
	}
	parent, err := resolve(filepath.Dir(dir))
	return filepath.Join(parent, filepath.Base(dir)), err
}

func (t target) refuse(hint, reason string, args ...any) error {
	return &RefusedError{Out: t.shown, Reason: fmt.Sprintf(reason, args...), Hint: hint}
}

// look reads what is in the output, and refuses to replace it for any of the reasons given at Check.
func (t target) look(since time.Time) (*tree, error) {
	if err := t.guard(); err != nil {
		return nil, err
	}
	found, err := scan(t.dir, t.keep, since)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", t.shown, err)
	}
	if len(found.foreign) > 0 {
		return nil, t.refuse("move that away, or choose another directory with --out",
			"contains %s, not written by errdocs", strings.Join(found.foreign, ", "))
	}
	return found, nil
}

// guard refuses what must not be replaced whatever it contains. The order of its checks matters only for which reason is
// given.
func (t target) guard() error {
	const elsewhere = "choose another directory with --out"
	if filepath.Dir(t.dir) == t.dir {
		return t.refuse(elsewhere, "is the root directory")
	}
	info, err := os.Lstat(t.dir)
	at, _ := stateOf(t.dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case errors.Is(err, syscall.ENOTDIR):
		return t.refuse(elsewhere, "is inside something that is not a directory")
	case err != nil:
		return fmt.Errorf("check %s: %w", t.shown, err)
	}
	git, noGit := os.Lstat(filepath.Join(t.dir, ".git"))
	switch what := t.protects(info); {
	case info.Mode()&fs.ModeSymlink != 0:
		return t.refuse("name the directory itself", "is a symlink")
	case !info.IsDir():
		return t.refuse(elsewhere, "is not a directory")
	case what != "":
		return t.refuse(elsewhere, "%s", what)
	case noGit == nil && !(git.Mode().IsRegular() && slices.Contains(t.keep, ".git")):
		return t.refuse(elsewhere+"; a worktree (git worktree add) is possible with --keep .git", "is the root of a git repository")
	case at.mount:
		return t.refuse("name a directory inside it", "is a mount point")
	}
	return nil
}

// protects returns a clause if the directory is or contains one that must not be replaced.
func (t target) protects(info fs.FileInfo) string {
	home, _ := os.UserHomeDir() // "" if there is none
	wd, _ := os.Getwd()
	for _, g := range []struct{ dir, name string }{
		{home, "your home directory"},
		{wd, "the working directory"},
		{t.content, "the content directory"},
	} {
		if g.dir == "" {
			continue
		}
		switch depth := t.above(info, g.dir); {
		case depth == 0:
			return "is " + g.name
		case depth > 0:
			return "contains " + g.name
		}
	}
	return ""
}

// above returns how many levels the directory is above dir, 0 if they are the same, -1 if it is not above. It compares
// files and not names, because of symlinks, bind mounts and names that differ in case.
func (t target) above(info fs.FileInfo, dir string) int {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return -1
	}
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	for depth := 0; ; depth++ {
		if other, err := os.Stat(dir); err == nil && os.SameFile(info, other) {
			return depth
		}
		if dir == filepath.Dir(dir) {
			return -1
		}
		dir = filepath.Dir(dir)
	}
}

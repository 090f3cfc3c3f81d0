package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// place is an output directory.
type place struct {
	shown string // as the caller gave it
	dir   string // absolute, without symlinks above its last element

	content string // the directory the site was made from, or ""
}

// Check reports with a *RefusedError whether Begin would refuse to replace out. It refuses
//
//   - the root directory, the home directory, the working directory, opts.Content, and whatever
//     contains one of them;
//   - a git repository's root, a mount point, a symlink, and whatever is no directory;
//   - a directory that holds anything that errdocs did not write, a .gitignore at its top excepted.
//
// It changes nothing, so that a command can refuse before it starts to work.
func Check(out string, opts Options) error {
	pl, err := findPlace(out, opts)
	if err != nil {
		return err
	}
	_, err = pl.look()
	return err
}

func findPlace(out string, opts Options) (place, error) {
	if out == "" {
		return place{}, &RefusedError{Out: `""`, Reason: "is an empty name", Hint: "name a directory"}
	}
	abs, err := filepath.Abs(out)
	if err != nil {
		return place{}, fmt.Errorf("finding %s: %w", out, err)
	}
	parent, base := filepath.Split(abs)
	parent, err = resolve(filepath.Clean(parent))
	if err != nil {
		return place{}, fmt.Errorf("finding %s: %w", out, err)
	}
	return place{shown: out, dir: filepath.Join(parent, base), content: opts.Content}, nil
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

func (pl place) refuse(hint, reason string, args ...any) error {
	return &RefusedError{Out: pl.shown, Reason: fmt.Sprintf(reason, args...), Hint: hint}
}

// look reads what is in the output, and refuses to replace it for any of the reasons of Check.
func (pl place) look() (*tree, error) {
	if err := pl.guard(); err != nil {
		return nil, err
	}
	t, err := scan(pl.dir)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", pl.shown, err)
	}
	if len(t.foreign) > 0 {
		return nil, pl.refuse("move that away, or choose another directory with --out",
			"holds %s, not written by errdocs", strings.Join(t.foreign, ", "))
	}
	return t, nil
}

// guard refuses what must not be replaced whatever it holds. The order of its questions matters only
// for which reason is given.
func (pl place) guard() error {
	const elsewhere = "choose another directory with --out"
	if filepath.Dir(pl.dir) == pl.dir {
		return pl.refuse(elsewhere, "is the root directory")
	}
	info, err := os.Lstat(pl.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("looking at %s: %w", pl.shown, err)
	}
	if info.Mode()&fs.ModeSymlink != 0 {
		return pl.refuse("name the directory itself", "is a symlink")
	}
	if !info.IsDir() {
		return pl.refuse(elsewhere, "is not a directory")
	}
	if what := pl.protects(info); what != "" {
		return pl.refuse(elsewhere, "%s", what)
	}
	if _, err := os.Lstat(filepath.Join(pl.dir, ".git")); err == nil {
		return pl.refuse(elsewhere, "is the root of a git repository")
	}
	if isMountPoint(pl.dir) {
		return pl.refuse("name a directory inside it", "is a mount point")
	}
	return nil
}

// protects returns a clause if the directory is, or contains, one that must not be replaced.
func (pl place) protects(info fs.FileInfo) string {
	home, _ := os.UserHomeDir() // "" when there is none to lose
	wd, _ := os.Getwd()
	for _, g := range []struct{ dir, name string }{
		{home, "your home directory"},
		{wd, "the working directory"},
		{pl.content, "the content directory"},
	} {
		if g.dir == "" {
			continue
		}
		switch depth := pl.above(info, g.dir); {
		case depth == 0:
			return "is " + g.name
		case depth > 0:
			return "contains " + g.name
		}
	}
	return ""
}

// above returns how many levels the directory stands above dir, 0 when they are the same, -1 when it is
// not above. It compares files and not names, for symlinks, bind mounts and names in another case.
func (pl place) above(info fs.FileInfo, dir string) int {
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

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/publish"
	"github.com/errdocs/errdocs/site"
)

const lockName = "urls.lock"

// checkLock refuses to update a lock that can't be, or with addresses that not everybody may see.
func (f buildFlags) checkLock(src *source) error {
	switch {
	case f.lock && src.dir == "":
		return &usageError{"the built-in catalog has a lock of its own", "--content names the folder whose urls.lock is meant"}
	case f.lock && f.internal:
		return &usageError{"--update-lock is about public addresses", "run it without --internal"}
	}
	return nil
}

// lock updates urls.lock, or says that it is behind.
func (p *phases) lock(f buildFlags, dir string, c *content.Catalog, s *site.Site) error {
	if f.lock {
		p.phase("lock")
		result, err := updateLock(dir, c, s)
		if err == nil {
			p.result(result)
		}
		return err
	}
	if n := unlocked(c, s); n > 0 && dir != "" && !f.internal {
		p.phase("lock")
		p.result(plural(n, "new address", "new addresses") + " not in urls.lock; --update-lock adds them")
	}
	return nil
}

// updateLock adds the addresses of a site to the urls.lock of its catalog. The file is replaced in one
// step, so that an interruption can't leave half of it, and left alone when it has all of them.
func updateLock(dir string, c *content.Catalog, s *site.Site) (result string, err error) {
	name := filepath.Join(dir, lockName)
	old, err := os.ReadFile(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("read the lock: %w", err)
	}
	text := content.FormatLock(c.Lock, s.Addresses())
	if bytes.Equal(old, text) {
		return name + " has all addresses", nil
	}
	if err := publish.File(name, text); err != nil {
		return "", fmt.Errorf("write the lock: %w", err)
	}
	added := bytes.Count(text, []byte("\n/")) - bytes.Count(old, []byte("\n/"))
	return fmt.Sprintf("%s added to %s", plural(added, "line"), name), nil
}

// unlocked counts the pages that urls.lock does not name yet, where there is one.
func unlocked(c *content.Catalog, s *site.Site) int {
	if c.Lock == nil {
		return 0
	}
	locked := map[string]bool{}
	for _, a := range c.Lock {
		locked[a.Page()] = true
	}
	n := 0
	for _, a := range s.Addresses() {
		if a.Anchor() == "" && !locked[a.Path] {
			locked[a.Path] = true
			n++
		}
	}
	return n
}

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

// checkLock refuses to update the lock of the built-in catalog, or with internal addresses.
func (f buildFlags) checkLock(src *source) error {
	switch {
	case f.lock && src.dir == "":
		return &usageError{"--update-lock cannot change the built-in catalog", "name the folder of your catalog with --content"}
	case f.lock && f.internal:
		return &usageError{"--update-lock only adds public addresses", "run it without --internal"}
	}
	return nil
}

// lock updates urls.lock, or says how many addresses it lacks.
func (p *phases) lock(f buildFlags, dir string, c *content.Catalog, s *site.Site) error {
	if f.lock {
		p.phase("lock")
		result, err := updateLock(dir, c, s)
		if err == nil {
			p.result(result)
		}
		return err
	}
	if n := content.CountUnlocked(c.Lock, s.Addresses()); n > 0 && dir != "" && !f.internal {
		p.phase("lock")
		p.result(plural(n, "new address", "new addresses") + " not in urls.lock; --update-lock adds them")
	}
	return nil
}

// updateLock adds the addresses of a site to the urls.lock of its catalog. It leaves the file alone if it has them all.
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

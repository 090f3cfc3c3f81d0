package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/publish"
	"github.com/errdocs/errdocs/site"
)

const lockName = "urls.lock"

// frozen refuses a site that has more addresses than the lock of its catalog.
func frozen(s *site.Site) error {
	n, some := s.Unlocked()
	if n == 0 {
		return nil
	}
	return &failure{fmt.Errorf("%s not in %s, such as %s", plural(n, "address of the site is", "addresses of the site are"), lockName, some),
		exitProblems, "run errdocs build without --frozen-lock, and commit " + lockName + " with the change"}
}

// lock adds the addresses of the site, which is published by now, to the urls.lock of its catalog. It removes none. The
// lock of the built-in catalog comes with the program; internal addresses and those of drafts' texts are in no lock.
func (p *phases) lock(f buildFlags, dir string, s *site.Site) error {
	n, some := s.Unlocked()
	if n == 0 || dir == "" || f.internal || f.drafts {
		return nil
	}
	p.phase("lock")
	name := filepath.Join(dir, lockName)
	switch err := extendLock(name, s); {
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		p.result(fmt.Sprintf("%s cannot be written: %s not locked, such as %s", name, plural(n, "address is", "addresses are"), some))
	case err != nil:
		return err
	default:
		p.result(fmt.Sprintf("%s added to %s", plural(n, "line"), name))
	}
	return nil
}

// extendLock adds the addresses of a site to a urls.lock, which it creates if there is none.
func extendLock(name string, s *site.Site) error {
	old, err := os.ReadFile(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("read the lock: %w", err)
	}
	if err := publish.File(name, content.ExtendLock(old, s.Addresses())); err != nil {
		return fmt.Errorf("write the lock: %w", err)
	}
	return nil
}

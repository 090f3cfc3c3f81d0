//go:build !linux && !darwin

package publish

import (
	"errors"
	"path/filepath"
)

// exchangeDirs is not available here: two renames replace it.
func exchangeDirs(a, b string) error { return errors.ErrUnsupported }

// isMountPoint reports whether another file system is mounted on dir.
func isMountPoint(dir string) bool { return otherDevice(dir, filepath.Dir(dir)) }

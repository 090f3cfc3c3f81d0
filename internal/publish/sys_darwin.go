package publish

import (
	"path/filepath"

	"golang.org/x/sys/unix"
)

// exchangeDirs swaps the names of two directories in one step. The error wraps errors.ErrUnsupported
// where the file system cannot.
func exchangeDirs(a, b string) error {
	return exchangeError(a, b, unix.RenamexNp(a, b, unix.RENAME_SWAP))
}

// isMountPoint reports whether another file system is mounted on dir.
func isMountPoint(dir string) bool { return otherDevice(dir, filepath.Dir(dir)) }

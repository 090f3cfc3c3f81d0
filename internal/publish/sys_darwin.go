package publish

import (
	"errors"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// exchangeDirs swaps the names of two directories in one step. The error wraps errors.ErrUnsupported
// where the file system cannot.
func exchangeDirs(a, b string) error {
	err := unix.RenamexNp(a, b, unix.RENAME_SWAP)
	switch err {
	case nil:
		return nil
	case unix.ENOSYS, unix.EINVAL, unix.ENOTSUP, unix.EXDEV:
		return errors.ErrUnsupported
	}
	return &os.LinkError{Op: "exchange", Old: a, New: b, Err: err}
}

// isMountPoint reports whether another file system is mounted on dir.
func isMountPoint(dir string) bool { return otherDevice(dir, filepath.Dir(dir)) }

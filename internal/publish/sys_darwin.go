package publish

import "golang.org/x/sys/unix"

// exchangeDirs swaps the names of two directories in one step. The error wraps errors.ErrUnsupported
// where the file system cannot.
func exchangeDirs(a, b string) error {
	return exchangeError(a, b, unix.RenamexNp(a, b, unix.RENAME_SWAP))
}

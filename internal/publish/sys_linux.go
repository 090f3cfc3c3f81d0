package publish

import (
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// syncEach is false: syncTree has one call for all files, which is several times faster.
const syncEach = false

// syncTree makes everything in dir durable.
func syncTree(dir string, _ []string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return os.NewSyscallError("syncfs", unix.Syncfs(int(d.Fd())))
}

// exchangeDirs swaps the names of two directories in one step. The error wraps errors.ErrUnsupported
// where the kernel or the file system cannot.
func exchangeDirs(a, b string) error {
	return exchangeError(a, b, unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE))
}

// isMountPoint reports whether something is mounted on dir, even from the same file system.
func isMountPoint(dir string) bool {
	var st unix.Statx_t
	err := unix.Statx(unix.AT_FDCWD, dir, unix.AT_SYMLINK_NOFOLLOW, unix.STATX_BASIC_STATS, &st)
	if err == nil && st.Attributes_mask&unix.STATX_ATTR_MOUNT_ROOT != 0 {
		return st.Attributes&unix.STATX_ATTR_MOUNT_ROOT != 0
	}
	return otherDevice(dir, filepath.Dir(dir))
}

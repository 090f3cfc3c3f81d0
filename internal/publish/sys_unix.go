//go:build unix

package publish

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// lockFile takes the lock of an open file without waiting. The kernel releases it when the process ends, however it
// ends.
func lockFile(f *os.File) (got bool, err error) {
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) || errors.Is(err, syscall.EINTR) {
		return false, nil
	}
	return err == nil, err
}

// removeLock removes a lock file before its lock is released.
func removeLock(f *os.File) error { return os.Remove(f.Name()) }

// syncDir makes the names in dir durable.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	// Some file systems cannot do this; their names are as durable as they get.
	if err := d.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) && !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	return nil
}

// exchangeError returns errors.ErrUnsupported if the system call is unknown to the kernel or the file system.
func exchangeError(a, b string, err error) error {
	switch err {
	case nil:
		return nil
	case syscall.ENOSYS, syscall.EINVAL, syscall.ENOTSUP, syscall.EXDEV:
		return errors.ErrUnsupported
	}
	return &os.LinkError{Op: "exchange", Old: a, New: b, Err: err}
}

func otherDevice(a, b string) bool {
	var sa, sb syscall.Stat_t
	return syscall.Lstat(a, &sa) == nil && syscall.Stat(b, &sb) == nil && sa.Dev != sb.Dev
}

// number returns the number of a file, which is that of another one after two folders have changed places.
func number(info fs.FileInfo) uint64 {
	st, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return 0
	}
	return st.Ino
}

package publish

import (
	"errors"
	"io/fs"
	"os"

	"golang.org/x/sys/windows"
)

// lockFile takes the lock of an open file without waiting. The kernel releases it when the process ends, however it
// ends.
func lockFile(f *os.File) (got bool, err error) {
	err = windows.LockFileEx(windows.Handle(f.Fd()),
		windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0,
		&windows.Overlapped{Offset: 1 << 30}) // outside of the text, which others read
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
		return false, nil
	}
	return err == nil, err
}

// removeLock releases the lock first: an open file cannot be removed here.
func removeLock(f *os.File) error {
	name := f.Name()
	f.Close()
	os.Remove(name) // fails if another run has already opened it, as it should
	return nil
}

// syncDir does nothing: directories cannot be synced here.
func syncDir(string) error { return nil }

// otherDevice is false: a mounted volume shows up as a reparse point, which is refused as a symlink is.
func otherDevice(a, b string) bool { return false }

// number is not known.
func number(fs.FileInfo) uint64 { return 0 }

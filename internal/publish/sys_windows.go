package publish

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// lockFile takes the lock of an open file without waiting. The kernel gives it back when the process
// ends, however it ends.
func lockFile(f *os.File) (got bool, err error) {
	err = windows.LockFileEx(windows.Handle(f.Fd()),
		windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0,
		&windows.Overlapped{Offset: 1 << 30}) // beside the text, which others read
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
		return false, nil
	}
	return err == nil, err
}

// removeLock gives the lock back first: an open file can't be removed here.
func removeLock(f *os.File) error {
	name := f.Name()
	f.Close()
	os.Remove(name) // fails when another run has opened it already, and rightly
	return nil
}

// syncDir does nothing: directories can't be synced here.
func syncDir(string) error { return nil }

// otherDevice is false: a mounted volume shows up as a reparse point, which is refused as a symlink is.
func otherDevice(a, b string) bool { return false }

package publish

import (
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"golang.org/x/sys/unix"
)

// write creates a file in the directory that must not exist yet. It takes three system calls; an os.File takes more, since
// it could be waited for.
func (r *root) write(rel string, data []byte) error {
	fail := func(op string, err error) error {
		return &os.PathError{Op: op, Path: filepath.Join(r.dir, rel), Err: err}
	}
	name := rel
	if r.fd < 0 {
		name = filepath.Join(r.dir, rel)
	}
	fd, err := again(func() (int, error) {
		return unix.Openat(r.fd, name, unix.O_WRONLY|unix.O_CREAT|unix.O_EXCL|unix.O_CLOEXEC, fileMode)
	})
	if err != nil {
		return fail("open", err)
	}
	for err == nil && len(data) > 0 {
		var n int
		if n, err = again(func() (int, error) { return unix.Write(fd, data) }); err == nil {
			data = data[n:]
		}
	}
	if err != nil {
		unix.Close(fd)
		return fail("write", err)
	}
	if err := unix.Close(fd); err != nil && err != unix.EINTR {
		return fail("close", err)
	}
	return nil
}

// closeFile closes a file of the new site. syncTree makes it durable.
func closeFile(f *os.File) error { return f.Close() }

// again repeats a system call that a signal has interrupted.
func again(call func() (int, error)) (n int, err error) {
	for {
		if n, err = call(); err != unix.EINTR {
			return n, err
		}
	}
}

// syncTree makes everything in dir durable, with one call for all files.
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

// stateOf returns the state of a file or directory, of a symlink itself, with one system call.
func stateOf(name string) (fileState, error) {
	at, ok := statx(unix.AT_FDCWD, name)
	if !ok {
		return anyState(name)
	}
	return at, nil
}

// statx returns false where one call does not say all. A mount may be from the same file system.
func statx(dir int, name string) (fileState, bool) {
	st := statxes.Get().(*unix.Statx_t)
	defer statxes.Put(st)
	err := unix.Statx(dir, name, unix.AT_SYMLINK_NOFOLLOW, unix.STATX_BASIC_STATS, st)
	if err != nil || st.Attributes_mask&unix.STATX_ATTR_MOUNT_ROOT == 0 {
		return fileState{}, false
	}
	mode := fs.FileMode(st.Mode & 0o777)
	switch st.Mode &^ 0o777 {
	case unix.S_IFREG:
	case unix.S_IFDIR, unix.S_IFDIR | unix.S_ISGID, unix.S_IFDIR | unix.S_ISVTX:
		mode |= fs.ModeDir
	default:
		return fileState{}, false
	}
	return fileState{
		mode: mode, size: int64(st.Size), written: time.Unix(st.Mtime.Sec, int64(st.Mtime.Nsec)).UnixNano(),
		changed: time.Unix(st.Ctime.Sec, int64(st.Ctime.Nsec)), mount: st.Attributes&unix.STATX_ATTR_MOUNT_ROOT != 0,
		number: st.Ino,
	}, true
}

// openBeneath opens a file below a folder, nil if the system cannot, or does not know how.
func openBeneath(dir *os.File, name string) *os.File {
	how := unix.OpenHow{Flags: unix.O_RDONLY | unix.O_CLOEXEC, Resolve: unix.RESOLVE_BENEATH}
	fd, err := again(func() (int, error) { return unix.Openat2(int(dir.Fd()), name, &how) })
	if err != nil {
		return nil
	}
	return os.NewFile(uintptr(fd), filepath.Join(dir.Name(), name))
}

// statxes are what statx fills, of which each call would allocate one.
var statxes = sync.Pool{New: func() any { return new(unix.Statx_t) }}

// root is a directory in which much is done: the system follows its path only once.
type root struct {
	dir string
	fd  int // -1: it cannot be opened
}

func openRoot(dir string) *root {
	fd, err := again(func() (int, error) {
		return unix.Open(dir, unix.O_PATH|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
	})
	if err != nil {
		fd = -1
	}
	return &root{dir, fd}
}

func (r *root) close() { unix.Close(r.fd) }

// stateOf returns the state of a file or directory in the directory.
func (r *root) stateOf(rel string) (fileState, error) {
	if at, ok := statx(r.fd, rel); ok {
		return at, nil
	}
	return anyState(filepath.Join(r.dir, filepath.FromSlash(rel)))
}

// mkdir creates a directory in the directory.
func (r *root) mkdir(rel string) error {
	if r.fd < 0 {
		return os.Mkdir(filepath.Join(r.dir, rel), dirMode)
	}
	if _, err := again(func() (int, error) { return 0, unix.Mkdirat(r.fd, rel, dirMode) }); err != nil {
		return &os.PathError{Op: "mkdir", Path: filepath.Join(r.dir, rel), Err: err}
	}
	return nil
}

// link gives a file the same name in another directory.
func (r *root) link(rel string, to *root) error {
	if r.fd < 0 || to.fd < 0 {
		return os.Link(filepath.Join(r.dir, rel), filepath.Join(to.dir, rel))
	}
	return os.NewSyscallError("linkat", unix.Linkat(r.fd, rel, to.fd, rel, 0))
}

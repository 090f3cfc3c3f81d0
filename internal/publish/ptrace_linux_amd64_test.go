package publish

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// tracer runs a child and makes one of its file system calls fail, or kills it there. Only the calls between the
// child's first and second line on its standard output count. A debugger's means are used, so that the child is
// the real thing.
type tracer struct {
	dir   string        // where calls on open files count
	at    int           // which call, from 1 on; 0: none
	fault syscall.Errno // 0: kill
	only  uint64        // the one call that counts; 0 would be read, and means all

	counting bool
	lines    int
	calls    int
	hit      string // the call that was struck
	failing  map[int]bool
}

// faultable lists the calls that count: the ones on paths, and with true the ones on open files.
var faultable = map[uint64]bool{
	unix.SYS_OPENAT: false, unix.SYS_MKDIRAT: false, unix.SYS_LINKAT: false, unix.SYS_UNLINKAT: false,
	unix.SYS_RENAMEAT: false, unix.SYS_RENAMEAT2: false, unix.SYS_NEWFSTATAT: false, unix.SYS_FCHMODAT: false,
	unix.SYS_STATX: false,
	unix.SYS_READ:  true, unix.SYS_WRITE: true, unix.SYS_FSYNC: true, unix.SYS_SYNCFS: true, unix.SYS_FLOCK: true,
	unix.SYS_FTRUNCATE: true, unix.SYS_FSTAT: true, unix.SYS_GETDENTS64: true, unix.SYS_CLOSE: true,
}

// run starts the child and returns when it has ended.
func (tr *tracer) run(t *testing.T, cmd *exec.Cmd) syscall.WaitStatus {
	t.Helper()
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	cmd.SysProcAttr = &syscall.SysProcAttr{Ptrace: true, Setpgid: true}
	if err := cmd.Start(); err != nil {
		t.Skipf("no process can be traced here: %v", err)
	}
	defer cmd.Process.Release()
	pid := cmd.Process.Pid
	tr.failing = map[int]bool{}
	var ws syscall.WaitStatus
	if _, err := syscall.Wait4(pid, &ws, 0, nil); err != nil {
		t.Fatal(err)
	}
	const options = syscall.PTRACE_O_TRACESYSGOOD | syscall.PTRACE_O_TRACECLONE | unix.PTRACE_O_EXITKILL
	if err := syscall.PtraceSetOptions(pid, options); err != nil {
		t.Fatal(err)
	}
	syscall.PtraceSyscall(pid, 0)
	for {
		tid, err := syscall.Wait4(-pid, &ws, syscall.WALL, nil)
		switch {
		case err == syscall.EINTR:
			continue
		case err != nil:
			t.Fatal(err)
		case tid == pid && (ws.Exited() || ws.Signaled()):
			return ws
		case ws.Stopped():
			signal, next := tr.stopped(pid, tid, ws.StopSignal()), syscall.PtraceSyscall
			if tr.hit != "" && len(tr.failing) == 0 {
				next = syscall.PtraceCont // nothing more is struck
			}
			next(tid, signal)
		}
	}
}

// stopped looks at a thread that has stopped, and returns the signal to give it.
func (tr *tracer) stopped(pid, tid int, sig syscall.Signal) int {
	const syscallStop = syscall.SIGTRAP | 0x80
	if sig != syscallStop {
		if sig == syscall.SIGTRAP || sig == syscall.SIGSTOP { // a new thread
			return 0
		}
		return int(sig)
	}
	var regs syscall.PtraceRegs
	if syscall.PtraceGetRegs(tid, &regs) != nil {
		return 0
	}
	entering := int64(regs.Rax) == -int64(syscall.ENOSYS)
	switch {
	case tr.failing[tid]:
		delete(tr.failing, tid)
		regs.Rax = uint64(-int64(tr.fault))
		syscall.PtraceSetRegs(tid, &regs)
	case entering && tr.counts(tid, &regs):
		if tr.calls++; tr.calls != tr.at {
			return 0
		}
		tr.hit = fmt.Sprint("call ", regs.Orig_rax)
		if tr.fault == 0 {
			syscall.Kill(pid, syscall.SIGKILL)
			return 0
		}
		tr.failing[tid] = true
		regs.Orig_rax = ^uint64(0) // no call
		syscall.PtraceSetRegs(tid, &regs)
	}
	return 0
}

// counts reports whether the call that a thread is entering is one of the file system.
func (tr *tracer) counts(tid int, regs *syscall.PtraceRegs) bool {
	if regs.Orig_rax == unix.SYS_WRITE && regs.Rdi == 1 {
		tr.lines++
		tr.counting = tr.lines == 1
		return false
	}
	onFile, known := faultable[regs.Orig_rax]
	if !known || !tr.counting || tr.only != 0 && tr.only != regs.Orig_rax {
		return false
	}
	if !onFile {
		return true
	}
	name, err := os.Readlink(fmt.Sprintf("/proc/%d/fd/%d", tid, regs.Rdi))
	return err == nil && strings.HasPrefix(name, tr.dir)
}

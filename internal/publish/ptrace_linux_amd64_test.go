package publish

import (
	"fmt"
	"maps"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"unsafe"

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
}

// faultable lists the calls that count: the ones on paths, and with true the ones on open files.
var faultable = map[uint64]bool{
	unix.SYS_OPENAT: false, unix.SYS_MKDIRAT: false, unix.SYS_LINKAT: false, unix.SYS_UNLINKAT: false,
	unix.SYS_RENAMEAT: false, unix.SYS_RENAMEAT2: false, unix.SYS_NEWFSTATAT: false, unix.SYS_FCHMODAT: false,
	unix.SYS_STATX: false,
	unix.SYS_READ:  true, unix.SYS_WRITE: true, unix.SYS_FSYNC: true, unix.SYS_SYNCFS: true, unix.SYS_FLOCK: true,
	unix.SYS_FTRUNCATE: true, unix.SYS_FSTAT: true, unix.SYS_GETDENTS64: true, unix.SYS_CLOSE: true,
}

// tracedEnv lets the child leave its file system calls to the tracer.
const tracedEnv = "PUBLISH_TEST_TRACED"

func init() {
	if os.Getenv(tracedEnv) == "" {
		return
	}
	if err := stopAtCalls(); err != nil {
		fmt.Println("no system call can be traced here:", err)
		os.Exit(untraceable)
	}
}

const untraceable = 3 // the exit status

// stopAtCalls lets this process stop for its tracer at the calls that may count, and at no other: the scheduler of Go
// makes three times as many.
func stopAtCalls() error {
	const number = 0 // of the call, in what the filter is given
	filter := []unix.SockFilter{{Code: unix.BPF_LD | unix.BPF_W | unix.BPF_ABS, K: number}}
	for _, call := range slices.Sorted(maps.Keys(faultable)) {
		filter = append(filter, unix.SockFilter{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, K: uint32(call), Jf: 1},
			unix.SockFilter{Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_TRACE})
	}
	filter = append(filter, unix.SockFilter{Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_ALLOW})
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return err
	}
	program := unix.SockFprog{Len: uint16(len(filter)), Filter: &filter[0]}
	_, _, err := unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, unix.SECCOMP_FILTER_FLAG_TSYNC, uintptr(unsafe.Pointer(&program)))
	if err != 0 {
		return err
	}
	return nil
}

// run starts the child and returns when it has ended.
func (tr *tracer) run(t *testing.T, cmd *exec.Cmd) syscall.WaitStatus {
	t.Helper()
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	cmd.Env = append(cmd.Env, tracedEnv+"=1")
	cmd.SysProcAttr = &syscall.SysProcAttr{Ptrace: true, Setpgid: true}
	if err := cmd.Start(); err != nil {
		t.Skipf("no process can be traced here: %v", err)
	}
	defer cmd.Process.Release()
	pid := cmd.Process.Pid
	var ws syscall.WaitStatus
	if _, err := syscall.Wait4(pid, &ws, 0, nil); err != nil {
		t.Fatal(err)
	}
	const options = unix.PTRACE_O_TRACESECCOMP | syscall.PTRACE_O_TRACECLONE | unix.PTRACE_O_EXITKILL
	if err := syscall.PtraceSetOptions(pid, options); err != nil {
		t.Fatal(err)
	}
	syscall.PtraceCont(pid, 0)
	for {
		tid, err := syscall.Wait4(-pid, &ws, syscall.WALL, nil)
		switch {
		case err == syscall.EINTR:
			continue
		case err != nil:
			t.Fatal(err)
		case tid == pid && ws.ExitStatus() == untraceable:
			t.Skip("no system call can be traced here")
		case tid == pid && (ws.Exited() || ws.Signaled()):
			return ws
		case ws.Stopped():
			syscall.PtraceCont(tid, tr.stopped(pid, tid, ws))
		}
	}
}

// stopped looks at a thread that has stopped, and returns the signal to give it.
func (tr *tracer) stopped(pid, tid int, ws syscall.WaitStatus) int {
	sig := ws.StopSignal()
	switch {
	case sig == syscall.SIGTRAP && ws.TrapCause() == unix.PTRACE_EVENT_SECCOMP:
		tr.called(pid, tid)
		return 0
	case sig == syscall.SIGTRAP || sig == syscall.SIGSTOP: // a new thread
		return 0
	}
	return int(sig)
}

// called counts the call that a thread makes, and strikes it if it is the one.
func (tr *tracer) called(pid, tid int) {
	var regs syscall.PtraceRegs
	if syscall.PtraceGetRegs(tid, &regs) != nil || !tr.counts(tid, &regs) {
		return
	}
	if tr.calls++; tr.calls != tr.at {
		return
	}
	tr.hit = fmt.Sprint("call ", regs.Orig_rax)
	if tr.fault == 0 {
		syscall.Kill(pid, syscall.SIGKILL)
		return
	}
	regs.Orig_rax = ^uint64(0) // no call
	regs.Rax = uint64(-int64(tr.fault))
	syscall.PtraceSetRegs(tid, &regs)
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

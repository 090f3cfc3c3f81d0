//go:build unix

package testenv

import (
	"syscall"
	"time"
)

// CPUTime returns the processor time that this process has used, of all its threads. Unlike time on the clock it does
// not grow while the machine is busy with something else. Tests that compare two values must not run in parallel with
// others of their package.
func CPUTime() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

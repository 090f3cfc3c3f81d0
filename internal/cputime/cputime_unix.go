//go:build unix

// Package cputime measures the work of tests on hostile input. Wall time depends on what else the machine does.
package cputime

import (
	"syscall"
	"time"
)

// Used returns the CPU time that this process has used, of all its threads. Tests that compare two values must not
// run in parallel with others of their package.
func Used() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

//go:build !unix

package testenv

import "time"

// CPUTime returns 0: only Unix systems are measured.
func CPUTime() time.Duration { return 0 }

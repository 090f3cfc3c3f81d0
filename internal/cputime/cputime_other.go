//go:build !unix

package cputime

import "time"

// Used returns zero: only Unix systems are measured.
func Used() time.Duration { return 0 }

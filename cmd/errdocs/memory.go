package main

import (
	"os"
	"runtime/debug"
)

// A build needs about 20 kB of live memory for each code at its peak, when bleve writes the index. These two let it
// collect garbage half as often as Go does by itself, without taking more for it than the limit.
const (
	collectAt   = 200 // percent of the live memory
	memoryBase  = 400 << 20
	memoryACode = 32 << 10
)

// budgetMemory sets the limit for a catalog with so many codes. What the user has set stays.
func budgetMemory(codes int) {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetGCPercent(collectAt)
		debug.SetMemoryLimit(int64(memoryBase + codes*memoryACode))
	}
}

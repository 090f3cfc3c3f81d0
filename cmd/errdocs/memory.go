package main

import (
	"cmp"
	"os"
	"runtime"
	"runtime/debug"
	"sync/atomic"
)

// budget is how much memory a command takes for a catalog.
type budget struct {
	collectAt  int   // percent of the live memory; -1: only at the limit
	base, code int64 // bytes, and bytes for each code, of which it collects garbage more often
	first      int64 // bytes for each code, at which it does for the first time; 0: at that limit
}

var (
	// At its peak, when bleve writes the index, a build needs about 20 kB of live memory for each code. It collects garbage
	// where it would use more memory than the limit, which it reaches in any case.
	buildBudget = budget{-1, 208 << 20, 32 << 10, 0}

	// A preview keeps the catalog, its plan and the search index, some 30 kB for each code, and makes a second plan at each edit.
	previewBudget = budget{100, 300 << 20, 50 << 10, 25 << 10}
)

const (
	firstBytes = 256 << 20 // at which garbage is collected for the first time, before it is known how large the catalog is
	startBytes = 4 << 20   // from which Go counts then
)

// collectLate lets garbage be collected late, so that a catalog is not gone through again and again while it is loaded.
func collectLate() {
	if !chosen() && collecting.CompareAndSwap(0, 100) {
		firstAt(firstBytes, startBytes)
	}
}

// chosen reports whether the user has set when garbage is collected.
func chosen() bool { return os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" }

// collecting is at what percentage of the live memory garbage is collected, 0 before collectLate; collected whether it was once, and first
// the number of the last firstAt.
var (
	collecting atomic.Int32
	collected  atomic.Bool
	first      atomic.Int32
)

// firstAt lets garbage be collected for the first time when so many bytes are in use, of which some are live.
func firstAt(bytes, live int64) {
	debug.SetGCPercent(percentFor(bytes, live))
	runtime.AddCleanup(new([64]byte), func(n int32) {
		if n == first.Load() {
			collected.Store(true)
			debug.SetGCPercent(int(collecting.Load()))
		}
	}, first.Add(1))
}

// percentFor returns the percentage with which garbage is collected at a size.
func percentFor(bytes, live int64) int { return int((bytes - live) * 100 / live) }

// set sets the limit for a catalog with so many codes. It respects what the user has set.
func (b budget) set(codes int) {
	if chosen() {
		return
	}
	collecting.Store(int32(b.collectAt))
	limit, percent := b.limit(codes), b.collectAt
	if !collected.Load() { // as late as the catalog and its plan need memory
		percent = max(percent, percentFor(cmp.Or(int64(codes)*b.first, limit), startBytes))
	}
	debug.SetGCPercent(percent)
	debug.SetMemoryLimit(limit)
}

func (b budget) limit(codes int) int64 { return b.base + int64(codes)*b.code }

const (
	codeBytes = 1536 // of YAML, that a code has
	hugeFrom  = 2000 // codes, from which on a build takes so much memory that it gains from huge pages
)

// expect prepares the memory for a catalog with so many bytes of YAML, before it is loaded.
func (b budget) expect(yaml int64) {
	if codes := yaml / codeBytes; codes >= hugeFrom && !chosen() {
		hugePages(b.limit(int(codes)) * 4 / 5)
	}
}

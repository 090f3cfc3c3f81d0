package publish

import (
	"fmt"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// diskWorkers is how many files are linked or removed at a time: more than there are processors, since where a disk
// has to be waited for, they wait together.
const diskWorkers = 8

// spread calls do for every number below n on a few goroutines, each of which takes neighbours one after the other.
// It stops at the first error and returns it. A panic goes on in the caller.
func spread(n, workers int, do func(i int) error) error {
	var wg sync.WaitGroup
	var next atomic.Int64
	var stop atomic.Bool
	var once sync.Once
	var failed error
	var broken any
	const batch = 64
	work := func() {
		defer wg.Done()
		defer func() {
			if cause := recover(); cause != nil {
				once.Do(func() { broken = fmt.Sprintf("%v\n%s", cause, debug.Stack()) })
				stop.Store(true)
			}
		}()
		for !stop.Load() {
			start := int(next.Add(batch)) - batch
			for i := start; i < min(start+batch, n); i++ {
				if err := do(i); err != nil {
					once.Do(func() { failed = err })
					stop.Store(true)
					return
				}
			}
			if start >= n {
				return
			}
		}
	}
	for range min(workers, n) {
		wg.Add(1)
		go work()
	}
	wg.Wait()
	if broken != nil {
		panic(broken)
	}
	return failed
}

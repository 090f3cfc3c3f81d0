package site

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
)

// run makes all files, on as many goroutines as there are processors. A panic on one of them ends the
// work of all and goes on in the caller, who can recover from it; on a goroutine of its own it would end
// the process.
func (b *builder) run(ctx context.Context) error {
	var next atomic.Int64
	var broken atomic.Pointer[workerPanic]
	var wait sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(b.jobs)) {
		wait.Go(func() {
			defer func() {
				if cause := recover(); cause != nil {
					broken.CompareAndSwap(nil, &workerPanic{cause, frames()})
				}
			}()
			for ctx.Err() == nil && broken.Load() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(b.jobs) {
					return
				}
				if err := b.do(b.jobs[i]); err != nil {
					b.fail(err)
				}
			}
		})
	}
	wait.Wait()
	if p := broken.Load(); p != nil {
		panic(p)
	}
	return ctx.Err()
}

// workerPanic is a panic with where it came from, since the goroutine that tells is gone by the time
// somebody recovers.
type workerPanic struct {
	cause  any
	frames []string // innermost first: "site.(*page).home site/home.go:42"
}

// Error returns the cause and below it a line for each frame.
func (p *workerPanic) Error() string {
	return fmt.Sprintf("%v\n    %s", p.cause, strings.Join(p.frames, "\n    "))
}

// Unwrap returns the cause where it is an error.
func (p *workerPanic) Unwrap() error {
	err, _ := p.cause.(error)
	return err
}

// frames lists the calls that led to the panic which the caller recovers from.
func frames() []string {
	pcs := make([]uintptr, 64)
	calls := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs)])
	var list []string
	for more := true; more; {
		var f runtime.Frame
		f, more = calls.Next()
		if strings.HasPrefix(f.Function, "runtime.") {
			continue
		}
		dir, file := filepath.Split(f.File)
		function := f.Function[strings.LastIndexByte(f.Function, '/')+1:]
		list = append(list, fmt.Sprintf("%s %s/%s:%d", function, filepath.Base(dir), file, f.Line))
	}
	return list
}

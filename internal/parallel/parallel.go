// Package parallel runs numbered tasks on a few goroutines.
//
// It differs from golang.org/x/sync/errgroup in what it promises: a panic in a task reaches the caller, with the
// frames it came from, and which of several errors is returned does not depend on the scheduler.
package parallel

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
)

// Do calls task for each number from 0 to n-1, in order, on a number of workers; 0 means as many as there are
// processors. After an error, a panic or the end of ctx it starts no further task and waits for the running ones.
// It returns the error of the lowest number, else that of ctx. A panic goes on in the caller as a *Panic.
func Do(ctx context.Context, workers, n int, task func(i int) error) error {
	if workers == 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	var next atomic.Int64
	var stop atomic.Bool
	var mu sync.Mutex
	first, failure := n, error(nil)
	fail := func(i int, err error) {
		stop.Store(true)
		mu.Lock()
		defer mu.Unlock()
		if i < first {
			first, failure = i, err
		}
	}
	var wait sync.WaitGroup
	for range min(workers, n) {
		wait.Go(func() {
			for ctx.Err() == nil && !stop.Load() {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				if err := call(task, i); err != nil {
					fail(i, err)
				}
			}
		})
	}
	wait.Wait()
	if p, ok := failure.(*Panic); ok {
		panic(p)
	}
	if failure != nil {
		return failure
	}
	return ctx.Err()
}

// Each is Do for tasks that cannot fail, with as many workers as there are processors.
func Each(n int, task func(i int)) {
	Do(context.Background(), 0, n, func(i int) error { task(i); return nil })
}

// call runs a task and returns a panic in it as an error.
func call(task func(i int) error, i int) (err error) {
	defer func() {
		switch cause := recover().(type) {
		case nil:
		case *Panic: // of tasks inside the task
			err = cause
		default:
			err = &Panic{cause, Frames()}
		}
	}()
	return task(i)
}

// Panic is a panic of a task, with the frames it came from: its goroutine has ended by the time of the recover.
type Panic struct {
	Cause  any
	Frames []string // innermost first: "site.(*page).home site/home.go:42"
}

// Error returns the cause, followed by a line for each frame.
func (p *Panic) Error() string {
	return fmt.Sprintf("%v\n    %s", p.Cause, strings.Join(p.Frames, "\n    "))
}

// Unwrap returns the cause if it is an error.
func (p *Panic) Unwrap() error {
	err, _ := p.Cause.(error)
	return err
}

// Frames lists the calls that led to the panic which the caller recovers from, innermost first.
func Frames() []string {
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

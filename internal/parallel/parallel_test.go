package parallel_test

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/errdocs/errdocs/internal/parallel"
)

func TestEachNumberOnce(t *testing.T) {
	for _, n := range []int{0, 1, 1000} {
		seen := make([]int, n)
		parallel.Each(n, func(i int) { seen[i]++ })
		if slices.ContainsFunc(seen, func(n int) bool { return n != 1 }) {
			t.Errorf("%d tasks: %v", n, seen)
		}
	}
}

// Tasks start in order, so every task before a failed one has run, and its error is the same each time.
func TestErrorOfLowestNumber(t *testing.T) {
	ran := make([]atomic.Bool, 1000)
	low, high := errors.New("low"), errors.New("high")
	err := parallel.Do(context.Background(), 8, len(ran), func(i int) error {
		ran[i].Store(true)
		switch {
		case i == 500:
			return low
		case i > 500:
			return high
		}
		return nil
	})
	if err != low {
		t.Errorf("error %v", err)
	}
	for i := range 501 {
		if !ran[i].Load() {
			t.Errorf("task %d did not run", i)
		}
	}
}

func TestNoTaskAfterFailure(t *testing.T) {
	var ran int
	wrong := errors.New("wrong")
	err := parallel.Do(context.Background(), 1, 10, func(i int) error {
		ran++
		if i == 3 {
			return wrong
		}
		return nil
	})
	if err != wrong || ran != 4 {
		t.Errorf("%d tasks, error %v", ran, err)
	}
}

func TestNoTaskAfterCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	var ran int
	err := parallel.Do(ctx, 1, 10, func(i int) error {
		ran++
		cancel()
		return nil
	})
	if err != context.Canceled || ran != 1 {
		t.Errorf("%d tasks, error %v", ran, err)
	}
}

func recovered(run func()) (p *parallel.Panic) {
	defer func() { p, _ = recover().(*parallel.Panic) }()
	run()
	return nil
}

func TestPanicReachesCaller(t *testing.T) {
	p := recovered(func() { parallel.Each(10, func(int) { panic("out of ideas") }) })
	if p == nil || p.Cause != "out of ideas" || p.Unwrap() != nil || !strings.Contains(p.Frames[0], "parallel/parallel_test.go:") {
		t.Fatalf("recovered %v", p)
	}
	if !strings.HasPrefix(p.Error(), "out of ideas\n    parallel_test.TestPanic") {
		t.Errorf("message %s", p)
	}
	inner := recovered(func() { parallel.Each(2, func(int) { parallel.Each(2, func(int) { panic(io.EOF) }) }) })
	if inner == nil || inner.Cause != io.EOF || !errors.Is(inner, io.EOF) {
		t.Errorf("recovered %v", inner)
	}
}

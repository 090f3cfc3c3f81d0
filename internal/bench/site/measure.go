package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"time"
)

// cost is what a run took.
type cost struct {
	cpu, wall time.Duration // of the whole tree of processes
	peak      int64         // bytes
}

// plus is the cost of two programs that run one after the other.
func (c cost) plus(d cost) cost { return cost{c.cpu + d.cpu, c.wall + d.wall, max(c.peak, d.peak)} }

// row is a program with its costs, run by run, and what it wrote.
type row struct {
	codes int
	name  string
	costs []cost
	files int
	bytes int64
	first float64 // bytes of a first query, 0: not measured
}

// median returns the median of each cost.
func (r *row) median() cost {
	return cost{
		middle(r.costs, func(c cost) time.Duration { return c.cpu }),
		middle(r.costs, func(c cost) time.Duration { return c.wall }),
		middle(r.costs, func(c cost) int64 { return c.peak }),
	}
}

func middle[T int64 | time.Duration](costs []cost, of func(cost) T) T {
	if len(costs) == 0 {
		return 0
	}
	var list []T
	for _, c := range costs {
		list = append(list, of(c))
	}
	slices.Sort(list)
	return list[len(list)/2]
}

// program is a command with its environment.
type program struct {
	path string
	args []string
	env  []string // besides that of the benchmark
}

// run runs the program and returns what it cost and printed.
func (p program) run(ctx context.Context) (cost, string, error) {
	cmd := exec.CommandContext(ctx, p.path, p.args...)
	cmd.Env = append(os.Environ(), p.env...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	settle()
	start := time.Now()
	err := cmd.Run()
	wall := time.Since(start)
	if err != nil {
		return cost{}, "", fmt.Errorf("%s: %w\n%s%s", p.path, err, stdout.Bytes(), stderr.Bytes())
	}
	s := cmd.ProcessState
	return cost{s.UserTime() + s.SystemTime(), wall, peak(s)}, stdout.String(), nil
}

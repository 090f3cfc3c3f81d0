// Command errdocs turns a catalog of error codes into a searchable static site.
//
// Each command has a file of its own, with its flags and one call into a package; what they share is in app.go. Only
// this package prints, reads flags and decides the exit status.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/errdocs/errdocs/internal/parallel"
)

// The exit statuses. Scripts rely on them.
const (
	exitDone        = 0
	exitProblems    = 1 // problems found, or nothing found
	exitUsage       = 2 // wrong call
	exitEnvironment = 3 // files, locks, disks
	exitLimit       = 4 // a page, file, table or site is too big
	exitInternal    = 5 // a bug in errdocs
	exitAmbiguous   = 6 // explain: the code has several owners
	exitInterrupted = 130
)

func main() { os.Exit(start(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// grace is how long a command may take to stop by itself. One that waits for input, or for somebody to read a pipe, does not.
const grace = 500 * time.Millisecond

// start runs the command line until it is done or a signal asks it to stop. A second signal ends the
// process immediately.
func start(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	a := newApp(stdin, stdout, stderr)
	done := make(chan int, 1)
	go func() { done <- guard(stderr, func() int { return a.run(ctx, args) }) }()
	select {
	case status := <-done:
		return status
	case <-ctx.Done():
	}
	for {
		select {
		case status := <-done:
			return status
		case <-time.After(grace):
		}
		if a.changing.TryLock() { // and nothing is changed from here on
			fmt.Fprintln(stderr, "errdocs: interrupted")
			return exitInterrupted
		}
	}
}

// guard turns a panic into a message that helps to fix the bug.
func guard(stderr io.Writer, run func() int) (status int) {
	defer func() {
		if cause := recover(); cause != nil {
			fmt.Fprintf(stderr, "errdocs: internal error: %v\n    %s\n", cause, strings.Join(parallel.Frames(), "\n    "))
			fmt.Fprintln(stderr, "  hint: this is a bug in errdocs; please report it with the lines above, the command and")
			fmt.Fprintln(stderr, "        the output of errdocs version: https://github.com/errdocs/errdocs/issues")
			status = exitInternal
		}
	}()
	return run()
}

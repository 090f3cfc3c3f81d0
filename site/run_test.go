package site

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"testing"
)

// A panic while a file is made goes on where Build was called, tells where it came from, and no further
// files are made.
func TestPanicReachesTheCaller(t *testing.T) {
	b, err := newBuilder(catalogOf(t, "tiny.txtar"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	b.sink = nowhere{}
	b.file("first.txt", noTexts, func() ([]byte, error) { return nil, nil })
	b.file("broken.txt", noTexts, func() ([]byte, error) { return []byte{[]byte(nil)[len(b.jobs)]}, nil })
	after := 0
	for range 100 {
		b.add("later", noTexts, func(*output) error { after++; return nil })
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1)) // one worker: none may make a file after the panic
	defer func() {
		err, ok := recover().(error)
		if !ok {
			t.Fatal("no panic with an error arrived")
		}
		var cause runtime.Error
		if !errors.As(err, &cause) {
			t.Errorf("%v does not wrap the cause", err)
		}
		lines := strings.Split(err.Error(), "\n")
		if !strings.Contains(lines[0], "index out of range [102]") {
			t.Errorf("the first line is %q", lines[0])
		}
		if len(lines) < 3 || !strings.Contains(lines[1], "TestPanicReachesTheCaller") || !strings.Contains(lines[1], " site/run_test.go:") {
			t.Errorf("it does not tell where it came from:\n%s", err)
		}
		if after > 0 {
			t.Errorf("%d files were made after it", after)
		}
	}()
	_ = b.run(context.Background())
	t.Error("run returned")
}

// Any value can be the cause of a panic.
func TestPanicOfAString(t *testing.T) {
	b := &builder{jobs: []job{{make: func(*output) error { panic("out of ideas") }}}}
	defer func() {
		if err, _ := recover().(error); err == nil || !strings.HasPrefix(err.Error(), "out of ideas\n    site.") {
			t.Errorf("got %v", err)
		}
	}()
	_ = b.run(context.Background())
}

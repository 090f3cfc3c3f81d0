package main

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"github.com/errdocs/errdocs/internal/publish"
)

// sources is what a build starts from, to be compared with what the last build started from.
type sources struct {
	publish.Sources
	cache publish.Cache
	flags buildFlags
	key   string // the program and how it was called; empty: nothing is compared
	to    publish.Options
}

// lookAt looks at the files that a site is made from, before they are read.
func (a *app) lookAt(f buildFlags, src *source) *sources {
	s := &sources{flags: f, to: publish.Options{Content: src.dir, Keep: f.keep}}
	if f.noCache || f.frozen || f.part.N > 0 || src.dir == "" {
		return s
	}
	dirs := slices.Clone(src.dirs)
	if src.theme != "" {
		dirs = append(dirs, src.theme)
	}
	var ok bool
	if s.Sources, ok = publish.LookAt(dirs...); !ok {
		return s
	}
	src.seen = &s.Sources
	if wd, err := filepath.Abs("."); err == nil { // names are from there
		s.key = fmt.Sprintf("%s %+q %q", program(), dirs, fmt.Sprint(wd, f.base, f.internal, f.drafts, f.keep, f.max))
		s.cache = publish.OpenCache("sources", f.out)
	}
	return s
}

// hashDigits is the length of publish.Result.Hash.
const hashDigits = 64

// nothingToDo reports whether the last build started from the same, and the output is as it left it.
func (a *app) nothingToDo(ctx context.Context, s *sources, phases *phases) (publish.Result, bool) {
	data, done := s.cache.Load()
	s.to.Since = done
	if s.key == "" || len(data) < hashDigits || !s.Same(data[hashDigits:], s.key) {
		return publish.Result{}, false
	}
	a.changing.Lock()
	defer a.changing.Unlock()
	start := time.Now()
	s.to.Wait = time.Nanosecond // the build itself waits for another
	stage, err := publish.Begin(ctx, s.flags.out, s.to)
	if err != nil {
		return publish.Result{}, false // Check says why
	}
	defer stage.Abort()
	res, ok := stage.Unchanged(data[:hashDigits])
	if ok {
		phases.phase("publish")
		phases.since = start
		phases.result(publishCounts(res))
	}
	return res, ok
}

// store keeps what a build started from, for the next one.
func (s *sources) store(res publish.Result) {
	if s.key != "" {
		s.cache.Store(bytes.NewReader(append([]byte(res.Hash), s.Encode(s.key)...)), res.Done)
	}
}

// Package publish replaces a directory by a new one in a single step.
//
// Dir writes all files into a work directory beside the output (".public.errdocs" for "public"), makes
// them durable, and then exchanges the two directories. Whatever happens on the way, be it a kill, a
// full disk or an interrupt, the output is the old site or the new one, whole; what a killed run leaves
// in the work directory is swept by the next. One run at a time works on an output, the others wait.
//
// Nothing is deleted that Dir did not write: each site carries a marker file that lists its files, and a
// directory that holds anything else is refused. See Check.
//
// Where a file system cannot exchange two directories, the complete new site is first renamed to
// "ready" in the work directory; from then on it will become the output, if need be in the next run.
package publish

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"time"
)

// Files is the content of a site: slash-separated relative paths and what each file holds. It is ranged
// over several times and must yield the same each time; the bytes are not changed.
type Files = iter.Seq2[string, []byte]

// Options of Dir and Check. The zero value is usable.
type Options struct {
	// Content is the directory the site was made from. The output may neither be it nor contain it.
	// Empty: the content came from elsewhere.
	Content string

	// Wait is how long Dir waits for another run on the same output. Zero: one minute.
	Wait time.Duration
}

// Result tells what Dir did.
type Result struct {
	Files     int    // number of files of the site, the marker not counted
	Bytes     int64  // their size together
	Hash      string // SHA-256 over all paths and contents, in hexadecimal
	Unchanged bool   // the output held exactly these files already, nothing was written
}

// Dir makes out a directory that holds exactly files, a marker, and the .gitignore that it held before.
// It creates missing parents. The error is a *RefusedError when out must not be replaced, a *LockedError
// when another run did not finish in time, and ctx.Err() when ctx ended before the exchange; the old
// content of out is untouched then. An error that wraps ErrLeftover means that the new site is in place
// and only cleaning up went wrong.
func Dir(ctx context.Context, out string, files Files, opts Options) (Result, error) {
	list, err := listFiles(files)
	if err != nil {
		return Result{}, fmt.Errorf("publishing %s: %w", out, err)
	}
	pl, err := findPlace(out, opts)
	if err != nil {
		return Result{}, err
	}
	if err := pl.guard(); err != nil {
		return Result{}, err
	}
	undo, err := makeParents(pl.dir)
	if err != nil {
		return Result{}, fmt.Errorf("publishing %s: %w", out, err)
	}
	res, err := pl.publish(ctx, files, list, opts.Wait)
	if err != nil {
		undo()
	}
	return res, err
}

// publish does the work of Dir between taking the lock and giving it back.
func (pl place) publish(ctx context.Context, files Files, list *listing, wait time.Duration) (res Result, err error) {
	w, err := pl.lock(ctx, wait)
	if err != nil {
		return Result{}, err
	}
	defer func() { err = errors.Join(err, w.release()) }()
	if err := w.recover(); err != nil {
		return Result{}, fmt.Errorf("clearing up after an earlier build in %s: %w", w.dir, err)
	}
	old, err := pl.look()
	if err != nil {
		return Result{}, err
	}
	res = Result{Files: len(list.paths), Bytes: list.bytes, Hash: list.hash}
	if old.holds(pl.dir, files, list) {
		res.Unchanged = true
		return res, nil
	}
	if err := w.stage(ctx, files, list, old); err != nil {
		return Result{}, errors.Join(err, remove(w.fresh()))
	}
	if err := w.swap(old.exists); err != nil {
		return Result{}, fmt.Errorf("publishing %s: %w", pl.shown, errors.Join(err, remove(w.fresh())))
	}
	return res, nil
}

// ErrLeftover says that a new site is in place and that the old one could not be removed.
var ErrLeftover = errors.New("the new site is published, but the old one could not be removed; the next build tries again")

// A RefusedError says why a directory will not be replaced. Nothing was touched.
type RefusedError struct {
	Out    string // as the caller gave it
	Reason string // a clause about Out: "is your home directory"
	Hint   string // what to do instead
}

func (e *RefusedError) Error() string {
	return fmt.Sprintf("will not publish to %s: it %s", e.Out, e.Reason)
}

// A LockedError says that another run is working on the same output.
type LockedError struct {
	Out    string
	Holder string // "process 4711"
	Waited time.Duration
}

func (e *LockedError) Error() string {
	return fmt.Sprintf("%s is being published by %s; waited %s", e.Out, e.Holder, e.Waited)
}

// makeParents creates the directories that out lacks above it. The function that it returns removes
// those that it created, as far as they are empty.
func makeParents(out string) (undo func(), err error) {
	var missing []string
	for dir := filepath.Dir(out); ; dir = filepath.Dir(dir) {
		if _, err := os.Lstat(dir); !errors.Is(err, fs.ErrNotExist) {
			break
		}
		missing = append(missing, dir)
	}
	undo = func() {
		for _, dir := range missing {
			os.Remove(dir)
		}
	}
	if err := os.MkdirAll(filepath.Dir(out), 0o755); err != nil {
		undo()
		return nil, err
	}
	return undo, nil
}

// Package publish replaces a directory by a new one in a single step.
//
// Begin starts a new site in a work directory next to the output (".public.errdocs" for "public"). Add writes files
// to it, or reuses those of the old site that have the same bytes. Commit makes the new site durable and then exchanges
// the two directories. Whatever happens in between (a kill, a full disk, an interrupt), the output is the complete old
// site or the complete new one; the next run removes what a killed run leaves in the work directory. Only one run works
// on an output at a time, the others wait.
//
// Nothing is deleted that errdocs did not write: each site has a manifest, a file that lists its files, also while it
// is being written, and a directory that contains anything else is refused. See Check.
//
// Where a file system cannot exchange two directories, the complete new site is first renamed to "ready" in the work
// directory; from then on it will become the output, if necessary in the next run.
//
// The old tree of a large site is kept in the work directory, so that the next build need only change there what is different, and
// exchange the two again: see spare.go.
//
// File does the same for a single file.
package publish

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"time"
)

// Files is the content of a site: slash-separated relative paths and the bytes of each file.
type Files = iter.Seq2[string, []byte]

// Options of Begin and Check. The zero value is usable.
type Options struct {
	// Content is the directory the site was made from. The output must neither be it nor contain it.
	// Empty: the content came from elsewhere.
	Content string

	// Keep names further files at the top of the output that stay there, such as the .git of a worktree.
	Keep []string

	// Since is Result.Done of the build that wrote the output, if nobody else has written to its manifest: what has not
	// changed since then need not be read. Zero: all files are read.
	Since time.Time

	// Edited is called before files are replaced or removed that somebody has changed since errdocs wrote them.
	Edited func(paths []string)

	// Wait is how long Begin waits for another run on the same output. Zero: one minute.
	Wait time.Duration
}

// Result says what Commit did.
type Result struct {
	Files     int    // number of files of the site, not counting the manifest
	Bytes     int64  // their size together
	Hash      string // SHA-256 over all paths and contents, in hexadecimal
	Written   int    // files that were written
	Linked    int    // files that were reused from the old site
	Unchanged bool   // the output had exactly these files already and was left as it is

	Done time.Time // for Options.Since; zero where the system does not say when a file has changed
}

// Dir publishes files to out by Begin, Add and Commit.
func Dir(ctx context.Context, out string, files Files, opts Options) (Result, error) {
	st, err := Begin(ctx, out, opts)
	if err != nil {
		return Result{}, err
	}
	defer st.Abort()
	for path, data := range files {
		if err := st.Add(path, data, sha256.Sum256(data)); err != nil {
			return Result{}, errors.Join(err, st.Abort())
		}
	}
	return st.Commit()
}

// ErrPublished says that the new site is published, whatever else an error of Commit says. After any other error, the old one is.
var ErrPublished = errors.New("the new site is published")

// A RefusedError says why a directory will not be replaced. Nothing was touched.
type RefusedError struct {
	Out    string // as the caller gave it
	Reason string // a clause about Out: "is your home directory"
	Hint   string // what to do instead
}

func (e *RefusedError) Error() string {
	return fmt.Sprintf("will not publish to %s: it %s", e.Out, e.Reason)
}

// Advice returns the hint.
func (e *RefusedError) Advice() string { return e.Hint }

// A LockedError says that another run is working on the same output.
type LockedError struct {
	Out    string
	Holder string // "process 4711"
	Waited time.Duration
}

func (e *LockedError) Error() string {
	return fmt.Sprintf("%s is being published by %s; waited %s", e.Out, e.Holder, e.Waited)
}

// Advice says what to do about the other run.
func (e *LockedError) Advice() string { return "wait for the other build to finish, or stop it" }

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

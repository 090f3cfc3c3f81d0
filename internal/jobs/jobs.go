// Package jobs is a small build system: named jobs make files, and a record of what each one made, and from what,
// saves the next run from making the same files again.
//
//	what a job reads ── sum ──> Job.Key ─┐
//	                                     ├─ same key, files still there ──> Sink.Keep ─┐
//	Record of the last run ──────────────┘                                             ├──> Record of this run
//	                          otherwise: Job.Make ──> Output.File ──> Sink.Add ────────┘
//
// Jobs run at the same time and know nothing of each other, so a run gives the same files in any order. What a job
// reads is the caller's business; the package only compares keys.
package jobs

import (
	"cmp"
	"context"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/parallel"
)

// Sum is a SHA-256 sum.
type Sum = [sha256.Size]byte

// Job makes the files that come from the same input. One that makes none only checks.
type Job struct {
	Name string // unique, and the same in each run
	Key  Sum    // of everything that Make reads
	Make func(*Output) error
}

// Sink takes files. Its methods are called from several goroutines at once.
type Sink interface {
	// Add takes a file with its SHA-256 sum. The bytes belong to the caller again when it returns.
	Add(path string, data []byte, sum Sum) error

	// Keep takes the file that an earlier run put at the path, if it is still there and has the SHA-256
	// sum. It returns false where it cannot; the file is made and added then.
	Keep(path string, sum Sum) bool
}

// Reader is a Sink that Output.Last can ask. Read returns the bytes of the file that an earlier run put at the path, nil where there is
// none of that size. It need not check them.
type Reader interface {
	Read(path string, size int) []byte
}

// Discard is a sink that drops everything: for checks.
var Discard Sink = discard{}

type discard struct{}

func (discard) Add(string, []byte, Sum) error { return nil }
func (discard) Keep(string, Sum) bool         { return true }

// Runner runs jobs. Only Sink is required.
type Runner struct {
	Sink    Sink
	Before  *Record                                      // of an earlier run; nil: every job is made
	Since   *Record                                      // of later runs that were not finished, which counts before that; nil for none
	Inspect func(path string, data []byte) (note string) // is called with each file that is made; the record keeps the note
	Copies  map[string][]string                          // by path of a file: further paths at which its bytes are added
}

// Run makes the files of all jobs, on as many goroutines as there are processors, and returns what was made. After
// an error the sink has some of the files, and the record is a Since for the next run. A panic in a job goes on in the caller, with the
// calls that led to it. Of the jobs that have been made, Make is nil afterwards: what it refers to is of no more use.
func (r *Runner) Run(ctx context.Context, jobs []Job) (*Record, error) {
	record, before := &Record{made: make([]*result, len(jobs))}, r.Before.all(jobs)
	err := parallel.Do(ctx, 0, len(jobs), func(i int) error {
		made, err := r.do(&jobs[i], cmp.Or(r.Since.of(jobs[i].Name), before[i]))
		if err == nil {
			record.made[i] = made
		}
		return err
	})
	if err != nil {
		for i, m := range record.made {
			record.made[i] = cmp.Or(m, r.Since.of(jobs[i].Name))
		}
		record.made = slices.DeleteFunc(record.made, func(m *result) bool { return m == nil })
		return record, err
	}
	return record, record.check(before)
}

// do does a job, or takes over what it made last time from the same input.
func (r *Runner) do(j *Job, before *result) (*result, error) {
	var kept []File
	if before != nil && before.key == j.Key {
		if kept = r.keep(before.files); len(kept) == len(before.files) {
			return before, nil
		}
	}
	return r.make(j, before, kept)
}

// make makes the files of a job, of which some were kept.
func (r *Runner) make(j *Job, before *result, kept []File) (*result, error) {
	made := &result{name: j.Name, key: j.Key}
	o := &Output{Name: j.Name, result: made, runner: r, kept: kept, last: before}
	if err := j.Make(o); err != nil {
		return nil, err
	}
	j.Make = nil
	return made, o.err
}

// keep takes over files of an earlier run. It returns those before the first that is gone.
func (r *Runner) keep(files []File) []File {
	for i, f := range files {
		if !r.Sink.Keep(f.Path, f.Sum) {
			return files[:i]
		}
	}
	return files
}

// Output is what a job makes. It belongs to the goroutine of the job.
type Output struct {
	Name string // of the job
	*result
	runner *Runner
	kept   []File          // of an earlier run, taken over before one of them turned out to be gone
	last   *result         // of the earlier run, nil for none
	before map[string]File // what the job made in an earlier run, by path, once it is asked for
	err    error
}

// File hands on a file. The bytes may be used again when it returns.
func (o *Output) File(path string, data []byte) {
	f := File{Path: path, Size: len(data), Sum: sha256.Sum256(data)}
	if o.runner.Inspect != nil {
		f.Note = o.runner.Inspect(path, data)
	}
	o.files = append(o.files, f)
	switch i := slices.IndexFunc(o.kept, func(k File) bool { return k.Path == path }); {
	case o.err != nil:
	case i < 0:
		o.err = o.runner.Sink.Add(path, data, f.Sum)
	case o.kept[i].Sum != f.Sum:
		o.err = fmt.Errorf("%s came out differently from the same input; build again with --no-cache", path)
	}
	for _, at := range o.runner.Copies[path] {
		o.File(at, data)
	}
}

// Again takes over a file of the last run of the job, whatever that was made from, if it is still there. The job has to know
// that the file would be the same.
func (o *Output) Again(path string) bool {
	if o.before == nil && o.last != nil {
		o.before = make(map[string]File, len(o.last.files))
		for _, f := range o.last.files {
			o.before[f.Path] = f
		}
	}
	f, ok := o.before[path]
	is := func(k File) bool { return k.Path == path }
	if !ok || len(o.runner.Copies[path]) > 0 || !slices.ContainsFunc(o.kept, is) && !o.runner.Sink.Keep(path, f.Sum) {
		return false
	}
	o.files = append(o.files, f)
	return true
}

// Last returns the bytes of a file that the job made in the last run, nil if they are no longer there.
func (o *Output) Last(path string) []byte {
	sink, ok := o.runner.Sink.(Reader)
	if !ok || o.last == nil {
		return nil
	}
	for _, f := range o.last.files {
		if f.Path == path {
			if data := sink.Read(path, f.Size); data != nil && sha256.Sum256(data) == f.Sum {
				return data
			}
		}
	}
	return nil
}

// Note keeps a note about the job in the record.
func (o *Output) Note(note string) { o.notes = append(o.notes, note) }

// check looks for two files of one path, also where a file system ignores case. Those that were taken over from an earlier run, which made
// this before, are known to differ.
func (r *Record) check(before []*result) error {
	fresh := map[string]string{}
	for _, known := range []bool{false, true} {
		for i, m := range r.made {
			if known != (m == before[i]) {
				continue
			}
			for _, f := range m.files {
				key := strings.ToLower(f.Path)
				if other, ok := fresh[key]; ok {
					return fmt.Errorf("two files have one path: %s and %s", min(other, f.Path), max(other, f.Path))
				}
				if !known {
					fresh[key] = f.Path
				}
			}
		}
	}
	return nil
}

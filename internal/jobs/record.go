package jobs

import (
	"errors"
	"io"
	"iter"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/values"
)

// Record says what a run made, and from what. It does not contain the files, only their sums: the bytes are where the
// sink has put them. The zero value knows of no job.
type Record struct {
	Kept map[string]string // what the caller keeps for the next run

	made   []*result // in the order in which the jobs were given
	named  sync.Once
	byName map[string]int // where in made a job is, once one is asked for
}

// result is what a job has made. Nothing changes it when the job is done.
type result struct {
	name  string // of the job
	key   Sum
	files []File
	notes []string
}

// Jobs returns how many jobs were run.
func (r *Record) Jobs() int { return len(r.made) }

// of returns what a job has made, nil for one that the record does not have.
func (r *Record) of(job string) *result {
	if i, ok := r.place(job, 0); ok {
		return r.made[i]
	}
	return nil
}

// place returns where a job is in the record, and looks at a likely place first.
func (r *Record) place(job string, likely int) (i int, ok bool) {
	if r == nil || likely < len(r.made) && r.made[likely].name == job {
		return likely, r != nil
	}
	r.named.Do(func() {
		r.byName = make(map[string]int, len(r.made))
		for i, m := range r.made {
			r.byName[m.name] = i
		}
	})
	i, ok = r.byName[job]
	return i, ok
}

// all returns what each of some jobs has made. Mostly they are those of the record, in the same order, and are not looked up.
func (r *Record) all(jobs []Job) []*result {
	list, next := make([]*result, len(jobs)), 0
	for i := range jobs {
		if at, ok := r.place(jobs[i].Name, next); ok {
			list[i], next = r.made[at], at+1
		}
	}
	return list
}

// File is a file that a job has made.
type File struct {
	Path string
	Size int
	Sum  Sum    // of the bytes
	Note string // of Runner.Inspect
}

// Joined returns a record of what several runs have made, each of other jobs.
func Joined(records []*Record) *Record {
	return &Record{made: lists.Joined(records, func(r *Record) []*result { return r.made })}
}

// All yields all files, in no order.
func (r *Record) All() iter.Seq[File] {
	return func(yield func(File) bool) {
		for _, m := range r.made {
			for _, f := range m.files {
				if !yield(f) {
					return
				}
			}
		}
	}
}

// Different returns the paths that end in something of the files that are not the same as in an earlier record, or are in one only. There are
// none if that is empty.
func (r *Record) Different(before *Record, ending string) []string {
	if len(before.made) == 0 {
		return nil
	}
	sums := map[string]Sum{}
	for f := range before.All() {
		if strings.HasSuffix(f.Path, ending) {
			sums[f.Path] = f.Sum
		}
	}
	for f := range r.All() {
		if sum, was := sums[f.Path]; was && sum == f.Sum {
			delete(sums, f.Path)
		} else if strings.HasSuffix(f.Path, ending) {
			sums[f.Path] = f.Sum
		}
	}
	return slices.Sorted(maps.Keys(sums))
}

// SameAddresses reports whether an earlier record has the same files, with the same notes, by their paths, among those that count.
func (r *Record) SameAddresses(before *Record, counts func(path string) bool) bool {
	if len(r.made) != len(before.made) {
		return false
	}
	for i, m := range r.made {
		old := before.made[i]
		if m == old {
			continue
		}
		now, was := m.addresses(counts), old.addresses(counts)
		if m.name != old.name || !slices.EqualFunc(now, was, func(a, b File) bool { return a.Path == b.Path && a.Note == b.Note }) {
			return false
		}
	}
	return true
}

func (m *result) addresses(count func(path string) bool) []File {
	return slices.DeleteFunc(slices.Clone(m.files), func(f File) bool { return !count(f.Path) })
}

// Made returns the files of a job, in the order in which it made them.
func (r *Record) Made(job string) []File {
	if m := r.of(job); m != nil {
		return m.files
	}
	return nil
}

// Notes yields each job with its notes.
func (r *Record) Notes() iter.Seq2[string, []string] {
	return func(yield func(string, []string) bool) {
		for _, m := range r.made {
			if !yield(m.name, m.notes) {
				return
			}
		}
	}
}

// recordHead starts an encoded record. The number is the version of the encoding.
const recordHead = "errdocs-record 6\n"

// ErrRecord means that a text is not a whole record of this version of errdocs.
var ErrRecord = errors.New("the record of the last build is damaged or of another version")

// WriteTo writes the record for Read, with a sum over it.
func (r *Record) WriteTo(to io.Writer) (int64, error) {
	w := &values.Writer{Bytes: []byte(recordHead), To: to}
	r.code(values.Coder{To: w})
	return w.End()
}

// Read reads what WriteTo has written. The error is ErrRecord.
func (r *Record) Read(data string) error {
	text, whole := values.Unseal(data)
	text, ours := strings.CutPrefix(text, recordHead)
	d := &values.Reader{Text: text, Broken: !whole || !ours}
	if r.code(values.Coder{From: d}); d.Broken {
		return ErrRecord
	}
	return nil
}

// code codes what comes after the head.
func (r *Record) code(c values.Coder) {
	values.Each(c, &r.made, func(m **result) {
		if *m == nil {
			*m = new(result)
		}
		(*m).code(c)
	})
	c.Map(&r.Kept)
}

func (m *result) code(c values.Coder) {
	c.String(&m.name)
	c.Bytes(m.key[:])
	values.Each(c, &m.files, func(f *File) {
		c.String(&f.Path)
		c.Number(&f.Size)
		c.Bytes(f.Sum[:])
		c.String(&f.Note)
	})
	c.Strings(&m.notes)
}

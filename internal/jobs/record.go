package jobs

import (
	"crypto/sha256"
	"errors"
	"io"
	"iter"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/errdocs/errdocs/internal/values"
)

// Record says what a run made, and from what. It does not contain the files, only their sums: the bytes are where the
// sink has put them. The zero value knows of no job.
type Record struct {
	Kept map[string]string // what the caller keeps for the next run

	made   []*result // in the order in which the jobs were given
	named  sync.Once
	byName map[string]*result // made by the names of the jobs, once one is asked for
}

// result is what a job has made. Nothing changes it when the job is done.
type result struct {
	name  string // of the job
	key   Sum
	files []File
	notes []string
}

// Jobs returns how many jobs were run.
func (r *Record) Jobs() int {
	if r == nil {
		return 0
	}
	return len(r.made)
}

// of returns what a job has made, nil for one that the record does not have.
func (r *Record) of(job string) *result {
	if r == nil {
		return nil
	}
	r.named.Do(func() {
		r.byName = make(map[string]*result, len(r.made))
		for _, m := range r.made {
			r.byName[m.name] = m
		}
	})
	return r.byName[job]
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
	all := &Record{}
	for _, r := range records {
		all.made = append(all.made, r.made...)
	}
	return all
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
const recordHead = "errdocs-record 5\n"

// ErrRecord means that a text is not a whole record of this version of errdocs.
var ErrRecord = errors.New("the record of the last build is damaged or of another version")

// WriteTo writes the record for Read, with a sum over it.
func (r *Record) WriteTo(to io.Writer) (int64, error) {
	files := 0
	for _, m := range r.made {
		files += len(m.files)
	}
	w := values.Writer{Bytes: []byte(recordHead), To: to}
	w.Number(len(r.made))
	w.Number(files)
	for _, m := range r.made {
		m.encode(&w)
		w.Spill()
	}
	w.Number(len(r.Kept))
	for _, name := range slices.Sorted(maps.Keys(r.Kept)) {
		w.String(name)
		w.String(r.Kept[name])
		w.Spill()
	}
	return w.End()
}

func (m *result) encode(w *values.Writer) {
	w.String(m.name)
	w.Bytes = append(w.Bytes, m.key[:]...)
	w.Number(len(m.files))
	for _, f := range m.files {
		w.String(f.Path)
		w.Number(f.Size)
		w.Bytes = append(w.Bytes, f.Sum[:]...)
		w.String(f.Note)
	}
	w.Number(len(m.notes))
	for _, note := range m.notes {
		w.String(note)
	}
}

// Read reads what WriteTo has written. The error is ErrRecord.
func (r *Record) Read(data string) error {
	text, whole := values.Unseal(data)
	text, ours := strings.CutPrefix(text, recordHead)
	if !whole || !ours {
		return ErrRecord
	}
	d := values.Reader{Text: text}
	count, all := d.Count(), d.Count()
	if max(count, all) > len(d.Text)/sha256.Size { // each takes more
		return ErrRecord
	}
	results, files := make([]result, count), make([]File, 0, all)
	r.made = make([]*result, 0, len(results))
	for i := range results {
		if files = results[i].decode(&d, files); d.Broken {
			return ErrRecord
		}
		r.made = append(r.made, &results[i])
	}
	r.Kept = map[string]string{}
	for range d.Count() {
		name := d.String()
		r.Kept[name] = d.String()
		if d.Broken {
			return ErrRecord
		}
	}
	return nil
}

// decode is the inverse of encode. It appends the files to those of other results.
func (m *result) decode(d *values.Reader, files []File) []File {
	sum := func() (sum Sum) { copy(sum[:], d.Bytes(len(sum))); return sum }
	first := len(files)
	m.name, m.key = d.String(), sum()
	for range d.Count() {
		files = append(files, File{d.String(), d.Number(), sum(), d.String()})
	}
	m.files = slices.Clip(files[first:])
	for range d.Count() {
		m.notes = append(m.notes, d.String())
	}
	return files
}

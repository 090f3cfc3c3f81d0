package jobs

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/errdocs/errdocs/internal/values"
)

// Record says what a run made, and from what. It does not contain the files, only their sums: the bytes are where the
// sink has put them. The zero value knows of no job.
type Record struct {
	Kept map[string]string // what the caller keeps for the next run

	made map[string]result // by the name of the job
}

// result is what a job has made.
type result struct {
	key   Sum
	files []File
	notes []string
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
	all := &Record{made: map[string]result{}}
	for _, r := range records {
		maps.Copy(all.made, r.made)
	}
	return all
}

// Files returns all files, in the order of their paths.
func (r *Record) Files() []File {
	return slices.SortedFunc(r.All(), func(a, b File) int { return strings.Compare(a.Path, b.Path) })
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

// Made returns the files of a job, in the order in which it made them.
func (r *Record) Made(job string) []File { return r.made[job].files }

// Notes returns the notes of a job.
func (r *Record) Notes(job string) []string { return r.made[job].notes }

// recordHead starts an encoded record. The number is the version of the encoding.
const recordHead = "errdocs-record 3\n"

// ErrRecord means that a text is not a whole record of this version of errdocs.
var ErrRecord = errors.New("the record of the last build is damaged or of another version")

// MarshalBinary encodes the record. The last 32 bytes are a SHA-256 sum of the others.
func (r *Record) MarshalBinary() ([]byte, error) {
	size := len(recordHead) + 2*sha256.Size
	for name, m := range r.made {
		size += len(name) + sha256.Size + 8
		for _, f := range m.files {
			size += len(f.Path) + sha256.Size + len(f.Note) + 8
		}
		for _, note := range m.notes {
			size += len(note) + 4
		}
	}
	for name, kept := range r.Kept {
		size += len(name) + len(kept) + 8
	}
	b := append(make([]byte, 0, size), recordHead...)
	text := func(s string) { b = append(binary.AppendUvarint(b, uint64(len(s))), s...) }
	number := func(n int) { b = binary.AppendUvarint(b, uint64(n)) }
	number(len(r.made))
	for _, name := range slices.Sorted(maps.Keys(r.made)) {
		m := r.made[name]
		text(name)
		b = append(b, m.key[:]...)
		number(len(m.files))
		for _, f := range m.files {
			text(f.Path)
			number(f.Size)
			b = append(b, f.Sum[:]...)
			text(f.Note)
		}
		number(len(m.notes))
		for _, note := range m.notes {
			text(note)
		}
	}
	number(len(r.Kept))
	for _, name := range slices.Sorted(maps.Keys(r.Kept)) {
		text(name)
		text(r.Kept[name])
	}
	sum := sha256.Sum256(b)
	return append(b, sum[:]...), nil
}

// Read is the inverse of MarshalBinary. The error is ErrRecord.
func (r *Record) Read(data string) error {
	n := len(data) - sha256.Size
	if n < 0 || values.Sum(data[:n]) != Sum([]byte(data[n:])) || !strings.HasPrefix(data, recordHead) {
		return ErrRecord
	}
	d := values.Reader{Text: data[len(recordHead):n]}
	sum := func() (sum Sum) { copy(sum[:], d.Bytes(len(sum))); return sum }
	count := d.Number()
	r.made = make(map[string]result, min(count, len(data)/sha256.Size))
	for range count {
		name, m := d.String(), result{key: sum()}
		for range d.Count() {
			m.files = append(m.files, File{d.String(), d.Number(), sum(), d.String()})
		}
		for range d.Count() {
			m.notes = append(m.notes, d.String())
		}
		if d.Broken {
			return ErrRecord
		}
		r.made[name] = m
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

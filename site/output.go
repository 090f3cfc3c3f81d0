package site

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// Sink takes the files of a site. Its methods are called from several goroutines at once.
type Sink interface {
	// Add takes a file. The bytes belong to the caller again when it returns.
	Add(path string, data []byte) error

	// Keep takes the file that an earlier build put at the path, if it is still there and has the SHA-256
	// sum. It returns false where it cannot; the file is made and added then.
	Keep(path string, sum [sha256.Size]byte) bool
}

// job makes files that come from the same texts. One that makes none only checks.
type job struct {
	name  string // the same in each build: the path of its file, where it makes one
	reads reads
	make  func(*output) error
}

// add adds a job.
func (b *builder) add(name string, from reads, make func(*output) error) {
	b.jobs = append(b.jobs, job{name, from, make})
}

// output is what a job makes.
type output struct {
	made
	*builder
	kept []madeFile // of an earlier build, taken over before one of them turned out to be gone
	err  error
}

// file hands a file on. The bytes may be used again when it returns.
func (o *output) file(path string, data []byte) {
	f := madeFile{path: path, size: len(data), sum: sha256.Sum256(data)}
	if strings.HasSuffix(path, ".html") {
		f.places = placesOf(data)
	}
	o.files = append(o.files, f)
	o.leaks(path, data)
	switch i := slices.IndexFunc(o.kept, func(k madeFile) bool { return k.path == path }); {
	case o.err != nil:
	case i < 0:
		o.err = o.sink.Add(path, data)
	case o.kept[i].sum != f.sum:
		o.err = fmt.Errorf("%s came out differently from the same texts; build again with --no-cache", path)
	}
}

// leaks looks for card numbers and credentials in a finished file. What the author wrote is checked already, with a
// place; here it shows what comes of several texts together. The search index is left out: it holds single words,
// and long rows of numbers that mean something else.
func (b *builder) leaks(path string, data []byte) {
	if strings.HasPrefix(path, "search/") && strings.HasSuffix(path, ".json") {
		return
	}
	for _, p := range b.catalog.Leaks("/"+path, data) {
		b.problem(p)
	}
}

// do does a job, or takes over what it made last time from the same texts.
func (b *builder) do(j job) error {
	o := &output{builder: b}
	if b.before != nil {
		o.key = b.digests.key(j.reads)
		if old, ok := b.before.made[j.name]; ok && old.key == o.key {
			if o.kept = b.keep(old.files); len(o.kept) == len(old.files) {
				b.done(j.name, old)
				return nil
			}
		}
	}
	if err := j.make(o); err != nil {
		return err
	}
	b.done(j.name, o.made)
	return o.err
}

// again does a job whose files were taken over, for what a record does not say.
func (b *builder) again(j job) made {
	sink := b.sink
	defer func() { b.sink = sink }()
	b.sink = nowhere{}
	o := &output{builder: b}
	if err := j.make(o); err != nil {
		b.fail(err)
	}
	return o.made
}

// keep takes over files of an earlier build. It returns those before the first that is gone.
func (b *builder) keep(files []madeFile) []madeFile {
	for i, f := range files {
		if !b.sink.Keep(f.path, f.sum) {
			return files[:i]
		}
	}
	return files
}

func (b *builder) done(name string, m made) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.made[name] = m
}

// nowhere is a sink for checks.
type nowhere struct{}

func (nowhere) Add(string, []byte) error            { return nil }
func (nowhere) Keep(string, [sha256.Size]byte) bool { return true }

// memory is a sink that keeps what it is given.
type memory struct {
	old   *Site // of an earlier build, nil for none
	mu    sync.Mutex
	files []File
}

func (m *memory) Add(path string, data []byte) error {
	m.take(File{path, bytes.Clone(data)})
	return nil
}

func (m *memory) Keep(path string, _ [sha256.Size]byte) bool {
	data := m.old.File(path)
	if data != nil {
		m.take(File{path, data})
	}
	return data != nil
}

func (m *memory) take(f File) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.files = append(m.files, f)
}

func (m *memory) sorted() []File {
	slices.SortFunc(m.files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return m.files
}

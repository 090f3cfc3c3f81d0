package site

import (
	"crypto/sha256"
	"maps"
	"slices"
	"sync"

	"github.com/errdocs/errdocs/internal/jobs"
	"github.com/errdocs/errdocs/internal/lists"
)

// Sink takes the files of a site. Its methods are called from several goroutines at once. Add takes a file and its
// SHA-256 sum; the bytes belong to the caller again when it returns. Keep takes the file that an earlier build put at the path, if it is still
// there and has the SHA-256 sum; it returns false where it cannot, and the file is made and added then.
type Sink = jobs.Sink

// Record says what a build made, and from what, so that the next one need not make the same again. It contains no
// page, only their sums: the bytes are where the build has put them. The zero value knows of nothing.
type Record = jobs.Record

// ErrRecord means that a text is not a whole record of this version of errdocs.
var ErrRecord = jobs.ErrRecord

// memory is a sink that keeps the files.
type memory struct {
	old   map[string][]byte // of an earlier build
	mu    sync.Mutex
	files map[string][]byte
}

func newMemory(old map[string][]byte) *memory { return &memory{old: old, files: map[string][]byte{}} }

func (m *memory) Add(path string, data []byte, _ [sha256.Size]byte) error {
	m.put(path, append([]byte{}, data...)) // nil means that there is no file
	return nil
}

func (m *memory) Keep(path string, _ [sha256.Size]byte) bool {
	data, ok := m.old[path]
	if ok {
		m.put(path, data)
	}
	return ok
}

func (m *memory) Read(path string, _ int) []byte { return m.old[path] }

func (m *memory) put(path string, data []byte) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.files[path] = data
}

// sorted returns all files by path.
func (m *memory) sorted() []File {
	return lists.Each(slices.Sorted(maps.Keys(m.files)), func(path string) File { return File{path, m.files[path]} })
}

package site

import (
	"bytes"
	"crypto/sha256"
	"slices"
	"strings"
	"sync"

	"github.com/errdocs/errdocs/internal/jobs"
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
	old   *Site // of an earlier build, nil for none
	mu    sync.Mutex
	kept  []bool // which of its files are taken over
	files []File // the others
}

func (m *memory) Add(path string, data []byte, _ [sha256.Size]byte) error {
	f := File{path, bytes.Clone(data)}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.files = append(m.files, f)
	return nil
}

func (m *memory) Keep(path string, _ [sha256.Size]byte) bool {
	i, found := m.old.find(path)
	if !found {
		return false
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.kept == nil {
		m.kept = make([]bool, len(m.old.Files))
	}
	m.kept[i] = true
	return true
}

// sorted returns all files by path. Those of the old site are sorted already.
func (m *memory) sorted() []File {
	slices.SortFunc(m.files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	all, added := make([]File, 0, len(m.files)+len(m.kept)), m.files
	for i, kept := range m.kept {
		if f := m.old.Files[i]; kept {
			for len(added) > 0 && added[0].Path < f.Path {
				all, added = append(all, added[0]), added[1:]
			}
			all = append(all, f)
		}
	}
	return append(all, added...)
}

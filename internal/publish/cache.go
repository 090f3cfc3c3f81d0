package publish

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"slices"
)

// Cache is a file in which a build keeps data about an output for the next build. It is in the user's cache directory
// and can be deleted at any time. The zero value is always empty.
type Cache struct{ name string }

// maxCached is how many files are kept, the newest.
const maxCached = 32

// OpenCache returns the cache of an output, the zero value if there is no directory for it.
func OpenCache(out string) Cache {
	dir, err := os.UserCacheDir()
	if err != nil {
		return Cache{}
	}
	abs, err := filepath.Abs(out)
	if err != nil {
		return Cache{}
	}
	sum := sha256.Sum256([]byte(abs))
	return Cache{filepath.Join(dir, "errdocs", "records", hex.EncodeToString(sum[:16]))}
}

// Load returns what Store has stored, nil if there is nothing. The caller must check that it is undamaged.
func (c Cache) Load() []byte {
	data, _ := os.ReadFile(c.name)
	return data
}

// Store keeps data for the next build. It does nothing if it cannot.
func (c Cache) Store(data []byte) {
	if c.name == "" || os.MkdirAll(filepath.Dir(c.name), 0o700) != nil || File(c.name, data) != nil {
		return
	}
	c.prune()
}

// prune removes the oldest files, and what killed builds have left.
func (c Cache) prune() {
	entries, err := os.ReadDir(filepath.Dir(c.name))
	if err != nil || len(entries) <= maxCached {
		return
	}
	age := map[string]int64{}
	for _, e := range entries {
		if info, err := e.Info(); err == nil {
			age[e.Name()] = info.ModTime().UnixNano()
		}
	}
	slices.SortFunc(entries, func(a, b os.DirEntry) int { return cmp.Compare(age[b.Name()], age[a.Name()]) })
	for _, e := range entries[maxCached:] {
		os.Remove(filepath.Join(filepath.Dir(c.name), e.Name()))
	}
}

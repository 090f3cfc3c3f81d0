package publish

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// Cache is a file in which a build keeps data about an output for the next build. It is in the user's cache directory
// and can be deleted at any time. The zero value is always empty.
type Cache struct{ name string }

// maxCached is how many files are kept, the newest.
const maxCached = 32

// OpenCache returns the cache of a kind for an output, the zero value if there is no directory for it.
func OpenCache(kind, out string) Cache {
	dir, errDir := os.UserCacheDir()
	abs, errOut := filepath.Abs(out)
	if errDir != nil || errOut != nil {
		return Cache{}
	}
	sum := sha256.Sum256([]byte(abs))
	return Cache{filepath.Join(dir, "errdocs", kind, hex.EncodeToString(sum[:16]))}
}

// Load returns what Store has stored, nothing if there is none or something else has its name. The caller must check that
// the data is undamaged.
func (c Cache) Load() (data string, done time.Time) {
	info, err := os.Stat(c.name)
	if err != nil || !info.Mode().IsRegular() {
		return "", done
	}
	data, err = readText(c.name, info.Size())
	if err != nil || len(data) < 8 {
		return "", done
	}
	if at := int64(binary.BigEndian.Uint64([]byte(data[:8]))); at != 0 {
		done = time.Unix(0, at)
	}
	return data[8:], done
}

// Store keeps data and Result.Done for the next build. It does nothing if it cannot.
func (c Cache) Store(data io.WriterTo, done time.Time) {
	at := int64(0)
	if !done.IsZero() {
		at = done.UnixNano()
	}
	if info, err := os.Stat(c.name); c.name == "" || err == nil && !info.Mode().IsRegular() {
		return
	}
	write := func(w io.Writer) error {
		if _, err := w.Write(binary.BigEndian.AppendUint64(nil, uint64(at))); err != nil {
			return err
		}
		_, err := data.WriteTo(w)
		return err
	}
	if os.MkdirAll(filepath.Dir(c.name), 0o700) != nil || replace(c.name, write) != nil {
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

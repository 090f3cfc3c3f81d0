package main

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"github.com/errdocs/errdocs/internal/publish"
	"github.com/errdocs/errdocs/site"
)

// cache holds the records of what the last build of each output made, in the user's cache folder. It is safe to
// delete at any time, and nothing goes wrong where there is none: a build is slower then.
type cache struct{ file string }

// maxRecords is how many records are kept, the newest.
const maxRecords = 32

// openCache returns the cache of an output, nil when there is no place for one.
func openCache(out string) *cache {
	dir, err := os.UserCacheDir()
	if err != nil {
		return nil
	}
	abs, err := filepath.Abs(out)
	if err != nil {
		return nil
	}
	sum := sha256.Sum256([]byte(abs))
	return &cache{filepath.Join(dir, "errdocs", "records", hex.EncodeToString(sum[:16]))}
}

// load returns the record, an empty one when there is none that can be trusted.
func (c *cache) load() *site.Record {
	if c == nil {
		return nil
	}
	r := &site.Record{}
	data, err := os.ReadFile(c.file)
	if err != nil || r.UnmarshalBinary(data) != nil {
		return &site.Record{}
	}
	return r
}

// store keeps a record for the next build. It does nothing when it cannot.
func (c *cache) store(r *site.Record) {
	if c == nil {
		return
	}
	data, err := r.MarshalBinary()
	if err != nil || os.MkdirAll(filepath.Dir(c.file), 0o700) != nil {
		return
	}
	if publish.File(c.file, data) != nil {
		return
	}
	c.prune()
}

// prune removes the oldest records, and what killed builds have left.
func (c *cache) prune() {
	entries, err := os.ReadDir(filepath.Dir(c.file))
	if err != nil || len(entries) <= maxRecords {
		return
	}
	age := map[string]int64{}
	for _, e := range entries {
		if info, err := e.Info(); err == nil {
			age[e.Name()] = info.ModTime().UnixNano()
		}
	}
	slices.SortFunc(entries, func(a, b os.DirEntry) int { return cmp.Compare(age[b.Name()], age[a.Name()]) })
	for _, e := range entries[maxRecords:] {
		os.Remove(filepath.Join(filepath.Dir(c.file), e.Name()))
	}
}

// program returns a sum of this program, so that another version does not take over what it would make differently.
var program = sync.OnceValue(func() string {
	name, err := os.Executable()
	if err != nil {
		return ""
	}
	f, err := os.Open(name)
	if err != nil {
		return ""
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return ""
	}
	return hex.EncodeToString(h.Sum(nil))
})

package main

import (
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// knownFolders is a content directory of which folders have been listed before.
type knownFolders struct {
	fs.FS
	dir   string
	known *listing
}

// listing has the entries of folders by their path. It is safe for use by several goroutines.
type listing struct {
	mu sync.Mutex
	of map[string][]fs.DirEntry
}

// newListing returns a listing of some folders, whose map stays as it is.
func newListing(of map[string][]fs.DirEntry) *listing {
	l := &listing{of: map[string][]fs.DirEntry{}}
	maps.Copy(l.of, of)
	return l
}

// ReadDir lists a folder, and remembers it.
func (l knownFolders) ReadDir(name string) ([]fs.DirEntry, error) {
	at := filepath.Join(l.dir, filepath.FromSlash(name))
	l.known.mu.Lock()
	defer l.known.mu.Unlock()
	entries, ok := l.known.of[at]
	if !ok {
		var err error
		if entries, err = fs.ReadDir(l.FS, name); err != nil {
			return entries, err
		}
		l.known.of[at] = entries
	}
	return slices.Clone(entries), nil
}

// forget forgets the folders that have changed when a path has: those above it, and what was below.
func (l *listing) forget(path string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for at := range l.of {
		if at == "." || strings.HasPrefix(path, at) || strings.HasPrefix(at, path) {
			delete(l.of, at)
		}
	}
}

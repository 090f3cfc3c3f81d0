package main

import (
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
)

// knownFolders is a content directory of which folders have been listed before.
type knownFolders struct {
	fs.FS
	dir   string
	known listing
}

// listing has the entries of folders by their path.
type listing map[string][]fs.DirEntry

// ReadDir lists a folder, and remembers it.
func (l knownFolders) ReadDir(name string) ([]fs.DirEntry, error) {
	at := filepath.Join(l.dir, filepath.FromSlash(name))
	entries, ok := l.known[at]
	if !ok {
		var err error
		if entries, err = fs.ReadDir(l.FS, name); err != nil {
			return entries, err
		}
		l.known[at] = entries
	}
	return slices.Clone(entries), nil
}

// forget forgets the folders that have changed when a path has: those above it, and what was below.
func (l listing) forget(path string) {
	for at := range l {
		if at == "." || strings.HasPrefix(path, at) || strings.HasPrefix(at, path) {
			delete(l, at)
		}
	}
}

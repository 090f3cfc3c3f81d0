package main

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/errdocs/errdocs/content"
	"github.com/errdocs/errdocs/internal/lists"
	"github.com/errdocs/errdocs/internal/report"
)

// shared are the folders of a content directory that further content directories add to. What else they have is for
// building them alone.
var shared = []string{"vendors", "images"}

// folders is a catalog whose vendors and images are in several content directories. The rest is in the first.
type folders struct {
	all   []fs.FS
	dirs  []string
	found map[string]owned // "vendors", "vendors/acme", "images/x.png": what the shared folders have
}

// owned is a file or folder of one of the directories.
type owned struct {
	dir   int
	entry fs.DirEntry
}

// newFolders looks into the directories. An entry must be in one of them only.
func newFolders(all []fs.FS, dirs []string) (*folders, error) {
	f := &folders{all, dirs, map[string]owned{}}
	for i, fsys := range all {
		root, err := fs.ReadDir(fsys, ".")
		if err != nil {
			return nil, &failure{fmt.Errorf("open the catalog: %w", err), exitEnvironment, ""}
		}
		for _, e := range root {
			if !slices.Contains(shared, e.Name()) {
				continue
			}
			if _, there := f.found[e.Name()]; !there {
				f.found[e.Name()] = owned{i, e}
			}
			entries, _ := fs.ReadDir(fsys, e.Name()) // loading reports what cannot be read
			for _, inner := range entries {
				name := e.Name() + "/" + inner.Name()
				if first, twice := f.found[name]; twice && inner.Name()[0] != '.' {
					return nil, &usageError{fmt.Sprintf("both %s and %s have %s", dirs[first.dir], dirs[i], name), "rename one of them"}
				}
				f.found[name] = owned{i, inner}
			}
		}
	}
	return f, nil
}

// of returns the number of the directory that a file is in.
func (f *folders) of(name string) int {
	part := strings.SplitN(name, "/", 3)
	return f.found[path.Join(part[:min(2, len(part))]...)].dir
}

// Open opens a file.
func (f *folders) Open(name string) (fs.File, error) { return f.all[f.of(name)].Open(name) }

// ReadDir lists a folder.
func (f *folders) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(f.all[f.of(name)], name)
	if err != nil || name != "." && !slices.Contains(shared, name) {
		return entries, err
	}
	have := lists.Set(lists.Each(entries, fs.DirEntry.Name)...)
	for file, a := range f.found {
		if path.Dir(file) == name && !have[a.entry.Name()] {
			entries = append(entries, a.entry)
		}
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, nil
}

// place names the files of problems from the first directory, wherever they are.
func (s *source) place(problems content.Problems) content.Problems {
	if f, ok := s.fsys.(*folders); ok {
		for i, p := range problems {
			if n := f.of(p.File); n > 0 && !strings.HasPrefix(p.File, "..") {
				problems[i].File = report.Relative(s.dir, filepath.Join(f.dirs[n], filepath.FromSlash(p.File)))
			}
		}
	}
	return problems
}

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

package serve

import (
	"cmp"
	"crypto/sha256"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Change is a file that has changed.
type Change struct {
	Path string // as the user would name it: the watched folder with the path inside it
	Kind ChangeKind
}

// ChangeKind is what happened to a file.
type ChangeKind string

// The kinds of change.
const (
	Added   ChangeKind = "added"
	Changed ChangeKind = "changed"
	Removed ChangeKind = "removed"
)

// fresh is how long after its last change a file may change again without a new time of change: the
// clocks of file systems are that coarse. The bytes of such files are compared.
const fresh = 2 * time.Second

// snapshot lists the files in the watched folders, by path.
type snapshot map[string]stamp

// stamp shows whether a file has changed.
type stamp struct {
	size   int64
	mode   fs.FileMode
	time   time.Time
	hashed bool // the time alone does not show a change
	sum    [sha256.Size]byte
}

// scanner takes snapshots.
type scanner struct {
	before snapshot
	after  snapshot
	now    time.Time
	enter  func(dir string) // called before a folder is read
}

// hidden reports whether a name is not one of content. Names that start with a dot are not, but for one in static/.
func hidden(name string) bool { return strings.HasPrefix(name, ".") && name != ".well-known" }

// again looks at a path again, and at what is below it.
func (s *scanner) again(path string, isRoot bool) {
	delete(s.after, path)
	if isRoot || s.before[path].mode.IsDir() {
		maps.DeleteFunc(s.after, func(p string, _ stamp) bool { return strings.HasPrefix(p, path+string(filepath.Separator)) })
	}
	info, err := os.Lstat(path)
	switch {
	case isRoot:
		s.folder(path)
	case err == nil && info.IsDir():
		s.folder(path)
		fallthrough
	case err == nil:
		s.file(path, fs.FileInfoToDirEntry(info))
	}
}

// folder adds a folder. One that is gone, or goes in the middle of it, is empty.
func (s *scanner) folder(dir string) {
	s.enter(dir)
	entries, _ := os.ReadDir(dir) // a build reports what cannot be read
	for _, e := range entries {
		if hidden(e.Name()) {
			continue
		}
		path := filepath.Join(dir, e.Name())
		if e.IsDir() {
			s.folder(path)
		}
		s.file(path, e)
	}
}

// file adds a file or a folder itself: one that is new or gone is a change.
func (s *scanner) file(path string, e fs.DirEntry) {
	info, err := e.Info()
	if err == nil && e.Type()&fs.ModeSymlink != 0 {
		if target, terr := os.Stat(path); terr == nil {
			info = target
		}
	}
	if err != nil {
		return
	}
	if info.IsDir() {
		s.after[path] = stamp{mode: info.Mode()}
		return
	}
	st := stamp{size: info.Size(), mode: info.Mode(), time: info.ModTime()}
	st.hashed = s.now.Sub(st.time) < fresh
	if info.Mode().IsRegular() && (st.hashed || s.before[path].hashed) {
		data, _ := os.ReadFile(path) // as above
		st.sum = sha256.Sum256(data)
	}
	s.after[path] = st
}

// since returns what is different from an earlier snapshot, sorted by path. A new or lost folder is
// named only when no file of it is.
func (s snapshot) since(before snapshot) []Change {
	var changes []Change
	for path, now := range s {
		old, was := before[path]
		switch {
		case !was:
			changes = append(changes, Change{path, Added})
		case old.size != now.size || old.mode != now.mode || !old.time.Equal(now.time) || old.hashed && old.sum != now.sum:
			changes = append(changes, Change{path, Changed})
		}
	}
	for path := range before {
		if _, is := s[path]; !is {
			changes = append(changes, Change{path, Removed})
		}
	}
	parents := map[string]bool{}
	for _, c := range changes {
		for dir := filepath.Dir(c.Path); !parents[dir]; dir = filepath.Dir(dir) {
			parents[dir] = true
		}
	}
	changes = slices.DeleteFunc(changes, func(c Change) bool { return parents[c.Path] })
	slices.SortFunc(changes, func(a, b Change) int { return cmp.Compare(a.Path, b.Path) })
	return changes
}

// merge returns the changes of both lists, sorted by path; of a file that is in both, the later one.
func merge(older, newer []Change) []Change {
	all := slices.Concat(newer, older)
	slices.SortStableFunc(all, func(a, b Change) int { return cmp.Compare(a.Path, b.Path) })
	return slices.CompactFunc(all, func(a, b Change) bool { return a.Path == b.Path })
}

// passing reports whether a path is a temporary file of an editor that is saving another one.
func passing(path string) bool {
	name := filepath.Base(path)
	return name == "4913" || strings.HasSuffix(name, "~") || strings.HasSuffix(name, ".tmp") ||
		strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#") ||
		strings.Contains(name, "___jb_") || strings.Contains(name, ".sb-")
}

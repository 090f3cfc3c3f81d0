package publish

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/errdocs/errdocs/internal/parallel"
)

// Sources is what the directories that a site is made from had in them, as far as it shows without reading them: size,
// mode, times and number of every file. Those that were just written, and could be written again in the same moment, have been
// read.
type Sources struct {
	Folders map[string][]fs.DirEntry // what each folder has, by its path

	stats [sha256.Size]byte
	young []string // names of those that have been read
	texts [sha256.Size]byte
	each  map[string]string // of the others, by name
	sums  *sync.Map         // stamps of folders that have been asked for
}

// Stamp returns what changes whenever a file does, or something in a folder, "" where that is not known.
func (s Sources) Stamp(name string) string {
	list, folder := s.Folders[name]
	if !folder {
		return s.each[name]
	}
	if stamp, known := s.sums.Load(name); known {
		return stamp.(string)
	}
	stamp := s.stampFolder(name, list)
	s.sums.Store(name, stamp)
	return stamp
}

func (s Sources) stampFolder(name string, list []fs.DirEntry) string {
	var text []byte
	for _, e := range list {
		stamp := s.Stamp(below(name, e.Name()))
		if stamp == "" {
			return ""
		}
		text = append(append(append(strconv.AppendQuote(text, e.Name()), ' '), stamp...), '\n')
	}
	sum := sha256.Sum256(text)
	return string(sum[:])
}

// coarse is how long after a change a file may change again with the same time. A test changes it.
var coarse = 2 * time.Second

// LookAt looks at directories. It returns false where that does not show everything: there are symlinks, or the system does
// not say when a file was last changed in any way.
func LookAt(dirs ...string) (s Sources, ok bool) {
	now, text := time.Now(), []byte(nil)
	s.Folders, s.sums = map[string][]fs.DirEntry{}, new(sync.Map)
	type stamp struct {
		name     string
		from, to int
	}
	var stamps []stamp
	for _, dir := range dirs {
		dir = filepath.Clean(dir)
		names := []string{"."}
		if !s.list(dir, ".", &names) {
			return s, false
		}
		at, errs := make([]fileState, len(names)), make([]error, len(names))
		r := openRoot(dir)
		parallel.Each(len(names), func(i int) { at[i], errs[i] = r.stateOf(names[i]) })
		r.close()
		text = slices.Grow(text, 160*len(names))
		for i, rel := range names {
			is := &at[i]
			if errs[i] != nil || is.changed.IsZero() || !is.mode.IsDir() && !is.mode.IsRegular() {
				return s, false
			}
			name := below(dir, filepath.FromSlash(rel))
			text = append(strconv.AppendQuote(text, name), ' ')
			from := len(text)
			text = strconv.AppendUint(text, uint64(is.mode), 8)
			if !is.mode.IsDir() {
				for _, n := range []int64{is.size, is.written, is.changed.UnixNano(), int64(is.number)} {
					text = strconv.AppendInt(append(text, ' '), n, 10)
				}
				if now.Sub(is.changed) < coarse {
					s.young = append(s.young, name)
				} else {
					stamps = append(stamps, stamp{name, from, len(text)})
				}
			}
			text = append(text, '\n')
		}
	}
	s.stats = sha256.Sum256(text)
	all := string(text)
	s.each = make(map[string]string, len(stamps))
	for _, one := range stamps {
		s.each[one.name] = all[one.from:one.to]
	}
	s.texts, ok = read(s.young)
	return s, ok
}

// Forget drops what Stamp says of single files.
func (s *Sources) Forget() { clear(s.each) }

// list adds what is in a folder to names, and notes what each folder has.
func (s *Sources) list(dir, rel string, names *[]string) bool {
	folder := below(dir, filepath.FromSlash(rel))
	entries, err := os.ReadDir(folder)
	if err != nil {
		return rel == "." && errors.Is(err, syscall.ENOTDIR) // a file
	}
	s.Folders[folder] = entries
	for _, e := range entries {
		name := e.Name()
		if rel != "." {
			name = rel + "/" + name
		}
		*names = append(*names, name)
		if e.IsDir() && !s.list(dir, name, names) {
			return false
		}
	}
	return true
}

// below is filepath.Join of clean paths, which need not be cleaned again.
func below(folder, name string) string {
	switch {
	case folder == ".":
		return name
	case name == ".":
		return folder
	case os.IsPathSeparator(folder[len(folder)-1]): // the root
		return folder + name
	}
	return folder + string(filepath.Separator) + name
}

// read sums up files.
func read(names []string) (sum [sha256.Size]byte, ok bool) {
	h := sha256.New()
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			return sum, false
		}
		one := sha256.Sum256(data)
		h.Write(one[:])
	}
	return [sha256.Size]byte(h.Sum(nil)), true
}

// Encode returns what Same compares with, and something else that has to be the same, too.
func (s Sources) Encode(key string) []byte {
	b := append(s.stats[:], s.texts[:]...)
	b = fmt.Appendf(b, "%q\n", key)
	for _, name := range s.young {
		b = fmt.Appendln(b, name)
	}
	return b
}

// Same reports whether Encode has returned data for the same sources and key.
func (s Sources) Same(data, key string) bool {
	const sums = 2 * sha256.Size
	if len(data) < sums || data[:sha256.Size] != string(s.stats[:]) {
		return false
	}
	rest, ok := strings.CutPrefix(data[sums:], fmt.Sprintf("%q\n", key))
	if !ok {
		return false
	}
	s.young = nil
	for line := range strings.Lines(rest) {
		s.young = append(s.young, strings.TrimSuffix(line, "\n"))
	}
	texts, ok := read(s.young)
	return ok && data[sha256.Size:sums] == string(texts[:])
}

// Unchanged reports whether the output is still the whole site with a hash, as errdocs wrote it. The Stage is over then.
func (st *Stage) Unchanged(hash string) (Result, bool) {
	old := st.old
	if old.manifest == nil || old.manifest.hash != hash || old.found != len(old.manifest.entries) || len(old.litter) > 0 || st.since.IsZero() {
		return Result{}, false
	}
	res := Result{Files: old.found, Linked: old.found, Hash: hash, Unchanged: true, Done: st.since}
	entries := old.manifest.entries
	err := parallel.Do(st.ctx, 0, len(entries), func(i int) error {
		if _, _, ok := st.intact(&entries[i]); !ok || entries[i].size < 0 {
			return fs.ErrInvalid
		}
		return nil
	})
	for i := range entries {
		res.Bytes += entries[i].size
	}
	return res, err == nil && st.Abort() == nil
}

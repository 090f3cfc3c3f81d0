package publish

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

// Sources is what the directories that a site is made from had in them, as far as it shows without reading them: size,
// mode and times of every file. Those that were just written, and could be written again in the same moment, have been
// read.
type Sources struct {
	Folders map[string][]fs.DirEntry // what each folder has, by its path

	stats [sha256.Size]byte
	young []string // names of those that have been read
	texts [sha256.Size]byte
	each  map[string]string // of the others, by name
}

// Stamp returns what changes whenever a file does, "" where that is not known.
func (s Sources) Stamp(name string) string { return s.each[name] }

// coarse is how long after a change a file may change again with the same time.
const coarse = 2 * time.Second

// LookAt looks at directories. It returns false where that does not show everything: there are symlinks, or the system does
// not say when a file was last changed in any way.
func LookAt(dirs ...string) (s Sources, ok bool) {
	stats, now, line := sha256.New(), time.Now(), []byte(nil)
	s.each, s.Folders = map[string]string{}, map[string][]fs.DirEntry{}
	for _, dir := range dirs {
		err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			info, err := e.Info()
			if err != nil {
				return err
			}
			at := changed(info)
			if at.IsZero() || !info.IsDir() && !info.Mode().IsRegular() {
				return fs.ErrInvalid
			}
			if name != dir {
				folder := filepath.Dir(name)
				s.Folders[folder] = append(s.Folders[folder], fs.FileInfoToDirEntry(info))
			}
			line = append(strconv.AppendQuote(line[:0], name), ' ')
			start := len(line)
			line = strconv.AppendUint(line, uint64(info.Mode()), 8)
			if !info.IsDir() {
				for _, n := range []int64{info.Size(), info.ModTime().UnixNano(), at.UnixNano()} {
					line = strconv.AppendInt(append(line, ' '), n, 10)
				}
			}
			stamp := string(line[start:])
			stats.Write(append(line, '\n'))
			if info.IsDir() {
				return nil
			}
			if now.Sub(at) < coarse {
				s.young = append(s.young, name)
			} else {
				s.each[name] = stamp
			}
			return nil
		})
		if err != nil {
			return s, false
		}
	}
	stats.Sum(s.stats[:0])
	s.texts, ok = read(s.young)
	return s, ok
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
func (s Sources) Same(data []byte, key string) bool {
	const sums = 2 * sha256.Size
	if len(data) < sums || !bytes.Equal(data[:sha256.Size], s.stats[:]) {
		return false
	}
	rest, ok := bytes.CutPrefix(data[sums:], fmt.Appendf(nil, "%q\n", key))
	if !ok {
		return false
	}
	s.young = nil
	for line := range bytes.Lines(rest) {
		s.young = append(s.young, string(bytes.TrimSuffix(line, []byte("\n"))))
	}
	texts, ok := read(s.young)
	return ok && bytes.Equal(data[sha256.Size:sums], texts[:])
}

// Unchanged reports whether the output is still the whole site with a hash, as errdocs wrote it. The Stage is over then.
func (st *Stage) Unchanged(hash string) (Result, bool) {
	old := st.old
	if old.manifest == nil || old.manifest.hash != hash || old.found != len(old.manifest.entries) || len(old.litter) > 0 || st.since.IsZero() {
		return Result{}, false
	}
	res := Result{Files: old.found, Linked: old.found, Hash: hash, Unchanged: true, Done: st.since}
	for i := range old.manifest.entries {
		e := &old.manifest.entries[i]
		if _, _, ok := st.intact(st.work.published(e.path), e); !ok || e.size < 0 || st.ctx.Err() != nil {
			return Result{}, false
		}
		res.Bytes += e.size
	}
	return res, st.Abort() == nil
}

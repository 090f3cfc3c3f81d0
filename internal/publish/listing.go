package publish

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io/fs"
	"slices"
	"strconv"
	"strings"
)

// markerName is the file by which a directory is known to be written by Dir.
const markerName = ".errdocs"

// ignoreName is the one foreign file that an output may hold: it keeps an empty output in git.
const ignoreName = ".gitignore"

// markerHead starts the first line of a marker; the hash follows. The number is the marker's version.
const markerHead = "errdocs-output 1 sha256:"

// listing is what a marker says: the files of a site.
type listing struct {
	paths []string // sorted
	dirs  []string // every directory that a path needs, sorted, without the top
	hash  string
	bytes int64
}

// marker returns the text of the marker file: the head with the hash, then one path a line.
func (l *listing) marker() []byte {
	var b bytes.Buffer
	b.WriteString(markerHead + l.hash + "\n")
	for _, p := range l.paths {
		b.WriteString(p + "\n")
	}
	return b.Bytes()
}

// parseMarker is the inverse of marker. ok is false for a file that marker has not written whole.
func parseMarker(text []byte) (l *listing, ok bool) {
	rest, found := strings.CutPrefix(string(text), markerHead)
	head, rest, whole := strings.Cut(rest, "\n")
	if !found || !whole || len(head) != 2*sha256.Size || rest != "" && !strings.HasSuffix(rest, "\n") {
		return nil, false
	}
	l = &listing{hash: head}
	for p := range strings.Lines(rest) {
		p = strings.TrimSuffix(p, "\n")
		if checkPath(p) != nil {
			return nil, false
		}
		l.paths = append(l.paths, p)
	}
	l.dirs = parents(l.paths)
	return l, true
}

// listFiles checks the paths of files and takes their hash.
func listFiles(files Files) (*listing, error) {
	l := &listing{}
	sums := map[string][]byte{}
	for p, data := range files {
		if err := checkPath(p); err != nil {
			return nil, err
		}
		if _, twice := sums[p]; twice {
			return nil, fmt.Errorf("two files are named %s", p)
		}
		sum := sha256.Sum256(data)
		sums[p] = sum[:]
		l.paths = append(l.paths, p)
		l.bytes += int64(len(data))
	}
	slices.Sort(l.paths)
	l.dirs = parents(l.paths)
	h := sha256.New()
	for _, p := range l.paths {
		addFile(h, p, sums[p])
	}
	l.hash = hex.EncodeToString(h.Sum(nil))
	return l, checkClashes(l)
}

// addFile adds a file to the hash of a site.
func addFile(h hash.Hash, path string, sum []byte) {
	h.Write([]byte(strconv.Itoa(len(path)) + " " + path + " "))
	h.Write(sum)
}

// checkPath refuses what is not a plain relative path. Only ASCII that every file system and archive
// takes is allowed, so that no two paths can be equal in one normal form and different in another.
func checkPath(p string) error {
	switch {
	case !fs.ValidPath(p) || p == ".":
		return fmt.Errorf("the path %q is not relative and clean", p)
	case p == markerName || p == ignoreName:
		return fmt.Errorf("the path %q is reserved", p)
	}
	for seg := range strings.SplitSeq(p, "/") {
		if strings.HasSuffix(seg, ".") || len(seg) > 255 {
			return fmt.Errorf("the path %q holds a name that some systems cannot store", p)
		}
	}
	for _, r := range p {
		if !plain(r) {
			return fmt.Errorf("the path %q holds %q; allowed are ASCII letters, digits and - _ . ~ +", p, r)
		}
	}
	return nil
}

func plain(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' ||
		strings.ContainsRune("-_.~+/", r)
}

// checkClashes refuses two paths that some systems take for one, and a file that is also a directory.
func checkClashes(l *listing) error {
	seen := make(map[string]string, len(l.paths)+len(l.dirs))
	for _, list := range [][]string{l.paths, l.dirs} {
		for _, p := range list {
			key := strings.ToLower(p)
			other, clash := seen[key]
			switch {
			case clash && other == p:
				return fmt.Errorf("%s is a file and a directory", p)
			case clash:
				return fmt.Errorf("%s and %s differ only in upper and lower case", other, p)
			}
			seen[key] = p
		}
	}
	return nil
}

// parents returns every directory above the paths, sorted, so that a directory follows the one it is in.
func parents(paths []string) []string {
	seen := map[string]bool{}
	var dirs []string
	for _, p := range paths {
		for i := strings.LastIndexByte(p, '/'); i > 0; i = strings.LastIndexByte(p[:i], '/') {
			if seen[p[:i]] {
				break
			}
			seen[p[:i]] = true
			dirs = append(dirs, p[:i])
		}
	}
	slices.Sort(dirs)
	return dirs
}
